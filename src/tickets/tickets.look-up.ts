import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwTicket } from '../connectwise/cw-ticket';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { LookUp } from '../reconciliation/reconciler';
import type {
  AddNote,
  AttachConfiguration,
  CreateTicket,
  SetStatus,
  TicketPayloadVisitor,
  UpdateTicket,
} from './domain/ticket-effects';
import { appliedTicket } from './tickets.applier';

/**
 * Finds out what became of a write whose answer was lost (RULES, Engine 6): tickets by their reference, notes by their
 * mark, changes by what the ticket shows now. Reads only.
 */
export class TicketsLookUp implements TicketPayloadVisitor<Promise<LookUp>> {
  constructor(
    private readonly connectwise: ConnectWiseClient,
    private readonly incidents: IncidentRepository,
  ) {}

  /** More than one: the lowest id is kept, the others are named and left alone. */
  async createTicket(payload: CreateTicket): Promise<LookUp> {
    const found = [...(await this.connectwise.tickets.fetchByXRef(payload.externalXRef))].sort(
      (left, right) => left.id - right.id,
    );
    const [kept, ...others] = found;
    if (!kept) return { kind: 'absent' };
    return { kind: 'found', applied: appliedTicket(kept), others: others.map((ticket) => String(ticket.id)) };
  }

  async addNote(payload: AddNote): Promise<LookUp> {
    const notes: number[] = [];
    for await (const note of this.connectwise.tickets.listNotes(payload.ticketId)) {
      if (note.text.includes(payload.mark)) notes.push(note.id);
    }
    const [kept, ...others] = notes.sort((left, right) => left - right);
    if (kept === undefined) return { kind: 'absent' };
    const applied = { remoteId: String(payload.ticketId), response: { noteId: kept } };
    return { kind: 'found', applied, others: others.map((id) => `note ${id}`) };
  }

  async setStatus(payload: SetStatus): Promise<LookUp> {
    const ticket = await this.connectwise.tickets.fetch(payload.ticketId);
    return foundIf(ticket.status?.id === payload.statusId, ticket);
  }

  async updateTicket(payload: UpdateTicket): Promise<LookUp> {
    const ticket = await this.connectwise.tickets.fetch(payload.ticketId);
    const shown: Readonly<Record<string, { id: number; name: string | null } | null>> = {
      priority: ticket.priority,
      team: ticket.team,
    };
    const isSet = Object.entries(payload.set).every(([name, wanted]) => {
      const present = shown[name];
      // What the ticket does not show here cannot be told apart: setting it again changes nothing.
      if (present === undefined || present === null) return false;
      return 'id' in wanted ? present.id === wanted.id : present.name?.toLowerCase() === wanted.name.toLowerCase();
    });
    return foundIf(isSet, ticket);
  }

  async attachConfiguration(payload: AttachConfiguration): Promise<LookUp> {
    const ticketId = payload.ticketId ?? (await this.incidents.find(payload.incident))?.ticketId ?? null;
    if (ticketId === null) return { kind: 'absent' };
    for await (const configuration of this.connectwise.tickets.listConfigurations(ticketId)) {
      return {
        kind: 'found',
        applied: { remoteId: String(ticketId), response: { attached: configuration.id } },
        others: [],
      };
    }
    return { kind: 'absent' };
  }
}

function foundIf(isSet: boolean, ticket: CwTicket): LookUp {
  return isSet ? { kind: 'found', applied: appliedTicket(ticket), others: [] } : { kind: 'absent' };
}
