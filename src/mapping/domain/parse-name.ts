import { compareText } from '../../kernel/compare';
import { foldText, foldWithDigraphs } from './fold-text';
import { stripLegalForms } from './legal-forms';
import { canonicalWord, isDirection, isPlace } from './name-words';
import { isCode, isRemark, isStatusTag, splitDecoration, type NamePart } from './name-decoration';

/** One name of a company, ready to be compared. */
export interface ParsedName {
  /** Folded words without legal form and leading article, abbreviations written out. */
  readonly words: readonly string[];
  /** The words in one piece: what spaces, dots and hyphens separate does not matter. */
  readonly key: string;
  /** The same with umlauts spelled out. */
  readonly digraphKey: string;
  /** Its numbers, and its directions and places, in one order: names in which they differ are two companies. */
  readonly numbers: string;
  readonly places: string;
  /** Null: no legal form. Empty: one that says nothing. */
  readonly legalClass: string | null;
  /** Codes around the name ("[1043]", "- C1043"). */
  readonly codes: readonly NameCode[];
  /** Tags that make it another record: old, test, do not use. */
  readonly tags: readonly string[];
}

export interface NameCode {
  /** Folded, letters and digits only. */
  readonly text: string;
  /** Where it stands and how it looks: two codes of one series number two companies. */
  readonly series: string;
}

/** A name with the other names that it tells. */
export interface CompanyName {
  readonly main: ParsedName;
  /** What it trades as. */
  readonly trade: ParsedName | null;
  /** What it was called. */
  readonly former: ParsedName | null;
}

const TRADE =
  /^(.+?)[\s,;(]+(?:d\/?b\/?a\b\.?|d\.\s?b\.\s?a\.|t\/a\b|trading as\b|doing business as\b|handelnd als\b|nom commercial\b):?\s*(.+?)\)?$/i;
const FORMER =
  /^(.+?)[\s,;(]+(?:f\/?k\/?a\b\.?|formerly(?: known as)?\b|previously\b|ehemals\b|vormals\b|fr[uü]her\b|ex-)\s*:?\s*(.+?)\)?$/i;

/** Reads a name as people write it. Deterministic, and total: the emptiest name has no words. */
export function parseCompanyName(name: string): CompanyName {
  const plain = name.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const former = FORMER.exec(plain);
  const rest = former?.[1] ?? plain;
  const trade = TRADE.exec(rest);
  return {
    main: parseName(trade?.[1] ?? rest),
    trade: trade?.[2] === undefined ? null : parseName(trade[2]),
    former: former?.[2] === undefined ? null : parseName(former[2]),
  };
}

/** All names that a company has. */
export function namesOf({ main, trade, former }: CompanyName): ParsedName[] {
  return [main, trade, former].filter((name) => name !== null);
}

/** Names that share one of these may be the same but for spelling. */
export function exactKeysOf({ main, trade }: CompanyName): string[] {
  const { key, digraphKey } = trade ?? main;
  return [...new Set([key, digraphKey])];
}

function parseName(name: string): ParsedName {
  const { core, parts } = splitDecoration(withoutDomain(name));
  const words = wordsOf(foldText(core));
  const texts = parts.map((part) => part.text);
  const extra = texts.filter((part) => !isDecoration(part) && !isInitials(part, words));
  const { words: bare, legalClass } = stripLegalForms(words);
  const added = extra.flatMap((part) => wordsOf(foldText(part)));
  const kept = withoutArticle([...bare, ...added].map(canonicalWord));
  const spelled = stripLegalForms(wordsOf(foldWithDigraphs(core))).words;
  const digraphs = [...spelled, ...extra.flatMap((part) => wordsOf(foldWithDigraphs(part)))].map(canonicalWord);
  const domain = DOMAIN.exec(name.trim())?.[2];
  return {
    words: kept,
    key: kept.join(''),
    digraphKey: withoutArticle(digraphs).join(''),
    numbers: inOrder(kept.flatMap((word) => word.match(/\d+/g) ?? [])),
    places: inOrder(kept.filter((word) => isDirection(word) || isPlace(word))),
    legalClass,
    codes: parts.filter(({ text }) => isCode(text)).map(codeOf),
    tags: [...texts.filter(isStatusTag).map((part) => wordsOf(foldText(part)).join(' ')), ...(domain ? [domain] : [])],
  };
}

function inOrder(words: readonly string[]): string {
  return [...words].sort(compareText).join(' ');
}

/** A tenant is often called by its domain; what that ends in tells which of several it is. */
const DOMAIN =
  /^(?:www\.)?([\p{L}\p{N}-]{2,})\.((?:onmicrosoft\.)?(?:com|net|org|io|biz|info|eu|de|at|ch|fr|nl|be|it|es|co\.uk|com\.au|ca|us))$/iu;

function withoutDomain(name: string): string {
  return DOMAIN.exec(name.trim())?.[1] ?? name;
}

function isDecoration(part: string): boolean {
  return isCode(part) || isStatusTag(part) || isRemark(part);
}

function codeOf({ text, place }: NamePart): NameCode {
  const plain = foldText(text);
  const digits = plain.replace(/[^\p{L}\p{N}]+/gu, '');
  return { text: digits, series: `${place} ${plain.replace(/\d+/g, '9')}` };
}

/** Words of folded text: `&` is a word, apostrophes join, letters that stand alone are one word together. */
export function wordsOf(folded: string): string[] {
  const words = folded
    .replace(/['’`´ʼ]/gu, '')
    .replace(/[&+]/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  return joinInitials(words.filter((word) => word !== ''));
}

/** "j p quorella" is "jp quorella", as "J.P. Quorella" is "JP Quorella". */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let isRun = false;
  for (const word of words) {
    const isInitial = /^\p{Script=Latin}$/u.test(word);
    if (isInitial && isRun) joined.push(`${joined.splice(-1).join('')}${word}`);
    else joined.push(word);
    isRun = isInitial;
  }
  return joined;
}

function withoutArticle(words: readonly string[]): readonly string[] {
  const [first, ...others] = words;
  if (first === 'the' && others.length > 0) return others;
  return words.length > 1 && words.at(-1) === 'the' ? words.slice(0, -1) : words;
}

/** "(QD)" after "Quorella Dental" tells nothing new. */
function isInitials(part: string, words: readonly string[]): boolean {
  const letters = wordsOf(foldText(part)).join('');
  const initials = words.filter((word) => word !== 'and').map((word) => word.slice(0, 1));
  return letters.length > 1 && initials.join('').startsWith(letters);
}
