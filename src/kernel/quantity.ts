import { Decimal } from 'decimal.js';

/**
 * Decimal arithmetic for usage, quantities and money. A clone of its own, because the library's default precision of
 * 20 digits rounds silently and a global setting would change it for everyone.
 */
export const Quantity = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 });
export type Quantity = Decimal;

/** Parses a decimal text; undefined for everything that is not a finite plain number. */
export function parseQuantity(text: string): Quantity | undefined {
  if (!/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim())) return undefined;
  return new Quantity(text.trim());
}

/** Plain digits without exponent and without trailing zeros: `4`, `0.25`. */
export function formatQuantity(quantity: Quantity): string {
  return quantity.toFixed();
}
