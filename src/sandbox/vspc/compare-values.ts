import { compareText } from '../../kernel/compare';

export type Collation = 'ordinal' | 'ignorecase' | 'lexicographic';

export function isCollation(value: unknown): value is Collation {
  return value === 'ordinal' || value === 'ignorecase' || value === 'lexicographic';
}

/** Dates become milliseconds and texts follow the collation, so that values of one property compare with `<`. */
export function comparable(value: unknown, collation: Collation): string | number | boolean | null {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string') return collation === 'ordinal' ? value : value.toLowerCase();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/** Null sorts first, as in the vendor's database. */
export function compareValues(left: string | number | boolean | null, right: string | number | boolean | null): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
}
