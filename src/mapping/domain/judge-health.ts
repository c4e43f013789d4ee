import { DEPENDENT_STREAMS, type DependentStream, type Health } from './company-link';
import type { CwCompanyFact } from './mapping-observation';

export interface HealthFacts {
  /** Gone from VSPC by two complete reads. */
  readonly missingInVspc: boolean;
  /** What ConnectWise shows of the linked company; null when a complete list no longer has it. */
  readonly connectwise: CwCompanyFact | null;
  /** Better evidence points to another ConnectWise company. */
  readonly contradicted: boolean;
  readonly renamed: boolean;
}

/**
 * Health of a link, worst first (RULES, Mapping 6):
 *
 * | what is seen                                      | health   | stops                |
 * | ------------------------------------------------- | -------- | -------------------- |
 * | gone from VSPC                                    | missing  | all                  |
 * | merged into another ConnectWise company           | merged   | all                  |
 * | deleted in ConnectWise, or gone from its list     | deleted  | all                  |
 * | two ConnectWise companies with good claims        | conflict | all                  |
 * | inactive in ConnectWise                           | inactive | billing              |
 * | another name than last time                       | renamed  | nothing              |
 * | none of it                                        | ok       | nothing              |
 */
export function judgeHealth({ missingInVspc, connectwise, contradicted, renamed }: HealthFacts): Health {
  if (missingInVspc) return 'missing';
  if (connectwise?.mergedIntoId) return 'merged';
  if (connectwise === null || connectwise.deleted) return 'deleted';
  if (contradicted) return 'conflict';
  if (connectwise.inactive) return 'inactive';
  return renamed ? 'renamed' : 'ok';
}

/** What a health stops. Nothing is ever undone. */
export function streamsStoppedBy(health: Health): readonly DependentStream[] {
  switch (health) {
    case 'ok':
    case 'renamed':
      return [];
    case 'inactive':
      return ['billing'];
    case 'missing':
    case 'merged':
    case 'deleted':
    case 'conflict':
      return DEPENDENT_STREAMS;
  }
}
