import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { JsonObject } from '../kernel/json';
import type { CommonOptions, Terminal } from './cli-context';
import { cutText, displayWidth, wrapText } from './fit-text';
import { printable, singleLine } from './printable-text';

type Colors = ReturnType<typeof createColors>;

/** How one command speaks: text for people, or one JSON document on stdout and nothing else there. */
export class CliOutput {
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  readonly colors: Colors;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: CommonOptions,
  ) {
    this.isJson = options.json === true;
    this.isVerbose = options.verbose === true;
    this.colors = createColors(terminal.hasColors && options.color !== false);
  }

  get columns(): number {
    return this.terminal.columns;
  }

  get isInteractive(): boolean {
    return this.terminal.isInteractive && !this.isJson && this.options.quiet !== true;
  }

  /** The answer of the command; silent with --json, where the document is the answer. */
  line(text = ''): void {
    if (!this.isJson) this.terminal.out(printable(`${text}\n`));
  }

  /** Text that is laid out already, its line ends included. */
  write(text: string): void {
    if (!this.isJson) this.terminal.out(printable(text));
  }

  /** At most as wide as the terminal behind an indent; where nobody watches, whole, for grep. */
  cut(text: string, indent = 0): string {
    const line = singleLine(text);
    return this.terminal.isInteractive ? cutText(line, this.columns - indent) : line;
  }

  /** Said on the way; not part of the answer. */
  note(text: string): void {
    if (this.options.quiet !== true) this.terminal.err(printable(`${text}\n`));
  }

  /** Unfinished lines of a person's terminal, redrawn in place. */
  redraw(text: string): void {
    if (this.isInteractive) this.terminal.err(`\r\u001b[2K${cutText(singleLine(text), this.columns)}`);
  }

  document(value: unknown): void {
    if (this.isJson) this.terminal.out(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** The run that the command started; an error is told with it. */
  startedRun: JsonObject | null = null;

  failed(error: object): void {
    this.document({ error, ...(this.startedRun ? { run: this.startedRun } : {}) });
  }

  /** Wrapped at words to the width of the terminal, further lines under the first one's text. */
  paragraph(text: string, first = ''): string {
    const indent = ' '.repeat(displayWidth(first));
    const lines = text.split('\n').flatMap((line) => this.wrapLine(line, this.columns - indent.length));
    return lines.map((line, index) => `${index === 0 ? first : indent}${line}\n`).join('');
  }

  /** A line that is indented stays so. */
  private wrapLine(line: string, columns: number): readonly string[] {
    const margin = /^ */.exec(line)?.[0] ?? '';
    return wrapText(line.trim(), columns - margin.length).map((part) => margin + part);
  }

  /** What to do, wrapped; commands that do not fit get lines of their own, whole, to be copied. */
  hint(text: string, first: string): string {
    const parts = /^(.*?:) (vspc-bridge .*?)(?:\. ([A-Z].*))?$/.exec(text);
    if (!parts || displayWidth(first + text) <= this.columns) return this.paragraph(text, first);
    const [, before = '', commands = '', after] = parts;
    const indent = ' '.repeat(first.length);
    const lines = commands.split(/,? or: /).map((command) => `${indent}  ${command}\n`);
    const end = after === undefined ? '' : this.paragraph(after, indent);
    return `${this.paragraph(before, first)}${lines.join(`${indent}or:\n`)}${end}`;
  }

  /** The document on one line, for a command that goes on running. */
  documentLine(value: unknown): void {
    if (this.isJson) this.terminal.out(`${JSON.stringify(value)}\n`);
  }

  /** A table that fits the terminal, by wrapping at words; where nobody watches, one line per row, for grep. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    if (this.isJson) return;
    const table = new Table({
      head: head.map((title) => this.colors.bold(title)),
      chars: PLAIN,
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
      colWidths: fitColumns(head, rows, this.terminal.isInteractive ? this.columns : Number.MAX_SAFE_INTEGER),
      wordWrap: true,
      wrapOnWordBoundary: true,
    });
    table.push(...rows.map((row) => [...row]));
    this.line(trimLines(table.toString()));
  }
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

const PADDING = 2;
/** Ids and names of so many columns are never cut; they are there to be copied. */
const LONGEST_WORD = 40;

/**
 * Column widths, padding included. While the sum is too wide, the column that gives most way loses one: first down to
 * its longest word, and only when that is not enough below it.
 */
export function fitColumns(head: readonly string[], rows: readonly (readonly string[])[], columns: number): number[] {
  const cells = head.map((title, index) => [title, ...rows.map((row) => row[index] ?? '')]);
  const widths = cells.map((texts) => Math.max(...texts.map(longestLine)) + PADDING);
  const words = cells.map((texts) => Math.min(LONGEST_WORD, Math.max(...texts.map(longestWord))) + PADDING);
  for (const floors of [words, words.map(() => NARROWEST)]) {
    while (sum(widths) > columns) {
      const spare = widths.map((width, index) => width - (floors[index] ?? 0));
      const most = Math.max(...spare);
      if (most <= 0) break;
      const index = spare.indexOf(most);
      widths[index] = (widths[index] ?? 0) - 1;
    }
  }
  return widths;
}

const NARROWEST = 8;

function longestWord(text: string): number {
  return Math.max(...text.split(/\s+/).map(displayWidth));
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => displayWidth(line)));
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
