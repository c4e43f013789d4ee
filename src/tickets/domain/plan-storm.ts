import type { Change, Decision, Skip } from '../../kernel/change';
import { planClosing } from './closing';
import { aboutRow, aboutSituation, change, skip } from './decisions';
import { describeSituation } from './describe-situation';
import { planEscalation } from './escalation';
import { isSnoozed, lastingWords, type IncidentRow } from './incident';
import { blankRow, rowWith } from './incident-row';
import { matchSubjectFor } from './match-situation';
import { noteChange } from './note-change';
import { dueNote } from './notes';
import type { OpenTicket } from './open-ticket';
import type { PlanContext } from './plan-context';
import { createTicket } from './plan-create';
import type { OpeningCandidate } from './plan-opening';
import { memberOf, sourcesOf, stormSight, tableHash, tableOf, worstFindings, type StormMember } from './storm-members';
import type { Storm } from './storms';
import { ticketEffect } from './ticket-effects';
import type { TicketTexts } from './ticket-variables';
import { TICKETS_SOURCE } from './tickets-observation';

/** The ledger of a folded candidate; without an open storm its row means nothing, and it is a candidate again. */
export function planFolded(context: PlanContext, candidate: OpeningCandidate, stormKey: string): Skip {
  const { base, destination, ready, situation, worst } = candidate;
  const row = rowWith(situation, ready, 'open', base);
  const next: IncidentRow = { ...row, stormKey, ticketCompanyId: destination.companyId, waitsFor: null, told: [] };
  return skip(aboutSituation(situation), {
    reason: 'storm',
    detail: 'One of many at once: in the ticket of the storm.',
    rule: worst.resolved.rule,
    next,
    stored: context.incidents.get(situation.id) ?? null,
  });
}

/** One ticket for all of them; over more than one company it is the provider's (RULES, Tickets 13). */
export function planNewStorm(context: PlanContext, storm: Storm, texts: TicketTexts): Change | null {
  const members = storm.folded.map(memberOf);
  const worst = worstFindings(members)[0];
  const decisive = worst && storm.folded.find((candidate) => candidate.ready.includes(worst));
  if (!decisive) return null;
  const row = stormRow(context, storm, members);
  const variables = describeSituation(context, null, {
    event: 'opened',
    reason: 'storm',
    findings: worstFindings(members),
    row,
    members: tableOf(context, row, members),
  });
  const { settings } = worst.resolved;
  const payload = createTicket(context, {
    settings,
    priority: context.rules.priorityAt(matchSubjectFor(context, decisive.situation, worst.condition), context.now),
    companyId: row.ticketCompanyId ?? context.observation.provider.id,
    summary: texts.summary(variables),
    text: texts.description(variables),
    row,
  });
  return change(aboutRow(row), {
    action: 'create',
    reason: 'storm',
    detail: payload.summary,
    rule: worst.resolved.rule,
    generation: row.generation,
    step: 'open',
    changeClass: 'additive',
    fromAbsence: members.every((member) => member.findings.every((finding) => finding.fromAbsence)),
    sources: [...sourcesOf(members), TICKETS_SOURCE],
    before: null,
    after: { companyId: payload.companyId, members: members.length, externalXRef: payload.externalXRef },
    effects: [ticketEffect(payload, { type: 'opened', row })],
  });
}

function stormRow(context: PlanContext, storm: Storm, members: readonly StormMember[]): IncidentRow {
  const companies = new Set(members.map((member) => member.companyId));
  const provider = context.observation.provider.id;
  const previous = context.incidents.get(storm.key);
  const base = blankRow({
    key: storm.key,
    subject: { kind: 'storm', key: storm.subjectKey, name: storm.name },
    connection: storm.connection,
    source: sourcesOf(members)[0] ?? TICKETS_SOURCE,
  });
  const one = companies.size === 1 ? storm.folded[0] : undefined;
  return {
    ...base,
    ...stormSight(members),
    state: 'open',
    generation: (previous?.generation ?? 0) + 1,
    company: one ? aboutSituation(one.situation).company : null,
    ticketCompanyId: one ? one.destination.companyId : provider,
    textMask: tableHash(members),
  };
}

/**
 * A storm that lasts.
 *
 * | its members                              | then                              |
 * | ---------------------------------------- | --------------------------------- |
 * | have all recovered                       | close: closing.ts                 |
 * | that are wrong are all silenced          | skip `silenced`                   |
 * | that are wrong are others than told last | a note with the table             |
 * | otherwise                                | escalation, `noteEvery`, or skip  |
 */
export function planOpenStorm(open: OpenTicket, members: readonly StormMember[]): Decision {
  const { context, row } = open;
  const wrong = members.filter((member) => member.wrong);
  const full: OpenTicket = {
    ...open,
    members: tableOf(context, row, members),
    ready: worstFindings(wrong),
    sources: sourcesOf(members),
  };
  if (wrong.length === 0) return planClosing(full, 'recovered');
  const [worst] = full.ready;
  if (isSnoozed(row, context.now) || areSilenced(wrong)) return quietStorm(open, {}, 'silenced');
  const awake = wake(row);
  if (!worst) return quietStorm(open, awake);
  const textMask = tableHash(wrong);
  const sight = { ...stormSight(wrong), ...awake };
  if (textMask !== row.textMask || row.state === 'recovering') {
    const set: Partial<IncidentRow> = { ...sight, textMask, state: 'open', told: [] };
    return noteChange(full, { event: 'storm-changed', reason: 'storm', detail: '', set });
  }
  const quietWorst = { ...worst, condition: row.worst, message: '' };
  const escalation = planEscalation(full, quietWorst, sight);
  if (escalation) return escalation;
  const due = dueNote(row, quietWorst, open.resolved.settings, context.now);
  if (due) return noteChange(full, { ...due, detail: '', set: { ...sight, told: lastingWords(row.told) } });
  return quietStorm(open, sight);
}

function areSilenced(wrong: readonly StormMember[]): boolean {
  const seen = wrong.filter((member) => member.findings.length > 0);
  return seen.length > 0 && seen.every((member) => member.silenced);
}

/** A snooze has ended by itself. */
function wake({ snoozedUntil, state }: IncidentRow): Partial<IncidentRow> {
  if (snoozedUntil === null) return {};
  return { snoozedUntil: null, snoozeReason: null, state: state === 'snoozed' ? 'open' : state };
}

function quietStorm(
  { about, row }: OpenTicket,
  sight: Partial<IncidentRow>,
  reason: 'storm' | 'silenced' = 'storm',
): Decision {
  const detail = reason === 'storm' ? 'Its members are as people know them.' : 'Nothing is said while a silence lasts.';
  return skip(about, { reason, detail, next: { ...row, ...sight }, stored: row });
}

/** The storm's row with what its members show; what people were told of it stays. */
export function rowWithMembers(row: IncidentRow, members: readonly StormMember[]): IncidentRow {
  const wrong = members.filter((member) => member.wrong && member.findings.length > 0);
  return wrong.length === 0 ? row : { ...row, ...stormSight(wrong), worst: row.worst, reason: row.reason };
}
