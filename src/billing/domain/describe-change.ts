import { formatQuantity } from '../../kernel/quantity';
import { percentOf, type GuardedChange, type GuardReason } from './guards';
import type { LineState } from './line-state';
import type { BillingGuards } from './product-line';

export interface DescribedChange extends GuardedChange {
  readonly guard: GuardReason | null;
  /** `whenZero: cancel`. */
  readonly isCancelled: boolean;
  readonly state: LineState | null;
}

/**
 * Why a quantity is another, or why it waits, in words for people; the two quantities stand beside it wherever it is
 * shown.
 */
export function describeChange(change: DescribedChange, guards: BillingGuards): string {
  const { guard } = change;
  if (guard === null) return change.before === null ? 'there is no addition yet' : 'usage has changed';
  return WORDS[guard](change, guards);
}

const WORDS: Readonly<Record<GuardReason, (change: DescribedChange, guards: BillingGuards) => string>> = {
  'rolled-back': ({ state }) => `run ${state?.rolledBackRun ?? ''} was taken back`,
  drift: ({ state }) => `somebody changed it, we had written ${state?.writtenQuantity ?? ''}`,
  'guard-zero': ({ isCancelled }) =>
    isCancelled ? 'nothing is used any more, the addition would end' : 'nothing is used any more',
  'guard-adopted': () => 'first write to an addition that was handed over',
  'guard-increase': (change, { maxIncreasePercent }) =>
    `+${percentText(change)} %, above maxIncreasePercent (${maxIncreasePercent})`,
  'guard-decrease': (change, { maxDecreasePercent }) =>
    `-${percentText(change)} %, above maxDecreasePercent (${maxDecreasePercent})`,
};

function percentText(change: GuardedChange): string {
  return formatQuantity(percentOf(change).toDecimalPlaces(1));
}
