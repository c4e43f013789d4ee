import {
  alarm,
  ALARMS_SOURCE,
  at,
  DAY,
  HOUR,
  job,
  JOBS_SOURCE,
  mapping,
  MINUTE,
  result,
  server,
  workload,
} from '../../../test/support/ticket-world';
import {
  CLOSED_BY_PERSON,
  FAILED,
  JOB,
  OPENED,
  stormStory,
  ticketed,
  TicketStory,
  TOUCH,
} from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { adoptIncident, resolveIncident, snoozeIncident } from './incident-commands';
import { listTicketsToInspect } from './plan-tickets';
import { readTicketPayload } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';
import { TICKETS_SOURCE, type TicketsObservation } from './tickets-observation';
import type { JobFact, TerminalResult } from './workload-facts';

describe('opening', () => {
  it('waits for the hold, opens once, and says nothing more', () => {
    const story = new TicketStory();
    story.results = [FAILED];
    expect(story.words('2026-11-10T10:30')).toEqual(['skip holding']);
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'holding', worst: 'failed', runs: 1, generation: 0 });
    expect(story.words('2026-11-10T11:15')).toEqual(['change create failed-runs']);
    expect(story.world.incidents.get(JOB)).toMatchObject({
      state: 'open',
      generation: 1,
      ticketId: 1000,
      ticketCompanyId: 250,
    });
    expect(story.ticket().externalXRef).toMatch(/^vspcb:prod:[0-9a-f]{16}:1$/);
    expect(story.words('2026-11-10T11:20')).toEqual(['skip failed-runs']);
    expect(story.plan('2026-11-10T11:20').decisions[0]).toMatchObject({ transition: null });
  });

  it.each<[string, Partial<TicketSettings>, Partial<JobFact>, readonly TerminalResult[], string, readonly string[]]>([
    ['a success', {}, {}, [FAILED, result('2026-11-10T11:00', 'success')], OPENED, []],
    ['a warning that recovers', {}, {}, [FAILED, result('2026-11-10T11:00', 'warning')], OPENED, ['skip warning-runs']],
    [
      'a warning that does not',
      { warningRecovers: false },
      {},
      [FAILED, result('2026-11-10T11:00', 'warning')],
      OPENED,
      ['change create failed-runs'],
    ],
    [
      'a retry that failed too: the hold begins anew',
      {},
      {},
      [FAILED, result('2026-11-10T11:20', 'failed')],
      '2026-11-10T12:00',
      ['skip holding'],
    ],
    ['one failure of two', { afterFailures: 2 }, {}, [FAILED], '2026-11-10T20:00', []],
    [
      'one run of two, with a retry',
      { afterFailures: 2 },
      {},
      [FAILED, result('2026-11-10T11:20', 'failed')],
      '2026-11-10T20:00',
      [],
    ],
    [
      'two runs of two',
      { afterFailures: 2 },
      {},
      [result('2026-11-09T10:00', 'failed'), FAILED],
      OPENED,
      ['change create failed-runs'],
    ],
    [
      'runs again: holds on',
      {},
      { running: true, lastStartAt: at('2026-11-10T10:20') },
      [FAILED],
      '2026-11-10T13:59',
      ['skip holding'],
    ],
    [
      'runs again, four hours on',
      {},
      { running: true, lastStartAt: at('2026-11-10T10:20') },
      [FAILED],
      '2026-11-10T14:00',
      ['change create failed-runs'],
    ],
    ['warnings without a rule', {}, {}, [result('2026-11-10T10:00', 'warning')], OPENED, ['skip warning-runs']],
  ])('%s', (_name, settings, change, results, now, words) => {
    const story = new TicketStory({ firstPass: 'ticket', ...settings });
    story.jobs = [job(change)];
    story.results = results;
    expect(story.words(now).filter((word) => word !== 'skip not-scheduled')).toEqual(words);
  });

  it.each<[string, Partial<TicketsObservation>, Partial<JobFact>, string]>([
    ['unlinked', { companies: [] }, {}, 'skip unlinked'],
    [
      'of a company that VSPC names and nobody linked',
      {},
      { company: { uid: 'gamma', name: 'Gamma', by: 'organization' } },
      'skip unlinked',
    ],
    ['tickets cannot be read', { completeSources: new Set([JOBS_SOURCE]) }, {}, 'held create incomplete-observation'],
    [
      'silenced',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          {
            silences: [
              {
                match: { job: ['night*'] },
                period: { kind: 'once', fromMs: null, untilMs: at('2026-11-11') },
                reason: 'move',
              },
            ],
          },
        ),
      },
      {},
      'skip silenced',
    ],
    [
      'silenced for another job',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          {
            silences: [
              {
                match: { job: ['day*'] },
                period: { kind: 'once', fromMs: null, untilMs: at('2026-11-11') },
                reason: 'move',
              },
            ],
          },
        ),
      },
      {},
      'change create failed-runs',
    ],
    [
      'never ticketed by a rule',
      {
        settings: mapping(
          { firstPass: 'ticket' },
          { rules: [{ name: 'lab', match: { company: ['Alpha'] }, set: { ticket: false } }] },
        ),
      },
      {},
      'skip failed-runs',
    ],
  ])('%s', (_name, more, change, word) => {
    const story = new TicketStory();
    story.jobs = [job(change)];
    story.results = [FAILED];
    story.more = more;
    expect(story.words(OPENED)).toEqual([word]);
  });

  it('opens at the end of a silence, its hold counting from the failure', () => {
    const story = new TicketStory();
    const period = { kind: 'once' as const, fromMs: null, untilMs: at('2026-11-10T13:00') };
    story.more = {
      settings: mapping({ firstPass: 'ticket' }, { silences: [{ match: {}, period, reason: 'patches' }] }),
    };
    story.results = [FAILED];
    expect(story.words('2026-11-10T12:59')).toEqual(['skip silenced']);
    expect(story.words('2026-11-10T13:00')).toEqual(['change create failed-runs']);
  });

  it('gives the job of nobody on a shared server to the provider', () => {
    const story = new TicketStory();
    story.jobs = [job({ company: { uid: null, name: 'Provider', by: 'provider' } })];
    story.results = [FAILED];
    story.pass(OPENED);
    expect(story.ticket().companyId).toBe(1);
  });

  it('attaches the configuration of a computer, and creates none', () => {
    const story = new TicketStory();
    story.jobs = [job({ computerName: 'srv-files', serialNumber: 'S1' })];
    story.results = [FAILED];
    const [create] = story.pass(OPENED) as readonly Change[];
    expect(create?.effects.map((effect) => readTicketPayload(effect))).toMatchObject([
      {
        kind: 'create-ticket',
        processNotifications: false,
        board: { id: 10 },
        status: { id: 100 },
        priority: { id: 3 },
      },
      {
        kind: 'attach-configuration',
        ticketId: null,
        incident: JOB,
        companyId: 250,
        hostName: 'srv-files',
        serialNumber: 'S1',
      },
    ]);
  });
});

describe('the first pass', () => {
  function baselined(): TicketStory {
    const story = new TicketStory({ firstPass: 'baseline' });
    story.results = [FAILED];
    expect(story.words(OPENED)).toEqual(['skip baseline']);
    expect(story.words('2026-11-10T12:05')).toEqual(['skip baseline']);
    return story;
  }

  it.each<[string, (story: TicketStory) => void, string, string]>([
    [
      'the same failure again',
      (story) => story.add(result('2026-11-11T10:00', 'failed')),
      '2026-11-11T12:00',
      'skip baseline',
    ],
    [
      'another error text',
      (story) => story.add(result('2026-11-11T10:00', 'failed', { message: 'Disk full' })),
      '2026-11-11T12:00',
      'change create failed-runs',
    ],
    [
      'another number in the text',
      (story) => story.add(result('2026-11-11T10:00', 'failed', { message: FAILED.message })),
      '2026-11-11T12:00',
      'skip baseline',
    ],
    ['recovered', (story) => story.add(result('2026-11-11T10:00', 'success')), '2026-11-11T12:00', 'skip recovered'],
    [
      'recovered and failed anew, unseen',
      (story) => story.add(result('2026-11-11T10:00', 'success'), result('2026-11-12T10:00', 'failed')),
      '2026-11-12T12:00',
      'change create failed-runs',
    ],
  ])('%s', (_name, happens, now, word) => {
    const story = baselined();
    happens(story);
    expect(story.words(now)).toEqual([word]);
  });

  it('opens what an operator adopts', () => {
    const story = baselined();
    story.world.incidents.set(JOB, adoptIncident(story.world.incidents.get(JOB)!));
    expect(story.words('2026-11-10T13:00')).toEqual(['change create failed-runs']);
  });

  it('knows what failed before it, when its source can be read only later', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    story.jobs = [];
    story.pass('2026-11-10T11:00');
    story.jobs = [job()];
    story.results = [FAILED];
    expect(story.words(OPENED)).toEqual(['skip baseline']);
  });

  it('is not taken while the connection cannot be read', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    story.more = { connections: [{ name: 'main', timezone: 'UTC', read: false }] };
    expect(story.plan(OPENED).decisions.filter((decision) => decision.subject.kind === 'connection')).toEqual([]);
  });
});

describe('recovery', () => {
  const GOOD = result('2026-11-10T22:00', 'success');
  it.each<[string, Partial<TicketSettings>, Partial<TicketFact>, string, string | null]>([
    ['nobody is on it: note, then close', {}, {}, 'change close recovered', 'Closed'],
    ['a time entry', {}, { people: { notes: [], timeEntries: [TOUCH] } }, 'change note person-active', 'New'],
    [
      'a note of somebody else',
      {},
      { people: { notes: [TOUCH], timeEntries: [] } },
      'change note person-active',
      'New',
    ],
    [
      'a note of a contact',
      {},
      { people: { notes: [{ member: null, at: 0 }], timeEntries: [] } },
      'change note person-active',
      'New',
    ],
    [
      'a note of a robot',
      { humanTouch: { owner: false, time: true, note: true, ignoreMembers: ['TECH'] } },
      { people: { notes: [TOUCH], timeEntries: [] } },
      'change close recovered',
      'Closed',
    ],
    [
      'a protected status',
      {},
      { statusId: 101, statusName: 'In Progress' },
      'change note person-active',
      'In Progress',
    ],
    ['another owner, not asked for', {}, { owner: 'tech' }, 'change close recovered', 'Closed'],
    [
      'another owner, asked for',
      { humanTouch: { owner: true, time: true, note: true, ignoreMembers: [] } },
      { owner: 'tech' },
      'change note person-active',
      'New',
    ],
    [
      'times and notes are not asked for',
      { humanTouch: { owner: false, time: false, note: false, ignoreMembers: [] } },
      { people: { notes: [TOUCH], timeEntries: [TOUCH] } },
      'change close recovered',
      'Closed',
    ],
    [
      'a status for what recovered',
      { status: { open: 'New', closed: 'Closed', reopened: 'New', recovered: 'Verify', protected: [] } },
      { people: { notes: [TOUCH], timeEntries: [] } },
      'change note person-active',
      'Verify',
    ],
    ['autoClose is off', { autoClose: false }, {}, 'change note recovered', 'New'],
    ['its notes and times were not read', {}, { people: null }, 'held close incomplete-observation', 'New'],
    [
      'moved to another board: a closed status there',
      {},
      { boardId: 20, statusId: 200, statusName: 'Open' },
      'change close recovered',
      null,
    ],
  ])('%s', (_name, settings, change, word, status) => {
    const story = ticketed(settings).touch(change).add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual([word]);
    if (status !== null) expect(story.ticket().statusName).toBe(status);
    if (word.startsWith('change note')) expect(story.words('2026-11-11T23:05')).toEqual(['skip person-active']);
  });

  it('lists the tickets whose people have to be read before they are closed', () => {
    const story = ticketed().touch({ people: null }).add(GOOD);
    expect(listTicketsToInspect(story.facts('2026-11-10T22:05'))).toEqual([1000]);
    expect(listTicketsToInspect(ticketed().facts(OPENED))).toEqual([]);
  });

  it('is a destructive change that names the source of the job', () => {
    const story = ticketed().add(GOOD);
    expect(story.pass('2026-11-10T22:05')).toMatchObject([
      { changeClass: 'destructive', inferredFromAbsence: false, sources: [JOBS_SOURCE, TICKETS_SOURCE] },
    ]);
    expect(story.world.notes.at(-1)?.text).toMatch(/\n\[vspcb:[0-9a-f]{8}\]$/);
    expect(story.world.incidents.get(JOB)).toMatchObject({
      state: 'resolved',
      closedBy: 'ours',
      closedAt: at('2026-11-10T22:05'),
    });
  });

  it('needs as many good runs as the settings say', () => {
    const story = ticketed({ closeAfterSuccesses: 2 }).add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual(['skip holding']);
    story.add(result('2026-11-11T22:00', 'warning'));
    expect(story.words('2026-11-11T22:05')).toEqual(['change close recovered']);
  });

  it('says once that a person keeps the ticket, and once that it failed anew', () => {
    const story = ticketed()
      .touch({ people: { notes: [TOUCH], timeEntries: [] } })
      .add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual(['change note person-active']);
    story.add(result('2026-11-11T22:00', 'failed'));
    expect(story.words('2026-11-11T23:20')).toEqual(['change note reopened']);
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'open', flaps: 1 });
  });

  it('does not close a job that was disabled while it failed, and says so once', () => {
    const story = ticketed();
    story.jobs = [job({ enabled: false, disabledSince: at(OPENED) })];
    expect(story.words('2026-11-10T13:00')).toEqual(['change note disabled']);
    expect(story.words('2026-11-12T13:00')).toEqual(['skip disabled']);
  });

  it('says once that the company is no longer linked, then leaves the ticket alone', () => {
    const story = ticketed();
    story.more = { companies: [] };
    expect(story.words('2026-11-10T13:00')).toEqual(['change note unlinked']);
    story.add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual(['skip unlinked']);
  });

  it('believes that a job is gone after a second complete read a day later', () => {
    const story = ticketed();
    story.jobs = [];
    expect(story.words('2026-11-11T12:00')).toEqual(['skip gone']);
    story.more = { completeSources: new Set([TICKETS_SOURCE]) };
    expect(story.words('2026-11-13T12:00')).toEqual([]);
    story.more = {};
    expect(story.words('2026-11-13T12:00')).toEqual(['change close gone']);
    expect(story.world.openTickets()).toHaveLength(0);
  });

  it('forgets the absence of a job that comes back', () => {
    const story = ticketed();
    story.jobs = [];
    story.pass('2026-11-11T12:00');
    story.jobs = [job()];
    story.pass('2026-11-11T13:00');
    expect(story.world.incidents.get(JOB)?.absentSince).toBeNull();
  });
});

describe('again', () => {
  const GOOD = result('2026-11-10T22:00', 'success');
  it.each<[string, string, string, string]>([
    ['within reopenWithin: the same ticket', '2026-11-12T22:00', '2026-11-12T23:15', 'change reopen reopened'],
    ['before its hold ends', '2026-11-12T22:00', '2026-11-12T22:30', 'skip holding'],
    ['later: the next generation', '2026-11-14T22:00', '2026-11-14T23:15', 'change create failed-runs'],
  ])('%s', (_name, failed, now, word) => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result(failed, 'failed'));
    expect(story.words(now)).toEqual([word]);
  });

  it('reopens with a status and a note, and counts the flap', () => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result('2026-11-12T22:00', 'failed')).pass('2026-11-12T23:15');
    expect(story.ticket()).toMatchObject({ id: 1000, closed: false, statusName: 'New' });
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'open', generation: 1, flaps: 1, closedAt: null });
  });

  it('names the old ticket in the next generation', () => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    story.add(result('2026-11-20T22:00', 'failed')).pass('2026-11-20T23:15');
    expect(story.ticket()).toMatchObject({ id: 1001, externalXRef: expect.stringMatching(/:2$/) as string });
    expect(story.world.created.get(1001)?.text).toContain('ticket 1000');
  });
});

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

describe('notes and escalation', () => {
  it.each<[string, readonly TerminalResult[], string, string]>([
    ['a mere repeat', [result('2026-11-10T20:00', 'failed')], '2026-11-10T22:00', 'skip failed-runs'],
    [
      'the same text with other numbers',
      [result('2026-11-10T20:00', 'failed', { message: FAILED.message })],
      '2026-11-10T22:00',
      'skip failed-runs',
    ],
    [
      'another text',
      [result('2026-11-10T20:00', 'failed', { message: 'Disk full' })],
      '2026-11-10T22:00',
      'change note text-changed',
    ],
    ['a day after the last', [], '2026-11-11T12:00', 'change note note-due'],
    ['a minute before', [], '2026-11-11T11:59', 'skip failed-runs'],
  ])('%s', (_name, results, now, word) => {
    const story = ticketed().add(...results);
    expect(story.words(now)).toEqual([word]);
    expect(story.words(now)[0]).toMatch(/^skip/);
  });

  it('takes each step of an escalation once', () => {
    const escalate = [
      { afterMs: 12 * HOUR, set: { priority: 'High' } },
      { afterMs: 48 * HOUR, set: { team: 'Experts' } },
    ];
    const story = ticketed({ escalate, noteEveryMs: 90 * DAY });
    const [first] = story.pass('2026-11-11T00:00') as readonly Change[];
    expect(first).toMatchObject({ action: 'escalate', reason: 'escalated' });
    expect(first?.effects.map((effect) => readTicketPayload(effect))).toMatchObject([
      { kind: 'update-ticket', set: { priority: { id: 2 } } },
      { kind: 'add-note' },
    ]);
    expect(story.words('2026-11-12T11:59')).toEqual(['skip failed-runs']);
    expect(story.words('2026-11-12T12:00')).toEqual(['change escalate escalated']);
    expect(story.words('2026-11-20T12:00')).toEqual(['skip failed-runs']);
  });

  it('is quiet while snoozed, closes all the same, and wakes by itself', () => {
    const story = ticketed();
    const row = story.world.incidents.get(JOB)!;
    story.world.incidents.set(JOB, snoozeIncident(row, at('2026-11-13'), 'hardware ordered'));
    expect(story.words('2026-11-12T12:00')).toEqual(['skip silenced']);
    expect(story.words('2026-11-13T00:00')).toEqual(['change note note-due']);
    expect(story.world.incidents.get(JOB)).toMatchObject({ state: 'open', snoozedUntil: null });
  });

  it('says once that the job belongs to another company now', () => {
    const story = ticketed();
    story.jobs = [job({ company: { uid: 'beta', name: 'Beta', by: 'mapped' } })];
    expect(story.words('2026-11-10T13:00')).toEqual(['change note company-changed']);
    expect(story.words('2026-11-10T13:05')).toEqual(['skip failed-runs']);
    expect(story.ticket().companyId).toBe(250);
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

describe('storms', () => {
  it.each<[string, number, (index: number) => Partial<JobFact>, number]>([
    ['fewer than the threshold: a ticket each', 3, () => ({}), 3],
    ['as many: one ticket', 4, () => ({}), 1],
    ['on two servers, too few on each', 6, (index) => ({ serverKey: `server-${index % 2}` }), 6],
    [
      'on two servers, but one repository',
      6,
      (index) => ({ serverKey: `server-${index % 2}`, repositoryKey: 'r1' }),
      1,
    ],
    [
      'four on a server, the others alone',
      6,
      (index) => ({ serverKey: index < 4 ? 'server-1' : `server-${index}` }),
      3,
    ],
  ])('%s', (_name, count, change, tickets) => {
    const story = stormStory(count, change);
    story.pass(OPENED);
    expect(story.world.openTickets()).toHaveLength(tickets);
    expect(story.pass('2026-11-10T12:05').every((decision) => decision.decision === 'skip')).toBe(true);
  });

  it.each<[string, (index: number) => Partial<JobFact>, number, boolean]>([
    ['one company: its own ticket', () => ({}), 250, false],
    [
      'two companies: the provider, who alone sees names',
      (index) => ({
        company: { uid: index === 0 ? 'beta' : 'alpha', name: index === 0 ? 'Beta' : 'Alpha', by: 'organization' },
      }),
      1,
      true,
    ],
  ])('%s', (_name, change, companyId, named) => {
    const story = stormStory(4, change);
    story.pass(OPENED);
    expect(story.ticket().companyId).toBe(companyId);
    expect(story.world.created.get(1000)?.text.includes('Alpha: Job 1')).toBe(named);
  });

  it('keeps its table current, keeps who fails again, and ends with its last member', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    story.add(result('2026-11-10T13:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-10T13:05')).toContain('change note storm');
    story.add(result('2026-11-10T14:00', 'failed', { key: 'job-0' }));
    story.pass('2026-11-10T16:00');
    expect(story.world.openTickets()).toHaveLength(1);
    for (const index of [0, 1, 2, 3]) story.add(result('2026-11-10T20:00', 'success', { key: `job-${index}` }));
    expect(story.words('2026-11-10T20:05')).toContain('change close recovered');
    expect(story.world.openTickets()).toHaveLength(0);
  });

  it('leaves tickets that exist, and names the storm in them once', () => {
    const story = stormStory(5);
    const late = story.results.slice(1).map((entry) => ({ ...entry, endedAt: entry.endedAt + 20 * MINUTE }));
    story.results = [story.results[0]!, ...late];
    expect(story.words('2026-11-10T11:15')).toContain('change create failed-runs');
    expect(story.words('2026-11-10T11:35')).toEqual([
      'change note storm',
      'skip storm',
      'skip storm',
      'skip storm',
      'skip storm',
      'change create storm',
    ]);
    expect(story.world.openTickets()).toHaveLength(2);
    expect(story.pass('2026-11-10T11:40').every((decision) => decision.decision === 'skip')).toBe(true);
  });

  it('opens its members on their own when its ticket could not be made', () => {
    const story = stormStory(4);
    const plan = story.plan(OPENED);
    const withoutCreate = { ...plan, decisions: plan.decisions.filter((decision) => decision.decision === 'skip') };
    story.world.apply(withoutCreate, at(OPENED));
    expect(story.words('2026-11-10T12:05')).toContain('change create storm');
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
