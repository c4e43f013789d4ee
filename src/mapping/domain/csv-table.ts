/** One row of a CSV file with the line that it begins on; the header is line 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvTable =
  | { readonly kind: 'rows'; readonly rows: readonly CsvRow[] }
  | { readonly kind: 'broken'; readonly line: number; readonly message: string };

/** What a spreadsheet would run: it begins like a formula, behind any number of our own apostrophes. */
const FORMULA = /^'*[=+\-@\t\r]/;
/** Not a formula: money that goes down. */
const NEGATIVE_NUMBER = /^-\d+(\.\d+)?$/;

/** Rows as RFC 4180 has them, with a final line end. Cells that a spreadsheet would run begin with an apostrophe. */
export function renderCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(renderCell).join(',')}\r\n`).join('');
}

function renderCell(cell: string): string {
  const safe = FORMULA.test(cell) && !NEGATIVE_NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Reads what renderCsv wrote, and what a spreadsheet made of it: any line end, a semicolon or a tab between cells where
 * the header has them. Empty lines are left out.
 */
export function parseCsv(text: string): CsvTable {
  const cellPattern = CELL_PATTERNS[separatorOf(text)];
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  cellPattern.lastIndex = 0;
  while (cellPattern.lastIndex < text.length) {
    const [whole, quoted, bare, end] = cellPattern.exec(text) ?? [];
    if (whole === undefined)
      return { kind: 'broken', line: rowLine, message: 'a quotation mark is not closed, or text stands behind one' };
    cells.push(unescaped(quoted?.replaceAll('""', '"') ?? bare ?? ''));
    line += whole.match(LINE_END)?.length ?? 0;
    if (end === undefined || !/[\r\n]|^$/.test(end)) continue;
    keepRow(rows, { line: rowLine, cells });
    cells = [];
    rowLine = line;
  }
  if (cells.length > 0) keepRow(rows, { line: rowLine, cells: [...cells, ''] });
  return { kind: 'rows', rows };
}

type Separator = ',' | ';' | '\t';

/** One cell, quoted or bare, and what ends it. */
const CELL_PATTERNS: Readonly<Record<Separator, RegExp>> = {
  ',': /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\r|\n|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";\r\n][^;\r\n]*)?)(;|\r\n|\r|\n|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"|([^"\t\r\n][^\t\r\n]*)?)(\t|\r\n|\r|\n|$)/y,
};
const LINE_END = /\r\n|\r|\n/g;

function unescaped(cell: string): string {
  return FORMULA.test(cell) ? cell.replace(/^'/, '') : cell;
}

function keepRow(rows: CsvRow[], row: CsvRow): void {
  if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
}

/** Of the header line: no column has any of these in its name. */
function separatorOf(text: string): Separator {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const others: readonly Separator[] = [';', '\t'];
  return others.find((candidate) => header.includes(candidate)) ?? ',';
}
