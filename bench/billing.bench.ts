import type { SandboxSystem } from '../src/sandbox/sandbox-options';
import { evaluateBilling } from '../src/billing/domain/evaluate-billing';
import type { BillingObservation } from '../src/billing/domain/billing-observation';
import { frozenKey } from '../src/billing/domain/line-state';
import { planBilling } from '../src/billing/domain/plan-billing';
import { COMPANIES, DAYS, LINES, largeProvider, listDates, samplesOf } from './billing.bench-data';
import { atMost, rounded, type BenchTable } from './support/bench-table';
import { reconcile, startSandboxProcess } from './support/bridge-process';
import { countPages, lastSequence, type PageCount } from './support/count-pages';

const ROUNDS = 3;
const BYTES_PER_MB = 1e6;

const PASS_COMPANIES = 1_000;

/** What a pass asks of each system that finds nothing new. */
async function countSteadyPass(): Promise<Record<SandboxSystem, PageCount>> {
  const sandbox = await startSandboxProcess(['--companies', String(PASS_COMPANIES), '--jobs', '1']);
  try {
    await reconcile(sandbox.folder, ['--only', 'mapping,billing']);
    const since = await lastSequence(sandbox);
    await reconcile(sandbox.folder, ['--only', 'billing']);
    return await countPages(sandbox, since, 0);
  } finally {
    sandbox.stop();
  }
}

/** Quantities of a large provider: every company with six lines and two locations, half of the lines over whole months. */
export async function run(): Promise<BenchTable> {
  const { connectwise, vspc } = await countSteadyPass();
  const heapBefore = heapUsed();
  const world = largeProvider();
  world.samples = listDates().flatMap((date) => samplesOf(world, date));
  const closing = world.observation();
  world.samples = [];
  const closingSeconds = secondsOf(() => evaluateBilling(closing));
  // What the close of October froze is not computed again in the passes of November.
  const observation = { ...closing, frozen: frozenBy(closing) };
  const seconds = Array.from({ length: ROUNDS }, () => secondsOf(() => evaluateBilling(observation))).sort(
    (left, right) => left - right,
  );
  const plan = planBilling(observation);
  const megabytes = (heapUsed() - heapBefore) / BYTES_PER_MB;
  const median = seconds[Math.floor(ROUNDS / 2)] ?? 0;
  const changes = plan.decisions.filter((decision) => decision.decision === 'change').length;
  return {
    title: 'Billing',
    setting:
      `${COMPANIES} companies with ${LINES} lines and two locations each, ${DAYS} days of usage in memory; three lines ` +
      `take the latest sample, three the peak, the average and the sum of the month. Processor time over ${ROUNDS} rounds.`,
    columns: ['quantities', 'changes', 'median seconds', 'slowest seconds', 'with a close', 'MB with all samples'],
    rows: [
      [
        COMPANIES * LINES,
        changes,
        rounded(median),
        rounded(seconds.at(-1) ?? 0),
        rounded(closingSeconds),
        Math.round(megabytes),
      ],
    ],
    targets: [
      atMost('computing all quantities, median', median, 2, ' s'),
      atMost('memory with all samples and the plan', megabytes, 300, ' MB'),
      // ConnectWise: the empty page that ends a list, and the version; VSPC: the version.
      atMost(
        `requests to ConnectWise, steady pass over ${PASS_COMPANIES} companies: pages of agreements and products, and a bundle for 50 agreements`,
        connectwise.requests,
        connectwise.pages + 2,
      ),
      atMost('requests to VSPC in it: pages of the last days of usage', vspc.requests, vspc.pages + 1),
      atMost('requests of it that write', connectwise.writes + vspc.writes, 0),
    ],
  };
}

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000_000;
}

function frozenBy(observation: BillingObservation): BillingObservation['frozen'] {
  const entries = evaluateBilling(observation).flatMap(({ id, freezes }) =>
    freezes.map((frozen) => [frozenKey(id, frozen.period), { ...frozen, days: [] }] as const),
  );
  return new Map(entries);
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
