import type { VspcBackupServer, VspcRepository } from '../vspc/server-endpoints';
import type { VspcHostedQuota, VspcTenantResource } from '../vspc/usage-endpoints';
import { attributeCompany, type KnownCompanies } from '../mapping/domain/attribute-company';
import { groupByCompany } from './by-company';
import type { StorageFact } from './domain/documentation-observation';

/** Everything of one connection that tells where backups lie and how much room there is. */
export interface StorageSources {
  readonly companies: KnownCompanies;
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
  readonly repositories: readonly VspcRepository[];
  readonly cloudQuotas: readonly VspcTenantResource[];
  readonly hostedQuotas: readonly VspcHostedQuota[];
}

/**
 * Repositories on a company's own servers, and what it may use of the provider's. Extents are left out: their
 * scale-out repository already counts them.
 */
export function pageStorage(sources: StorageSources): ReadonlyMap<string, readonly StorageFact[]> {
  const repositories = new Map(sources.repositories.map((repository) => [repository.uid, repository]));
  const nameOf = (uid: string | null): string => repositories.get(uid ?? '')?.name ?? 'Cloud repository';
  const rows: { readonly company: string | null; readonly storage: StorageFact }[] = [
    ...sources.repositories
      .filter((repository) => (repository.info?.parentRepositoryUid ?? null) === null)
      .map((repository) => ({ company: ownerOf(repository, sources), storage: repositoryFact(repository) })),
    ...sources.cloudQuotas.map((quota) => ({
      company: quota.companyUid,
      storage: quotaFact(quota, nameOf(quota.repositoryUid), 'Cloud Connect quota', quota.usedBytes),
    })),
    ...sources.hostedQuotas.map((quota) => ({
      company: quota.companyUid,
      storage: quotaFact(quota, nameOf(quota.repositoryUid), 'Hosted repository quota', null),
    })),
  ];
  return groupByCompany(
    rows,
    ({ company }) => company,
    ({ storage }) => storage,
  );
}

function ownerOf(repository: VspcRepository, { servers, companies }: StorageSources): string | null {
  const server = servers.get(repository.backupServerUid ?? '') ?? null;
  return server === null ? null : attributeCompany(server, server, companies).uid;
}

function repositoryFact({ uid, name, info }: VspcRepository): StorageFact {
  const usedBytes = info?.usedBytes ?? info?.backupBytes ?? null;
  return { key: uid, name, kind: 'Repository', usedBytes, totalBytes: info?.capacityBytes ?? null };
}

function quotaFact(
  { uid, storageQuotaBytes }: Pick<VspcHostedQuota, 'uid' | 'storageQuotaBytes'>,
  name: string,
  kind: string,
  usedBytes: number | null,
): StorageFact {
  return { key: uid, name, kind, usedBytes, totalBytes: storageQuotaBytes };
}
