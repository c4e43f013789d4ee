import fc from 'fast-check';
import { BillingWorld, LINE, company } from '../../../test/support/billing-world';
import { evaluateBilling } from './evaluate-billing';
import type { ProductLine } from './product-line';

/**
 * A second, naive computation of RULES, Billing 1 to 3, from its sentences alone: whole fractions of big integers, plain
 * loops over plain rows, nothing shared with the product. Both must agree to the digit, on numbers and on holds.
 */
/** A short look in every test run, a long one with SOAK=1. */
const RUNS = process.env['SOAK'] === '1' ? 10_000 : 500;
jest.setTimeout(RUNS * 60);

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

interface Case {
  readonly line: ProductLine;
  /** Day of the month → one value per location; `null`: that location has no row; absent counter: `'none'`. */
  readonly days: readonly (readonly (string | null)[])[];
  readonly linkedDay: number;
  readonly today: number;
}

const fraction = (top: bigint, bottom = 1n): Fraction => ({ top, bottom });
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;

function parse(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.');
  return fraction(BigInt(whole + part), 10n ** BigInt(part.length));
}

/** Rounded to a whole number of `step`. */
function roundTo(value: Fraction, step: Fraction, rule: 'up' | 'down' | 'half-up'): Fraction {
  const top = value.top * step.bottom;
  const bottom = value.bottom * step.top;
  const floor = top / bottom;
  const rest = top % bottom;
  const goesUp = rule === 'up' ? rest > 0n : rule === 'half-up' && rest * 2n >= bottom;
  return fraction((floor + (goesUp ? 1n : 0n)) * step.top, step.bottom);
}

function show(value: Fraction): string {
  const scaled = (value.top * 10n ** 8n) / value.bottom;
  const digits = scaled.toString().padStart(9, '0');
  const part = digits.slice(-8).replace(/0+$/, '');
  return part === '' ? digits.slice(0, -8) : `${digits.slice(0, -8)}.${part}`;
}

/** The day's sum, or null when it is unknown. */
function naiveDay(given: Case, day: number): Fraction | null {
  const rows = given.days[day - 1] ?? [];
  if (rows.every((value) => value === null) || lacksLocation(given, day)) return null;
  let sum = fraction(0n);
  for (const value of rows) {
    if (value === null || value === 'none') continue;
    if (value.startsWith('-') || value.includes('.') || BigInt(value) > 2n ** 53n) return null;
    sum = plus(sum, parse(value));
  }
  return sum;
}

function lacksLocation({ days }: Case, day: number): boolean {
  const rows = days[day - 1] ?? [];
  for (let back = 1; back <= 7; back += 1) {
    const before = days[day - 1 - back] ?? [];
    for (let place = 0; place < before.length; place += 1) {
      if (before[place] !== null && rows[place] === null) return true;
    }
  }
  return false;
}

interface KnownDay {
  readonly day: number;
  readonly sum: Fraction;
}

function naiveValue(given: Case): Fraction | 'held' | 'nothing' {
  const { linkedDay, today } = given;
  const known: KnownDay[] = [];
  let unknown = 0;
  for (let day = linkedDay; day <= today; day += 1) {
    const sum = naiveDay(given, day);
    if (sum) known.push({ day, sum });
    else if (day !== today || isBad(given, day)) unknown += 1;
  }
  const last = known.at(-1);
  return last ? naiveMeasure(given, known, last, unknown) : naiveNothing(given);
}

/** The first three days after a link may have no usage yet, unless what came cannot be. */
function naiveNothing(given: Case): 'held' | 'nothing' {
  for (let day = given.linkedDay; day <= given.today; day += 1) if (isBad(given, day)) return 'held';
  return given.today - given.linkedDay <= 2 ? 'nothing' : 'held';
}

function naiveMeasure(given: Case, known: readonly KnownDay[], last: KnownDay, unknown: number): Fraction | 'held' {
  const { measure } = given.line;
  if (measure === 'last') return given.today - last.day > 2 ? 'held' : last.sum;
  if (measure === 'peak') return known.reduce((most, { sum }) => (less(most, sum) ? sum : most), fraction(0n));
  const total = known.reduce((sum, entry) => plus(sum, entry.sum), fraction(0n));
  if (measure === 'sum') return unknown > 0 ? 'held' : total;
  return unknown > 3 ? 'held' : fraction(total.top, total.bottom * BigInt(known.length));
}

/** Rows of all expected locations are there, and one cannot be a count. */
function isBad(given: Case, day: number): boolean {
  const rows = given.days[day - 1] ?? [];
  if (rows.every((value) => value === null) || naiveDay(given, day) !== null) return false;
  const repaired = given.days.map((row, at) =>
    at === day - 1 ? row.map((value) => (value === null ? null : '0')) : row,
  );
  return naiveDay({ ...given, days: repaired }, day) !== null;
}

function naiveQuantity(value: Fraction, line: ProductLine): string {
  const units: Readonly<Record<string, bigint>> = {
    count: 1n,
    GB: 10n ** 9n,
    TB: 10n ** 12n,
    GiB: 2n ** 30n,
    TiB: 2n ** 40n,
    hours: line.counterUnit === 'minutes' ? 60n : 3600n,
  };
  let quantity = fraction(value.top, value.bottom * units[line.unit]!);
  const included = parse(line.included);
  quantity = less(quantity, included) ? fraction(0n) : plus(quantity, fraction(-included.top, included.bottom));
  if (less(quantity, parse(line.minimum))) quantity = parse(line.minimum);
  if (line.maximum !== null && less(parse(line.maximum), quantity)) quantity = parse(line.maximum);
  const decimal = fraction(1n, 10n ** BigInt(line.decimals));
  if (line.round === 'none') return show(roundTo(quantity, decimal, 'half-up'));
  return show(roundTo(roundTo(quantity, parse(line.block), line.round), decimal, line.round));
}

const amount = fc.oneof(
  { arbitrary: fc.bigInt({ min: 0n, max: 40n }).map(String), weight: 6 },
  { arbitrary: fc.bigInt({ min: 0n, max: 2n ** 53n }).map(String), weight: 4 },
  { arbitrary: fc.constantFrom('none', 'none', '-1', '1.5', '9007199254740993'), weight: 1 },
);
const cell = fc.oneof({ arbitrary: amount, weight: 12 }, { arbitrary: fc.constant(null), weight: 1 });
const decimalText = fc.constantFrom('0', '1', '2.5', '10', '0.125');

const line: fc.Arbitrary<ProductLine> = fc
  .record({
    measure: fc.constantFrom('last', 'peak', 'average', 'sum'),
    unit: fc.constantFrom('count', 'GB', 'TB', 'GiB', 'TiB', 'hours'),
    counterUnit: fc.constantFrom('seconds', 'minutes'),
    round: fc.constantFrom('up', 'down', 'half-up', 'none'),
    decimals: fc.constantFrom(0, 1, 2, 3),
    block: fc.constantFrom('1', '0.5', '0.25', '3', '10', '0.01'),
    included: decimalText,
    minimum: decimalText,
    maximum: fc.constantFrom(null, null, '20', '1000.5'),
  } as const)
  .map((settings) => ({ ...LINE, ...settings }));

const randomCase: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 3 }).chain((locations) =>
  fc
    .record({
      line,
      days: fc.array(fc.array(cell, { minLength: locations, maxLength: locations }), { minLength: 1, maxLength: 30 }),
      linked: fc.nat(29),
    })
    .map(({ line: chosen, days, linked }) => ({
      line: chosen,
      days,
      today: days.length,
      linkedDay: 1 + (linked % days.length),
    })),
);

function worldOf({ line: chosen, days, linkedDay, today }: Case): BillingWorld {
  const world = new BillingWorld().addCompany(250, { quantity: '7' });
  world.lines = [chosen];
  world.now = new Date(`${dateOf(today)}T12:00:00Z`);
  world.companies = [company(250, [{ linkedOn: dateOf(linkedDay) }])];
  world.samples = [];
  for (const [index, row] of days.entries()) {
    for (const [place, value] of row.entries()) {
      if (value === null) continue;
      const counters = value === 'none' ? {} : { ManagedVms: value };
      const location = `location ${place}`;
      world.samples.push({ connection: 'main', companyUid: 'c250', location, date: dateOf(index + 1), counters });
    }
  }
  return world;
}

function dateOf(day: number): string {
  return `2026-11-${String(day).padStart(2, '0')}`;
}

describe('an independent recomputation', () => {
  it(`agrees on ${RUNS} random cases`, () => {
    const seen = { value: 0, held: 0, none: 0, zero: 0 };
    fc.assert(
      fc.property(randomCase, (given) => {
        const [result] = evaluateBilling(worldOf(given).observation());
        const { calculation } = result!;
        const value = naiveValue(given);
        seen[calculation!.kind] += 1;
        if (value === 'held') expect(calculation!.kind).toBe('held');
        else if (value === 'nothing') expect(calculation!.kind).toBe('none');
        else {
          expect(calculation!.kind).toBe('value');
          const { quantity } = calculation as Extract<typeof calculation, { kind: 'value' }>;
          if (quantity.isZero()) seen.zero += 1;
          expect(quantity.toFixed()).toBe(naiveQuantity(value, given.line));
        }
      }),
      { numRuns: RUNS },
    );
    // Nothing agrees by being empty.
    expect(seen.value - seen.zero).toBeGreaterThan(RUNS / 4);
    expect(Math.min(seen.held, seen.none)).toBeGreaterThan(RUNS / 100);
  });
});
