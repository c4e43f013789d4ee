import type { PathSegment } from './problem';

/** What a parser returns instead of a value: why, and what to write. Sits in the tree until the problems are listed. */
export class Unreadable {
  constructor(
    readonly message: string,
    readonly hint: string,
    /** Below the field: the entry of a list or the key of a map that is meant. */
    readonly within: readonly PathSegment[] = [],
    /** Further entries of the same list or map. */
    readonly others: readonly Unreadable[] = [],
  ) {}

  below(segment: PathSegment): Unreadable {
    return new Unreadable(
      this.message,
      this.hint,
      [segment, ...this.within],
      this.others.map((other) => other.below(segment)),
    );
  }
}

/** One value to stand for all that could not be read in a list or a map; undefined when everything could. */
export function joinUnreadable(failures: readonly Unreadable[]): Unreadable | undefined {
  const [first, ...others] = failures;
  return first && new Unreadable(first.message, first.hint, first.within, [...first.others, ...others]);
}

/** A value that has been reported already and is not judged again. */
export class AlreadyReported {
  readonly isReported = true;
}

export type Parsed<T> = T | Unreadable;
/** Untrusted to typed. `raw` is never undefined; null is a key without a value. */
export type Parser<T> = (raw: unknown) => Parsed<T>;

export function isReadable<T>(parsed: Parsed<T>): parsed is T {
  return !(parsed instanceof Unreadable);
}
