import { boardById, resolveNamed, type PlanContext } from './plan-context';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';

/** `status.reopened` on the ticket's own board, else `status.open` there, else its first open status; null: none known. */
export function reopenedStatus(context: PlanContext, settings: TicketSettings, ticket: TicketFact): number | null {
  const statuses = boardById(context, ticket.boardId)?.statuses ?? [];
  const usable = statuses.filter((status) => !status.closed && !status.inactive);
  const wanted = resolveNamed(settings.status.reopened, usable) ?? resolveNamed(settings.status.open, usable);
  return (wanted ?? usable[0])?.id ?? null;
}

/** A merged ticket cannot be opened again, and one on a board without an open status neither. */
export function canReopen(context: PlanContext, settings: TicketSettings, ticket: TicketFact): boolean {
  if (ticket.deleted || ticket.mergedIntoId !== null) return false;
  return !ticket.closed || reopenedStatus(context, settings, ticket) !== null;
}
