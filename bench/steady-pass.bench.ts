import { MemoryRateBudget } from '../src/http/memory-rate-budget';
import { SystemClock } from '../src/kernel/system-clock';
import { atLeast, atMost, rounded, type BenchTable } from './support/bench-table';
import {
  reconcile,
  setRates,
  startSandboxProcess,
  type MeasuredRun,
  type RemoteSandbox,
} from './support/bridge-process';
import { countPages, lastSequence } from './support/count-pages';
import { DEFAULT_RATES } from './support/default-rates';
import { collectPerCompany } from './support/per-company-script';

const COMPANIES = 2_000;
const JOBS_PER_COMPANY = 10;
/** IT Glue's burst is 200, the others' two seconds. */
const BURSTS = { vspc: 4, connectwise: 16, itglue: 200 };
const FAST_RATES = { vspc: 100, connectwise: 100, itglue: 10 };

/** A pass that finds nothing new, and the same collection company by company. */
export async function run(): Promise<BenchTable> {
  const sandbox = await startSandboxProcess([
    '--companies',
    String(COMPANIES),
    '--jobs',
    String(JOBS_PER_COMPANY),
    '--speed',
    '1',
  ]);
  try {
    return await measure(sandbox);
  } finally {
    sandbox.stop();
  }
}

async function measure(sandbox: RemoteSandbox): Promise<BenchTable> {
  const first = await untilSteady(sandbox);
  const since = await lastSequence(sandbox);
  setRates(sandbox.folder, DEFAULT_RATES);
  const steady = await reconcile(sandbox.folder);
  const openTickets = first.reduce((sum, { report }) => sum + (report.streams.tickets?.counts['create'] ?? 0), 0);
  const counted = await countPages(sandbox, since, openTickets);
  const perSystem = Object.values(counted);
  const total = (of: (count: (typeof perSystem)[number]) => number): number =>
    perSystem.reduce((sum, count) => sum + of(count), 0);
  const bound = boundSeconds(steady);

  setRates(sandbox.folder, FAST_RATES);
  const fast = await reconcile(sandbox.folder);
  const script = await measureScript(sandbox);
  const ofBridge = requestsOf(fast);
  return {
    title: `A steady pass over ${COMPANIES.toLocaleString('en')} companies with ${JOBS_PER_COMPANY} jobs each`,
    setting:
      `Every stream of \`vspc-bridge reconcile\` in a process of its own, the sandbox in another. The first row and its figures have the default ` +
      `rate budgets (${DEFAULT_RATES.vspc}, ${DEFAULT_RATES.connectwise} and ${DEFAULT_RATES.itglue} requests a second to VSPC, ConnectWise and IT Glue); ` +
      `the comparison gives both sides 100 a second (IT Glue 10: it counts), and the last column says what the default budgets make of it.`,
    columns: ['pass', 'VSPC', 'ConnectWise', 'IT Glue', 'requests', 'seconds', 'seconds at default budgets, at least'],
    rows: [
      ['the bridge, default budgets', ...cells(requestsOf(steady)), rounded(steady.seconds), rounded(bound)],
      ['the bridge, 100 a second', ...cells(ofBridge), rounded(fast.seconds), rounded(defaultBound(ofBridge))],
      ['a script that asks per company', ...cells(script), rounded(script.seconds), rounded(defaultBound(script))],
    ],
    targets: [
      atMost('requests above the sum of pages', total((count) => count.requests) - total((count) => count.pages), 5),
      atMost(
        'requests that write',
        total((count) => count.writes),
        0,
      ),
      atLeast('share of the time that the budgets allow', bound / steady.seconds, 0.9),
      atMost('peak memory of the bridge, steady pass', steady.peakMegabytes, 350, ' MB'),
      atMost('peak memory of the bridge, first pass', Math.max(...first.map((of) => of.peakMegabytes)), 350, ' MB'),
      atLeast('times fewer requests than the script', sum(script) / sum(ofBridge), 10),
    ],
  };
}

/** The first pass writes; what it leaves open is settled by the next ones. */
async function untilSteady(sandbox: RemoteSandbox): Promise<readonly MeasuredRun[]> {
  const passes: MeasuredRun[] = [];
  for (let round = 0; round < 4; round += 1) {
    const pass = await reconcile(sandbox.folder);
    passes.push(pass);
    const changes = Object.values(pass.report.streams).flatMap((stream) => stream.changes);
    if (changes.every((change) => change.outcome === 'held')) return passes;
  }
  throw new Error('the bridge still changes something after four passes');
}

interface Requests {
  readonly vspc: number;
  readonly connectwise: number;
  readonly itglue: number;
}

function requestsOf({ report }: MeasuredRun): Requests {
  const of = (system: string): number =>
    Object.values(report.requests[system] ?? {}).reduce((total, count) => total + count, 0);
  return { vspc: of('vspc:main'), connectwise: of('connectwise'), itglue: of('itglue') };
}

async function measureScript(sandbox: RemoteSandbox): Promise<Requests & { seconds: number }> {
  const budget = new MemoryRateBudget(new SystemClock(), [
    ['vspc:main', { requestsPerSecond: FAST_RATES.vspc, burst: 200 }],
    ['connectwise', { requestsPerSecond: FAST_RATES.connectwise, burst: 200 }],
    ['itglue', { requestsPerSecond: FAST_RATES.itglue, burst: 200 }],
  ]);
  const begunMs = performance.now();
  const requests = await collectPerCompany(sandbox, budget);
  return { ...requests, seconds: (performance.now() - begunMs) / 1000 };
}

/** No pass can be shorter: the slowest system's requests, less its burst, at its rate. */
function defaultBound(requests: Requests): number {
  const systems = ['vspc', 'connectwise', 'itglue'] as const;
  return Math.max(0, ...systems.map((name) => (requests[name] - BURSTS[name]) / DEFAULT_RATES[name]));
}

function boundSeconds(pass: MeasuredRun): number {
  return defaultBound(requestsOf(pass));
}

function cells(requests: Requests): (string | number)[] {
  return [requests.vspc, requests.connectwise, requests.itglue, sum(requests)];
}

function sum({ vspc, connectwise, itglue }: Requests): number {
  return vspc + connectwise + itglue;
}
