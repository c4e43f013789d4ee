import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { IncidentCondition, IncidentFact, TicketFact } from './domain/documentation-observation';

export type LedgerRow = Awaited<ReturnType<IncidentRepository['list']>>[number];

/** The ledger as pages need it, by connection. */
export interface Ledger {
  /** Connections that the tickets stream keeps a ledger of; of the others nothing in it is current. */
  readonly connections: ReadonlySet<string>;
  readonly rows: readonly LedgerRow[];
  readonly ticketByStorm: ReadonlyMap<string, number>;
}

/** Something is wrong in these states; in the others it was. */
const STANDING: ReadonlySet<string> = new Set(['baseline', 'holding', 'open', 'snoozed']);
/** Rows that are about no backup of a customer. */
const NOT_ON_PAGES: ReadonlySet<string> = new Set(['storm', 'connection', 'problem']);

/** `isKept` false: the tickets stream is off, and what the ledger holds may be years old. */
export function ledgerOf(rows: readonly LedgerRow[], isKept: boolean): Ledger {
  const markers = rows.filter((row) => row.subject.kind === 'connection');
  const storms = rows.filter((row) => row.subject.kind === 'storm' && row.ticketId !== null);
  return {
    connections: new Set(isKept ? markers.map((row) => row.connection) : []),
    rows: rows.filter((row) => !NOT_ON_PAGES.has(row.subject.kind)),
    ticketByStorm: new Map(storms.map((row) => [`${row.key}#${row.generation}`, row.ticketId ?? 0])),
  };
}

export function isStanding(row: LedgerRow): boolean {
  return STANDING.has(row.state) && row.conditions.length > 0;
}

export function incidentFact(row: LedgerRow, ledger: Ledger): IncidentFact {
  return {
    subjectKey: row.key,
    subjectName: row.subject.name,
    condition: row.worst as IncidentCondition,
    since: new Date(row.since),
    ticketId: ticketOf(row, ledger),
  };
}

function ticketOf(row: LedgerRow, { ticketByStorm }: Ledger): number | null {
  return row.ticketId ?? (row.stormKey === null ? null : (ticketByStorm.get(row.stormKey) ?? null));
}

const CONDITIONS: Readonly<Record<string, string>> = {
  failed: 'failed',
  missed: 'missed its schedule',
  unprotected: 'has no recent restore point',
  'source-offline': 'is not heard of',
  'long-running': 'runs too long',
  disabled: 'is disabled',
  warning: 'ended with warnings',
  alarm: 'raised an alarm',
};

/** Tickets that are open as far as the ledger knows, one row each, a storm's once for all its members. */
export function openTickets(
  rows: readonly LedgerRow[],
  ledger: Ledger,
  linkTo: (ticketId: number) => string,
): TicketFact[] {
  const tickets = new Map<number, TicketFact>();
  for (const row of rows) {
    const id = ticketOf(row, ledger);
    if (id === null || row.closedAt !== null || row.state === 'resolved' || tickets.has(id)) continue;
    tickets.set(id, {
      id,
      summary: `${row.subject.name} ${CONDITIONS[row.worst] ?? row.worst}`,
      status: row.state === 'recovering' ? 'Recovered, still open' : 'Open',
      openedAt: row.openedAt === null ? null : new Date(row.openedAt),
      url: linkTo(id),
    });
  }
  return [...tickets.values()];
}
