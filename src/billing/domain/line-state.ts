import type { CivilDate } from '../../kernel/civil-date';
import type { PeriodId } from './period';
import type { CountedDay } from './measure';
import type { DecimalText } from './product-line';

/** What we hold of one line of one ConnectWise company: the addition that carries it, and our last write to it. */
export interface LineState {
  readonly companyId: number;
  readonly line: string;
  readonly agreementId: number;
  readonly additionId: number;
  /** Adopted by a person, or created by us. */
  readonly origin: 'adopted' | 'created';
  /** The quantity that ConnectWise showed after our last write; null before the first. */
  readonly writtenQuantity: DecimalText | null;
  readonly writtenPeriod: PeriodId | null;
  /** Lines of `push: close`: the newest period that is done with. */
  readonly closedPeriod: PeriodId | null;
  /** Counts our writes, so that each has a key of its own in the journal. */
  readonly revision: number;
  /** Cancelled by us, `whenZero: cancel` or a rollback. */
  readonly cancelledOn: CivilDate | null;
  /** A run was taken back: nothing is written until a person approves (RULES, Billing 8). */
  readonly rolledBackRun: string | null;
  /** A rollback that the next pass has to make. */
  readonly rollback: RollbackOrder | null;
  /** Identifier of the member that our writes are made by, as the answers named it. */
  readonly member: string | null;
}

export interface RollbackOrder {
  readonly runId: string;
  /** The quantity that the run wrote: taken back only while it still stands. */
  readonly written: DecimalText;
  /** Null: the run created the addition, which is cancelled at its effective date. */
  readonly restore: DecimalText | null;
}

/** A person's word on one change; it binds everything in it (RULES, Billing 7). */
export interface BillingDecision {
  readonly companyId: number;
  readonly line: string;
  readonly kind: 'approve' | 'reject';
  readonly period: PeriodId;
  readonly before: DecimalText | null;
  readonly after: DecimalText;
  readonly at: string;
}

/** A closed period of one line: kept for ever, never computed again. */
export interface FrozenPeriod {
  readonly companyId: number;
  readonly line: string;
  readonly period: PeriodId;
  readonly value: DecimalText;
  readonly quantity: DecimalText;
  readonly days: readonly CountedDay[];
  readonly unknownDays: number;
  readonly settings: FrozenSettings;
  readonly steps: readonly string[];
  readonly frozenAt: string;
}

/** What the quantity was computed by. */
export interface FrozenSettings {
  readonly counters: readonly string[];
  readonly measure: string;
  readonly unit: string;
  readonly counterUnit: string | null;
  readonly included: DecimalText;
  readonly minimum: DecimalText;
  readonly maximum: DecimalText | null;
  readonly round: string;
  readonly block: DecimalText;
  readonly decimals: number;
}

/** The id of a line of a company: what approvals name, and the key of its subject. */
export function lineId(companyId: number, line: string): string {
  return `${companyId}/${line}`;
}

/** Where a closed period of a line is found. */
export function frozenKey(id: string, period: PeriodId): string {
  return `${id}/${period}`;
}

export function newLineState(
  place: Pick<LineState, 'companyId' | 'line' | 'agreementId' | 'additionId' | 'origin'>,
): LineState {
  return {
    ...place,
    writtenQuantity: null,
    writtenPeriod: null,
    closedPeriod: null,
    revision: 0,
    cancelledOn: null,
    rolledBackRun: null,
    rollback: null,
    member: null,
  };
}
