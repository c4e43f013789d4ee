import { at, job, JOBS_SOURCE, mapping, result } from '../../../test/support/ticket-world';
import { JOB, OPENED, ticketed, TicketStory, TOUCH } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { listFurtherReads } from './plan-tickets';
import { readTicketPayload } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';
import { TICKETS_SOURCE, type TicketsObservation } from './tickets-observation';

describe('planClosing', () => {
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
    expect(listFurtherReads(story.facts('2026-11-10T22:05')).people).toEqual([1000]);
    expect(listFurtherReads(ticketed().facts(OPENED)).people).toEqual([]);
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

describe('planClosing, on the ticket as it lies', () => {
  const GOOD = result('2026-11-10T22:00', 'success');
  const STATUS = { open: 'New', closed: 'Closed', reopened: 'New', recovered: null, protected: [] };

  it.each<[string, Partial<TicketSettings>, Partial<TicketFact>, Partial<TicketsObservation>, string, number | null]>([
    [
      'closes by the id of the status where the board is not known',
      { status: { ...STATUS, closed: 109 } },
      { boardId: 99 },
      {},
      'change close recovered',
      109,
    ],
    ['leaves a board without a closed status alone', {}, { boardId: 99 }, {}, 'change note recovered', null],
    [
      'closes with another closed status where the named one is open',
      { status: { ...STATUS, closed: 'New' } },
      {},
      {},
      'change close recovered',
      109,
    ],
    ['has no closed status at all', {}, { boardId: 30 }, {}, 'change note recovered', null],
    [
      'a recovered status that the board does not have',
      { autoClose: false, status: { ...STATUS, recovered: 'Nowhere' } },
      {},
      {},
      'change note recovered',
      null,
    ],
    [
      'a recovered status that it has already',
      { autoClose: false, status: { ...STATUS, recovered: 'New' } },
      {},
      {},
      'change note recovered',
      null,
    ],
    [
      'a recovered status that would close it',
      { autoClose: false, status: { ...STATUS, recovered: 'Closed' } },
      {},
      {},
      'change note recovered',
      null,
    ],
    [
      'a recovered status',
      { autoClose: false, status: { ...STATUS, recovered: 'Verify' } },
      {},
      {},
      'change note recovered',
      102,
    ],
    [
      'a recovered status, but its own is protected',
      { autoClose: false, status: { ...STATUS, recovered: 'Verify', protected: ['In Progress'] } },
      { statusId: 101, statusName: 'In Progress' },
      {},
      'change note recovered',
      null,
    ],
  ])('%s', (_name, settings, change, more, word, statusId) => {
    const story = ticketed(settings).touch(change).add(GOOD);
    const { catalog } = story.facts(OPENED);
    const open = { id: 300, name: 'Open', closed: false, inactive: false };
    story.more = {
      ...more,
      catalog: { ...catalog, boards: [...catalog.boards, { id: 30, name: 'Odd', statuses: [open] }] },
    };
    const [decision] = story.pass('2026-11-10T22:05') as readonly Change[];
    expect(`${decision?.decision} ${decision?.action} ${decision?.reason}`).toBe(word);
    const payloads = decision?.effects.map((effect) => readTicketPayload(effect)) ?? [];
    const set = payloads.find((payload) => payload.kind === 'set-status');
    expect(set?.statusId ?? null).toBe(statusId);
  });

  it('notes first, then closes, and looks for people right before', () => {
    const [close] = ticketed().add(GOOD).pass('2026-11-10T22:05') as readonly Change[];
    expect(close?.effects.map((effect) => readTicketPayload(effect))).toMatchObject([
      { kind: 'add-note' },
      {
        kind: 'set-status',
        unlessPeople: { time: true, note: true, owner: null, robots: [] },
        expectedStatusId: 100,
      },
    ]);
  });

  it('looks for the people that the settings of its rule name', () => {
    const story = ticketed();
    const humanTouch = { time: false, note: true, owner: true, ignoreMembers: ['RMM'] };
    const rules = [{ name: 'servers', match: { workload: ['vm' as const] }, set: { humanTouch } }];
    story.more = { settings: mapping({ firstPass: 'ticket' }, { rules }) };
    const [close] = story.add(GOOD).pass('2026-11-10T22:05') as readonly Change[];
    expect(readTicketPayload(close!.effects[1]!)).toMatchObject({
      unlessPeople: { time: false, note: true, owner: { atCreation: null }, robots: ['rmm'] },
    });
  });

  it('asks for the notes of all that are to be closed, lowest ticket first', () => {
    const story = new TicketStory();
    story.jobs = ['job-1', 'job-2', 'job-3'].map((key) => job({ key, serverKey: key }));
    story.results = story.jobs.map(({ key }) => result('2026-11-10T10:00', 'failed', { key }));
    story.pass(OPENED);
    for (const id of [1000, 1001, 1002]) story.world.touch(id, { people: null });
    story.add(...story.jobs.map(({ key }) => result('2026-11-10T22:00', 'success', { key })));
    expect(listFurtherReads(story.facts('2026-11-10T22:05')).people).toEqual([1000, 1001, 1002]);
  });

  it('closes the ticket of a problem past all limits, and relies on no source of VSPC for it', () => {
    const story = new TicketStory();
    const problem = { kind: 'stale' as const, system: 'itglue', since: 0, message: 'No complete read.', hint: '' };
    story.more = { providerProblems: [problem] };
    expect(story.pass(OPENED)[0]).toMatchObject({ reason: 'system-stale', exemptFromLimits: true });
    story.more = { completeSources: new Set([TICKETS_SOURCE]) };
    const close = story.pass('2026-11-10T13:00').find((decision) => decision.decision === 'change');
    expect(close).toMatchObject({ action: 'close', exemptFromLimits: true, sources: [TICKETS_SOURCE] });
  });
});
