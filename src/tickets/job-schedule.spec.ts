import type { VspcJobSchedule } from '../vspc/parse-job-schedule';
import type { JobSchedule, ScheduleType } from './domain/workload-facts';
import { normaliseSchedule, scheduleTypeOf } from './job-schedule';

const MINUTE_MS = 60_000;
const NOTHING: VspcJobSchedule = {
  nextRun: null,
  daily: null,
  monthly: null,
  periodically: null,
  backupWindow: null,
  continuous: false,
  after: null,
};
const OFFICE_HOURS = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18);
const ALL_DAY = Array.from({ length: 24 }, () => true);

function daily(kind: string, days: readonly string[], time: string | null, timeUtc: string | null = null) {
  return { ...NOTHING, daily: { kind, days, time, timeUtc } };
}

function monthly(dayNumberInMonth: string, dayOfWeek: string, months: readonly string[] = []) {
  return { ...NOTHING, monthly: { dayNumberInMonth, dayOfWeek, months, time: '22:00', timeUtc: '21:00' } };
}

function every(fullPeriod: number | null, kind: string) {
  return { ...NOTHING, periodically: { kind, fullPeriod, window: [] } };
}

describe('a schedule in normal form', () => {
  it.each<[string, VspcJobSchedule | null, JobSchedule | null]>([
    ['no schedule says nothing', null, null],
    ['a schedule without any option says nothing', NOTHING, null],
    [
      'every day at ten, with its twin in UTC',
      daily('Everyday', [], '22:00:00', '21:00:00'),
      { type: 'daily', minute: 1320, utcMinute: 1260, weekdays: [] },
    ],
    [
      'every day, days that are listed beside it mean nothing',
      daily('Everyday', ['Monday'], '06:05'),
      { type: 'daily', minute: 365, utcMinute: null, weekdays: [] },
    ],
    [
      'on working days',
      daily('WeekDays', [], '22:00'),
      { type: 'daily', minute: 1320, utcMinute: null, weekdays: [1, 2, 3, 4, 5] },
    ],
    [
      'on two days of the week',
      daily('SelectedDays', ['Saturday', 'Sunday'], '22:00'),
      { type: 'daily', minute: 1320, utcMinute: null, weekdays: [6, 0] },
    ],
    ['daily without a time says nothing', daily('Everyday', [], null), null],
    [
      'daily with a time in UTC alone is told in UTC',
      daily('Everyday', [], null, '21:00:00'),
      { type: 'daily', minute: 1260, utcMinute: 1260, weekdays: [] },
    ],
    ['selected days of which none is known say nothing', daily('SelectedDays', ['Someday'], '22:00'), null],
    [
      'the second Tuesday of the month',
      monthly('Second', 'Tuesday'),
      { type: 'monthly', minute: 1320, utcMinute: 1260, nth: 2, weekday: 2, months: [] },
    ],
    [
      'the last Friday of some months',
      monthly('Last', 'Friday', ['March', 'June']),
      { type: 'monthly', minute: 1320, utcMinute: 1260, nth: 'last', weekday: 5, months: [3, 6] },
    ],
    ['a day of the month that is not told', monthly('OnDay', 'Monday'), null],
    ['a monthly day of no week', monthly('First', 'Unknown'), null],
    [
      'every four hours',
      every(4, 'Hours'),
      { type: 'periodically', periodMs: 240 * MINUTE_MS, offsetMinutes: 0, window: null },
    ],
    [
      'every 15 minutes',
      every(15, 'Minutes'),
      { type: 'periodically', periodMs: 15 * MINUTE_MS, offsetMinutes: 0, window: null },
    ],
    [
      'every second day',
      every(2, 'Days'),
      { type: 'periodically', periodMs: 2880 * MINUTE_MS, offsetMinutes: 0, window: null },
    ],
    [
      'every 30 seconds',
      every(30, 'Seconds'),
      { type: 'periodically', periodMs: 30_000, offsetMinutes: 0, window: null },
    ],
    ['a period of nothing', every(0, 'Hours'), null],
    ['a period that is not told', every(null, 'Hours'), null],
    ['a unit that nobody knows', every(4, 'Fortnights'), null],
    ['continuously', { ...NOTHING, continuous: true }, { type: 'continuously', rpoMs: null, window: null }],
    [
      'continuously within hours; days without hours are open',
      { ...NOTHING, continuous: true, backupWindow: [{ day: 'Monday', permitted: OFFICE_HOURS }] },
      {
        type: 'continuously',
        rpoMs: null,
        window: [ALL_DAY, OFFICE_HOURS, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY],
      },
    ],
    [
      'after another job, whatever else is set',
      { ...daily('Everyday', [], '22:00'), after: { jobUid: 'parent', jobName: 'Nightly' } },
      { type: 'chained', parentKey: 'parent', parentName: 'Nightly' },
    ],
  ])('%s', (_sentence, schedule, expected) => {
    expect(normaliseSchedule(schedule)).toEqual(expected);
  });
});

describe('the type of a schedule', () => {
  it.each<[string, ScheduleType]>([
    ['Daily', 'daily'],
    ['Monthly', 'monthly'],
    ['Periodically', 'periodically'],
    ['Continuously', 'continuously'],
    ['BackupWindow', 'window'],
    ['Chained', 'chained'],
    ['NotScheduled', 'not-scheduled'],
    ['Unknown', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', (word, type) => {
    expect(scheduleTypeOf(word)).toBe(type);
  });
});
