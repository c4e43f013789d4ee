import { hostname } from 'node:os';
import type { Clock } from '../kernel/clock';
import type { LockRepository } from '../persistence/engine/lock.repository';
import { StreamLock } from '../reconciliation/stream-lock';

const DAY_MS = 24 * 3_600_000;
const ROWS_PER_BATCH = 500;
const LOCK_WAIT_MS = 10 * 60_000;

/** Rows of one table that are kept for so long and no longer. */
export interface KeptRows {
  /** Whose lock is held while they go: nothing may rely on rows that are being deleted. */
  readonly lock: string;
  readonly keptDays: number;
  /** Deletes at most `batch` rows older than `before`; returns how many went. */
  deleteOlderThan(before: Date, batch: number): Promise<number>;
}

/** Deletes what need not be kept any longer, a few rows at a time (RULES, Engine 13). */
export class Housekeeping {
  constructor(
    private readonly clock: Clock,
    private readonly locks: LockRepository,
    private readonly kept: readonly KeptRows[],
  ) {}

  /** Returns how many rows went. What is locked by a long pass is left for the next day. */
  async sweep(stop: AbortSignal): Promise<number> {
    let deleted = 0;
    for (const rows of this.kept) deleted += await this.sweepUnderLock(rows, stop);
    return deleted;
  }

  private async sweepUnderLock(rows: KeptRows, stop: AbortSignal): Promise<number> {
    const owner = `${hostname()}/${process.pid}/housekeeping`;
    const request = { stream: rows.lock, owner, waitMs: LOCK_WAIT_MS };
    const lock = await StreamLock.acquire(this.locks, this.clock, request);
    if (!lock) return 0;
    try {
      const before = new Date(this.clock.now().getTime() - rows.keptDays * DAY_MS);
      let deleted = 0;
      for (;;) {
        const batch = stop.aborted ? 0 : await rows.deleteOlderThan(before, ROWS_PER_BATCH);
        deleted += batch;
        if (batch < ROWS_PER_BATCH) return deleted;
      }
    } finally {
      await lock.release();
    }
  }
}
