import type { Decision, Plan } from '../../kernel/change';
import { compareText } from '../../kernel/compare';
import { assess, assessAgain } from './assess';
import { aboutJob, aboutRow, skip } from './decisions';
import type { Situation } from './finding';
import { planBaselines } from './first-pass';
import { hasOpenTicket, type IncidentRow } from './incident';
import { unscheduledReason } from './missed';
import { lookAtTicket, openTicketOf } from './look-at-ticket';
import { buildContext, type PlanContext } from './plan-context';
import { planCreate } from './plan-create';
import { planGone } from './plan-gone';
import { planOpenTicket } from './plan-open-ticket';
import { considerOpening, type OpeningCandidate } from './plan-opening';
import { planReopen } from './plan-reopen';
import { planLeft, planUnread } from './plan-unread';
import { listTicketProblems } from './ticket-problems';
import { DEFAULT_TEXTS } from './render-ticket';
import { Storms } from './storm-planning';
import { needsStrays, Strays } from './take-over';
import type { TicketTexts } from './ticket-variables';
import type { TicketsObservation } from './tickets-observation';
import type { SubjectId } from './workload-facts';

interface Planning {
  readonly context: PlanContext;
  readonly texts: TicketTexts;
  readonly situations: ReadonlyMap<SubjectId, Situation>;
  readonly storms: Storms;
  readonly strays: Strays;
  readonly decisions: Map<SubjectId, Decision>;
  readonly candidates: OpeningCandidate[];
}

/**
 * What should happen to tickets, and why. Pure: the same facts, ledger, tickets, settings and time give the same plan,
 * in the same order, whatever the order of the lists.
 *
 * | the ledger's row            | its subject now | planned by                                               |
 * | --------------------------- | --------------- | -------------------------------------------------------- |
 * | none, or without a ticket   | listed          | plan-opening.ts: baseline, hold, silence, create, reopen  |
 * | with an open ticket         | listed          | plan-open-ticket.ts: close, note, escalate                |
 * | whose ticket was not read   | any             | plan-unread.ts: the ledger follows, the rest waits        |
 * | whose ticket was closed     | listed          | ticket-state.ts, then plan-opening.ts                     |
 * | a member of an open storm   | any             | storm-planning.ts                                         |
 * | a storm                     |                 | storm-planning.ts                                         |
 * | any                         | not listed      | plan-gone.ts                                              |
 * | without a ticket that has our mark | any      | take-over.ts: the row gets it back                        |
 */
export function planTickets(observation: TicketsObservation, texts: TicketTexts = DEFAULT_TEXTS): Plan {
  const context = buildContext(observation);
  const situations = assess(context);
  const storms = new Storms(context, texts, situations);
  const strays = new Strays(context);
  const planning: Planning = { context, texts, situations, storms, strays, decisions: new Map(), candidates: [] };
  for (const situation of situations.values()) planSubject(planning, situation);
  for (const row of context.incidents.values()) {
    const apart = row.subject.kind === 'connection' || row.subject.kind === 'storm';
    if (!apart && !situations.has(row.key)) planAbsent(planning, row);
  }
  const single = storms.fold(planning.candidates, planning.decisions);
  for (const candidate of single) decide(planning, candidate.situation.id, planCandidate(planning, candidate));
  storms.planOpen(planning.decisions);
  const planned = [...planning.decisions.values()].map((decision) => strays.instead(decision));
  const recovered = strays.planRecovered(new Set(planning.decisions.keys()));
  const all = [...planBaselines(context), ...planned, ...recovered, ...planUnscheduled(planning)];
  return { decisions: inOrder(all), problems: listTicketProblems(context) };
}

/** What has to be read besides, before a plan of these facts may stand. */
export interface FurtherReads {
  /** Tickets whose notes and time entries decide whether they are closed, lowest first. */
  readonly people: readonly number[];
  /** Tickets with our mark that the ledger does not know. */
  readonly strays: boolean;
}

export function listFurtherReads(observation: TicketsObservation): FurtherReads {
  const { decisions } = planTickets(observation);
  return { people: ticketsToInspect(decisions), strays: needsStrays(observation, decisions) };
}

function ticketsToInspect(decisions: readonly Decision[]): readonly number[] {
  const ids: number[] = [];
  for (const decision of decisions) {
    if (decision.decision !== 'held' || decision.action !== 'close') continue;
    const { before } = decision;
    const id = typeof before === 'object' && before !== null && 'ticketId' in before ? before['ticketId'] : null;
    if (typeof id === 'number') ids.push(id);
  }
  return ids.sort((left, right) => left - right);
}

function inOrder(decisions: readonly Decision[]): readonly Decision[] {
  const keyed = decisions.map((decision) => ({
    decision,
    key: `${decision.subject.key}\u0000${decision.subject.kind}`,
  }));
  keyed.sort((left, right) => compareText(left.key, right.key));
  return keyed.map(({ decision }) => decision);
}

function decide({ decisions }: Planning, id: SubjectId, decision: Decision | null): void {
  if (decision) decisions.set(id, decision);
}

function planSubject(planning: Planning, situation: Situation): void {
  const { context, storms } = planning;
  const stored = context.incidents.get(situation.id) ?? null;
  if (stored && storms.isMember(stored)) {
    const member = storms.planMember(stored, situation);
    if (member) decide(planning, situation.id, member);
    else take(planning, situation, stored, stored);
    return;
  }
  if (!stored || !hasOpenTicket(stored)) {
    take(planning, situation, stored, stored && (storms.withoutStorm(stored) ?? stored));
    return;
  }
  const { recovery, state } = lookAtTicket(context, stored, situation);
  if (state.type === 'over') {
    take(planning, situation, stored, state.base);
  } else if (state.type === 'open') {
    const open = openTicketOf(context, planning.texts, { row: stored, situation, state, recovery });
    decide(planning, situation.id, planOpenTicket(open));
  } else {
    const input = { row: stored, situation, recovery };
    const unread = state.type === 'unknown';
    const step = unread ? planUnread(context, planning.texts, input) : planLeft(context, stored, situation);
    decide(planning, situation.id, step);
  }
}

function take(planning: Planning, situation: Situation, stored: IncidentRow | null, base: IncidentRow | null): void {
  const taken = planning.strays.planFor(situation, base, stored);
  if (taken) {
    decide(planning, situation.id, taken);
    return;
  }
  const judged = base === null || base === stored ? situation : assessAgain(planning.context, situation, base);
  const step = considerOpening({ context: planning.context, situation: judged, stored, base });
  if (step === null) return;
  if ('candidate' in step) planning.candidates.push(step.candidate);
  else decide(planning, situation.id, step.decision);
}

function planAbsent(planning: Planning, row: IncidentRow): void {
  const { context, storms, texts } = planning;
  if (storms.isMember(row)) storms.noteAbsent(row);
  if (!hasOpenTicket(row)) {
    decide(planning, row.key, planGone(context, row, null));
    return;
  }
  const { recovery, state } = lookAtTicket(context, row, null);
  if (state.type === 'over') {
    const detail = 'Its ticket is closed, and it is no longer listed.';
    decide(planning, row.key, skip(aboutRow(row), { reason: 'gone', detail, next: state.base, stored: row }));
  } else if (state.type === 'open') {
    const open = openTicketOf(context, texts, { row, situation: null, state, recovery });
    decide(planning, row.key, planGone(context, row, open));
  } else {
    const unread = state.type === 'unknown';
    const input = { row, situation: null, recovery };
    decide(planning, row.key, unread ? planUnread(context, texts, input) : planLeft(context, row, null));
  }
}

function planCandidate({ context, texts }: Planning, candidate: OpeningCandidate): Decision {
  const { mode } = candidate;
  if (mode.type === 'create') return planCreate(context, candidate, texts);
  return planReopen(context, { ...candidate, mode }, texts);
}

/** Jobs that nothing is known to be wrong with, and that no due time is known for (RULES, Tickets 4). */
function planUnscheduled({ context, situations }: Planning): readonly Decision[] {
  const skips: Decision[] = [];
  for (const job of context.observation.jobs) {
    if (unscheduledReason(job, 0) === null) continue;
    const kept = context.results.get(job.id)?.length ?? 0;
    const reason = situations.has(job.id) ? null : unscheduledReason(job, kept);
    if (reason) skips.push(skip(aboutJob(job), { reason, detail: 'It cannot be missed: no due time is known.' }));
  }
  return skips;
}
