import type { Change, ChangeClass, Decision, Plan, SourceKey } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import type { JsonValue } from '../../kernel/json';
import type { Reason } from '../../kernel/reasons';
import { canonicalJson } from '../../kernel/stable-hash';
import { chooseAction, type MappingAction } from './choose-action';
import { linkKey, type CompanyLink } from './company-link';
import type { DesiredLink } from './desired-link';
import { desiredLinks } from './desired-links';
import { findUnlinkedAlive } from './find-unlinked-alive';
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
 * (RULES, Mapping 8). Comparing the desired row with the stored one:
 *
 * | the row                                      | decision                              |
 * | -------------------------------------------- | ------------------------------------- |
 * | differs in what chooseAction names an action | change, with that action              |
 * | differs in names, reasons or grade only      | skip, the row is refreshed            |
 * | does not differ                              | skip                                  |
 */
export function planMapping(observation: MappingObservation): Plan {
  const stored = new Map(observation.links.map((link) => [linkKey(link), link]));
  const desired = sortedBy(desiredLinks(observation), (entry) => linkKey(entry.link));
  const decisions = desired.map((entry) => decide(entry, stored.get(linkKey(entry.link)) ?? null, observation));
  const alive = findUnlinkedAlive(
    observation.alive,
    desired.map((entry) => entry.link),
  );
  return { decisions, problems: [...desired.flatMap((entry) => entry.problems), ...alive] };
}

function decide(desired: DesiredLink, stored: CompanyLink | null, observation: MappingObservation): Decision {
  const { link, reason } = desired;
  const key = linkKey(link);
  const base = {
    reason,
    company: { uid: link.uid, name: link.name },
    subject: { kind: 'company', key, name: link.name },
  };
  const action = chooseAction(link, stored);
  if (action === null) {
    const isSame = stored !== null && canonicalJson(asJson(link)) === canonicalJson(asJson(stored));
    return { ...base, decision: 'skip', transition: isSame ? null : transitionOf(link, reason, 'refresh') };
  }
  return {
    ...base,
    decision: 'change',
    action,
    key: `mapping/${key}/${action}`,
    changeClass: classOf(action, link),
    inferredFromAbsence: desired.inferredFromAbsence,
    sources: sourcesOf(link, observation),
    before: stored ? summaryOf(stored) : null,
    after: summaryOf(link),
    effects: [],
    transition: transitionOf(link, reason, action),
    approved: desired.isApproved === true,
  } satisfies Change;
}

/** Taking a link away is destructive (RULES, Engine 2); only a person does it. */
function classOf(action: MappingAction, link: CompanyLink): ChangeClass {
  if (link.state === 'unlinked') return 'destructive';
  return action === 'link' || action === 'suggest' ? 'additive' : 'update';
}

function sourcesOf(link: CompanyLink, observation: MappingObservation): SourceKey[] {
  const vspc = observation.vspcSources.get(link.connection);
  const itglue = link.itglue ? observation.itglueSource : null;
  return [vspc, observation.connectwiseSource, itglue].filter((source) => source !== null && source !== undefined);
}

function transitionOf(link: CompanyLink, reason: Reason, action: string): JsonValue {
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

function asJson(link: CompanyLink): JsonValue {
  return link as unknown as JsonValue;
}
