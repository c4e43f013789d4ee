import {
  alarm,
  ALARMS_SOURCE,
  at,
  HOUR,
  job,
  mapping,
  result,
  server,
  workload,
} from '../../../test/support/ticket-world';
import { CLOSED_BY_PERSON, FAILED, JOB, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { adoptIncident, resolveIncident } from './incident-commands';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';
import { TICKETS_SOURCE, type TicketsObservation } from './tickets-observation';
import type { TerminalResult } from './workload-facts';

describe('what people do to a ticket', () => {
  it.each<[string, Partial<TicketSettings>, readonly TerminalResult[], string]>([
    ['wait: nothing new', {}, [], 'skip closed-by-person'],
    ['wait: failed again after the closing', {}, [result('2026-11-11T10:00', 'failed')], 'change reopen reopened'],
    ['wait: failed again, but within its hold', {}, [result('2026-11-11T11:30', 'failed')], 'skip holding'],
    ['reopen: at the next pass', { onClosedByPerson: 'reopen' }, [], 'change reopen reopened'],
    [
      'ignore: failed again',
      { onClosedByPerson: 'ignore' },
      [result('2026-11-11T10:00', 'failed')],
      'skip closed-by-person',
    ],
    [
      'ignore: recovered and failed anew',
      { onClosedByPerson: 'ignore' },
      [result('2026-11-11T08:00', 'success'), result('2026-11-11T10:00', 'failed')],
      'change reopen reopened',
    ],
  ])('closed by a person, %s', (_name, settings, results, word) => {
    const story = ticketed(settings)
      .touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-10T14:00') })
      .add(...results);
    expect(story.words('2026-11-11T12:00')).toEqual([word]);
  });

  it('closed by a person after it recovered: nothing to do', () => {
    const story = ticketed()
      .touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-10T23:00') })
      .add(result('2026-11-10T22:00', 'success'));
    story.pass('2026-11-10T23:05');
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'resolved', closedBy: 'person', waitsFor: null });
    expect(story.words('2026-11-10T23:10').filter((word) => word.startsWith('change'))).toEqual([]);
  });

  it.each<[string, Partial<TicketSettings>, readonly TerminalResult[], string]>([
    ['problem: no new ticket', {}, [result('2026-11-11T10:00', 'failed')], 'skip deleted'],
    [
      'problem: recovered and failed anew',
      {},
      [result('2026-11-11T08:00', 'success'), result('2026-11-11T10:00', 'failed')],
      'change create failed-runs',
    ],
    ['recreate: the next generation', { onDeleted: 'recreate' }, [], 'change create failed-runs'],
  ])('deleted, %s', (_name, settings, results, word) => {
    const story = ticketed(settings)
      .touch({ deleted: true })
      .add(...results);
    expect(story.words('2026-11-11T12:00')).toEqual([word]);
    const problems = story.plan('2026-11-11T12:05').problems.map((problem) => problem.kind);
    expect(problems).toEqual(word.startsWith('skip') ? ['ticket-deleted'] : []);
  });

  it('deleted: opens when an operator says so', () => {
    const story = ticketed().touch({ deleted: true });
    story.pass('2026-11-11T12:00');
    story.world.incidents.set(JOB, adoptIncident(story.world.incidents.get(JOB)!));
    expect(story.words('2026-11-11T12:05')).toEqual(['change create failed-runs']);
  });

  it('merged: notes go to the parent, which is never closed by us', () => {
    const story = ticketed();
    const parent: TicketFact = { ...story.ticket(), id: 500, externalXRef: null };
    story.world.tickets.set(500, parent);
    story.world.touch(1000, { ...CLOSED_BY_PERSON, mergedIntoId: 500 });
    story.add(result('2026-11-11T10:00', 'failed', { message: 'Disk full' }));
    expect(story.words('2026-11-11T12:00')).toEqual(['change note text-changed']);
    story.add(result('2026-11-11T22:00', 'success'));
    expect(story.words('2026-11-11T22:05')).toEqual(['change note recovered']);
    expect(story.world.notes.map((note) => note.ticketId)).toEqual([500, 500]);
    expect(story.world.tickets.get(500)?.closed).toBe(false);
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'resolved', closedBy: 'ours' });
  });

  it.each<[string, Partial<TicketSettings>, string]>([
    ['follow', {}, 'change close recovered'],
    ['ignore', { onMoved: 'ignore' }, 'skip ignored'],
  ])('moved to another board, %s', (_name, settings, word) => {
    const story = ticketed(settings).touch({ boardId: 20, statusId: 200, statusName: 'Open' });
    story.add(result('2026-11-10T22:00', 'success'));
    expect(story.words('2026-11-10T22:05')).toEqual([word]);
  });

  it('waits with everything while its ticket is not read', () => {
    const story = ticketed();
    story.world.tickets.clear();
    expect(story.words('2026-11-11T12:00')).toEqual(['held note incomplete-observation']);
  });
});

describe('the other conditions', () => {
  const NOW = '2026-11-10T12:00';
  const due = { scheduleType: 'daily' as const, lastStartAt: at('2026-11-08T22:00'), dueAt: at('2026-11-09T22:00') };

  it('a missed job opens without a hold, and a late success closes it', () => {
    const story = new TicketStory();
    story.jobs = [job(due)];
    story.results = [result('2026-11-08T22:10', 'success')];
    expect(story.words('2026-11-09T23:59')).toEqual([]);
    const [create] = story.pass('2026-11-10T00:00') as readonly Change[];
    expect(create).toMatchObject({ action: 'create', reason: 'missed', inferredFromAbsence: true });
    story.jobs = [job({ ...due, lastStartAt: at('2026-11-10T01:00'), running: true, dueAt: null })];
    expect(story.words('2026-11-10T01:05')).toEqual(['skip holding']);
    story.jobs = [job({ ...due, lastStartAt: at('2026-11-10T01:00'), dueAt: at('2026-11-10T22:00') })];
    story.add(result('2026-11-10T01:30', 'success'));
    expect(story.words('2026-11-10T01:35')).toEqual(['change close recovered']);
  });

  it('explains a workload by a job whose late start still runs', () => {
    const story = new TicketStory();
    story.jobs = [job(due)];
    story.results = [result('2026-11-08T22:10', 'success')];
    story.more = { workloads: [workload({ job: JOB, latestRestorePointAt: at('2026-11-08T22:10') })] };
    expect(story.words('2026-11-10T00:10')).toEqual(['change create missed', 'skip explained-by-job']);
    story.jobs = [job({ ...due, lastStartAt: at('2026-11-10T01:00'), running: true, dueAt: null })];
    expect(story.words('2026-11-10T01:05')).toEqual(['skip holding', 'skip explained-by-job']);
  });

  it('a late start that fails makes the incident one of failure', () => {
    const story = new TicketStory();
    story.jobs = [job(due)];
    story.results = [result('2026-11-08T22:10', 'success')];
    story.pass('2026-11-10T00:00');
    story.jobs = [job({ ...due, lastStartAt: at('2026-11-10T01:00'), dueAt: at('2026-11-10T22:00') })];
    story.add(result('2026-11-10T01:30', 'failed'));
    expect(story.words('2026-11-10T02:00')).toEqual(['skip holding']);
    expect(story.words('2026-11-10T02:45')).toEqual(['change note failed-runs']);
    expect(story.world.incidents.get(JOB)?.worst).toBe('failed');
  });

  it.each<[string, Partial<TicketsObservation>, readonly string[]]>([
    [
      'unprotected',
      { workloads: [workload({ latestRestorePointAt: at(NOW) - 27 * HOUR })] },
      ['change create unprotected'],
    ],
    ['protected', { workloads: [workload({ latestRestorePointAt: at(NOW) - 25 * HOUR })] }, []],
    ['never protected, listed by a job', { workloads: [workload({ job: JOB })] }, ['change create never-protected']],
    ['never protected, listed by nobody', { workloads: [workload()] }, []],
    [
      'a server that is off',
      { agents: [server({ connected: false, lastHeartbeatAt: at(NOW) - 3 * HOUR })] },
      ['change create source-offline'],
    ],
    [
      'a server that is off for a moment',
      { agents: [server({ connected: false, lastHeartbeatAt: at(NOW) - HOUR })] },
      [],
    ],
    [
      'a workstation that is off',
      {
        agents: [
          server({ kind: 'agent', workload: 'workstation', connected: false, lastHeartbeatAt: at(NOW) - 3 * HOUR }),
        ],
      },
      ['skip source-offline'],
    ],
    [
      'the agent of a server that is off',
      { agents: [server({ kind: 'agent', connected: false, lastHeartbeatAt: at(NOW) - 3 * HOUR })] },
      ['change create source-offline'],
    ],
    [
      'unprotected beneath a server that is off',
      {
        agents: [server({ connected: false, lastHeartbeatAt: at(NOW) - 3 * HOUR })],
        workloads: [workload({ latestRestorePointAt: at(NOW) - 27 * HOUR })],
      },
      ['change create source-offline', 'skip explained-by-source'],
    ],
    [
      'missed beneath a server that is off',
      { agents: [server({ connected: false, lastHeartbeatAt: at(NOW) - 30 * HOUR })], jobs: [job(due)] },
      ['skip explained-by-source', 'change create source-offline'],
    ],
    [
      'missed beneath a laptop that is off: its grace judges',
      {
        agents: [
          server({
            kind: 'agent',
            key: 'a1',
            workload: 'workstation',
            connected: false,
            lastHeartbeatAt: at(NOW) - 30 * HOUR,
          }),
        ],
        jobs: [job({ ...due, agentKey: 'a1' })],
      },
      ['skip source-offline', 'change create missed'],
    ],
    [
      'unprotected under a job that failed',
      {
        jobs: [job()],
        results: [FAILED],
        workloads: [workload({ latestRestorePointAt: at(NOW) - 27 * HOUR, job: JOB })],
      },
      ['change create failed-runs', 'skip explained-by-job'],
    ],
    ['an alarm without a rule', { alarms: [alarm()] }, ['skip alarm']],
    [
      'long-running without a rule',
      { jobs: [job({ running: true, lastStartAt: at(NOW) - 7 * HOUR, averageDurationMs: HOUR })] },
      ['skip long-running'],
    ],
    [
      'running, not too long',
      { jobs: [job({ running: true, lastStartAt: at(NOW) - 5 * HOUR, averageDurationMs: HOUR })] },
      [],
    ],
    [
      'disabled for long, without a rule',
      { jobs: [job({ enabled: false, disabledSince: at(NOW) - 80 * HOUR })] },
      ['skip disabled'],
    ],
    [
      'chained under a parent that is missed',
      {
        jobs: [
          job(due),
          job({
            key: 'job-2',
            scheduleType: 'chained',
            lastStartAt: at('2026-11-07T22:00'),
            schedule: { type: 'chained', parentKey: 'job-1', parentName: null },
          }),
        ],
        results: [result('2026-11-08T22:10', 'success')],
      },
      ['change create missed', 'skip explained-by-job'],
    ],
    ['no due time is known', { jobs: [job({ scheduleType: 'daily' })] }, ['skip no-schedule']],
  ])('%s', (_name, more, words) => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = more;
    expect(story.words(NOW)).toEqual(words);
  });

  it.each<[string, string, Partial<TicketsObservation>]>([
    ['alarm', 'alarm', { alarms: [alarm({ activatedAt: at(NOW) - 2 * HOUR })] }],
    ['warning', 'warning-runs', { jobs: [job()], results: [result('2026-11-10T08:00', 'warning')] }],
    [
      'long-running',
      'long-running',
      { jobs: [job({ running: true, lastStartAt: at(NOW) - 7 * HOUR, averageDurationMs: HOUR })] },
    ],
    ['disabled', 'disabled', { jobs: [job({ enabled: false, disabledSince: at(NOW) - 80 * HOUR })] }],
    [
      'source-offline',
      'source-offline',
      {
        agents: [
          server({ kind: 'agent', workload: 'workstation', connected: false, lastHeartbeatAt: at(NOW) - 3 * HOUR }),
        ],
      },
    ],
  ])('%s, by a rule', (condition, reason, more) => {
    const story = new TicketStory();
    story.jobs = [];
    const rule = { name: 'by rule', match: { condition: [condition as 'alarm'] }, set: { ticket: true } };
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules: [rule] }), ...more };
    const [create] = story.pass(NOW) as readonly Change[];
    expect(create).toMatchObject({ action: 'create', reason, rule: 'by rule' });
  });

  it('an alarm is over when a complete read shows it no more, and never because somebody acknowledged it', () => {
    const story = new TicketStory();
    story.jobs = [];
    const rules = [
      { name: 'space', match: { alarm: ['Repository*'], severity: ['error' as const] }, set: { ticket: true } },
    ];
    const settings = mapping({ firstPass: 'ticket' }, { rules });
    story.more = { settings, alarms: [alarm({ activatedAt: at(NOW) - 2 * HOUR })] };
    expect(story.words(NOW)).toEqual(['change create alarm']);
    story.more = { settings, alarms: [alarm({ activatedAt: at(NOW), state: 'acknowledged' })] };
    expect(story.words('2026-11-10T13:00')).toEqual(['skip alarm']);
    story.more = { settings, alarms: [], completeSources: new Set([TICKETS_SOURCE]) };
    expect(story.words('2026-11-10T13:05')).toEqual([]);
    story.more = { settings, alarms: [], completeSources: new Set([TICKETS_SOURCE, ALARMS_SOURCE]) };
    expect(story.words('2026-11-10T13:10')).toEqual(['change close recovered']);
  });

  it('a problem of the bridge is a ticket of the provider, past limits, and closes with it', () => {
    const story = new TicketStory();
    story.jobs = [];
    const problem = {
      kind: 'auth' as const,
      system: 'vspc:main',
      since: at(NOW) - HOUR,
      message: 'Key refused.',
      hint: 'Make a new key.',
    };
    story.more = { providerProblems: [problem] };
    expect(story.pass(NOW)).toMatchObject([{ action: 'create', exemptFromLimits: true, company: null }]);
    expect(story.ticket().companyId).toBe(1);
    story.more = {};
    expect(story.words('2026-11-10T13:00')).toEqual(['change close recovered']);
  });
});

describe('commands of an operator', () => {
  it('resolve ends an incident until there is new evidence', () => {
    const story = ticketed();
    story.touch({ ...CLOSED_BY_PERSON, closedAt: at(OPENED) });
    story.world.incidents.set(JOB, resolveIncident(story.world.incidents.get(JOB)!, at('2026-11-10T13:00')));
    expect(story.words('2026-11-10T13:05')).toEqual(['skip closed-by-person']);
  });
});
