import type { Effect } from '../../kernel/change';
import type { CivilDate } from '../../kernel/civil-date';
import type { JsonValue } from '../../kernel/json';
import type { FrozenPeriod, LineState } from './line-state';
import { newLineState } from './line-state';
import type { PeriodId } from './period';
import type { DecimalText } from './product-line';

/** What is sent to ConnectWise, and what is needed to find it again when the answer is lost (RULES, Engine 6). */
export type BillingPayload = SetQuantity | CreateAddition | CancelAddition | ReopenAddition;

export interface SetQuantity {
  readonly kind: 'set-quantity';
  readonly agreementId: number;
  readonly additionId: number;
  readonly before: DecimalText;
  readonly quantity: DecimalText;
}

export interface CreateAddition {
  readonly kind: 'create-addition';
  readonly agreementId: number;
  readonly productId: number;
  readonly quantity: DecimalText;
  readonly effectiveDate: CivilDate;
  /** Additions of the agreement before ours: what is not among them afterwards may be ours. */
  readonly knownIds: readonly number[];
  /** The member that our writes were made by, where that is known. */
  readonly member: string | null;
}

export interface CancelAddition {
  readonly kind: 'cancel-addition';
  readonly agreementId: number;
  readonly additionId: number;
  readonly before: DecimalText;
  readonly date: CivilDate;
}

/** Takes a cancellation of ours back. */
export interface ReopenAddition {
  readonly kind: 'reopen-addition';
  readonly agreementId: number;
  readonly additionId: number;
  readonly before: DecimalText;
  /** The cancellation that is taken back. */
  readonly date: CivilDate;
}

/** The local state that becomes true with a write, or without one. */
export type BillingTransition =
  | {
      readonly kind: 'written';
      readonly companyId: number;
      readonly line: string;
      readonly period: PeriodId;
      readonly quantity: DecimalText;
      /** The period is done with, as lines of `push: close` are after their write. */
      readonly closes: boolean;
      readonly cancelledOn: CivilDate | null;
      /** Of a creation: where the new addition lives. */
      readonly agreementId: number;
      /** A rollback: nothing goes on without approval. */
      readonly rolledBackRun: string | null;
    }
  /** The line's row as it is from now on: a period without a write, a quantity that a person set to what is due. */
  | { readonly kind: 'amended'; readonly state: LineState }
  | { readonly kind: 'frozen'; readonly frozen: FrozenPeriod }
  /** What a person approved or rejected is not what is due any more. */
  | { readonly kind: 'decision-died'; readonly companyId: number; readonly line: string };

export function effectOf(payload: BillingPayload, transition: BillingTransition): Effect {
  return {
    kind: payload.kind,
    payload: payload as unknown as JsonValue,
    transition: transition as unknown as JsonValue,
  };
}

/** Reads back what `effectOf` stored: the journal holds our own JSON. */
export function readBillingPayload(effect: Pick<Effect, 'payload'>): BillingPayload {
  return effect.payload as unknown as BillingPayload;
}

export function readBillingTransition(transition: JsonValue): BillingTransition {
  return transition as unknown as BillingTransition;
}

export interface WriteOutcome {
  /** The addition that was written. */
  readonly additionId: number;
  /** The quantity that ConnectWise shows afterwards. */
  readonly quantity: DecimalText;
  readonly member: string | null;
}

/** The line's row after a write. */
export function applyWrite(before: LineState | null, transition: Written, outcome: WriteOutcome): LineState {
  const { companyId, line, agreementId } = transition;
  const isOurs = before?.agreementId === agreementId && before.additionId === outcome.additionId;
  const place = { companyId, line, agreementId, additionId: outcome.additionId, origin: 'created' as const };
  const base = before !== null && isOurs ? before : { ...newLineState(place), ...carriedOver(before) };
  return {
    ...base,
    writtenQuantity: outcome.quantity,
    writtenPeriod: transition.period,
    closedPeriod: closedAfter(base, transition),
    revision: base.revision + 1,
    cancelledOn: transition.cancelledOn,
    rolledBackRun: transition.rolledBackRun,
    rollback: null,
    member: outcome.member ?? base.member,
  };
}

/** What belongs to the line and not to its addition: keys of writes must never come again. */
export function carriedOver(before: LineState | null): Partial<LineState> {
  if (before === null) return {};
  const { revision, closedPeriod, member, rolledBackRun } = before;
  return { revision, closedPeriod, member, rolledBackRun };
}

/** A period whose write was taken back is open again. */
function closedAfter(base: LineState, { closes, period, rolledBackRun }: Written): PeriodId | null {
  if (rolledBackRun !== null) return null;
  return closes ? period : base.closedPeriod;
}

type Written = Extract<BillingTransition, { kind: 'written' }>;
