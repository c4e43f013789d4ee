import type { Claim } from './claim-link';
import { linkKey, type CompanyLink } from './company-link';
import type { DesiredLink } from './desired-link';
import { emptyRow, identityOf } from './link-row';
import type { MappingContext } from './mapping-context';
import type { VspcCompanyFact } from './mapping-observation';
import { danglingProblem, missingProblem } from './mapping-problems';
import type { Match } from './match-companies';
import { streamsStoppedBy } from './judge-health';

/** Not a customer. The organization is kept: its page is archived 30 days later (RULES, Documentation 5). */
export function desireIgnored(
  company: VspcCompanyFact | CompanyLink,
  why: string,
  context: MappingContext,
): DesiredLink {
  const stored = context.stored.get(linkKey(company));
  const link: CompanyLink = {
    ...emptyRow(company),
    state: 'ignored',
    reasons: [why],
    itglue: stored?.itglue ?? null,
    ignoredAt: stored?.ignoredAt ?? context.observation.now.toISOString(),
  };
  const isApproved = context.decisions.get(linkKey(company))?.kind === 'ignored';
  return { link, reason: 'ignored', inferredFromAbsence: false, isApproved, problems: [] };
}

/** A pin or a confirmation that names nothing. What it was linked to stays on record, so that no day is billed twice. */
export function desireDangling(
  company: VspcCompanyFact,
  claim: Extract<Claim, { kind: 'dangling' }>,
  context: MappingContext,
): DesiredLink {
  const stored = context.stored.get(linkKey(company));
  const row = emptyRow(company);
  const problem = danglingProblem(row, claim.by, claim.named);
  const was = stored && {
    connectwise: stored.connectwise,
    itglue: stored.itglue,
    linkedAt: stored.linkedAt,
  };
  return {
    link: { ...row, ...was, state: 'conflict', health: 'deleted', reasons: [problem.message] },
    reason: 'conflict',
    inferredFromAbsence: true,
    problems: [problem],
  };
}

/** What comparing left for a person to decide. */
export function desireSuggested(company: VspcCompanyFact, match: Extract<Match, { kind: 'suggest' }>): DesiredLink {
  const [best] = match.candidates;
  const link: CompanyLink = {
    ...emptyRow(company),
    state: 'suggested',
    grade: best.grade,
    score: best.score,
    candidates: match.candidates,
    reasons: match.isUnique ? best.reasons : ['more than one company fits'],
  };
  return {
    link,
    reason: match.isUnique ? best.grade : 'not-unique',
    inferredFromAbsence: true,
    problems: [],
  };
}

/** Linked to nothing: by a person's decision, or because nothing fits. */
export function desireUnlinked(company: VspcCompanyFact | CompanyLink, why: string, isApproved: boolean): DesiredLink {
  const link = { ...emptyRow(company), reasons: [why] };
  return { link, reason: 'no-candidate', inferredFromAbsence: false, isApproved, problems: [] };
}

export function desireUnchanged(link: CompanyLink): DesiredLink {
  return { link, reason: 'unchanged', inferredFromAbsence: false, problems: [] };
}

/**
 * A row whose company VSPC does not show. Nothing changes until two complete reads agree; then everything stops and
 * nothing is undone (RULES, Engine 2 and Mapping 6). First line that fits:
 *
 * | decided since         | gone by two reads | the row   | becomes                               |
 * | --------------------- | ----------------- | --------- | ------------------------------------- |
 * | ignored, file or person | any             | any       | ignored                               |
 * | unlinked by a person  | any               | any       | unlinked                              |
 * | nothing               | no                | any       | as it is                              |
 * | nothing               | yes               | linked    | linked, missing, all streams stop     |
 * | nothing               | yes               | any other | as it is, missing, without candidates |
 */
export function desireAbsent(link: CompanyLink, context: MappingContext): DesiredLink {
  const key = linkKey(link);
  const pinned = context.pins.get(key)?.ignoreReason ?? null;
  const decision = context.decisions.get(key);
  if (pinned !== null) return desireIgnored(link, pinned, context);
  if (decision?.kind === 'ignored') return desireIgnored(link, decision.reason ?? 'no reason given', context);
  if (decision?.kind === 'unlinked') return desireUnlinked(link, 'unlinked by an operator', true);
  if (!context.observation.goneVspc.has(key)) {
    return desireUnchanged(link);
  }
  if (link.state === 'linked') {
    const row: CompanyLink = { ...link, health: 'missing', suspended: [...streamsStoppedBy('missing')].sort() };
    return { link: row, reason: 'health', inferredFromAbsence: true, problems: [missingProblem(row)] };
  }
  const row: CompanyLink = { ...emptyRow(identityOf(link)), health: 'missing', reasons: ['it is no longer in VSPC'] };
  const kept = link.state === 'ignored' ? { ...link, health: 'missing' as const } : row;
  return { link: kept, reason: 'gone', inferredFromAbsence: true, problems: [] };
}
