import { DEPENDENT_STREAMS, type DependentStream, type Health } from './company-link';

export interface HealthFacts {
  /** Gone from VSPC by two complete reads. */
  readonly isMissingInVspc: boolean;
  /** Its ConnectWise company carries the deleted flag, or two complete lists did not have it any more. */
  readonly isDeleted: boolean;
  /** A company of ConnectWise that can be told to be its survivor. */
  readonly hasSurvivor: boolean;
  /** Better evidence points to another ConnectWise company. */
  readonly isContradicted: boolean;
  readonly isInactive: boolean;
  readonly isRenamed: boolean;
}

/**
 * Health of a link, worst first (RULES, Mapping 6). ConnectWise tells of no merge: a merged company is a deleted one
 * whose survivor can be told.
 *
 * | what is seen                                      | health   | stops                |
 * | ------------------------------------------------- | -------- | -------------------- |
 * | gone from VSPC                                    | missing  | all                  |
 * | deleted in ConnectWise, and a survivor is known   | merged   | all                  |
 * | deleted in ConnectWise, or gone from its list     | deleted  | all                  |
 * | two ConnectWise companies with good claims        | conflict | all                  |
 * | inactive in ConnectWise                           | inactive | billing              |
 * | other names than when it was linked               | renamed  | nothing              |
 * | none of it                                        | ok       | nothing              |
 */
export function judgeHealth(facts: HealthFacts): Health {
  if (facts.isMissingInVspc) return 'missing';
  if (facts.isDeleted) return facts.hasSurvivor ? 'merged' : 'deleted';
  if (facts.isContradicted) return 'conflict';
  if (facts.isInactive) return 'inactive';
  return facts.isRenamed ? 'renamed' : 'ok';
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
