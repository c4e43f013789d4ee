import type { CompanyLink } from './company-link';
import type { DesiredLink } from './desired-link';
import { findCandidates } from './find-candidates';
import { findSurvivor } from './find-survivor';
import { emptyRow, viewOf } from './link-row';
import type { MappingContext } from './mapping-context';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';
import { deletedTargetProblem } from './mapping-problems';

/**
 * A company that was never linked, and whose companyId names a deleted ConnectWise company. It was merged or has left;
 * another company of its name may be anything. So nothing is linked, and what fits is proposed (RULES, Mapping 6).
 */
export function desireDeletedTarget(
  company: VspcCompanyFact,
  deleted: CwCompanyFact,
  context: MappingContext,
): DesiredLink {
  const found = findCandidates(company, context.cw, context.observation.settings);
  const survivor = findSurvivor(company, { deleted, stored: null, found }, context);
  const others = found.filter((candidate) => candidate.connectwise.id !== survivor?.connectwise.id);
  const link: CompanyLink = {
    ...emptyRow(company),
    state: 'conflict',
    health: survivor ? 'merged' : 'deleted',
    reasons: [
      `VSPC's company ID names ${deleted.name} (${viewOf(deleted).identifier}), which is deleted in ConnectWise`,
    ],
    candidates: survivor ? [survivor, ...others] : others,
  };
  return {
    link,
    reason: 'conflict',
    inferredFromAbsence: false,
    problems: [deletedTargetProblem(link)],
  };
}
