import { MemoryRateBudget } from '../src/http/memory-rate-budget';
import { Redactor } from '../src/kernel/redaction';
import { SystemClock } from '../src/kernel/system-clock';
import { VspcConnector } from '../src/vspc/vspc.connector';
import { atMost, rounded, type BenchTable } from './support/bench-table';
import { startSandboxProcess } from './support/bridge-process';

const COMPANIES = 10_000;
const JOBS_PER_COMPANY = 18;
const LIMIT = { requestsPerSecond: 100, burst: 200 };

/** Every job of a very large provider, one after the other, without keeping any. */
export async function run(): Promise<BenchTable> {
  const sandbox = await startSandboxProcess(['--companies', String(COMPANIES), '--jobs', String(JOBS_PER_COMPANY)]);
  try {
    const clock = new SystemClock();
    const connector = new VspcConnector({
      name: 'main',
      url: sandbox.addresses.vspc,
      credentials: { apiKey: sandbox.credentials.vspc.apiKey },
      budget: new MemoryRateBudget(clock, [['vspc:main', LIMIT]]),
      clock,
      redactor: new Redactor(),
    });
    await connector.fetchAbout();
    const idle = residentMegabytes();
    const marks: number[] = [];
    let jobs = 0;
    let peak = idle;
    for await (const job of connector.jobs.jobs()) {
      jobs += job.uid === '' ? 0 : 1;
      if (jobs % 500 !== 0) continue;
      peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
      if (jobs % 20_000 === 0) marks.push(residentMegabytes());
    }
    return {
      title: `Iterating over ${jobs.toLocaleString('en')} jobs through the VSPC client`,
      setting:
        'Pages of 500 over a real socket, the sandbox in a process of its own; resident memory after a collection.',
      columns: ['', 'MB', 'above idle'],
      rows: [
        ['idle', rounded(idle), 0],
        ...marks.map((mark, index) => [`after ${(index + 1) * 20} thousand`, rounded(mark), rounded(mark - idle)]),
        ['peak', rounded(peak), rounded(peak - idle)],
      ],
      targets: [
        { what: 'jobs seen', target: '≥ 100,000', measured: jobs.toLocaleString('en'), met: jobs >= 100_000 },
        atMost('peak above idle', peak - idle, 200, ' MB'),
      ],
    };
  } finally {
    sandbox.stop();
  }
}

function residentMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}
