import type { Clock } from '../kernel/clock';
import { PriorityQueue } from './priority-queue';
import { LONGEST_WAIT_MS, SystemPausedError } from './rate-budget';
import type { Priority } from './request-scope';
import { Waiter } from './waiter';

/** Where the rate of one system is counted: in this process, or in a database that several processes share. */
export interface TurnLedger {
  /** Takes the next turn when it is due, and returns 0; else takes nothing and returns how long to wait, pauses included. */
  take(nowMs: number): Promise<number>;
}

/** Who waits for one system in this process; the ledger says when, the priority says who. */
export class BudgetLine {
  private readonly queue = new PriorityQueue<Waiter>();
  private serving = false;

  constructor(
    private readonly clock: Clock,
    private readonly ledger: TurnLedger,
  ) {}

  acquire(priority: Priority, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(new Error('stopped before it was sent'));
    const waiter = new Waiter(signal, (givenUp) => {
      this.queue.remove(givenUp);
    });
    this.queue.push(priority, waiter);
    if (!this.serving) void this.serve();
    return waiter.done;
  }

  /** One at a time, so that a more urgent request that arrives during a wait takes the next place. */
  private async serve(): Promise<void> {
    this.serving = true;
    while (!this.queue.isEmpty) {
      try {
        await this.serveOne();
      } catch (error) {
        this.queue.shift()?.refuse(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.serving = false;
  }

  private async serveOne(): Promise<void> {
    const waitMs = await this.ledger.take(this.clock.wallMs());
    if (waitMs > LONGEST_WAIT_MS) throw new SystemPausedError(waitMs);
    if (waitMs > 0) await this.clock.sleep(waitMs);
    else this.queue.shift()?.admit();
  }
}
