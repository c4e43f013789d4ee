/** Letters that Unicode does not decompose. */
// prettier-ignore
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŀ: 'l', ŋ: 'n', ŧ: 't', ĸ: 'k', ə: 'e',
};
/** How German, Danish and Swedish are written where the letters are missing. */
const DIGRAPHS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const SPECIAL_LETTERS = new RegExp(`[${Object.keys(SPECIAL).join('')}]`, 'g');
const DIGRAPH_LETTERS = new RegExp(`[${Object.keys(DIGRAPHS).join('')}]`, 'g');
/** Accents of alphabets that have letters below them; elsewhere a mark is part of the letter (が, क्ष). */
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Soft hyphen, zero-width characters, direction marks, byte-order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Lower case, without accents, compatibility forms (full width, ligatures) and invisible characters. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(ACCENTS, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(SPECIAL_LETTERS, (letter) => SPECIAL[letter] ?? letter);
}

/** The same, with umlauts spelled out; equal to `foldText` for a text without any. */
export function foldWithDigraphs(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  return foldText(lower.replace(DIGRAPH_LETTERS, (letter) => DIGRAPHS[letter] ?? letter));
}
