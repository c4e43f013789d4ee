import { sortedBy } from '../../kernel/compare';
import { groupAll } from './group-all';
import type { CwCompanyFact } from './mapping-observation';
import { NameIndex } from './name-index';
import { websiteHost } from './website-host';

/** The ConnectWise companies by everything they can be found by. Deleted ones are found by what is unique alone. */
export interface CwIndex {
  readonly byId: ReadonlyMap<number, CwCompanyFact>;
  readonly byIdentifier: ReadonlyMap<string, readonly CwCompanyFact[]>;
  readonly deletedByIdentifier: ReadonlyMap<string, readonly CwCompanyFact[]>;
  readonly names: NameIndex<CwCompanyFact>;
  readonly byWebsite: ReadonlyMap<string, readonly CwCompanyFact[]>;
}

export function indexConnectwise(companies: readonly CwCompanyFact[]): CwIndex {
  const live = sortedBy(
    companies.filter((company) => !company.deleted),
    ({ id }) => String(id).padStart(12, '0'),
  );
  return {
    byId: new Map(companies.map((company) => [company.id, company])),
    byIdentifier: groupAll(live, (company) => [company.identifier.trim().toLowerCase()]),
    deletedByIdentifier: groupAll(
      companies.filter((company) => company.deleted),
      (company) => [company.identifier.trim().toLowerCase()],
    ),
    names: new NameIndex(live, (company) => company.name),
    byWebsite: groupAll(live, (company) => [websiteHost(company.website)]),
  };
}
