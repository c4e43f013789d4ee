import { DateTime } from 'luxon';
import { addDays, daysBetween, type CivilDate } from '../../kernel/civil-date';
import type { PeriodSettings } from './product-line';

/** A civil month in `period.timezone`, `YYYY-MM`. Compares correctly as text. */
export type PeriodId = string;

export interface Period {
  readonly id: PeriodId;
  readonly firstDay: CivilDate;
  readonly lastDay: CivilDate;
  /** All of them, in order. */
  readonly days: readonly CivilDate[];
  /** First instant of the next month, in the period's zone: cut-offs are civil dates there (RULES, Billing 4). */
  readonly endsAt: Date;
  /** `endsAt` + settleAfter: the first pass from here on closes it. */
  readonly closesAt: Date;
}

/** @throws Error for a text that is no month: what people type is checked before it comes here. */
export function periodOf(id: PeriodId, settings: PeriodSettings): Period {
  const first = DateTime.fromISO(`${id}-01`, { zone: settings.timezone });
  if (!first.isValid || !/^\d{4}-\d{2}$/.test(id)) throw new Error(`not a month: ${id}`);
  const next = first.plus({ months: 1 });
  const firstDay = `${id}-01`;
  const days = Array.from({ length: daysBetween(firstDay, next.toFormat('yyyy-MM-dd')) }, (_, index) =>
    addDays(firstDay, index),
  );
  return {
    id,
    firstDay,
    lastDay: days.at(-1) ?? firstDay,
    days,
    endsAt: next.toJSDate(),
    closesAt: next.plus({ milliseconds: settings.settleAfterMs }).toJSDate(),
  };
}

/** The month that an instant lies in, by the clocks of the period's zone. */
export function currentPeriod(now: Date, settings: PeriodSettings): Period {
  return periodOf(DateTime.fromJSDate(now, { zone: settings.timezone }).toFormat('yyyy-MM'), settings);
}

export function previousPeriod(period: Period, settings: PeriodSettings): Period {
  const first = DateTime.fromISO(period.firstDay, { zone: settings.timezone });
  return periodOf(first.minus({ months: 1 }).toFormat('yyyy-MM'), settings);
}

export function nextPeriod(period: Period, settings: PeriodSettings): Period {
  const first = DateTime.fromISO(period.firstDay, { zone: settings.timezone });
  return periodOf(first.plus({ months: 1 }).toFormat('yyyy-MM'), settings);
}

/** The newest month whose end and settling time are over. */
export function closablePeriod(now: Date, settings: PeriodSettings): Period {
  let period = previousPeriod(currentPeriod(now, settings), settings);
  while (period.closesAt.getTime() > now.getTime()) period = previousPeriod(period, settings);
  return period;
}
