/**
 * The only source of time. Two kinds of it are kept apart on purpose:
 * `now()` is the time that decisions are made for; an operator may fix it with `$BRIDGE_NOW`.
 * `wallMs()` paces requests and ages leases; it always moves, or a lock would never expire under a fixed time.
 */
export interface Clock {
  /** Time of decision, UTC. */
  now(): Date;
  /** Milliseconds since the epoch by the machine's own clock. */
  wallMs(): number;
  /** Waits; rejects with the signal's reason when the signal fires first. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}
