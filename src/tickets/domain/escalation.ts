import type { Decision } from '../../kernel/change';
import { change } from './decisions';
import type { Finding } from './finding';
import type { IncidentRow } from './incident';
import { noted, noteEffect, toldOf } from './notes';
import { noteText, type OpenTicket } from './open-ticket';
import { referenceTo } from './plan-create';
import { resolveNamed } from './plan-context';
import { ticketEffect, type TicketReference } from './ticket-effects';
import type { EscalationChange, NameOrId } from './ticket-settings';
import { eventsTold } from './told-events';
import { TICKETS_SOURCE } from './tickets-observation';

/**
 * The next step of `escalate`: when the ticket has been open for its `after` and is still wrong. Steps are taken one by
 * one and each once (`sight`: what a storm knows of its members); a merged ticket's parent is not ours to escalate.
 */
export function planEscalation(open: OpenTicket, worst: Finding, sight: Partial<IncidentRow> = {}): Decision | null {
  const { context, resolved, row, state } = open;
  const step = resolved.settings.escalate[row.escalations];
  if (!step || state.merged || row.openedAt === null || context.now - row.openedAt < step.afterMs) return null;
  const set = referencesOf(open, step.set);
  const text = noteText(open, { event: 'escalated', reason: 'escalated' });
  const escalations = row.escalations + 1;
  return change(open.about, {
    action: 'escalate',
    reason: 'escalated',
    detail: `Step ${escalations} of escalate.`,
    rule: resolved.rule,
    generation: row.generation,
    step: `escalate-${escalations}-${row.flaps}`,
    changeClass: 'update',
    fromAbsence: worst.fromAbsence,
    sources: [...worst.sources, TICKETS_SOURCE],
    before: { ticketId: state.ticket.id, priorityId: state.ticket.priorityId },
    after: { step: escalations },
    effects: [
      ticketEffect(
        { kind: 'update-ticket', ticketId: state.ticket.id, set, processNotifications: false },
        // With the note: a step that has only half happened is taken up again.
        { type: 'none' },
      ),
      noteEffect(
        { row, ticketId: state.noteTo.id, text, visibility: resolved.settings.visibility },
        noted(row, { ...toldOf(open, worst), ...sight, ...eventsTold(context), escalations }),
      ),
    ],
  });
}

function referencesOf({ context }: OpenTicket, set: EscalationChange): Record<string, TicketReference> {
  const references: Record<string, TicketReference> = {};
  const fields = Object.entries(set) as readonly (readonly [string, NameOrId])[];
  for (const [field, wanted] of fields) {
    const known = field === 'priority' ? resolveNamed(wanted, context.observation.catalog.priorities) : null;
    references[field] = known ? { id: known.id } : referenceTo(wanted);
  }
  return references;
}
