import fc from 'fast-check';
import { addAmounts, formatAmount, largerAmount, quantityOf, type Amount } from './amount';
import { Quantity } from '../../kernel/quantity';

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.nat(1_000_000),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 10, max: Number.MAX_SAFE_INTEGER }),
  fc.nat(1_000_000).map((tenths) => new Quantity(tenths).dividedBy(10)),
);

describe('amounts', () => {
  it('come to exactly what decimal arithmetic makes of them, as numbers or not', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), (amounts) => {
        const exact = amounts.map(quantityOf);
        const sum = amounts.reduce(addAmounts);
        expect(formatAmount(sum)).toBe(exact.reduce((left, right) => left.plus(right)).toFixed());
        expect(formatAmount(amounts.reduce(largerAmount))).toBe(Quantity.max(...exact).toFixed());
      }),
    );
  });
});
