import type { VspcDailySchedule, VspcDayHours, VspcJobSchedule } from '../vspc/parse-job-schedule';
import type { JobSchedule, ScheduleType, ScheduleWindow, Weekday } from './domain/workload-facts';

const MINUTE_MS = 60_000;
const TYPES: ReadonlyMap<string, ScheduleType> = new Map([
  ['Daily', 'daily'],
  ['Monthly', 'monthly'],
  ['Periodically', 'periodically'],
  ['Continuously', 'continuously'],
  ['BackupWindow', 'window'],
  ['Chained', 'chained'],
  ['NotScheduled', 'not-scheduled'],
]);
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ORDINALS: ReadonlyMap<string, number | 'last'> = new Map<string, number | 'last'>([
  ['First', 1],
  ['Second', 2],
  ['Third', 3],
  ['Fourth', 4],
  ['Last', 'last'],
]);
const PERIODS_MS: ReadonlyMap<string, number> = new Map([
  ['Days', 1440 * MINUTE_MS],
  ['Hours', 60 * MINUTE_MS],
  ['Minutes', MINUTE_MS],
  ['Seconds', 1000],
]);

export function scheduleTypeOf(word: string): ScheduleType {
  return TYPES.get(word) ?? 'unknown';
}

/** The vendor's schedule in normal form; null when it says nothing that a due time could be told from. */
export function normaliseSchedule(schedule: VspcJobSchedule | null): JobSchedule | null {
  if (schedule === null) return null;
  if (schedule.after) return { type: 'chained', parentKey: schedule.after.jobUid, parentName: schedule.after.jobName };
  return dailyOf(schedule) ?? monthlyOf(schedule) ?? periodicOf(schedule) ?? continuousOf(schedule);
}

function dailyOf({ daily }: VspcJobSchedule): JobSchedule | null {
  const utcMinute = minutesOf(daily?.timeUtc ?? null);
  // Told in UTC alone, it is a time of day in UTC.
  const minute = minutesOf(daily?.time ?? null) ?? utcMinute;
  if (!daily || minute === null) return null;
  const weekdays = weekdaysOf(daily);
  return weekdays && { type: 'daily', minute, utcMinute, weekdays };
}

/** Empty for every day; null when days were selected and none of them can be read. */
function weekdaysOf({ days, kind }: VspcDailySchedule): readonly Weekday[] | null {
  if (kind === 'WeekDays') return WORKDAYS;
  if (kind !== 'SelectedDays') return [];
  const selected = days.flatMap(weekdayOf);
  return selected.length > 0 ? selected : null;
}

function monthlyOf({ monthly }: VspcJobSchedule): JobSchedule | null {
  const utcMinute = minutesOf(monthly?.timeUtc ?? null);
  const minute = minutesOf(monthly?.time ?? null) ?? utcMinute;
  const nth = monthly ? ORDINALS.get(monthly.dayNumberInMonth) : undefined;
  const [weekday] = monthly ? weekdayOf(monthly.dayOfWeek) : [];
  if (!monthly || minute === null || nth === undefined || weekday === undefined) return null;
  const months = monthly.months.map((name) => MONTHS.indexOf(name) + 1).filter((month) => month > 0);
  return { type: 'monthly', minute, utcMinute, nth, weekday, months };
}

function periodicOf({ periodically }: VspcJobSchedule): JobSchedule | null {
  const unitMs = PERIODS_MS.get(periodically?.kind ?? '');
  if (!periodically || unitMs === undefined || !periodically.fullPeriod) return null;
  return {
    type: 'periodically',
    periodMs: periodically.fullPeriod * unitMs,
    offsetMinutes: 0,
    window: windowOf(periodically.window),
  };
}

function continuousOf(schedule: VspcJobSchedule): JobSchedule | null {
  if (!schedule.continuous && !schedule.backupWindow) return null;
  return { type: 'continuously', rpoMs: null, window: windowOf(schedule.backupWindow ?? []) };
}

function windowOf(days: readonly VspcDayHours[]): ScheduleWindow | null {
  if (days.length === 0) return null;
  return WEEKDAYS.map(
    (name) => days.find((day) => day.day === name)?.permitted ?? Array.from({ length: 24 }, () => true),
  );
}

export function weekdayOf(name: string): Weekday[] {
  const index = WEEKDAYS.indexOf(name);
  return index < 0 ? [] : [index as Weekday];
}

/** `HH:MM` or `HH:MM:SS`. */
export function minutesOf(time: string | null): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(time ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
