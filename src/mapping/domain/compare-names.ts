import { distance } from 'fastest-levenshtein';
import { ratio, token_set_ratio } from 'fuzzball';
import { compareText } from '../../kernel/compare';
import { isGeneric, isNumber } from './name-words';
import type { CompanyName, ParsedName } from './parse-name';

/** How alike two names are; null when they are not, however alike the rest is. */
export interface NameLikeness {
  readonly grade: 'exact-name' | 'strong' | 'weak';
  /** 0 to 1; 1 for exact. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Weak likeness costs the most and is hidden by default: it need not be looked for. */
export type WorstGrade = 'strong' | 'weak';

const MOST_TYPOS = 2;
/** Shorter words are other words when a letter differs. */
export const SHORTEST_MISSPELT = 5;
const LONG_WORD = 9;
const WEAK_FROM = 85;
const STRONG_AT_MOST = 0.99;
const WEAK_AT_MOST = 0.89;

/**
 * Two companies' names, first line that fits. A trade name stands for the company before its legal name does.
 *
 * | the names                                                            | grade      |
 * | -------------------------------------------------------------------- | ---------- |
 * | have different trade names                                           | none       |
 * | numbers, directions or places differ, or two codes of one series     | none       |
 * | same letters, legal forms, codes and tags that do not contradict     | exact-name |
 * | same letters, and a legal form, code or tag contradicts              | strong     |
 * | one's legal name, or one's former name, is the other's name          | strong     |
 * | the same words in another order, or without generic words            | strong     |
 * | the same words but for one or two misspelt ones                      | strong     |
 * | one has the words of the other and more, or much is alike            | weak       |
 * | anything else                                                        | none       |
 */
export function compareNames(left: CompanyName, right: CompanyName, worst: WorstGrade = 'weak'): NameLikeness | null {
  if (left.trade && right.trade) return compareParsed(left.trade, right.trade, worst);
  const direct = compareParsed(left.trade ?? left.main, right.trade ?? right.main, worst);
  if (direct?.grade === 'exact-name') return direct;
  const aliases = aliasPairs(left, right).map(([one, other]) => compareParsed(one, other, 'strong'));
  if (aliases.some((alias) => alias?.grade === 'exact-name'))
    return strong(0.95, ['one is the legal or former name of the other']);
  return direct;
}

function aliasPairs(left: CompanyName, right: CompanyName): (readonly [ParsedName, ParsedName])[] {
  const pairs: (readonly [ParsedName, ParsedName])[] = [];
  if (left.trade) pairs.push([left.main, right.main]);
  if (right.trade) pairs.push([left.main, right.main]);
  if (left.former) pairs.push([left.former, right.main]);
  if (right.former) pairs.push([left.main, right.former]);
  return pairs;
}

function compareParsed(left: ParsedName, right: ParsedName, worst: WorstGrade): NameLikeness | null {
  if (left.key === '' || right.key === '' || left.numbers !== right.numbers) return null;
  if (hasOtherCodeOfSeries(left, right)) return null;
  if (hasSameLetters(left, right)) return judgeSameLetters(left, right);
  return left.places === right.places ? judgeWords(left, right, worst) : null;
}

function hasSameLetters(left: ParsedName, right: ParsedName): boolean {
  return left.key === right.key || left.digraphKey === right.key || left.key === right.digraphKey;
}

function judgeSameLetters(left: ParsedName, right: ParsedName): NameLikeness {
  const against = [
    ...(contradictsForm(left, right) ? ['the legal forms differ'] : []),
    ...(contradictsCode(left, right) ? ['the codes differ'] : []),
    ...(left.tags.join() === right.tags.join()
      ? []
      : [`only one is marked “${[...left.tags, ...right.tags].join(', ')}”`]),
  ];
  if (against.length > 0) return strong(0.95, ['the names are the same', ...against]);
  return {
    grade: 'exact-name',
    score: 1,
    reasons: ['the names are the same when spelling and legal form are left aside'],
  };
}

/** "#37" and "#12", "[1043]" and "[1044]": two numbers of one series are two companies. */
function hasOtherCodeOfSeries(left: ParsedName, right: ParsedName): boolean {
  return left.codes.some((code) =>
    right.codes.some((other) => other.series === code.series && other.text !== code.text),
  );
}

function contradictsForm({ legalClass: left }: ParsedName, { legalClass: right }: ParsedName): boolean {
  return left !== null && right !== null && left !== '' && right !== '' && left !== right;
}

/** Codes of two systems differ as a matter of course, but then nobody can tell without looking. */
function contradictsCode({ codes: left }: ParsedName, { codes: right }: ParsedName): boolean {
  return left.length > 0 && right.length > 0 && !left.some((code) => right.some((other) => other.text === code.text));
}

function judgeWords(left: ParsedName, right: ParsedName, worst: WorstGrade): NameLikeness | null {
  const rest = withoutShared(left.words, right.words);
  const [openLeft, openRight] = [rest[0].filter(isTelling), rest[1].filter(isTelling)];
  const shares = left.words.some((word) => isTelling(word) && !rest[0].includes(word));
  if (openLeft.length === 0 && openRight.length === 0) {
    const dropped = [...rest[0], ...rest[1]].join(' ');
    const why = dropped === '' ? 'the same words in another order' : `the same words but for “${dropped}”`;
    return shares ? strong(scoreOf(left, right), [why]) : null;
  }
  const misspelt = pairMisspelt(openLeft, openRight);
  if (misspelt) return strong(scoreOf(left, right), [`the same words, misspelt: ${misspelt.join(', ')}`]);
  return shares && worst === 'weak' ? judgeWeak(left, right, [...openLeft, ...openRight].join(' ')) : null;
}

function isTelling(word: string): boolean {
  return !isGeneric(word);
}

const PLAIN = { full_process: false } as const;

function scoreOf(left: ParsedName, right: ParsedName): number {
  const alike = ratio(sortedWords(left.words).join(' '), sortedWords(right.words).join(' '), PLAIN) / 100;
  return Math.min(STRONG_AT_MOST, alike);
}

function judgeWeak(left: ParsedName, right: ParsedName, difference: string): NameLikeness | null {
  const alike = token_set_ratio(left.words.join(' '), right.words.join(' '), PLAIN);
  if (alike < WEAK_FROM) return null;
  const score = Math.min(WEAK_AT_MOST, ratio(left.key, right.key, PLAIN) / 100);
  return { grade: 'weak', score, reasons: [`they differ in “${difference}”`] };
}

/** The words of each that the other has not; a word that stands twice is two words. */
function withoutShared(left: readonly string[], right: readonly string[]): [string[], string[]] {
  const restRight = [...right];
  const restLeft = left.filter((word) => {
    const at = restRight.indexOf(word);
    if (at >= 0) restRight.splice(at, 1);
    return at < 0;
  });
  return [restLeft, restRight];
}

/** Every word left over on one side is a misspelt one of the other side, and they are few; else null. */
function pairMisspelt(left: readonly string[], right: readonly string[]): string[] | null {
  if (left.length === 0 || right.length === 0) return null;
  if (left.length !== right.length) {
    return isMisspelt(left.join(''), right.join('')) ? [`${left.join(' ')} / ${right.join(' ')}`] : null;
  }
  if (left.length > MOST_TYPOS) return null;
  const open = [...right];
  const pairs: string[] = [];
  for (const word of left) {
    const at = open.findIndex((candidate) => isMisspelt(word, candidate));
    const [found] = at < 0 ? [] : open.splice(at, 1);
    if (found === undefined) return null;
    pairs.push(`${word} / ${found}`);
  }
  return pairs;
}

/** One letter in a word of five, two in a word of nine; the first letter is never the wrong one. */
export function isMisspelt(left: string, right: string): boolean {
  if (left === right) return true;
  const shorter = Math.min(left.length, right.length);
  if (shorter < SHORTEST_MISSPELT || !right.startsWith(left.slice(0, 1)) || isNumber(left) || isNumber(right))
    return false;
  if (Math.abs(left.length - right.length) > 2) return false;
  return distance(left, right) <= (shorter >= LONG_WORD ? 2 : 1) || isSwapped(left, right);
}

/** Two neighbouring letters the wrong way round. */
function isSwapped(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const at = Array.from({ length: left.length }).findIndex((_, index) => left[index] !== right[index]);
  const pair = left.slice(at, at + 2);
  return left.slice(0, at) + pair.slice(1) + pair.slice(0, 1) + left.slice(at + 2) === right;
}

function sortedWords(words: readonly string[]): string[] {
  return [...words].sort(compareText);
}

function strong(score: number, reasons: readonly string[]): NameLikeness {
  return { grade: 'strong', score, reasons };
}
