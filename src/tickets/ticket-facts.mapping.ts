import type { CwReference } from '../connectwise/cw-reference';
import type { CwTicket } from '../connectwise/cw-ticket';
import type { CwNote } from '../connectwise/tickets.api';
import type { TicketFact } from './domain/ticket-facts';

/** Begins the last line of everything that the bridge writes as a note (INTERFACE, "Marks"). */
const NOTE_MARK = /\[vspcb:[0-9a-f]{8}\]\s*$/;

/** ConnectWise does not say which member we are: it is who entered the ticket that carries our reference. */
export function ticketFact(ticket: CwTicket): TicketFact {
  const { enteredBy } = ticket.audit;
  return {
    id: ticket.id,
    externalXRef: ticket.externalXRef,
    companyId: idOf(ticket.company),
    boardId: idOf(ticket.board),
    statusId: idOf(ticket.status),
    statusName: ticket.status?.name ?? '',
    priorityId: idOf(ticket.priority),
    closed: ticket.closed,
    closedAt: ticket.closedDate?.getTime() ?? null,
    closedByUs: ticket.closed && enteredBy !== null && ticket.closedBy === enteredBy,
    owner: ticket.owner?.identifier ?? null,
    mergedIntoId: ticket.mergedIntoTicketId,
    deleted: false,
    people: null,
  };
}

function idOf(reference: CwReference | null): number | null {
  return reference === null ? null : reference.id;
}

/** Ours by its mark, or entered by the member that entered the ticket: its first text carries no mark. */
export function isOwnNote(note: CwNote, enteredBy: string | null): boolean {
  if (NOTE_MARK.test(note.text)) return true;
  return note.contact === null && enteredBy !== null && note.createdBy === enteredBy;
}
