import { alarm, at, DAY, job, mapping, result, workload } from '../../../test/support/ticket-world';
import { FAILED, JOB, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';
import { snoozeIncident } from './incident-commands';
import type { TicketsMapping } from './ticket-settings';
import type { TicketsObservation } from './tickets-observation';
import type { TerminalResult } from './workload-facts';

describe('planOpenTicket', () => {
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

describe('planOpenTicket, row by row', () => {
  const GOOD = result('2026-11-10T22:00', 'success');

  function companies(story: TicketStory, state: 'ignored' | 'suspended' | 'linked'): Partial<TicketsObservation> {
    return { companies: story.facts(OPENED).companies.map((company) => ({ ...company, state })) };
  }

  it('writes nothing while tickets of its company are suspended, and goes on afterwards', () => {
    const story = ticketed().add(GOOD);
    story.more = companies(story, 'suspended');
    expect(story.words('2026-11-10T22:05')).toEqual(['skip suspended']);
    story.more = {};
    expect(story.words('2026-11-10T22:10')).toEqual(['change close recovered']);
  });

  it('notes once that its company is ignored, and again when that happens again', () => {
    const story = ticketed();
    story.more = companies(story, 'ignored');
    expect(story.words('2026-11-10T13:00')).toEqual(['change note ignored']);
    expect(story.words('2026-11-10T13:05')).toEqual(['skip ignored']);
    story.more = {};
    expect(story.words('2026-11-10T13:10')).toEqual(['skip failed-runs']);
    story.more = companies(story, 'ignored');
    expect(story.words('2026-11-10T13:15')).toEqual(['change note ignored']);
  });

  it('says again that it was disabled, once it had been enabled', () => {
    const story = ticketed();
    story.jobs = [job({ enabled: false })];
    expect(story.words('2026-11-10T13:00')).toEqual(['change note disabled']);
    story.jobs = [job()];
    expect(story.words('2026-11-10T13:05')).toEqual(['skip failed-runs']);
    story.jobs = [job({ enabled: false })];
    expect(story.words('2026-11-10T13:10')).toEqual(['change note disabled']);
  });

  it('a change of the worst condition is a note, and a better one too', () => {
    const story = ticketed();
    story.jobs = [job({ scheduleType: 'daily', lastStartAt: at('2026-11-10T09:00'), dueAt: at('2026-11-11T09:00') })];
    story.pass('2026-11-11T11:00');
    expect(story.row()).toMatchObject({ worst: 'failed', conditions: ['failed', 'missed'] });
    expect(story.world.notes).toEqual([]);
  });

  it('keeps the ticket of what a job explains by now, without a word (RULES, Tickets 2)', () => {
    const story = new TicketStory();
    story.jobs = [];
    story.more = { workloads: [workload({ latestRestorePointAt: at('2026-11-08'), job: JOB })] };
    expect(story.words(OPENED)).toEqual(['change create unprotected']);
    story.jobs = [job()];
    story.results = [FAILED];
    expect(story.words('2026-11-10T12:05')).toEqual(['change create failed-runs', 'skip holding']);
    expect(story.world.openTickets()).toHaveLength(2);
    story.more = { workloads: [workload({ latestRestorePointAt: at('2026-11-10T22:00'), job: JOB })] };
    story.add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual(['change close recovered', 'change close recovered']);
  });

  it('does not call recovered what a rule no longer tickets', () => {
    const story = new TicketStory();
    const rules = (ticket: boolean): Partial<TicketsMapping> => ({
      rules: [{ name: 'space', match: { alarm: ['*'] }, set: { ticket } }],
    });
    story.jobs = [];
    story.more = {
      alarms: [alarm({ activatedAt: at('2026-11-10T09:00') })],
      settings: mapping({ firstPass: 'ticket' }, rules(true)),
    };
    expect(story.words(OPENED)).toEqual(['change create alarm']);
    story.more = { ...story.more, settings: mapping({ firstPass: 'ticket' }, rules(false)) };
    expect(story.words('2026-11-10T12:05')).toEqual(['skip holding']);
  });

  it('a snooze without a reason is as quiet as any', () => {
    const story = ticketed();
    story.world.incidents.set(JOB, { ...snoozeIncident(story.row(), at('2026-11-13'), ''), snoozeReason: null });
    expect(story.words('2026-11-12T12:00')).toEqual(['skip silenced']);
    expect(story.row().state).toBe('snoozed');
  });

  it('wakes without a word when there is nothing to say', () => {
    const story = ticketed({ noteEveryMs: 90 * DAY });
    story.world.incidents.set(JOB, snoozeIncident(story.row(), at('2026-11-13'), 'hardware ordered'));
    expect(story.words('2026-11-13T00:00')).toEqual(['skip failed-runs']);
    expect(story.row()).toMatchObject({ state: 'open', snoozedUntil: null, snoozeReason: null });
  });
});
