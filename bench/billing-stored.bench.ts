import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageSampleRepository } from '../src/persistence/billing/usage-sample.repository';
import { Database } from '../src/persistence/database';
import { COMPANIES, DAYS, LINES, largeProvider, listDates, samplesOf } from './billing.bench-data';
import { atMost, rounded, type BenchTable } from './support/bench-table';

const BYTES_PER_MB = 1e6;

/** What the process of `billing-stored.bench-process.ts` prints. */
export interface StoredFigures {
  readonly samples: number;
  readonly quantities: number;
  /** Periods of lines that are closed with it, their days kept. */
  readonly closed: number;
  readonly readSeconds: number;
  /** Of the processor: collecting garbage beside the work counts, too. */
  readonly computeSeconds: number;
  /** By the clock on the wall. */
  readonly elapsedSeconds: number;
  /** Resident, with everything loaded and nothing done. */
  readonly idleMegabytes: number;
  /** On the heap at the end, after a collection. */
  readonly heldMegabytes: number;
  /** Resident at most. */
  readonly peakMegabytes: number;
}

/** The quantities of a large provider from its database, in a process of its own with the settings of the bridge. */
export async function run(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'vspc-bridge-bench-'));
  try {
    const file = join(folder, 'bridge.db');
    const recordSeconds = await fill(file);
    const figures = compute(file);
    const { samples, quantities, closed, idleMegabytes, heldMegabytes, peakMegabytes } = figures;
    const seconds = [recordSeconds, figures.readSeconds, figures.computeSeconds].map(rounded);
    return {
      title: 'Quantities from the stored samples',
      setting:
        `${COMPANIES} companies with ${LINES} lines and two locations each, ${DAYS} days of usage with 14 counters in ` +
        `SQLite (${Math.round(statSync(file).size / BYTES_PER_MB)} MB), in the pass that closes a month and goes on with ` +
        'the next: both periods are computed. The table has processor time of a process that does it once, which counts the ' +
        'threads that collect garbage beside it; the first figure is time that passed. Memory includes agreements and additions.',
      columns: [
        ...['samples', 'quantities', 'periods closed', 'seconds to record a day', 'to read all', 'to compute'],
        ...['MB idle', 'MB on the heap', 'MB resident at most'],
      ],
      rows: [
        [samples, quantities, closed, ...seconds, ...[idleMegabytes, heldMegabytes, peakMegabytes].map(Math.round)],
      ],
      targets: [
        atMost('computing all quantities, with a close', figures.elapsedSeconds, 2, ' s'),
        atMost('reading all samples', figures.readSeconds, 3, ' s'),
        atMost('memory on the heap', heldMegabytes, 300, ' MB'),
        atMost('resident memory above idle, at most', peakMegabytes - idleMegabytes, 300, ' MB'),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the processor time that a day takes on average. */
async function fill(file: string): Promise<number> {
  const database = await Database.open({ kind: 'sqlite', file });
  const repository = new UsageSampleRepository(database);
  const world = largeProvider();
  const before = process.cpuUsage();
  for (const date of listDates()) {
    await repository.record(samplesOf(world, date), { connection: 'main', dates: [date], at: world.now });
  }
  const { user } = process.cpuUsage(before);
  await database.close();
  return user / 1_000_000 / DAYS;
}

function compute(file: string): StoredFigures {
  const register = join(__dirname, 'support', 'register.cjs');
  const script = join(__dirname, 'billing-stored.bench-process.ts');
  // As src/cli.ts sets it.
  const flags = ['--heap-growing-percent=20', '--expose-gc', '--require', register];
  const text = execFileSync(process.execPath, [...flags, script, file], { encoding: 'utf8' });
  return JSON.parse(text) as StoredFigures;
}
