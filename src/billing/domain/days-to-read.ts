import { addDays, type CivilDate } from '../../kernel/civil-date';
import { closablePeriod, currentPeriod } from './period';
import type { PeriodSettings, ProductLine } from './product-line';
import { LOCATION_MEMORY_DAYS } from './samples';

const DAY_MS = 24 * 3_600_000;
/** Usage that arrives this long after a period could be closed is still read, for the report. */
const LATE_MS = 2 * DAY_MS;
/** VSPC refuses a longer range. */
const WINDOW_DAYS = 31;
/** `measure: last` looks back no further before it holds. */
const LAST_LOOKS_BACK_DAYS = 3;

export interface DayWindow {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The days that a pass may need: the present period, the settled one as long as a line has not closed it, and the days
 * before them that tell which locations there are.
 */
export function neededDays(
  now: Date,
  settings: { readonly period: PeriodSettings; readonly lines: readonly ProductLine[] },
  isClosed: boolean,
): DayWindow {
  const current = currentPeriod(now, settings.period);
  const closable = closablePeriod(now, settings.period);
  const today = now.toISOString().slice(0, 10);
  const first = isClosed ? firstOpenDay(settings.lines, current.firstDay, today) : closable.firstDay;
  return { from: addDays(first, -LOCATION_MEMORY_DAYS), to: today };
}

/** When every line only wants the latest sample, the days since the beginning of the period are not looked at. */
function firstOpenDay(lines: readonly ProductLine[], firstDay: CivilDate, today: CivilDate): CivilDate {
  const onlyLast = lines.every(
    (line) => line.measure === 'last' && line.overrides.every(({ set }) => (set.measure ?? 'last') === 'last'),
  );
  const recent = addDays(today, -LAST_LOOKS_BACK_DAYS);
  return onlyLast && recent > firstDay ? recent : firstDay;
}

/**
 * Which of the needed days to ask for, in windows of at most 31: those that no complete read has seen since they settled.
 * A steady pass asks for the last few days only.
 */
export function daysToRead(
  needed: DayWindow,
  readAt: ReadonlyMap<CivilDate, Date>,
  settings: PeriodSettings,
): readonly DayWindow[] {
  const open: CivilDate[] = [];
  for (let date = needed.from; date <= needed.to; date = addDays(date, 1)) {
    const settlesMs = Date.parse(`${date}T00:00:00Z`) + DAY_MS + settings.settleAfterMs + LATE_MS;
    const read = readAt.get(date);
    if (!read || read.getTime() < settlesMs) open.push(date);
  }
  return windowsOf(open);
}

/** Gaps between open days are read along: one request more costs less than a second window. */
function windowsOf(days: readonly CivilDate[]): DayWindow[] {
  const windows: DayWindow[] = [];
  for (const date of days) {
    const last = windows.at(-1);
    if (last && date < addDays(last.from, WINDOW_DAYS)) windows[windows.length - 1] = { from: last.from, to: date };
    else windows.push({ from: date, to: date });
  }
  return windows;
}

export function listDays({ from, to }: DayWindow): CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}
