import { at, HOUR, mapping, MINUTE, result } from '../../../test/support/ticket-world';
import { OPENED, stormStory, TicketStory } from '../../../test/support/ticket-story';
import { readTicketPayload } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import { TICKETS_SOURCE } from './tickets-observation';
import { subjectId, type JobFact } from './workload-facts';
import type { Change } from '../../kernel/change';

const STORM = subjectId('main', 'storm', 'server:server-1');
const ALL = [0, 1, 2, 3];
const BETA: Partial<JobFact> = { company: { uid: 'beta', name: 'Beta', by: 'organization' } };

/** A storm of four jobs of one server that began on the 10th at noon, and that ended at eight. */
function ended(change: (index: number) => Partial<JobFact> = () => ({})): TicketStory {
  const story = stormStory(4, change);
  story.pass(OPENED);
  story.add(...ALL.map((index) => result('2026-11-10T20:00', 'success', { key: `job-${index}` })));
  story.pass('2026-11-10T20:05');
  if (story.world.openTickets().length > 0) throw new Error('The storm has not ended.');
  return story;
}

function failAgain(story: TicketStory, time: string, ...indexes: readonly number[]): TicketStory {
  return story.add(...indexes.map((index) => result(time, 'failed', { key: `job-${index}` })));
}

describe('a storm that ended and comes again (RULES, Tickets 11 and 13)', () => {
  it.each<[string, string, string, Partial<TicketFact> | null, readonly string[], number]>([
    ['within reopenWithin: the same ticket', '2026-11-12T20:00', '2026-11-12T21:15', {}, ['reopen reopened'], 1],
    ['before its hold ends: nothing yet', '2026-11-12T20:00', '2026-11-12T21:00', {}, [], 1],
    ['later: a new one', '2026-11-14T20:00', '2026-11-14T21:15', {}, ['create storm'], 2],
    [
      'its ticket was merged into another: a new one',
      '2026-11-12T20:00',
      '2026-11-12T21:15',
      { mergedIntoId: 7 },
      ['create storm'],
      2,
    ],
    [
      'its ticket was deleted: a new one',
      '2026-11-12T20:00',
      '2026-11-12T21:15',
      { deleted: true },
      ['create storm'],
      2,
    ],
    ['its ticket was not read: a new one', '2026-11-12T20:00', '2026-11-12T21:15', null, ['create storm'], 1],
    [
      'a person has opened its ticket already: a note',
      '2026-11-12T20:00',
      '2026-11-12T21:15',
      { closed: false, statusId: 101, statusName: 'In Progress' },
      ['reopen reopened'],
      1,
    ],
  ])('%s', (_name, failed, now, ticket, words, tickets) => {
    const story = failAgain(ended(), failed, ...ALL);
    if (ticket === null) story.world.tickets.clear();
    else story.touch(ticket);
    const said = story.pass(now).filter((decision) => decision.decision === 'change');
    expect(said.map((decision) => `${decision.action} ${decision.reason}`)).toEqual(words);
    expect(story.world.tickets.size).toBe(tickets);
    const later = story.pass(new Date(at(now) + 5 * MINUTE).toISOString().slice(0, 16));
    expect(later.every((decision) => decision.decision === 'skip')).toBe(true);
  });

  it('reopens with its status, then a note with the table, and counts the flap', () => {
    const story = failAgain(ended(), '2026-11-12T20:00', ...ALL);
    const reopen = story
      .pass('2026-11-12T21:15')
      .find((decision): decision is Change => decision.decision === 'change');
    expect(reopen?.effects.map((effect) => readTicketPayload(effect))).toMatchObject([
      { kind: 'set-status', ticketId: 1000, statusId: 100 },
      { kind: 'add-note', ticketId: 1000, text: expect.stringMatching(/open again[^]*Job 0 \| failed/) as string },
    ]);
    expect(story.row(STORM)).toMatchObject({ state: 'open', generation: 1, flaps: 1, ticketId: 1000, closedAt: null });
    expect(story.row('main/vbr-job/job-0')).toMatchObject({ state: 'open', ticketId: null, stormKey: `${STORM}#1` });
    story.add(...ALL.map((index) => result('2026-11-13T20:00', 'success', { key: `job-${index}` })));
    expect(story.words('2026-11-13T20:05')).toContain('change close recovered');
  });

  it('takes in who fails within the same moment', () => {
    const story = failAgain(ended(), '2026-11-12T20:00', 0, 1, 2, 3);
    story.jobs = [...story.jobs, ...stormStory(5).jobs.slice(4)];
    story.pass('2026-11-12T21:15');
    failAgain(story, '2026-11-12T20:10', 4);
    story.pass('2026-11-12T21:30');
    expect(story.row('main/vbr-job/job-4')).toMatchObject({ state: 'open', stormKey: `${STORM}#1` });
    expect(story.world.tickets.size).toBe(1);
  });

  it('a member that is not listed while its source is not complete is no member that is gone', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    story.jobs = story.jobs.slice(1);
    story.more = { completeSources: new Set([TICKETS_SOURCE]) };
    story.pass('2026-11-10T13:00');
    expect(story.words('2026-11-13T13:00').some((said) => said.startsWith('change close'))).toBe(false);
    expect(story.row('main/vbr-job/job-0')).toMatchObject({ state: 'open', absentSince: null });
  });

  it('fewer than the threshold get a ticket each', () => {
    const story = failAgain(ended(), '2026-11-12T20:00', 0);
    expect(story.words('2026-11-12T21:15')).toContain('change create failed-runs');
  });

  it('never shows customers to another one: jobs of two companies do not open the ticket of one', () => {
    const story = ended();
    story.jobs = story.jobs.map((job, index) => (index === 0 ? { ...job, ...BETA } : job));
    failAgain(story, '2026-11-12T20:00', ...ALL);
    expect(story.words('2026-11-12T21:15')).toContain('change create storm');
    expect(story.ticket().companyId).toBe(1);
  });

  it('the provider’s ticket takes everybody', () => {
    const story = ended((index) => (index === 0 ? BETA : {}));
    story.jobs = stormStory(4).jobs;
    failAgain(story, '2026-11-12T20:00', ...ALL);
    expect(story.words('2026-11-12T21:15')).toContain('change reopen reopened');
  });

  it('after a person closed it, when there is new evidence', () => {
    const story = stormStory(4);
    story.pass(OPENED);
    story.touch({ closed: true, closedAt: at('2026-11-10T14:00'), closedByUs: false });
    expect(story.words('2026-11-10T15:00').every((said) => said.startsWith('skip'))).toBe(true);
    failAgain(story, '2026-11-10T20:00', ...ALL);
    expect(story.words('2026-11-10T21:15')).toContain('change reopen reopened');
    expect(story.world.tickets.size).toBe(1);
  });

  it('at once, where a person closed it and is to find it open again', () => {
    const story = stormStory(4);
    const storm = { threshold: 4, withinMs: HOUR };
    story.more = { settings: mapping({ firstPass: 'ticket', storm, onClosedByPerson: 'reopen' }) };
    story.pass(OPENED);
    story.touch({ closed: true, closedAt: at('2026-11-10T14:00'), closedByUs: false });
    expect(story.words('2026-11-10T15:00')).toContain('change reopen reopened');
    expect(story.world.tickets.size).toBe(1);
    expect(story.words('2026-11-10T15:05').every((said) => said.startsWith('skip'))).toBe(true);
  });

  it('has the reopenWithin of the rule of its worst member', () => {
    const story = ended();
    const rules = [{ name: 'short', match: {}, set: { reopenWithinMs: HOUR } }];
    story.more = {
      settings: mapping({ firstPass: 'ticket', storm: { threshold: 4, withinMs: HOUR } }, { rules }),
    };
    failAgain(story, '2026-11-12T20:00', ...ALL);
    expect(story.words('2026-11-12T21:15')).toContain('change create storm');
  });
});
