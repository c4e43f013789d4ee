import { buildPage } from '../src/documentation/domain/build-page';
import { createTimeFormat } from '../src/documentation/domain/format-values';
import type { LoggedRequest } from '../src/sandbox/http/request-log';
import type { JsonObject } from '../src/kernel/json';
import { BridgeFixture } from '../test/support/bridge-fixture';
import { NOW, job, organization, section, settings, workload } from '../test/support/documentation-builders';
import { atLeast, atMost, type BenchTable } from './support/bench-table';
import { listSoundJobs } from './support/list-sound-jobs';

const ORGANIZATIONS = 2_000;
const CHANGED_SHARE = 0.05;
const WINDOW_MS = 300_000;
/** Of flexible assets, as the connector asks for them. */
const PAGE_SIZE = 200;
const LIMIT_PER_WINDOW = 3_000;

/** What the pages of many organizations cost in requests, and how long they take to render. */
export async function run(): Promise<BenchTable> {
  const fixture = await BridgeFixture.start({ companies: ORGANIZATIONS });
  try {
    return await measure(fixture);
  } finally {
    await fixture.stop();
  }
}

async function measure(fixture: BridgeFixture): Promise<BenchTable> {
  const first = await measurePass(fixture);
  const steady = await untilSteady(fixture);
  const pages = assetsOf(fixture).length;
  failJobs(fixture, Math.floor(pages * CHANGED_SHARE));
  const changed = await measurePass(fixture);
  const listed = Math.ceil(pages / PAGE_SIZE);
  const busiest = busiestWindow(fixture.sandbox.requests('itglue'));
  const big = bigPage();
  return {
    title: `Pages of ${pages.toLocaleString('en')} organizations`,
    setting:
      'All four streams in every pass. Bridge and sandbox in one process, one simulated clock for both: waiting for the rate budget costs no time and is counted. ' +
      `All assets of the type are ${listed} pages of ${PAGE_SIZE}; the other reads are organizations, the type and its fields, configurations, and before writes the look at what was changed last. ` +
      `The first pass takes five simulated minutes, in which a job ends; the steady pass is the first after that. Then one job fails in each of ${CHANGED_SHARE * 100} % of the companies. ` +
      `The limit of IT Glue is ${LIMIT_PER_WINDOW.toLocaleString('en')} requests in five minutes; the figure is of all passes together.`,
    columns: ['pass', 'pages written', 'reads', 'writes'],
    rows: [row('first', first), row('steady', steady), row(`${CHANGED_SHARE * 100} % changed`, changed)],
    targets: [
      atMost('writes of the first pass above one for each page', first.writes - pages, 0),
      atMost('reads of a steady pass above the pages of assets', steady.reads - listed, 10),
      atMost('writes of a steady pass', steady.writes, 0),
      atLeast('pages changed', changed.pages, Math.floor(pages * CHANGED_SHARE)),
      atMost('writes above one for each changed page', changed.writes - changed.pages, 0),
      atMost('reads above those of a steady pass, when pages changed', changed.reads - steady.reads, 10),
      atMost('most requests in any five minutes', busiest, (LIMIT_PER_WINDOW * 2) / 3),
      atMost('rendering 2,000 pages of 20 jobs and 30 workloads', renderSeconds(), 2, ' s of one core'),
      atMost('bytes of the job table of a customer with 3,000 jobs', big.bytes, 60_000),
      atMost(`failed ones of these that it does not name, of ${big.failed}`, big.unnamed, 0),
    ],
  };
}

function row(name: string, { pages, reads, writes }: PassCost): (string | number)[] {
  return [name, pages, reads, writes];
}

/** A first pass takes minutes, in which holds end and jobs run: what that changes is written by the passes after it. */
async function untilSteady(fixture: BridgeFixture): Promise<PassCost> {
  for (let round = 0; round < 4; round += 1) {
    const pass = await measurePass(fixture);
    if (pass.writes === 0) return pass;
  }
  throw new Error('the bridge still writes after four passes');
}

interface PassCost {
  readonly pages: number;
  readonly reads: number;
  readonly writes: number;
}

async function measurePass(fixture: BridgeFixture): Promise<PassCost> {
  const before = fixture.sandbox.requests('itglue').length;
  const report = (await fixture.pass()).streams.documentation;
  const failed = report?.changes.filter((change) => change.outcome !== 'applied') ?? [];
  if (failed.length > 0) throw new Error(`${failed.length} pages were not written: ${failed[0]?.error ?? ''}`);
  const requests = fixture.sandbox.requests('itglue').slice(before);
  const writes = requests.filter((entry) => entry.write).length;
  const pages = (report?.counts['create'] ?? 0) + (report?.counts['update'] ?? 0);
  return { pages, reads: requests.length - writes, writes };
}

function failJobs(fixture: BridgeFixture, count: number): void {
  const sound = listSoundJobs(fixture.sandbox, ({ itGlueId }) => itGlueId !== null);
  for (const { uid } of sound.slice(0, count)) fixture.sandbox.jobs.fail(uid);
}

function busiestWindow(requests: readonly LoggedRequest[]): number {
  const times = requests.map((entry) => entry.wallMs);
  let busiest = 0;
  let start = 0;
  for (const [end, time] of times.entries()) {
    while ((times[start] ?? time) <= time - WINDOW_MS) start += 1;
    busiest = Math.max(busiest, end - start + 1);
  }
  return busiest;
}

function assetsOf(fixture: BridgeFixture): readonly JsonObject[] {
  return (fixture.sandbox.snapshot().itglue as JsonObject)['flexibleAssets'] as readonly JsonObject[];
}

function renderSeconds(): number {
  const jobs = Array.from({ length: 20 }, (_, index) => job(String(index)));
  const workloads = Array.from({ length: 30 }, (_, index) => workload(String(index)));
  const fact = organization('4711', { sections: [section({ jobs, workloads })] });
  const context = { now: NOW, installation: 'prod', settings: settings(), format: createTimeFormat('Europe/Berlin') };
  const started = process.cpuUsage();
  for (let count = 0; count < ORGANIZATIONS; count += 1) buildPage(fact, context);
  return process.cpuUsage(started).user / 1_000_000;
}

/** The page of a customer with 3,000 jobs, every fifth of which failed. */
function bigPage(): { readonly bytes: number; readonly failed: number; readonly unnamed: number } {
  const jobs = Array.from({ length: 3_000 }, (_, index) => {
    const name = `Nightly backup of branch office ${index}`;
    return job(String(index), { name, ...(index % 5 === 0 ? { result: 'failed', message: 'Not enough space.' } : {}) });
  });
  const fact = organization('4711', { sections: [section({ jobs })] });
  const context = { now: NOW, installation: 'prod', settings: settings(), format: createTimeFormat('Europe/Berlin') };
  const table = String(buildPage(fact, context)?.fields.jobs?.value ?? '');
  const failed = jobs.filter(({ result }) => result === 'failed');
  const unnamed = failed.filter(({ name }) => !table.includes(`>${name}<`)).length;
  return { bytes: Buffer.byteLength(table, 'utf8'), failed: failed.length, unnamed };
}
