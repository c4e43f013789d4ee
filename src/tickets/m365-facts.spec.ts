import { STARTED, surroundings, TONIGHT } from '../../test/support/vspc-rows';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcM365Job, VspcM365Schedule } from '../vspc/m365-endpoints';
import type { JobSchedule, ScheduleType } from './domain/workload-facts';
import { m365Job, m365Schedule, m365ScheduleType, m365ServerSource } from './m365-facts';

const SOURCE = 'vspc:main/infrastructure/vb365Servers/organizations/jobs';

function job(change: Partial<VspcM365Job> = {}): VspcM365Job {
  return {
    uid: 'mj1',
    name: 'Mail',
    type: 'BackupJob',
    status: 'Success',
    statusDetails: null,
    isEnabled: true,
    lastRun: STARTED,
    nextRun: TONIGHT,
    organizationUid: vspcCompanyUid('alpha'),
    m365OrganizationUid: 'tenant',
    serverUid: 'vb1',
    serverName: 'VB365-01',
    managementAgentUid: 'm9',
    repositoryUid: 'r1',
    repositoryName: 'Repository',
    errors: [],
    ...change,
  };
}

function schedule(change: Partial<VspcM365Schedule>): VspcM365Schedule {
  return {
    jobUid: 'mj1',
    policyType: 'Daily',
    isEnabled: true,
    periodicallyEvery: 'Unknown',
    dailyType: 'Everyday',
    dailyTime: '22:30:00',
    offsetMinutes: null,
    window: null,
    sourceJobUid: null,
    ...change,
  };
}

describe('a job of Microsoft 365', () => {
  it.each<[string, Partial<VspcM365Job>, object]>([
    [
      'is keyed by its id, under its server and repository',
      {},
      {
        kind: 'vb365-job',
        key: 'mj1',
        serverKey: 'vb1',
        serverName: 'VB365-01',
        repositoryKey: 'r1',
        workload: 'm365',
      },
    ],
    ['of a mapped tenant is that company’s', {}, { company: { uid: 'alpha', name: 'Alpha', by: 'organization' } }],
    [
      'of a tenant that nobody mapped is the provider’s',
      { organizationUid: null },
      { company: { uid: null, name: 'Provider', by: 'provider' } },
    ],
    ['that is queued runs', { status: 'Queued' }, { running: true }],
    ['that is disabled', { isEnabled: false }, { enabled: false }],
    [
      'has what the vendor says and the errors of its log, each once',
      {
        status: 'Failed',
        statusDetails: 'No access.',
        errors: [
          { message: 'Mailbox of Kim: denied.', type: 'Error' },
          { message: 'No access.', type: 'Warning' },
          { message: 'Done.', type: 'Success' },
        ],
      },
      { message: 'No access.\nMailbox of Kim: denied.' },
    ],
  ])('%s', (_sentence, change, expected) => {
    expect(m365Job(job(change), null, SOURCE, surroundings()).fact).toMatchObject(expected);
  });

  it.each<[string, Partial<VspcM365Job>, string | null]>([
    ['succeeded', {}, 'success'],
    ['failed', { status: 'Failed' }, 'failed'],
    ['lost its connection, which is a failure', { status: 'Disconnected' }, 'failed'],
    ['was stopped by somebody, which is a warning', { status: 'Stopped' }, 'warning'],
    ['never ran, which shows as stopped', { status: 'Stopped', lastRun: null }, null],
    ['runs', { status: 'Running' }, null],
  ])('%s', (_sentence, change, expected) => {
    const seen = m365Job(job(change), null, SOURCE, surroundings());
    expect(seen.result?.result ?? null).toBe(expected);
    expect(seen.isEndTold).toBe(false);
  });

  it('ends when it began, because nothing else is told', () => {
    const at = STARTED.getTime();
    expect(m365Job(job(), null, SOURCE, surroundings()).result).toMatchObject({ startedAt: at, endedAt: at });
  });
});

/** The hours of a week from Sunday midnight on. */
function hours(isPermitted: (hour: number) => boolean): readonly boolean[] {
  return Array.from({ length: 168 }, (_, hour) => isPermitted(hour));
}

function days(isPermitted: (day: number, hour: number) => boolean): readonly (readonly boolean[])[] {
  return Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_hour, hour) => isPermitted(day, hour)));
}

describe('its schedule', () => {
  it.each<[string, VspcM365Schedule | null, ScheduleType, JobSchedule | null]>([
    ['is not known', null, 'unknown', null],
    ['is switched off', schedule({ isEnabled: false }), 'not-scheduled', null],
    ['is manual', schedule({ policyType: 'ManualOnly' }), 'not-scheduled', null],
    ['is every day', schedule({}), 'daily', { type: 'daily', minute: 1350, utcMinute: null, weekdays: [] }],
    [
      'is working days',
      schedule({ dailyType: 'Workdays' }),
      'daily',
      { type: 'daily', minute: 1350, utcMinute: null, weekdays: [1, 2, 3, 4, 5] },
    ],
    [
      'is weekends',
      schedule({ policyType: 'DailyAtTime', dailyType: 'Weekends' }),
      'daily',
      { type: 'daily', minute: 1350, utcMinute: null, weekdays: [6, 0] },
    ],
    [
      'is one day of the week',
      schedule({ dailyType: 'Tuesday' }),
      'daily',
      { type: 'daily', minute: 1350, utcMinute: null, weekdays: [2] },
    ],
    ['is days that nobody knows', schedule({ dailyType: 'Unknown' }), 'daily', null],
    ['is daily at no time', schedule({ dailyTime: null }), 'daily', null],
    [
      'is every four hours',
      schedule({ policyType: 'Periodically', periodicallyEvery: 'Hours4' }),
      'periodically',
      { type: 'periodically', periodMs: 14_400_000, offsetMinutes: 0, window: null },
    ],
    [
      'is every 15 minutes',
      schedule({ policyType: 'Periodically', periodicallyEvery: 'Minutes15' }),
      'periodically',
      { type: 'periodically', periodMs: 900_000, offsetMinutes: 0, window: null },
    ],
    [
      'is every four hours, half an hour later',
      schedule({ policyType: 'Periodically', periodicallyEvery: 'Hours4', offsetMinutes: 30 }),
      'periodically',
      { type: 'periodically', periodMs: 14_400_000, offsetMinutes: 30, window: null },
    ],
    [
      'is every hour of Sundays until noon',
      schedule({ policyType: 'Periodically', periodicallyEvery: 'Hours1', window: hours((hour) => hour < 12) }),
      'periodically',
      {
        type: 'periodically',
        periodMs: 3_600_000,
        offsetMinutes: 0,
        window: days((day, hour) => day === 0 && hour < 12),
      },
    ],
    [
      'has a window of which hours are missing: none is believed',
      schedule({ policyType: 'Periodically', periodicallyEvery: 'Hours1', window: [true, false] }),
      'periodically',
      { type: 'periodically', periodMs: 3_600_000, offsetMinutes: 0, window: null },
    ],
    ['is a period that nobody knows', schedule({ policyType: 'Periodically' }), 'periodically', null],
    ['follows its source', schedule({ policyType: 'Immediate' }), 'unknown', null],
  ])('%s', (_sentence, shown, type, expected) => {
    expect(m365ScheduleType(shown)).toBe(type);
    expect(m365Schedule(shown)).toEqual(expected);
  });
});

describe('a server of Microsoft 365', () => {
  const server = {
    uid: 'vb1',
    name: 'VB365-01',
    organizationUid: vspcCompanyUid('alpha'),
    locationUid: null,
    managementAgentUid: 'm9',
    version: null,
    status: 'Healthy',
    managementAgentStatus: 'Healthy',
  };

  it.each([
    ['is there', 'Healthy', true],
    ['is away', 'Inaccessible', false],
  ])('%s', (_sentence, status, connected) => {
    const fact = m365ServerSource({ ...server, status }, new Map(), SOURCE, surroundings());
    expect(fact).toMatchObject({ kind: 'server', key: 'vb1', serverKey: 'vb1', connected });
  });
});
