import { readFromRoot } from './committed-files';

/** Rows of the tables below a heading, cell by cell, without heads, rules and the marks of code. */
export function readTable(file: string, heading: string): readonly (readonly string[])[] {
  const text = readFromRoot(file);
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`${file} has no heading "${heading}"`);
  return rowsOf(text.slice(start + 1).split(/\n#+ /)[0] ?? '');
}

/** The same for every table of a document. */
export function listTables(file: string): readonly (readonly string[])[] {
  return rowsOf(readFromRoot(file));
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1] ?? ''))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

function isRule(line: string): boolean {
  return /^\|[\s:|-]+\|$/.test(line);
}
