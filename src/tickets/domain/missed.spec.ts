import { at, DAY, HOUR, job, result } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { dueStateOf, missedOf, rememberNextRun, rhythmOf, unscheduledReason, type DueInput } from './missed';
import type { JobFact, JobSchedule, TerminalResult, Weekday } from './workload-facts';

const UTC = 'UTC';
const TEN_PM = 22 * 60;

function daily(minute: number, weekdays: readonly Weekday[] = []): JobSchedule {
  return { type: 'daily', minute, utcMinute: null, weekdays };
}

const NIGHTLY: JobSchedule = daily(TEN_PM);
const SEEN = at('2026-10-01');

function input(change: Partial<JobFact>, more: Partial<DueInput> = {}): DueInput {
  return {
    job: job({ scheduleType: 'daily', firstSeenAt: SEEN, lastStartAt: at('2026-11-02T22:00'), ...change }),
    results: [],
    parentEnds: null,
    clock: WallClock.in(UTC),
    now: at('2026-11-04T12:00'),
    rpoMs: 26 * HOUR,
    ...more,
  };
}

function nights(...days: readonly number[]): readonly TerminalResult[] {
  return days.map((day) => result(`2026-11-${String(day).padStart(2, '0')}T22:30`, 'success'));
}

describe('dueStateOf', () => {
  it.each<[string, DueInput, string]>([
    ['disabled: never', input({ enabled: false, schedule: NIGHTLY }), 'disabled'],
    ['not scheduled: never', input({ scheduleType: 'not-scheduled' }), 'not-scheduled'],
    ['running: served, whatever becomes of it', input({ running: true, schedule: NIGHTLY }), 'served'],
    ['nothing is known of its times', input({ scheduleType: 'unknown' }), 'no-schedule'],
    ['four results are no rhythm', input({ scheduleType: 'unknown' }, { results: nights(1, 2, 3, 4) }), 'no-schedule'],
    [
      'younger than its interval',
      input({ schedule: NIGHTLY, lastStartAt: null, firstSeenAt: at('2026-11-04T00:00') }),
      'young',
    ],
    ['its schedule', input({ schedule: NIGHTLY }), '2026-11-03T22:00'],
    ['never run, seen for long', input({ schedule: NIGHTLY, lastStartAt: null }), '2026-10-01T22:00'],
    ['the next run as we stored it', input({ dueAt: at('2026-11-03T18:00') }), '2026-11-03T18:00'],
    [
      'watched since its last start: the stored one rules',
      input({ schedule: NIGHTLY, dueAt: at('2026-11-05T18:00') }),
      '2026-11-05T18:00',
    ],
    [
      'first seen after its last start: the earlier',
      input({ schedule: NIGHTLY, dueAt: at('2026-11-05T22:00'), firstSeenAt: at('2026-11-03T09:00') }),
      '2026-11-03T22:00',
    ],
    [
      'a stored run that has been served: the schedule',
      input({ schedule: NIGHTLY, dueAt: at('2026-11-02T22:00') }),
      '2026-11-03T22:00',
    ],
    [
      'a session that was under way at the time serves it',
      input({ schedule: NIGHTLY }, { results: [result('2026-11-03T23:00', 'failed')] }),
      '2026-11-04T22:00',
    ],
    [
      'five results are a rhythm',
      input({ scheduleType: 'unknown', lastStartAt: at('2026-11-05T22:20') }, { results: nights(1, 2, 3, 4, 5) }),
      '2026-11-06T22:30',
    ],
    ['continuous without a schedule: by `rpo`', input({ scheduleType: 'continuously' }), '2026-11-04T00:00'],
    [
      'chained: when its parent ended well',
      input({ schedule: chain('parent') }, { parentEnds: [at('2026-11-03T21:00')] }),
      '2026-11-03T21:00',
    ],
    [
      'chained: the first end after its own start',
      input(
        { schedule: chain('parent') },
        { parentEnds: [at('2026-11-01T21:00'), at('2026-11-03T21:00'), at('2026-11-04T21:00')] },
      ),
      '2026-11-03T21:00',
    ],
    [
      'chained: its parent has not ended well since',
      input({ schedule: chain('parent') }, { parentEnds: [at('2026-11-01T21:00')] }),
      'served',
    ],
    ['chained: its parent is not known', input({ schedule: chain(null) }), 'no-schedule'],
  ])('%s', (_name, given, wanted) => {
    const state = dueStateOf(given);
    expect(state.type === 'due' ? new Date(state.dueAt).toISOString().slice(0, 16) : state.type).toBe(wanted);
  });
});

function chain(parentKey: string | null): JobSchedule {
  return { type: 'chained', parentKey, parentName: null };
}

describe('missedOf', () => {
  const schedule = input({ schedule: NIGHTLY }, { now: at('2026-11-06T12:00') });
  const due = { dueAt: at('2026-11-03T22:00'), intervalMs: DAY };

  it.each<[string, string, string | null, string | null]>([
    ['within its grace', '2026-11-03T23:59', null, null],
    ['at the end of its grace', '2026-11-04T00:00', null, '2026-11-03T22:00/2026-11-03T22:00/1'],
    ['three nights later', '2026-11-06T12:00', null, '2026-11-03T22:00/2026-11-05T22:00/3'],
    [
      'after a person closed it: the next due time',
      '2026-11-06T12:00',
      '2026-11-04T08:00',
      '2026-11-04T22:00/2026-11-05T22:00/3',
    ],
    [
      'after a person closed it, nothing due since',
      '2026-11-04T12:00',
      '2026-11-04T08:00',
      '2026-11-03T22:00/2026-11-03T22:00/1',
    ],
  ])('%s', (_name, now, dismissed, wanted) => {
    const missed = missedOf({ ...schedule, now: at(now) }, due, 2 * HOUR, dismissed === null ? null : at(dismissed));
    const show = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
    const shown = missed && `${show(missed.decidingDueAt)}/${show(missed.lastDueAt)}/${missed.count}`;
    expect(shown).toBe(wanted);
  });

  it('counts the ends of its parent for a chained job', () => {
    const parentEnds = [at('2026-11-03T21:00'), at('2026-11-04T21:00'), at('2026-11-06T11:00')];
    const chained = input({ schedule: chain('parent') }, { parentEnds, now: at('2026-11-06T12:00') });
    expect(missedOf(chained, { dueAt: parentEnds[0]!, intervalMs: 0 }, 2 * HOUR, null)?.count).toBe(2);
  });

  it('counts a next run that was told without a schedule by days', () => {
    const told = input({ dueAt: due.dueAt }, { now: at('2026-11-06T12:00') });
    expect(missedOf(told, due, 2 * HOUR, null)?.count).toBe(3);
  });
});

describe('rhythmOf', () => {
  it('is null below five results, and takes a weekend for part of it', () => {
    expect(rhythmOf(nights(2, 3, 4, 5))).toBeNull();
    expect(rhythmOf(nights(2, 3, 4, 5, 6, 9, 10))).toBe(3 * DAY);
  });

  it('goes by the ends where no start is told', () => {
    expect(rhythmOf(nights(2, 3, 4, 5, 6).map((night) => ({ ...night, startedAt: null })))).toBe(DAY);
  });
});

describe('rememberNextRun', () => {
  const now = at('2026-11-04T12:00');
  it.each<[string, string | null, string | null, string | null, boolean, string | null]>([
    ['nothing stored: what is shown', null, '2026-11-04T22:00', null, true, '2026-11-04T22:00'],
    [
      'one that lies ahead moves with its schedule',
      '2026-11-04T22:00',
      '2026-11-05T06:00',
      null,
      true,
      '2026-11-05T06:00',
    ],
    [
      'one that has passed stays until it is served',
      '2026-11-03T22:00',
      '2026-11-04T22:00',
      '2026-11-02T22:00',
      true,
      '2026-11-03T22:00',
    ],
    ['one that was served goes', '2026-11-03T22:00', '2026-11-04T22:00', '2026-11-03T22:00', true, '2026-11-04T22:00'],
    ['a disabled job has none', '2026-11-03T22:00', '2026-11-04T22:00', null, false, null],
    ['the vendor shows none any more', '2026-11-04T22:00', null, null, true, null],
  ])('%s', (_name, stored, shown, started, enabled, kept) => {
    const instant = (text: string | null): number | null => (text === null ? null : at(text));
    const told = { nextRunAt: instant(shown), lastStartAt: instant(started), enabled };
    expect(rememberNextRun(instant(stored), told, now)).toBe(instant(kept));
  });
});

describe('unscheduledReason', () => {
  it.each<[string, Partial<JobFact>, number, string | null]>([
    ['not scheduled', { scheduleType: 'not-scheduled' }, 9, 'not-scheduled'],
    ['nothing known', { scheduleType: 'daily' }, 4, 'no-schedule'],
    ['five results', { scheduleType: 'daily' }, 5, null],
    ['a next run', { scheduleType: 'daily', dueAt: 1 }, 0, null],
    ['a schedule', { scheduleType: 'daily', schedule: NIGHTLY }, 0, null],
    ['continuous', { scheduleType: 'continuously' }, 0, null],
    ['chained to nobody known', { scheduleType: 'chained', schedule: chain(null) }, 9, 'no-schedule'],
    ['chained', { scheduleType: 'chained', schedule: chain('parent') }, 0, null],
    ['disabled: not asked', { scheduleType: 'not-scheduled', enabled: false }, 0, null],
  ])('%s', (_name, change, kept, reason) => {
    expect(unscheduledReason(job(change), kept)).toBe(reason);
  });
});
