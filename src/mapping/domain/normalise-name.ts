/** Signs that stand for a word; the rest of punctuation separates words. */
const AMPERSAND = /\s*&\s*/g;
const APOSTROPHES = /['’`´]/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const COMBINING = /\p{M}+/gu;

/**
 * A name as it compares: Unicode folded, without case, accents and punctuation, `&` as "and". Two names are the same
 * exactly when their normal forms are equal and not empty.
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(COMBINING, '')
    .toLowerCase()
    .replace(AMPERSAND, ' and ')
    .replace(APOSTROPHES, '')
    .replace(NOT_WORD, ' ')
    .trim();
}
