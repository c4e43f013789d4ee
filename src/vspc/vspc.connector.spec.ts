import { inspect } from 'node:util';
import { collect } from '../../test/support/collect';
import { ManualClock } from '../../test/support/manual-clock';
import { ScriptServer, type ScriptedReply, type SeenRequest } from '../../test/support/script-server';
import { MemoryRateBudget } from '../http/memory-rate-budget';
import { IntegrationError } from '../kernel/integration-error';
import { Redactor } from '../kernel/redaction';
import type { VspcCredentials } from './vspc-login';
import { VspcConnector } from './vspc.connector';

const ABOUT: ScriptedReply = { body: { data: { serverVersion: '9.1.0.30345' } } };
const PASSWORD = 'correct horse battery';
const LOGIN = { username: 'bridge', password: PASSWORD };

let server: ScriptServer;
let clock: ManualClock;

beforeAll(async () => {
  server = await ScriptServer.start();
});

afterAll(async () => {
  await server.stop();
});

function connect(credentials: VspcCredentials = { apiKey: 'the-key' }): VspcConnector {
  clock = new ManualClock();
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 1_000, burst: 1_000 }]]);
  const redactor = new Redactor();
  return new VspcConnector({ name: 'main', url: server.url, credentials, budget, clock, redactor, random: () => 0.5 });
}

/** Everything but version and login; returns the requests that it answered. */
function answer(script: (request: SeenRequest, index: number) => ScriptedReply): SeenRequest[] {
  const own: SeenRequest[] = [];
  server.answer((request) => {
    if (request.path.endsWith('/about')) return ABOUT;
    own.push(request);
    return script(request, own.length - 1);
  });
  return own;
}

function companyOf(index: number): Record<string, unknown> {
  return { instanceUid: `eb866e8f-0000-4000-8000-${String(index).padStart(12, '0')}`, name: `Company ${index}` };
}

function page(items: readonly unknown[], total: number, offset: number): ScriptedReply {
  return { body: { meta: { pagingInfo: { total, count: items.length, offset } }, data: items } };
}

/** Serves `all()` honestly. */
function served(request: SeenRequest, all: readonly unknown[]): ScriptedReply {
  const offset = Number(request.query.get('offset'));
  return page(all.slice(offset, offset + Number(request.query.get('limit'))), all.length, offset);
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

function companies(count: number): readonly Record<string, unknown>[] {
  return Array.from({ length: count }, (_item, index) => companyOf(index));
}

describe('a list', () => {
  it('is read in pages of 500, sorted by what never changes, in the version that both speak', async () => {
    const all = companies(1_201);
    const own = answer((request) => served(request, all));
    expect(await collect(connect().organizations.companies())).toHaveLength(1_201);
    expect(own.map(({ query }) => [query.get('limit'), query.get('offset')])).toEqual([
      ['500', '0'],
      ['500', '500'],
      ['500', '1000'],
    ]);
    expect(own[0]?.query.get('sort')).toBe('[{"property":"instanceUid","direction":"ascending"}]');
    expect(own[0]?.headers['x-client-version']).toBe('3.6.1');
    expect(own[0]?.headers['x-request-id']).toBeUndefined();
  });

  it('costs no request more than its pages', async () => {
    const all = companies(1_000);
    const own = answer((request) => served(request, all));
    await collect(connect().organizations.companies());
    expect(own).toHaveLength(2);
  });

  it('goes on after a page that is shorter than asked for, where an administrator lowered the cap', async () => {
    const all = companies(250);
    const own = answer((request) =>
      served(
        { ...request, query: new URLSearchParams({ limit: '100', offset: request.query.get('offset') ?? '0' }) },
        all,
      ),
    );
    expect(await collect(connect().organizations.companies())).toHaveLength(250);
    expect(own).toHaveLength(3);
  });

  it('is read again when an item slipped to an earlier page, and yields nothing twice', async () => {
    let all = companies(1_100);
    const own = answer((request, index) => {
      if (index === 1) all = all.slice(1);
      return served(request, all);
    });
    const found = await collect(connect().organizations.companies());
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(1_100);
    expect(found).toHaveLength(1_100);
    expect(own).toHaveLength(6);
  });

  it.each<readonly [string, (request: SeenRequest, index: number) => ScriptedReply, RegExp, number]>([
    ['the same page again', () => page(companies(500), 1_200, 0), /same page again/, 2],
    [
      'shrinks in every round',
      (request, index) => served(request, companies(1_300 - index * 50)),
      /shrank while it was read, twice/,
      6,
    ],
    [
      'ends before its total',
      (request) => (request.query.get('offset') === '0' ? page(companies(500), 900, 0) : page([], 900, 500)),
      /ended after 500 of 900 items, twice/,
      4,
    ],
    ['holds more than its total', () => page(companies(3), 2, 0), /3 items of a list that it says has 2/, 1],
    [
      'holds fewer than it counts',
      () => ({ body: { meta: { pagingInfo: { total: 5, count: 5 } }, data: companies(4) } }),
      /short page/,
      1,
    ],
    ['does not say how long it is', () => ({ body: { data: companies(3) } }), /how long/, 1],
    ['has an item without an id', () => page([{ name: 'nobody' }], 1, 0), /without an id/, 1],
    ['has an item that is none', () => page(['text'], 1, 0), /should be an object/, 1],
    [
      'has errors beside its data',
      () => ({
        body: {
          data: companies(1),
          meta: { pagingInfo: { total: 1, count: 1 } },
          errors: [{ message: 'one server is silent' }],
        },
      }),
      /in part only.*one server is silent/,
      1,
    ],
    ['is an object', () => ({ body: { meta: { pagingInfo: { total: 1 } }, data: {} } }), /should be a list/, 1],
  ])('that %s is a failure, never the whole', async (_name, script, message, requests) => {
    const own = answer(script);
    const failure = await failureOf(collect(connect().organizations.companies()));
    expect(failure).toMatchObject({ kind: 'contract', operation: 'GET /organizations/companies', system: 'vspc:main' });
    expect(failure.message).toMatch(message);
    expect(own).toHaveLength(requests);
  });

  it('of entries without ids may hold two that are equal', async () => {
    const entry = { date: '2026-11-01T10:00:00.0000000+01:00', activityLogType: 'Login', message: 'bridge logged in' };
    answer((request) => served(request, [entry, entry, { ...entry, message: 'out' }]));
    const window = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-02T00:00:00Z') };
    expect(await collect(connect().activities.activities(window))).toHaveLength(3);
  });
});

describe('an answer in the background', () => {
  const ACTION = '0b7c7b0e-1111-4222-8333-944445555666';

  function inBackground(
    location: string,
    result: unknown,
    states: readonly string[] = ['running', 'succeed'],
  ): SeenRequest[] {
    let polls = 0;
    return answer(({ path }) => {
      if (path.endsWith('/result')) return { body: result };
      if (path.includes('/asyncActions/'))
        return { body: { data: { id: ACTION, status: states[Math.min(polls++, states.length - 1)] } } };
      return { status: 202, headers: { location }, body: '' };
    });
  }

  it.each([
    ['bare', companies(3)],
    ['framed', { meta: { pagingInfo: { total: 3, count: 3, offset: 0 } }, data: companies(3) }],
  ])('is waited for, and its %s result read', async (_name, result) => {
    const own = inBackground(`https://vspc-internal.example:1280/api/v3/asyncActions/${ACTION}`, result);
    expect(await collect(connect().organizations.companies())).toHaveLength(3);
    expect(own.map(({ path }) => path.replace('/api/v3', ''))).toEqual([
      '/organizations/companies',
      `/asyncActions/${ACTION}`,
      `/asyncActions/${ACTION}`,
      `/asyncActions/${ACTION}/result`,
    ]);
  });

  it.each([
    ['another path', 'https://elsewhere.example/steal'],
    ['no id', '/api/v3/asyncActions/../users'],
    ['nothing', ''],
  ])('whose Location names %s is refused and never followed', async (_name, location) => {
    const own = inBackground(location, []);
    expect(await failureOf(collect(connect().organizations.companies()))).toMatchObject({ kind: 'contract' });
    expect(own).toHaveLength(1);
  });

  it.each([
    ['failed', ['running', 'failed'], 'transient'],
    ['was cancelled', ['canceled'], 'transient'],
    ['never ends', ['running'], 'transient'],
    ['says something unknown', ['exploded'], 'transient'],
  ])('that %s is a failure that passes', async (_name, states, kind) => {
    inBackground(`/api/v3/asyncActions/${ACTION}`, [], states);
    expect(await failureOf(collect(connect().organizations.companies()))).toMatchObject({ kind });
  });

  it('whose result is gone is not taken for a list that is not there', async () => {
    answer(({ path }) => {
      if (path.endsWith('/result')) return { status: 404 };
      if (path.includes('/asyncActions/')) return { body: { data: { status: 'succeed' } } };
      return { status: 202, headers: { location: `/api/v3/asyncActions/${ACTION}` }, body: '' };
    });
    expect(await failureOf(connect().fetchMe())).toMatchObject({ kind: 'transient' });
  });
});

describe('a version', () => {
  const NOT_SUPPORTED: ScriptedReply = {
    status: 400,
    body: {
      error: { code: 'UnsupportedApiVersion', message: 'The HTTP resource is not supported.', innerError: null },
    },
  };

  it('that lacks one list says the same as one that is not known; the others are read in it all the same', async () => {
    const asked = answer((request) =>
      request.path.endsWith('/alarms/active') ? NOT_SUPPORTED : served(request, companies(2)),
    );
    const vspc = connect();
    expect(await failureOf(collect(vspc.alarms.activeAlarms()))).toMatchObject({ kind: 'rejected', status: 400 });
    expect(await collect(vspc.organizations.companies())).toHaveLength(2);
    expect(new Set(asked.map(({ headers }) => headers['x-client-version']))).toEqual(new Set(['3.6.1']));
  });

  it.each<readonly [string, (vspc: VspcConnector) => AsyncIterable<unknown>, RegExp]>([
    ['usage', (vspc) => vspc.usage.companyUsage(), /billing is off/],
    ['quotas', (vspc) => vspc.usage.tenantResources(), /quotas/],
    ['usage of quotas', (vspc) => vspc.usage.tenantUsage(), /quotas/],
    ['activities', (vspc) => vspc.activities.activities({ from: new Date(0), to: new Date(1) }), /activity log/],
  ])('that has no %s is not asked for it', async (_name, read, words) => {
    const asked: string[] = [];
    server.answer(({ path }) => {
      asked.push(path);
      return { body: { data: { serverVersion: '8.0.0.16877' } } };
    });
    const failure = await failureOf(collect(read(connect())));
    expect([failure.kind, failure.message]).toEqual(['rejected', expect.stringMatching(words)]);
    expect(asked).toEqual(['/api/v3/about']);
  });
});

describe('a login', () => {
  function tokens(...replies: readonly ScriptedReply[]): SeenRequest[] {
    let given = 0;
    const logins: SeenRequest[] = [];
    answer((request) => {
      if (!request.path.endsWith('/token'))
        return { body: { data: { instanceUid: companyOf(1)['instanceUid'], role: 'PortalAdministrator' } } };
      logins.push(request);
      return replies[Math.min(given++, replies.length - 1)] ?? {};
    });
    return logins;
  }

  function token(name: string, more: Record<string, unknown> = {}): ScriptedReply {
    return {
      body: {
        access_token: `access-${name}`,
        refresh_token: `refresh-${name}`,
        token_type: 'bearer',
        expires_in: 3_600,
        ...more,
      },
    };
  }

  it('asks for a token that can only read as soon as the server is known to have such', async () => {
    const logins = tokens(token('one'), token('two'));
    await connect(LOGIN).fetchMe();
    expect(logins.map(({ body }) => [...new URLSearchParams(body)])).toEqual([
      [
        ['grant_type', 'password'],
        ['username', 'bridge'],
        ['password', PASSWORD],
      ],
      [
        ['grant_type', 'refresh_token'],
        ['refresh_token', 'refresh-one'],
        ['readOnly', 'true'],
      ],
    ]);
    expect(server.seen.at(-1)?.headers['authorization']).toBe('Bearer access-two');
  });

  it('goes back to the password when the refresh token has ended', async () => {
    const logins = tokens(
      token('one'),
      token('two'),
      { status: 400, body: { error: 'invalid_grant' } },
      token('three'),
    );
    const vspc = connect(LOGIN);
    await vspc.fetchMe();
    clock.advance(3_600_000);
    await vspc.fetchMe();
    expect(logins.map(({ body }) => new URLSearchParams(body).get('grant_type'))).toEqual([
      'password',
      'refresh_token',
      'refresh_token',
      'password',
    ]);
  });

  it.each([
    [
      'asks for a second factor',
      { body: { mfa_token: 'mfa-secret', expires_in: 300 } },
      'auth',
      /multi-factor.*API key/,
    ],
    ['gives no token', { body: { expires_in: 300 } }, 'contract', /without an access token/],
    ['gives a list', { body: '[]' }, 'contract', /without an access token/],
    ['is refused', { status: 400, body: { error: 'invalid_request', error_description: 'no' } }, 'auth', /API key/],
  ])('that %s fails with the fix', async (_name, reply, kind, message) => {
    tokens(reply);
    const failure = await failureOf(connect(LOGIN).fetchMe());
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
  });

  it('leaves neither password nor tokens in an error that repeats them', async () => {
    answer(({ path, body }) => {
      if (path.endsWith('/token'))
        return token('one', { access_token: 'very-secret-access', refresh_token: 'very-secret-refresh' });
      return {
        status: 400,
        body: { errors: [{ message: `${body} very-secret-access very-secret-refresh ${PASSWORD}` }] },
      };
    });
    const failure = await failureOf(connect(LOGIN).fetchMe());
    const shown = [failure.message, JSON.stringify(failure), inspect(failure, { depth: 9, showHidden: true })].join(
      ' ',
    );
    for (const secret of ['very-secret-access', 'very-secret-refresh', PASSWORD]) expect(shown).not.toContain(secret);
  });
});

describe('a value', () => {
  const UID = 'BD85B21B-76D7-65CF-9BF7-D40DA96696DB';

  async function jobOf(fields: Record<string, unknown>): Promise<unknown> {
    answer((request) => served(request, [{ instanceUid: UID, status: 'Success', isEnabled: true, ...fields }]));
    const [job] = await collect(connect().jobs.jobs());
    return job;
  }

  it.each<readonly [string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a date with seven digits and an offset',
      { lastRun: '2024-07-18T03:19:27.6770001+02:00' },
      { lastRun: new Date('2024-07-18T01:19:27.677Z') },
    ],
    ['the year 1', { lastRun: '0001-01-01T00:00:00' }, { lastRun: null }],
    ['null', { lastRun: null, schedule: null, lastSessionTasks: null }, { lastRun: null, schedule: null, tasks: [] }],
    ['a number where a text belongs', { name: 4711 }, { name: '4711' }],
    ['a uid in capitals', { organizationUid: UID }, { organizationUid: UID.toLowerCase() }],
    [
      'a uid of zeros',
      { mappedOrganizationUid: '00000000-0000-0000-0000-000000000000' },
      { mappedOrganizationUid: null },
    ],
    ['a word that nobody knew', { type: 'QuantumBackup' }, { type: 'QuantumBackup' }],
    ['a word with a stray comma', { scheduleType: 'Monthly,' }, { scheduleType: 'Monthly' }],
    ['a word that is missing', {}, { type: 'Unknown' }],
    ['a size beyond 2^53', { backupChainSize: 9.3e18 }, { backupChainBytes: null }],
    [
      'VSPC’s own id',
      { uniqueUid: '3F293C3E-0847-4F89-ADA7-1C3EC4F94B85' },
      { key: '3f293c3e-0847-4f89-ada7-1c3ec4f94b85' },
    ],
    ['no id but the server’s', { backupServerUid: UID }, { key: `${UID.toLowerCase()}/${UID.toLowerCase()}` }],
  ])('%s is read', async (_name, fields, expected) => {
    expect(await jobOf(fields)).toMatchObject(expected);
  });

  it.each([
    ['a date that is none', { lastEndTime: 'yesterday' }],
    ['a date without an offset', { lastEndTime: '2024-07-18T03:19:27' }],
    ['a status that is missing', { status: null }],
    ['a flag that is a text', { isEnabled: 'yes' }],
    ['a record that is a list', { schedule: [] }],
  ])('%s is a failure: it must not look like a job that never ran', async (_name, fields) => {
    expect(await failureOf(jobOf(fields))).toMatchObject({ kind: 'contract' });
  });

  it('of a counter keeps every digit', async () => {
    answer((request) =>
      served(request, [
        {
          companyUid: UID,
          date: '2024-07-18T02:00:00.0000000+02:00',
          counters: [
            { type: 'CloudTotalUsage', value: 17683185664 },
            { type: 'VbrBackupSize', value: '9007199254740993' },
          ],
        },
      ]),
    );
    const [usage] = await collect(connect().usage.companyUsage());
    expect(usage).toMatchObject({
      date: '2024-07-18',
      counters: [
        { type: 'CloudTotalUsage', value: '17683185664' },
        { type: 'VbrBackupSize', value: '9007199254740993' },
      ],
    });
  });

  it('of a schedule is read in all its forms', async () => {
    const job = await jobOf({
      schedule: {
        startDateTimeUtc: '2026-11-03T21:00:00.0000000Z',
        dailyScheduleOptions: { kind: 'SelectedDays', days: ['Monday', 'Friday'], time: '22:00', timeUtc: '21:00' },
        monthlyScheduleOptions: {
          dayNumberInMonth: 'First',
          dayOfWeek: 'Sunday',
          months: ['May'],
          time: '03:00',
          timeUtc: null,
        },
        periodicallyScheduleOptions: { kind: 'Hours', fullPeriod: 4, schedule: [{ day: 'Monday', hours: [0, 1] }] },
        backupWindowOptions: { timePeriods: [{ day: 'Sunday', hours: [1, 0] }] },
        chainingOptions: { previousJobId: UID, previousJobName: 'Nightly' },
      },
    });
    expect(job).toMatchObject({
      schedule: {
        nextRun: new Date('2026-11-03T21:00:00Z'),
        daily: { kind: 'SelectedDays', days: ['Monday', 'Friday'], time: '22:00', timeUtc: '21:00' },
        monthly: { dayNumberInMonth: 'First', dayOfWeek: 'Sunday', months: ['May'], time: '03:00', timeUtc: null },
        periodically: { kind: 'Hours', fullPeriod: 4, window: [{ day: 'Monday', permitted: [true, false] }] },
        backupWindow: [{ day: 'Sunday', permitted: [false, true] }],
        continuous: false,
        after: { jobUid: UID.toLowerCase(), jobName: 'Nightly' },
      },
    });
  });

  it.each<readonly [string, Record<string, unknown>, Record<string, unknown>]>([
    ['no policy', {}, { policyType: 'Unknown', offsetMinutes: null, window: null }],
    [
      'an offset and a window of periods',
      {
        schedulePolicyType: 'Periodically',
        periodicallyOffsetMinutes: 30,
        periodicallyWindowEnabled: true,
        periodicallyWindowSettings: { backupWindow: [true, false], minuteOffset: 5 },
        backupWindowEnabled: true,
        backupWindowSettings: { backupWindow: [false, false] },
      },
      { offsetMinutes: 30, window: [true, false] },
    ],
    [
      'a general window with its own offset',
      { backupWindowEnabled: true, backupWindowSettings: { backupWindow: [false, true], minuteOffset: 5 } },
      { offsetMinutes: 5, window: [false, true] },
    ],
    [
      'a window that is switched off',
      { backupWindowEnabled: false, backupWindowSettings: { backupWindow: [false] } },
      { offsetMinutes: null, window: null },
    ],
  ])('of a schedule of Microsoft 365 is read with %s', async (what, policy, expected) => {
    const schedulePolicy = what === 'no policy' ? null : policy;
    answer((request) => served(request, [{ instanceUid: UID, schedulePolicy }]));
    const [schedule] = await collect(connect().m365.backupSchedules());
    expect(schedule).toMatchObject(expected);
  });
});

it('usage is asked for with a day more on either side, and only the days that were wanted are given', async () => {
  const days = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-30', '2026-10-31', '2026-11-01'];
  const rows = days.map((day) => ({ companyUid: companyOf(1)['instanceUid'], date: `${day}T00:00:00Z`, counters: [] }));
  const asked = answer((request) => {
    const [from = '', to = ''] = ['fromDate', 'toDate'].map((name) => request.query.get(name) ?? '');
    return served(
      request,
      rows.filter(({ date }) => date.slice(0, 10) >= from && date.slice(0, 10) <= to),
    );
  });
  const usage = await collect(connect().usage.companyUsage({ from: '2026-10-02', to: '2026-10-31' }));
  expect(usage.map(({ date }) => date)).toEqual(['2026-10-02', '2026-10-03', '2026-10-30', '2026-10-31']);
  expect(asked.map(({ query }) => [query.get('fromDate'), query.get('toDate')])).toEqual([
    ['2026-10-01', '2026-10-31'],
    ['2026-10-30', '2026-11-01'],
  ]);
});

it('usage of more than 31 days at once is our own mistake', () => {
  expect(() => connect().usage.companyUsage({ from: '2026-10-01', to: '2026-11-01' })).toThrow('31 days at a time');
});

it('the address of the portal and that of the API are both understood', async () => {
  const own = answer(() => ({ body: { data: { instanceUid: companyOf(1)['instanceUid'] } } }));
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 1_000, burst: 1_000 }]]);
  for (const url of [`${server.url}/`, `${server.url}/api/v3`, `${server.url}/portal`]) {
    const vspc = new VspcConnector({
      name: 'main',
      url,
      credentials: { apiKey: 'k' },
      budget,
      clock,
      redactor: new Redactor(),
    });
    await vspc.fetchMe();
  }
  expect(own.map(({ path }) => path)).toEqual(['/api/v3/users/me', '/api/v3/users/me', '/portal/api/v3/users/me']);
});
