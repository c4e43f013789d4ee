import { ManualClock } from '../../test/support/manual-clock';
import type { Sandbox } from './sandbox';
import { startSandbox } from './start-sandbox';
import { listSilentSources } from './world/silent-sources';

const START = new Date('2026-11-02T08:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ start: START, wall: new ManualClock() });
});

afterEach(async () => {
  expect(sandbox.crashes()).toEqual([]);
  await sandbox.close();
});

function vspc(path: string): Promise<Response> {
  const { apiKey } = sandbox.credentials.vspc;
  return fetch(`${sandbox.addresses.vspc}/api/v3${path}`, {
    headers: { authorization: `Bearer ${apiKey}`, 'x-client-version': '3.6.1' },
  });
}

function connectWise(path: string, init: RequestInit = {}): Promise<Response> {
  const { companyId, publicKey, privateKey, clientId } = sandbox.credentials.connectwise;
  const login = Buffer.from(`${companyId}+${publicKey}:${privateKey}`).toString('base64');
  return fetch(`${sandbox.addresses.connectwise}/v4_6_release/apis/3.0${path}`, {
    ...init,
    headers: { authorization: `Basic ${login}`, clientId, 'content-type': 'application/json' },
  });
}

function itGlue(path: string): Promise<Response> {
  return fetch(`${sandbox.addresses.itglue}${path}`, { headers: { 'x-api-key': sandbox.credentials.itglue.apiKey } });
}

const NEW_TICKET = {
  method: 'POST',
  body: JSON.stringify({ summary: 'Backup failed', company: { id: 250 }, board: { name: 'Backup' } }),
};

describe('a sandbox', () => {
  it('answers as three vendors that know the same companies', async () => {
    const companies = (await (await vspc('/organizations/companies?limit=500')).json()) as { data: unknown[] };
    const customers = (await (await connectWise('/company/companies?pageSize=1000')).json()) as unknown[];
    const organizations = (await (await itGlue('/organizations?page[size]=1000')).json()) as { data: unknown[] };
    expect(companies.data).toHaveLength(30);
    expect(customers.length).toBeGreaterThan(28);
    expect(organizations.data.length).toBeGreaterThan(25);
    expect(sandbox.requests().map((entry) => entry.system)).toEqual(['vspc', 'connectwise', 'itglue']);
    expect(sandbox.writes()).toEqual([]);
  });

  it('accepts every table of the world', async () => {
    for (const path of ['/service/boards', '/service/priorities', '/finance/agreements', '/procurement/catalog']) {
      const response = await connectWise(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(((await response.json()) as unknown[]).length).toBeGreaterThan(0);
    }
    for (const path of [
      '/about',
      '/infrastructure/backupServers/jobs',
      '/infrastructure/backupAgents/jobs',
      '/infrastructure/managementAgents',
      '/infrastructure/backupServers/repositories?expand=BackupRepositoryInfo',
      '/infrastructure/vb365Servers/organizations/jobs',
      '/organizations/companies/usage?limit=500',
      '/protectedWorkloads/virtualMachines',
    ]) {
      expect([path, (await vspc(path)).status]).toEqual([path, 200]);
    }
  });

  it('counts the latest day for every company and location', async () => {
    const response = await vspc('/organizations/companies/usage?limit=500');
    const { data } = (await response.json()) as { data: { companyUid: string }[] };
    expect(new Set(data.map((row) => row.companyUid)).size).toBe(30);
  });

  it('opens to the password as well as to the key', async () => {
    const { userName, password } = sandbox.credentials.vspc;
    const response = await fetch(`${sandbox.addresses.vspc}/api/v3/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: userName, password }),
    });
    expect(response.status).toBe(200);
    expect(sandbox.writes()).toEqual([]);
  });

  it('keeps a ticket whose answer was lost', async () => {
    sandbox.failNext('connectwise', 'POST /service/tickets', { drop: 'after-commit' });
    await expect(connectWise('/service/tickets', NEW_TICKET)).rejects.toThrow();
    const tickets = (await (await connectWise('/service/tickets')).json()) as unknown[];
    expect(tickets).toHaveLength(1);
    expect(sandbox.writes()).toHaveLength(1);
    expect(sandbox.listUnusedFaults()).toEqual([]);
  });

  it('has no ticket when the connection broke before', async () => {
    sandbox.failNext('connectwise', 'POST /service/tickets', { drop: 'before-commit' });
    await expect(connectWise('/service/tickets', NEW_TICKET)).rejects.toThrow();
    expect(await (await connectWise('/service/tickets')).json()).toEqual([]);
  });

  it('names routes that nobody simulates, and faults that nobody met', async () => {
    sandbox.failNext('itglue', 'GET /organizations', { status: 500 });
    expect((await vspc('/no/such/list')).status).toBe(501);
    expect(sandbox.unknownRoutes()).toHaveLength(1);
    expect(sandbox.listUnusedFaults()).toMatchObject([{ system: 'itglue', route: 'GET /organizations' }]);
    sandbox.clearFaults();
    sandbox.resetLog();
    expect(sandbox.requests()).toEqual([]);
  });

  it('shows a contract test what was asked and answered', async () => {
    const seen: string[] = [];
    sandbox.onExchange('vspc', (request, reply) => seen.push(`${reply.route} ${reply.status} ${request.path}`));
    await vspc('/about');
    expect(seen).toEqual(['GET /about 200 /api/v3/about']);
  });
});

describe('time in the sandbox', () => {
  it('passes without events: what failed fails again, what was well stays well', async () => {
    const before = sandbox.answerKey();
    sandbox.advance(26 * HOUR_MS);
    const after = sandbox.answerKey();
    const failed = (key: typeof before) => key.tickets.filter((ticket) => ticket.condition === 'failed');
    const named = (key: typeof before): string[] =>
      failed(key)
        .map((ticket) => ticket.subjectUid)
        .sort();
    expect(named(after)).toEqual(named(before));
    expect(failed(after).find((ticket) => ticket.open === 'no')).toBeUndefined();
    const jobs = (await (await vspc('/infrastructure/backupServers/jobs?limit=500')).json()) as {
      data: { backupServerUid: string; isEnabled: boolean; scheduleType: string; lastRun: string | null }[];
    };
    const silent = listSilentSources(sandbox.world.vspc);
    const daily = jobs.data.filter(
      (job) => job.isEnabled && ['Daily', 'Chained'].includes(job.scheduleType) && !silent.has(job.backupServerUid),
    );
    expect(daily.length).toBeGreaterThan(10);
    for (const job of daily) expect(new Date(job.lastRun ?? 0).getTime()).toBeGreaterThan(START.getTime());
  });

  it('keeps machines in touch, except the silent ones, when the clock is moved from outside', async () => {
    const body = JSON.stringify({ now: '2026-11-04T08:00:00Z' });
    await fetch(`${sandbox.addresses.itglue}/__sandbox/clock`, { method: 'POST', body });
    const response = await vspc('/infrastructure/managementAgents?limit=500');
    const { data } = (await response.json()) as { data: { lastHeartbeatTime: string; connectionStatus: string }[] };
    const old = data.filter((row) => Date.parse(row.lastHeartbeatTime) < Date.parse('2026-11-04T07:00:00Z'));
    expect(old.map(({ connectionStatus }) => connectionStatus)).toEqual(['Inaccessible', 'Inaccessible']);
  });

  it('counts the days that pass', async () => {
    sandbox.advance(48 * HOUR_MS);
    const range = 'fromDate=2026-11-03T00:00:00Z&toDate=2026-11-04T00:00:00Z';
    const response = await vspc(`/organizations/companies/usage?limit=500&${range}`);
    const { data } = (await response.json()) as { data: { date: string }[] };
    expect(new Set(data.map((row) => new Date(row.date).toISOString()))).toEqual(
      new Set(['2026-11-03T00:00:00.000Z', '2026-11-04T00:00:00.000Z']),
    );
  });

  it('brings the same events for the same seed', async () => {
    const twin = await startSandbox({ start: START, wall: new ManualClock() });
    for (const one of [sandbox, twin]) for (let day = 0; day < 5; day += 1) one.runDay();
    expect(twin.answerKey()).toEqual(sandbox.answerKey());
    expect(sandbox.answerKey().tickets).not.toEqual([]);
    await twin.close();
  });
});

describe('jobs in the sandbox', () => {
  it('fail, hold, and are to be ticketed; succeed, and are not', () => {
    const job = [...sandbox.jobs.list().values()].find(
      ({ row }) => row.name === 'Nightly servers' && row.status === 'Success',
    )!;
    const stateOf = (): string | undefined =>
      sandbox.answerKey().tickets.find((ticket) => ticket.subjectUid === job.uid)?.open;
    expect(stateOf()).toBeUndefined();
    sandbox.jobs.fail(job.uid, 'Error: disk full');
    expect(stateOf()).toBe('no');
    sandbox.advance(75 * MINUTE_MS);
    expect(stateOf()).toBe('yes');
    sandbox.jobs.start(job.uid);
    expect(stateOf()).toBe('either');
    sandbox.jobs.succeed(job.uid);
    expect(stateOf()).toBeUndefined();
  });

  it('show the running session and hide the last result', async () => {
    const { uid } = [...sandbox.jobs.list().values()].find(({ row }) => 'uniqueUid' in row && row.status === 'Failed')!;
    sandbox.jobs.start(uid);
    const response = await vspc('/infrastructure/backupServers/jobs?limit=500');
    const { data } = (await response.json()) as { data: { uniqueUid: string; status: string; lastRun: string }[] };
    const shown = data.find((job) => job.uniqueUid === uid);
    expect(shown?.status).toBe('Running');
    expect(new Date(shown?.lastRun ?? 0)).toEqual(START);
  });

  it('are refused by an unknown id', () => {
    expect(() => {
      sandbox.jobs.fail('no-such-job');
    }).toThrow(/no job/);
  });
});

it('leaves nothing listening when a port is taken', async () => {
  const port = Number(new URL(sandbox.addresses.itglue).port);
  await expect(startSandbox({ ports: { itglue: port } })).rejects.toThrow(/EADDRINUSE/);
});

it('starts 2,000 companies with 10 jobs each', async () => {
  const large = await startSandbox({ companies: 2_000, jobsPerCompany: 10, start: START, wall: new ManualClock() });
  expect(large.answerKey().links).toHaveLength(2_000);
  await large.close();
});
