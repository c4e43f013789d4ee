import type { Effect, Plan, SourceKey, Stream } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { RunContext } from './run-context';

/** What came of one remote write: the id to remember and what the vendor answered, as far as it matters later. */
export interface Applied {
  readonly remoteId: string | null;
  readonly response: JsonValue;
}

/**
 * What a look-up for a write of unknown outcome found (RULES, Engine 6). `absent` may only be said after a complete
 * read; everything less is an IntegrationError. `others` are further records with our mark, which are left alone.
 */
export type LookUp =
  | { readonly kind: 'found'; readonly applied: Applied; readonly others: readonly string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'ambiguous'; readonly message: string };

/** A write whose outcome is not known: what was to be sent, and when. */
export interface OutstandingEffect {
  readonly effect: Effect;
  readonly subjectKey: string;
  readonly intendedAt: Date;
}

/** Observe, plan, apply: one stream. What the engine does around the three is the same for all four. */
export interface Reconciler<O = unknown> {
  readonly stream: Stream;
  /** The sources without which the stream can say nothing at all: none of them complete means the stream failed. */
  isMainSource(source: SourceKey): boolean;
  /** All reads. A failing source is incomplete, never an exception; local facts may be appended. */
  observe(run: RunContext): Promise<O>;
  /** Pure. */
  plan(observation: O): Plan;
  /** Exactly one remote write. */
  apply(effect: Effect, run: RunContext): Promise<Applied>;
  /** Looks for what `apply` would have made. Reads only. */
  lookUp(outstanding: OutstandingEffect, run: RunContext): Promise<LookUp>;
  /** Makes the transition true; runs in the transaction that records the outcome. */
  commit(transition: JsonValue, applied: Applied | null, now: Date): Promise<void>;
}
