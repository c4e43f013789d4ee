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
  return { html: escapeHtml(shown), fixed: shown, moving: '' };
}

export function countCell(count: number | null): Cell {
  return textCell(count === null ? null : String(count));
}

/** Whether there is a time counts, which one does not. */
export function timeCell(instant: Date | null, format: TimeFormat): Cell {
  if (instant === null) return { html: NOTHING, fixed: '', moving: '' };
  const shown = format.time(instant);
  return oneLine({ html: shown, fixed: 'time', moving: shown });
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
  return { ...cell, html: `<span style="white-space:nowrap">${cell.html}</span>` };
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
