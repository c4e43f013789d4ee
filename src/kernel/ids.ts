/** Ids of three vendors must never be interchangeable, although two of them are plain numbers. */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** VSPC company or organization (the two share one uid); lower-case GUID. */
export type VspcCompanyUid = Branded<string, 'VspcCompanyUid'>;
/** ConnectWise `company.id`. */
export type CwCompanyId = Branded<number, 'CwCompanyId'>;
/** IT Glue organization id; kept as text because IT Glue's ids leave the safe integers. */
export type ItgOrganizationId = Branded<string, 'ItgOrganizationId'>;

export function vspcCompanyUid(value: string): VspcCompanyUid {
  return value.toLowerCase() as VspcCompanyUid;
}

export function cwCompanyId(value: number): CwCompanyId {
  return value as CwCompanyId;
}

export function itgOrganizationId(value: string | number): ItgOrganizationId {
  return String(value) as ItgOrganizationId;
}
