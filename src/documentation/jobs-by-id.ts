import type { VspcJob } from '../vspc/parse-job';
import type { VspcWorkload } from '../vspc/workload-endpoints';

export type FindJob = (id: string | null, serverUid: string | null) => VspcJob | null;

/**
 * By whichever of its ids a job is named: VSPC's own, or VBR's, which repeats on cloned servers and is therefore believed
 * with its server, or where only one job has it.
 */
export function jobsById(jobs: readonly VspcJob[]): FindJob {
  const known = new Map<string, VspcJob>();
  /** Null where several have it. */
  const byUid = new Map<string, VspcJob | null>();
  for (const job of jobs) {
    if (job.uniqueUid !== null) known.set(job.uniqueUid, job);
    known.set(jobOnServer(job.backupServerUid, job.uid), job);
    byUid.set(job.uid, byUid.has(job.uid) ? null : job);
  }
  return (id, serverUid) =>
    id === null ? null : (known.get(id) ?? known.get(jobOnServer(serverUid, id)) ?? byUid.get(id) ?? null);
}

function jobOnServer(serverUid: string | null, jobUid: string): string {
  return `${serverUid ?? ''}/${jobUid}`;
}

/**
 * Restore points of jobs of virtual machines, by the job's key: VSPC tells them of the machines alone. Of several
 * machines the fewest count, for no more than that can be promised of the job.
 */
export function restorePointsByJob(machines: readonly VspcWorkload[], findJob: FindJob): ReadonlyMap<string, number> {
  const fewest = new Map<string, number>();
  for (const { jobUid, serverUid, restorePoints } of machines) {
    const job = findJob(jobUid, serverUid);
    if (job === null || restorePoints === null) continue;
    fewest.set(job.key, Math.min(restorePoints, fewest.get(job.key) ?? restorePoints));
  }
  return fewest;
}
