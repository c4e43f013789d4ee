import type { VspcJob } from '../vspc/parse-job';

type IndexedJob = Pick<VspcJob, 'key' | 'uid' | 'uniqueUid' | 'backupServerUid'>;

/**
 * Finds the job of a VBR server by whichever of its ids another record names it. VSPC's own id is unique; VBR's repeats
 * on cloned servers and is therefore believed with its server, or where only one job has it.
 */
export class JobIndex<Job extends IndexedJob = IndexedJob> {
  private readonly byUniqueUid = new Map<string, Job>();
  private readonly byServer = new Map<string, Job>();
  /** Null where several have it. */
  private readonly byUid = new Map<string, Job | null>();

  constructor(jobs: readonly Job[]) {
    for (const job of jobs) {
      if (job.uniqueUid !== null) this.byUniqueUid.set(job.uniqueUid, job);
      this.byServer.set(`${job.backupServerUid ?? ''}/${job.uid}`, job);
      this.byUid.set(job.uid, this.byUid.has(job.uid) ? null : job);
    }
  }

  find(id: string | null, serverUid: string | null): Job | null {
    if (id === null) return null;
    const exact = this.byUniqueUid.get(id) ?? this.byServer.get(`${serverUid ?? ''}/${id}`);
    return exact ?? this.byUid.get(id) ?? null;
  }
}
