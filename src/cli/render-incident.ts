import type { IncidentRow } from '../tickets/domain/incident';
import type { CliOutput } from './cli-output';
import { formatInstant } from './format-instant';

const WAITS = {
  evidence: 'until it fails again after the closing',
  recovery: 'until it recovered and failed again',
} as const;
const CLOSED_BY = { ours: 'by the bridge', person: 'by a person' } as const;

/** What the ledger knows of an incident, a line each; what is not so is left out. */
export function renderIncidentFacts(row: IncidentRow, output: CliOutput, status: string | null = null): void {
  for (const [label, text] of factsOf(row, status))
    output.write(output.paragraph(text, `    ${label.padEnd(LABEL_COLUMNS)}`));
}

const LABEL_COLUMNS = 11;

function factsOf(row: IncidentRow, status: string | null): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['wrong', row.conditions.length === 0 ? null : `${row.conditions.join(' + ')} (${row.reason})`],
    ['since', formatInstant(row.since)],
    ['last seen', row.lastSeenAt <= row.since ? null : formatInstant(row.lastSeenAt)],
    ['in a row', row.runs < 2 ? null : `at least ${row.runs}`],
    ['ticket', ticketOf(row, status)],
    ['closed', row.closedAt === null ? null : closingOf(row)],
    ['storm', row.stormKey],
    ['waits', row.waitsFor === null ? null : WAITS[row.waitsFor]],
    [
      'snoozed',
      row.snoozedUntil === null ? null : `until ${formatInstant(row.snoozedUntil)}: ${row.snoozeReason ?? ''}`,
    ],
    ['not listed', row.absentSince === null ? null : `since ${formatInstant(row.absentSince)}`],
  ];
  return facts.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const]));
}

function ticketOf({ generation, lastNoteAt, openedAt, ticketId }: IncidentRow, status: string | null): string {
  if (ticketId === null) return 'none';
  const opened = openedAt === null ? '' : `, opened ${formatInstant(openedAt)}`;
  const noted = lastNoteAt === null || lastNoteAt === openedAt ? '' : `, last note ${formatInstant(lastNoteAt)}`;
  const again = generation < 2 ? '' : ` (the ${generation}. of it)`;
  return `#${ticketId}${status === null ? '' : ` ${status}`}${again}${opened}${noted}`;
}

function closingOf({ closedAt, closedBy }: IncidentRow): string {
  return `${formatInstant(closedAt ?? 0)}${closedBy === null ? '' : ` ${CLOSED_BY[closedBy]}`}`;
}
