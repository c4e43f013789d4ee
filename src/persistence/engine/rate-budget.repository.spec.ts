import { ManualClock } from '../../../test/support/manual-clock';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../../../test/support/temporary-database';
import type { RateLimit } from '../../http/gcra';
import { SystemPausedError } from '../../http/rate-budget';
import type { Clock } from '../../kernel/clock';
import { SystemClock } from '../../kernel/system-clock';
import type { Database } from '../database';
import { SqlRateBudget } from './rate-budget.repository';

/** Real time, a hundred times as fast: two processes that wait do so side by side. */
class FastClock implements Clock {
  private readonly machine = new SystemClock();
  private readonly begunMs = performance.now();

  now(): Date {
    return new Date(this.wallMs());
  }

  wallMs(): number {
    return Date.UTC(2026, 10, 2, 8) + (performance.now() - this.begunMs) * 100;
  }

  sleep(durationMs: number): Promise<void> {
    return this.machine.sleep(durationMs / 100);
  }
}

describe.each(DATABASE_KINDS)('the shared budget on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let left: Database;
  let right: Database;

  beforeEach(async () => {
    temporary = await temporaryDatabase(kind);
    left = await temporary.open();
    right = await temporary.open();
  });

  afterEach(async () => {
    await left.close();
    await right.close();
    await temporary.dispose();
  });

  const budgetOf = (database: Database, clock: Clock, limit: RateLimit): SqlRateBudget =>
    new SqlRateBudget(database, clock, [['itglue', limit]]);

  it.each([
    [300, 2, 2],
    [1_000, 6, 10],
    [300, 8, 16],
  ])('over %d requests, %d a second with a burst of %d is kept, and 0.97 of it used', async (requests, rate, burst) => {
    const clock = new ManualClock();
    const begunMs = clock.wallMs();
    const budget = budgetOf(left, clock, { requestsPerSecond: rate, burst });
    const grantedMs: number[] = [];
    for (let count = 0; count < requests; count += 1) {
      await budget.acquire('itglue', 'tickets');
      grantedMs.push(clock.wallMs() - begunMs);
    }
    expect(usedShare(grantedMs, rate, burst)).toBeGreaterThanOrEqual(0.97);
    expect(mostOver(grantedMs, rate, burst)).toBeLessThanOrEqual(0);
  });

  it('is kept by two processes together, and both get all their turns', async () => {
    const clock = new FastClock();
    const limit = { requestsPerSecond: 4, burst: 8 };
    const begunMs = clock.wallMs();
    const spend = async (database: Database): Promise<number[]> => {
      const budget = budgetOf(database, clock, limit);
      const grantedMs: number[] = [];
      for (let count = 0; count < 150; count += 1) {
        await budget.acquire('itglue', 'tickets');
        grantedMs.push(clock.wallMs() - begunMs);
      }
      return grantedMs;
    };
    const [ofLeft, ofRight] = await Promise.all([spend(left), spend(right)]);
    const lastMs = Math.max(...ofLeft, ...ofRight);
    expect(ofLeft.length + ofRight.length).toBeLessThanOrEqual((4 * lastMs) / 1000 + 8);
    expect([ofLeft.length, ofRight.length]).toEqual([150, 150]);
  });

  it('gives the more urgent of one process its turn first', async () => {
    const budget = budgetOf(left, new ManualClock(), { requestsPerSecond: 1, burst: 1 });
    const order: string[] = [];
    const ask = async (priority: 'tickets' | 'mapping'): Promise<void> => {
      await budget.acquire('itglue', priority);
      order.push(priority);
    };
    await Promise.all([ask('mapping'), ask('mapping'), ask('tickets')]);
    expect(order).toEqual(['tickets', 'mapping', 'mapping']);
  });

  it('holds every process up when the system asks for a pause, and never shortens it', async () => {
    const clock = new ManualClock();
    const limit = { requestsPerSecond: 10, burst: 10 };
    const [one, other] = [budgetOf(left, clock, limit), budgetOf(right, clock, limit)];
    const begunMs = clock.wallMs();
    one.pauseUntil('itglue', begunMs + 20_000);
    one.pauseUntil('itglue', begunMs + 1_000);
    await one.acquire('itglue', 'tickets');
    expect(clock.wallMs() - begunMs).toBe(20_000);
    one.pauseUntil('itglue', clock.wallMs() + 90_000);
    await expect(one.acquire('itglue', 'tickets')).rejects.toEqual(new SystemPausedError(90_000));
    await expect(other.acquire('itglue', 'tickets')).rejects.toEqual(new SystemPausedError(90_000));
  });

  it('goes on after a restart where it stood', async () => {
    const clock = new ManualClock();
    const limit = { requestsPerSecond: 1, burst: 1 };
    await budgetOf(left, clock, limit).acquire('itglue', 'tickets');
    const begunMs = clock.wallMs();
    await budgetOf(right, clock, limit).acquire('itglue', 'tickets');
    expect(clock.wallMs() - begunMs).toBe(1_000);
  });

  it('does not wait for an hour that the clock lost', async () => {
    const clock = new ManualClock();
    const budget = budgetOf(left, clock, { requestsPerSecond: 2, burst: 1 });
    await budget.acquire('itglue', 'tickets');
    clock.advance(-3_600_000);
    const begunMs = clock.wallMs();
    await budget.acquire('itglue', 'tickets');
    expect(clock.wallMs() - begunMs).toBeLessThanOrEqual(500);
  });

  it('lets go of a request that is stopped, and says so when nobody set the system up', async () => {
    const budget = budgetOf(left, new ManualClock(), { requestsPerSecond: 1, burst: 1 });
    await expect(budget.acquire('itglue', 'tickets', AbortSignal.abort())).rejects.toThrow('stopped');
    await expect(budget.acquire('connectwise', 'tickets')).rejects.toThrow('no rate budget');
  });
});

/** Turns used of those that were possible until the last one. */
function usedShare(grantedMs: readonly number[], rate: number, burst: number): number {
  return grantedMs.length / ((rate * (grantedMs.at(-1) ?? 0)) / 1000 + burst);
}

/** Over every stretch between two turns: how many there were above `rate × time + burst`; 0 or less is within it. */
function mostOver(grantedMs: readonly number[], rate: number, burst: number): number {
  let worst = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  grantedMs.forEach((ms, index) => {
    const load = index - (rate * ms) / 1000;
    lowest = Math.min(lowest, load);
    worst = Math.max(worst, load - lowest + 1 - burst);
  });
  return Math.max(0, Math.round(worst * 1e4) / 1e4);
}
