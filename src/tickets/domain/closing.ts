import type { Decision, Effect } from '../../kernel/change';
import { change, hold, skip } from './decisions';
import type { IncidentRow } from './incident';
import { RESOLVED } from './incident-row';
import { noted, noteEffect, noteStep } from './notes';
import { boardOf, noteText, type OpenTicket } from './open-ticket';
import { hasProtectedStatus, peopleToLookFor, personActive, type PersonActive } from './people-first';
import { resolveNamed } from './plan-context';
import { ticketEffect } from './ticket-effects';
import type { BoardFact, TicketFact } from './ticket-facts';
import type { NameOrId, TicketSettings } from './ticket-settings';
import { eventsTold } from './told-events';
import { TICKETS_SOURCE } from './tickets-observation';

type ClosingReason = 'recovered' | 'gone';

/**
 * Nothing is wrong any more, or the subject is gone (RULES, Tickets 8 to 10). First line that fits:
 *
 * | the ticket                                     | then                                                          |
 * | ---------------------------------------------- | ------------------------------------------------------------- |
 * | was told already, and its status not yet set   | `status.recovered`: the process died in between               |
 * | was told already, and stays open               | skip: it is the people's now                                  |
 * | was merged into another                        | a note there; the incident is over, the parent stays as it is |
 * | has people on it, or `autoClose` is off        | a note, and `status.recovered` unless its status is protected |
 * | has notes and times that were not read         | held until they are                                           |
 * | is on a board without a closed status          | a note, as with people                                        |
 * | otherwise                                      | a note, then the closed status                                |
 */
export function planClosing(open: OpenTicket, reason: ClosingReason): Decision {
  const { row, state } = open;
  if (row.told.includes(reason)) return statusLeft(open) ?? quiet(open);
  if (state.merged) return noteAndEnd(open, reason);
  const { settings } = open.resolved;
  const board = boardOf(open);
  const person = settings.autoClose ? personActive(state.ticket, row, settings, board) : null;
  if (person === 'unknown') return heldForPeople(open, reason);
  const closed = closedStatus(settings, board);
  if (person !== null || !settings.autoClose || closed === null) return noteOnly(open, reason, person);
  return close(open, reason, closed);
}

function close(open: OpenTicket, reason: ClosingReason, statusId: number): Decision {
  const { row, state } = open;
  const setStatus = ticketEffect(
    {
      kind: 'set-status',
      ticketId: state.ticket.id,
      statusId,
      expectedStatusId: state.ticket.statusId,
      unlessPeople: peopleToLookFor(row, open.resolved.settings),
      processNotifications: false,
    },
    {
      type: 'amended',
      key: row.key,
      generation: row.generation,
      set: { ...RESOLVED, closedBy: 'ours' },
      stamp: ['closedAt'],
    },
  );
  return closingChange(open, reason, [recoveredNote(open, reason, {}), setStatus], { statusId });
}

function noteAndEnd(open: OpenTicket, reason: ClosingReason): Decision {
  const { row } = open;
  const transition = noted(row, { ...RESOLVED, closedBy: 'ours' });
  const note = noteEffect(
    {
      row,
      ticketId: open.state.noteTo.id,
      text: noteText(open, { event: reason, reason }),
      visibility: open.resolved.settings.visibility,
    },
    transition.type === 'amended' ? { ...transition, stamp: ['lastNoteAt', 'closedAt'] } : transition,
  );
  return noteChange(open, reason, [note], 'Noted on the ticket that it was merged into.');
}

function noteOnly(open: OpenTicket, reason: ClosingReason, person: PersonActive): Decision {
  const { row, state } = open;
  const { settings } = open.resolved;
  const board = boardOf(open);
  const recovered = recoveredStatus(settings, board, state.ticket);
  const told = [...row.told, reason];
  const note = recoveredNote(open, reason, recovered === null ? { state: 'recovering', told } : { told });
  const effects = recovered === null ? [note] : [note, moveTo(open, recovered)];
  const why = person === null ? 'It stays open.' : `It stays open: people work on it (${person}).`;
  return noteChange(open, person === null ? reason : 'person-active', effects, why);
}

function recoveredNote(open: OpenTicket, reason: ClosingReason, next: Partial<IncidentRow>): Effect {
  const { resolved, row, state } = open;
  const text = noteText(open, { event: reason, reason });
  return noteEffect(
    { row, ticketId: state.noteTo.id, text, visibility: resolved.settings.visibility },
    noted(row, { ...next, ...eventsTold(open.context) }),
  );
}

function statusLeft(open: OpenTicket): Decision | null {
  const { resolved, row, state } = open;
  if (row.state === 'recovering' || state.merged) return null;
  const recovered = recoveredStatus(resolved.settings, boardOf(open), state.ticket);
  return recovered === null ? null : noteChange(open, 'person-active', [moveTo(open, recovered)], 'It stays open.');
}

function moveTo({ row, state }: OpenTicket, statusId: number): Effect {
  return ticketEffect(
    {
      kind: 'set-status',
      ticketId: state.ticket.id,
      statusId,
      expectedStatusId: state.ticket.statusId,
      unlessPeople: null,
      processNotifications: false,
    },
    { type: 'amended', key: row.key, generation: row.generation, set: { state: 'recovering' }, stamp: [] },
  );
}

/** The configured status on the ticket's own board, else the first active closed one there: it may have been moved. */
function closedStatus(settings: TicketSettings, board: BoardFact | null): number | null {
  if (!board) return typeof settings.status.closed === 'number' ? settings.status.closed : null;
  const wanted = resolveNamed(settings.status.closed, board.statuses);
  if (wanted?.closed === true && !wanted.inactive) return wanted.id;
  return board.statuses.find((status) => status.closed && !status.inactive)?.id ?? null;
}

function recoveredStatus(settings: TicketSettings, board: BoardFact | null, ticket: TicketFact): number | null {
  const wanted: NameOrId | null = settings.status.recovered;
  if (wanted === null || board === null || hasProtectedStatus(ticket, settings, board)) return null;
  const status = resolveNamed(wanted, board.statuses);
  return status && status.id !== ticket.statusId && !status.closed ? status.id : null;
}

function quiet(open: OpenTicket): Decision {
  const { about, row } = open;
  const next: IncidentRow = { ...row, state: 'recovering' };
  return skip(about, {
    reason: 'person-active',
    detail: 'Recovered; its ticket is left to the people on it.',
    next,
    stored: row,
  });
}

function heldForPeople({ about, row }: OpenTicket, reason: ClosingReason): Decision {
  return hold(about, {
    action: 'close',
    reason: 'incomplete-observation',
    detail: 'Waits until its notes and time entries can be read.',
    generation: row.generation,
    step: closeStep(row),
    before: { ticketId: row.ticketId },
    after: { reason },
  });
}

function closingChange(
  open: OpenTicket,
  reason: ClosingReason,
  effects: readonly Effect[],
  after: { statusId: number },
): Decision {
  const { about, resolved, row, state } = open;
  return change(about, {
    action: 'close',
    reason,
    detail: reason === 'gone' ? 'Its subject no longer exists.' : 'Recovered.',
    rule: resolved.rule,
    generation: row.generation,
    step: closeStep(row),
    changeClass: 'destructive',
    fromAbsence: reason === 'gone',
    sources: [...open.sources, TICKETS_SOURCE],
    before: { ticketId: state.ticket.id, statusId: state.ticket.statusId },
    after,
    effects,
    exemptFromLimits: row.subject.kind === 'problem',
  });
}

function noteChange(
  open: OpenTicket,
  reason: ClosingReason | 'person-active',
  effects: readonly Effect[],
  detail: string,
): Decision {
  const { about, resolved, row, state } = open;
  return change(about, {
    action: 'note',
    reason,
    detail,
    rule: resolved.rule,
    generation: row.generation,
    step: noteStep(row),
    changeClass: 'update',
    fromAbsence: reason === 'gone',
    sources: [...open.sources, TICKETS_SOURCE],
    before: { ticketId: state.noteTo.id },
    after: { state: 'recovering' },
    effects,
  });
}

function closeStep(row: IncidentRow): string {
  return `close-${row.flaps}`;
}
