import { daysBetween, type CivilDate } from '../../kernel/civil-date';
import { addAmounts, largerAmount, quantityOf, type Amount } from './amount';
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
  readonly value: Amount;
}

export type Measured =
  | {
      readonly kind: 'value';
      readonly value: Amount;
      readonly days: readonly CountedDay[];
      /** `last`: the sum of each location. */
      readonly parts: readonly Amount[];
      readonly unknownDays: number;
      readonly restsOnAbsence: boolean;
      /** A day is missing because its counter cannot be: told to a person, held or not (RULES, Billing 1). */
      readonly badCounter: string | null;
    }
  | { readonly kind: 'held'; readonly reason: 'unknown-days' | 'bad-counter'; readonly detail: string }
  /** There is nothing to count yet. */
  | { readonly kind: 'none'; readonly reason: 'before-link' | 'unchanged'; readonly detail: string };

/** `last`: an older sample than this many days is not the present any more. */
const LAST_MAY_BE_OLD_DAYS = 2;
/** `average`: more unknown days than this are held. */
const AVERAGE_MAY_LACK_DAYS = 3;

type Known = Extract<DayValue, { kind: 'known' }>;
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
    return judgeLast(date, day, newestUnknown, input);
  }
  return noDay(input, from, newestUnknown);
}

function judgeLast(date: CivilDate, day: Known, newestUnknown: Unknown | null, input: MeasureInput): Measured {
  const { isClosing, period, today } = input;
  const isOld = isClosing ? date !== period.lastDay : daysBetween(date, today) > LAST_MAY_BE_OLD_DAYS;
  if (isOld) return held(newestUnknown, `the latest usage is of ${date}`);
  const { value, parts, restsOnAbsence } = day;
  const badCounter = badCounterOf(newestUnknown);
  return { kind: 'value', value, days: [{ date, value }], parts, unknownDays: 0, restsOnAbsence, badCounter };
}

function measureDays(input: MeasureInput, from: CivilDate, through: CivilDate): Measured {
  const { measure, today, period } = input;
  const days: CountedDay[] = [];
  let restsOnAbsence = false;
  let unknownDays = 0;
  let firstUnknown: Unknown | null = null;
  for (const date of period.days) {
    if (date < from || date > through) continue;
    const day = input.readDay(date);
    if (day.kind === 'known') {
      days.push({ date, value: day.value });
      restsOnAbsence ||= day.restsOnAbsence;
    } else if (date !== today || day.why === 'bad-counter') {
      unknownDays += 1;
      firstUnknown = worse(firstUnknown, day);
    }
  }
  if (days.length === 0) return noDay(input, from, firstUnknown);
  if (unknownDays > mayLackDays(measure)) {
    return held(firstUnknown, `${unknownDays} of ${daysBetween(from, through) + 1} days are unknown`);
  }
  const badCounter = badCounterOf(firstUnknown);
  return { kind: 'value', value: combine(measure, days), days, parts: [], unknownDays, restsOnAbsence, badCounter };
}

function mayLackDays(measure: Measure): number {
  if (measure === 'sum') return 0;
  return measure === 'average' ? AVERAGE_MAY_LACK_DAYS : Number.POSITIVE_INFINITY;
}

function combine(measure: Measure, days: readonly CountedDay[]): Amount {
  if (measure === 'peak') return days.reduce<Amount>((largest, day) => largerAmount(largest, day.value), 0);
  const total = days.reduce<Amount>((sum, day) => addAmounts(sum, day.value), 0);
  return measure === 'average' ? quantityOf(total).dividedBy(days.length) : total;
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

function badCounterOf(unknown: Unknown | null): string | null {
  return unknown?.why === 'bad-counter' ? unknown.detail : null;
}

/** A counter that cannot be is told before a day that is merely missing. */
function worse(left: Unknown | null, right: Unknown): Unknown {
  return left === null || (right.why === 'bad-counter' && left.why !== 'bad-counter') ? right : left;
}
