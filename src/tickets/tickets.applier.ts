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
  PeopleWatch,
  SetStatus,
  TicketPayloadVisitor,
  UpdateTicket,
} from './domain/ticket-effects';
import { findConfiguration } from './find-configuration';
import { TicketReferenceResolver, type ReferenceTable } from './resolve-ticket-references';
import { isOwnNote } from './ticket-facts.mapping';

/** One remote write per call, with the read right before it that people's work asks for. */
export class TicketsApplier implements TicketPayloadVisitor<Promise<Applied>> {
  private names: TicketReferenceResolver;

  constructor(
    private readonly connectwise: ConnectWiseClient,
    private readonly incidents: IncidentRepository,
  ) {
    this.names = new TicketReferenceResolver(connectwise);
  }

  /** Names are looked up once in a pass. */
  forgetNames(): void {
    this.names = new TicketReferenceResolver(this.connectwise);
  }

  async createTicket(payload: CreateTicket): Promise<Applied> {
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

  async addNote(payload: AddNote): Promise<Applied> {
    const placement = payload.visibility === 'internal' ? 'internal' : 'discussion';
    const note = await this.connectwise.tickets.createNote(payload.ticketId, { text: payload.text, placement });
    return { remoteId: String(payload.ticketId), response: { noteId: note.id } };
  }

  /** Looks once more right before: a person may have come since the plan was made (RULES, Tickets 9). */
  async setStatus(payload: SetStatus): Promise<Applied> {
    const before = await this.connectwise.tickets.fetch(payload.ticketId);
    if (payload.expectedStatusId !== null && before.status?.id !== payload.expectedStatusId) {
      throw refused(payload.ticketId, `somebody has set it to “${before.status?.name ?? ''}” meanwhile`);
    }
    if (payload.unlessPeople !== null && (await this.hasPeople(before, payload.unlessPeople))) {
      throw refused(payload.ticketId, 'somebody has begun to work on it meanwhile');
    }
    const ticket = await this.connectwise.tickets.patch(payload.ticketId, { statusId: payload.statusId });
    return appliedTicket(ticket);
  }

  private async hasPeople(ticket: CwTicket, watch: PeopleWatch): Promise<boolean> {
    if (watch.owner !== null && hasNewOwner(ticket, watch.owner.atCreation, watch)) return true;
    if (watch.time && (await this.hasTime(ticket))) return true;
    return watch.note && (await this.hasNote(ticket, watch));
  }

  private async hasNote({ audit, id }: CwTicket, watch: PeopleWatch): Promise<boolean> {
    for await (const note of this.connectwise.tickets.listNotes(id)) {
      if (!isRobot(note.member?.identifier, watch) && !isOwnNote(note, audit.enteredBy)) return true;
    }
    return false;
  }

  private async hasTime({ actualHours, id }: CwTicket): Promise<boolean> {
    if (Number(actualHours) > 0) return true;
    for await (const _entry of this.connectwise.tickets.listTimeEntries(id)) return true;
    return false;
  }

  async updateTicket(payload: UpdateTicket): Promise<Applied> {
    const before = await this.connectwise.tickets.fetch(payload.ticketId);
    const change: Record<string, number> = {};
    for (const [name, reference] of Object.entries(payload.set)) {
      change[`${name}Id`] = await this.names.resolve(name as ReferenceTable, reference, before.board?.id ?? 0);
    }
    return appliedTicket(await this.connectwise.tickets.patch(payload.ticketId, change));
  }

  /** Nothing is attached unless exactly one existing configuration matches; none is ever created. */
  async attachConfiguration(payload: AttachConfiguration): Promise<Applied> {
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

function hasNewOwner({ owner }: CwTicket, atCreation: string | null, watch: PeopleWatch): boolean {
  const identifier = owner?.identifier ?? null;
  return identifier !== atCreation && !isRobot(identifier, watch);
}

function isRobot(member: string | null | undefined, { robots }: PeopleWatch): boolean {
  return robots.includes(member?.toLowerCase() ?? '');
}

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
