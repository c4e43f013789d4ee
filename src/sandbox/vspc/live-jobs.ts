import type { VspcAgentJob } from './shapes/agent-shapes';
import type { VspcServerAgentObject } from './shapes/job-detail-shapes';
import type { VspcJob, VspcSessionTask } from './shapes/job-shapes';
import type { VspcVb365Job } from './shapes/vb365-shapes';

/** The four things that run: VBR jobs, console agents' jobs, Microsoft 365 jobs, single computers of agent policies. */
export type JobRow =
  | { readonly table: 'jobs'; readonly row: VspcJob }
  | { readonly table: 'agentJobs'; readonly row: VspcAgentJob }
  | { readonly table: 'vb365Jobs'; readonly row: VspcVb365Job }
  | { readonly table: 'serverAgentObjects'; readonly row: VspcServerAgentObject };

export interface JobOutcome {
  readonly result: 'Success' | 'Warning' | 'Failed';
  readonly message?: string;
  /** End of the run; default now. */
  readonly at?: Date;
  /** Start of a run that nobody saw start; default the running one's, else a minute before its end. */
  readonly startedAt?: Date;
  /** Session tasks of a VM job. */
  readonly tasks?: readonly VspcSessionTask[];
}

export function startRow({ table, row }: JobRow, at: Date): void {
  if (table === 'vb365Jobs') row.lastStatus = 'Running';
  else if (table === 'serverAgentObjects') row.backupStatus = 'Running';
  else row.status = 'Running';
  row.lastRun = at;
}

export function finishRow(job: JobRow, outcome: JobOutcome & { readonly at: Date }): void {
  const { result, at, tasks } = outcome;
  const message = outcome.message ?? null;
  const start = outcome.startedAt ?? runningSince(job) ?? new Date(at.getTime() - 60_000);
  job.row.lastRun = start;
  if (job.table === 'vb365Jobs') {
    finishVb365(job.row, result, message);
    return;
  }
  if (job.table === 'serverAgentObjects') job.row.backupStatus = result;
  else job.row.status = result;
  job.row.lastEndTime = at;
  job.row.lastDuration = Math.max(0, Math.round((at.getTime() - start.getTime()) / 1000));
  job.row.failureMessage = message;
  if (job.table === 'jobs' && tasks !== undefined) job.row.lastSessionTasks = [...tasks];
}

/** Microsoft 365 jobs tell neither an end nor a duration. */
function finishVb365(row: VspcVb365Job, result: string, message: string | null): void {
  row.lastStatus = result;
  row.lastStatusDetails = message ?? '';
  const logType = result === 'Failed' ? 'Error' : 'Warning';
  row.lastErrorLogRecords = message === null ? [] : [{ message, logType }];
}

function runningSince({ table, row }: JobRow): Date | null {
  const status =
    table === 'vb365Jobs' ? row.lastStatus : table === 'serverAgentObjects' ? row.backupStatus : row.status;
  return status === 'Running' ? (row.lastRun ?? null) : null;
}
