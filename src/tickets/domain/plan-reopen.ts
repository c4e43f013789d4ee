import type { Change, Effect, SourceKey } from '../../kernel/change';
import { aboutSituation, change, type About } from './decisions';
import { describeSituation } from './describe-situation';
import type { IncidentRow } from './incident';
import { rowWith } from './incident-row';
import { textMaskOf } from './mask-text';
import type { ResolvedSettings } from './match-rule';
import { noted, noteEffect, REOPENING } from './notes';
import type { PlanContext } from './plan-context';
import type { OpeningCandidate } from './plan-opening';
import { reopenedStatus } from './reopened-status';
import { ticketEffect } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import type { TicketTexts } from './ticket-variables';
import { eventsTold, withEvents } from './told-events';
import { TICKETS_SOURCE } from './tickets-observation';

/**
 * The closed ticket of this incident opens again (RULES, Tickets 11): its status, then a note. A ticket that a person
 * has opened meanwhile keeps its status and gets the note alone.
 */
export function planReopen(
  context: PlanContext,
  candidate: OpeningCandidate & { readonly mode: { readonly type: 'reopen' } },
  texts: TicketTexts,
): Change {
  const { base, mode, ready, situation, worst } = candidate;
  const { ticket } = mode;
  const row = reopenedRow(candidate, ticket);
  const text = texts.note(
    describeSituation(context, situation, { event: 'reopened', reason: 'reopened', findings: ready, row }),
  );
  return reopenTicket(context, aboutSituation(situation), {
    previous: base ?? row,
    row,
    ticket,
    text,
    resolved: worst.resolved,
    fromAbsence: worst.fromAbsence,
    sources: worst.sources,
  });
}

export interface Reopening {
  /** The row as it was closed. */
  readonly previous: IncidentRow;
  /** The row as it is when the ticket is open again. */
  readonly row: IncidentRow;
  readonly ticket: TicketFact;
  readonly text: string;
  readonly resolved: ResolvedSettings;
  readonly fromAbsence: boolean;
  readonly sources: readonly SourceKey[];
}

/** Its status, unless a person opened it already, then a note. */
export function reopenTicket(context: PlanContext, about: About, input: Reopening): Change {
  const { previous, resolved, row, ticket } = input;
  const statusId = ticket.closed ? reopenedStatus(context, resolved.settings, ticket) : null;
  const note = noteEffect(
    {
      row: previous,
      ticketId: ticket.id,
      text: withEvents(context, row, input.text),
      visibility: resolved.settings.visibility,
    },
    noted(previous, { ...row, ...eventsTold(context) }),
  );
  return change(about, {
    action: 'reopen',
    reason: 'reopened',
    detail: 'Failed again soon after its ticket was closed.',
    rule: resolved.rule,
    generation: row.generation,
    step: `reopen-${row.flaps}`,
    changeClass: 'update',
    fromAbsence: input.fromAbsence,
    sources: [...input.sources, TICKETS_SOURCE],
    before: { ticketId: ticket.id, statusId: ticket.statusId },
    after: { statusId: statusId ?? ticket.statusId },
    effects: [...(statusId === null ? [] : [statusEffect(ticket, statusId, row)]), note],
    exemptFromLimits: row.subject.kind === 'problem',
  });
}

function statusEffect(ticket: TicketFact, statusId: number, row: IncidentRow): Effect {
  const expectedStatusId = ticket.statusId;
  return ticketEffect(
    {
      kind: 'set-status',
      ticketId: ticket.id,
      statusId,
      expectedStatusId,
      unlessPeople: null,
      processNotifications: false,
    },
    // The note is due until it is there: the process may die in between.
    { type: 'record', row: { ...row, told: [...row.told, REOPENING] } },
  );
}

function reopenedRow({ base, ready, situation, worst }: OpeningCandidate, ticket: TicketFact): IncidentRow {
  const row = rowWith(situation, ready, 'open', base);
  return {
    ...row,
    ticketId: ticket.id,
    textMask: textMaskOf(worst.message),
    flaps: row.flaps + 1,
    closedAt: null,
    closedBy: null,
    waitsFor: null,
    told: [],
  };
}
