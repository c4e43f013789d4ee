/**
 * Controls that are no white space, non-characters, and the marks that turn the direction of what follows; written as
 * escapes, because nobody can see them.
 */
const INVISIBLE = new RegExp(
  '[\\u0000-\\u0008\\u000B\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFDD0-\\uFDEF\\uFEFF\\uFFFE\\uFFFF]',
  'g',
);
const BREAKS = /[\t\n\f\r\u0085\u2028\u2029 ]+/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Printable ASCII, words apart by one space. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const SPECIAL = /[&<>"'`]/;
const ELLIPSIS = '…';

/** Text of outside as one clean line: what nobody sees is dropped, broken UTF-16 mended, white space made single. */
export function cleanText(text: string): string {
  // Most names are like this; the four passes below would be most of the time that a page takes.
  if (PLAIN.test(text)) return text;
  return text.replace(LONE_SURROGATE, '\uFFFD').replace(INVISIBLE, '').replace(BREAKS, ' ').trim();
}

/** Text of outside as HTML, safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  const clean = cleanText(text);
  if (!SPECIAL.test(clean)) return clean;
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;');
}

/**
 * For a Text field, which is no HTML: the vendor's firewall once refused pages whose names looked like tags, so that
 * angle brackets become quotation marks.
 */
export function plainText(text: string, maxCharacters = 255): string {
  return cutText(cleanText(text).replaceAll('<', '‹').replaceAll('>', '›'), maxCharacters);
}

/** At most so many characters; one that needs two units of UTF-16 counts once and is never cut in half. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const characters = Array.from(text);
  if (characters.length <= maxCharacters) return text;
  return `${characters.slice(0, maxCharacters - ELLIPSIS.length).join('')}${ELLIPSIS}`;
}

/** A link that a browser may follow, or null: nothing but http and https, no credentials. */
export function safeUrl(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s@"'<>`\\]+$/i.test(url)) return null;
  return url;
}
