import type { Decision, Hold, Plan } from '../../kernel/change';
import { sortedBy } from '../../kernel/compare';
import type { AssetFact, DocumentationObservation } from './documentation-observation';
import { createTimeFormat } from './format-values';
import { indexAssets } from './locate-asset';
import { compareIds } from './match-devices';
import type { TypeTarget } from './plan-asset-type';
import { planAssetType } from './plan-asset-type';
import { planPage } from './plan-page';

/**
 * The pages of all organizations as they should be. The asset type comes first (`plan-asset-type.ts`), then one
 * decision for each organization (`plan-page.ts`), then:
 *
 * | pages to make               | becomes                                    |
 * | --------------------------- | ------------------------------------------ |
 * | up to `limits.create`       | create                                     |
 * | beyond it, by organization id | held: limit, until the next pass         |
 */
export function planDocumentation(observation: DocumentationObservation): Plan {
  const type = planAssetType(observation);
  const context = {
    observation,
    target: type.target,
    index: indexAssets(assetsOf(observation, type.target)),
    format: createTimeFormat(observation.timezone),
  };
  const records = new Map(observation.records.map((record) => [record.organizationId, record]));
  const organizations = [...observation.organizations].sort((left, right) => compareIds(left.id, right.id));
  const pages = organizations.map((organization) => {
    return planPage(organization, records.get(organization.id) ?? null, context);
  });
  return {
    decisions: [
      ...type.decisions,
      ...limitCreations(
        pages.map(({ decision }) => decision),
        observation.createLimit,
      ),
    ],
    problems: sortedBy([...type.problems, ...pages.flatMap(({ problems }) => problems)], (problem) => problem.id),
  };
}

/** An asset of another type is nobody's page, though it may carry a copied key. */
function assetsOf({ assets }: DocumentationObservation, target: TypeTarget): readonly AssetFact[] {
  return target.kind === 'ready' ? assets.filter((asset) => asset.typeId === target.type.id) : assets;
}

function limitCreations(decisions: readonly Decision[], limit: number | null): Decision[] {
  let creations = 0;
  return decisions.map((decision) => {
    if (decision.decision !== 'change' || decision.action !== 'create') return decision;
    creations += 1;
    if (limit === null || creations <= limit) return decision;
    const { company, subject, action, key, before, after } = decision;
    const detail = `One pass makes ${limit} pages; this one waits for the next.`;
    const held: Hold = { decision: 'held', reason: 'limit', detail, company, subject, action, key, before, after };
    return held;
  });
}
