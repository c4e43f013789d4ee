import type { Candidate, CompanyLink } from './company-link';
import type { MappingContext } from './mapping-context';
import { findByExactName } from './find-candidates';
import type { CwCompanyFact, VspcCompanyFact } from './mapping-observation';
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
  company: VspcCompanyFact,
  { deleted, stored, found }: SurvivorTraces,
  context: MappingContext,
): Candidate | null {
  return (
    onlyOne(found.filter((candidate) => candidate.grade === 'external-id')) ??
    onlyOne(bySyncedOrganization(stored, context)) ??
    onlyOne(byWebsite(deleted, context)) ??
    onlyOne(findByExactName(company, context.cw))
  );
}

export interface SurvivorTraces {
  readonly deleted: CwCompanyFact | null;
  /** The row as it stands on the deleted company. */
  readonly stored: CompanyLink | null;
  /** What VSPC's ids name. */
  readonly found: readonly Candidate[];
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
