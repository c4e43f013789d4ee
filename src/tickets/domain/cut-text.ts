/** `summary` of a ticket (connectwise.md 5.1). */
export const SUMMARY_CHARACTERS = 100;
/** Descriptions and notes; the vendor's own limit is not published, so ours is low. */
export const TEXT_CHARACTERS = 8000;

const ELLIPSIS = '…';

/**
 * Other people's text on one line: without control characters, without the marks that turn the direction of what
 * follows, without lone halves of a character.
 */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** The same, lines kept. The input is cut first: a megabyte of it is nobody's message. */
export function cleanText(text: string): string {
  return text
    .slice(0, 4 * TEXT_CHARACTERS)
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * At most that long, with an ellipsis where something is missing; never half a character. Lengths are UTF-16 units, as
 * ConnectWise counts them: an emoji is two.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length - 1).replace(/[\uD800-\uDBFF\u200D\s]+$/, '') + ELLIPSIS;
}

/** Whether there is anything to see: a name may be all blanks and marks. */
export function isVisible(text: string): boolean {
  return /[^\p{M}\p{C}\p{Z}]/u.test(text);
}
