import { PriorityQueue } from './priority-queue';
import type { Priority } from './request-scope';
import { Waiter } from './waiter';

/** At most so many requests in flight; who is more urgent gets the next free place. */
export class ConcurrencyGate {
  private readonly queue = new PriorityQueue<Waiter>();
  private free: number;

  constructor(places: number) {
    this.free = places;
  }

  /** Returns with a place taken; whoever enters must leave. Rejects when the signal fires first. */
  async enter(priority: Priority, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw new Error('stopped before it was sent');
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    const waiter = new Waiter(signal, (givenUp) => {
      this.queue.remove(givenUp);
    });
    this.queue.push(priority, waiter);
    await waiter.done;
  }

  leave(): void {
    const next = this.queue.shift();
    if (next) next.admit();
    else this.free += 1;
  }
}
