import { at, job, workload } from '../../../test/support/ticket-world';
import {
  CLOSED_BY_PERSON,
  FAILED,
  JOB,
  OPENED,
  ticketed,
  TicketStory,
  TOUCH,
} from '../../../test/support/ticket-story';
import type { IncidentRow } from './incident';
import { TICKETS_SOURCE, type TicketsObservation } from './tickets-observation';
import type { JobFact } from './workload-facts';

describe('planGone', () => {
  function absent(story: TicketStory): TicketStory {
    story.jobs = [];
    return story;
  }

  it.each<[string, Partial<TicketsObservation>, string, string, readonly string[]]>([
    [
      'its source was not complete: nothing',
      { completeSources: new Set([TICKETS_SOURCE]) },
      OPENED,
      '2026-11-13T12:00',
      [],
    ],
    ['absent since this read', {}, '2026-11-13T12:00', '2026-11-13T12:00', ['skip gone']],
    ['absent for less than a day', {}, '2026-11-12T12:01', '2026-11-13T12:00', ['skip gone']],
    ['absent for a day: closed with that reason', {}, '2026-11-12T12:00', '2026-11-13T12:00', ['change close gone']],
  ])('%s', (_name, more, first, second, words) => {
    const story = absent(ticketed());
    story.more = more;
    if (first !== second) story.pass(first);
    expect(story.words(second)).toEqual(words);
  });

  it.each<[string, Partial<IncidentRow>, string, string]>([
    ['without a ticket: over', { ticketId: null, state: 'holding' }, 'skip gone', 'resolved'],
    ['a baseline: over', { ticketId: null, state: 'baseline' }, 'skip gone', 'resolved'],
  ])('gone %s', (_name, change, word, state) => {
    const story = absent(ticketed());
    story.world.incidents.set(JOB, { ...story.row(), ...change, absentSince: at('2026-11-10') });
    expect(story.words('2026-11-13T12:00')).toEqual([word]);
    expect(story.row().state).toBe(state);
    expect(story.words('2026-11-13T12:05')).toEqual([]);
  });

  it('closes the row of a ticket that people closed before', () => {
    const story = absent(ticketed()).touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-11') });
    expect(story.words('2026-11-13T12:00')).toEqual(['skip gone']);
    expect(story.row()).toMatchObject({ state: 'resolved', closedBy: 'person' });
  });

  it.each<[string, 'unlinked' | 'ignored' | 'suspended', readonly string[]]>([
    ['unlinked: one note, then hands off', 'unlinked', ['change note unlinked', 'skip unlinked', 'skip unlinked']],
    ['ignored: one note, then hands off', 'ignored', ['change note ignored', 'skip ignored', 'skip ignored']],
    ['suspended: nothing is written', 'suspended', ['skip suspended', 'skip suspended', 'skip suspended']],
  ])('of a company that is %s', (_name, state, words) => {
    const story = ticketed();
    const companies = story.facts(OPENED).companies.map((company) => ({ ...company, state }));
    absent(story).more = { companies };
    story.pass('2026-11-11T12:00');
    const said = ['2026-11-12T12:00', '2026-11-12T12:05', '2026-11-14T12:00'].flatMap((now) => story.words(now));
    expect(said).toEqual(words);
    expect(story.ticket().closed).toBe(false);
  });

  it.each<[string, Partial<JobFact>]>([
    ['of nobody', { company: { uid: null, name: 'Provider', by: 'provider' } }],
    ['of a customer that nobody could be asked about', { company: { uid: 'alpha', name: 'Alpha', by: 'provider' } }],
  ])('a job of the provider is closed, %s', (_name, change) => {
    const story = new TicketStory();
    story.jobs = [job(change)];
    story.results = [FAILED];
    story.pass(OPENED);
    absent(story).more = { companies: [] };
    story.pass('2026-11-11T12:00');
    expect(story.words('2026-11-12T12:00')).toEqual(['change close gone']);
  });

  it('goes through a snooze and through people as recovery does', () => {
    const story = absent(ticketed().touch({ people: { notes: [TOUCH], timeEntries: [] } }));
    story.pass('2026-11-11T12:00');
    expect(story.words('2026-11-12T12:00')).toEqual(['change note person-active']);
    expect(story.words('2026-11-12T12:05')).toEqual(['skip person-active']);
  });

  it('is recovered, at once, when a machine that its job only listed has its first restore point', () => {
    const story = absent(new TicketStory());
    const listed = workload({ key: 'listed/job-1/vm-1', job: JOB, firstSeenAt: 0 });
    story.more = { workloads: [listed] };
    expect(story.words(OPENED)).toEqual(['change create never-protected']);
    const now = workload({ job: JOB, latestRestorePointAt: at(OPENED) });
    story.more = { workloads: [now], protectedNow: new Set([listed.id]) };
    expect(story.words('2026-11-10T12:05')).toEqual(['change close recovered']);
  });

  it('believes at once that a problem is over', () => {
    const story = new TicketStory();
    const problem = { kind: 'blocked' as const, system: 'bridge', since: 0, message: '', hint: '' };
    story.more = { providerProblems: [problem] };
    story.pass(OPENED);
    story.more = { completeSources: new Set([TICKETS_SOURCE]) };
    expect(story.words('2026-11-10T12:05')).toContain('change close recovered');
  });
});
