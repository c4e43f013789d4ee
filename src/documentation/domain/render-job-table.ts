import { compareText } from '../../kernel/compare';
import type { CompanySection, IncidentCondition, JobFact } from './documentation-observation';
import type { TimeFormat } from './format-values';
import type { Cell, LabelTone } from './page-cell';
import { labelCell, restorePointsCell, textCell, timeCell } from './page-cell';
import type { Table } from './render-table';

/** A job, the company that it belongs to, and what its incident says of it. */
export interface JobRow {
  readonly job: JobFact;
  readonly section: CompanySection;
  readonly condition: IncidentCondition | null;
}

interface JobState {
  readonly words: string;
  readonly tone: LabelTone;
  /** 0 is the worst. */
  readonly rank: number;
}

const FAILED: JobState = { words: 'Failed', tone: 'danger', rank: 0 };
const OF_CONDITION: Readonly<Record<IncidentCondition, JobState>> = {
  failed: FAILED,
  missed: { words: 'Missed', tone: 'danger', rank: 1 },
  unprotected: { words: 'No recent restore point', tone: 'danger', rank: 2 },
  'source-offline': { words: 'Source offline', tone: 'danger', rank: 3 },
  'long-running': { words: 'Running too long', tone: 'warning', rank: 4 },
  disabled: { words: 'Disabled', tone: 'default', rank: 5 },
  warning: { words: 'Warning', tone: 'warning', rank: 6 },
  alarm: { words: 'Alarm', tone: 'warning', rank: 7 },
};
const OF_RESULT: Readonly<Record<JobFact['result'], JobState>> = {
  failed: FAILED,
  warning: OF_CONDITION.warning,
  none: { words: 'No result yet', tone: 'info', rank: 8 },
  success: { words: 'Success', tone: 'success', rank: 9 },
};
const MAXIMUM_ERROR_CHARACTERS = 200;

/** The worse of what its last result and what its incident says. */
export function stateOfJob({ job, condition }: JobRow): JobState {
  const byResult = !job.enabled && job.result !== 'failed' ? OF_CONDITION.disabled : OF_RESULT[job.result];
  const byIncident = condition === null ? byResult : OF_CONDITION[condition];
  return byIncident.rank < byResult.rank ? byIncident : byResult;
}

/** Jobs of all companies of a page, the worst first. The company is a column only where there are several. */
export function jobTable(rows: readonly JobRow[], format: TimeFormat): Table {
  const severalCompanies = new Set(rows.map(({ section }) => section.uid)).size > 1;
  return {
    columns: [
      ...(severalCompanies ? ['Company'] : []),
      'Job',
      'Kind',
      'Result',
      'Last good run',
      'Next run',
      'Restore points',
      'Target',
    ],
    rows: sortedRows(rows).map((row) => ({
      rank: stateOfJob(row).rank,
      name: row.job.name,
      cells: [...(severalCompanies ? [textCell(row.section.name)] : []), ...cellsOf(row, format)],
    })),
    noun: 'job',
    empty: 'There are no backup jobs.',
  };
}

function sortedRows(rows: readonly JobRow[]): JobRow[] {
  const keyed = rows.map((row) => ({ row, rank: stateOfJob(row).rank, key: `${row.job.name}\n${row.job.key}` }));
  keyed.sort((left, right) => left.rank - right.rank || compareText(left.key, right.key));
  return keyed.map(({ row }) => row);
}

function cellsOf(row: JobRow, format: TimeFormat): Cell[] {
  const { job } = row;
  return [
    textCell(job.name),
    textCell(job.kind),
    resultCell(row),
    timeCell(job.lastSuccessAt, format),
    timeCell(job.nextRunAt, format),
    restorePointsCell(job.restorePoints),
    textCell(job.target),
  ];
}

function resultCell(row: JobRow): Cell {
  const { words, tone } = stateOfJob(row);
  const badge = labelCell(words, tone);
  if (row.job.message === null || row.job.result === 'success') return badge;
  const error = textCell(row.job.message, MAXIMUM_ERROR_CHARACTERS);
  return { html: `${badge.html}<br><small>${error.html}</small>`, fixed: `${words} ${error.fixed}`, moving: '' };
}
