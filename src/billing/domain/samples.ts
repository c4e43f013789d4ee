import { addDays, type CivilDate } from '../../kernel/civil-date';
import { compareText } from '../../kernel/compare';
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

type KnownDay = Extract<DayValue, { readonly kind: 'known' }>;

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
  /** In the order of their names. */
  private readonly locations: Location[] = [];
  private readonly hasQuotas: boolean;

  /** Only these counters are kept: VSPC counts four dozen, and a month of them is too much to hold. */
  constructor(private readonly counters: readonly string[]) {
    this.hasQuotas = counters.some(isQuota);
  }

  /** Rows may come in any order; sums do not depend on it. */
  add({ date, location, counters }: UsageSample): void {
    const row = this.counters.map((name) => {
      const text = counters[name];
      return text === undefined ? undefined : parseCounter(name, text);
    });
    this.locationOf(location).rows.set(date, row);
  }

  readDay(date: CivilDate, counters: readonly string[]): DayValue {
    if (!this.hasQuotas) return this.readUsage(date, counters);
    const usage = counters.filter((counter) => !isQuota(counter));
    const quotas = counters.filter(isQuota).map((quota) => this.readQuota(date, quota));
    return [...(usage.length > 0 ? [this.readUsage(date, usage)] : []), ...quotas].reduce(addDayValues, ZERO_DAY);
  }

  /** Whether any day has a row that these counters could be in. */
  wasCounted(counters: readonly string[]): boolean {
    return this.locations.some(({ name }) => isPlaceOf(name, counters));
  }

  /** The newest day on which these counters are known; null where there is none. */
  readLatest(counters: readonly string[]): KnownDay | null {
    const dates = new Set(this.locations.flatMap(({ rows }) => [...rows.keys()]));
    for (const date of [...dates].sort().reverse()) {
      const day = this.readDay(date, counters);
      if (day.kind === 'known') return day;
    }
    return null;
  }

  private readUsage(date: CivilDate, counters: readonly string[]): DayValue {
    let total: DayValue = ZERO_DAY;
    let missing: string | null = null;
    for (const location of this.locations) {
      if (location.isOfQuota) continue;
      const row = location.rows.get(date);
      if (row) total = addDayValues(total, this.addRow(date, row, counters));
      else if (missing === null && wasThereBefore(location, date)) missing = location.name;
    }
    if (total === ZERO_DAY) return { kind: 'unknown', why: 'no-row', detail: `no usage of ${date}` };
    if (missing === null) return total;
    const detail = `${date} lacks location ${missing}, which was counted in the seven days before`;
    return { kind: 'unknown', why: 'location-missing', detail };
  }

  private readQuota(date: CivilDate, quota: string): DayValue {
    const row = this.locations.find(({ name }) => name === quotaLocation(quota))?.rows.get(date);
    if (row) return this.addRow(date, row, [quota]);
    return { kind: 'unknown', why: 'no-row', detail: `${quota} was not read on ${date}` };
  }

  private addRow(date: CivilDate, row: Row, counters: readonly string[]): DayValue {
    let value: Amount = 0;
    let restsOnAbsence = false;
    for (const counter of counters) {
      const counted = row[this.counters.indexOf(counter)];
      if (typeof counted === 'string') {
        return { kind: 'unknown', why: 'bad-counter', detail: `${counter} of ${date} is ${counted}` };
      }
      if (counted === undefined) restsOnAbsence = true;
      else value = addAmounts(value, counted);
    }
    return { kind: 'known', value, parts: [value], restsOnAbsence };
  }

  private locationOf(name: string): Location {
    const known = this.locations.find((location) => location.name === name);
    if (known) return known;
    const location: Location = { name, isOfQuota: name.startsWith(QUOTA_MARK), rows: new Map() };
    this.locations.push(location);
    this.locations.sort((left, right) => compareText(left.name, right.name));
    return location;
  }
}

/** In words, why a counter is no number to bill. */
type NoAmount = string;

/** In the order of the counters that are kept; undefined where the row has no such counter. */
type Row = readonly (Amount | NoAmount | undefined)[];

interface Location {
  readonly name: string;
  readonly isOfQuota: boolean;
  readonly rows: Map<CivilDate, Row>;
}

function isPlaceOf(location: string, counters: readonly string[]): boolean {
  if (!location.startsWith(QUOTA_MARK)) return !counters.every(isQuota);
  return counters.some((counter) => location === quotaLocation(counter));
}

function wasThereBefore({ rows }: Location, date: CivilDate): boolean {
  for (let back = 1; back <= LOCATION_MEMORY_DAYS; back += 1) if (rows.has(addDays(date, -back))) return true;
  return false;
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

/** Nearly all are plain whole numbers, which need no second look. */
function parseCounter(counter: string, text: string | null): Amount | NoAmount {
  if (text === null) return isQuota(counter) ? 'without a limit' : 'without a value';
  return PLAIN_COUNT.test(text) ? Number(text) : parseUnusual(counter, text);
}

function parseUnusual(counter: string, text: string): Quantity | NoAmount {
  const value = parseQuantity(text);
  if (value === undefined) return 'without a value';
  if (value.isNegative() && !value.isZero()) return `negative (${text})`;
  if (value.greaterThan(LARGEST_VALUE)) return `beyond 2^53 (${text})`;
  const isCount = !isUsageCounter(counter) || USAGE_COUNTERS[counter] === 'count';
  return isCount && !value.isInteger() ? `a fraction (${text})` : value;
}
