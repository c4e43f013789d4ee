import fc from 'fast-check';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { LineSettings } from './product-line';
import { computeQuantity, describeQuantity } from './quantity';

type Settings = Parameters<typeof computeQuantity>[1];

const PLAIN: Settings = {
  unit: 'count',
  counterUnit: null,
  included: '0',
  minimum: '0',
  maximum: null,
  round: 'up',
  block: '1',
  decimals: 0,
};

describe('computeQuantity', () => {
  const TB = { unit: 'TB', decimals: 2, block: '0.01' } as const;

  it.each<[sentence: string, value: string, settings: Partial<LineSettings>, quantity: string]>([
    ['a count is itself', '6', {}, '6'],
    ['zero stays zero', '0', {}, '0'],
    ['GB are 10^9 bytes', '1500000000', { unit: 'GB', decimals: 1, block: '0.1' }, '1.5'],
    ['TB are 10^12 bytes', '1234000000000', TB, '1.24'],
    ['GiB are 2^30 bytes', '1610612736', { unit: 'GiB', decimals: 1, block: '0.1' }, '1.5'],
    ['TiB are 2^40 bytes', '1099511627776', { unit: 'TiB' }, '1'],
    [
      'hours of a counter in seconds',
      '5400',
      { unit: 'hours', counterUnit: 'seconds', block: '0.5', decimals: 1 },
      '1.5',
    ],
    [
      'hours of a counter in minutes',
      '90',
      { unit: 'hours', counterUnit: 'minutes', block: '0.5', decimals: 1 },
      '1.5',
    ],
    ['included units are taken off first', '6', { included: '2' }, '4'],
    ['included units never make less than nothing', '1', { included: '2' }, '0'],
    ['a minimum lifts', '1', { included: '2', minimum: '5' }, '5'],
    ['a maximum caps', '9', { maximum: '7' }, '7'],
    ['included comes before the maximum', '9', { included: '3', maximum: '7' }, '6'],
    ['rounding goes up to a block', '11', { block: '5' }, '15'],
    ['rounding goes down to a block', '14', { block: '5', round: 'down' }, '10'],
    ['rounding goes to the nearer block', '12', { block: '5', round: 'half-up' }, '10'],
    ['half goes up', '7.5', { block: '5', round: 'half-up' }, '10'],
    ['a block may carry a quantity above the maximum', '9', { maximum: '7', block: '5' }, '10'],
    ['a block finer than the decimals is cut by the same rule', '1.1', { block: '0.25', decimals: 1 }, '1.3'],
    ['none leaves the multiple and cuts half-up', '2.345', { round: 'none', decimals: 2 }, '2.35'],
    ['none does not round to the block', '11', { round: 'none', block: '5' }, '11'],
    ['a whisker above a step goes up', '1000000000001', TB, '1.01'],
  ])('%s', (_sentence, value, settings, quantity) => {
    expect(formatQuantity(computeQuantity(new Quantity(value), { ...PLAIN, ...settings }))).toBe(quantity);
  });

  it('tells every step that changed something', () => {
    const settings: Settings = { ...PLAIN, unit: 'TB', included: '1', minimum: '3', decimals: 2, block: '0.5' };
    const steps = describeQuantity(new Quantity('2234000000000'), settings);
    expect(steps).toEqual(['2.234 TB', 'less 1 included: 1.234', 'at least 3', '3']);
  });

  it('says that nothing is included', () => {
    expect(describeQuantity(new Quantity(6), PLAIN)).toEqual(['no included units', '6']);
  });

  it('cuts long fractions for people only', () => {
    const settings: Settings = { ...PLAIN, unit: 'hours', counterUnit: 'seconds', round: 'none', decimals: 3 };
    const steps = describeQuantity(new Quantity(1000), settings);
    expect(steps).toEqual(['0.277778… hours', 'no included units', 'rounded half-up to 3 decimals to 0.278', '0.278']);
  });

  const value = fc.bigInt({ min: 0n, max: 2n ** 53n }).map((number) => new Quantity(number.toString()));

  it('errs by no more than its rule allows, and never to the wrong side', () => {
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('up', 'down', 'half-up', 'none'),
        fc.constantFrom('1', '0.5', '0.25', '5', '0.3'),
        fc.constantFrom(0, 1, 2, 3),
        (bytes, round, block, decimals) => {
          const settings: Settings = { ...PLAIN, unit: 'GB', round, block, decimals };
          const error = computeQuantity(bytes, settings).minus(bytes.dividedBy('1e9'));
          const decimal = new Quantity(10).pow(-decimals);
          const step = round === 'none' ? decimal : new Quantity(block).plus(decimal);
          const bound = round === 'up' || round === 'down' ? step : step.dividedBy(2);
          expect(error.abs().lessThanOrEqualTo(bound)).toBe(true);
          if (round === 'up') expect(error.isNegative() && !error.isZero()).toBe(false);
          if (round === 'down') expect(error.greaterThan(0)).toBe(false);
        },
      ),
    );
  });

  it('never bills less for more', () => {
    fc.assert(
      fc.property(value, value, fc.constantFrom('up', 'down', 'half-up', 'none'), (left, right, round) => {
        const settings: Settings = {
          ...PLAIN,
          unit: 'TiB',
          round,
          decimals: 3,
          block: '0.125',
          included: '1',
          maximum: '900',
        };
        const [low, high] = left.lessThan(right) ? [left, right] : [right, left];
        const [less, more] = [computeQuantity(low, settings), computeQuantity(high, settings)];
        expect(less.lessThanOrEqualTo(more)).toBe(true);
      }),
    );
  });
});
