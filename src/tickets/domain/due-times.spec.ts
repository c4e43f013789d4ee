import { at, DAY, HOUR, MINUTE } from '../../../test/support/ticket-world';
import { WallClock } from './civil-time';
import { dueAfter, intervalOf } from './due-times';
import type { JobSchedule, ScheduleWindow, Weekday } from './workload-facts';

type Calendar = Exclude<JobSchedule, { type: 'chained' }>;

const UTC = 'UTC';
const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

function daily(minute: number, weekdays: readonly Weekday[] = [], utcMinute: number | null = null): Calendar {
  return { type: 'daily', minute, utcMinute, weekdays };
}

function monthly(nth: number | 'last', weekday: Weekday | null, months: readonly number[] = []): Calendar {
  return { type: 'monthly', minute: 22 * 60, utcMinute: null, nth, weekday, months };
}

function every(periodMs: number, offsetMinutes = 0, window: ScheduleWindow | null = null): Calendar {
  return { type: 'periodically', periodMs, offsetMinutes, window };
}

/** Permitted from hour to hour on every day. */
function hours(from: number, to: number, days: readonly number[] = [0, 1, 2, 3, 4, 5, 6]): ScheduleWindow {
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_unused, hour) => days.includes(day) && hour >= from && hour < to),
  );
}

const TEN_PM = 22 * 60;
const HALF_PAST_TWO = 2 * 60 + 30;

describe('dueAfter', () => {
  // 2026-11-02 is a Monday. Berlin leaves summer time on 2026-10-25, enters it on 2026-03-29.
  // New York leaves it on 2026-11-01, enters it on 2026-03-08.
  it.each<[string, Calendar, string, string, string | null]>([
    ['daily, before its time', daily(TEN_PM), UTC, '2026-11-02T21:00', '2026-11-02T22:00'],
    ['daily, at its time: served, the next day', daily(TEN_PM), UTC, '2026-11-02T22:00', '2026-11-03T22:00'],
    ['daily, half a minute early: served', daily(TEN_PM), UTC, '2026-11-02T21:59:30', '2026-11-03T22:00'],
    ['daily, two minutes early: not served', daily(TEN_PM), UTC, '2026-11-02T21:58', '2026-11-02T22:00'],
    ['daily, after its time', daily(TEN_PM), UTC, '2026-11-02T23:10', '2026-11-03T22:00'],
    ['daily at midnight', daily(0), UTC, '2026-11-02T23:10', '2026-11-03T00:00'],
    ['daily at midnight, in Berlin', daily(0), BERLIN, '2026-11-02T22:00', '2026-11-02T23:00'],
    ['daily, over the end of a month', daily(TEN_PM), UTC, '2026-11-30T23:00', '2026-12-01T22:00'],
    ['daily, over the end of a year', daily(TEN_PM), UTC, '2026-12-31T23:00', '2027-01-01T22:00'],
    ['daily, over a leap day', daily(TEN_PM), UTC, '2028-02-28T23:00', '2028-02-29T22:00'],
    ['working days, on a Friday evening', daily(TEN_PM, [1, 2, 3, 4, 5]), UTC, '2026-11-06T23:00', '2026-11-09T22:00'],
    ['working days, on a Saturday', daily(TEN_PM, [1, 2, 3, 4, 5]), UTC, '2026-11-07T12:00', '2026-11-09T22:00'],
    ['Sundays, on a Monday', daily(TEN_PM, [0]), UTC, '2026-11-02T12:00', '2026-11-08T22:00'],
    ['Sundays, on a Sunday before', daily(TEN_PM, [0]), UTC, '2026-11-08T12:00', '2026-11-08T22:00'],
    ['Sundays, on a Sunday after: a week', daily(TEN_PM, [0]), UTC, '2026-11-08T22:30', '2026-11-15T22:00'],
    ['a weekday of the wall clock, not of UTC', daily(60, [2]), BERLIN, '2026-11-02T12:00', '2026-11-03T00:00'],
    ['the zone of the server', daily(TEN_PM), NEW_YORK, '2026-11-02T12:00', '2026-11-03T03:00'],
    ['the evening before summer time ends', daily(TEN_PM), BERLIN, '2026-10-24T12:00', '2026-10-24T20:00'],
    ['the evening after summer time ended', daily(TEN_PM), BERLIN, '2026-10-24T20:30', '2026-10-25T21:00'],
    ['the evening before summer time begins', daily(TEN_PM), BERLIN, '2026-03-28T12:00', '2026-03-28T21:00'],
    ['the evening after it began', daily(TEN_PM), BERLIN, '2026-03-28T21:30', '2026-03-29T20:00'],
    [
      '02:30 in the night that has it twice: the first',
      daily(HALF_PAST_TWO),
      BERLIN,
      '2026-10-24T12:00',
      '2026-10-25T00:30',
    ],
    [
      '02:30 after the first of the two: tomorrow',
      daily(HALF_PAST_TWO),
      BERLIN,
      '2026-10-25T00:40',
      '2026-10-26T01:30',
    ],
    [
      '02:30 in the night that has none: at 03:30',
      daily(HALF_PAST_TWO),
      BERLIN,
      '2026-03-28T12:00',
      '2026-03-29T01:30',
    ],
    ['02:30 in New York, the night of two', daily(HALF_PAST_TWO), NEW_YORK, '2026-10-31T12:00', '2026-11-01T07:30'],
    ['01:30 in New York, the night of two: the first', daily(90), NEW_YORK, '2026-10-31T12:00', '2026-11-01T05:30'],
    ['02:30 in New York, the night of none', daily(HALF_PAST_TWO), NEW_YORK, '2026-03-07T12:00', '2026-03-08T07:30'],
    ['a twin that agrees with the zone', daily(TEN_PM, [], 21 * 60), BERLIN, '2026-11-02T12:00', '2026-11-02T21:00'],
    [
      'a twin in another zone than the connection',
      daily(TEN_PM, [], 3 * 60),
      BERLIN,
      '2026-11-02T12:00',
      '2026-11-03T03:00',
    ],
    ['a twin east of the date line', daily(60, [], 12 * 60), UTC, '2026-11-02T10:00', '2026-11-02T12:00'],
    ['a twin, half an hour off', daily(60, [], 19 * 60 + 30), UTC, '2026-11-02T12:00', '2026-11-02T19:30'],
    ['a twin, weekday of its wall clock', daily(60, [2], 0), UTC, '2026-11-02T12:00', '2026-11-03T00:00'],
    [
      'a foreign twin: a start an hour early serves',
      daily(TEN_PM, [], 3 * 60),
      BERLIN,
      '2026-11-03T02:00',
      '2026-11-04T03:00',
    ],
    ['the first Monday', monthly(1, 1), UTC, '2026-11-01T00:00', '2026-11-02T22:00'],
    ['the second Tuesday', monthly(2, 2), UTC, '2026-11-01T00:00', '2026-11-10T22:00'],
    ['the fourth Friday', monthly(4, 5), UTC, '2026-11-01T00:00', '2026-11-27T22:00'],
    ['the last Saturday', monthly('last', 6), UTC, '2026-11-01T00:00', '2026-11-28T22:00'],
    ['the last Sunday of a month with five', monthly('last', 0), UTC, '2026-11-01T00:00', '2026-11-29T22:00'],
    ['the fifth Monday: only where there is one', monthly(5, 1), UTC, '2026-11-01T00:00', '2026-11-30T22:00'],
    ['the fifth Tuesday: the next month that has one', monthly(5, 2), UTC, '2026-11-01T00:00', '2026-12-29T22:00'],
    ['the 15th', monthly(15, null), UTC, '2026-11-01T00:00', '2026-11-15T22:00'],
    ['the 15th, on the 15th after', monthly(15, null), UTC, '2026-11-15T22:00', '2026-12-15T22:00'],
    ['the 31st: not in November', monthly(31, null), UTC, '2026-11-01T00:00', '2026-12-31T22:00'],
    ['the last day', monthly('last', null), UTC, '2026-11-01T00:00', '2026-11-30T22:00'],
    ['the last day of a leap February', monthly('last', null), UTC, '2028-02-01T00:00', '2028-02-29T22:00'],
    ['only in March', monthly(1, 1, [3]), UTC, '2026-11-01T00:00', '2027-03-01T22:00'],
    ['only in March and June, after March', monthly(1, 1, [3, 6]), UTC, '2027-03-02T00:00', '2027-06-07T22:00'],
    ['a month whose Monday has passed', monthly(1, 1), UTC, '2026-11-03T00:00', '2026-12-07T22:00'],
    ['monthly in a zone', monthly(1, 1), NEW_YORK, '2026-11-02T12:00', '2026-11-03T03:00'],
    ['the 30th of February: never', monthly(30, null, [2]), UTC, '2026-11-01T00:00', null],
    ['every four hours', every(4 * HOUR), UTC, '2026-11-02T05:00', '2026-11-02T08:00'],
    ['every four hours, served at eight', every(4 * HOUR), UTC, '2026-11-02T08:00', '2026-11-02T12:00'],
    ['every four hours, from half past', every(4 * HOUR, 30), UTC, '2026-11-02T05:00', '2026-11-02T08:30'],
    ['every five hours: begun anew at midnight', every(5 * HOUR), UTC, '2026-11-02T21:00', '2026-11-03T00:00'],
    ['every hour, over midnight', every(HOUR), UTC, '2026-11-02T23:30', '2026-11-03T00:00'],
    ['every 15 minutes', every(15 * MINUTE), UTC, '2026-11-02T10:07', '2026-11-02T10:15'],
    ['every day: a day after the last', every(DAY), UTC, '2026-11-02T10:07', '2026-11-03T10:07'],
    ['every three days', every(3 * DAY), UTC, '2026-11-02T10:07', '2026-11-05T10:07'],
    ['before the offset of the day', every(4 * HOUR, 60), UTC, '2026-11-02T00:10', '2026-11-02T01:00'],
    ['in a window, inside', every(HOUR, 0, hours(8, 18)), UTC, '2026-11-02T10:10', '2026-11-02T11:00'],
    ['in a window, after it shut', every(HOUR, 0, hours(8, 18)), UTC, '2026-11-02T17:30', '2026-11-03T08:00'],
    [
      'in a window of working days',
      every(HOUR, 0, hours(8, 18, [1, 2, 3, 4, 5])),
      UTC,
      '2026-11-06T17:30',
      '2026-11-09T08:00',
    ],
    ['in a window that never opens', every(HOUR, 0, hours(0, 0)), UTC, '2026-11-02T10:10', null],
    ['a period of nothing: never', every(0), UTC, '2026-11-02T10:10', null],
    [
      'every four hours, the night that begins summer time',
      every(4 * HOUR),
      BERLIN,
      '2026-03-29T00:30',
      '2026-03-29T03:00',
    ],
    ['every four hours, the night that ends it', every(4 * HOUR), BERLIN, '2026-10-25T00:30', '2026-10-25T02:00'],
    ['every hour, over the hour that is there twice', every(HOUR), BERLIN, '2026-10-25T00:30', '2026-10-25T01:00'],
    ['every hour, over the hour that is not there', every(HOUR), BERLIN, '2026-03-29T00:30', '2026-03-29T01:00'],
    ['every day, over the end of summer time: 24 hours', every(DAY), BERLIN, '2026-10-24T20:00', '2026-10-25T20:00'],
    [
      'the last Sunday of October, when summer time ends',
      monthly('last', 0),
      BERLIN,
      '2026-10-20T00:00',
      '2026-10-25T21:00',
    ],
    ['the last Sunday of March, when it begins', monthly('last', 0), BERLIN, '2026-03-20T00:00', '2026-03-29T20:00'],
    ['Sundays at 02:30, when there is none', daily(HALF_PAST_TWO, [0]), BERLIN, '2026-03-27T12:00', '2026-03-29T01:30'],
    [
      'in a window until three, the night of two',
      every(HOUR, 0, hours(0, 3)),
      BERLIN,
      '2026-10-25T00:10',
      '2026-10-25T01:00',
    ],
    [
      'a twin of summer, told in winter: its offset',
      daily(TEN_PM, [], 20 * 60),
      BERLIN,
      '2026-11-02T12:00',
      '2026-11-02T20:00',
    ],
    [
      'in a window of which days are missing: they are permitted',
      every(HOUR, 0, hours(8, 18).slice(0, 1)),
      UTC,
      '2026-11-02T20:10',
      '2026-11-02T21:00',
    ],
    ['on no day that there is: never', daily(TEN_PM, [9 as Weekday]), UTC, '2026-11-02T12:00', null],
    [
      'continuous, by its own RPO',
      { type: 'continuously', rpoMs: HOUR, window: null },
      UTC,
      '2026-11-02T10:10',
      '2026-11-02T11:10',
    ],
    [
      'continuous, by `rpo`',
      { type: 'continuously', rpoMs: null, window: null },
      UTC,
      '2026-11-02T10:10',
      '2026-11-03T12:10',
    ],
    [
      'continuous, in a window',
      { type: 'continuously', rpoMs: HOUR, window: hours(8, 18) },
      UTC,
      '2026-11-02T17:30',
      '2026-11-03T08:00',
    ],
    [
      'continuous, in a window that never opens',
      { type: 'continuously', rpoMs: HOUR, window: hours(0, 0) },
      UTC,
      '2026-11-02T17:30',
      null,
    ],
  ])('%s', (_name, schedule, timezone, after, due) => {
    const context = { clock: WallClock.in(timezone), now: at('2026-11-02T12:00'), rpoMs: 26 * HOUR };
    const found = dueAfter(schedule, at(after), context);
    expect(found === null ? null : new Date(found).toISOString()).toBe(due === null ? null : `${due}:00.000Z`);
  });

  it.each<[string, Calendar, number]>([
    ['every day', daily(0), DAY],
    ['working days: over the weekend', daily(0, [1, 2, 3, 4, 5]), 3 * DAY],
    ['one day a week', daily(0, [3]), 7 * DAY],
    ['monthly', monthly(1, 1), 31 * DAY],
    ['every four hours', every(4 * HOUR), 4 * HOUR],
    ['continuous, its own', { type: 'continuously', rpoMs: HOUR, window: null }, HOUR],
    ['continuous, by `rpo`', { type: 'continuously', rpoMs: null, window: null }, 26 * HOUR],
  ])('interval, %s', (_name, schedule, interval) => {
    expect(intervalOf(schedule, 26 * HOUR)).toBe(interval);
  });
});
