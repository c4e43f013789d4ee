import type { SystemName } from '../kernel/integration-error';
import type { Priority } from './request-scope';

/**
 * How many requests a system may get, shared by everything that talks to it. `memory-rate-budget.ts` holds it for one
 * process, the database for several.
 */
export interface RateBudget {
  /**
   * Returns when one request may be sent now. Waits for its turn and for pauses; rejects with `SystemPausedError`
   * when the system is paused for longer than a read may wait, and with the signal's reason when the signal fires.
   */
  acquire(system: SystemName, priority: Priority, signal?: AbortSignal): Promise<void>;
  /** Nobody sends to the system before this instant of the clock's `wallMs()`; an earlier end is ignored. */
  pauseUntil(system: SystemName, wallMs: number): void;
}

/** A read waits this long inside the client; a longer pause makes its source incomplete (ARCHITECTURE, error kinds). */
export const LONGEST_WAIT_MS = 60_000;

/** A vendor that asks for more than this is asked again after an hour. */
export const LONGEST_PAUSE_MS = 3_600_000;

export class SystemPausedError extends Error {
  constructor(readonly retryAfterMs: number) {
    super('the system asked for a pause that is longer than a request may wait');
    this.name = 'SystemPausedError';
  }
}
