import type { VspcServerAgentObject } from './job-endpoints';
import { normaliseResult, type NormalResult } from './normalise-result';
import type { VspcAgentJob } from './parse-agent-job';
import type { VspcJob } from './parse-job';

const CONTINUOUS = new Set(['SqlLogBackup', 'OracleLogBackup', 'PostgreSqlLogBackup', 'CdpReplicationVM']);
const IMMEDIATE_COPIES = new Set(['SimpleBackupCopy', 'BackupCopy']);

/** Never at rest: an `Idle` of theirs is a good end. */
export function isContinuous({ type, scheduleType }: Pick<VspcJob, 'type' | 'scheduleType'>): boolean {
  return CONTINUOUS.has(type) || (IMMEDIATE_COPIES.has(type) && scheduleType === 'Continuously');
}

export function resultOfJob(job: VspcJob): NormalResult {
  return normaliseResult(isContinuous(job) ? 'continuous' : 'vbr', job.status, hasRun(job));
}

/** Of one computer of an agent job, or of an agent that the console itself manages. */
export function resultOfAgent(job: VspcAgentJob | VspcServerAgentObject): NormalResult {
  return normaliseResult('agent', job.status, hasRun(job));
}

function hasRun(job: { readonly lastRun: Date | null; readonly lastEndTime: Date | null }): boolean {
  return job.lastRun !== null || job.lastEndTime !== null;
}
