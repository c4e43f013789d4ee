import {
  alarm,
  at,
  job,
  observation,
  result,
  server,
  workload,
  WORKLOADS_SOURCE,
} from '../../../test/support/ticket-world';
import { assess } from './assess';
import { describeSituation } from './describe-situation';
import { blankRow } from './incident-row';
import type { IncidentRow } from './incident';
import { buildContext } from './plan-context';
import type { TicketVariables } from './ticket-variables';
import type { TicketsObservation } from './tickets-observation';

const NOW = at('2026-11-10T12:00');
const HEARD = at('2026-11-10T06:00');
const AWAY = server({ connected: false, lastHeartbeatAt: HEARD });
const OLD_WORKLOAD = workload({ latestRestorePointAt: at('2026-11-08T22:00') });

function rowOf(key: string, change: Partial<IncidentRow> = {}): IncidentRow {
  const subject = { kind: 'vbr-job', key: 'job-1', name: 'Nightly' } as const;
  return { ...blankRow({ key, subject, connection: 'main', source: 'source' }), worst: 'failed', ...change };
}

/** What texts know of the subject with that id. */
function describe1(id: string, facts: Partial<TicketsObservation>): TicketVariables {
  const context = buildContext(observation({ now: NOW, ...facts }));
  const situation = assess(context).get(id);
  if (!situation) throw new Error(`${id} is not there.`);
  const { findings } = situation;
  return describeSituation(context, situation, { event: 'opened', reason: 'alarm', findings, row: rowOf(id) });
}

describe('what texts know', () => {
  it.each<[string, string, Partial<TicketsObservation>, Partial<TicketVariables>]>([
    [
      'a job: its type, its last good run, its next one, what is left',
      'main/vbr-job/job-1',
      {
        jobs: [job({ dueAt: at('2026-11-10T22:00') })],
        results: [result('2026-11-08T22:10', 'warning'), result('2026-11-09T22:10', 'failed')],
      },
      {
        jobType: 'BackupVm',
        workload: 'vm',
        lastGood: '2026-11-08 22:10 +00:00',
        nextRun: '2026-11-10 22:00 +00:00',
        restorePoints: 7,
        destination: 'Repository 1',
        server: 'backup01',
        computer: '',
        dataAsOf: '',
      },
    ],
    [
      'a job without a good run, a server or a destination',
      'main/vbr-job/job-1',
      { jobs: [job({ serverName: null, destination: null })], results: [result('2026-11-09T22:10', 'failed')] },
      { lastGood: '', nextRun: '', server: '', destination: '' },
    ],
    [
      'of its objects those that are not well',
      'main/vbr-job/job-1',
      {
        jobs: [
          job({
            objects: [
              { name: 'a', result: 'success', message: '' },
              { name: 'b', result: 'failed', message: 'x' },
            ],
          }),
        ],
        results: [result('2026-11-09T22:10', 'failed')],
      },
      { objects: [{ name: 'b', result: 'failed', message: 'x' }] },
    ],
    [
      'a job beneath a server that is out of touch: how old it is',
      'main/vbr-job/job-1',
      { jobs: [job()], agents: [AWAY], results: [result('2026-11-09T22:10', 'failed')] },
      { dataAsOf: '2026-11-10 06:00 +00:00' },
    ],
    [
      'a job beneath a server that nobody ever heard of',
      'main/vbr-job/job-1',
      { jobs: [job()], agents: [{ ...AWAY, lastHeartbeatAt: null }], results: [result('2026-11-09T22:10', 'failed')] },
      { dataAsOf: '' },
    ],
    [
      'a workload: its newest restore point',
      'main/workload/vm-1',
      { workloads: [OLD_WORKLOAD] },
      { lastGood: '2026-11-08 22:00 +00:00', restorePoints: 7, dataAsOf: '' },
    ],
    [
      'a workload out of a list that was kept: when it was read',
      'main/workload/vm-1',
      { workloads: [OLD_WORKLOAD], readAt: new Map([[WORKLOADS_SOURCE, at('2026-11-10T11:20')]]) },
      { dataAsOf: '2026-11-10 11:20 +00:00' },
    ],
    [
      'a workload of a kept list beneath an offline agent: the older of both',
      'main/workload/vm-1',
      {
        workloads: [{ ...OLD_WORKLOAD, serverKey: null, agentKey: 'a1' }],
        agents: [server({ kind: 'agent', key: 'a1', connected: false, lastHeartbeatAt: HEARD })],
        readAt: new Map([[WORKLOADS_SOURCE, at('2026-11-10T11:20')]]),
      },
      { dataAsOf: '2026-11-10 06:00 +00:00' },
    ],
    [
      'a server: since when nothing of it is known',
      'main/server/server-1',
      { agents: [AWAY] },
      { workload: 'server', computer: 'backup01', dataAsOf: '2026-11-10 06:00 +00:00' },
    ],
    [
      'an alarm: the space that is left, and what the vendor advises',
      'main/alarm/alarm-1',
      { alarms: [alarm({ capacity: '3 GiB free.', capacitySource: 'repositories' })] },
      { knowledge: '3 GiB free.\nAdd space.', server: 'backup01', dataAsOf: '' },
    ],
    [
      'an alarm without a server; the space as of when it was read',
      'main/alarm/alarm-1',
      {
        alarms: [alarm({ serverName: null, knowledge: '', capacity: '3 GiB free.', capacitySource: 'repositories' })],
        readAt: new Map([['repositories', at('2026-11-10T11:20')]]),
      },
      { knowledge: '3 GiB free. As of 2026-11-10 11:20 +00:00.', server: '' },
    ],
    [
      'a problem of the bridge: what helps',
      'bridge/problem/auth@itglue',
      { providerProblems: [{ kind: 'auth', system: 'itglue', since: 0, message: 'Refused.', hint: 'A new key.' }] },
      { knowledge: 'A new key.', message: 'Refused.', condition: 'problem' },
    ],
  ])('%s', (_sentence, id, facts, expected) => {
    expect(describe1(id, facts)).toMatchObject(expected);
  });

  it('is what the ledger holds, when nothing is found any more', () => {
    const context = buildContext(observation({ now: NOW, agents: [AWAY] }));
    const row = rowOf('main/vbr-job/job-1', {
      conditions: ['failed', 'missed'],
      since: HEARD,
      lastSeenAt: NOW,
      runs: 4,
      company: { uid: 'alpha', name: 'Alpha' },
    });
    expect(describeSituation(context, null, { event: 'gone', reason: 'gone', findings: [], row })).toMatchObject({
      condition: 'failed',
      conditions: ['failed', 'missed'],
      since: '2026-11-10 06:00 +00:00',
      lastSeen: '2026-11-10 12:00 +00:00',
      runs: 4,
      message: '',
      rule: '',
      company: 'Alpha',
      detail: '',
      members: [],
      previousTicketId: null,
      dataAsOf: '',
    });
  });

  it.each<[string, string, string]>([
    ['a server that is out of touch', 'server:server-1', '2026-11-10 06:00 +00:00'],
    ['a repository', 'repository:r1', ''],
  ])('of a storm under %s knows how old its data is', (_sentence, key, dataAsOf) => {
    const context = buildContext(observation({ now: NOW, agents: [AWAY] }));
    const row = rowOf(`main/storm/${key}`, { subject: { kind: 'storm', key, name: 'x' } });
    const variables = describeSituation(context, null, { event: 'opened', reason: 'storm', findings: [], row });
    expect(variables).toMatchObject({ dataAsOf, company: 'Provider' });
  });
});
