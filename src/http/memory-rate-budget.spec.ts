import * as fc from 'fast-check';
import { ManualClock } from '../../test/support/manual-clock';
import { Gcra } from './gcra';
import { MemoryRateBudget } from './memory-rate-budget';
import { SystemPausedError } from './rate-budget';

describe('the rate', () => {
  it.each([
    [2, 2],
    [6, 10],
    [8, 8],
    [100, 1],
  ])(
    'of %d a second with a burst of %d is kept, and at least 0.97 of it used, over 1,000 requests',
    async (rate, burst) => {
      const clock = new ManualClock();
      const begunMs = clock.wallMs();
      const budget = new MemoryRateBudget(clock, [['itglue', { requestsPerSecond: rate, burst }]]);
      const grantedMs: number[] = [];
      for (let count = 0; count < 1_000; count += 1) {
        await budget.acquire('itglue', 'tickets');
        grantedMs.push(clock.wallMs() - begunMs);
      }
      const lastMs = grantedMs.at(-1) ?? 0;
      const possible = (rate * lastMs) / 1000 + burst;
      expect(1_000 / possible).toBeGreaterThanOrEqual(0.97);
      grantedMs.forEach((fromMs, first) => {
        const last = grantedMs.findLastIndex((ms) => ms - fromMs <= 1_000);
        expect(last - first + 1).toBeLessThanOrEqual(rate + burst);
      });
    },
  );

  it('holds over any stretch of time, however requests arrive', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 120 }),
        (rate, burst, gapsMs) => {
          const gcra = new Gcra({ requestsPerSecond: rate, burst });
          const granted: number[] = [];
          let nowMs = 0;
          for (const gapMs of gapsMs) {
            nowMs += gapMs;
            nowMs += gcra.waitMs(nowMs);
            gcra.take(nowMs);
            granted.push(nowMs);
          }
          return granted.every((fromMs, first) =>
            granted.slice(first).every((toMs, more) => more + 1 <= (rate * (toMs - fromMs)) / 1000 + burst + 1e-6),
          );
        },
      ),
    );
  });

  it('does not wait for an hour that the clock lost', () => {
    const gcra = new Gcra({ requestsPerSecond: 2, burst: 1 });
    gcra.take(3_600_000);
    expect(gcra.waitMs(0)).toBeLessThanOrEqual(500);
  });
});

describe('turns', () => {
  it('go to the more urgent first, in order of arrival within a priority', async () => {
    const clock = new ManualClock();
    const budget = new MemoryRateBudget(clock, [['itglue', { requestsPerSecond: 1, burst: 1 }]]);
    const order: string[] = [];
    const ask = async (priority: 'tickets' | 'billing' | 'documentation' | 'mapping', name: string): Promise<void> => {
      await budget.acquire('itglue', priority);
      order.push(name);
    };
    await ask('mapping', 'arrived alone');
    await Promise.all([
      ask('mapping', 'mapping'),
      ask('documentation', 'documentation'),
      ask('billing', 'billing'),
      ask('tickets', 'tickets'),
      ask('tickets', 'tickets again'),
    ]);
    expect(order).toEqual(['arrived alone', 'tickets', 'tickets again', 'billing', 'documentation', 'mapping']);
  });

  it('are given up when somebody stops', async () => {
    const clock = new ManualClock();
    const budget = new MemoryRateBudget(clock, [['itglue', { requestsPerSecond: 1, burst: 1 }]]);
    const stop = new AbortController();
    const first = budget.acquire('itglue', 'tickets');
    const second = budget.acquire('itglue', 'tickets', stop.signal);
    stop.abort();
    await first;
    await expect(second).rejects.toThrow('stopped');
    await expect(budget.acquire('itglue', 'tickets', stop.signal)).rejects.toThrow('stopped');
    await budget.acquire('itglue', 'tickets');
    expect(clock.wallMs() - new Date('2026-11-02T08:00:00Z').getTime()).toBe(1_000);
  });

  it('of a system that nobody set up are our own mistake', async () => {
    await expect(new MemoryRateBudget(new ManualClock(), []).acquire('itglue', 'tickets')).rejects.toThrow(
      'no rate budget',
    );
  });
});

describe('a pause', () => {
  function paused(forMs: number): { clock: ManualClock; budget: MemoryRateBudget } {
    const clock = new ManualClock();
    const budget = new MemoryRateBudget(clock, [
      ['itglue', { requestsPerSecond: 10, burst: 10 }],
      ['connectwise', { requestsPerSecond: 10, burst: 10 }],
    ]);
    budget.pauseUntil('itglue', clock.wallMs() + forMs);
    return { clock, budget };
  }

  it('holds everybody up, and only the system that asked for it', async () => {
    const { clock, budget } = paused(20_000);
    const begunMs = clock.wallMs();
    await budget.acquire('connectwise', 'tickets');
    expect(clock.wallMs()).toBe(begunMs);
    await budget.acquire('itglue', 'tickets');
    expect(clock.wallMs() - begunMs).toBe(20_000);
  });

  it('is not shortened by a later, shorter one', async () => {
    const { clock, budget } = paused(20_000);
    const begunMs = clock.wallMs();
    budget.pauseUntil('itglue', begunMs + 1_000);
    await budget.acquire('itglue', 'tickets');
    expect(clock.wallMs() - begunMs).toBe(20_000);
  });

  it('longer than a minute refuses at once and says how long', async () => {
    const { budget } = paused(61_000);
    await expect(budget.acquire('itglue', 'tickets')).rejects.toEqual(new SystemPausedError(61_000));
  });

  it('ends after an hour at the latest', async () => {
    const { clock, budget } = paused(900_000_000);
    clock.advance(3_600_000);
    await expect(budget.acquire('itglue', 'tickets')).resolves.toBeUndefined();
  });
});
