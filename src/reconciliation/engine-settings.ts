import type { Policy } from '../config/bridge-streams';
import type { Action, Stream } from '../kernel/change';

export type { Policy };

/** Most changes of an action in one pass; an action that is absent has no limit. */
export type Limits = Readonly<Partial<Record<Action, number>>>;

export interface StreamSettings {
  readonly policy: Policy;
  readonly limits: Limits;
}

export interface EngineSettings {
  readonly streams: Readonly<Record<Stream, StreamSettings>>;
}

/** How long a lease lasts, and how often it is renewed (RULES, Engine 7). A request must time out sooner. */
export const LEASE_MS = 60_000;
export const RENEW_EVERY_MS = 15_000;

/**
 * After a kill nobody knows when the request left: it may have waited for its budget first. No later than this after
 * the intent, because the lease would have been lost.
 */
export const LONGEST_SEND_DELAY_MS = 60_000;

/** From the last possible send to the first look-up that may count, and from that one to the second (Engine 6). */
export const SETTLE_FOR_MS = 10 * 60_000;
export const SCHEDULE_INTERVAL_MS = 5 * 60_000;

/** A list that shrank by more than this share and at least this many keys is not believed at once (Engine 1). */
export const SHRINK_SHARE = 0.2;
export const SHRINK_KEYS = 10;
export const SHRINK_BELIEVED_AFTER_MS = 24 * 3_600_000;

/** Gone is what two complete reads this far apart did not show (Engine 2). */
export const BELIEVED_GONE_AFTER_MS = 24 * 3_600_000;

/** A stored plan older than this is refused (Engine 8). */
export const PLAN_VALID_FOR_MS = 24 * 3_600_000;

/** So many runs in a row without a complete read of a source are a problem worth a ticket (Tickets 15). */
export const STALE_AFTER_RUNS = 3;
