import { distance } from 'fastest-levenshtein';
import Fuse from 'fuse.js';
import { token_set_ratio } from 'fuzzball';
import { compareNames } from '../src/mapping/domain/compare-names';
import { parseCompanyName } from '../src/mapping/domain/parse-name';
import { NAME_PAIRS, type NamePair } from './name-pairs.bench-data';
import { measureBlocking } from './mapping-blocking';
import { atLeast, atMost, rounded, type BenchTable } from './support/bench-table';

type Verdict = 'linked' | 'suggested' | 'none';

/** One way of telling whether two names are one company. */
interface Method {
  readonly name: string;
  readonly judge: (left: string, right: string) => Verdict;
}

const TOKEN_SET_FROM = 90;
const JARO_WINKLER_FROM = 0.92;
/** 0 is the same, 1 is nothing in common. */
const FUSE_UP_TO = 0.3;
const LEVENSHTEIN_FROM = 0.85;

const METHODS: readonly Method[] = [
  { name: 'the bridge', judge: judgeByBridge },
  { name: 'exact match, without case', judge: (left, right) => linkedIf(plain(left) === plain(right)) },
  { name: `fuse.js ≤ ${FUSE_UP_TO}`, judge: (left, right) => linkedIf(fuseScore(left, right) <= FUSE_UP_TO) },
  {
    name: `token_set_ratio ≥ ${TOKEN_SET_FROM}`,
    judge: (left, right) => linkedIf(token_set_ratio(left, right) >= TOKEN_SET_FROM),
  },
  {
    name: `Levenshtein ≥ ${LEVENSHTEIN_FROM}`,
    judge: (left, right) => linkedIf(levenshteinLikeness(plain(left), plain(right)) >= LEVENSHTEIN_FROM),
  },
  {
    name: `Jaro-Winkler ≥ ${JARO_WINKLER_FROM}`,
    judge: (left, right) => linkedIf(jaroWinkler(plain(left), plain(right)) >= JARO_WINKLER_FROM),
  },
];

/** How well names are matched on the labelled pairs, and what matching many of them costs. */
export function run(): Promise<BenchTable> {
  const pairs = NAME_PAIRS;
  const figures = METHODS.map((method) => ({ name: method.name, ...figuresOf(pairs, method) }));
  const cost = measureBlocking();
  const [bridge] = figures;
  if (!bridge) throw new Error('no figures');
  const table: BenchTable = {
    title: 'Mapping',
    setting:
      `${pairs.length} invented pairs (${count(pairs, 'same')} the same without risk, ${count(pairs, 'review')} the same after a look, ` +
      `${count(pairs, 'other')} near misses), each pair alone in its world. Linked is automatic; suggested is for a person. ` +
      `Cost: ${cost.large} × ${cost.large} companies, three of four with noise.`,
    columns: [
      'method',
      'linked: precision',
      'linked: recall of the riskless',
      'with suggestions: precision',
      'with suggestions: recall',
      'near misses linked',
    ],
    rows: figures.map((of) => [
      of.name,
      rounded(of.precision),
      rounded(of.recall),
      rounded(of.precisionWithSuggestions),
      rounded(of.recallWithSuggestions),
      of.falseLinks,
    ]),
    targets: [
      atLeast('precision of automatic links', bridge.precision, 1),
      atLeast('recall of automatic links, of those without risk', bridge.recall, 0.95),
      atLeast('precision of automatic links and suggestions', bridge.precisionWithSuggestions, 0.97),
      atLeast('recall of automatic links and suggestions', bridge.recallWithSuggestions, 0.95),
      atMost(`${cost.large} × ${cost.large}`, cost.largeSeconds, 10, ' s of one core'),
      atMost(`memory for ${cost.large} × ${cost.large}`, cost.largeMegabytes, 500, ' MB'),
      atLeast(`pairs ÷ pairs compared, at ${cost.small} × ${cost.small}`, cost.pairRatio, 100),
      atLeast(`time of comparing all pairs ÷ time of a pass, at ${cost.small} × ${cost.small}`, cost.timeRatio, 1),
    ],
  };
  return Promise.resolve(table);
}

function figuresOf(pairs: readonly NamePair[], { judge }: Method) {
  const judged = pairs.map((pair) => ({ ...pair, verdict: judge(pair.left, pair.right) }));
  const linked = judged.filter(({ verdict }) => verdict === 'linked');
  const shown = judged.filter(({ verdict }) => verdict !== 'none');
  const same = judged.filter(({ label }) => label !== 'other');
  const riskless = judged.filter(({ label }) => label === 'same');
  return {
    precision: share(linked, ({ label }) => label !== 'other'),
    recall: share(riskless, ({ verdict }) => verdict === 'linked'),
    precisionWithSuggestions: share(shown, ({ label }) => label !== 'other'),
    recallWithSuggestions: share(same, ({ verdict }) => verdict !== 'none'),
    falseLinks: linked.filter(({ label }) => label === 'other').length,
  };
}

function judgeByBridge(left: string, right: string): Verdict {
  const grade = compareNames(parseCompanyName(left), parseCompanyName(right))?.grade;
  if (grade === 'exact-name') return 'linked';
  return grade === 'strong' ? 'suggested' : 'none';
}

function linkedIf(condition: boolean): Verdict {
  return condition ? 'linked' : 'none';
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

function levenshteinLikeness(left: string, right: string): number {
  return 1 - distance(left, right) / Math.max(left.length, right.length, 1);
}

/** As a search box would have it: either name looked for in the other, wherever it stands. */
function fuseScore(left: string, right: string): number {
  const scores = [
    [left, right],
    [right, left],
  ].map(([wanted = '', there = '']) => {
    const [hit] = new Fuse([plain(there)], { includeScore: true, ignoreLocation: true }).search(plain(wanted));
    return hit?.score ?? 1;
  });
  return Math.min(...scores);
}

/** As its authors describe it: matches within half the longer word, a bonus for up to four letters in common. */
function jaroWinkler(left: string, right: string): number {
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const open = [...right.split('')] as (string | null)[];
  const matchedLeft = left.split('').filter((letter, index) => {
    const at = open.findIndex((candidate, place) => candidate === letter && Math.abs(place - index) <= reach);
    if (at >= 0) open[at] = null;
    return at >= 0;
  });
  const matchedRight = right.split('').filter((_letter, index) => open[index] === null);
  const matches = matchedLeft.length;
  if (matches === 0) return 0;
  const swaps = matchedLeft.filter((letter, index) => letter !== matchedRight[index]).length / 2;
  const jaro = (matches / left.length + matches / right.length + (matches - swaps) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && left[prefix] !== undefined && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function share<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(is).length / items.length;
}

function count(pairs: readonly NamePair[], label: NamePair['label']): number {
  return pairs.filter((pair) => pair.label === label).length;
}
