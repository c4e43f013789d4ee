import type { CompanyPlan, ConnectWisePlan } from '../world/company-plan';
import type { ExpectedGrade, ExpectedLink } from './answer-key';

/**
 * RULES, Mapping 1 to 6, in the order of the grades:
 *
 * | the company                                        | link                    |
 * | -------------------------------------------------- | ----------------------- |
 * | is not in ConnectWise                              | none                    |
 * | points at a deleted or merged company              | all streams stop        |
 * | is named in companies.yaml                         | pinned                  |
 * | has the ConnectWise id in companyId                | external-id             |
 * | is called like the ConnectWise identifier          | identifier              |
 * | shares its name with two ConnectWise companies     | none: not unique        |
 * | is called like one ConnectWise company             | exact-name              |
 */
export function expectLink(plan: CompanyPlan): ExpectedLink {
  const { uid, vspcName: name, connectWise } = plan;
  const unlinked = { uid, name, state: 'unlinked', grade: null, connectWiseId: null, itGlueId: null } as const;
  if (!connectWise) return { ...unlinked, why: 'ConnectWise has no such company.' };
  if (connectWise.state === 'deleted' || connectWise.state === 'merged') {
    return { ...unlinked, state: 'stopped', why: `The ConnectWise company is ${connectWise.state}.` };
  }
  const grade = gradeOf(plan, connectWise);
  if (!grade) return { ...unlinked, why: 'Two ConnectWise companies have its name.' };
  const itGlueId = organizationIdOf(plan, connectWise);
  return { uid, name, state: 'linked', grade, connectWiseId: connectWise.id, itGlueId, why: WHY[grade] };
}

const WHY: Readonly<Record<ExpectedGrade, string>> = {
  pinned: 'companies.yaml names it.',
  'external-id': 'companyId holds the ConnectWise id.',
  identifier: 'Its name is the ConnectWise identifier.',
  'exact-name': 'One company on each side has the name.',
};

function gradeOf(plan: CompanyPlan, connectWise: ConnectWisePlan): ExpectedGrade | null {
  if (plan.isPinned) return 'pinned';
  if (plan.externalId === String(connectWise.id)) return 'external-id';
  if (plan.vspcName === connectWise.identifier) return 'identifier';
  return plan.vspcName === connectWise.name && connectWise.twinId === null ? 'exact-name' : null;
}

/** A PSA id or a short name links, a name only suggests (RULES, Mapping 3). */
function organizationIdOf({ isPinned, itGlue }: CompanyPlan, connectWise: ConnectWisePlan): string | null {
  if (!itGlue) return null;
  const isLinked = isPinned || itGlue.psaId === connectWise.id || itGlue.shortName === connectWise.identifier;
  return isLinked ? String(itGlue.id) : null;
}
