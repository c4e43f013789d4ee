import { alarm, at, DAY, HOUR, job, observation, result, server, workload } from '../../../test/support/ticket-world';
import { ticketed } from '../../../test/support/ticket-story';
import { assess, assessAgain } from './assess';
import { buildContext } from './plan-context';
import type { TicketsObservation } from './tickets-observation';
import type { JobFact, JobSchedule } from './workload-facts';

const NOW = at('2026-11-10T12:00');
const AWAY = server({ connected: false, lastHeartbeatAt: NOW - 5 * HOUR });
const OVERDUE: Partial<JobFact> = { scheduleType: 'daily', lastStartAt: NOW - 3 * DAY, dueAt: NOW - 5 * HOUR };

function chained(parentKey: string | null): Partial<JobFact> {
  const schedule: JobSchedule = { type: 'chained', parentKey, parentName: 'Parent' };
  return { scheduleType: 'chained', schedule, lastStartAt: NOW - 3 * DAY };
}

/** `subject condition [explained by]` of everything that is wrong. */
function wrong(facts: Partial<TicketsObservation>): readonly string[] {
  const situations = assess(buildContext(observation({ now: NOW, ...facts })));
  return [...situations.values()].flatMap(({ about, findings }) =>
    findings.map(({ condition, explained }) => {
      const name = about.type === 'problem' ? about.fact.system : about.fact.key;
      return `${name} ${condition}${explained ? ` ${explained.reason}: ${explained.name}` : ''}`;
    }),
  );
}

describe('assess', () => {
  it.each<[string, Partial<TicketsObservation>, readonly string[]]>([
    ['lists nobody with whom nothing is wrong', { jobs: [job()], agents: [server()] }, []],
    ['a missed job stands alone', { jobs: [job(OVERDUE)] }, ['job-1 missed']],
    [
      'beneath a server that is offline it is explained',
      { jobs: [job(OVERDUE)], agents: [AWAY] },
      ['server-1 source-offline', 'job-1 missed explained-by-source: backup01'],
    ],
    [
      'a failed job is not: it told so itself',
      { jobs: [job()], results: [result('2026-11-10T08:00', 'failed')], agents: [AWAY] },
      ['server-1 source-offline', 'job-1 failed', 'job-1 warning'],
    ],
    [
      'under a laptop that is merely off it is judged by itself',
      {
        jobs: [job({ ...OVERDUE, serverKey: null, agentKey: 'a1' })],
        agents: [server({ ...AWAY, kind: 'agent', key: 'a1', workload: 'workstation' })],
      },
      ['a1 source-offline', 'job-1 missed'],
    ],
    [
      'a chained job is explained by its parent that was due and did not run',
      {
        jobs: [job({ ...OVERDUE, key: 'parent', name: 'Parent' }), job(chained('parent'))],
        results: [result('2026-11-09T22:10', 'success', { key: 'parent' }), result('2026-11-07T23:00', 'success')],
      },
      ['parent missed', 'job-1 missed explained-by-job: Parent'],
    ],
    [
      'a chain is settled from its head, whatever the order of the list',
      {
        jobs: [
          job({ ...chained('middle'), key: 'last', name: 'Last' }),
          job({ ...chained('head'), key: 'middle', name: 'Middle' }),
          job({ key: 'head', name: 'Head' }),
        ],
        results: [
          result('2026-11-09T22:10', 'success', { key: 'head' }),
          result('2026-11-10T01:00', 'failed', { key: 'head' }),
          result('2026-11-09T23:00', 'success', { key: 'middle' }),
          result('2026-11-07T23:00', 'success', { key: 'last' }),
        ],
      },
      ['head failed', 'head warning', 'last missed'],
    ],
    [
      'a chain that bites its own tail ends all the same',
      { jobs: [job({ ...chained('b'), key: 'a' }), job({ ...chained('a'), key: 'b' })] },
      [],
    ],
    ['a chained job without a parent is never missed', { jobs: [job(chained(null))] }, []],
    [
      'an unprotected machine under a job with an incident is explained by it',
      {
        jobs: [job()],
        results: [result('2026-11-10T08:00', 'failed')],
        workloads: [workload({ latestRestorePointAt: NOW - 3 * DAY, job: 'main/vbr-job/job-1' })],
      },
      ['job-1 failed', 'job-1 warning', 'vm-1 unprotected explained-by-job: Nightly'],
    ],
    [
      'under a server that is offline by that',
      { agents: [AWAY], workloads: [workload({ latestRestorePointAt: NOW - 3 * DAY })] },
      ['server-1 source-offline', 'vm-1 unprotected explained-by-source: backup01'],
    ],
    [
      'an alarm about a job with an incident is explained by it',
      {
        jobs: [job()],
        results: [result('2026-11-10T08:00', 'failed')],
        alarms: [alarm({ about: 'main/vbr-job/job-1' })],
      },
      ['job-1 failed', 'job-1 warning', 'alarm-1 alarm explained-by-job: Nightly'],
    ],
    ['a machine that is protected is not listed', { workloads: [workload({ latestRestorePointAt: NOW })] }, []],
    ['an alarm that is resolved neither', { alarms: [alarm({ state: 'resolved' })] }, []],
    [
      'a problem of the bridge',
      { providerProblems: [{ kind: 'auth', system: 'itglue', since: 0, message: '', hint: '' }] },
      ['itglue problem'],
    ],
  ])('%s', (_sentence, facts, expected) => {
    expect(wrong(facts)).toEqual(expected);
  });

  it('lists a subject of the ledger also when nothing is wrong with it', () => {
    const story = ticketed().add(result('2026-11-10T22:00', 'success'));
    const situations = assess(buildContext(story.facts('2026-11-10T22:05')));
    expect([...situations.values()].map(({ id, findings }) => [id, findings])).toEqual([['main/vbr-job/job-1', []]]);
  });
});

describe('assessAgain', () => {
  it('judges by what the ticket has told since; what explains a finding stays', () => {
    const story = ticketed().add(result('2026-11-10T20:00', 'failed'));
    const context = buildContext(story.facts('2026-11-10T22:00'));
    const situation = assess(context).get('main/vbr-job/job-1')!;
    const waiting = { ...story.row(), waitsFor: 'evidence' as const, closedAt: at('2026-11-10T15:00') };
    expect(situation.findings[0]?.onsetAt).toBe(at('2026-11-10T10:00'));
    expect(assessAgain(context, situation, waiting).findings[0]?.onsetAt).toBe(at('2026-11-10T20:00'));
    expect(assessAgain(context, situation, { ...waiting, waitsFor: null })).toBe(situation);
  });

  it('only jobs have runs to choose from', () => {
    const story = ticketed();
    const context = buildContext(observation({ now: NOW, agents: [AWAY] }));
    const situation = assess(context).get('main/server/server-1')!;
    expect(assessAgain(context, situation, { ...story.row(), waitsFor: 'evidence' })).toBe(situation);
  });
});
