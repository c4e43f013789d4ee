import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { BilledFact } from './domain/documentation-observation';

type LineRow = Awaited<ReturnType<BillingLineRepository['listLines']>>[number];

/**
 * What the bridge last wrote to the additions of each ConnectWise company. A line that it has never written, or has
 * cancelled, is not billed by it.
 */
export function pageBilling(
  lines: readonly LineRow[],
  products: ReadonlyMap<string, string>,
): ReadonlyMap<number, readonly BilledFact[]> {
  const byCompany = new Map<number, BilledFact[]>();
  for (const { companyId, line, writtenPeriod, writtenQuantity, cancelledOn, agreementId } of lines) {
    if (writtenPeriod === null || writtenQuantity === null || cancelledOn !== null) continue;
    const fact: BilledFact = {
      period: writtenPeriod,
      line,
      product: products.get(line) ?? '',
      quantity: writtenQuantity,
      agreement: `#${agreementId}`,
    };
    const facts = byCompany.get(companyId);
    if (facts) facts.push(fact);
    else byCompany.set(companyId, [fact]);
  }
  return byCompany;
}
