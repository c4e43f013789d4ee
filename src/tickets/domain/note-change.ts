import type { Decision } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { change } from './decisions';
import type { IncidentRow } from './incident';
import { noted, noteEffect, noteStep } from './notes';
import { noteText, type OpenTicket } from './open-ticket';
import type { TextEvent } from './ticket-variables';
import { eventsTold } from './told-events';
import { TICKETS_SOURCE } from './tickets-observation';

export interface NoteChange {
  readonly event: TextEvent;
  readonly reason: Reason;
  readonly detail: string;
  readonly set: Partial<IncidentRow>;
}

/** One note on the ticket of an incident, and what the ledger knows when it is there. */
export function noteChange(open: OpenTicket, input: NoteChange): Decision {
  const { about, ready, resolved, row, state } = open;
  const text = noteText(open, { event: input.event, reason: input.reason, detail: input.detail });
  const { visibility } = resolved.settings;
  return change(about, {
    action: 'note',
    reason: input.reason,
    detail: input.detail || `Note: ${input.event}.`,
    rule: resolved.rule,
    generation: row.generation,
    step: noteStep(row),
    changeClass: 'update',
    fromAbsence: ready[0]?.fromAbsence ?? false,
    sources: [...open.sources, TICKETS_SOURCE],
    before: { ticketId: state.noteTo.id, condition: row.worst },
    after: { condition: ready[0]?.condition ?? row.worst, event: input.event },
    effects: [
      noteEffect(
        { row, ticketId: state.noteTo.id, text, visibility },
        noted(row, { ...input.set, ...eventsTold(open.context) }),
      ),
    ],
  });
}
