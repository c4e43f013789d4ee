/** Whose a thing of VSPC is. `uid` is null when VSPC itself names nobody. */
export interface CompanyAttribution {
  readonly uid: string | null;
  readonly name: string;
  /** `mapped` and `organization`: that company. `provider`: an unmapped job on a hosted or Cloud Connect server. */
  readonly by: 'mapped' | 'organization' | 'provider';
}

export interface KnownCompanies {
  /** Names of the customers of one connection, by uid. */
  readonly names: ReadonlyMap<string, string>;
  readonly providerName: string;
}

interface Owned {
  readonly organizationUid: string | null;
  readonly mappedOrganizationUid?: string | null;
}

/** The server that it lies on; `role` as VSPC says it: `Client`, `Hosted`, `CloudConnect`, `Unknown`. */
interface OwningServer {
  readonly role: string;
}

/**
 * Whose a thing is (RULES, Tickets 1):
 *
 * | mapped organization | on a hosted or Cloud Connect server | organization      | belongs to            |
 * | ------------------- | ----------------------------------- | ----------------- | --------------------- |
 * | a customer          | any                                 | any               | the mapped one        |
 * | none                | yes                                 | any               | the provider          |
 * | none                | no                                  | a customer        | the organization      |
 * | none                | no                                  | nobody's customer | the provider          |
 */
export function attributeCompany(owned: Owned, server: OwningServer | null, known: KnownCompanies): CompanyAttribution {
  const mapped = owned.mappedOrganizationUid ?? '';
  const mappedName = known.names.get(mapped);
  if (mappedName !== undefined) return { uid: mapped, name: mappedName, by: 'mapped' };
  const isShared = server !== null && server.role !== 'Client' && server.role !== 'Unknown';
  const own = owned.organizationUid ?? '';
  const ownName = known.names.get(own);
  if (isShared || ownName === undefined) return { uid: null, name: known.providerName, by: 'provider' };
  return { uid: own, name: ownName, by: 'organization' };
}
