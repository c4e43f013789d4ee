import type { Change } from '../../kernel/change';
import { aboutSituation, change } from './decisions';
import { describeSituation } from './describe-situation';
import type { IncidentRow } from './incident';
import { rowWith } from './incident-row';
import { textMaskOf } from './mask-text';
import { noted, noteEffect } from './notes';
import type { PlanContext } from './plan-context';
import type { OpeningCandidate } from './plan-opening';
import { reopenedStatus } from './reopened-status';
import { ticketEffect } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import type { TicketTexts } from './ticket-variables';
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
  const { settings } = worst.resolved;
  const row = reopenedRow(candidate, ticket);
  const statusId = ticket.closed ? reopenedStatus(context, settings, ticket) : null;
  const text = texts.note(
    describeSituation(context, situation, { event: 'reopened', reason: 'reopened', findings: ready, row }),
  );
  const previous = base ?? row;
  const note = noteEffect(
    { row: previous, ticketId: ticket.id, text, visibility: settings.visibility },
    noted(previous, row),
  );
  const status =
    statusId === null
      ? []
      : [
          ticketEffect(
            {
              kind: 'set-status',
              ticketId: ticket.id,
              statusId,
              expectedStatusId: ticket.statusId,
              unlessPeople: null,
              processNotifications: false,
            },
            { type: 'record', row },
          ),
        ];
  return change(aboutSituation(situation), {
    action: 'reopen',
    reason: 'reopened',
    detail: 'Failed again soon after its ticket was closed.',
    rule: worst.resolved.rule,
    generation: row.generation,
    step: `reopen-${row.flaps}`,
    changeClass: 'update',
    fromAbsence: worst.fromAbsence,
    sources: [...worst.sources, TICKETS_SOURCE],
    before: { ticketId: ticket.id, statusId: ticket.statusId },
    after: { statusId: statusId ?? ticket.statusId },
    effects: [...status, note],
    exemptFromLimits: situation.about.type === 'problem',
  });
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
