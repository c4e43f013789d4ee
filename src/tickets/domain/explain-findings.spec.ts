import {
  alarm,
  at,
  job,
  mapping,
  result,
  server,
  workload,
  WORKLOADS_SOURCE,
} from '../../../test/support/ticket-world';
import { FAILED, JOB, OPENED, TicketStory, TOUCH } from '../../../test/support/ticket-story';
import type { TicketRule } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';
import type { JobFact } from './workload-facts';

const BACK = '2026-11-10T12:05';
const OLD = { latestRestorePointAt: at('2026-11-08'), job: JOB };
const OFF = { connected: false, lastHeartbeatAt: at('2026-11-09T06:00') };
const DUE: Partial<JobFact> = {
  scheduleType: 'daily',
  lastStartAt: at('2026-11-08T22:00'),
  dueAt: at('2026-11-09T22:00'),
};
const RULES: readonly TicketRule[] = [
  { name: 'alarms', match: { condition: ['alarm'] }, set: { ticket: true } },
  { name: 'quiet job', match: { job: ['Quiet'] }, set: { ticket: false } },
];

describe('Explanations', () => {
  it.each<[string, Partial<TicketsObservation>, readonly string[]]>([
    [
      'unprotected under a job that is held',
      { jobs: [job()], results: [result('2026-11-10T11:30', 'failed')], workloads: [workload(OLD)] },
      ['skip holding', 'skip explained-by-job'],
    ],
    [
      'unprotected under a job that is open',
      { jobs: [job()], results: [FAILED], workloads: [workload(OLD)] },
      ['change create failed-runs', 'skip explained-by-job'],
    ],
    [
      'unprotected under a job that is well',
      { jobs: [job()], results: [result('2026-11-10T10:00', 'success')], workloads: [workload(OLD)] },
      ['skip not-scheduled', 'change create unprotected'],
    ],
    [
      'unprotected under a job that is never ticketed',
      { jobs: [job({ name: 'Quiet' })], results: [FAILED], workloads: [workload(OLD)] },
      ['skip failed-runs', 'change create unprotected'],
    ],
    [
      'unprotected under the job of a company that is not linked',
      {
        jobs: [job({ company: { uid: 'gamma', name: 'Gamma', by: 'organization' } })],
        results: [FAILED],
        workloads: [workload(OLD)],
      },
      ['skip unlinked', 'change create unprotected'],
    ],
    [
      'unprotected under no job',
      { jobs: [job()], results: [FAILED], workloads: [workload({ ...OLD, job: null })] },
      ['change create failed-runs', 'change create unprotected'],
    ],
    [
      'unprotected beneath a server that is off',
      { agents: [server(OFF)], workloads: [workload(OLD)] },
      ['change create source-offline', 'skip explained-by-source'],
    ],
    [
      'unprotected beneath no server',
      { agents: [server(OFF)], workloads: [workload({ ...OLD, serverKey: null })] },
      ['change create source-offline', 'change create unprotected'],
    ],
    [
      'unprotected beneath the agent of a server',
      {
        agents: [server({ ...OFF, kind: 'agent', key: 'a1' })],
        workloads: [workload({ ...OLD, serverKey: null, agentKey: 'a1' })],
      },
      ['change create source-offline', 'skip explained-by-source'],
    ],
    [
      'missed beneath a server that is off',
      { agents: [server(OFF)], jobs: [job(DUE)] },
      ['change create source-offline', 'skip explained-by-source'],
    ],
    [
      'failed beneath a server that is off: its own',
      { agents: [server(OFF)], jobs: [job()], results: [FAILED] },
      ['change create source-offline', 'change create failed-runs'],
    ],
    [
      'an alarm about a job that failed',
      { jobs: [job()], results: [FAILED], alarms: [alarm({ about: JOB })] },
      ['skip explained-by-job', 'change create failed-runs'],
    ],
    [
      'an alarm about nothing of ours',
      { jobs: [job()], results: [FAILED], alarms: [alarm()] },
      ['change create alarm', 'change create failed-runs'],
    ],
    [
      'chained under a parent that failed',
      {
        jobs: [
          job(),
          job({
            key: 'job-2',
            scheduleType: 'chained',
            lastStartAt: at('2026-11-07'),
            schedule: { type: 'chained', parentKey: 'job-1', parentName: null },
          }),
        ],
        results: [result('2026-11-08T22:10', 'success'), FAILED],
      },
      ['change create failed-runs', 'skip explained-by-job'],
    ],
    [
      'chained under a parent that is well: its own',
      {
        jobs: [
          job(),
          job({
            key: 'job-2',
            scheduleType: 'chained',
            lastStartAt: at('2026-11-07'),
            schedule: { type: 'chained', parentKey: 'job-1', parentName: null },
          }),
        ],
        results: [result('2026-11-08T22:10', 'success')],
      },
      ['skip not-scheduled', 'change create missed'],
    ],
  ])('%s', (_name, more, words) => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules: RULES }), ...more };
    const said = story.pass(OPENED).map((decision) => ({
      kind: decision.subject.kind,
      word:
        decision.decision === 'skip'
          ? `skip ${decision.reason}`
          : `${decision.decision} ${decision.action} ${decision.reason}`,
    }));
    const order = ['alarm', 'server', 'agent', 'vbr-job', 'workload'];
    said.sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
    expect(said.map(({ word }) => word)).toEqual(words);
  });

  it.each<[string, Partial<TicketsObservation>, string, string]>([
    ['in the pass that sees it back', {}, BACK, 'skip explained-by-source'],
    ['as long as VSPC need not know better', {}, '2026-11-10T13:00', 'skip explained-by-source'],
    ['no longer, once it must', {}, '2026-11-10T13:10', 'change create unprotected'],
    [
      'as long as its list is from before',
      { readAt: new Map([[WORKLOADS_SOURCE, at('2026-11-10T13:00')]]) },
      '2026-11-10T13:50',
      'skip explained-by-source',
    ],
    [
      'no longer, once its list was read again',
      { readAt: new Map([[WORKLOADS_SOURCE, at('2026-11-10T13:10')]]) },
      '2026-11-10T13:50',
      'change create unprotected',
    ],
  ])('a server that is back explains what is unprotected beneath it %s', (_when, more, now, word) => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = { agents: [server(OFF)], workloads: [workload(OLD)] };
    story.pass(OPENED);
    story.more = { agents: [server()], workloads: [workload(OLD)] };
    if (now !== BACK) expect(story.words(BACK)).toContain('change close recovered');
    story.more = { ...story.more, ...more };
    expect(story.words(now)).toContain(word);
  });

  it('a server explains nothing any more that people are still on, hours after it is back', () => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = { agents: [server(OFF)], workloads: [workload(OLD)] };
    story.pass(OPENED);
    story.touch({ people: { notes: [TOUCH], timeEntries: [] } });
    story.more = { agents: [server()], workloads: [workload(OLD)] };
    expect(story.words('2026-11-10T12:05')).toEqual(['change note person-active', 'skip explained-by-source']);
    expect(story.words('2026-11-10T14:00')).toEqual(['skip person-active', 'change create unprotected']);
  });

  it('a baseline explains nothing', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    story.results = [FAILED];
    story.pass(OPENED);
    story.more = { workloads: [workload({ ...OLD, latestRestorePointAt: at('2026-11-09T11:00') })] };
    expect(story.words('2026-11-10T14:00')).toEqual(['skip baseline', 'change create unprotected']);
  });

  it('settles a chain of chains from its head, and a ring of them somehow', () => {
    const chained = (key: string, parentKey: string): JobFact =>
      job({
        key,
        scheduleType: 'chained',
        lastStartAt: at('2026-11-07'),
        schedule: { type: 'chained', parentKey, parentName: null },
      });
    const story = new TicketStory();
    story.jobs = [chained('a', 'b'), chained('b', 'job-1'), job(), chained('x', 'y'), chained('y', 'x')];
    story.results = [
      result('2026-11-08T22:10', 'success'),
      FAILED,
      result('2026-11-07T22:00', 'success', { key: 'b' }),
    ];
    expect(story.words(OPENED).filter((word) => word !== 'skip no-schedule')).toContain('skip explained-by-job');
  });
});
