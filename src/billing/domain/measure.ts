import { daysBetween, type CivilDate } from '../../kernel/civil-date';
import { Quantity } from '../../kernel/quantity';
import type { Period } from './period';
import type { Measure } from './product-line';
import type { DayValue } from './samples';

export interface MeasureInput {
  readonly measure: Measure;
  readonly period: Period;
  /** First day that counts: the period's first, or the day on which the first company was linked. */
  readonly from: CivilDate;
  /** UTC day of the pass. */
  readonly today: CivilDate;
  /** The period is over and settled. */
  readonly isClosing: boolean;
  readonly readDay: (date: CivilDate) => DayValue;
}

/** A day that was counted. */
export interface CountedDay {
  readonly date: CivilDate;
  readonly value: Quantity;
}

export type Measured =
  | {
      readonly kind: 'value';
      readonly value: Quantity;
      readonly days: readonly CountedDay[];
      readonly parts: readonly Quantity[];
      readonly unknownDays: number;
      readonly restsOnAbsence: boolean;
    }
  | { readonly kind: 'held'; readonly reason: 'unknown-days' | 'bad-counter'; readonly detail: string }
  /** There is nothing to count yet. */
  | { readonly kind: 'none'; readonly reason: 'before-link' | 'unchanged'; readonly detail: string };

/** `last`: an older sample than this many days is not the present any more. */
const LAST_MAY_BE_OLD_DAYS = 2;
/** `average`: more unknown days than this are held. */
const AVERAGE_MAY_LACK_DAYS = 3;

type Known = Extract<DayValue, { kind: 'known' }> & { readonly date: CivilDate };
type Unknown = Extract<DayValue, { kind: 'unknown' }>;

/**
 * The value of a period (RULES, Billing 2) over its known days:
 *
 * | measure | value                | held                                                                        |
 * | ------- | -------------------- | --------------------------------------------------------------------------- |
 * | last    | of the latest day    | older than 2 days before the pass; at the close, not the period's last day   |
 * | peak    | the largest day      | no day is known                                                              |
 * | average | sum ÷ known days     | more than 3 days are unknown, or none is known                               |
 * | sum     | sum                  | any day is unknown                                                           |
 *
 * Days before the link are not days of the period. Today may still be counted and is never missing.
 */
export function measurePeriod(input: MeasureInput): Measured {
  const { period, today, isClosing } = input;
  const from = input.from > period.firstDay ? input.from : period.firstDay;
  const through = isClosing || period.lastDay < today ? period.lastDay : today;
  if (from > through) return nothingYet(input);
  return input.measure === 'last' ? measureLast(input, from, through) : measureDays(input, from, through);
}

/** Linked after the last day that could count, or the first day of the period has not begun by UTC. */
function nothingYet({ from, period }: MeasureInput): Measured {
  if (from > period.firstDay) return { kind: 'none', reason: 'before-link', detail: `linked on ${from}, no day since` };
  return { kind: 'none', reason: 'unchanged', detail: 'no day of the period was counted yet' };
}

function measureLast(input: MeasureInput, from: CivilDate, through: CivilDate): Measured {
  let newestUnknown: Unknown | null = null;
  const { days } = input.period;
  for (let index = days.length - 1; index >= 0; index -= 1) {
    const date = days[index] ?? '';
    if (date < from || date > through) continue;
    const day = input.readDay(date);
    if (day.kind === 'unknown') {
      newestUnknown = worse(newestUnknown, day);
      continue;
    }
    return judgeLast({ ...day, date }, newestUnknown, input);
  }
  return noDay(input, from, newestUnknown);
}

function daysOf({ period }: MeasureInput, from: CivilDate, through: CivilDate): CivilDate[] {
  return period.days.filter((date) => date >= from && date <= through);
}

function judgeLast(day: Known, newestUnknown: Unknown | null, input: MeasureInput): Measured {
  const { isClosing, period, today } = input;
  const isOld = isClosing ? day.date !== period.lastDay : daysBetween(day.date, today) > LAST_MAY_BE_OLD_DAYS;
  if (isOld) return held(newestUnknown, `the latest usage is of ${day.date}`);
  return valueOf(day.value, [day], 0);
}

function measureDays(input: MeasureInput, from: CivilDate, through: CivilDate): Measured {
  const { measure, today } = input;
  const known: Known[] = [];
  let unknown = 0;
  let firstUnknown: Unknown | null = null;
  for (const date of daysOf(input, from, through)) {
    const day = input.readDay(date);
    if (day.kind === 'known') known.push({ ...day, date });
    else if (date !== today || day.why === 'bad-counter') {
      unknown += 1;
      firstUnknown = worse(firstUnknown, day);
    }
  }
  const detail = `${unknown} of ${daysBetween(from, through) + 1} days are unknown`;
  if (known.length === 0) return noDay(input, from, firstUnknown);
  if (measure === 'sum' && unknown > 0) return held(firstUnknown, detail);
  if (measure === 'average' && unknown > AVERAGE_MAY_LACK_DAYS) return held(firstUnknown, detail);
  return valueOf(combine(measure, known), known, unknown);
}

function combine(measure: Measure, days: readonly Known[]): Quantity {
  if (measure === 'peak') return days.reduce((largest, day) => Quantity.max(largest, day.value), new Quantity(0));
  const total = days.reduce((sum, day) => sum.plus(day.value), new Quantity(0));
  return measure === 'average' ? total.dividedBy(days.length) : total;
}

/** No day is known. In the first days of a period or of a link that is nothing unusual. */
function noDay({ isClosing, period, today }: MeasureInput, from: CivilDate, unknown: Unknown | null): Measured {
  const isYoung = !isClosing && daysBetween(from, today) <= LAST_MAY_BE_OLD_DAYS && unknown?.why !== 'bad-counter';
  if (!isYoung) return held(unknown, `no day of ${period.id} is known`);
  const isAfterLink = from > period.firstDay;
  const detail = isAfterLink ? `no usage since the link on ${from}` : 'no day of the period was counted yet';
  return { kind: 'none', reason: isAfterLink ? 'before-link' : 'unchanged', detail };
}

function held(unknown: Unknown | null, detail: string): Measured {
  const isBad = unknown?.why === 'bad-counter';
  const because = unknown ? `${detail}: ${unknown.detail}` : detail;
  return { kind: 'held', reason: isBad ? 'bad-counter' : 'unknown-days', detail: because };
}

/** A counter that cannot be is told before a day that is merely missing. */
function worse(left: Unknown | null, right: Unknown): Unknown {
  return left === null || (right.why === 'bad-counter' && left.why !== 'bad-counter') ? right : left;
}

function valueOf(value: Quantity, days: readonly Known[], unknownDays: number): Measured {
  return {
    kind: 'value',
    value,
    days,
    parts: days.at(-1)?.parts ?? [],
    unknownDays,
    restsOnAbsence: days.some((day) => day.restsOnAbsence),
  };
}
