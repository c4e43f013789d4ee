import type { VspcRepository } from '../vspc/server-endpoints';
import type { VspcTenantResource } from '../vspc/usage-endpoints';

const GIB = 2 ** 30;

/** One line on the space of a repository, for the ticket of its alarm; empty where the storage tells none. */
export function describeRepository({ info, name }: VspcRepository): string {
  const capacity = info?.capacityBytes ?? 0;
  const free = info?.freeBytes ?? null;
  if (capacity <= 0 || free === null) return '';
  return `Repository ${name}: ${gib(free)} of ${gib(capacity)} free (${Math.floor((free / capacity) * 100)} %).`;
}

/** One line on the storage quota of a company, its cloud repositories together; empty where none is limited. */
export function describeQuota(resources: readonly VspcTenantResource[]): string {
  const limited = resources.filter((resource) => (resource.storageQuotaBytes ?? 0) > 0);
  if (limited.length === 0) return '';
  const quota = sum(limited.map((resource) => resource.storageQuotaBytes ?? 0));
  const used = sum(limited.map((resource) => resource.usedBytes ?? 0));
  return `Cloud storage: ${gib(used)} of ${gib(quota)} used (${Math.floor((used / quota) * 100)} %).`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
