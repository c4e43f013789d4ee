import type { PageText } from '../documentation/domain/render-page';
import type { TextBlock } from '../documentation/domain/read-blocks';
import type { CliOutput } from './cli-output';
import { displayWidth } from './fit-text';

type Row = readonly string[];

const NOTHING = '–';
/** Cells of a card that need no name: what it is, of which kind, and how it is. */
const HEADLINE_CELLS = 3;

/** A page for a terminal. Tables that are too wide for it become cards, a row each. */
export function renderPage(page: PageText, output: CliOutput): void {
  const { colors } = output;
  const color = { Failed: colors.red, 'At risk': colors.yellow, 'No data': colors.cyan, Protected: colors.green };
  output.line(`${colors.bold(page.name)}: ${color[page.status](page.status)}`);
  output.write(output.paragraph(page.reason));
  output.line();
  for (const { title, text } of page.facts) output.write(output.paragraph(text, `${title}: `));
  for (const { title, blocks } of page.boxes) {
    output.line();
    output.line(colors.bold(title));
    for (const block of blocks) renderBlock(block, output);
  }
}

function renderBlock(block: TextBlock, output: CliOutput): void {
  if (block.kind === 'lines') for (const line of block.lines) output.write(output.paragraph(line, '  '));
  else if (naturalWidth(block.head, block.rows) <= output.columns) output.table(block.head, block.rows);
  else for (const row of block.rows) renderCard(block.head, row, output);
}

function renderCard(head: Row, row: Row, output: CliOutput): void {
  const headline = row.slice(0, HEADLINE_CELLS).filter((cell) => cell !== NOTHING && cell !== '');
  output.write(output.paragraph(headline.join(' — '), '  '));
  const rest = row.slice(HEADLINE_CELLS).flatMap((cell, index) => {
    return cell === NOTHING || cell === '' ? [] : [`${head[index + HEADLINE_CELLS] ?? ''}: ${cell}`];
  });
  if (rest.length > 0) output.write(output.paragraph(rest.join(' · '), '      '));
}

function naturalWidth(head: Row, rows: readonly Row[]): number {
  const widths = head.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(displayWidth)),
  );
  return widths.reduce((sum, width) => sum + width + 2, 0);
}
