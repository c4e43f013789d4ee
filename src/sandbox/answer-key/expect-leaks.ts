import { TRUSTED_GRADES } from '../bridge-settings';
import type { CompanyPlan } from '../world/company-plan';
import type { VspcData } from '../vspc/vspc-data';
import { INCLUDED_SERVER_AGENTS, PRODUCT_LINES, quantityOf, type ProductLine } from '../world/product-lines';
import type { ExpectedLeak, ExpectedLink } from './answer-key';
import type { Sample } from './latest-samples';

/**
 * What is used and not billed, or billed and not used. Of every product of a company, first line that fits:
 *
 * | the company                                | the product                       | leak               |
 * | ------------------------------------------ | --------------------------------- | ------------------ |
 * | is not linked, deleted or merged           | is used                           | usage-without-link |
 * | is inactive in ConnectWise                 | any                               | none: suspended    |
 * | is linked by name only                     | is used                           | link-not-trusted   |
 * | has no agreement                           | is used                           | no-agreement       |
 * | has two agreements of the type             | any                               | none: ambiguous    |
 * | has one agreement                          | is used and has no addition       | no-line            |
 * | has one agreement                          | is not used and has an addition   | no-usage           |
 */
export function expectLeaks(plan: CompanyPlan, link: ExpectedLink, sample: Sample): readonly ExpectedLeak[] {
  return PRODUCT_LINES.flatMap((line) => {
    const included = plan.index === 0 && line.name === 'server-agents' ? INCLUDED_SERVER_AGENTS : 0;
    const used = quantityOf(line, sample.get(line.counter) ?? 0, included);
    const addition = plan.connectWise?.agreements[0]?.additions.find((each) => each.line === line.name);
    if (used === '0') {
      const isBilled = link.state === 'linked' && plan.connectWise?.state === 'active' && addition !== undefined;
      return isBilled ? [leak('no-usage', plan, line, String(addition.quantity))] : [];
    }
    const kind = kindOf(plan, link, addition !== undefined);
    return kind === null ? [] : [leak(kind, plan, line, used)];
  });
}

/** Tenants that nobody has mapped; VSPC counts their users for nobody. */
export function expectTenantLeaks({ vb365Organizations, vb365Mappings }: VspcData): readonly ExpectedLeak[] {
  const mapped = new Set(vb365Mappings.map(({ vb365OrganizationUid }) => vb365OrganizationUid));
  return vb365Organizations
    .filter(({ instanceUid, mappedOrganizationUid }) => mappedOrganizationUid == null && !mapped.has(instanceUid))
    .map(({ instanceUid }) => ({ kind: 'm365-without-company', uid: instanceUid, product: null, quantity: null }));
}

function kindOf({ connectWise }: CompanyPlan, link: ExpectedLink, hasAddition: boolean): ExpectedLeak['kind'] | null {
  if (link.state !== 'linked' || !connectWise) return 'usage-without-link';
  if (connectWise.state === 'inactive') return null;
  if (!TRUSTED_GRADES.some((grade) => grade === link.grade)) return 'link-not-trusted';
  if (connectWise.agreements.length === 0) return 'no-agreement';
  return connectWise.agreements.length > 1 || hasAddition ? null : 'no-line';
}

function leak(
  kind: ExpectedLeak['kind'],
  { uid }: CompanyPlan,
  { product }: ProductLine,
  quantity: string,
): ExpectedLeak {
  return { kind, uid, product, quantity };
}
