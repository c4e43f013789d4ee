import { formatQuantity, Quantity } from '../../kernel/quantity';

/**
 * What was counted, never negative. Nearly all of it is whole and below 2^53, where a number is exact; whatever is not is
 * a Quantity. Billing adds up a million of them in a pass.
 */
export type Amount = number | Quantity;

/** Exact: a sum that a number might have rounded is made anew. */
export function addAmounts(left: Amount, right: Amount): Amount {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  }
  return new Quantity(left).plus(right);
}

export function largerAmount(left: Amount, right: Amount): Amount {
  if (typeof left === 'number' && typeof right === 'number') return Math.max(left, right);
  return Quantity.max(left, right);
}

export function quantityOf(amount: Amount): Quantity {
  return typeof amount === 'number' ? new Quantity(amount) : amount;
}

/** Plain digits, as `formatQuantity` writes them. */
export function formatAmount(amount: Amount): string {
  return typeof amount === 'number' ? String(amount) : formatQuantity(amount);
}
