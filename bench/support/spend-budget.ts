import type { RateLimit } from '../../src/http/gcra';
import type { RateBudget } from '../../src/http/rate-budget';
import { SystemClock } from '../../src/kernel/system-clock';
import { Database } from '../../src/persistence/database';
import type { DatabaseTarget } from '../../src/persistence/database-target';
import { SqlRateBudget } from '../../src/persistence/engine/rate-budget.repository';

export interface Spending {
  /** When each request went, milliseconds since the epoch. */
  readonly grantedMs: readonly number[];
  readonly millisecondsPerTurn: number;
}

/** Sends nothing, as fast as it may. */
export async function spend(budget: RateBudget, requests: number): Promise<Spending> {
  const grantedMs: number[] = [];
  const busyBefore = process.cpuUsage();
  for (let count = 0; count < requests; count += 1) {
    await budget.acquire('itglue', 'tickets');
    grantedMs.push(performance.timeOrigin + performance.now());
  }
  const { user, system } = process.cpuUsage(busyBefore);
  return { grantedMs, millisecondsPerTurn: (user + system) / 1000 / requests };
}

interface Order {
  readonly target: DatabaseTarget;
  readonly limit: RateLimit;
  readonly requests: number;
}

async function main(order: Order): Promise<void> {
  const database = await Database.open(order.target);
  const budget = new SqlRateBudget(database, new SystemClock(), [['itglue', order.limit]]);
  process.send?.(await spend(budget, order.requests));
  await database.close();
  process.disconnect();
}

if (require.main === module) void main(JSON.parse(process.argv[2] ?? '{}') as Order);
