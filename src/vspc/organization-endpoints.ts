import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUid, companyUidOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

/** A company, a reseller or the provider; the three share their uids with their organization. */
export interface VspcOrganization {
  readonly uid: VspcCompanyUid;
  readonly name: string;
  /** `Company`, `Provider`, `Reseller`. */
  readonly type: string;
  readonly alias: string | null;
  /** "ID for 3rd party applications": where an MSP keeps the ConnectWise company (RULES, Mapping 3). */
  readonly companyId: string | null;
  readonly veeamTenantId: string | null;
  readonly taxId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly zipCode: string | null;
  readonly regionName: string | null;
  readonly countryName: string | null;
}

export interface VspcCompany {
  readonly uid: VspcCompanyUid;
  readonly name: string;
  /** `Active`, `Disabled`; older servers know more words. */
  readonly status: string;
  readonly resellerUid: VspcCompanyUid | null;
  /** Null when the server embeds none. */
  readonly organization: VspcOrganization | null;
}

export interface VspcReseller {
  readonly uid: VspcCompanyUid;
  readonly name: string;
  readonly status: string;
  readonly organization: VspcOrganization | null;
}

export interface VspcLocation {
  readonly uid: string;
  readonly name: string;
  readonly organizationUid: VspcCompanyUid | null;
}

const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** Who the customers are. */
export class OrganizationEndpoints {
  constructor(private readonly api: VspcApi) {}

  organizations(): AsyncGenerator<VspcOrganization, void, undefined> {
    return this.api.list({ path: '/organizations', ...BY_UID, parse: parseOrganization });
  }

  /** With the organization, which alone holds the ids that mapping needs. */
  companies(): AsyncGenerator<VspcCompany, void, undefined> {
    const query = { expand: 'Organization' };
    return this.api.list({ path: '/organizations/companies', ...BY_UID, query, parse: parseCompany });
  }

  /** Provider administrators only (facts 1.6). */
  resellers(): AsyncGenerator<VspcReseller, void, undefined> {
    const query = { expand: 'Organization' };
    return this.api.list({ path: '/organizations/resellers', ...BY_UID, query, parse: parseReseller });
  }

  locations(): AsyncGenerator<VspcLocation, void, undefined> {
    return this.api.list({ path: '/organizations/locations', ...BY_UID, parse: parseLocation });
  }
}

function parseCompany(record: WireRecord): VspcCompany {
  return { ...parseReseller(record), resellerUid: companyUidOrNull(record, 'resellerUid') };
}

function parseReseller(record: WireRecord): VspcReseller {
  const organization = record.recordOrNull('_embedded')?.recordOrNull('organization') ?? null;
  return {
    uid: companyUid(record, 'instanceUid'),
    name: text(record, 'name'),
    status: word(record, 'status'),
    organization: organization && parseOrganization(organization),
  };
}

function parseOrganization(record: WireRecord): VspcOrganization {
  return {
    uid: companyUid(record, 'instanceUid'),
    name: text(record, 'name'),
    type: word(record, 'type'),
    alias: textOrNull(record, 'alias'),
    companyId: textOrNull(record, 'companyId'),
    veeamTenantId: textOrNull(record, 'veeamTenantId'),
    taxId: textOrNull(record, 'taxId'),
    email: textOrNull(record, 'email'),
    phone: textOrNull(record, 'phone'),
    website: textOrNull(record, 'website'),
    street: textOrNull(record, 'street'),
    city: textOrNull(record, 'city'),
    zipCode: textOrNull(record, 'zipCode'),
    regionName: textOrNull(record, 'regionName'),
    countryName: textOrNull(record, 'countryName'),
  };
}

function parseLocation(record: WireRecord): VspcLocation {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
  };
}
