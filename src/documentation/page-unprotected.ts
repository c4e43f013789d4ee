import type { VspcJobObject, VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import type { WorkloadFact } from './domain/documentation-observation';
import { jobsById } from './jobs-by-id';

/** Something that a job is made to protect and that has no restore point. */
export interface ListedWorkload {
  /** The job that lists it, and by which it is known whose it is. */
  readonly job: VspcJob;
  readonly fact: WorkloadFact;
}

export interface ListedSources {
  readonly jobs: readonly VspcJob[];
  /** What jobs of virtual machines list; empty where it cannot be read. */
  readonly vmObjects: readonly VspcJobObject[];
  readonly agentObjects: readonly VspcServerAgentObject[];
  /** What has a restore point. */
  readonly workloads: readonly VspcWorkload[];
}

/**
 * No list of protected things has what was never backed up (facts 3.10), so it is looked for where jobs list it
 * (RULES, Tickets 5): a machine that is not excluded, was in no session, and is not among the protected ones of that
 * server; a computer of an agent job without a session and without a restore point. One that several jobs list is one.
 */
export function neverProtected(sources: ListedSources): readonly ListedWorkload[] {
  const findJob = jobsById(sources.jobs);
  const known = new Set(sources.workloads.flatMap(placesOf));
  const found = new Map<string, ListedWorkload>();
  const add = (job: VspcJob | null, kind: string, names: readonly (string | null)[]): void => {
    if (job === null) return;
    const places = names.flatMap((name) => (name === null ? [] : [place(job.backupServerUid, name)]));
    const [key, name] = [places[0], names.at(-1)];
    if (key === undefined || name === undefined || name === null || places.some((one) => known.has(one))) return;
    if (!found.has(key)) found.set(key, { job, fact: listedFact(job, key, name, kind) });
  };
  for (const { uniqueJobUid, jobUid, hierarchyRef, name, isExcluded, endTime } of sources.vmObjects) {
    if (isExcluded !== true && endTime === null)
      add(findJob(uniqueJobUid, null) ?? findJob(jobUid, null), 'Virtual machine', [hierarchyRef, name]);
  }
  for (const { uniqueJobUid, jobUid, backupServerUid, computer, lastEndTime, restorePoints } of sources.agentObjects) {
    if (lastEndTime !== null || (restorePoints ?? 0) > 0) continue;
    add(findJob(uniqueJobUid, null) ?? findJob(jobUid, backupServerUid), 'Computer', [computer]);
  }
  return [...found.values()];
}

function listedFact(job: VspcJob, key: string, name: string, kind: string): WorkloadFact {
  return {
    key: `listed/${key}`,
    name,
    kind,
    protection: 'unprotected',
    lastRestorePointAt: null,
    restorePoints: 0,
    jobName: job.name,
    // It is not protected, and so it is not tagged as if it were.
    device: null,
  };
}

function placesOf({ name, reference, serverUid }: VspcWorkload): string[] {
  const shortName = name.split('.', 1)[0] ?? name;
  return [name, shortName, ...(reference === null ? [] : [reference])].map((one) => place(serverUid, one));
}

/** The same name on two servers is two machines. */
function place(serverUid: string | null, name: string): string {
  return `${serverUid ?? ''}/${name.toLowerCase()}`;
}
