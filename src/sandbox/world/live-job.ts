import type { VspcAgentJob } from '../vspc/shapes/agent-shapes';
import type { VspcJob } from '../vspc/shapes/job-shapes';
import type { VspcData } from '../vspc/vspc-data';

const DAY_MS = 24 * 3_600_000;
const DEFAULT_DURATION_SECONDS = 600;

export type SessionResult = 'Success' | 'Warning' | 'Failed';

/** Since when jobs have been failing, which VSPC itself does not show once they run again. */
export type FailureLedger = Map<string, Date>;

/** A job of a backup server or of an agent, behind one face. Changes its row in the VSPC data. */
export class LiveJob {
  constructor(
    readonly uid: string,
    readonly row: VspcJob | VspcAgentJob,
    /** Rows that tell when what the job protects was last protected. */
    private readonly protectedRows: readonly { latestRestorePointDate?: Date | null | undefined }[],
    private readonly failures: FailureLedger,
  ) {
    // Somebody else may have ended a session well, straight in the data.
    if (row.status === 'Success' || row.status === 'Warning') failures.delete(uid);
  }

  /** End of the first failed session of the present row of failures; null when the last one that ended was none. */
  get failingSince(): Date | null {
    if (this.row.status === 'Failed') return this.failures.get(this.uid) ?? this.row.lastEndTime ?? null;
    return this.row.status === 'Running' ? (this.failures.get(this.uid) ?? null) : null;
  }

  get organizationUid(): string {
    const mapped = 'mappedOrganizationUid' in this.row ? this.row.mappedOrganizationUid : null;
    return mapped ?? this.row.organizationUid;
  }

  get durationMs(): number {
    return (this.row.lastDuration ?? DEFAULT_DURATION_SECONDS) * 1_000;
  }

  /** The result that the last session had; Success for a job that has never ended. */
  get lastResult(): SessionResult {
    const { status } = this.row;
    if (status === 'Failed') return 'Failed';
    return status === 'Warning' ? 'Warning' : 'Success';
  }

  get nextRun(): Date | null {
    if ('backupAgentUid' in this.row) return this.row.nextRun ?? null;
    return this.row.schedule?.startDateTimeUtc ?? null;
  }

  /** Plans the next session after an instant, in steps of the job's day. */
  scheduleAfter(instant: Date): void {
    const planned = this.nextRun;
    if (planned === null || planned > instant) return;
    const days = Math.floor((instant.getTime() - planned.getTime()) / DAY_MS) + 1;
    this.setNextRun(new Date(planned.getTime() + days * DAY_MS));
  }

  start(at: Date): void {
    this.row.status = 'Running';
    this.row.lastRun = at;
  }

  /** Ends the session that runs, or one that nobody saw begin. */
  end(at: Date, result: SessionResult, message: string | null): void {
    const isRunning = this.row.status === 'Running' && this.row.lastRun;
    const began = isRunning && this.row.lastRun ? this.row.lastRun : new Date(at.getTime() - this.durationMs);
    this.row.lastRun = began;
    this.row.lastEndTime = at;
    this.row.lastDuration = Math.max(1, Math.round((at.getTime() - began.getTime()) / 1_000));
    this.row.status = result;
    this.row.failureMessage = message;
    if (result === 'Failed') {
      if (!this.failures.has(this.uid)) this.failures.set(this.uid, at);
      return;
    }
    this.failures.delete(this.uid);
    for (const row of this.protectedRows) row.latestRestorePointDate = at;
  }

  private setNextRun(at: Date): void {
    if ('backupAgentUid' in this.row) {
      this.row.nextRun = at;
      return;
    }
    this.row.schedule = { ...this.row.schedule, startDateTime: at, startDateTimeUtc: at };
  }
}

interface LiveTables {
  readonly vspc: VspcData;
  readonly failures: FailureLedger;
}

/** All jobs of servers and agents, by VSPC's id. */
export function listLiveJobs({ vspc, failures }: LiveTables): ReadonlyMap<string, LiveJob> {
  const machines = new Map(vspc.protectedVms.map((row) => [row.jobUid, row]));
  const computers = new Map(vspc.consoleComputers.map((row) => [row.backupAgentUid, row]));
  const jobs = new Map<string, LiveJob>();
  for (const row of vspc.jobs) {
    const machine = machines.get(row.uniqueUid);
    jobs.set(row.uniqueUid, new LiveJob(row.uniqueUid, row, machine ? [machine] : [], failures));
  }
  for (const row of vspc.agentJobs) {
    const computer = computers.get(row.backupAgentUid);
    jobs.set(row.instanceUid, new LiveJob(row.instanceUid, row, computer ? [computer] : [], failures));
  }
  return jobs;
}
