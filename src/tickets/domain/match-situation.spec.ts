import { alarm, at, job, mapping, observation, result, server, workload } from '../../../test/support/ticket-world';
import { assess } from './assess';
import type { MatchSubject } from './match-rule';
import { matchSubjectFor, silenceOf } from './match-situation';
import { buildContext, type PlanContext } from './plan-context';
import type { Situation } from './finding';
import type { Silence } from './ticket-settings';

const NOTHING = { job: null, alarm: null, category: null, severity: null, kind: null, workload: null };

function context(silences: readonly Silence[] = []): PlanContext {
  return buildContext(
    observation({
      now: at('2026-11-10T12:00'),
      settings: mapping({}, { silences }),
      jobs: [job({ tag: 'gold' })],
      results: [result('2026-11-10T10:00', 'failed')],
      workloads: [workload({ latestRestorePointAt: 0 })],
      agents: [server({ connected: false, lastHeartbeatAt: 0 })],
      alarms: [alarm()],
      providerProblems: [{ kind: 'auth', system: 'itglue', since: 0, message: '', hint: '' }],
    }),
  );
}

function situation(found: PlanContext, id: string): Situation {
  const known = assess(found).get(id);
  if (!known) throw new Error(`${id} is not there.`);
  return known;
}

describe('what a rule can match', () => {
  it.each<[string, string, Partial<MatchSubject>]>([
    [
      'of a job: name, kind, workload, server, tag, company',
      'main/vbr-job/job-1',
      {
        ...NOTHING,
        job: 'Nightly',
        kind: 'BackupVm',
        workload: 'vm',
        server: 'backup01',
        tag: 'gold',
        connection: 'main',
        company: {
          uid: 'alpha',
          names: ['Alpha', 'Alpha Inc', 'alpha'],
          connectwiseId: 250,
          type: 'Customer',
          status: 'Active',
          reseller: null,
          resellerName: null,
        },
      },
    ],
    ['of a workload: no job', 'main/workload/vm-1', { ...NOTHING, kind: 'VirtualMachine', workload: 'vm' }],
    ['of a server: its class', 'main/server/server-1', { ...NOTHING, workload: 'server' }],
    [
      'of an alarm: name, category and severity',
      'main/alarm/alarm-1',
      { ...NOTHING, alarm: 'Repository free space', category: 'BackupRepository', severity: 'error' },
    ],
    [
      'of a problem of the bridge: the provider, and the system as its connection',
      'bridge/problem/auth@itglue',
      { ...NOTHING, connection: 'itglue', server: null, tag: null },
    ],
  ])('%s', (_sentence, id, expected) => {
    const found = context();
    expect(matchSubjectFor(found, situation(found, id), 'failed')).toMatchObject({ condition: 'failed', ...expected });
  });

  it('the company of a problem is the provider', () => {
    const found = context();
    const { company } = matchSubjectFor(found, situation(found, 'bridge/problem/auth@itglue'), 'problem');
    expect(company).toMatchObject({ uid: null, names: ['Provider'], connectwiseId: 1 });
  });
});

describe('silenceOf', () => {
  const always = { kind: 'once', fromMs: null, untilMs: at('2026-11-20') } as const;

  it.each<[string, readonly Silence[], string | null]>([
    ['none', [], null],
    ['one that is about something else', [{ match: { job: ['Weekly'] }, period: always, reason: 'a' }], null],
    ['the first that fits', [{ match: { job: ['*'] }, period: always, reason: 'b' }], 'b'],
    [
      'one that has ended',
      [{ match: { job: ['*'] }, period: { ...always, untilMs: at('2026-11-10T12:00') }, reason: 'c' }],
      null,
    ],
  ])('%s', (_sentence, silences, reason) => {
    const found = context(silences);
    expect(silenceOf(found, situation(found, 'main/vbr-job/job-1'), 'failed')?.silence.reason ?? null).toBe(reason);
  });
});
