import type { JsonValue } from '../../kernel/json';
import { cutText, escapeHtml } from './escape-html';
import type { Cell } from './page-cell';

/** IT Glue refuses a text box above 65,535 bytes; the rest is head-room for what its server makes of the text. */
export const TEXT_BOX_BYTES = 60_000;

const MAXIMUM_NAME_CHARACTERS = 60;

export interface TableRow {
  readonly cells: readonly Cell[];
  /** Worst first; rows of rank 0 are the last to be dropped. */
  readonly rank: number;
  /** What the row is about, for the list of those that found no place in the table. */
  readonly name: string;
}

export interface Table {
  readonly columns: readonly string[];
  /** In the order of the page, the worst first. */
  readonly rows: readonly TableRow[];
  /** What a row is, for the sentence that counts the rest: `job`. */
  readonly noun: string;
  /** Said in place of a table without rows. */
  readonly empty: string;
}

/** What a field holds, and what of it counts when two states of it are compared. */
export interface FieldContent {
  readonly value: string | number | null;
  readonly fixed: JsonValue;
  readonly moving: JsonValue;
}

/** A table for one text box: every row, or the worst of them and a sentence about the rest, below the limit of bytes. */
export function renderTable(table: Table, maxBytes = TEXT_BOX_BYTES): FieldContent {
  return {
    value: table.rows.length === 0 ? `<p>${escapeHtml(table.empty)}</p>` : renderRows(table, maxBytes),
    fixed: table.rows.map((row) => row.cells.map((cell) => cell.fixed)),
    moving: table.rows.map((row) => row.cells.map((cell) => cell.moving)),
  };
}

export function renderMissing(detail: string): FieldContent {
  const html = `<div class="alert alert-warning">${escapeHtml(detail)}</div>`;
  return { value: html, fixed: detail, moving: null };
}

/**
 * Rows are taken as long as they fit while room is kept for the names of the worst that follow: a failed row may lose
 * its columns, and is counted only when not even its name fits, after every other row has gone.
 */
function renderRows(table: Table, maxBytes: number): string {
  const frame = openTable(table.columns);
  const end = '</tbody></table></div>';
  const rows = table.rows.map(({ cells, rank, name }) => ({
    cells,
    open: rank === 0 ? '<tr class="danger">' : '<tr>',
    name: rank === 0 ? nameInList(name) : '',
  }));
  const names = rows.map(({ name }) => name);
  const budget = maxBytes - bytesOf(frame) - bytesOf(end) - REST_BYTES;
  let reserved = names.reduce((sum, name) => sum + bytesInList(name), 0);
  const shown: string[] = [];
  let used = 0;
  for (const { cells, open, name } of rows) {
    const html = `${open}${cells.map((cell) => `<td>${cell.html}</td>`).join('')}</tr>`;
    const size = bytesOf(html);
    const reservedAfter = reserved - bytesInList(name);
    if (used + size + reservedAfter > budget) break;
    shown.push(html);
    used += size;
    reserved = reservedAfter;
  }
  return `${frame}${shown.join('')}${end}${renderRest(table, names, shown.length, budget - used)}`;
}

/** Room for the sentences about what is not shown. */
const REST_BYTES = 300;

function openTable(columns: readonly string[]): string {
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('');
  const table = '<table class="table table-bordered table-hover table-condensed">';
  // A narrow screen scrolls the table instead of breaking its words.
  return `<div style="overflow-x:auto">${table}<thead><tr>${head}</tr></thead><tbody>`;
}

function renderRest(table: Table, names: readonly string[], shownCount: number, budget: number): string {
  if (shownCount === table.rows.length) return '';
  const listed: string[] = [];
  let used = 0;
  for (const name of names.slice(shownCount).filter((item) => item !== '')) {
    const size = bytesInList(name);
    if (used + size > budget) break;
    listed.push(name);
    used += size;
  }
  const counted = table.rows.length - shownCount - listed.length;
  const list = listed.length === 0 ? '' : `<p>Also in the worst state: ${listed.join(SEPARATOR)}.</p>`;
  const noun = counted === 1 ? table.noun : `${table.noun}s`;
  return counted === 0 ? list : `${list}<p>${counted} more ${noun} of ${table.rows.length} not shown here.</p>`;
}

const SEPARATOR = ', ';

function bytesInList(name: string): number {
  return name === '' ? 0 : bytesOf(name) + SEPARATOR.length;
}

function nameInList(name: string): string {
  return `<b>${escapeHtml(cutText(name, MAXIMUM_NAME_CHARACTERS))}</b>`;
}

/** UTF-8; without Buffer, as domain code knows no platform. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}
