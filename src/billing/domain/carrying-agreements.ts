import type { BillingObservation } from './billing-observation';
import { listBilledMembers } from './calculate-line';
import { chooseAgreement } from './choose-agreement';
import { listPinnedAgreements } from './judge-line';
import { coversCompany, settingsFor } from './match-company';

/** The agreements that lines reach: of no other are the additions read. */
export function listCarryingAgreements(
  facts: Pick<BillingObservation, 'businessDay' | 'settings' | 'companies' | 'agreements'>,
): readonly number[] {
  const chosen = new Set<number>();
  const today = facts.businessDay;
  for (const company of facts.companies.filter((candidate) => listBilledMembers(candidate).length > 0)) {
    const agreements = facts.agreements.get(company.id) ?? [];
    for (const line of facts.settings.lines.filter((candidate) => coversCompany(candidate, company))) {
      const { group, agreement: selector } = settingsFor(line, company);
      const pinnedIds = listPinnedAgreements(company, group);
      const choice = chooseAgreement({ companyId: company.id, group, selector, pinnedIds, agreements, today });
      if (choice.kind === 'chosen') chosen.add(choice.agreement.id);
    }
  }
  return [...chosen];
}
