import { TRUSTED_GRADES } from '../bridge-settings';
import type { AdditionPlan, CompanyPlan, ConnectWisePlan } from '../world/company-plan';
import { INCLUDED_SERVER_AGENTS, PRODUCT_LINES, quantityOf } from '../world/product-lines';
import type { ExpectedAddition, ExpectedLink } from './answer-key';
import type { Sample } from './latest-samples';

/**
 * RULES, Mapping 2 and 6, Billing 2, 3, 5 and 7, for `measure: last` on additions that exist:
 *
 * | the company or its agreement                 | quantity                 |
 * | -------------------------------------------- | ------------------------ |
 * | is not linked, deleted or merged             | stays                    |
 * | is linked by name only                       | stays, for confirmation  |
 * | is inactive in ConnectWise                   | stays, suspended         |
 * | has two agreements of the type               | stays, ambiguous         |
 * | uses nothing any more                        | stays, guard-zero        |
 * | otherwise                                    | the latest sample        |
 */
export function expectAdditions(plan: CompanyPlan, link: ExpectedLink, sample: Sample): readonly ExpectedAddition[] {
  const { connectWise } = plan;
  if (!connectWise) return [];
  const why = whyKept(connectWise, link);
  return connectWise.agreements.flatMap((agreement) =>
    agreement.additions.map((addition) => {
      const due = dueOf(plan, addition, sample);
      const before = String(addition.quantity);
      const reason = why ?? (due.quantity === '0' ? 'guard-zero' : 'usage');
      return {
        id: addition.id,
        agreementId: agreement.id,
        companyId: connectWise.id,
        product: due.product,
        before,
        quantity: reason === 'usage' ? due.quantity : before,
        why: reason,
      };
    }),
  );
}

function whyKept({ state, agreements }: ConnectWisePlan, link: ExpectedLink): ExpectedAddition['why'] | null {
  if (link.state === 'unlinked' || link.grade === null) return link.state === 'stopped' ? 'suspended' : 'unlinked';
  if (state === 'inactive') return 'suspended';
  if (!TRUSTED_GRADES.some((grade) => grade === link.grade)) return 'confirm-for-billing';
  return agreements.length > 1 ? 'ambiguous' : null;
}

function dueOf(
  plan: CompanyPlan,
  addition: AdditionPlan,
  sample: Sample,
): { readonly product: string; readonly quantity: string } {
  const line = PRODUCT_LINES.find((candidate) => candidate.name === addition.line);
  if (!line) throw new Error(`No product line is called ${addition.line}.`);
  // The override that --write-config puts into products.yaml for the first company.
  const included = plan.index === 0 && line.name === 'server-agents' ? INCLUDED_SERVER_AGENTS : 0;
  return { product: line.product, quantity: quantityOf(line, sample.get(line.counter) ?? 0, included) };
}
