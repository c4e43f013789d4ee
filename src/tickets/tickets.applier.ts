import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwNewTicket, CwTicket, CwTicketReferences } from '../connectwise/cw-ticket';
import { IntegrationError } from '../kernel/integration-error';
import type { JsonObject } from '../kernel/json';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { Applied } from '../reconciliation/reconciler';
import type {
  AddNote,
  AttachConfiguration,
  CreateTicket,
  SetStatus,
  TicketPayload,
  UpdateTicket,
} from './domain/ticket-effects';
import { findConfiguration } from './find-configuration';
import { TicketReferenceResolver, type ReferenceTable } from './resolve-ticket-references';
import { isOwnNote } from './ticket-facts.mapping';

/** What counts as somebody's work on a ticket, right before it is closed. */
export interface Touches {
  readonly time: boolean;
  readonly note: boolean;
  /** Member identifiers in lower case. */
  readonly robots: ReadonlySet<string>;
}

/** One remote write per call, with the read right before it that people's work asks for. */
export class TicketsApplier {
  private names: TicketReferenceResolver;

  constructor(
    private readonly connectwise: ConnectWiseClient,
    private readonly incidents: IncidentRepository,
    private readonly touches: Touches,
  ) {
    this.names = new TicketReferenceResolver(connectwise);
  }

  /** Names are looked up once in a pass. */
  forgetNames(): void {
    this.names = new TicketReferenceResolver(this.connectwise);
  }

  apply(payload: TicketPayload): Promise<Applied> {
    switch (payload.kind) {
      case 'create-ticket':
        return this.createTicket(payload);
      case 'attach-configuration':
        return this.attachConfiguration(payload);
      case 'add-note':
        return this.addNote(payload);
      case 'set-status':
        return this.setStatus(payload);
      case 'update-ticket':
        return this.updateTicket(payload);
    }
  }

  private async createTicket(payload: CreateTicket): Promise<Applied> {
    const { leftOut, ticket } = await this.newTicket(payload);
    return appliedTicket(await this.connectwise.tickets.create(ticket), leftOut);
  }

  /**
   * A ticket needs its board. What else cannot be found by its name is left out, so that a typing error costs no
   * ticket: ConnectWise's default stands there, the journal says so, and `check` names it.
   */
  private async newTicket(payload: CreateTicket): Promise<{ ticket: CwNewTicket; leftOut: readonly string[] }> {
    const boardId = await this.names.resolve('board', payload.board, 0);
    const resolved: Record<string, number> = { boardId };
    const leftOut: string[] = [];
    for (const [field, table] of REFERENCES) {
      const reference = payload[table];
      if (reference === null) continue;
      const id = await this.names.find(table, reference, OF_COMPANY.has(table) ? payload.companyId : boardId);
      if (id === null) leftOut.push('name' in reference ? `${table} ${reference.name}` : table);
      else resolved[field] = id;
    }
    const { companyId, externalXRef, summary, text, visibility } = payload;
    const references = resolved as CwTicketReferences;
    return {
      ticket: { summary, companyId, externalXRef, description: text, visibility, ...references },
      leftOut,
    };
  }

  private async addNote(payload: AddNote): Promise<Applied> {
    const placement = payload.visibility === 'internal' ? 'internal' : 'discussion';
    const note = await this.connectwise.tickets.createNote(payload.ticketId, { text: payload.text, placement });
    return { remoteId: String(payload.ticketId), response: { noteId: note.id } };
  }

  /** Looks once more right before: a person may have come since the plan was made (RULES, Tickets 9). */
  private async setStatus(payload: SetStatus): Promise<Applied> {
    const before = await this.connectwise.tickets.fetch(payload.ticketId);
    if (payload.expectedStatusId !== null && before.status?.id !== payload.expectedStatusId) {
      throw refused(payload.ticketId, `somebody has set it to “${before.status?.name ?? ''}” meanwhile`);
    }
    if (payload.onlyWithoutPeople && (await this.hasPeople(before))) {
      throw refused(payload.ticketId, 'somebody has begun to work on it meanwhile');
    }
    const ticket = await this.connectwise.tickets.patch(payload.ticketId, { statusId: payload.statusId });
    return appliedTicket(ticket);
  }

  private async hasPeople(ticket: CwTicket): Promise<boolean> {
    const { note: looksForNotes, robots, time: looksForTime } = this.touches;
    if (looksForTime && (await this.hasTime(ticket))) return true;
    if (!looksForNotes) return false;
    for await (const note of this.connectwise.tickets.listNotes(ticket.id)) {
      const isRobot = robots.has(note.member?.identifier?.toLowerCase() ?? '');
      if (!isRobot && !isOwnNote(note, ticket.audit.enteredBy)) return true;
    }
    return false;
  }

  private async hasTime({ actualHours, id }: CwTicket): Promise<boolean> {
    if (Number(actualHours) > 0) return true;
    for await (const _entry of this.connectwise.tickets.listTimeEntries(id)) return true;
    return false;
  }

  private async updateTicket(payload: UpdateTicket): Promise<Applied> {
    const before = await this.connectwise.tickets.fetch(payload.ticketId);
    const change: Record<string, number> = {};
    for (const [name, reference] of Object.entries(payload.set)) {
      change[`${name}Id`] = await this.names.resolve(name as ReferenceTable, reference, before.board?.id ?? 0);
    }
    return appliedTicket(await this.connectwise.tickets.patch(payload.ticketId, change));
  }

  /** Nothing is attached unless exactly one existing configuration matches; none is ever created. */
  private async attachConfiguration(payload: AttachConfiguration): Promise<Applied> {
    const ticketId = payload.ticketId ?? (await this.incidents.find(payload.incident))?.ticketId ?? null;
    const configurationId = await findConfiguration(this.connectwise, payload);
    if (ticketId === null || configurationId === null)
      return { remoteId: ticketId === null ? null : String(ticketId), response: { attached: null } };
    await this.connectwise.tickets.attachConfiguration(ticketId, configurationId);
    return { remoteId: String(ticketId), response: { attached: configurationId } };
  }
}

const REFERENCES = [
  ['statusId', 'status'],
  ['priorityId', 'priority'],
  ['typeId', 'type'],
  ['subTypeId', 'subType'],
  ['itemId', 'item'],
  ['teamId', 'team'],
  ['sourceId', 'source'],
  ['siteId', 'site'],
  ['contactId', 'contact'],
  ['agreementId', 'agreement'],
] as const satisfies readonly (readonly [keyof CwTicketReferences, ReferenceTable & keyof CreateTicket])[];

/** Looked up within the company; all others within the board or the whole system. */
const OF_COMPANY: ReadonlySet<ReferenceTable> = new Set<ReferenceTable>(['site', 'contact', 'agreement']);

export function appliedTicket(ticket: CwTicket, leftOut: readonly string[] = []): Applied {
  const shown = { statusId: ticket.status?.id ?? null, owner: ticket.owner?.identifier ?? null };
  const response: JsonObject = leftOut.length === 0 ? shown : { ...shown, leftOut };
  return { remoteId: String(ticket.id), response };
}

function refused(ticketId: number, why: string): IntegrationError {
  return new IntegrationError({
    system: 'connectwise',
    operation: 'PATCH /service/tickets/{id}',
    kind: 'conflict',
    notDone: true,
    message: `Ticket ${ticketId} was left alone: ${why}.`,
  });
}
