import { buildPage } from '../src/documentation/domain/build-page';
import { createTimeFormat } from '../src/documentation/domain/format-values';
import type { LoggedRequest } from '../src/sandbox/http/request-log';
import type { JsonObject } from '../src/kernel/json';
import { BridgeFixture } from '../test/support/bridge-fixture';
import { NOW, job, organization, section, settings, workload } from '../test/support/documentation-builders';
import { atMost, type BenchTable } from './support/bench-table';

const ORGANIZATIONS = 2_000;
const CHANGED_SHARE = 0.05;
const WINDOW_MS = 300_000;
/** Of flexible assets, as the connector asks for them. */
const PAGE_SIZE = 200;
const STREAMS = ['mapping', 'tickets', 'documentation'] as const;

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
  const pages = assetsOf(fixture);
  const changed = pages.slice(0, Math.floor(pages.length * CHANGED_SHARE));
  for (const { id } of changed) {
    fixture.sandbox.people('itglue', { action: 'edit-trait', id: id ?? null, key: 'status-reason', value: 'edited' });
  }
  const afterEdits = await measurePass(fixture);
  const listed = Math.ceil(pages.length / PAGE_SIZE);
  return {
    title: `Pages of ${pages.length.toLocaleString('en')} organizations`,
    setting:
      'Bridge and sandbox in one process, one simulated clock for both: waiting for the rate budget costs no time and is counted. ' +
      `All assets of the type are ${listed} pages of ${PAGE_SIZE}; the other reads are organizations, the type and its fields, and configurations. ` +
      'A page that changes is read right before it is written. The limit of IT Glue is 3,000 requests in five minutes.',
    columns: ['pass', 'pages', 'reads', 'writes', 'most in five minutes'],
    rows: [
      ['first', pages.length, first.reads, first.writes, first.busiest],
      ['steady', 0, steady.reads, steady.writes, steady.busiest],
      [`${CHANGED_SHARE * 100} % changed`, changed.length, afterEdits.reads, afterEdits.writes, afterEdits.busiest],
    ],
    targets: [
      atMost('writes of the first pass above one for each page', first.writes - pages.length, 0),
      atMost('reads of a steady pass above the pages of assets', steady.reads - listed, 10),
      atMost('writes of a steady pass', steady.writes, 0),
      atMost('writes above one for each changed page', afterEdits.writes - changed.length, 0),
      atMost(
        'reads above those of a steady pass and one for each changed page',
        afterEdits.reads - steady.reads - changed.length,
        10,
      ),
      atMost('most requests in any five minutes', Math.max(first.busiest, steady.busiest, afterEdits.busiest), 2_000),
      atMost('rendering 2,000 pages of 20 jobs and 30 workloads', renderSeconds(), 2, ' s of one core'),
    ],
  };
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
  readonly reads: number;
  readonly writes: number;
  readonly busiest: number;
}

async function measurePass(fixture: BridgeFixture): Promise<PassCost> {
  fixture.sandbox.resetLog();
  const report = await fixture.pass({ streams: STREAMS });
  const failed = report.streams.documentation?.changes.filter((change) => change.outcome !== 'applied') ?? [];
  if (failed.length > 0) throw new Error(`${failed.length} pages were not written: ${failed[0]?.error ?? ''}`);
  const requests = fixture.sandbox.requests('itglue');
  const writes = requests.filter((entry) => entry.write).length;
  return { reads: requests.length - writes, writes, busiest: busiestWindow(requests) };
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
