import type { Clock } from '../kernel/clock';
import type { Lease, LockRepository } from '../persistence/engine/lock.repository';
import { LEASE_MS, RENEW_EVERY_MS } from './engine-settings';

const POLL_EVERY_MS = 1_000;

/** Our lease ran out and somebody else works on the stream: nothing more may be written. */
export class LeaseLostError extends Error {
  constructor(stream: string) {
    super(`the lock of ${stream} was lost to another process`);
    this.name = 'LeaseLostError';
  }
}

/** One lock per stream (RULES, Engine 7): taken, kept alive in the background, checked in every intent's transaction. */
export class StreamLock {
  private stopped = false;
  private lost = false;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly locks: LockRepository,
    private readonly clock: Clock,
    readonly lease: Lease,
  ) {}

  /** Waits up to `waitMs`; null when the stream is still locked then. */
  static async acquire(
    locks: LockRepository,
    clock: Clock,
    request: { stream: string; owner: string; waitMs: number },
  ): Promise<StreamLock | null> {
    const deadline = clock.wallMs() + request.waitMs;
    for (;;) {
      const lease = await locks.acquire(request.stream, request.owner, wall(clock), LEASE_MS);
      if (lease) return new StreamLock(locks, clock, lease).keepAlive();
      const left = deadline - clock.wallMs();
      if (left <= 0) return null;
      await clock.sleep(Math.min(POLL_EVERY_MS, left));
    }
  }

  /** In the transaction of an intent: renews, and thereby fences out a new owner until that transaction ends. */
  async assertHeld(): Promise<void> {
    const held = !this.lost && (await this.locks.renew(this.lease, wall(this.clock), LEASE_MS));
    if (!held) throw new LeaseLostError(this.lease.stream);
  }

  async release(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.locks.release(this.lease);
  }

  /** A timer of the machine, not of the injected clock: under a clock that stands still it must run all the same. */
  private keepAlive(): this {
    this.timer = setInterval(() => {
      this.locks.renew(this.lease, wall(this.clock), LEASE_MS).then(
        (renewed) => {
          this.lost = !renewed && !this.stopped;
        },
        () => undefined, // The next intent finds out: assertHeld asks the database itself.
      );
    }, RENEW_EVERY_MS);
    this.timer.unref();
    return this;
  }
}

function wall(clock: Clock): Date {
  return new Date(clock.wallMs());
}
