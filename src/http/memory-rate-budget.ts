import type { Clock } from '../kernel/clock';
import type { SystemName } from '../kernel/integration-error';
import { Gcra, type RateLimit } from './gcra';
import { PriorityQueue } from './priority-queue';
import { LONGEST_WAIT_MS, SystemPausedError, type RateBudget } from './rate-budget';
import type { Priority } from './request-scope';
import { Waiter } from './waiter';

/** A vendor that asks for more than this is asked again after an hour. */
const LONGEST_PAUSE_MS = 3_600_000;

/** The budget of one process. */
export class MemoryRateBudget implements RateBudget {
  private readonly lines = new Map<SystemName, BudgetLine>();

  constructor(clock: Clock, limits: Iterable<readonly [SystemName, RateLimit]>) {
    for (const [system, limit] of limits) this.lines.set(system, new BudgetLine(clock, limit));
  }

  async acquire(system: SystemName, priority: Priority, signal?: AbortSignal): Promise<void> {
    await this.lineOf(system).acquire(priority, signal);
  }

  pauseUntil(system: SystemName, wallMs: number): void {
    this.lineOf(system).pauseUntil(wallMs);
  }

  private lineOf(system: SystemName): BudgetLine {
    const line = this.lines.get(system);
    if (!line) throw new Error(`no rate budget was set up for ${system}`);
    return line;
  }
}

/** One system: who waits, the rate, and the pause that it asked for. */
class BudgetLine {
  private readonly queue = new PriorityQueue<Waiter>();
  private readonly gcra: Gcra;
  private pausedUntilMs = Number.NEGATIVE_INFINITY;
  private serving = false;

  constructor(
    private readonly clock: Clock,
    limit: RateLimit,
  ) {
    this.gcra = new Gcra(limit);
  }

  acquire(priority: Priority, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(new Error('stopped before it was sent'));
    const waiter = new Waiter(signal, (givenUp) => {
      this.queue.remove(givenUp);
    });
    this.queue.push(priority, waiter);
    if (!this.serving) void this.serve();
    return waiter.done;
  }

  pauseUntil(wallMs: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, Math.min(wallMs, this.clock.wallMs() + LONGEST_PAUSE_MS));
  }

  /** One at a time, so that a more urgent request that arrives during a wait takes the next place. */
  private async serve(): Promise<void> {
    this.serving = true;
    while (!this.queue.isEmpty) {
      const nowMs = this.clock.wallMs();
      const pauseMs = this.pausedUntilMs - nowMs;
      if (pauseMs > LONGEST_WAIT_MS) {
        this.queue.shift()?.refuse(new SystemPausedError(pauseMs));
        continue;
      }
      const waitMs = Math.max(pauseMs, this.gcra.waitMs(nowMs));
      if (waitMs > 0) {
        await this.clock.sleep(waitMs);
        continue;
      }
      this.gcra.take(nowMs);
      this.queue.shift()?.admit();
    }
    this.serving = false;
  }
}
