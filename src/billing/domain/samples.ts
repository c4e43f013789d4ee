import { addDays, type CivilDate } from '../../kernel/civil-date';
import { parseQuantity, Quantity } from '../../kernel/quantity';
import { addAmounts, type Amount } from './amount';
import { isUsageCounter, USAGE_COUNTERS } from './usage-counters';

/** What VSPC counted for one company, at one location, on one UTC day. A counter that it sent without a value is null. */
export interface UsageSample {
  readonly connection: string;
  readonly companyUid: string;
  /** Empty where the server names none; a quota has a place of its own, see `quotaLocation`. */
  readonly location: string;
  readonly date: CivilDate;
  readonly counters: Readonly<Record<string, string | null>>;
}

/** One day of one company: a sum over locations and counters, or why there is none. */
export type DayValue =
  | {
      readonly kind: 'known';
      readonly value: Amount;
      /** The sum of each location, by the location's name. */
      readonly parts: readonly Amount[];
      /** A counter was not in a row and counted as zero (RULES, Billing 1). */
      readonly restsOnAbsence: boolean;
    }
  | { readonly kind: 'unknown'; readonly why: 'no-row' | 'location-missing' | 'bad-counter'; readonly detail: string };

/** A location is expected on a day when it had a row in so many days before (RULES, Billing 1). */
export const LOCATION_MEMORY_DAYS = 7;

/** Whole, not negative, and certainly below 2^53. */
const PLAIN_COUNT = /^\d{1,15}$/;
const LARGEST_VALUE = new Quantity(2).pow(53);
const QUOTA_MARK = '~';

/** Quotas are not counted per location: each is a row of its own, so that a gap in one is no gap in usage. */
export function quotaLocation(counter: string): string {
  return `${QUOTA_MARK}${counter}`;
}

export function isQuota(counter: string): boolean {
  return counter.startsWith('quota.');
}

/**
 * The days of one company. First line that fits, for a day and the counters of a line:
 *
 * | the day's rows                                             | day                          |
 * | ---------------------------------------------------------- | ---------------------------- |
 * | none                                                       | unknown, no-row              |
 * | none of a location that had one in the seven days before   | unknown, location-missing    |
 * | a counter negative, fractional, beyond 2^53 or without value | unknown, bad-counter       |
 * | a counter absent from a present row                        | known, it counts as 0        |
 * | otherwise                                                  | known                        |
 */
export class CompanySamples {
  private readonly days = new Map<CivilDate, Day>();

  /** Rows may come in any order; sums do not depend on it. */
  add(sample: UsageSample): void {
    const known = this.days.get(sample.date);
    const day = known ?? { usage: [], quotas: [], missing: undefined };
    if (!known) this.days.set(sample.date, day);
    insertByLocation(sample.location.startsWith(QUOTA_MARK) ? day.quotas : day.usage, sample);
  }

  readDay(date: CivilDate, counters: readonly string[]): DayValue {
    const day = this.days.get(date);
    if (!counters.some(isQuota)) return this.readUsage(date, day, counters);
    const usage = counters.filter((counter) => !isQuota(counter));
    const groups = [
      ...(usage.length > 0 ? [this.readUsage(date, day, usage)] : []),
      ...counters.filter(isQuota).map((quota) => readQuota(date, day?.quotas ?? [], quota)),
    ];
    return groups.reduce(addDayValues, ZERO_DAY);
  }

  hasRows(): boolean {
    return this.days.size > 0;
  }

  /** The newest day with a row. */
  latestDay(): CivilDate | null {
    let latest: CivilDate | null = null;
    for (const date of this.days.keys()) if (latest === null || date > latest) latest = date;
    return latest;
  }

  private readUsage(date: CivilDate, day: Day | undefined, counters: readonly string[]): DayValue {
    if (!day || day.usage.length === 0) return { kind: 'unknown', why: 'no-row', detail: `no usage of ${date}` };
    const missing = this.missingLocation(date, day);
    if (missing === null) return addRows(day.usage, counters);
    const detail = `${date} lacks location ${missing}, which was counted in the seven days before`;
    return { kind: 'unknown', why: 'location-missing', detail };
  }

  /** The same for every line: found once. */
  private missingLocation(date: CivilDate, day: Day): string | null {
    if (day.missing === undefined) {
      const present = new Set(day.usage.map((row) => row.location));
      day.missing = this.recentLocations(date).find((location) => !present.has(location)) ?? null;
    }
    return day.missing;
  }

  private recentLocations(date: CivilDate): string[] {
    const locations = new Set<string>();
    const oldest = addDays(date, -LOCATION_MEMORY_DAYS);
    for (const [other, { usage }] of this.days) {
      if (other >= oldest && other < date) for (const row of usage) locations.add(row.location);
    }
    return [...locations].sort();
  }
}

interface Day {
  /** One row for each location, in their order. */
  readonly usage: UsageSample[];
  readonly quotas: UsageSample[];
  /** A location that should have a row; undefined until somebody asks. */
  missing: string | null | undefined;
}

/** Rows nearly always come in this order. */
function insertByLocation(rows: UsageSample[], sample: UsageSample): void {
  let place = rows.length;
  while (place > 0 && (rows[place - 1]?.location ?? '') > sample.location) place -= 1;
  if (place === rows.length) rows.push(sample);
  else rows.splice(place, 0, sample);
}

export const ZERO_DAY: DayValue = { kind: 'known', value: 0, parts: [], restsOnAbsence: false };

/** Unknown wins: a sum with an unknown part is unknown. */
export function addDayValues(left: DayValue, right: DayValue): DayValue {
  if (left === ZERO_DAY) return right;
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  return {
    kind: 'known',
    value: addAmounts(left.value, right.value),
    parts: [...left.parts, ...right.parts],
    restsOnAbsence: left.restsOnAbsence || right.restsOnAbsence,
  };
}

function addRows(rows: readonly UsageSample[], counters: readonly string[]): DayValue {
  const parts: Amount[] = [];
  let value: Amount = 0;
  let restsOnAbsence = false;
  for (const row of rows) {
    let part: Amount = 0;
    for (const counter of counters) {
      const text = row.counters[counter];
      if (text === undefined) {
        restsOnAbsence = true;
        continue;
      }
      const counted = parseCounter(counter, text);
      if (typeof counted === 'string') {
        return { kind: 'unknown', why: 'bad-counter', detail: `${counter} of ${row.date} is ${counted}` };
      }
      part = addAmounts(part, counted);
    }
    parts.push(part);
    value = addAmounts(value, part);
  }
  return { kind: 'known', value, parts, restsOnAbsence };
}

function readQuota(date: CivilDate, rows: readonly UsageSample[], quota: string): DayValue {
  const row = rows.find((candidate) => candidate.location === quotaLocation(quota));
  return row ? addRows([row], [quota]) : { kind: 'unknown', why: 'no-row', detail: `${quota} was not read on ${date}` };
}

/** The value, or in words why it is none. Nearly all are plain whole numbers, which need no second look. */
function parseCounter(counter: string, text: string | null): Amount | string {
  if (text === null) return 'without a value';
  return PLAIN_COUNT.test(text) ? Number(text) : parseUnusual(counter, text);
}

function parseUnusual(counter: string, text: string): Quantity | string {
  const value = parseQuantity(text);
  if (value === undefined) return 'without a value';
  if (value.isNegative() && !value.isZero()) return `negative (${text})`;
  if (value.greaterThan(LARGEST_VALUE)) return `beyond 2^53 (${text})`;
  const isCount = !isUsageCounter(counter) || USAGE_COUNTERS[counter] === 'count';
  return isCount && !value.isInteger() ? `a fraction (${text})` : value;
}
