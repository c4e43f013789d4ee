import type { Clock } from '../kernel/clock';
import type { SystemName } from '../kernel/integration-error';
import { BudgetLine, type TurnLedger } from './budget-line';
import { Gcra, type RateLimit } from './gcra';
import { LONGEST_PAUSE_MS, type RateBudget } from './rate-budget';
import type { Priority } from './request-scope';

/** The budget of one process. */
export class MemoryRateBudget implements RateBudget {
  private readonly lines = new Map<SystemName, BudgetLine>();
  private readonly ledgers = new Map<SystemName, MemoryLedger>();

  constructor(
    private readonly clock: Clock,
    limits: Iterable<readonly [SystemName, RateLimit]>,
  ) {
    for (const [system, limit] of limits) {
      const ledger = new MemoryLedger(limit);
      this.ledgers.set(system, ledger);
      this.lines.set(system, new BudgetLine(clock, ledger));
    }
  }

  async acquire(system: SystemName, priority: Priority, signal?: AbortSignal): Promise<void> {
    await of(this.lines, system).acquire(priority, signal);
  }

  pauseUntil(system: SystemName, wallMs: number): void {
    of(this.ledgers, system).pauseUntil(Math.min(wallMs, this.clock.wallMs() + LONGEST_PAUSE_MS));
  }
}

/** One system: the rate, and the pause that it asked for. */
class MemoryLedger implements TurnLedger {
  private readonly gcra: Gcra;
  private pausedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit) {
    this.gcra = new Gcra(limit);
  }

  take(nowMs: number): Promise<number> {
    const waitMs = Math.max(0, this.pausedUntilMs - nowMs, this.gcra.waitMs(nowMs));
    if (waitMs === 0) this.gcra.take(nowMs);
    return Promise.resolve(waitMs);
  }

  pauseUntil(wallMs: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, wallMs);
  }
}

function of<T>(map: ReadonlyMap<SystemName, T>, system: SystemName): T {
  const found = map.get(system);
  if (found === undefined) throw new Error(`no rate budget was set up for ${system}`);
  return found;
}
