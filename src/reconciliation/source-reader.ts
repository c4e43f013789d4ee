import type { SourceKey } from '../kernel/change';
import { compareText } from '../kernel/compare';
import { IntegrationError } from '../kernel/integration-error';
import { stableHash } from '../kernel/stable-hash';
import { SourceStateEntity } from '../persistence/engine/engine.entities';
import type { SourceRepository } from '../persistence/engine/source.repository';
import { judgeShrink } from './judge-shrink';
import { systemOf, type IncompleteKind, type IncompleteSource, type SourceResult } from './source-result';

/**
 * How to read one list. Items are kept as the connector parsed them: another stream of the same run may ask for the
 * same source, and gets what was read.
 */
export interface ListRead<Item> {
  readonly list: () => AsyncIterable<Item>;
  readonly keyOf: (item: Item) => string;
}

/** An IntegrationError, or what is wrong with a list that was read whole. */
interface IncompleteReason {
  readonly kind: IncompleteKind;
  readonly message: string;
  readonly wholeSystem?: boolean;
}

/**
 * The reads of one run: each source at most once, each complete or explicitly incomplete (RULES, Engine 1). One of the
 * three places where an IntegrationError is caught.
 */
export class SourceReader {
  private readonly results = new Map<SourceKey, Promise<SourceResult<unknown>>>();
  private readonly settled = new Map<SourceKey, IncompleteSource | null>();
  private readonly downSystems = new Map<string, IntegrationError>();

  constructor(
    private readonly sources: SourceRepository,
    private readonly now: Date,
  ) {}

  /** Reads a list; an incomplete result holds the items read before the failure. */
  readList<Item>(source: SourceKey, read: ListRead<Item>): Promise<SourceResult<readonly Item[]>> {
    return this.once(source, () => this.list(source, read));
  }

  /** Reads one thing; an incomplete result holds `fallback`. */
  readOne<T>(source: SourceKey, fallback: T, fetch: () => Promise<T>): Promise<SourceResult<T>> {
    return this.once(source, async () => {
      const failure = await this.attempt(source, async () => ({ value: await fetch() }));
      if (failure instanceof IntegrationError) return this.incomplete(source, fallback, failure);
      await this.rememberComplete(source, null);
      return { source, complete: true, value: failure.value };
    });
  }

  /** Reads a detail of one record: judged within this run, and not remembered, because there is one per record. */
  readDetail<T>(source: SourceKey, fallback: T, fetch: () => Promise<T>): Promise<SourceResult<T>> {
    return this.once(source, async () => {
      const read = await this.attempt(source, async () => ({ value: await fetch() }));
      if (!(read instanceof IntegrationError)) return { source, complete: true, value: read.value };
      const { kind, message } = read;
      return { source, complete: false, value: fallback, kind, message, incompleteRuns: 1 };
    });
  }

  /** False for a source that was not read at all: what was not looked at is not known. */
  isComplete(source: SourceKey): boolean {
    return this.settled.get(source) === null;
  }

  /** Sources read so far, complete ones as null. */
  get states(): ReadonlyMap<SourceKey, IncompleteSource | null> {
    return this.settled;
  }

  /** Lets go of what was read; how complete it was stays known. Whoever asks again reads again. */
  release(): void {
    this.results.clear();
  }

  private once<T>(source: SourceKey, read: () => Promise<SourceResult<T>>): Promise<SourceResult<T>> {
    const known = this.results.get(source) as Promise<SourceResult<T>> | undefined;
    if (known) return known;
    const result = read().then((settled) => {
      this.settled.set(source, settled.complete ? null : settled);
      return settled;
    });
    this.results.set(source, result);
    return result;
  }

  private async list<Item>(source: SourceKey, read: ListRead<Item>): Promise<SourceResult<readonly Item[]>> {
    const items: Item[] = [];
    const keys: string[] = [];
    const failure = await this.attempt(source, async () => {
      for await (const item of read.list()) {
        keys.push(read.keyOf(item));
        items.push(item);
      }
    });
    if (failure instanceof IntegrationError) return this.incomplete(source, items, failure);
    const shrunk = await this.rememberComplete(source, keys);
    if (shrunk !== null) return this.incomplete(source, items, { kind: 'shrunk', message: shrunk });
    return { source, complete: true, value: items };
  }

  /** A system that refused our credentials, or that is too old, is not asked again in this run. */
  private async attempt<T>(source: SourceKey, work: () => Promise<T>): Promise<T | IntegrationError> {
    const system = systemOf(source);
    const down = this.downSystems.get(system);
    if (down) return down;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      if (error.wholeSystem) this.downSystems.set(system, error);
      return error;
    }
  }

  private async incomplete<T>(
    source: SourceKey,
    value: T,
    { kind, message, wholeSystem = false }: IncompleteReason,
  ): Promise<SourceResult<T>> {
    const state = (await this.sources.findState(source)) ?? emptyState(source);
    state.incompleteSince ??= this.now;
    state.incompleteRuns += 1;
    state.incompleteKind = kind;
    await this.sources.saveState(state);
    const runs = { incompleteRuns: state.incompleteRuns };
    return { source, complete: false, value, kind, message, ...(wholeSystem ? { wholeSystem } : {}), ...runs };
  }

  /** Returns why a list is not believed, or null. A list of null keys is a single thing that cannot shrink. */
  private async rememberComplete(source: SourceKey, keys: readonly string[] | null): Promise<string | null> {
    const state = await this.sources.findState(source);
    const remembered = state && state.completeAt !== null ? state : null;
    const distinct = new Set(keys ?? []).size;
    const digest =
      keys && remembered && distinct < remembered.keyCount ? stableHash([...new Set(keys)].sort(compareText)) : '';
    const next = state ?? emptyState(source);
    if (keys && judgeShrink(remembered, distinct, digest, this.now) === 'wait') {
      if (next.shrunkDigest !== digest) Object.assign(next, { shrunkDigest: digest, shrunkAt: this.now });
      await this.sources.saveState(next);
      return `The list shrank from ${next.keyCount} to ${distinct} entries; it is not believed until it is seen again in 24 hours or accepted.`;
    }
    Object.assign(next, { completeAt: this.now, keyCount: distinct, ...NOTHING_WRONG });
    await this.sources.saveState(next);
    return null;
  }
}

const NOTHING_WRONG = {
  shrunkAt: null,
  shrunkDigest: null,
  shrinkAccepted: false,
  incompleteSince: null,
  incompleteRuns: 0,
  incompleteKind: null,
};

function emptyState(source: SourceKey): SourceStateEntity {
  return Object.assign(new SourceStateEntity(), { source, completeAt: null, keyCount: 0, ...NOTHING_WRONG });
}
