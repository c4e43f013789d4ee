import type { CivilDate } from '../../kernel/civil-date';
import type { PeriodId } from './period';
import type { DecimalText, LineSettings } from './product-line';

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

/** How one write of a run is taken back; only while what it wrote still stands. */
export type RollbackOrder =
  | { readonly kind: 'restore'; readonly runId: string; readonly written: DecimalText; readonly restore: DecimalText }
  /** The run created the addition: it is cancelled at its effective date. */
  | { readonly kind: 'cancel'; readonly runId: string; readonly written: DecimalText }
  /** The run cancelled the addition: it becomes open-ended again. */
  | { readonly kind: 'reopen'; readonly runId: string; readonly cancelledOn: CivilDate };

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
  readonly days: readonly { readonly date: CivilDate; readonly value: DecimalText }[];
  readonly unknownDays: number;
  readonly settings: FrozenSettings;
  /** Whose usage it is, each from the day of its link. */
  readonly members: readonly FrozenMember[];
  readonly steps: readonly string[];
  readonly frozenAt: string;
}

export interface FrozenMember {
  readonly connection: string;
  readonly uid: string;
  readonly linkedOn: CivilDate;
}

/** What the quantity was computed by. */
export type FrozenSettings = Pick<
  LineSettings,
  | 'product'
  | 'counters'
  | 'measure'
  | 'unit'
  | 'counterUnit'
  | 'included'
  | 'minimum'
  | 'maximum'
  | 'round'
  | 'block'
  | 'decimals'
>;

/** The id of a line of a company: what approvals name, and the key of its subject. */
export function lineId(companyId: number, line: string): string {
  return `${companyId}/${line}`;
}

/** What `lineId` was made from. */
export function parseLineId(id: string): { readonly companyId: number; readonly line: string } {
  const slash = id.indexOf('/');
  return { companyId: Number(id.slice(0, slash)), line: id.slice(slash + 1) };
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
