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

/** At most that many code points, with an ellipsis where something is missing; never half a character. */
export function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const points = Array.from(text.slice(0, 2 * characters + 2));
  if (points.length <= characters) return text;
  return (
    points
      .slice(0, characters - 1)
      .join('')
      .trimEnd() + ELLIPSIS
  );
}
