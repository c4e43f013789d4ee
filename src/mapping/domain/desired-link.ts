import type { PlannedProblem } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import type { CompanyLink } from './company-link';

/** The row as it should be, why, and what a person has to decide about it. */
export interface DesiredLink {
  readonly link: CompanyLink;
  readonly reason: Reason;
  /** Found by comparing whole lists, or by something that is not there any more. */
  readonly inferredFromAbsence: boolean;
  /** Decided by a person on the command line (RULES, Engine 8). */
  readonly isApproved?: boolean;
  readonly problems: readonly PlannedProblem[];
}
