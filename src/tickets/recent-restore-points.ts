import type { SubjectId, TerminalResult, WorkloadFact } from './domain/workload-facts';

/**
 * Restore points are told late: VSPC itself learns of them hourly, and they are read at a pace of their own. A good run
 * of the job of a machine that is younger than `since` has probably made one, until the list tells.
 */
export function withRecentRuns(
  workloads: readonly WorkloadFact[],
  results: readonly TerminalResult[],
  since: (connection: string) => number,
): readonly WorkloadFact[] {
  const lastGood = new Map<SubjectId, number>();
  for (const { endedAt, job, result } of results) {
    if (result !== 'failed') lastGood.set(job, Math.max(endedAt, lastGood.get(job) ?? 0));
  }
  return workloads.map((workload) => {
    const endedAt = workload.job === null ? undefined : lastGood.get(workload.job);
    if (endedAt === undefined || endedAt < since(workload.connection)) return workload;
    return { ...workload, expectedRestorePointAt: endedAt };
  });
}
