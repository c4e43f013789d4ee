import type { AgreementFact, AgreementSight } from './billing-observation';
import type { Period } from './period';

/**
 * Whether an invoice was made between a period's end and now (RULES, Billing 5), by the next invoice date as passes saw it:
 *
 * | last seen before the period's end | now       | invoiced |
 * | --------------------------------- | --------- | -------- |
 * | never                             | any       | no       |
 * | a date                            | the same  | no       |
 * | a date                            | an earlier one, or none | no |
 * | a date                            | a later one | yes    |
 */
export function wasInvoiced(agreement: AgreementFact, period: Period, sights: readonly AgreementSight[]): boolean {
  const endsAt = period.endsAt.toISOString();
  let before: AgreementSight | null = null;
  for (const sight of sights) {
    if (sight.seenAt > endsAt) continue;
    if (before === null || sight.seenAt > before.seenAt) before = sight;
  }
  const dateBefore = before?.nextInvoiceDate ?? null;
  return dateBefore !== null && agreement.nextInvoiceDate !== null && agreement.nextInvoiceDate > dateBefore;
}
