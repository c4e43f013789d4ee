import type { Decision, Plan } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import { assess } from './assess';
import { aboutRow, aboutSituation, hold, skip } from './decisions';
import type { Situation } from './finding';
import { planBaselines } from './first-pass';
import type { IncidentRow } from './incident';
import type { OpenTicket } from './open-ticket';
import { buildContext, resolveNamed, type PlanContext } from './plan-context';
import { planCreate } from './plan-create';
import { planGone } from './plan-gone';
import { planOpenTicket } from './plan-open-ticket';
import { considerOpening, type OpeningCandidate } from './plan-opening';
import { planReopen } from './plan-reopen';
import { recoveryOf, settingsOf, type Recovery } from './recovery';
import { DEFAULT_TEXTS } from './render-ticket';
import { ticketStateOf, type TicketState } from './ticket-state';
import type { TicketTexts } from './ticket-variables';
import type { TicketsObservation } from './tickets-observation';

interface Planning {
  readonly context: PlanContext;
  readonly texts: TicketTexts;
  readonly decisions: Decision[];
  readonly candidates: OpeningCandidate[];
}

/**
 * What should happen to tickets, and why. Pure: the same facts, ledger, tickets, settings and time give the same plan,
 * in the same order, whatever the order of the lists.
 *
 * | the ledger's row           | its subject now | planned by                                             |
 * | -------------------------- | --------------- | ------------------------------------------------------ |
 * | none, or without a ticket  | listed          | plan-opening.ts: baseline, hold, silence, create, reopen |
 * | with an open ticket        | listed          | plan-open-ticket.ts: close, note, escalate              |
 * | whose ticket was closed    | listed          | ticket-state.ts, then plan-opening.ts                   |
 * | any                        | not listed      | plan-gone.ts                                            |
 */
export function planTickets(observation: TicketsObservation, texts: TicketTexts = DEFAULT_TEXTS): Plan {
  const context = buildContext(observation);
  const situations = assess(context);
  const planning: Planning = { context, texts, decisions: [...planBaselines(context)], candidates: [] };
  for (const situation of situations.values()) planSubject(planning, situation);
  for (const row of context.incidents.values()) {
    if (!situations.has(row.key) && row.subject.kind !== 'connection') planAbsent(planning, row);
  }
  for (const candidate of planning.candidates) planning.decisions.push(planCandidate(planning, candidate));
  return { decisions: sortedBy(planning.decisions, orderOf), problems: [] };
}

/** Tickets whose notes and time entries this plan needs before it may close them. */
export function listTicketsToInspect(observation: TicketsObservation): readonly number[] {
  const { decisions } = planTickets(observation);
  const waiting = decisions.filter((decision) => decision.decision === 'held' && decision.action === 'close');
  const ids = waiting.map((decision) => ('before' in decision ? ticketIdOf(decision.before) : null));
  return ids.filter((id) => id !== null).sort((left, right) => left - right);
}

function ticketIdOf(before: unknown): number | null {
  if (typeof before !== 'object' || before === null || !('ticketId' in before)) return null;
  return typeof before.ticketId === 'number' ? before.ticketId : null;
}

function orderOf(decision: Decision): string {
  return `${decision.subject.key}\u0000${decision.subject.kind}`;
}

function planSubject(planning: Planning, situation: Situation): void {
  const { context } = planning;
  const stored = context.incidents.get(situation.id) ?? null;
  const hasTicket = stored !== null && isOpen(stored);
  if (!hasTicket) {
    take(planning, situation, stored, stored);
    return;
  }
  const { state } = lookAt(context, stored, situation);
  if (state.type === 'over') take(planning, situation, stored, state.base);
  else planning.decisions.push(planWithTicket(planning, stored, situation));
}

function isOpen(row: IncidentRow): boolean {
  return row.ticketId !== null && row.closedAt === null && row.state !== 'resolved';
}

function take(planning: Planning, situation: Situation, stored: IncidentRow | null, base: IncidentRow | null): void {
  const step = considerOpening({ context: planning.context, situation, stored, base });
  if (step === null) return;
  if ('candidate' in step) planning.candidates.push(step.candidate);
  else planning.decisions.push(step.decision);
}

function planAbsent(planning: Planning, row: IncidentRow): void {
  const { context } = planning;
  if (!isOpen(row)) {
    const decision = planGone(context, row, null);
    if (decision) planning.decisions.push(decision);
    return;
  }
  const { recovery, state } = lookAt(context, row, null);
  if (state.type === 'over') {
    const detail = 'Its ticket is closed, and it is no longer listed.';
    planning.decisions.push(skip(aboutRow(row), { reason: 'gone', detail, next: state.base, stored: row }));
    return;
  }
  if (state.type !== 'open') return;
  const decision = planGone(context, row, openTicket(planning, { row, situation: null, state, recovery }));
  if (decision) planning.decisions.push(decision);
}

interface Look {
  readonly state: TicketState;
  readonly recovery: Recovery;
}

function lookAt(context: PlanContext, row: IncidentRow, situation: Situation | null): Look {
  const { catalog, settings } = context.observation;
  const recovery = situation
    ? recoveryOf(context, row, situation)
    : { recovered: true, everRecovered: true, at: null, successes: 0 };
  const resolved = situation ? settingsOf(context, situation, row.worst).settings : settings.defaults;
  const boardId = resolveNamed(resolved.board, catalog.boards)?.id ?? null;
  const state = context.ticketsReadable
    ? ticketStateOf({ row, tickets: context.tickets, settings: resolved, boardId, recovery, now: context.now })
    : { type: 'unknown' as const };
  return { state, recovery };
}

function planWithTicket(planning: Planning, row: IncidentRow, situation: Situation): Decision {
  const { context } = planning;
  const { recovery, state } = lookAt(context, row, situation);
  const about = aboutSituation(situation);
  if (state.type === 'open') return planOpenTicket(openTicket(planning, { row, situation, state, recovery }));
  if (state.type === 'left') {
    return skip(about, { reason: 'ignored', detail: 'Its ticket was moved; onMoved says to leave it.' });
  }
  return hold(about, {
    action: recovery.recovered ? 'close' : 'note',
    reason: 'incomplete-observation',
    detail: 'Its ticket was not read in this pass.',
    generation: row.generation,
    step: 'ticket-unread',
    before: null,
    after: null,
  });
}

interface OpenInput {
  readonly row: IncidentRow;
  readonly situation: Situation | null;
  readonly state: Extract<TicketState, { type: 'open' }>;
  readonly recovery: Recovery;
}

function openTicket({ context, texts }: Planning, { recovery, row, situation, state }: OpenInput): OpenTicket {
  const findings = situation?.findings ?? [];
  const ready = findings.filter((finding) => isToTell(finding, row, context.now));
  const [worst] = ready;
  const fallback = { settings: context.observation.settings.defaults, ticket: null, rule: null };
  const resolved = worst?.resolved ?? (situation ? settingsOf(context, situation, row.worst) : fallback);
  const about = situation ? aboutSituation(situation) : aboutRow(row);
  return { context, texts, about, situation, ready, row, state, resolved, recovery, members: [] };
}

/** A condition that people know of stays told while it lasts; a new one when its hold has ended. */
function isToTell(finding: Situation['findings'][number], row: IncidentRow, now: number): boolean {
  if (!finding.ticketed || finding.explained !== null) return false;
  return finding.readyAt <= now || row.conditions.includes(finding.condition);
}

function planCandidate({ context, texts }: Planning, candidate: OpeningCandidate): Decision {
  const { mode } = candidate;
  return mode.type === 'create'
    ? planCreate(context, candidate, texts)
    : planReopen(context, { ...candidate, mode }, texts);
}
