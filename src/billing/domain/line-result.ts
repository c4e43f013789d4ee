import type { Reason } from '../../kernel/reasons';
import type { AdditionFact, AgreementFact, BilledCompany, ProductFact } from './billing-observation';
import type { Calculation } from './calculate-line';
import type { FrozenPeriod, LineState } from './line-state';
import type { Period } from './period';
import type { DecimalText, LineSettings } from './product-line';

export type BillingAction = 'set-quantity' | 'create-addition' | 'cancel-addition';

/** What was found out about one line of one company, in one period. */
export interface LineResult {
  readonly id: string;
  readonly company: BilledCompany;
  readonly line: string;
  readonly settings: LineSettings;
  readonly period: Period;
  readonly isClosing: boolean;
  readonly calculation: Calculation | null;
  readonly state: LineState | null;
  readonly product: ProductFact | null;
  readonly agreement: AgreementFact | null;
  readonly addition: AdditionFact | null;
  /** Additions of the product that a person may adopt. */
  readonly candidates: readonly AdditionFact[];
  /** Every addition of the chosen agreement, for finding a creation again whose answer was lost. */
  readonly knownIds: readonly number[];
  readonly before: DecimalText | null;
  readonly after: DecimalText | null;
  readonly verdict: LineVerdict;
  /** Kept whatever becomes of the line: a row to refresh. */
  readonly amended: LineState | null;
  /** What a person decided is about another change than the one that is due. */
  readonly hasDeadDecision: boolean;
  /** Periods that this pass closes for the line. */
  readonly freezes: readonly FrozenPeriod[];
}

export type LineVerdict =
  | { readonly kind: 'skip'; readonly reason: Reason; readonly detail: string }
  | {
      readonly kind: 'held';
      readonly action: BillingAction;
      readonly reason: Reason;
      readonly detail: string;
      readonly isRejected?: boolean;
    }
  | {
      readonly kind: 'change';
      readonly action: BillingAction;
      readonly reason: Reason;
      readonly detail: string;
      readonly isApproved: boolean;
    };

/** What was found out in ConnectWise, and what follows from it. */
export type Finding = Pick<
  LineResult,
  'agreement' | 'addition' | 'candidates' | 'knownIds' | 'before' | 'after' | 'verdict' | 'amended'
>;
