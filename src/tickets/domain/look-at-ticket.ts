import { aboutRow, aboutSituation } from './decisions';
import { sightOf, type Finding, type Situation } from './finding';
import type { IncidentRow } from './incident';
import type { OpenTicket } from './open-ticket';
import { resolveNamed, type PlanContext } from './plan-context';
import { recoveryOf, settingsOf, type Recovery } from './recovery';
import type { TicketFact } from './ticket-facts';
import { ticketStateOf, type TicketState } from './ticket-state';
import type { TicketTexts } from './ticket-variables';

export interface TicketLook {
  readonly state: TicketState;
  readonly recovery: Recovery;
}

/** A subject that is no longer listed counts as recovered, once its absence is believed. */
const ABSENT: Recovery = { recovered: true, everRecovered: true, at: null, successes: 0 };

/** A storm lasts as long as it has its ticket; who of its members has recovered is asked of each. */
const LASTING: Recovery = { ...ABSENT, recovered: false, everRecovered: false };

/** What ConnectWise shows of the ticket of a row; nothing is known while tickets cannot be read. */
export function lookAtTicket(context: PlanContext, row: IncidentRow, situation: Situation | null): TicketLook {
  const { catalog, settings: mapping } = context.observation;
  const recovery = situation ? recoveryOf(context, row, situation) : row.subject.kind === 'storm' ? LASTING : ABSENT;
  if (!context.ticketsReadable) return { state: { type: 'unknown' }, recovery };
  const settings = situation ? settingsOf(context, situation, row.worst).settings : mapping.defaults;
  const boardId = resolveNamed(settings.board, catalog.boards)?.id ?? null;
  const state = ticketStateOf({ row, tickets: context.tickets, settings, boardId, recovery, now: context.now });
  return { state, recovery };
}

/** The ticket as we left it: what would be done if nobody has touched it since. */
export function stateAsLeft(context: PlanContext, row: IncidentRow): Extract<TicketState, { type: 'open' }> {
  const { catalog, settings } = context.observation;
  const ticket: TicketFact = {
    id: row.ticketId ?? 0,
    externalXRef: null,
    companyId: row.ticketCompanyId,
    boardId: resolveNamed(settings.defaults.board, catalog.boards)?.id ?? null,
    statusId: null,
    statusName: '',
    priorityId: null,
    closed: false,
    closedAt: null,
    closedByUs: false,
    owner: row.ownerAtCreation,
    mergedIntoId: null,
    deleted: false,
    people: { notes: [], timeEntries: [] },
  };
  return { type: 'open', ticket, noteTo: ticket, merged: false };
}

/** The row after this look: what is seen moves; what people were told (worst, error text) moves only with a note. */
export function rowSeen(row: IncidentRow, findings: readonly Finding[]): IncidentRow {
  const sight = sightOf(findings);
  const { reason, worst } = row;
  return { ...row, ...(sight ? { ...sight, worst, reason } : {}), absentSince: null };
}

export interface OpenInput {
  readonly row: IncidentRow;
  readonly situation: Situation | null;
  readonly state: Extract<TicketState, { type: 'open' }>;
  readonly recovery: Recovery;
}

export function openTicketOf(
  context: PlanContext,
  texts: TicketTexts,
  { recovery, row, situation, state }: OpenInput,
): OpenTicket {
  const ready = situation ? toldFindings(situation, row, context.now) : [];
  const fallback = { settings: context.observation.settings.defaults, ticket: null, rule: null };
  const resolved = ready[0]?.resolved ?? (situation ? settingsOf(context, situation, row.worst) : fallback);
  const about = situation ? aboutSituation(situation) : aboutRow(row);
  return {
    context,
    texts,
    about,
    situation,
    ready,
    row,
    state,
    resolved,
    recovery,
    sources: row.subject.kind === 'problem' ? [] : [row.source],
    members: [],
  };
}

/** A condition that people know of stays told while it lasts; a new one when its hold has ended. */
export function toldFindings(situation: Situation, row: IncidentRow, now: number): readonly Finding[] {
  return situation.findings.filter(
    (finding) =>
      finding.ticketed &&
      finding.explained === null &&
      (finding.readyAt <= now || row.conditions.includes(finding.condition)),
  );
}
