import type { CwBoard, CwBoardStatus, CwPriority } from '../connectwise/boards.api';
import type { CwCompany } from '../connectwise/companies.api';
import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwTicket } from '../connectwise/cw-ticket';
import type { CwNote, CwTimeEntry } from '../connectwise/tickets.api';
import { CW_BOARDS, CW_COMPANIES, CW_PRIORITIES, cwStatusesOf } from '../connectwise/source-keys';
import type { SourceKey } from '../kernel/change';
import { IntegrationError } from '../kernel/integration-error';
import type { SourceRepository } from '../persistence/engine/source.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { IncidentRow } from './domain/incident';
import type { TicketCatalog, TicketFact, TicketPeople } from './domain/ticket-facts';
import type { NameOrId } from './domain/ticket-settings';
import { TICKETS_SOURCE, type ProviderCompany } from './domain/tickets-observation';
import type { KeptList, KeptSources } from './kept-sources';
import { isOwnNote, ticketFact } from './ticket-facts.mapping';

export interface ConnectWiseFacts {
  readonly catalog: TicketCatalog;
  readonly tickets: readonly TicketFact[];
  /** By id, as they came: who entered a ticket is the member that the bridge writes as. */
  readonly asRead: ReadonlyMap<number, CwTicket>;
  readonly provider: ProviderCompany | null;
  /** Type and status by company id, for rules. */
  readonly companies: ReadonlyMap<number, CompanyKind>;
  readonly completeSources: readonly SourceKey[];
}

export interface CompanyKind {
  readonly type: string | null;
  readonly status: string | null;
}

/** Set-up tables hardly ever change; a write that is refused has them read again at once. */
const CATALOG_FOR_MS = 3_600_000;
/** Longer than any `reopenWithin` that makes sense; resolved incidents are looked at no longer than this. */
const RESOLVED_FOR_MS = 30 * 24 * 3_600_000;

/** What ConnectWise says: the boards and priorities that settings name, and the tickets of the ledger as they are now. */
export class ConnectWiseFactsReader {
  constructor(
    private readonly connectwise: ConnectWiseClient,
    private readonly sources: SourceRepository,
    private readonly kept: KeptSources,
    private readonly wanted: {
      readonly boards: readonly NameOrId[];
      readonly priorities: readonly NameOrId[];
      readonly providerCompany: string;
    },
  ) {}

  private readonly statusSources = new Set<SourceKey>();

  /** After a refusal: what was kept of boards, statuses and priorities may be what was wrong. */
  forgetCatalog(): Promise<void> {
    return this.kept.forget([CW_BOARDS, CW_PRIORITIES, ...this.statusSources]);
  }

  async read(run: RunContext, incidents: readonly IncidentRow[]): Promise<ConnectWiseFacts> {
    const [companies, boards, priorities] = await Promise.all([
      run.readList(CW_COMPANIES, {
        list: () => this.connectwise.companies.list(),
        keyOf: (company) => String(company.id),
      }),
      this.readCatalog(run, CW_BOARDS, {
        list: () => this.connectwise.boards.list(),
        isEnough: (known) => this.wanted.boards.every((name) => known.some((board) => isNamed(board, name))),
      }),
      this.readCatalog(run, CW_PRIORITIES, {
        list: () => this.connectwise.boards.listPriorities(),
        isEnough: (known) => this.wanted.priorities.every((name) => known.some((entry) => isNamed(entry, name))),
      }),
    ]);
    const tickets = await this.readTickets(run, incidents);
    const { deleted, shown } = await this.withMissing(run, incidents, tickets);
    const statuses = await this.readStatuses(run, boards.value, shown);
    const identifier = this.wanted.providerCompany.toLowerCase();
    const provider = companies.value.find((company) => company.identifier.toLowerCase() === identifier);
    const reads: SourceResult<unknown>[] = [companies, boards, priorities, tickets, ...statuses.values()];
    return {
      catalog: catalogOf(boards.value, statuses, priorities.value),
      tickets: [...shown.map(ticketFact), ...deleted],
      asRead: new Map(shown.map((ticket) => [ticket.id, ticket])),
      provider: provider ? { id: provider.id, name: provider.name } : null,
      companies: new Map(companies.value.map((company) => [company.id, kindOf(company)])),
      completeSources: reads.filter((read) => read.complete).map((read) => read.source),
    };
  }

  /** Open tickets whose reference begins with our installation's mark. */
  readMarked(run: RunContext, prefix: string): Promise<SourceResult<readonly TicketFact[]>> {
    return run.readOne<readonly TicketFact[]>(`${TICKETS_SOURCE}/marked`, [], async () =>
      (await collect(this.connectwise.tickets.listOpenByXRefPrefix(prefix))).map(ticketFact),
    );
  }

  /** Notes and times of one ticket by others than the bridge; read only where a close depends on it. */
  async readPeople(run: RunContext, ticket: CwTicket): Promise<TicketPeople | null> {
    const { tickets } = this.connectwise;
    // Hours on the ticket already say that somebody entered time.
    const hasHours = Number(ticket.actualHours) > 0;
    const [notes, times] = await Promise.all([
      run.readDetail<readonly CwNote[]>(`${TICKETS_SOURCE}/notes/${ticket.id}`, [], () =>
        collect(tickets.listNotes(ticket.id)),
      ),
      hasHours
        ? null
        : run.readDetail<readonly CwTimeEntry[]>(`${TICKETS_SOURCE}/timeentries/${ticket.id}`, [], () =>
            collect(tickets.listTimeEntries(ticket.id)),
          ),
    ]);
    if (!notes.complete || times?.complete === false) return null;
    const entries = times === null ? 1 : times.value.length;
    return {
      notes: notes.value
        .filter((note) => !isOwnNote(note, ticket.audit.enteredBy))
        .map((note) => ({
          member: note.member?.identifier ?? null,
          at: note.dateCreated?.getTime() ?? run.now.getTime(),
        })),
      timeEntries: Array.from({ length: entries }, () => ({ member: null, at: run.now.getTime() })),
    };
  }

  private readTickets(run: RunContext, incidents: readonly IncidentRow[]): Promise<SourceResult<readonly CwTicket[]>> {
    const oldest = run.now.getTime() - RESOLVED_FOR_MS;
    const ids = incidents.flatMap((row) => (row.ticketId === null || isLongOver(row, oldest) ? [] : [row.ticketId]));
    // Read by id, so its length follows from the ledger: it cannot shrink by itself.
    return run.readOne<readonly CwTicket[]>(TICKETS_SOURCE, [], () => collect(this.listWithParents(ids)));
  }

  /** A ticket that people merged leads to its parent, which takes the notes from then on; a parent may have one, too. */
  private async *listWithParents(ids: readonly number[]): AsyncGenerator<CwTicket, void, undefined> {
    const asked = new Set<number>(ids);
    for (let next: readonly number[] = ids; next.length > 0;) {
      const parents: number[] = [];
      for await (const ticket of this.connectwise.tickets.listByIds(next)) {
        const parentId = ticket.mergedIntoTicketId;
        if (parentId !== null && !asked.has(parentId)) {
          asked.add(parentId);
          parents.push(parentId);
        }
        yield ticket;
      }
      next = parents;
    }
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
      this.statusSources.add(cwStatusesOf(id));
      const list = () => this.connectwise.boards.listStatuses(id);
      return [id, await this.readCatalog(run, cwStatusesOf(id), { list })] as const;
    });
    return new Map(await Promise.all(reads));
  }

  private readCatalog<T extends { readonly id: number }>(
    run: RunContext,
    source: SourceKey,
    read: Pick<KeptList<T>, 'list' | 'isEnough'>,
  ): Promise<SourceResult<readonly T[]>> {
    const keyOf = (entry: T): string => String(entry.id);
    return this.kept.read(run, source, { ...read, keyOf, instants: [], keepForMs: CATALOG_FOR_MS });
  }

  /**
   * What the search did not show is asked for by its id: a young ticket may be missing from searches for a while. Not
   * found is believed when two passes in a row agree (RULES, Engine 12).
   */
  private async withMissing(
    run: RunContext,
    incidents: readonly IncidentRow[],
    tickets: SourceResult<readonly CwTicket[]>,
  ): Promise<{ readonly shown: readonly CwTicket[]; readonly deleted: readonly TicketFact[] }> {
    if (!tickets.complete) return { shown: tickets.value, deleted: [] };
    const listed = new Set(tickets.value.map(({ id }) => id));
    const known = incidents.flatMap((row) => (row.ticketId === null || row.state === 'resolved' ? [] : [row.ticketId]));
    const asked = await Promise.all(
      known.filter((id) => !listed.has(id)).map(async (id) => ({ id, read: await this.readTicket(run, id) })),
    );
    const shown = [...tickets.value, ...asked.flatMap(({ read }) => read.value ?? [])];
    // Only a clear answer says that it is gone; one that could not be asked for is merely not read.
    const gone = asked.flatMap(({ id, read }) => (read.complete && read.value === null ? [String(id)] : []));
    const present = new Set([...shown.map(({ id }) => String(id)), ...known.map(String)]);
    for (const id of gone) present.delete(id);
    const missing = await this.sources.recordAbsences(TICKETS_SOURCE, present, gone, run.now);
    const believed = [...missing].filter(([, since]) => since.getTime() < run.now.getTime()).map(([id]) => Number(id));
    return { shown, deleted: believed.map(deletedTicket) };
  }

  private readTicket(run: RunContext, id: number): Promise<SourceResult<CwTicket | null>> {
    return run.readDetail<CwTicket | null>(`${TICKETS_SOURCE}/${id}`, null, async () => {
      try {
        return await this.connectwise.tickets.fetch(id);
      } catch (error) {
        if (error instanceof IntegrationError && error.kind === 'not-found') return null;
        throw error;
      }
    });
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

function isNamed(entry: { readonly id: number; readonly name: string }, wanted: NameOrId): boolean {
  return typeof wanted === 'number'
    ? entry.id === wanted
    : entry.name.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** A company of several types goes by all their names. */
function kindOf({ status, types }: CwCompany): CompanyKind {
  const names = types.flatMap(({ name }) => (name === null ? [] : [name]));
  return { type: names.length === 0 ? null : names.join(', '), status: status?.name ?? null };
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
