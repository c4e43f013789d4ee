/** Letters that Unicode does not decompose. */
// prettier-ignore
const SPECIAL = Object.entries({
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŀ: 'l', ŋ: 'n', ŧ: 't', ĸ: 'k', ə: 'e',
});
/** How German, Danish and Swedish are written where the letters are missing. */
const DIGRAPHS = Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' });

/** Most names have nothing but these, and need no folding. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Accents of alphabets that have letters below them; elsewhere a mark is part of the letter (が, क्ष). */
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Soft hyphen, zero-width characters, direction marks, byte-order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Lower case, without accents, compatibility forms (full width, ligatures) and invisible characters. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(INVISIBLE, '').replace(ACCENTS, '$1').normalize('NFC').toLowerCase();
  return spelledOut(bare, SPECIAL);
}

/** The same, with umlauts spelled out; equal to `foldText` for a text without any. */
export function foldWithDigraphs(text: string): string {
  return foldText(PLAIN.test(text) ? text : spelledOut(text.normalize('NFC').toLowerCase(), DIGRAPHS));
}

function spelledOut(text: string, letters: readonly (readonly [string, string])[]): string {
  return letters.reduce((result, [letter, spelled]) => result.replaceAll(letter, spelled), text);
}
