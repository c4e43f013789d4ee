import { at, HOUR, mapping, result, server } from '../../../test/support/ticket-world';
import { OPENED, stormStory, TicketStory, TOUCH } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { snoozeIncident } from './incident-commands';
import { readTicketPayload } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings, TicketRule } from './ticket-settings';
import { subjectId } from './workload-facts';

const STORM = subjectId('main', 'storm', 'server:server-1');

function opened(settings: Partial<TicketSettings> = {}): TicketStory {
  const story = stormStory(4);
  story.more = { settings: mapping({ firstPass: 'ticket', storm: { threshold: 4, withinMs: HOUR }, ...settings }) };
  story.pass(OPENED);
  return story;
}

function good(story: TicketStory, time: string, ...keys: readonly string[]): TicketStory {
  return story.add(...keys.map((key) => result(time, 'success', { key })));
}

describe('planOpenStorm', () => {
  it.each<[string, Partial<TicketSettings>, (story: TicketStory) => unknown, string, string]>([
    ['nothing has changed', {}, () => undefined, '2026-11-10T13:00', 'skip storm'],
    [
      'a member recovered: a note with the table',
      {},
      (story) => good(story, '2026-11-10T13:00', 'job-0'),
      '2026-11-10T13:05',
      'change note storm',
    ],
    ['a note is due', {}, () => undefined, '2026-11-11T12:00', 'change note note-due'],
    [
      'a step of escalate',
      { escalate: [{ afterMs: 2 * HOUR, set: { priority: 'High' } }] },
      () => undefined,
      '2026-11-10T14:00',
      'change escalate escalated',
    ],
    [
      'snoozed',
      {},
      (story) => story.world.incidents.set(STORM, snoozeIncident(story.row(STORM), at('2026-11-20'), 'x')),
      '2026-11-11T12:00',
      'skip silenced',
    ],
    [
      'the snooze is over, and a note is due',
      {},
      (story) => story.world.incidents.set(STORM, snoozeIncident(story.row(STORM), at('2026-11-11'), 'x')),
      '2026-11-11T12:00',
      'change note note-due',
    ],
    [
      'the snooze is over, nothing to say',
      {},
      (story) => story.world.incidents.set(STORM, snoozeIncident(story.row(STORM), at('2026-11-10T12:30'), 'x')),
      '2026-11-10T13:00',
      'skip storm',
    ],
    [
      'adopted and snoozed for a past time',
      {},
      (story) => story.world.incidents.set(STORM, { ...story.row(STORM), snoozedUntil: at('2026-11-10T12:30') }),
      '2026-11-10T13:00',
      'skip storm',
    ],
    ['all members run again: nobody knows yet', {}, (story) => (story.results = []), '2026-11-11T12:00', 'skip storm'],
    [
      'its ticket was not read',
      {},
      (story) => {
        story.world.tickets.clear();
      },
      '2026-11-11T12:00',
      'held note incomplete-observation',
    ],
    [
      'all have recovered',
      {},
      (story) => good(story, '2026-11-10T13:00', 'job-0', 'job-1', 'job-2', 'job-3'),
      '2026-11-10T13:05',
      'change close recovered',
    ],
    [
      'people are on it',
      {},
      (story) =>
        good(
          story.touch({ people: { notes: [TOUCH], timeEntries: [] } }),
          '2026-11-10T13:00',
          'job-0',
          'job-1',
          'job-2',
          'job-3',
        ),
      '2026-11-10T13:05',
      'change note person-active',
    ],
  ])('%s', (_name, settings, happens, now, word) => {
    const story = opened(settings);
    happens(story);
    expect(story.words(now).at(-1)).toBe(word);
    expect(story.row(STORM).snoozedUntil === null || word === 'skip silenced').toBe(true);
    expect(
      story
        .plan(now)
        .decisions.every((decision) => decision.decision !== 'change' && (decision.transition ?? null) === null),
    ).toBe(true);
  });

  it('counts a member that is gone as recovered, a day after it was seen no more', () => {
    const story = opened();
    story.jobs = story.jobs.slice(1);
    expect(story.words('2026-11-10T13:00').at(-1)).toBe('skip storm');
    expect(story.words('2026-11-11T13:00').at(-1)).toBe('change note storm');
    expect(story.row('main/vbr-job/job-0').state).toBe('resolved');
  });

  it('a member that fails again stays in it, and is held as any other before', () => {
    const story = good(opened(), '2026-11-10T13:00', 'job-0');
    story.pass('2026-11-10T13:05');
    expect(story.words('2026-11-10T13:10')[0]).toBe('skip recovered');
    story.add(result('2026-11-10T14:00', 'failed', { key: 'job-0' }));
    expect(story.words('2026-11-10T14:05')[0]).toBe('skip holding');
    expect(story.words('2026-11-10T15:20')[0]).toBe('skip storm');
    expect(story.world.openTickets()).toHaveLength(1);
    expect(story.row('main/vbr-job/job-0')).toMatchObject({ state: 'open', ticketId: null });
  });

  it.each<[string, Partial<TicketSettings>, Partial<TicketFact>, string]>([
    ['closed by a person, wait', {}, { closed: true, closedAt: at('2026-11-10T14:00') }, 'skip closed-by-person'],
    [
      'closed by a person, reopen: the same storm again',
      { onClosedByPerson: 'reopen' },
      { closed: true, closedAt: at('2026-11-10T14:00') },
      'skip storm',
    ],
    ['deleted', {}, { deleted: true }, 'skip closed-by-person'],
  ])('its ticket was %s', (_name, settings, change, word) => {
    const story = opened(settings).touch(change);
    expect(story.words('2026-11-10T15:00').slice(0, 4)).toEqual(Array(4).fill(word));
    expect(story.world.openTickets()).toHaveLength(settings.onClosedByPerson === 'reopen' ? 1 : 0);
    expect(story.words('2026-11-10T15:05').every((said) => said.startsWith('skip'))).toBe(true);
  });

  it('after a person closed it only new evidence opens, as for a ticket of their own', () => {
    const story = opened().touch({ closed: true, closedAt: at('2026-11-10T14:00') });
    story.pass('2026-11-10T15:00');
    story.add(result('2026-11-10T20:00', 'failed', { key: 'job-0' }));
    expect(story.words('2026-11-10T22:00')).toContain('change create failed-runs');
    expect(story.world.openTickets()).toHaveLength(1);
  });
});

describe('planNewStorm', () => {
  it('takes the priority of the hour, as any opening does (RULES, Tickets 14)', () => {
    const story = stormStory(4);
    const rules: readonly TicketRule[] = [
      {
        name: 'at noon',
        match: { time: { days: [], fromMinute: 11 * 60, toMinute: 13 * 60 } },
        set: { priority: 'High' },
      },
    ];
    story.more = { settings: mapping({ firstPass: 'ticket', storm: { threshold: 4, withinMs: HOUR } }, { rules }) };
    const create = story.pass(OPENED).at(-1) as Change;
    expect(readTicketPayload(create.effects[0]!)).toMatchObject({ priority: { id: 2 } });
  });

  it('names everybody in the provider’s ticket, the provider’s own among them', () => {
    const story = stormStory(4, (index) =>
      index === 0 ? { company: { uid: null, name: 'Provider', by: 'provider' } } : {},
    );
    story.pass(OPENED);
    expect(story.ticket().companyId).toBe(1);
    expect(story.world.created.get(1000)?.text).toContain('Provider: Job 0');
    story.add(result('2026-11-10T13:00', 'success', { key: 'job-1' }));
    story.pass('2026-11-10T13:05');
    expect(story.world.notes.at(-1)?.text).toMatch(/Provider: Job 0 [|] failed[^]*Alpha: Job 1 [|] recovered/);
  });

  it('calls the data old where its server is out of touch (RULES, Tickets 5)', () => {
    const story = stormStory(4);
    story.more = { agents: [server({ connected: false, lastHeartbeatAt: at('2026-11-10T11:00') })] };
    story.pass(OPENED);
    expect(story.world.created.get(1000)?.text).toContain('Data as of: 2026-11-10 11:00 +00:00; nothing newer');
    const agents = stormStory(4, () => ({ serverKey: null, agentKey: 'a1' }));
    agents.more = {
      agents: [server({ kind: 'agent', key: 'a1', connected: false, lastHeartbeatAt: at('2026-11-10T11:00') })],
    };
    agents.pass(OPENED);
    expect(agents.world.created.get(1000)?.text).toContain('Data as of: 2026-11-10 11:00 +00:00; nothing newer');
  });

  it('is inferred from absence only when all of it is', () => {
    const due = { scheduleType: 'daily' as const, lastStartAt: at('2026-11-08T22:00'), dueAt: at('2026-11-09T22:00') };
    const story = stormStory(4, () => due);
    story.results = [];
    expect(story.pass(OPENED).at(-1)).toMatchObject({ action: 'create', inferredFromAbsence: true });
  });
});
