import { stableHash } from '../../kernel/stable-hash';

/**
 * Pseudo-random numbers from a seed and a label (mulberry32). Every record draws from a source of its own, so that one
 * more company, or one more draw for it, leaves all others as they are.
 */
export class RandomSource {
  private state: number;

  constructor(
    private readonly seed: string,
    label = '',
  ) {
    this.state = Number.parseInt(stableHash([seed, label], 8), 16);
  }

  fork(label: string): RandomSource {
    return new RandomSource(this.seed, label);
  }

  /** 0 inclusive to 1 exclusive. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.next() * choices.length)];
    if (chosen === undefined) throw new Error('There is nothing to pick from.');
    return chosen;
  }
}

/** A lower-case GUID that depends on nothing but its parts. */
export function uidFrom(...parts: readonly (string | number)[]): string {
  const hex = stableHash(parts, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Hex digits for keys and serial numbers. */
export function hexFrom(length: number, ...parts: readonly (string | number)[]): string {
  return stableHash(parts, length);
}
