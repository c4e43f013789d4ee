import { cutText, cleanText, escapeHtml, safeUrl } from './escape-html';
import type { TimeFormat } from './format-values';
import { formatBytes, percentOf } from './format-values';

/**
 * One cell: what a reader sees, and what of it counts as content. Times move without anything having happened, so they
 * are kept apart (RULES, Documentation 3); usage counts as it is shown, rounded.
 */
export interface Cell {
  readonly html: string;
  readonly fixed: string;
  readonly moving: string;
}

export type LabelTone = 'danger' | 'warning' | 'success' | 'info' | 'default';

const NOTHING = '<span style="color:#777">–</span>';
const MAXIMUM_CELL_CHARACTERS = 160;

export function textCell(text: string | null, maxCharacters = MAXIMUM_CELL_CHARACTERS): Cell {
  if (text === null || text === '') return { html: NOTHING, fixed: '', moving: '' };
  const shown = cutText(cleanText(text), maxCharacters);
  return { html: breakable(shown), fixed: shown, moving: '' };
}

/** A longer word may be broken after so many characters, or it would push every other column out of sight. */
const LONG_WORD = /\S{25}/;
const PIECE = /.{1,24}/gu;

function breakable(text: string): string {
  if (!LONG_WORD.test(text)) return escapeHtml(text);
  const words = text.split(' ').map((word) => (word.match(PIECE) ?? []).map(escapeHtml).join('<wbr>'));
  return words.join(' ');
}

export function countCell(count: number | null): Cell {
  return textCell(count === null ? null : String(count));
}

/** Whether there is a time counts, which one does not. */
export function timeCell(instant: Date | null, format: TimeFormat): Cell {
  if (instant === null) return { html: NOTHING, fixed: '', moving: '' };
  const shown = format.time(instant);
  return { html: timeHtml(shown), fixed: 'time', moving: shown };
}

/** A time that does not move. */
export function beginningCell(instant: Date | null, format: TimeFormat): Cell {
  if (instant === null) return textCell(null);
  const shown = format.time(instant);
  return { html: timeHtml(shown), fixed: shown, moving: '' };
}

/** Where it is narrow the time goes below its date, which no browser may break at its hyphens. */
function timeHtml(shown: string): string {
  const [date = '', time = ''] = shown.split(' ');
  return `${unbroken(date)} ${time}`;
}

/** Restore points come and go with every run: their number moves, that there are none counts. */
export function restorePointsCell(count: number | null): Cell {
  if (count === null) return { html: NOTHING, fixed: '', moving: '' };
  return { html: String(count), fixed: count > 0 ? '' : 'none', moving: String(count) };
}

export function bytesCell(bytes: number | null): Cell {
  return bytes === null ? textCell(null) : oneLine(textCell(formatBytes(bytes)));
}

/** For what a narrow column must not break. */
export function oneLine(cell: Cell): Cell {
  return { ...cell, html: unbroken(cell.html) };
}

function unbroken(html: string): string {
  return `<span style="white-space:nowrap">${html}</span>`;
}

/** Says it in words, too: colour is lost in print and on some eyes. */
export function labelCell(text: string, tone: LabelTone): Cell {
  return { html: `<span class="label label-${tone}">${escapeHtml(text)}</span>`, fixed: text, moving: '' };
}

/** A bar with its percentage in words beside it. */
export function barCell(used: number | null, total: number | null): Cell {
  const percent = percentOf(used, total);
  if (percent === null) return { html: NOTHING, fixed: '', moving: '' };
  const colour = barColour(percent);
  const bar = `<div style="background:${colour};height:10px;width:${Math.min(100, percent)}%"></div>`;
  const frame = `<div style="background:#eee;border:1px solid #ccc;min-width:60px">${bar}</div>`;
  return { html: `${frame}${percent} %`, fixed: String(percent), moving: '' };
}

/** Attention from three quarters, alarm from nineteen twentieths. */
function barColour(percent: number): string {
  if (percent >= 95) return '#d9534f';
  return percent >= 75 ? '#f0ad4e' : '#5cb85c';
}

export function linkCell(text: string, url: string | null): Cell {
  const href = safeUrl(url);
  const { html, fixed } = textCell(text);
  if (href === null) return { html, fixed, moving: '' };
  return { html: `<a href="${escapeHtml(href)}">${html}</a>`, fixed: `${fixed} ${href}`, moving: '' };
}
