import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryRateBudget } from '../src/http/memory-rate-budget';
import type { RateBudget } from '../src/http/rate-budget';
import { SystemClock } from '../src/kernel/system-clock';
import { Database } from '../src/persistence/database';
import type { DatabaseTarget } from '../src/persistence/database-target';
import { startPostgres } from '../test/support/postgres-server.mjs';
import { rounded, type BenchTable, type BenchTarget } from './support/bench-table';
import { spend, type Spending } from './support/spend-budget';

const REQUESTS = 1_000;
const LIMIT = { requestsPerSecond: 40, burst: 80 };

/** 1,000 requests, by one and by two processes, against the bound `rate × time + burst`. */
export async function run(): Promise<BenchTable> {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-bench-'));
  try {
    const sqlite: DatabaseTarget = { kind: 'sqlite', file: join(folder, 'bridge.db') };
    const server: DatabaseTarget = { kind: 'postgres', url: postgres.url };
    const memory: RateBudget = new MemoryRateBudget(new SystemClock(), [['itglue', LIMIT]]);
    const rows: [string, readonly Spending[]][] = [['memory, one process', [await spend(memory, REQUESTS)]]];
    for (const target of [sqlite, server]) {
      await (await Database.open(target)).close();
      for (const processes of [1, 2]) {
        rows.push([
          `${target.kind}, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
          await fan(target, processes),
        ]);
        await drained();
      }
    }
    return table(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await postgres.stop();
  }
}

/** The budget is full again before the next measurement. */
function drained(): Promise<void> {
  return new SystemClock().sleep((1000 * LIMIT.burst) / LIMIT.requestsPerSecond + 500);
}

function fan(target: DatabaseTarget, processes: number): Promise<readonly Spending[]> {
  return Promise.all(
    Array.from({ length: processes }, () => {
      const child = fork(join(__dirname, 'support', 'spend-budget.ts'), [
        JSON.stringify({ target, limit: LIMIT, requests: REQUESTS / processes }),
      ]);
      return new Promise<Spending>((resolve, reject) => {
        child.once('message', (message) => {
          resolve(message as Spending);
        });
        child.once('exit', (code) => {
          if (code !== 0) reject(new Error(`a spender ended with ${code}`));
        });
      });
    }),
  );
}

function table(rows: readonly (readonly [string, readonly Spending[]])[]): BenchTable {
  const targets: BenchTarget[] = [];
  const lines = rows.map(([name, spendings]) => {
    const grantedMs = spendings.flatMap((spending) => spending.grantedMs).sort((left, right) => left - right);
    const usable = (LIMIT.requestsPerSecond * (grantedMs.at(-1)! - grantedMs[0]!)) / 1000 + LIMIT.burst;
    const used = grantedMs.length / usable;
    const over = mostOver(grantedMs);
    targets.push(
      { what: `${name}: above rate × time + burst`, target: '≤ 0', measured: String(over), met: over <= 0 },
      { what: `${name}: used of it`, target: '≥ 0.97', measured: rounded(used), met: used >= 0.97 },
    );
    const costs = spendings.map((spending) => spending.millisecondsPerTurn);
    return [name, grantedMs.length, Math.floor(usable), rounded(used), over, rounded(Math.max(...costs))];
  });
  return {
    title: 'The rate budget over 1,000 requests',
    setting: `${LIMIT.requestsPerSecond} a second with a burst of ${LIMIT.burst}, in real time; over every stretch between two requests.`,
    columns: ['budget', 'requests', 'possible', 'used', 'most above the bound', 'ms a turn costs'],
    rows: lines,
    targets,
  };
}

/** Over every stretch between two requests, whole requests above `rate × time + burst`. */
function mostOver(grantedMs: readonly number[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  let worst = Number.NEGATIVE_INFINITY;
  grantedMs.forEach((ms, index) => {
    const load = index - (LIMIT.requestsPerSecond * ms) / 1000;
    lowest = Math.min(lowest, load);
    worst = Math.max(worst, load - lowest + 1 - LIMIT.burst);
  });
  return Math.max(0, Math.floor(worst));
}
