import type { Action, Change, CompanyReference, Decision, Plan, SourceKey, Subject } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import type { JsonValue } from '../../kernel/json';
import type { Reason } from '../../kernel/reasons';
import { canonicalJson } from '../../kernel/stable-hash';
import { linkKey, type CompanyLink } from './company-link';
import { desiredLinks, type DesiredLink } from './desired-links';
import type { MappingObservation } from './mapping-observation';

/** The local state that becomes true: the row as it is from now on. */
export interface LinkTransition {
  readonly kind: 'save-link';
  readonly link: CompanyLink;
  /** For the history: what happened and why. */
  readonly action: string;
  readonly reason: string;
}

/**
 * Plans the table of links. Every action is a local transition; standing suggestions and conflicts are skips
 * (RULES, Mapping 8). First line that fits, comparing the desired row with the stored one:
 *
 * | the row                                                      | decision                              |
 * | ------------------------------------------------------------ | ------------------------------------- |
 * | becomes linked, or linked to another company or organization | link                                  |
 * | becomes ignored                                              | ignore                                |
 * | becomes conflict                                             | conflict                              |
 * | becomes suggested, or suggests something else                | suggest                               |
 * | stays linked, with other suspended streams                   | suspend                               |
 * | differs in names, reasons or a better grade only             | skip, the row is refreshed            |
 * | does not differ                                              | skip                                  |
 */
export function planMapping(observation: MappingObservation): Plan {
  const stored = new Map(observation.links.map((link) => [linkKey(link), link]));
  const desired = sortedBy(desiredLinks(observation), (entry) => linkKey(entry.link));
  const decisions = desired.map((entry) => decide(entry, stored.get(linkKey(entry.link)) ?? null, observation));
  return { decisions, problems: desired.flatMap((entry) => entry.problems) };
}

function decide(desired: DesiredLink, stored: CompanyLink | null, observation: MappingObservation): Decision {
  const action = actionOf(desired.link, stored);
  const base = { reason: desired.reason, company: companyOf(desired.link), subject: subjectOf(desired.link) };
  const isSame = stored !== null && canonicalJson(asJson(desired.link)) === canonicalJson(asJson(stored));
  if (action === null) {
    const transition = isSame ? null : transitionOf(desired, 'refresh');
    return { ...base, decision: 'skip', transition };
  }
  return {
    ...base,
    decision: 'change',
    action,
    key: `mapping/${linkKey(desired.link)}/${action}`,
    changeClass: action === 'link' || action === 'suggest' ? 'additive' : 'update',
    inferredFromAbsence: desired.inferredFromAbsence,
    sources: sourcesOf(desired.link, observation),
    before: stored ? summaryOf(stored) : null,
    after: summaryOf(desired.link),
    effects: [],
    transition: transitionOf(desired, action),
    exemptFromLimits: true,
  } satisfies Change;
}

function actionOf(desired: CompanyLink, stored: CompanyLink | null): Action | null {
  const changed = (field: 'state' | 'connectwise' | 'itglue') =>
    idOf(desired, field) !== (stored ? idOf(stored, field) : null);
  switch (desired.state) {
    case 'linked':
      if (changed('state') || changed('connectwise') || changed('itglue')) return 'link';
      return canonicalJson([...desired.suspended]) === canonicalJson([...(stored?.suspended ?? [])]) ? null : 'suspend';
    case 'ignored':
      return changed('state') ? 'ignore' : null;
    case 'conflict':
      return changed('state') ? 'conflict' : null;
    case 'suggested':
      return changed('state') || candidateIds(desired) !== (stored ? candidateIds(stored) : null) ? 'suggest' : null;
    case 'unlinked':
      return null;
  }
}

function idOf(link: CompanyLink, field: 'state' | 'connectwise' | 'itglue'): string | number | null {
  return field === 'state' ? link.state : (link[field]?.id ?? null);
}

function candidateIds(link: CompanyLink): string {
  return link.candidates.map((candidate) => `${candidate.grade}:${candidate.connectwise.id}`).join(' ');
}

function sourcesOf(link: CompanyLink, observation: MappingObservation): SourceKey[] {
  const vspc = observation.vspcSources.get(link.connection);
  const itglue = link.itglue ? observation.itglueSource : null;
  return [vspc, observation.connectwiseSource, itglue].filter((source) => source !== null && source !== undefined);
}

function transitionOf({ link, reason }: { link: CompanyLink; reason: Reason }, action: string): JsonValue {
  const transition: LinkTransition = { kind: 'save-link', link, action, reason };
  return transition as unknown as JsonValue;
}

function summaryOf(link: CompanyLink): JsonValue {
  return {
    state: link.state,
    grade: link.grade,
    connectwise: link.connectwise?.id ?? null,
    itglue: link.itglue?.id ?? null,
    health: link.health,
    suspended: link.suspended,
  };
}

function companyOf(link: CompanyLink): CompanyReference {
  return { uid: link.uid, name: link.name };
}

function subjectOf(link: CompanyLink): Subject {
  return { kind: 'company', key: linkKey(link), name: link.name };
}

function asJson(link: CompanyLink): JsonValue {
  return link as unknown as JsonValue;
}
