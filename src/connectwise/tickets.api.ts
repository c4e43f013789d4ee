import type { WireRecord } from '../http/wire-record';
import { allOf, where, whereContains, whereIn } from './conditions';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, parseReferenceRecord, type CwReference } from './cw-reference';
import {
  parseTicket,
  renderNewTicket,
  renderTicketChange,
  TICKET_FIELDS,
  type CwNewTicket,
  type CwTicket,
  type CwTicketChange,
} from './cw-ticket';

type Listing<T> = AsyncGenerator<T, void, undefined>;

/** Where a note is shown. Discussion and resolution are visible to the customer. */
export type CwNotePlacement = 'internal' | 'discussion' | 'resolution';

export interface CwNote {
  readonly id: number;
  readonly text: string;
  readonly placements: readonly CwNotePlacement[];
  readonly member: CwReference | null;
  /** The customer's contact who wrote it. */
  readonly contact: CwReference | null;
  readonly createdBy: string | null;
  readonly dateCreated: Date | null;
}

export interface CwNewNote {
  readonly text: string;
  readonly placement: CwNotePlacement;
}

export interface CwTimeEntry {
  readonly id: number;
}

const TICKETS = '/service/tickets';
const TICKET = '/service/tickets/{id}';
/** Below a full page, so that a chunk never needs a second request. */
const IDS_PER_SEARCH = 900;

const PLACEMENT_FLAGS = {
  internal: 'internalAnalysisFlag',
  discussion: 'detailDescriptionFlag',
  resolution: 'resolutionFlag',
} as const satisfies Record<CwNotePlacement, string>;
const PLACEMENTS: readonly CwNotePlacement[] = ['internal', 'discussion', 'resolution'];

export class TicketsApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  fetch(ticketId: number): Promise<CwTicket> {
    return this.transport.fetchRecord(endpoint(TICKET, ticketId), parseTicket);
  }

  /** Tickets that carry exactly this reference, oldest first; more than one is possible, the field is not unique. */
  async fetchByXRef(externalXRef: string): Promise<readonly CwTicket[]> {
    const found: CwTicket[] = [];
    for await (const ticket of this.listWhere(where('externalXRef', '=', externalXRef))) {
      // The server compares without case, and people edit the field.
      if (ticket.externalXRef === externalXRef) found.push(ticket);
    }
    return found;
  }

  /** Open tickets whose reference begins with our installation's mark: `vspcb:prod:`. */
  async *listOpenByXRefPrefix(prefix: string): Listing<CwTicket> {
    // Contains and not like: it has no wildcard that versions could disagree on.
    const condition = allOf(whereContains('externalXRef', prefix), where('closedFlag', '=', false));
    for await (const ticket of this.listWhere(condition)) {
      if (!ticket.closed && ticket.externalXRef?.startsWith(prefix)) yield ticket;
    }
  }

  /** Those of the tickets that exist; deleted and invisible ones are missing from the answer. */
  async *listByIds(ticketIds: readonly number[]): Listing<CwTicket> {
    const ids = [...new Set(ticketIds)].sort((left, right) => left - right);
    for (let start = 0; start < ids.length; start += IDS_PER_SEARCH) {
      yield* this.listWhere(whereIn('id', ids.slice(start, start + IDS_PER_SEARCH)));
    }
  }

  create(ticket: CwNewTicket): Promise<CwTicket> {
    return this.transport.create({ endpoint: endpoint(TICKETS), parse: parseTicket }, renderNewTicket(ticket));
  }

  /** The answer is compared with the change; what was not taken is an error of kind `rejected`. */
  patch(ticketId: number, change: CwTicketChange): Promise<CwTicket> {
    return this.transport.patch(
      { endpoint: endpoint(TICKET, ticketId), parse: parseTicket },
      renderTicketChange(change),
      [{ op: 'replace', path: 'processNotifications', value: false }],
    );
  }

  listNotes(ticketId: number): Listing<CwNote> {
    return this.transport.list({
      endpoint: endpoint(`${TICKET}/notes`, ticketId),
      fields: ['text', ...Object.values(PLACEMENT_FLAGS), 'member', 'contact', 'createdBy', 'dateCreated'],
      parse: parseNote,
    });
  }

  createNote(ticketId: number, note: CwNewNote): Promise<CwNote> {
    return this.transport.create(
      { endpoint: endpoint(`${TICKET}/notes`, ticketId), parse: parseNote },
      { text: note.text, [PLACEMENT_FLAGS[note.placement]]: true, processNotifications: false },
    );
  }

  /** All that is told about them here is that they exist. */
  listTimeEntries(ticketId: number): Listing<CwTimeEntry> {
    return this.transport.list({
      endpoint: endpoint(`${TICKET}/timeentries`, ticketId),
      fields: [],
      parse: (record) => ({ id: record.integer('id') }),
    });
  }

  /** Configurations attached to the ticket; only their ids are told. */
  listConfigurations(ticketId: number): Listing<CwReference> {
    return this.transport.list({
      endpoint: endpoint(`${TICKET}/configurations`, ticketId),
      fields: ['deviceIdentifier'],
      parse: parseReferenceRecord,
    });
  }

  attachConfiguration(ticketId: number, configurationId: number): Promise<CwReference> {
    return this.transport.create(
      { endpoint: endpoint(`${TICKET}/configurations`, ticketId), parse: parseReferenceRecord },
      { id: configurationId },
    );
  }

  private listWhere(conditions: ReturnType<typeof where>): Listing<CwTicket> {
    return this.transport.list({
      endpoint: endpoint(TICKETS),
      searchEndpoint: endpoint('/service/tickets/search'),
      conditions,
      fields: TICKET_FIELDS,
      parse: parseTicket,
    });
  }
}

function parseNote(record: WireRecord): CwNote {
  return {
    id: record.integer('id'),
    text: record.textOrNull('text') ?? '',
    placements: PLACEMENTS.filter((placement) => record.flag(PLACEMENT_FLAGS[placement])),
    member: parseReference(record, 'member'),
    contact: parseReference(record, 'contact'),
    createdBy: record.textOrNull('createdBy'),
    dateCreated: record.instantOrNull('dateCreated'),
  };
}
