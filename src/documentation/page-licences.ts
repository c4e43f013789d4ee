import type { VspcLicenseUsage, VspcLicenseWorkload } from '../vspc/licence-endpoints';
import { sortedBy } from '../kernel/compare';
import type { LicenceFact } from './domain/documentation-observation';

/** What each company uses this month, by kind of workload, over all its servers. */
export function pageLicences(usage: readonly VspcLicenseUsage[]): ReadonlyMap<string, readonly LicenceFact[]> {
  return new Map(usage.map(({ organizationUid, servers }) => [organizationUid, sumUp(servers.flatMap(workloadsOf))]));
}

function workloadsOf(server: VspcLicenseUsage['servers'][number]): readonly VspcLicenseWorkload[] {
  return server.workloads;
}

function sumUp(workloads: readonly VspcLicenseWorkload[]): LicenceFact[] {
  const totals = new Map<string, number>();
  for (const { description, usedCount } of workloads) {
    if (usedCount === null || usedCount === 0) continue;
    totals.set(description, (totals.get(description) ?? 0) + usedCount);
  }
  return sortedBy(
    [...totals].map(([name, used]) => ({ name, used })),
    ({ name }) => name,
  );
}
