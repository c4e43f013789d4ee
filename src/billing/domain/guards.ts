import { Quantity } from '../../kernel/quantity';
import type { BillingGuards } from './product-line';

export interface GuardedChange {
  /** Null: a creation. */
  readonly before: Quantity | null;
  readonly after: Quantity;
  /** The run that wrote last was taken back. */
  readonly isRolledBack: boolean;
  /** Somebody changed the quantity since our last write. */
  readonly isDrift: boolean;
  /** Our first write to an addition that a person adopted. */
  readonly isFirstOfAdopted: boolean;
}

export type GuardReason =
  'rolled-back' | 'drift' | 'guard-zero' | 'guard-adopted' | 'guard-increase' | 'guard-decrease';

const HUNDRED = new Quantity(100);

/**
 * Whether a change waits for a person (RULES, Billing 7 and 8). First line that fits; null: it may go.
 *
 * | the change                                                           | waits as       |
 * | -------------------------------------------------------------------- | -------------- |
 * | follows a rollback                                                   | rolled-back    |
 * | would overwrite what somebody else wrote                             | drift          |
 * | is to zero, cancelling included                                      | guard-zero     |
 * | is our first write to an adopted addition                            | guard-adopted  |
 * | is smaller than `ignoreBelow`                                        | null           |
 * | raises by more than `maxIncreasePercent`                             | guard-increase |
 * | lowers by more than `maxDecreasePercent`                             | guard-decrease |
 * | anything else                                                        | null           |
 *
 * From zero, and as a creation, a change counts as +100 %.
 */
export function judgeGuards(change: GuardedChange, guards: BillingGuards): GuardReason | null {
  if (change.isRolledBack) return 'rolled-back';
  if (change.isDrift) return 'drift';
  if (change.after.isZero()) return 'guard-zero';
  if (change.isFirstOfAdopted) return 'guard-adopted';
  const difference = differenceOf(change);
  if (difference.abs().lessThan(guards.ignoreBelow)) return null;
  const percent = percentOf(change);
  if (difference.isPositive()) return percent.greaterThan(guards.maxIncreasePercent) ? 'guard-increase' : null;
  return percent.greaterThan(guards.maxDecreasePercent) ? 'guard-decrease' : null;
}

/** How large a change is, whichever way it goes; from nothing, 100. */
export function percentOf(change: GuardedChange): Quantity {
  if (change.before === null || change.before.isZero()) return HUNDRED;
  return differenceOf(change).abs().times(HUNDRED).dividedBy(change.before);
}

function differenceOf({ before, after }: GuardedChange): Quantity {
  return before === null ? after : after.minus(before);
}

/** Everything waits when a larger share of the companies with a line would change at once. */
export function tooManyCompanies(changing: number, withLines: number, guards: BillingGuards): boolean {
  if (withLines === 0) return false;
  return HUNDRED.times(changing).greaterThan(new Quantity(guards.maxCompaniesPercent).times(withLines));
}
