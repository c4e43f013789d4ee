import { compareNames, SHORTEST_MISSPELT, type NameLikeness, type WorstGrade } from './compare-names';
import { groupAll } from './group-all';
import { isGeneric, isNumber } from './name-words';
import { exactKeysOf, namesOf, parseCompanyName, type CompanyName } from './parse-name';

/** A word in more names than this says little: such names are looked up by two of them together. */
const COMMON_WORD = 50;

export interface LikeName<T> {
  readonly item: T;
  readonly likeness: NameLikeness;
}

/**
 * Finds the alike among many names without comparing all with all: by whole names, by words, by words written apart,
 * and by words with one letter left out. Two names of 20,000 that share no word and no misspelt one are never compared.
 */
export class NameIndex<T> {
  private readonly entries: readonly { readonly item: T; readonly name: CompanyName }[];
  private readonly byKey: ReadonlyMap<string, readonly number[]>;
  private similar: SimilarWords | undefined;

  constructor(items: readonly T[], nameOf: (item: T) => string) {
    this.entries = items.map((item) => ({ item, name: parseCompanyName(nameOf(item)) }));
    this.byKey = indexesBy(this.entries, ({ name }) => exactKeysOf(name));
  }

  /** Those that are the same but for spelling and legal form. */
  findExact(name: CompanyName): LikeName<T>[] {
    const found = new Set(exactKeysOf(name).flatMap((key) => this.byKey.get(key) ?? []));
    return this.compare(name, found, 'strong').filter(({ likeness }) => likeness.grade === 'exact-name');
  }

  /** Everything that is alike, down to the worst grade that is wanted. */
  findAlike(name: CompanyName, worst: WorstGrade): LikeName<T>[] {
    return this.compare(name, this.comparableTo(name), worst);
  }

  /** Which names findAlike compares with this one; all others cannot be strong. */
  comparableTo(name: CompanyName): ReadonlySet<number> {
    this.similar ??= new SimilarWords(this.entries.map((entry) => entry.name));
    const keys = namesOf(name).flatMap((parsed) => [parsed.key, parsed.digraphKey]);
    const found = new Set(keys.flatMap((key) => this.byKey.get(key) ?? []));
    for (const index of this.similar.find(name)) found.add(index);
    return found;
  }

  private compare(name: CompanyName, found: ReadonlySet<number>, worst: WorstGrade): LikeName<T>[] {
    const alike: LikeName<T>[] = [];
    for (const index of [...found].sort((left, right) => left - right)) {
      for (const { item, name: other } of this.entries.slice(index, index + 1)) {
        const likeness = compareNames(name, other, worst);
        if (likeness) alike.push({ item, likeness });
      }
    }
    return alike;
  }
}

/** Which names hold which word, and which words are one letter apart. */
class SimilarWords {
  private readonly byWord: ReadonlyMap<string, readonly number[]>;
  private readonly byVariant: ReadonlyMap<string, readonly string[]>;

  constructor(names: readonly CompanyName[]) {
    this.byWord = indexesBy(names, searchWordsOf);
    const rare = [...this.byWord].filter(([, indexes]) => indexes.length <= COMMON_WORD);
    this.byVariant = groupAll(
      rare.map(([word]) => word),
      variantsOf,
    );
  }

  find(name: CompanyName): Set<number> {
    const words = searchWordsOf(name);
    const found = new Set<number>();
    for (const word of words.flatMap((own) => this.neighboursOf(own))) {
      for (const index of this.namesWith(word)) found.add(index);
    }
    const isTold = words.some((word) => this.namesWith(word).length > 0);
    if (!isTold) for (const index of this.withTwoOf(words)) found.add(index);
    return found;
  }

  private namesWith(word: string): readonly number[] {
    const indexes = this.byWord.get(word) ?? [];
    return indexes.length <= COMMON_WORD ? indexes : [];
  }

  private neighboursOf(word: string): string[] {
    return [...new Set([word, ...variantsOf(word).flatMap((variant) => this.byVariant.get(variant) ?? [])])];
  }

  /** Names of common words only: those with the two rarest of them. */
  private withTwoOf(words: readonly string[]): number[] {
    const lists = words.flatMap((word) => [this.byWord.get(word)].filter((indexes) => indexes !== undefined));
    const [rarest, second] = lists.sort((left, right) => left.length - right.length);
    if (rarest === undefined || second === undefined) return [];
    const others = new Set(second);
    return rarest.filter((index) => others.has(index));
  }
}

/** Where the items with each key stand. */
function indexesBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, number[]> {
  const groups = groupAll([...items.entries()], ([, item]) => keysOf(item));
  return new Map([...groups].map(([key, entries]) => [key, entries.map(([index]) => index)]));
}

/** The words of all its names, and each two neighbours as one. */
function searchWordsOf(name: CompanyName): string[] {
  const words = namesOf(name).flatMap(({ words: own }) => [
    ...own.filter((word) => !isGeneric(word)),
    ...own.slice(1).map((_word, index) => own.slice(index, index + 2).join('')),
  ]);
  return [...new Set(words)];
}

/** The word, and the word without each of its letters; none of what is never misspelt. */
function variantsOf(word: string): string[] {
  if (word.length < SHORTEST_MISSPELT || isNumber(word)) return [];
  const shorter = Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [...new Set([word, ...shorter])];
}
