import { evaluateBilling } from '../src/billing/domain/evaluate-billing';
import type { BillingObservation } from '../src/billing/domain/billing-observation';
import { frozenKey } from '../src/billing/domain/line-state';
import { planBilling } from '../src/billing/domain/plan-billing';
import { addDays } from '../src/kernel/civil-date';
import { BillingWorld, LINE, addition, agreement, company } from '../test/support/billing-world';
import { atMost, rounded, type BenchTable } from './support/bench-table';
import { reconcile, startSandboxProcess } from './support/bridge-process';
import { countPages, lastSequence } from './support/count-pages';

const COMPANIES = 5_000;
const LINES = 6;
const DAYS = 40;
const ROUNDS = 3;
const BYTES_PER_MB = 1e6;

const PASS_COMPANIES = 1_000;

/** What a pass asks for that finds nothing new, and what it writes. */
async function countSteadyPass(): Promise<{ requests: number; pages: number; writes: number }> {
  const sandbox = await startSandboxProcess(['--companies', String(PASS_COMPANIES), '--jobs', '1']);
  try {
    await reconcile(sandbox.folder, ['--only', 'mapping,billing']);
    const since = await lastSequence(sandbox);
    await reconcile(sandbox.folder, ['--only', 'billing']);
    const counted = Object.values(await countPages(sandbox, since, 0));
    const total = (of: (count: (typeof counted)[number]) => number): number =>
      counted.reduce((sum, count) => sum + of(count), 0);
    return {
      requests: total(({ requests }) => requests),
      pages: total(({ pages }) => pages),
      writes: total(({ writes }) => writes),
    };
  } finally {
    sandbox.stop();
  }
}

/** Quantities of a large provider: every company with six lines and two locations, half of the lines over whole months. */
export async function run(): Promise<BenchTable> {
  const steady = await countSteadyPass();
  const heapBefore = heapUsed();
  const closing = largeProvider();
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
      // One page each ends a list that goes forward only; the versions of both systems are asked for once.
      atMost(
        `requests above the pages, steady pass over ${PASS_COMPANIES} companies`,
        steady.requests - steady.pages,
        5,
      ),
      atMost('requests of it that write', steady.writes, 0),
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

function largeProvider(): BillingObservation {
  const world = new BillingWorld();
  const measures = ['last', 'last', 'last', 'peak', 'average', 'sum'] as const;
  world.lines = measures.map((measure, index) => ({
    ...LINE,
    name: `line-${index}`,
    measure,
    counters: [`Counter${index}`],
    product: `PRODUCT-${index}`,
  }));
  world.products = world.lines.map(({ product }, index) => ({
    ...{ id: 500 + index, identifier: product, inactive: false, isBundle: false, unitOfMeasure: 'Each', price: '9.5' },
  }));
  for (let index = 0; index < COMPANIES; index += 1) addLargeCompany(world, 1_000 + index);
  return world.observation();
}

function addLargeCompany(world: BillingWorld, id: number): void {
  world.companies.push(company(id));
  world.agreements.push(agreement(id, { id: id + 100_000 }));
  for (const [index, line] of world.lines.entries()) {
    const additionId = id * 10 + 1_000_000 + index;
    const place = { id: additionId, agreementId: id + 100_000, product: line.product, productId: 500 + index };
    world.additions.push(addition(id, { ...place, quantity: '4' }));
    world.states.push({
      ...{ companyId: id, line: line.name, agreementId: id + 100_000, additionId, origin: 'adopted' },
      ...{ writtenQuantity: '4', writtenPeriod: '2026-11', closedPeriod: '2026-10', revision: 1 },
      ...{ cancelledOn: null, rolledBackRun: null, rollback: null, member: null },
    });
  }
  for (let back = 0; back < DAYS; back += 1) {
    for (const location of ['a', 'b']) {
      const counters = Object.fromEntries(
        world.lines.map((line, index) => [line.counters[0] ?? '', String(index + (id % 7))]),
      );
      const date = addDays('2026-11-10', -back);
      world.samples.push({ connection: 'main', companyUid: `c${id}`, location, date, counters });
    }
  }
}
