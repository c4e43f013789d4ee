import type { CwBoard, CwBoardStatus, CwPriority } from '../connectwise/boards.api';
import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwTicket } from '../connectwise/cw-ticket';
import type { CwNote, CwTimeEntry } from '../connectwise/tickets.api';
import { CW_BOARDS, CW_COMPANIES, CW_PRIORITIES, cwStatusesOf } from '../connectwise/source-keys';
import type { SourceKey } from '../kernel/change';
import type { SourceRepository } from '../persistence/engine/source.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { IncidentRow } from './domain/incident';
import type { TicketCatalog, TicketFact, TicketPeople } from './domain/ticket-facts';
import type { NameOrId } from './domain/ticket-settings';
import { TICKETS_SOURCE, type ProviderCompany } from './domain/tickets-observation';
import { isOwnNote, ticketFact } from './ticket-facts.mapping';

export interface ConnectWiseFacts {
  readonly catalog: TicketCatalog;
  readonly tickets: readonly TicketFact[];
  /** Who entered each ticket: the member that the bridge writes as. */
  readonly enteredBy: ReadonlyMap<number, string | null>;
  readonly provider: ProviderCompany | null;
  readonly completeSources: readonly SourceKey[];
}

/** Longer than any `reopenWithin` that makes sense; resolved incidents are looked at no longer than this. */
const RESOLVED_FOR_MS = 30 * 24 * 3_600_000;

/** What ConnectWise says: the boards and priorities that settings name, and the tickets of the ledger as they are now. */
export class ConnectWiseFactsReader {
  constructor(
    private readonly connectwise: ConnectWiseClient,
    private readonly sources: SourceRepository,
    private readonly wanted: { readonly boards: readonly NameOrId[]; readonly providerCompany: string },
  ) {}

  async read(run: RunContext, incidents: readonly IncidentRow[]): Promise<ConnectWiseFacts> {
    const [companies, boards, priorities] = await Promise.all([
      run.readList(CW_COMPANIES, {
        list: () => this.connectwise.companies.list(),
        keyOf: (company) => String(company.id),
      }),
      run.readList(CW_BOARDS, { list: () => this.connectwise.boards.list(), keyOf: (board) => String(board.id) }),
      run.readList(CW_PRIORITIES, {
        list: () => this.connectwise.boards.listPriorities(),
        keyOf: (priority) => String(priority.id),
      }),
    ]);
    const tickets = await this.readTickets(run, incidents);
    const statuses = await this.readStatuses(run, boards.value, tickets.value);
    const identifier = this.wanted.providerCompany.toLowerCase();
    const provider = companies.value.find((company) => company.identifier.toLowerCase() === identifier);
    const reads: SourceResult<unknown>[] = [companies, boards, priorities, tickets, ...statuses.values()];
    return {
      catalog: catalogOf(boards.value, statuses, priorities.value),
      tickets: await this.withDeleted(run, incidents, tickets),
      enteredBy: new Map(tickets.value.map((ticket) => [ticket.id, ticket.audit.enteredBy])),
      provider: provider ? { id: provider.id, name: provider.name } : null,
      completeSources: reads.filter((read) => read.complete).map((read) => read.source),
    };
  }

  /** Notes and times of one ticket by others than the bridge; read only where a close depends on it. */
  async readPeople(run: RunContext, ticket: TicketFact, enteredBy: string | null): Promise<TicketPeople | null> {
    const { tickets } = this.connectwise;
    const [notes, times] = await Promise.all([
      run.readDetail<readonly CwNote[]>(`${TICKETS_SOURCE}/notes/${ticket.id}`, [], () =>
        collect(tickets.listNotes(ticket.id)),
      ),
      run.readDetail<readonly CwTimeEntry[]>(`${TICKETS_SOURCE}/timeentries/${ticket.id}`, [], () =>
        collect(tickets.listTimeEntries(ticket.id)),
      ),
    ]);
    if (!notes.complete || !times.complete) return null;
    return {
      notes: notes.value
        .filter((note) => !isOwnNote(note, enteredBy))
        .map((note) => ({
          member: note.member?.identifier ?? null,
          at: note.dateCreated?.getTime() ?? run.now.getTime(),
        })),
      timeEntries: times.value.map(() => ({ member: null, at: run.now.getTime() })),
    };
  }

  private readTickets(run: RunContext, incidents: readonly IncidentRow[]): Promise<SourceResult<readonly CwTicket[]>> {
    const oldest = run.now.getTime() - RESOLVED_FOR_MS;
    const ids = incidents.flatMap((row) => (row.ticketId === null || isLongOver(row, oldest) ? [] : [row.ticketId]));
    // Read by id, so its length follows from the ledger: it cannot shrink by itself.
    return run.readOne<readonly CwTicket[]>(TICKETS_SOURCE, [], () => collect(this.listWithParents(ids)));
  }

  /** A ticket that people merged leads to its parent, which takes the notes from then on. */
  private async *listWithParents(ids: readonly number[]): AsyncGenerator<CwTicket, void, undefined> {
    const seen = new Set<number>(ids);
    const parents = new Set<number>();
    for await (const ticket of this.connectwise.tickets.listByIds(ids)) {
      if (ticket.mergedIntoTicketId !== null && !seen.has(ticket.mergedIntoTicketId))
        parents.add(ticket.mergedIntoTicketId);
      yield ticket;
    }
    yield* this.connectwise.tickets.listByIds([...parents]);
  }

  /** Only of boards that settings name or our tickets lie on. */
  private async readStatuses(
    run: RunContext,
    boards: readonly CwBoard[],
    tickets: readonly CwTicket[],
  ): Promise<Map<number, SourceResult<readonly CwBoardStatus[]>>> {
    const named = boards
      .filter((board) => this.wanted.boards.some((wanted) => isNamed(board, wanted)))
      .map((board) => board.id);
    const used = tickets.flatMap((ticket) => (ticket.board ? [ticket.board.id] : []));
    const ids = [...new Set([...named, ...used])].sort((left, right) => left - right);
    const reads = ids.map(async (id) => {
      const list = () => this.connectwise.boards.listStatuses(id);
      return [id, await run.readList(cwStatusesOf(id), { list, keyOf: (status) => String(status.id) })] as const;
    });
    return new Map(await Promise.all(reads));
  }

  /** Not found is believed when two passes in a row agree, each with an answered list (RULES, Engine 12). */
  private async withDeleted(
    run: RunContext,
    incidents: readonly IncidentRow[],
    tickets: SourceResult<readonly CwTicket[]>,
  ): Promise<TicketFact[]> {
    const shown = tickets.value.map(ticketFact);
    if (!tickets.complete) return shown;
    const known = incidents.flatMap((row) =>
      row.ticketId === null || row.state === 'resolved' ? [] : [String(row.ticketId)],
    );
    const present = new Set(shown.map((ticket) => String(ticket.id)));
    const missing = await this.sources.recordAbsences(TICKETS_SOURCE, present, known, run.now);
    const believed = [...missing].filter(([, since]) => since.getTime() < run.now.getTime()).map(([id]) => Number(id));
    return [...shown, ...believed.map(deletedTicket)];
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Nothing of it can be reopened any more: its ticket is no longer looked at. */
function isLongOver(row: IncidentRow, oldest: number): boolean {
  return row.state === 'resolved' && (row.closedAt ?? row.lastSeenAt) < oldest;
}

function isNamed(board: CwBoard, wanted: NameOrId): boolean {
  return typeof wanted === 'number'
    ? board.id === wanted
    : board.name.trim().toLowerCase() === wanted.trim().toLowerCase();
}

function catalogOf(
  boards: readonly CwBoard[],
  statuses: ReadonlyMap<number, SourceResult<readonly CwBoardStatus[]>>,
  priorities: readonly CwPriority[],
): TicketCatalog {
  return {
    boards: boards.map(({ id, name }) => ({
      id,
      name,
      statuses: (statuses.get(id)?.value ?? []).map((status) => ({
        id: status.id,
        name: status.name,
        closed: status.closes,
        inactive: status.inactive,
      })),
    })),
    priorities: priorities.map(({ id, name }) => ({ id, name })),
  };
}

function deletedTicket(id: number): TicketFact {
  return {
    id,
    externalXRef: null,
    companyId: null,
    boardId: null,
    statusId: null,
    statusName: '',
    priorityId: null,
    closed: false,
    closedAt: null,
    closedByUs: false,
    owner: null,
    mergedIntoId: null,
    deleted: true,
    people: null,
  };
}
