import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import { normaliseResult } from '../vspc/normalise-result';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { JobSchedule, ObjectResult, WorkloadClass } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import {
  durationOf,
  jobBase,
  machineClass,
  millisOf,
  placeOf,
  serverOf,
  terminal,
  type FactSurroundings,
  type JobSurroundings,
  type SeenJob,
} from './fact-parts';
import { normaliseSchedule, scheduleTypeOf } from './job-schedule';

const CONTINUOUS = new Set(['SqlLogBackup', 'OracleLogBackup', 'PostgreSqlLogBackup', 'CdpReplicationVM']);
const IMMEDIATE_COPIES = new Set(['SimpleBackupCopy', 'BackupCopy']);
const WORKLOADS: readonly (readonly [RegExp, WorkloadClass])[] = [
  [/Tape$/, 'tape'],
  [/Copy/, 'copy'],
  [/^(Aws|Azure|Google)/, 'cloud'],
  [/^(BackupFile|ObjectStorage)/, 'file-share'],
  [/Vm$|VM$|SureBackup|LogBackup|Ahv/, 'vm'],
];

/** Jobs of backup servers. An agent policy is not one: its computers are (RULES, Tickets 1). */
export function vbrJob(job: VspcJob, source: SourceKey, around: JobSurroundings): SeenJob {
  const server = serverOf(job.backupServerUid, around);
  const continuous = isContinuous(job);
  const meaning = normaliseResult(continuous ? 'continuous' : 'vbr', job.status, hasRun(job));
  const id = subjectId(around.connection, 'vbr-job', job.key);
  return {
    fact: {
      key: job.key,
      ...jobBase(around.connection, 'vbr-job', source),
      name: job.name,
      company: attributeCompany(job, server, around.companies),
      ...placeOf(server, job.siteUid),
      workload: workloadOfType(job.type),
      vendorType: job.type,
      enabled: job.isEnabled,
      continuous,
      scheduleType: scheduleTypeOf(job.scheduleType),
      schedule: scheduleOf(job, around),
      lastStartAt: millisOf(job.lastRun),
      running: meaning === 'running',
      averageDurationMs: durationOf(job.averageDurationSeconds),
      objects: job.tasks.map((task) => objectOf(task.objectName, task.status, task.messages.join('\n'))),
      message: job.failureMessage ?? '',
      destination: job.destination,
    },
    nextRunAt: millisOf(job.schedule?.nextRun ?? null),
    result: terminal(id, meaning, { message: job.failureMessage, ...job }),
    isEndTold: true,
  };
}

/** One computer of an agent policy, with its own result. */
export function policyComputer(
  object: VspcServerAgentObject,
  policy: VspcJob,
  source: SourceKey,
  around: JobSurroundings,
): SeenJob {
  const server = serverOf(policy.backupServerUid, around);
  const meaning = normaliseResult('agent', object.status, hasRun(object));
  const key = object.uniqueUid ?? `${policy.key}/${object.uid}`;
  const id = subjectId(around.connection, 'policy-computer', key);
  return {
    fact: {
      key,
      ...jobBase(around.connection, 'policy-computer', source),
      name: `${policy.name} on ${object.computer}`,
      company: attributeCompany(policy, server, around.companies),
      ...placeOf(server, policy.siteUid),
      agentKey: object.agentUid,
      workload: machineClass(around.agentModes.get(object.agentUid ?? '') ?? '', object.osType),
      vendorType: policy.type,
      enabled: policy.isEnabled,
      scheduleType: scheduleTypeOf(policy.scheduleType),
      schedule: withoutParent(normaliseSchedule(policy.schedule)),
      lastStartAt: millisOf(object.lastRun),
      running: meaning === 'running',
      averageDurationMs: durationOf(policy.averageDurationSeconds),
      message: object.failureMessage ?? '',
      restorePoints: object.restorePoints,
      destination: policy.destination,
      computerName: object.computer,
    },
    nextRunAt: millisOf(policy.schedule?.nextRun ?? null),
    result: terminal(id, meaning, { message: object.failureMessage, ...object }),
    isEndTold: true,
  };
}

/** A job of an agent that the console itself manages. */
export function agentJob(
  job: VspcAgentJob,
  computerName: string | null,
  source: SourceKey,
  around: FactSurroundings,
): SeenJob {
  const meaning = normaliseResult('agent', job.status, hasRun(job));
  const id = subjectId(around.connection, 'agent-job', job.uid);
  return {
    fact: {
      key: job.uid,
      ...jobBase(around.connection, 'agent-job', source),
      name: job.name,
      company: attributeCompany(job, null, around.companies),
      ...placeOf(null, null),
      agentKey: job.backupAgentUid,
      workload: machineClass(job.operationMode, job.systemType),
      vendorType: 'AgentJob',
      enabled: job.isEnabled ?? true,
      scheduleType: scheduleTypeOf(job.scheduleType),
      schedule: null,
      lastStartAt: millisOf(job.lastRun),
      running: meaning === 'running',
      averageDurationMs: durationOf(job.averageDurationSeconds),
      message: job.failureMessage ?? '',
      restorePoints: job.restorePoints,
      destination: job.destination,
      computerName,
    },
    nextRunAt: millisOf(job.nextRun),
    result: terminal(id, meaning, { message: job.failureMessage, ...job }),
    isEndTold: true,
  };
}

function hasRun(session: { readonly lastRun: Date | null; readonly lastEndTime: Date | null }): boolean {
  return session.lastRun !== null || session.lastEndTime !== null;
}

/** `Idle` is a good end of these: they wait for the next change (facts 4.1). */
function isContinuous({ scheduleType, type }: VspcJob): boolean {
  return CONTINUOUS.has(type) || (IMMEDIATE_COPIES.has(type) && scheduleType === 'Continuously');
}

/** A continuous job is due by its own RPO; a chained one names its parent by VBR's id, which is not our key. */
function scheduleOf(job: VspcJob, around: JobSurroundings): JobSchedule | null {
  const schedule = normaliseSchedule(job.schedule);
  if (schedule?.type === 'chained') {
    return { ...schedule, parentKey: around.jobs.find(schedule.parentKey, job.backupServerUid)?.key ?? null };
  }
  const rpoMs = around.rpos.get(job.key);
  if (rpoMs === undefined || !isContinuous(job)) return schedule;
  return { type: 'continuously', rpoMs, window: schedule?.type === 'continuously' ? schedule.window : null };
}

/** The parent of a policy is no computer: when it is due cannot be told from it. */
function withoutParent(schedule: JobSchedule | null): JobSchedule | null {
  return schedule?.type === 'chained' ? { ...schedule, parentKey: null } : schedule;
}

function workloadOfType(type: string): WorkloadClass {
  return WORKLOADS.find(([pattern]) => pattern.test(type))?.[1] ?? 'server';
}

function objectOf(name: string, status: string, message: string): ObjectResult {
  const meaning = normaliseResult('vbr', status, true);
  const result = meaning === 'never' ? 'unknown' : meaning;
  return { name, result: status === 'Pending' ? 'pending' : result, message };
}
