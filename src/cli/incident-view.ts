import { OperatorError } from '../kernel/operator-error';
import type { Reason } from '../kernel/reasons';
import type { Condition, IncidentRow } from '../tickets/domain/incident';

/** `--json` of `incidents list` (INTERFACE): a fixed contract, spelt as it is printed. */
export interface IncidentView {
  readonly key: string;
  readonly generation: number;
  readonly state: IncidentRow['state'];
  readonly condition: Condition;
  readonly conditions: readonly Condition[];
  readonly since: string;
  readonly lastSeen: string;
  readonly runs: number;
  readonly company: { readonly uid: string; readonly name: string } | null;
  readonly subject: IncidentRow['subject'];
  readonly ticket: {
    readonly id: number;
    /** Null: ConnectWise could not be asked, or the ticket is gone. */
    readonly status: string | null;
    readonly closed: boolean;
  } | null;
  readonly storm: string | null;
  readonly reason: Reason;
}

/** What ConnectWise shows of a ticket. */
export interface SeenTicket {
  readonly status: string | null;
  readonly closed: boolean;
}

export function viewIncident(row: IncidentRow, tickets: ReadonlyMap<number, SeenTicket>): IncidentView {
  const seen = row.ticketId === null ? undefined : tickets.get(row.ticketId);
  return {
    key: row.key,
    generation: row.generation,
    state: row.state,
    condition: row.worst,
    conditions: row.conditions,
    since: new Date(row.since).toISOString(),
    lastSeen: new Date(row.lastSeenAt).toISOString(),
    runs: row.runs,
    company: row.company,
    subject: row.subject,
    ticket:
      row.ticketId === null
        ? null
        : { id: row.ticketId, status: seen?.status ?? null, closed: seen?.closed ?? row.closedAt !== null },
    storm: row.stormKey,
    reason: reasonOf(row),
  };
}

/** Why it is in its state; for an open one, what is wrong. */
function reasonOf(row: IncidentRow): Reason {
  const { closedBy, reason, state, stormKey, told } = row;
  if (told.includes('deleted')) return 'deleted';
  switch (state) {
    case 'baseline':
    case 'holding':
      return state;
    case 'snoozed':
      return 'silenced';
    case 'recovering':
      return 'recovered';
    case 'resolved':
      return closedBy === 'person' ? 'closed-by-person' : 'recovered';
    case 'open':
      return stormKey === null ? reason : 'storm';
  }
}

/** As plans and the journal name the subject. */
export function decisionKeyOf({ connection, subject }: IncidentRow): string {
  return `${connection}/${subject.key}`;
}

const MOST_NAMED = 8;

/**
 * The incident that a person means: its key, `job:<key>`, `ticket:1234`, or a subject's name that fits exactly one.
 * @throws OperatorError when none or several fit
 */
export function findIncident(rows: readonly IncidentRow[], reference: string): IncidentRow {
  const found = rows.filter((row) => isIncident(row, reference));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) {
    const named = found
      .slice(0, MOST_NAMED)
      .map(({ company, key }) => `  ${key}${company ? ` — ${company.name}` : ''}`);
    throw new OperatorError(
      'ambiguous-incident',
      `${reference} fits ${found.length} incidents.`,
      ['Name one by its key:', ...named, ...(found.length > named.length ? ['  …'] : [])].join('\n'),
    );
  }
  throw new OperatorError(
    'unknown-incident',
    `No incident is known as ${reference}.`,
    'List them with: vspc-bridge incidents list --all',
  );
}

/** Whether a reference (see findIncident) means this one. */
export function isIncident(row: IncidentRow, reference: string): boolean {
  const [, scheme, value = ''] = /^(job|ticket):(.+)$/.exec(reference) ?? [];
  if (scheme === 'ticket') return row.ticketId === Number(value.replace(/^#/, ''));
  const keys = [row.key, row.subject.key, decisionKeyOf(row)];
  if (scheme === 'job') return keys.includes(value);
  return keys.includes(reference) || row.subject.name.toLowerCase() === reference.toLowerCase();
}
