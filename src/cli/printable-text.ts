/** Escape sequences that only colour, which are our own; everything else that moves a cursor or turns a direction is not. A line may end in two characters, as in a table for a spreadsheet. */
const CONTROL =
  /\u001b(?!\[[\d;]*m)|\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const VISIBLE = /[^\p{M}\p{C}\p{Z}]/u;

/** Names and messages come from other people's systems: on a terminal they are text, and nothing but text. */
export function printable(text: string): string {
  return text.replace(CONTROL, '');
}

/** The same on one line. */
export function singleLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

/** A name as people read it, also where nobody gave one. */
export function shownName(name: string): string {
  return VISIBLE.test(name) ? singleLine(name).trim() : '(without a name)';
}
