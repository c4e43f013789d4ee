import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { IntegrationError } from '../../src/kernel/integration-error';
import { Redactor } from '../../src/kernel/redaction';
import type { Sandbox } from '../../src/sandbox/sandbox';
import type { Fault } from '../../src/sandbox/http/scripted-faults';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { VspcCredentials } from '../../src/vspc/vspc-login';
import { VspcConnector } from '../../src/vspc/vspc.connector';
import { collect } from '../support/collect';
import { ManualClock } from '../support/manual-clock';
import { VSPC_LISTS } from '../support/vspc-lists';

const COMPANIES = 'GET /organizations/companies';
const COUNT = 40;

let sandbox: Sandbox;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await startSandbox({ start: clock.now(), wall: clock, companies: COUNT, jobsPerCompany: 4 });
});

afterEach(async () => {
  const found = { crashes: sandbox.crashes(), unknown: sandbox.unknownRoutes(), unused: sandbox.listUnusedFaults() };
  await sandbox.close();
  expect(found).toEqual({ crashes: [], unknown: [], unused: [] });
});

function connect(credentials?: VspcCredentials): VspcConnector {
  return new VspcConnector({
    name: 'main',
    url: sandbox.addresses.vspc,
    credentials: credentials ?? { apiKey: sandbox.credentials.vspc.apiKey },
    budget: new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 100, burst: 100 }]]),
    clock,
    redactor: new Redactor(),
    random: () => 0.5,
    timeoutMs: 20_000,
  });
}

function byPassword(): VspcConnector {
  const { userName, password } = sandbox.credentials.vspc;
  return connect({ username: userName, password });
}

async function failureOf(call: Promise<unknown>): Promise<IntegrationError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof IntegrationError) return error;
    throw error;
  }
  throw new Error('expected a failure');
}

function routesAsked(): readonly string[] {
  return sandbox.requests('vspc').map(({ route }) => route ?? 'unknown');
}

it.each(VSPC_LISTS)('reads $name', async ({ read }) => {
  await expect(collect(read(connect()))).resolves.toBeDefined();
  expect(sandbox.writes()).toEqual([]);
});

it('reads the companies with what mapping needs', async () => {
  const companies = await collect(connect().organizations.companies());
  expect(companies).toHaveLength(COUNT);
  expect(companies.every(({ organization, uid }) => organization?.uid === uid)).toBe(true);
  expect(companies.some(({ organization }) => organization?.companyId !== null)).toBe(true);
});

describe('an answer in the background', () => {
  it.each(['raw', 'enveloped'])('is waited for and read, %s', async (asyncResult) => {
    sandbox.setSwitch('vspc', 'asyncRoutes', [COMPANIES]);
    sandbox.setSwitch('vspc', 'asyncResult', asyncResult);
    expect(await collect(connect().organizations.companies())).toHaveLength(COUNT);
    expect(routesAsked().filter((route) => route.includes('asyncActions')).length).toBeGreaterThan(2);
  });

  it('that fails is a failure that passes, never an empty list', async () => {
    sandbox.setSwitch('vspc', 'asyncRoutes', [COMPANIES]);
    sandbox.setSwitch('vspc', 'asyncOutcome', 'failed');
    expect(await failureOf(collect(connect().organizations.companies()))).toMatchObject({ kind: 'transient' });
  });
});

describe('what the documents leave open makes no difference', () => {
  it.each([
    ['nullProperties', 'absent'],
    ['embeddedUnexpanded', 'absent'],
    ['numericTaxId', true],
    ['unsortedOrder', 'stable'],
    ['pagingOffsetName', 'skip'],
    ['trailingSlash', 'lenient'],
  ])('%s: %s', async (name, value) => {
    const usual = await collect(connect().organizations.companies());
    const usualJobs = await collect(connect().jobs.jobs());
    sandbox.setSwitch('vspc', name, value);
    expect(await collect(connect().organizations.companies())).toEqual(usual);
    expect(await collect(connect().jobs.jobs())).toEqual(usualJobs);
  });
});

describe('a list that is not what it should be', () => {
  it('with errors beside its data is incomplete', async () => {
    sandbox.setSwitch('vspc', 'partialErrors', [COMPANIES]);
    const failure = await failureOf(collect(connect().organizations.companies()));
    expect(failure).toMatchObject({ kind: 'contract', operation: COMPANIES });
    expect(failure.message).toContain('in part only');
  });

  it.each<readonly [string, Fault, string]>([
    ['truncated', { mangle: 'truncated' }, 'contract'],
    ['empty', { mangle: 'empty' }, 'contract'],
    ['not JSON', { mangle: 'not-json' }, 'contract'],
    ['a page of a proxy', { html: 200 }, 'contract'],
    ['short of what it says it has', { shortBy: 3 }, 'contract'],
    ['a redirect', { redirectTo: 'https://elsewhere.example/login' }, 'contract'],
    ['huge', { hugeBytes: 70_000_000 }, 'contract'],
    ['refused', { status: 403, body: { errors: [{ message: 'no', type: 'security', code: 403 }] } }, 'forbidden'],
  ])('%s is a failure', async (_name, fault, kind) => {
    sandbox.failNext('vspc', COMPANIES, fault);
    expect(await failureOf(collect(connect().organizations.companies()))).toMatchObject({ kind });
  });

  it.each<readonly [string, Fault]>([
    ['with a byte-order mark', { mangle: 'byte-order-mark' }],
    ['after a 429', { status: 429, body: { errors: [{ type: 'transport', code: 429, retryAfter: 25 }] } }],
    ['after a 520 that passes', { status: 520, body: { errors: [{ type: 'transport', code: 504 }] }, times: 3 }],
    ['after a dropped connection', { drop: 'before-commit' }],
    ['after a page of a proxy', { html: 502 }],
  ])('%s is read all the same', async (_name, fault) => {
    sandbox.failNext('vspc', COMPANIES, fault);
    expect(await collect(connect().organizations.companies())).toHaveLength(COUNT);
  });
});

describe('a version', () => {
  it.each([
    ['9.2', '3.6.2', 0],
    ['9.1', '3.6.1', 0],
    ['9.0', '3.6', 1],
    ['8.1', '3.5.1', 2],
  ])('%s is spoken to in REST %s, with %d things that it lacks', async (release, rest, lacking) => {
    sandbox.people('vspc', { action: 'setRelease', release });
    const vspc = connect();
    const version = await vspc.fetchVersion();
    expect(version.rest).toBe(rest);
    expect(version.lacks).toHaveLength(lacking);
    expect(version.capabilities.billing).toBe(true);
    for (const { read } of VSPC_LISTS) await collect(read(vspc));
  });

  it.each([
    ['8.0', '3.4'],
    ['7.0', '3.3'],
  ])('%s is spoken to in REST %s, for mapping and tickets, without billing', async (release, rest) => {
    sandbox.people('vspc', { action: 'setRelease', release });
    const vspc = connect();
    expect(await vspc.fetchVersion()).toMatchObject({ rest, capabilities: { billing: false } });
    expect(await collect(vspc.organizations.companies())).toHaveLength(COUNT);
    expect((await collect(vspc.jobs.jobs())).length).toBeGreaterThan(0);
    expect((await collect(vspc.agents.agentJobs())).length).toBeGreaterThan(0);
  });

  it('6.0 is refused with the reason', async () => {
    sandbox.people('vspc', { action: 'setRelease', release: '6.0' });
    const failure = await failureOf(collect(connect().organizations.companies()));
    expect(failure.kind).toBe('rejected');
    expect(failure.message).toContain('too old');
  });

  it('that changes under us is asked for again', async () => {
    const vspc = connect();
    await collect(vspc.organizations.companies());
    sandbox.people('vspc', { action: 'setRelease', release: '9.0' });
    clock.advance(3_600_000);
    await collect(vspc.organizations.companies());
    expect(await vspc.fetchVersion()).toMatchObject({ rest: '3.6' });
  });

  it('that the server turns down is stepped back from at once', async () => {
    const vspc = connect();
    await collect(vspc.organizations.companies());
    sandbox.people('vspc', { action: 'setRelease', release: '9.0' });
    expect(await collect(vspc.organizations.companies())).toHaveLength(COUNT);
    expect(await vspc.fetchVersion()).toMatchObject({ rest: '3.6' });
  });
});

describe('user name and password', () => {
  it('log in once for all who ask, with a token that can only read', async () => {
    const vspc = byPassword();
    await Promise.all([collect(vspc.organizations.companies()), collect(vspc.jobs.jobs()), vspc.fetchMe()]);
    // The first token asks for the version; the second is the read-only one that 9.0 and newer give.
    expect(routesAsked().filter((route) => route === 'POST /token')).toHaveLength(2);
  });

  it('renew the token at four fifths of its life', async () => {
    const vspc = byPassword();
    await vspc.fetchMe();
    sandbox.resetLog();
    clock.advance(0.79 * 3_600_000);
    await vspc.fetchMe();
    expect(routesAsked()).not.toContain('POST /token');
    clock.advance(0.02 * 3_600_000);
    await vspc.fetchMe();
    expect(routesAsked().filter((route) => route === 'POST /token')).toHaveLength(1);
  });

  it('log in again when a token ends early', async () => {
    const vspc = byPassword();
    await vspc.fetchMe();
    sandbox.failNext('vspc', 'GET /users/me', { status: 401, body: { errors: [{ code: 401, message: 'expired' }] } });
    expect(await vspc.fetchMe()).toMatchObject({ role: 'PortalAdministrator' });
  });

  it('that are wrong fail as auth, and are not tried again at once', async () => {
    const vspc = connect({ username: 'bridge', password: 'not the password' });
    const failure = await failureOf(vspc.fetchMe());
    expect(failure).toMatchObject({ kind: 'auth', status: 400 });
    expect(failure.message).toContain('use an API key');
    await failureOf(vspc.fetchMe());
    expect(routesAsked()).toEqual(['POST /token']);
  });
});

it('an API key that is wrong fails as auth with the fix, after one request', async () => {
  const failure = await failureOf(connect({ apiKey: 'not-the-key-of-anybody' }).fetchMe());
  expect(failure).toMatchObject({ kind: 'auth', status: 401 });
  expect(failure.message).toContain('create a read-only API key');
  expect(sandbox.requests('vspc')).toHaveLength(1);
});
