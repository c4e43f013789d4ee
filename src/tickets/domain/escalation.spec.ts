import { DAY, HOUR, result } from '../../../test/support/ticket-world';
import { CLOSED_BY_PERSON, JOB, ticketed, TicketStory } from '../../../test/support/ticket-story';
import type { Change } from '../../kernel/change';
import { readTicketPayload } from './ticket-effects';

describe('planEscalation', () => {
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

  const STEP = [{ afterMs: 12 * HOUR, set: { priority: 'Nowhere', team: 7, type: 'Outage' } }];

  it('refers by name or id to what the catalog does not hold', () => {
    const [escalate] = ticketed({ escalate: STEP }).pass('2026-11-11T00:00') as readonly Change[];
    expect(readTicketPayload(escalate!.effects[0]!)).toEqual({
      kind: 'update-ticket',
      ticketId: 1000,
      set: { priority: { name: 'Nowhere' }, team: { id: 7 }, type: { name: 'Outage' } },
      processNotifications: false,
    });
  });

  it('comes before a note that is due, and tells the same', () => {
    const story = ticketed({ escalate: STEP, noteEveryMs: 12 * HOUR });
    story.add(result('2026-11-10T20:00', 'failed', { message: 'Disk full' }));
    expect(story.words('2026-11-11T00:00')).toEqual(['change escalate escalated']);
    expect(story.world.notes.at(-1)?.text).toContain('Disk full');
    expect(story.words('2026-11-11T00:05')).toEqual(['skip failed-runs']);
  });

  it('begins anew with the next generation', () => {
    const story = ticketed({ escalate: STEP });
    story.pass('2026-11-11T00:00');
    story.add(result('2026-11-11T08:00', 'success')).pass('2026-11-11T08:05');
    story.add(result('2026-11-20T10:00', 'failed')).pass('2026-11-20T12:00');
    expect(story.row()).toMatchObject({ generation: 2, escalations: 0 });
  });

  it.each<[string, (story: TicketStory) => void]>([
    ['before its time', () => undefined],
    ['once it recovered', (story) => story.add(result('2026-11-10T22:00', 'success'))],
    [
      'on the ticket that ours was merged into',
      (story) => {
        story.world.tickets.set(500, { ...story.ticket(), id: 500 });
        story.world.touch(1000, { ...CLOSED_BY_PERSON, mergedIntoId: 500 });
      },
    ],
    [
      'on a ticket that nobody knows the age of',
      (story) => story.world.incidents.set(JOB, { ...story.row(), openedAt: null }),
    ],
  ])('never %s', (name, happens) => {
    const story = ticketed({ escalate: STEP });
    happens(story);
    const now = name === 'before its time' ? '2026-11-10T23:59' : '2026-11-11T00:00';
    expect(story.words(now).some((word) => word.includes('escalate'))).toBe(false);
  });
});
