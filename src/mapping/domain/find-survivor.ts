import type { Candidate, CompanyLink } from './company-link';
import type { MappingContext } from './mapping-context';
import type { CwCompanyFact } from './mapping-observation';
import { viewOf } from './link-row';
import { websiteHost } from './website-host';

/**
 * The company that a deleted one was merged into, as far as it can be told: ConnectWise does not tell it. First line
 * that names exactly one living company; it is proposed, never taken (RULES, Mapping 6).
 *
 * | evidence                                                        |
 * | --------------------------------------------------------------- |
 * | VSPC's companyId names it                                       |
 * | IT Glue's organization of the link has its PSA id now           |
 * | it has the website of the deleted one                           |
 * | it has the name of the VSPC company                             |
 */
export function findSurvivor(
  deleted: CwCompanyFact | null,
  stored: CompanyLink | null,
  found: readonly Candidate[],
  context: MappingContext,
): Candidate | null {
  const byId = onlyOne(found.filter((candidate) => candidate.grade === 'external-id'));
  const others = [bySyncedOrganization(stored, context), byWebsite(deleted, context)].map(onlyOne);
  const byName = onlyOne(found.filter((candidate) => candidate.grade !== 'external-id'));
  return [byId, ...others, byName].find((candidate) => candidate !== null) ?? null;
}

function bySyncedOrganization(stored: CompanyLink | null, { cw, itg }: MappingContext): Candidate[] {
  const psaIds = itg.byId.get(stored?.itglue?.id ?? '')?.psaIds ?? [];
  return psaIds.flatMap((psaId) => {
    const company = cw.byId.get(Number(psaId));
    return company && !company.deleted
      ? [proposal(company, 'its IT Glue organization belongs to this company now')]
      : [];
  });
}

function byWebsite(deleted: CwCompanyFact | null, { cw }: MappingContext): Candidate[] {
  const found = cw.byWebsite.get(websiteHost(deleted?.website ?? null)) ?? [];
  return found.map((company) => proposal(company, 'it has the website of the deleted company'));
}

function proposal(company: CwCompanyFact, reason: string): Candidate {
  return { connectwise: viewOf(company), grade: 'strong', score: 0.9, reasons: [reason] };
}

function onlyOne(candidates: readonly Candidate[]): Candidate | null {
  const [first, ...others] = candidates;
  return first && others.length === 0 ? first : null;
}
