import { evaluateBilling } from '../src/billing/domain/evaluate-billing';
import { listCounters } from '../src/billing/domain/product-line';
import { indexSamples } from '../src/billing/usage.reader';
import { UsageSampleRepository } from '../src/persistence/billing/usage-sample.repository';
import { Database } from '../src/persistence/database';
import { COMPANIES, DAYS, largeProvider, listDates } from './billing.bench-data';
import type { StoredFigures } from './billing-stored.bench';

/** `node … billing-stored.bench-process.ts FILE`: reads and computes once, and prints what it took. */
async function main(file: string): Promise<StoredFigures> {
  const idleMegabytes = process.memoryUsage.rss() / BYTES_PER_MB;
  const database = await Database.open({ kind: 'sqlite', file });
  const world = largeProvider();
  const observation = world.observation();
  const [from = '', to = ''] = [listDates()[0], listDates().at(-1)];
  const counters = new Set(world.lines.flatMap(listCounters));
  const startedReading = process.cpuUsage();
  const samples = await indexSamples(new UsageSampleRepository(database).listByDay(from, to), counters);
  const readSeconds = secondsSince(startedReading);
  const startedComputing = process.cpuUsage();
  const startedMs = performance.now();
  const results = evaluateBilling({ ...observation, samples });
  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  const computeSeconds = secondsSince(startedComputing);
  const peakMegabytes = process.resourceUsage().maxRSS / 1000;
  globalThis.gc?.();
  const heldMegabytes = process.memoryUsage().heapUsed / BYTES_PER_MB;
  await database.close();
  return {
    samples: COMPANIES * 2 * DAYS,
    quantities: results.filter(({ calculation }) => calculation?.kind === 'value').length,
    closed: results.flatMap(({ freezes }) => freezes).length,
    ...{ readSeconds, computeSeconds, elapsedSeconds, idleMegabytes, heldMegabytes, peakMegabytes },
  };
}

const BYTES_PER_MB = 1e6;

function secondsSince(start: NodeJS.CpuUsage): number {
  return process.cpuUsage(start).user / 1e6;
}

void main(process.argv[2] ?? '').then((figures) => {
  process.stdout.write(JSON.stringify(figures));
});
