import { at, HOUR, mapping } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { result } from '../../../test/support/ticket-world';
import {
  CLOSED_BY_PERSON,
  FAILED,
  OPENED,
  stormStory,
  ticketed,
  TicketStory,
  TOUCH,
} from '../../../test/support/ticket-story';
import { activeSilences, silenceFor } from './silences';
import type { MatchSubject } from './match-rule';
import type { TicketSettings, TicketsMapping } from './ticket-settings';

describe('activeSilences', () => {
  const clock = WallClock.in('UTC');
  it.each<[string, Parameters<typeof activeSilences>[0][number]['period'], string, boolean]>([
    [
      'before it begins',
      { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') },
      '2026-12-23T23:59',
      false,
    ],
    [
      'at its beginning',
      { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') },
      '2026-12-24T00:00',
      true,
    ],
    ['at its end', { kind: 'once', fromMs: at('2026-12-24'), untilMs: at('2026-12-27') }, '2026-12-27T00:00', false],
    ['without a beginning', { kind: 'once', fromMs: null, untilMs: at('2026-12-27') }, '2026-01-01T00:00', true],
    ['recurring, inside', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-08T05:59', true],
    ['recurring, at its end', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-08T06:00', false],
    [
      'recurring, at its beginning',
      { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR },
      '2026-11-08T02:00',
      true,
    ],
    [
      'recurring, by a cron that is none',
      { kind: 'recurring', every: 'never', forMs: 4 * HOUR },
      '2026-11-08T03:00',
      false,
    ],
    ['recurring, another day', { kind: 'recurring', every: '0 2 * * 0', forMs: 4 * HOUR }, '2026-11-09T03:00', false],
  ])('%s', (_name, period, now, active) => {
    const { silences } = mapping({}, { silences: [{ match: {}, period, reason: 'patches' }] });
    expect(activeSilences(silences, at(now), clock)).toHaveLength(active ? 1 : 0);
  });
});

describe('silenceFor', () => {
  const clock = WallClock.in('UTC');
  const subject = { condition: 'failed', job: 'Nightly', company: { names: ['Alpha'] } } as unknown as MatchSubject;
  it.each<[string, Partial<TicketsMapping>['silences'], string | null]>([
    ['none lasts', [], null],
    [
      'the first that matches',
      [silence({ job: ['day*'] }, 'a'), silence({ job: ['night*'] }, 'b'), silence({}, 'c')],
      'b',
    ],
    ['none matches', [silence({ job: ['day*'] }, 'a')], null],
  ])('%s', (_name, silences = [], reason) => {
    expect(silenceFor(activeSilences(silences, at('2026-11-10'), clock), subject)?.silence.reason ?? null).toBe(reason);
  });
});

function silence(
  match: TicketsMapping['silences'][number]['match'],
  reason: string,
): TicketsMapping['silences'][number] {
  return { match, period: { kind: 'once', fromMs: null, untilMs: at('2026-11-30') }, reason };
}

/** From now on everything is silenced, until it ends. */
function silenced(story: TicketStory, settings: Partial<TicketSettings> = {}): TicketStory {
  story.more = { settings: mapping({ firstPass: 'ticket', ...settings }, { silences: [silence({}, 'patches')] }) };
  return story;
}

describe('while a silence lasts (RULES, Tickets 14)', () => {
  const GOOD = result('2026-11-10T22:00', 'success');

  it('nothing opens', () => {
    const story = silenced(new TicketStory());
    story.results = [FAILED];
    expect(story.words(OPENED)).toEqual(['skip silenced']);
    expect(story.row()).toMatchObject({ state: 'holding', conditions: ['failed'] });
  });

  it('what still fails at its end opens then, its hold counting from the failure', () => {
    const story = silenced(new TicketStory());
    story.results = [FAILED];
    story.pass(OPENED);
    story.more = {};
    expect(story.words('2026-11-10T12:05')).toEqual(['change create failed-runs']);
  });

  it('nothing reopens', () => {
    const story = ticketed().add(GOOD);
    story.pass('2026-11-10T22:05');
    silenced(story).add(result('2026-11-11T22:00', 'failed'));
    expect(story.words('2026-11-11T23:30')).toEqual(['skip silenced']);
    story.more = {};
    expect(story.words('2026-11-11T23:35')).toEqual(['change reopen reopened']);
  });

  it.each<[string, (story: TicketStory) => void]>([
    ['another error text', (story) => story.add(result('2026-11-10T20:00', 'failed', { message: 'Disk full' }))],
    ['a note that is due', () => undefined],
    ['a job that was disabled', (story) => (story.jobs = story.jobs.map((job) => ({ ...job, enabled: false })))],
    [
      'a job of another company',
      (story) =>
        (story.jobs = story.jobs.map((job) => ({ ...job, company: { uid: 'beta', name: 'Beta', by: 'mapped' } }))),
    ],
    ['a company that is no longer linked', (story) => (story.more = { ...story.more, companies: [] })],
  ])('nothing notes: %s', (_name, happens) => {
    const story = silenced(ticketed());
    happens(story);
    expect(story.words('2026-11-11T13:00')).toEqual(['skip silenced']);
    expect(story.world.notes).toEqual([]);
  });

  it('nothing escalates', () => {
    const escalate = [{ afterMs: HOUR, set: { priority: 'High' } }];
    expect(silenced(ticketed({ escalate }), { escalate }).words('2026-11-10T14:00')).toEqual(['skip silenced']);
  });

  it('recovery still closes', () => {
    expect(silenced(ticketed()).add(GOOD).words('2026-11-10T22:05')).toEqual(['change close recovered']);
  });

  it('recovery that does not close is noted when the silence is over', () => {
    const story = silenced(ticketed().touch({ people: { notes: [TOUCH], timeEntries: [] } })).add(GOOD);
    expect(story.words('2026-11-10T22:05')).toEqual(['skip silenced']);
    story.more = {};
    expect(story.words('2026-11-10T22:10')).toEqual(['change note person-active']);
  });

  it('a ticket that a person closes stays closed', () => {
    const story = silenced(ticketed()).touch({ ...CLOSED_BY_PERSON, closedAt: at('2026-11-10T14:00') });
    story.add(result('2026-11-10T20:00', 'failed'));
    expect(story.words('2026-11-10T22:00')).toEqual(['skip silenced']);
  });

  it('no storm begins, and one that lasts says nothing and still closes', () => {
    const storm = { threshold: 4, withinMs: HOUR };
    expect(silenced(stormStory(4), { storm }).words(OPENED)).toEqual(Array(4).fill('skip silenced'));
    const story = stormStory(4);
    story.pass(OPENED);
    silenced(story, { storm }).add(result('2026-11-10T14:00', 'success', { key: 'job-0' }));
    expect(story.words('2026-11-10T14:05')).toEqual([
      'skip recovered',
      'skip storm',
      'skip storm',
      'skip storm',
      'skip silenced',
    ]);
    for (const key of ['job-1', 'job-2', 'job-3']) story.add(result('2026-11-10T20:00', 'success', { key }));
    expect(story.words('2026-11-10T20:05')).toContain('change close recovered');
  });

  it('no ticket is told of a storm until the silence ends', () => {
    const story = stormStory(5);
    const late = story.results.slice(1).map((entry) => ({ ...entry, endedAt: entry.endedAt + HOUR / 3 }));
    story.results = [story.results[0]!, ...late];
    story.pass('2026-11-10T11:15');
    const storm = { threshold: 4, withinMs: HOUR };
    const silences = [silence({ job: ['Job 0'] }, 'hands off')];
    story.more = { settings: mapping({ firstPass: 'ticket', storm }, { silences }) };
    expect(story.words('2026-11-10T11:35')).toContain('skip silenced');
    story.more = {};
    expect(story.words('2026-11-10T11:40')).toContain('change note storm');
    expect(story.words('2026-11-10T11:45').every((word) => word.startsWith('skip'))).toBe(true);
  });
});
