import { sortedBy } from '../../kernel/compare';
import type { LinkedCwCompany, LinkedItgOrganization } from './company-link';
import { groupAll } from './group-all';
import type { ItgOrganizationFact } from './mapping-observation';
import { NameIndex } from './name-index';
import { parseCompanyName } from './parse-name';

export interface ItgIndex {
  readonly byId: ReadonlyMap<string, ItgOrganizationFact>;
  readonly byPsaId: ReadonlyMap<string, readonly ItgOrganizationFact[]>;
  readonly byShortName: ReadonlyMap<string, readonly ItgOrganizationFact[]>;
  readonly names: NameIndex<ItgOrganizationFact>;
}

export type OrganizationMatch =
  | { readonly kind: 'link'; readonly organization: LinkedItgOrganization; readonly reason: string }
  | { readonly kind: 'suggest'; readonly organizations: readonly LinkedItgOrganization[]; readonly reason: string }
  | { readonly kind: 'none' };

export function indexOrganizations(organizations: readonly ItgOrganizationFact[]): ItgIndex {
  return {
    byId: new Map(organizations.map((organization) => [organization.id, organization])),
    byPsaId: groupAll(organizations, (organization) => organization.psaIds),
    byShortName: groupAll(organizations, (organization) => [organization.shortName?.trim().toLowerCase() ?? '']),
    names: new NameIndex(organizations, (organization) => organization.name),
  };
}

/**
 * The IT Glue organization of a ConnectWise company (RULES, Mapping 3). First line that finds exactly one:
 *
 * | by                                              | one found | several found |
 * | ----------------------------------------------- | --------- | ------------- |
 * | PSA id or adapter resource id = company id      | link      | suggest       |
 * | short name = identifier, without case           | link      | suggest       |
 * | name, normalised                                | suggest   | suggest       |
 */
export function matchOrganization(company: LinkedCwCompany, index: ItgIndex): OrganizationMatch {
  const byPsa = index.byPsaId.get(String(company.id)) ?? [];
  if (byPsa.length > 0) return linkIfOne(byPsa, `its PSA id is ${company.id}`);
  const byShortName = index.byShortName.get(company.identifier.trim().toLowerCase()) ?? [];
  if (byShortName.length > 0) return linkIfOne(byShortName, `its short name is ${company.identifier}`);
  const byName = index.names.findExact(parseCompanyName(company.name)).map(({ item }) => item);
  if (byName.length === 0) return { kind: 'none' };
  return { kind: 'suggest', organizations: viewsOf(byName), reason: 'it has the same name' };
}

function linkIfOne(found: readonly ItgOrganizationFact[], reason: string): OrganizationMatch {
  const [only, ...others] = found;
  if (only && others.length === 0) return { kind: 'link', organization: view(only), reason };
  return { kind: 'suggest', organizations: viewsOf(found), reason };
}

function view({ id, name }: ItgOrganizationFact): LinkedItgOrganization {
  return { id, name };
}

function viewsOf(found: readonly ItgOrganizationFact[]): LinkedItgOrganization[] {
  return sortedBy(found, ({ id }) => id).map(view);
}
