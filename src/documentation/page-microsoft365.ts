import type { VspcM365Job, VspcM365Organization } from '../vspc/m365-endpoints';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { groupByCompany } from './by-company';
import type { Microsoft365Fact } from './domain/documentation-observation';

export interface Microsoft365Sources {
  readonly tenants: readonly VspcM365Organization[];
  readonly jobs: readonly VspcM365Job[];
  /** Of the kind `m365`. */
  readonly objects: readonly VspcWorkload[];
}

interface Tenant {
  readonly tenant: VspcM365Organization;
  readonly companyUid: string | null;
}

/**
 * Tenants by company. VSPC counts protected objects per company and not per tenant, so that a company of several
 * tenants has them in a row of their own.
 */
export function pageMicrosoft365(sources: Microsoft365Sources): ReadonlyMap<string, readonly Microsoft365Fact[]> {
  const ofJobs = new Map(sources.jobs.map((job) => [job.m365OrganizationUid, job.organizationUid]));
  const tenants = sources.tenants.map((tenant) => ({
    tenant,
    companyUid: tenant.mappedOrganizationUid ?? ofJobs.get(tenant.uid) ?? null,
  }));
  const byCompany = groupByCompany(
    tenants,
    (item: Tenant) => item.companyUid,
    ({ tenant }) => tenant,
  );
  const objects = groupByCompany(
    sources.objects,
    (object) => object.organizationUid,
    (object) => object,
  );
  return new Map(
    [...byCompany].map(([company, list]) => [company, tenantRows(list, countObjects(objects.get(company) ?? []))]),
  );
}

type Counts = Pick<Microsoft365Fact, 'protectedUsers' | 'protectedSites' | 'protectedTeams' | 'usedBytes'>;

const UNKNOWN: Counts = { protectedUsers: null, protectedSites: null, protectedTeams: null, usedBytes: null };

function tenantRows(tenants: readonly VspcM365Organization[], counts: Counts): Microsoft365Fact[] {
  const [only, ...others] = tenants;
  if (only === undefined) return [];
  if (others.length === 0) return [tenantRow(only, counts)];
  const together = { key: 'together', name: 'All tenants together', ...counts, lastSuccessAt: null };
  return [...tenants.map((tenant) => tenantRow(tenant, UNKNOWN)), together];
}

function tenantRow({ uid, name, lastBackupTime }: VspcM365Organization, counts: Counts): Microsoft365Fact {
  return { key: uid, name, ...counts, lastSuccessAt: lastBackupTime };
}

/** A user is one, however many of its mailboxes, archives and drives are protected and wherever. */
function countObjects(objects: readonly VspcWorkload[]): Counts {
  const count = (mode: string): number =>
    new Set(objects.filter((object) => object.mode === mode).map((object) => object.reference ?? object.key)).size;
  const sizes = objects.flatMap(({ backupBytes }) => (backupBytes === null ? [] : [backupBytes]));
  return {
    protectedUsers: count('User'),
    protectedSites: count('Site'),
    protectedTeams: count('Teams'),
    usedBytes: sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0),
  };
}
