import { addDays, type CivilDate } from '../../kernel/civil-date';
import { parseQuantity, Quantity } from '../../kernel/quantity';
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
      readonly value: Quantity;
      /** The sum of each location, by the location's name. */
      readonly parts: readonly Quantity[];
      /** A counter was not in a row and counted as zero (RULES, Billing 1). */
      readonly restsOnAbsence: boolean;
    }
  | { readonly kind: 'unknown'; readonly why: 'no-row' | 'location-missing' | 'bad-counter'; readonly detail: string };

/** A location is expected on a day when it had a row in so many days before (RULES, Billing 1). */
export const LOCATION_MEMORY_DAYS = 7;

const ZERO = new Quantity(0);
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
  private readonly days = new Map<CivilDate, UsageSample[]>();
  private readonly missing = new Map<CivilDate, string | null>();

  /** Rows may come in any order; sums do not depend on it. */
  add(sample: UsageSample): void {
    const rows = this.days.get(sample.date);
    if (rows) rows.push(sample);
    else this.days.set(sample.date, [sample]);
  }

  readDay(date: CivilDate, counters: readonly string[]): DayValue {
    const rows = this.days.get(date) ?? [];
    const usage = counters.filter((counter) => !isQuota(counter));
    const quotas = counters.filter(isQuota);
    const groups = [
      ...(usage.length > 0 ? [this.readUsage(date, rows, usage)] : []),
      ...quotas.map((quota) => readQuota(date, rows, quota)),
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

  private readUsage(date: CivilDate, rows: readonly UsageSample[], counters: readonly string[]): DayValue {
    const counted = rows.filter((row) => !row.location.startsWith(QUOTA_MARK));
    if (counted.length === 0) return { kind: 'unknown', why: 'no-row', detail: `no usage of ${date}` };
    const missing = this.missingLocation(date, counted);
    if (missing !== null) {
      const detail = `${date} lacks location ${missing}, which was counted in the seven days before`;
      return { kind: 'unknown', why: 'location-missing', detail };
    }
    const values = [...counted].sort(byLocation).map((row) => readRow(row, counters));
    return values.reduce(addDayValues, ZERO_DAY);
  }

  private missingLocation(date: CivilDate, rows: readonly UsageSample[]): string | null {
    const known = this.missing.get(date);
    if (known !== undefined) return known;
    const present = new Set(rows.map((row) => row.location));
    const found = this.recentLocations(date).find((location) => !present.has(location)) ?? null;
    this.missing.set(date, found);
    return found;
  }

  private recentLocations(date: CivilDate): string[] {
    const locations = new Set<string>();
    const oldest = addDays(date, -LOCATION_MEMORY_DAYS);
    for (const [day, rows] of this.days) {
      if (day < oldest || day >= date) continue;
      for (const row of rows) if (!row.location.startsWith(QUOTA_MARK)) locations.add(row.location);
    }
    return [...locations].sort();
  }
}

export const ZERO_DAY: DayValue = { kind: 'known', value: new Quantity(0), parts: [], restsOnAbsence: false };

/** Unknown wins: a sum with an unknown part is unknown. */
export function addDayValues(left: DayValue, right: DayValue): DayValue {
  if (left === ZERO_DAY) return right;
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  return {
    kind: 'known',
    value: left.value.plus(right.value),
    parts: [...left.parts, ...right.parts],
    restsOnAbsence: left.restsOnAbsence || right.restsOnAbsence,
  };
}

function readRow(row: UsageSample, counters: readonly string[]): DayValue {
  let value = ZERO;
  let restsOnAbsence = false;
  for (const counter of counters) {
    const text = row.counters[counter];
    if (text === undefined) {
      restsOnAbsence = true;
      continue;
    }
    const counted = parseCounter(counter, text);
    if (typeof counted === 'string') {
      const detail = `${counter} of ${row.date} is ${counted}`;
      return { kind: 'unknown', why: 'bad-counter', detail };
    }
    value = value.isZero() ? counted : value.plus(counted);
  }
  return { kind: 'known', value, parts: [value], restsOnAbsence };
}

function readQuota(date: CivilDate, rows: readonly UsageSample[], quota: string): DayValue {
  const row = rows.find((candidate) => candidate.location === quotaLocation(quota));
  return row ? readRow(row, [quota]) : { kind: 'unknown', why: 'no-row', detail: `${quota} was not read on ${date}` };
}

/** The value, or in words why it is none. Nearly all are plain whole numbers, which need no second look. */
function parseCounter(counter: string, text: string | null): Quantity | string {
  if (text === null) return 'without a value';
  return PLAIN_COUNT.test(text) ? new Quantity(Number(text)) : parseUnusual(counter, text);
}

function parseUnusual(counter: string, text: string): Quantity | string {
  const value = parseQuantity(text);
  if (value === undefined) return 'without a value';
  if (value.isNegative() && !value.isZero()) return `negative (${text})`;
  if (value.greaterThan(LARGEST_VALUE)) return `beyond 2^53 (${text})`;
  const isCount = !isUsageCounter(counter) || USAGE_COUNTERS[counter] === 'count';
  return isCount && !value.isInteger() ? `a fraction (${text})` : value;
}

function byLocation(left: UsageSample, right: UsageSample): number {
  return left.location < right.location ? -1 : 1;
}
