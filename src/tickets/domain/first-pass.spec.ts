import { at, job, result } from '../../../test/support/ticket-world';
import { FAILED, JOB, OPENED, ticketed, TicketStory } from '../../../test/support/ticket-story';
import { adoptIncident } from './incident-commands';

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

describe('what becomes of a baseline (RULES, Tickets 7)', () => {
  it('becomes a ticket when its worst condition changes', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    const due = { scheduleType: 'daily' as const, lastStartAt: at('2026-11-08T22:00'), dueAt: at('2026-11-09T22:00') };
    story.jobs = [job(due)];
    expect(story.words(OPENED)).toEqual(['skip baseline']);
    story.jobs = [job({ ...due, lastStartAt: at('2026-11-10T13:00'), dueAt: at('2026-11-10T22:00') })];
    story.results = [result('2026-11-10T13:10', 'failed')];
    expect(story.words('2026-11-10T14:30')).toEqual(['change create failed-runs']);
  });

  it('is listed, and opened by firstPass: ticket', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    story.results = [FAILED];
    story.pass(OPENED);
    expect(story.row()).toMatchObject({ state: 'baseline', conditions: ['failed'], ticketId: null });
    expect(ticketed().row().state).toBe('open');
  });

  it('never holds back a problem of the bridge itself', () => {
    const story = new TicketStory({ firstPass: 'baseline' });
    const problem = { kind: 'auth' as const, system: 'vspc:main', since: 0, message: 'Key refused.', hint: '' };
    story.more = { providerProblems: [problem] };
    expect(story.words(OPENED)).toContain('change create system-auth');
  });
});
