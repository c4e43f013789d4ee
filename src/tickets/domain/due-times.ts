import { shiftDay, WallClock, type CivilTime } from './civil-time';
import type { DurationMs, Instant, JobSchedule, ScheduleWindow } from './workload-facts';

export const MINUTE_MS: DurationMs = 60_000;
export const HOUR_MS: DurationMs = 60 * MINUTE_MS;
export const DAY_MS: DurationMs = 24 * HOUR_MS;

const DAY_MINUTES = 24 * 60;
/** A year and a leap day: a schedule that names one month is due within it. */
const MAX_MONTHS = 14;
/** No window stays shut longer than a week; two of them cover any period that is laid across it. */
const MAX_TICKS = 2 * 7 * 24 * 60;
/** Clocks run up to 14 hours ahead of UTC and 12 behind. */
const MOST_AHEAD_MINUTES = 14 * 60;

/** A start this much before its due time serves it. */
const START_TOLERANCE_MS = MINUTE_MS;
/** The same where only today's offset is known: on the other side of a clock change it is an hour off. */
const UNKNOWN_ZONE_TOLERANCE_MS = 65 * MINUTE_MS;

type TimedSchedule = Extract<JobSchedule, { type: 'daily' | 'monthly' }>;
type Calendar = Exclude<JobSchedule, { type: 'chained' }>;

export interface DueContext {
  /** Wall clock of the VSPC connection. */
  readonly clock: WallClock;
  readonly now: Instant;
  /** RPO of a continuous job that has none of its own. */
  readonly rpoMs: DurationMs;
}

/**
 * The first due time after an instant (end of the last session) by a schedule; null when it has none.
 *
 * | schedule     | due                                                                              |
 * | ------------ | -------------------------------------------------------------------------------- |
 * | daily        | at its minute of every day, or of the weekdays it names                           |
 * | monthly      | at its minute of the nth (or last) weekday, or of the day of the month, of its months |
 * | periodically | every period from local midnight plus offset, begun anew each day; from a day on, a period after the last |
 * | … in a window| the first such tick in a permitted hour                                          |
 * | continuously | its RPO, or `rpo`, after the last session; in a permitted hour                    |
 */
export function dueAfter(schedule: Calendar, after: Instant, context: DueContext): Instant | null {
  switch (schedule.type) {
    case 'daily':
      return nextDaily(schedule, after, context);
    case 'monthly':
      return nextMonthly(schedule, after, context);
    case 'periodically':
      return nextPeriodic(schedule, after, context.clock);
    case 'continuously':
      return firstPermitted(after + (schedule.rpoMs ?? context.rpoMs), schedule.window, context.clock);
  }
}

/** The usual time between two due times; nothing younger than this is called missed. */
export function intervalOf(schedule: Calendar, rpoMs: DurationMs): DurationMs {
  switch (schedule.type) {
    case 'daily':
      return schedule.weekdays.length === 0 ? DAY_MS : widestGapDays(schedule.weekdays) * DAY_MS;
    case 'monthly':
      return 31 * DAY_MS;
    case 'periodically':
      return schedule.periodMs;
    case 'continuously':
      return schedule.rpoMs ?? rpoMs;
  }
}

function widestGapDays(weekdays: readonly number[]): number {
  const days = [...new Set(weekdays)].sort((left, right) => left - right);
  const first = days[0] ?? 0;
  const gaps = days.map((day, index) => (days[index + 1] ?? first + 7) - day);
  return Math.max(...gaps);
}

/**
 * The clock that a schedule runs by (RULES, Tickets 4): the `…Utc` twin tells today's offset. When the connection's
 * zone has that offset now, its rules hold for the other days too; otherwise only the offset is known.
 */
function clockOf(schedule: TimedSchedule, { clock, now }: DueContext): { clock: WallClock; toleranceMs: DurationMs } {
  if (schedule.utcMinute === null) return { clock, toleranceMs: START_TOLERANCE_MS };
  const ahead = (schedule.minute - schedule.utcMinute + DAY_MINUTES) % DAY_MINUTES;
  const offset = ahead > MOST_AHEAD_MINUTES ? ahead - DAY_MINUTES : ahead;
  if (clock.offsetMinutes(now) === offset) return { clock, toleranceMs: START_TOLERANCE_MS };
  return { clock: WallClock.atOffset(offset), toleranceMs: UNKNOWN_ZONE_TOLERANCE_MS };
}

function nextDaily(
  schedule: Extract<JobSchedule, { type: 'daily' }>,
  after: Instant,
  context: DueContext,
): Instant | null {
  const { clock, toleranceMs } = clockOf(schedule, context);
  const today = clock.civil(after);
  for (let days = 0; days <= 8; days += 1) {
    const day = days === 0 ? today : shiftDay(today, days);
    const runs = schedule.weekdays.length === 0 || schedule.weekdays.some((weekday) => weekday === day.weekday);
    const due = clock.instantOf(day, schedule.minute);
    if (runs && due > after + toleranceMs) return due;
  }
  return null;
}

function nextMonthly(
  schedule: Extract<JobSchedule, { type: 'monthly' }>,
  after: Instant,
  context: DueContext,
): Instant | null {
  const { clock, toleranceMs } = clockOf(schedule, context);
  const start = clock.civil(after);
  for (let months = 0; months <= MAX_MONTHS; months += 1) {
    const first = WallClock.atOffset(0).civil(Date.UTC(start.year, start.month - 1 + months, 1));
    if (schedule.months.length > 0 && !schedule.months.includes(first.month)) continue;
    const day = dayInMonth(schedule, first);
    const due = day === null ? null : clock.instantOf({ ...first, day }, schedule.minute);
    if (due !== null && due > after + toleranceMs) return due;
  }
  return null;
}

/** Null: this month has no such day (a 31st, a fifth Monday). */
function dayInMonth(schedule: Extract<JobSchedule, { type: 'monthly' }>, first: CivilTime): number | null {
  const { nth, weekday } = schedule;
  const days = new Date(Date.UTC(first.year, first.month, 0)).getUTCDate();
  if (weekday === null) return nth === 'last' ? days : nth <= days ? nth : null;
  const firstSuch = 1 + ((weekday - first.weekday + 7) % 7);
  const lastSuch = firstSuch + 7 * Math.floor((days - firstSuch) / 7);
  const day = nth === 'last' ? lastSuch : firstSuch + 7 * (nth - 1);
  return day <= days ? day : null;
}

function nextPeriodic(
  schedule: Extract<JobSchedule, { type: 'periodically' }>,
  after: Instant,
  clock: WallClock,
): Instant | null {
  if (schedule.periodMs <= 0) return null;
  let due = after;
  for (let tick = 0; tick < MAX_TICKS; tick += 1) {
    due = nextTick(schedule, due, clock);
    if (isPermitted(due, schedule.window, clock)) return due;
  }
  return null;
}

function nextTick(schedule: Extract<JobSchedule, { type: 'periodically' }>, after: Instant, clock: WallClock): Instant {
  if (schedule.periodMs >= DAY_MS) return after + schedule.periodMs;
  const today = clock.civil(after);
  const begin = clock.instantOf(today, schedule.offsetMinutes);
  const served = after + START_TOLERANCE_MS;
  const ticks = Math.max(0, Math.floor((served - begin) / schedule.periodMs) + 1);
  const due = begin + ticks * schedule.periodMs;
  const tomorrow = clock.instantOf(shiftDay(today, 1), schedule.offsetMinutes);
  return due < tomorrow ? due : tomorrow;
}

function firstPermitted(due: Instant, window: ScheduleWindow | null, clock: WallClock): Instant | null {
  let hour = due;
  for (let hours = 0; hours <= 7 * 24; hours += 1) {
    if (isPermitted(hour, window, clock)) return hour;
    hour = (Math.floor(hour / HOUR_MS) + 1) * HOUR_MS;
  }
  return null;
}

function isPermitted(instant: Instant, window: ScheduleWindow | null, clock: WallClock): boolean {
  if (window === null) return true;
  const { minute, weekday } = clock.civil(instant);
  return window[weekday]?.[Math.floor(minute / 60)] ?? true;
}
