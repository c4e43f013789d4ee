import type { VspcWorkload } from '../vspc/workload-endpoints';

/**
 * Restore points of jobs of virtual machines, by `jobOnServer`: VSPC tells them of the machines alone. Of several
 * machines the fewest count, for no more than that can be promised of the job.
 */
export function restorePointsByJob(machines: readonly VspcWorkload[]): ReadonlyMap<string, number> {
  const fewest = new Map<string, number>();
  for (const { jobUid, serverUid, restorePoints } of machines) {
    if (jobUid === null || restorePoints === null) continue;
    const key = jobOnServer(serverUid, jobUid);
    fewest.set(key, Math.min(restorePoints, fewest.get(key) ?? restorePoints));
  }
  return fewest;
}

/** The id of a job repeats on cloned servers. */
export function jobOnServer(serverUid: string | null, jobUid: string): string {
  return `${serverUid ?? ''}/${jobUid}`;
}
