import { compareNames, SHORTEST_MISSPELT, type NameLikeness, type WorstGrade } from './compare-names';
import { groupAll } from './group-all';
import { isGeneric } from './name-words';
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
  private readonly names: readonly CompanyName[];
  private readonly byKey: ReadonlyMap<string, readonly number[]>;
  private similar: SimilarWords | undefined;

  constructor(
    private readonly items: readonly T[],
    nameOf: (item: T) => string,
  ) {
    this.names = items.map((item) => parseCompanyName(nameOf(item)));
    this.byKey = groupAll([...items.keys()], (index) => exactKeysOf(this.nameAt(index)));
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
    this.similar ??= new SimilarWords(this.names);
    const keys = namesOf(name).flatMap((parsed) => [parsed.key, parsed.digraphKey]);
    const found = new Set(keys.flatMap((key) => this.byKey.get(key) ?? []));
    for (const index of this.similar.find(name)) found.add(index);
    return found;
  }

  private compare(name: CompanyName, found: ReadonlySet<number>, worst: WorstGrade): LikeName<T>[] {
    const alike: LikeName<T>[] = [];
    for (const index of [...found].sort((left, right) => left - right)) {
      const likeness = compareNames(name, this.nameAt(index), worst);
      const item = this.items[index];
      if (likeness && item !== undefined) alike.push({ item, likeness });
    }
    return alike;
  }

  private nameAt(index: number): CompanyName {
    return this.names[index] ?? parseCompanyName('');
  }
}

/** Which names hold which word, and which words are one letter apart. */
class SimilarWords {
  private readonly byWord: ReadonlyMap<string, readonly number[]>;
  private readonly byVariant: ReadonlyMap<string, readonly string[]>;

  constructor(names: readonly CompanyName[]) {
    this.byWord = groupAll([...names.keys()], (index) => {
      const name = names[index];
      return name ? searchWordsOf(name) : [];
    });
    const rare = [...this.byWord.keys()].filter((word) => this.countOf(word) <= COMMON_WORD);
    this.byVariant = groupAll(rare, variantsOf);
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
    const known = words.filter((word) => this.countOf(word) > 0);
    const [rarest, second] = known.sort((left, right) => this.countOf(left) - this.countOf(right));
    if (rarest === undefined || second === undefined) return [];
    const others = new Set(this.byWord.get(second));
    return (this.byWord.get(rarest) ?? []).filter((index) => others.has(index));
  }

  private countOf(word: string): number {
    return this.byWord.get(word)?.length ?? 0;
  }
}

/** The words of all its names, and each two neighbours as one. */
function searchWordsOf(name: CompanyName): string[] {
  const words = namesOf(name).flatMap(({ words: own }) => [
    ...own.filter((word) => !isGeneric(word)),
    ...own.slice(1).map((word, index) => `${own[index] ?? ''}${word}`),
  ]);
  return [...new Set(words)];
}

/** The word, and the word without each of its letters. */
function variantsOf(word: string): string[] {
  if (word.length < SHORTEST_MISSPELT) return [];
  const shorter = Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
  return [...new Set([word, ...shorter])];
}
