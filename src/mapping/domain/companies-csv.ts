import { distance } from 'fastest-levenshtein';
import { linkKey, type CompanyLink } from './company-link';
import type { CsvRow } from './csv-table';

/** What the file has per company. The first five decide; the others are for whoever reads it. */
export const COLUMNS = [
  'vspc',
  'state',
  'connectwise',
  'itglue',
  'reason',
  'name',
  'connectwise name',
  'itglue name',
  'grade',
  'health',
  'suggestion',
] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['vspc', 'state', 'connectwise'];

/** What a row of an import asks for. */
export interface WantedLink {
  readonly line: number;
  /** `<connection>/<uid>` */
  readonly key: string;
  readonly state: string;
  /** A ConnectWise id or identifier as it was written; empty for none. */
  readonly connectwise: string;
  readonly itglue: string;
  readonly reason: string;
}

export interface CsvProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

/** The table of links as rows of text, the header first. Ids are references: a spreadsheet leaves them as they are. */
export function companiesCsv(links: readonly CompanyLink[]): string[][] {
  return [[...COLUMNS], ...links.map((link) => COLUMNS.map((column) => CELLS[column](link)))];
}

const CELLS: Readonly<Record<Column, (link: CompanyLink) => string>> = {
  vspc: (link) => `vspc:${linkKey(link)}`,
  state: (link) => link.state,
  connectwise: (link) => (link.connectwise ? `cw:${link.connectwise.id}` : ''),
  itglue: (link) => (link.itglue ? `itg:${link.itglue.id}` : ''),
  reason: (link) => (link.state === 'ignored' ? link.reasons.join('; ') : ''),
  name: (link) => link.name,
  'connectwise name': (link) => link.connectwise?.name ?? '',
  'itglue name': (link) => link.itglue?.name ?? '',
  grade: (link) => link.grade ?? '',
  health: (link) => link.health,
  suggestion: ({ candidates: [best] }) => (best ? `cw:${best.connectwise.id} ${best.connectwise.name}` : ''),
};

/** What a file asks for, or everything that is wrong with it. */
export function readCompaniesCsv(rows: readonly CsvRow[]): {
  readonly wanted: readonly WantedLink[];
  readonly problems: readonly CsvProblem[];
} {
  const [header, ...body] = rows;
  if (!header) return { wanted: [], problems: [{ line: 1, message: 'The file is empty.', hint: HINT }] };
  const columns = header.cells.map((cell) => cell.trim().toLowerCase());
  const wrong = headerProblems(columns);
  if (wrong.length > 0) return { wanted: [], problems: wrong };
  const first = new Map<string, number>();
  const problems: CsvProblem[] = [];
  const wanted = body.map((row) => {
    const link = wantedOf(row, columns);
    const before = first.get(link.key);
    if (before === undefined) first.set(link.key, link.line);
    problems.push(...rowProblems(link, { cells: row.cells.length, columns: columns.length, before }));
    return link;
  });
  return { wanted, problems };
}

const HINT = 'Write one with: vspc-bridge companies export FILE';

function headerProblems(columns: readonly string[]): CsvProblem[] {
  const known: readonly string[] = COLUMNS;
  const unknown = columns.filter((column) => !known.includes(column));
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  return [
    ...unknown.map((column) => headerProblem(`There is no column called “${column}”.`, nearest(column))),
    ...missing.map((column) => headerProblem(`The column “${column}” is missing.`, HINT)),
    ...twice.map((column) => headerProblem(`The column “${column}” is there twice.`, 'Keep one of them.')),
  ];
}

function headerProblem(message: string, hint: string): CsvProblem {
  return { line: 1, message, hint };
}

function nearest(column: string): string {
  const near = COLUMNS.filter((known) => distance(column, known) <= 3);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Columns are: ${COLUMNS.join(', ')}.`;
}

function wantedOf({ line, cells }: CsvRow, columns: readonly string[]): WantedLink {
  const cell = (column: Column): string => (cells[columns.indexOf(column)] ?? '').trim();
  return {
    line,
    key: cell('vspc')
      .replace(/^vspc:/i, '')
      .toLowerCase(),
    state: cell('state').toLowerCase(),
    connectwise: cell('connectwise').replace(/^cw:/i, ''),
    itglue: cell('itglue').replace(/^itg:/i, ''),
    reason: cell('reason'),
  };
}

const STATES = ['linked', 'ignored', 'unlinked', 'suggested', 'conflict'];
/** What a spreadsheet makes of a long number. */
const ROUNDED = /^\d+([.,]\d+)?e\+?\d+$/i;

interface RowPlace {
  readonly cells: number;
  readonly columns: number;
  readonly before: number | undefined;
}

function rowProblems(link: WantedLink, { cells, columns, before }: RowPlace): CsvProblem[] {
  const at = (message: string, hint: string): CsvProblem => ({ line: link.line, message, hint });
  if (cells > columns)
    return [
      at(`There are ${cells} cells under ${columns} columns.`, 'Put quotation marks around a cell with a comma in it.'),
    ];
  if (before !== undefined) return [at(`This company is on line ${before} already.`, 'Keep one row per company.')];
  if (!STATES.includes(link.state)) return [at(`“${link.state}” is no state.`, 'Write linked, ignored or unlinked.')];
  const rounded = [link.connectwise, link.itglue].find((id) => ROUNDED.test(id));
  if (rounded !== undefined)
    return [
      at(`${rounded} was an id before a spreadsheet rounded it.`, 'Write it as a reference, for example itg:4711.'),
    ];
  if (link.state === 'linked' && link.connectwise === '')
    return [at('linked needs a ConnectWise company.', 'Write cw:ID into the column connectwise.')];
  if (link.state === 'ignored' && link.reason === '')
    return [at('ignored needs a reason.', 'Write why into the column reason.')];
  return [];
}
