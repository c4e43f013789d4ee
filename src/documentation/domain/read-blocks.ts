import { htmlToText } from './html-to-text';

/** A text box as a terminal can lay it out. */
export type TextBlock =
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'lines'; readonly lines: readonly string[] };

/** Reads back HTML of our own making: tables with their heads, and what stands between them. */
export function readBlocks(html: string): TextBlock[] {
  const pieces = html.split(/(<table[^>]*>.*?<\/table>)/s);
  return pieces.map(readBlock).filter((block) => block.kind === 'table' || block.lines.length > 0);
}

function readBlock(piece: string): TextBlock {
  if (!piece.startsWith('<table')) return { kind: 'lines', lines: htmlToText(piece) };
  const [head = [], ...rows] = [...piece.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map((row) => cellsOf(row[1] ?? ''));
  return { kind: 'table', head, rows };
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map((cell) => htmlToText(cell[1] ?? '').join(' '));
}
