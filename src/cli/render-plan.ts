import type { JsonValue } from '../kernel/json';
import { renderCsv } from '../mapping/domain/csv-table';
import type { ReportedChange, RunReport } from '../reconciliation/run-report';
import { renderHtmlPage, type HtmlColumn } from './render-html-page';
import { signed, totalOf } from './render-preview';

/** A change with what it waits for, as one row. */
interface PlanRow extends ReportedChange {
  readonly stream: string;
  readonly state: string;
}

const COLUMNS: readonly HtmlColumn<PlanRow>[] = [
  ['stream', ({ stream }) => stream],
  ['company', ({ company }) => company?.name ?? ''],
  ['what', ({ subject }) => subject.name],
  ['action', ({ action }) => action],
  ['before', ({ before }) => shortOf(before), 'number'],
  ['after', ({ after }) => shortOf(after), 'number'],
  ['effect', ({ effect }) => effect ?? '', 'number'],
  ['state', ({ state }) => state],
  ['reason', ({ reason }) => reason],
  ['detail', ({ detail }) => detail ?? ''],
  ['id', ({ subject }) => subject.key],
];

/** The plan for a spreadsheet; texts that one would run are made harmless. */
export function renderPlanCsv(report: RunReport): string {
  const rows = rowsOf(report);
  return renderCsv([COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, show]) => show(row)))]);
}

export function renderPlanHtml(report: RunReport): string {
  const rows = rowsOf(report);
  const columns = COLUMNS.map((column): HtmlColumn<PlanRow> => (column[0] === 'effect' ? SIGNED_EFFECT : column));
  return renderHtmlPage({ title: `Plan of ${report.run.now}`, summary: summaryOf(rows), columns }, rows);
}

const SIGNED_EFFECT: HtmlColumn<PlanRow> = [
  'effect',
  ({ effect }) => (effect === null ? '' : signed(effect)),
  'number',
];

function rowsOf({ streams }: RunReport): readonly PlanRow[] {
  return Object.entries(streams).flatMap(([stream, { changes }]) =>
    changes.map((change): PlanRow => ({ ...change, stream, state: change.outcome })),
  );
}

function summaryOf(rows: readonly PlanRow[]): string {
  const parts = (['planned', 'held', 'blocked'] as const).map((state) => {
    const of = rows.filter((row) => row.state === state);
    const money = totalOf(of.flatMap((row) => row.effect ?? []));
    return `${of.length} ${state}${money === '0' ? '' : ` (${signed(money)})`}`;
  });
  return `${parts.join(', ')}. The effect is what the next invoice changes by.`;
}

/** Quantities and the like; whole pages and tickets are in the JSON of the plan. */
function shortOf(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
