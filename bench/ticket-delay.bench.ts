import type { JsonObject } from '../src/kernel/json';
import { JournalEntity } from '../src/persistence/engine/engine.entities';
import { Runner } from '../src/reconciliation/runner';
import type { LoggedRequest } from '../src/sandbox/http/request-log';
import { BridgeFixture } from '../test/support/bridge-fixture';
import { atLeast, atMost, rounded, type BenchTable } from './support/bench-table';
import { setRates } from './support/bridge-process';
import { listSoundJobs } from './support/list-sound-jobs';
import { DEFAULT_RATES } from './support/default-rates';

const COMPANIES = 2_000;
const JOBS_PER_COMPANY = 10;
const FAILURES = 1_000;
/** The schedule of tickets when the configuration says nothing. */
const POLL_MS = 300_000;
const SHARE = 0.95;

/** 1,000 jobs fail between two polls: when does each have its ticket? */
export async function run(): Promise<BenchTable> {
  const fixture = await BridgeFixture.start({ companies: COMPANIES, jobsPerCompany: JOBS_PER_COMPANY });
  try {
    return await measure(fixture);
  } finally {
    await fixture.stop();
  }
}

async function measure(fixture: BridgeFixture): Promise<BenchTable> {
  openAtOnce(fixture);
  const bridge = await fixture.boot();
  const poll = async (): Promise<void> => {
    await bridge.app.get(Runner).run({ mode: 'apply', streams: ['mapping', 'tickets'], lockTimeoutMs: 0 });
  };
  await poll();
  await poll();
  const steady = await requestsDuring(fixture, poll);
  setRates(fixture.folder, DEFAULT_RATES);
  await bridge.close();

  const visibleMs = failBetweenPolls(fixture);
  const restarted = await fixture.boot();
  const begunMs = fixture.wall.wallMs();
  const requestsBefore = fixture.sandbox.requests('connectwise').length;
  const report = await restarted.app.get(Runner).run({ mode: 'apply', streams: ['tickets'], lockTimeoutMs: 0 });
  const tickets = await restarted.database.manager.findBy(JournalEntity, {
    runId: report.run.id,
    effectKind: 'create-ticket',
    state: 'done',
  });
  await restarted.close();
  const requests = fixture.sandbox.requests('connectwise').slice(requestsBefore);
  const ticketMs = new Map(tickets.map(({ subjectKey, outcomeAt }) => [subjectKey, outcomeAt?.getTime() ?? Infinity]));
  const waits = [...visibleMs].map(([job, visible]): Wait => {
    const madeMs = ticketMs.get(`main/${job}`) ?? Infinity;
    return { sincePollMs: madeMs - begunMs, sinceVisibleMs: madeMs - visible };
  });
  const inTime = waits.filter(({ sincePollMs }) => sincePollMs <= POLL_MS).length;
  return {
    title: `${waits.length.toLocaleString('en')} failures between two polls`,
    setting:
      `One job fails in each of ${waits.length.toLocaleString('en')} of ${COMPANIES.toLocaleString('en')} companies with ${JOBS_PER_COMPANY} jobs each, evenly over the five minutes before a poll. ` +
      `\`holdFor\` is 0, limits and the threshold of storms are raised, the rate budgets are the default ones, the next poll is due after five minutes. ` +
      'Bridge and sandbox in one process, one simulated clock for both, which only the rate budgets move: the slowness of a real ConnectWise comes on top.',
    columns: ['seconds', 'half of them', '95 %', 'the last'],
    rows: [
      ['from the start of the poll to the ticket', ...quantiles(waits.map(({ sincePollMs }) => sincePollMs))],
      ['from the result to the ticket', ...quantiles(waits.map(({ sinceVisibleMs }) => sinceVisibleMs))],
    ],
    targets: [
      atLeast('failures', waits.length, FAILURES),
      atLeast('share with a ticket of the first poll, before the next is due', inTime / waits.length, SHARE),
      atMost('requests to ConnectWise for each ticket', requests.length / tickets.length, 3),
      atMost('reads of ConnectWise by a steady poll that are no page of a list', steady.filter(isNoPage).length, 3),
      atMost('requests of it that write', steady.filter(({ write }) => write).length, 0),
    ],
  };
}

async function requestsDuring(fixture: BridgeFixture, work: () => Promise<void>): Promise<readonly LoggedRequest[]> {
  const before = fixture.sandbox.requests('connectwise').length;
  await work();
  return fixture.sandbox.requests('connectwise').slice(before);
}

function isNoPage({ route }: LoggedRequest): boolean {
  return route !== 'GET /company/companies' && route !== 'POST /service/tickets/search';
}

interface Wait {
  readonly sincePollMs: number;
  readonly sinceVisibleMs: number;
}

function quantiles(waitsMs: readonly number[]): string[] {
  const sorted = waitsMs.toSorted((left, right) => left - right);
  return [0.5, 0.95, 1].map((share) => rounded((sorted[Math.ceil(share * sorted.length) - 1] ?? NaN) / 1000));
}

function openAtOnce(fixture: BridgeFixture): void {
  fixture.edit<JsonObject>('mappings/tickets.yaml', (file) => ({
    ...file,
    defaults: { ...(file['defaults'] as JsonObject), holdFor: '0m', storm: { threshold: 100_000 } },
  }));
}

/** Returns when each result could first be seen, by the id of its job. */
function failBetweenPolls(fixture: BridgeFixture): ReadonlyMap<string, number> {
  const jobs = listSoundJobs(fixture.sandbox, ({ connectWiseId }) => connectWiseId !== null).slice(0, FAILURES);
  const visibleMs = new Map<string, number>();
  for (const { uid } of jobs) {
    fixture.wall.advance(POLL_MS / FAILURES);
    fixture.sandbox.jobs.fail(uid);
    visibleMs.set(uid, fixture.wall.wallMs());
  }
  return visibleMs;
}
