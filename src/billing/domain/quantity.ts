import type { Decimal } from 'decimal.js';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { CounterUnit, DecimalText, LineSettings, Rounding, Unit } from './product-line';

type QuantitySettings = Pick<
  LineSettings,
  'unit' | 'counterUnit' | 'included' | 'minimum' | 'maximum' | 'round' | 'block' | 'decimals'
>;

const UNIT_SIZE: Readonly<Record<Exclude<Unit, 'hours'>, Quantity>> = {
  count: new Quantity(1),
  GB: new Quantity(10).pow(9),
  TB: new Quantity(10).pow(12),
  GiB: new Quantity(2).pow(30),
  TiB: new Quantity(2).pow(40),
};

const SECONDS_PER_HOUR = 3_600;
const MINUTES_PER_HOUR = 60;

/**
 * From a value in bytes, counts or time to the quantity of an addition, in the one order of RULES, Billing 3:
 *
 * | step     | makes                                                                     |
 * | -------- | ------------------------------------------------------------------------- |
 * | unit     | value ÷ unit, without rounding                                            |
 * | included | less what is included, not below 0                                        |
 * | minimum  | at least this                                                             |
 * | maximum  | at most this                                                              |
 * | round    | a multiple of `block` by its rule; `none` leaves it                       |
 * | decimals | cut by the same rule; by half-up with `none`                              |
 *
 * A block may therefore carry a quantity above `maximum`.
 */
export function computeQuantity(value: Quantity, settings: QuantitySettings): Quantity {
  return walk(value, settings);
}

/** How the quantity came about, for people: one short text per step. Made when somebody asks, not for every line. */
export function describeQuantity(value: Quantity, settings: QuantitySettings): readonly string[] {
  const steps: string[] = [];
  walk(value, settings, steps);
  return steps;
}

function walk(value: Quantity, settings: QuantitySettings, steps?: string[]): Quantity {
  const { unit, counterUnit, included } = settings;
  let quantity = unit === 'count' ? value : value.dividedBy(unitSize(unit, counterUnit));
  if (unit !== 'count') steps?.push(`${show(quantity)} ${unit}`);
  quantity = takeIncluded(quantity, included, steps);
  quantity = keepBounds(quantity, settings, steps);
  const rounded = cut(roundToBlock(quantity, settings), settings);
  if (steps && !rounded.equals(quantity)) {
    steps.push(`rounded ${describeRounding(settings)} to ${formatQuantity(rounded)}`);
  }
  steps?.push(formatQuantity(rounded));
  return rounded;
}

function takeIncluded(quantity: Quantity, included: DecimalText, steps?: string[]): Quantity {
  if (isNothing(included)) {
    steps?.push('no included units');
    return quantity;
  }
  const left = Quantity.max(quantity.minus(included), 0);
  steps?.push(`less ${formatQuantity(new Quantity(included))} included: ${show(left)}`);
  return left;
}

function keepBounds(quantity: Quantity, { minimum, maximum }: QuantitySettings, steps?: string[]): Quantity {
  let kept = quantity;
  if (!isNothing(minimum) && kept.lessThan(minimum)) {
    steps?.push(`at least ${minimum}`);
    kept = new Quantity(minimum);
  }
  if (maximum !== null && kept.greaterThan(maximum)) {
    steps?.push(`at most ${maximum}`);
    return new Quantity(maximum);
  }
  return kept;
}

/** What nearly every line says; anything else that is zero takes the long way and comes to the same. */
function isNothing(text: DecimalText): boolean {
  return text === '0';
}

function roundToBlock(quantity: Quantity, { round, block }: QuantitySettings): Quantity {
  if (round === 'none') return quantity;
  if (block === '1') return quantity.toDecimalPlaces(0, MODE[round]);
  return quantity.dividedBy(block).toDecimalPlaces(0, MODE[round]).times(block);
}

function cut(quantity: Quantity, { round, decimals }: QuantitySettings): Quantity {
  return quantity.toDecimalPlaces(decimals, MODE[round === 'none' ? 'half-up' : round]);
}

const MODE: Readonly<Record<Exclude<Rounding, 'none'>, Decimal.Rounding>> = {
  up: Quantity.ROUND_UP,
  down: Quantity.ROUND_DOWN,
  'half-up': Quantity.ROUND_HALF_UP,
};

export function unitSize(unit: Unit, counterUnit: CounterUnit | null): Quantity {
  if (unit !== 'hours') return UNIT_SIZE[unit];
  return new Quantity(counterUnit === 'minutes' ? MINUTES_PER_HOUR : SECONDS_PER_HOUR);
}

function describeRounding({ round, block, decimals }: QuantitySettings): string {
  if (round === 'none') return `half-up to ${decimals} decimals`;
  return block === '1' ? round : `${round} to a multiple of ${block}`;
}

const SHOWN_DECIMALS = 6;

/** Long fractions are cut for people; the calculation goes on with every digit. */
function show(quantity: Quantity): string {
  const short = quantity.toDecimalPlaces(SHOWN_DECIMALS);
  return short.equals(quantity) ? formatQuantity(short) : `${formatQuantity(short)}…`;
}
