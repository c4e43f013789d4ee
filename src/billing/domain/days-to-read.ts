import { addDays, utcDateOf, type CivilDate } from '../../kernel/civil-date';
import type { BilledCompany } from './billing-observation';
import { firstLink, isBillable, listBilledMembers } from './calculate-line';
import { lineId, type FrozenPeriod } from './line-state';
import { coversCompany } from './match-company';
import { closablePeriod, nextPeriod, type Period } from './period';
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
 * The days that a pass may need: of the present period, and of the settled one as long as a line has not closed it. The
 * days before them tell which locations there are. Lines that only want the latest sample need the last days alone.
 */
export function neededDays(
  now: Date,
  settings: { readonly period: PeriodSettings; readonly lines: readonly ProductLine[] },
  isClosed: boolean,
): DayWindow {
  const to = utcDateOf(now);
  const wantsLatest = settings.lines.every(
    (line) => line.measure === 'last' && line.overrides.every(({ set }) => (set.measure ?? 'last') === 'last'),
  );
  const closable = closablePeriod(now, settings.period);
  // The month that has ended and not settled yet is needed as well: VSPC may be down when it is closed.
  const period = isClosed ? nextPeriod(closable, settings.period) : closable;
  const latest = isClosed ? addDays(to, -LAST_LOOKS_BACK_DAYS) : period.lastDay;
  const first = wantsLatest && latest > period.firstDay ? latest : period.firstDay;
  return { from: addDays(first < to ? first : to, -LOCATION_MEMORY_DAYS), to };
}

/** Whether every line has closed the settled period, so that its days are not looked at any more. */
export function isSettled(facts: {
  readonly products: { readonly lines: readonly ProductLine[] };
  readonly companies: readonly BilledCompany[];
  readonly frozen: readonly FrozenPeriod[];
  readonly closable: Period;
}): boolean {
  const { products, companies, frozen, closable } = facts;
  const closed = new Set(frozen.map((entry) => lineId(entry.companyId, entry.line)));
  return companies
    .filter((company) => isBillable(company) && firstLink(listBilledMembers(company)) <= closable.lastDay)
    .every((company) =>
      products.lines
        .filter((line) => coversCompany(line, company))
        .every((line) => closed.has(lineId(company.id, line.name))),
    );
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
