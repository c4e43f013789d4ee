import type { SourceKey } from '../kernel/change';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import { attributeCompany, type KnownCompanies } from '../mapping/domain/attribute-company';
import { isContinuous, resultOfAgent, resultOfJob } from '../vspc/job-results';
import { normaliseResult, type NormalResult } from '../vspc/normalise-result';
import type { JobFact, ObjectResult, TerminalResult, WorkloadClass } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import { normaliseSchedule, scheduleTypeOf } from './job-schedule';

/** What all facts of one connection share. */
export interface FactSurroundings {
  readonly connection: string;
  readonly companies: KnownCompanies;
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
}

/** A fact before the memory of earlier passes is added, with what it says about its last session. */
export interface SeenJob {
  readonly fact: Omit<JobFact, 'firstSeenAt' | 'disabledSince' | 'dueAt'>;
  readonly nextRunAt: number | null;
  readonly result: TerminalResult | null;
}

const WORKLOADS: readonly (readonly [RegExp, WorkloadClass])[] = [
  [/Tape$/, 'tape'],
  [/Copy/, 'copy'],
  [/^(Aws|Azure|Google)/, 'cloud'],
  [/^(BackupFile|ObjectStorage)/, 'file-share'],
  [/Vm$|VM$|SureBackup|LogBackup|Ahv/, 'vm'],
];

/** Jobs of backup servers. An agent policy is not one: its computers are (RULES, Tickets 1). */
export function vbrJob(job: VspcJob, source: SourceKey, around: FactSurroundings): SeenJob {
  const server = serverOf(job.backupServerUid, around);
  const meaning = resultOfJob(job);
  const id = subjectId(around.connection, 'vbr-job', job.key);
  return {
    fact: {
      connection: around.connection,
      kind: 'vbr-job',
      key: job.key,
      name: job.name,
      source,
      company: attributeCompany(job, server, around.companies),
      ...placeOf(server, job.siteUid),
      workload: workloadOfType(job.type),
      vendorType: job.type,
      enabled: job.isEnabled,
      continuous: isContinuous(job),
      scheduleType: scheduleTypeOf(job.scheduleType),
      schedule: normaliseSchedule(job.schedule),
      lastStartAt: millisOf(job.lastRun),
      running: meaning === 'running',
      averageDurationMs: durationOf(job.averageDurationSeconds),
      objects: job.tasks.map((task) => objectOf(task.objectName, task.status, task.messages.join('\n'))),
      message: job.failureMessage ?? '',
      restorePoints: null,
      destination: job.destination,
      computerName: null,
      serialNumber: null,
    },
    nextRunAt: millisOf(job.schedule?.nextRun ?? null),
    result: terminal(id, meaning, { ...job, message: job.failureMessage }),
  };
}

/** One computer of an agent policy, with its own result. */
export function policyComputer(
  object: VspcServerAgentObject,
  policy: VspcJob,
  source: SourceKey,
  around: FactSurroundings,
): SeenJob {
  const server = serverOf(policy.backupServerUid, around);
  const meaning = resultOfAgent(object);
  const key = object.uniqueUid ?? `${policy.key}/${object.uid}`;
  const id = subjectId(around.connection, 'policy-computer', key);
  return {
    fact: {
      ...agentBase(around.connection, 'policy-computer', source),
      key,
      name: `${policy.name} on ${object.computer}`,
      company: attributeCompany(policy, server, around.companies),
      ...placeOf(server, policy.siteUid),
      agentKey: object.agentUid,
      workload: workloadOfOs(object.osType),
      vendorType: policy.type,
      enabled: policy.isEnabled,
      scheduleType: scheduleTypeOf(policy.scheduleType),
      schedule: normaliseSchedule(policy.schedule),
      lastStartAt: millisOf(object.lastRun),
      running: meaning === 'running',
      averageDurationMs: durationOf(policy.averageDurationSeconds),
      message: object.failureMessage ?? '',
      restorePoints: object.restorePoints,
      destination: policy.destination,
      computerName: object.computer,
    },
    nextRunAt: millisOf(policy.schedule?.nextRun ?? null),
    result: terminal(id, meaning, { ...object, message: object.failureMessage }),
  };
}

/** A job of an agent that the console itself manages. */
export function agentJob(
  job: VspcAgentJob,
  computerName: string | null,
  source: SourceKey,
  around: FactSurroundings,
): SeenJob {
  const meaning = resultOfAgent(job);
  const id = subjectId(around.connection, 'agent-job', job.uid);
  return {
    fact: {
      ...agentBase(around.connection, 'agent-job', source),
      key: job.uid,
      name: job.name,
      company: attributeCompany(job, null, around.companies),
      ...placeOf(null, null),
      agentKey: job.backupAgentUid,
      workload: job.operationMode === 'Workstation' ? 'workstation' : 'server',
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
    result: terminal(id, meaning, { ...job, message: job.failureMessage }),
  };
}

function agentBase<K extends 'policy-computer' | 'agent-job'>(connection: string, kind: K, source: SourceKey) {
  return { connection, kind, source, continuous: false, objects: [], serialNumber: null } as const;
}

function millisOf(instant: Date | null): number | null {
  return instant === null ? null : instant.getTime();
}

function durationOf(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

function workloadOfType(type: string): WorkloadClass {
  return WORKLOADS.find(([pattern]) => pattern.test(type))?.[1] ?? 'server';
}

function serverOf(uid: string | null, around: FactSurroundings): VspcBackupServer | null {
  return uid === null ? null : (around.servers.get(uid) ?? null);
}

function placeOf(server: VspcBackupServer | null, siteUid: string | null) {
  return {
    serverKey: server?.uid ?? null,
    serverName: server?.name ?? null,
    siteKey: siteUid,
    repositoryKey: null,
    agentKey: null,
    tag: null,
  };
}

function objectOf(name: string, status: string, message: string): ObjectResult {
  const meaning = normaliseResult('vbr', status, true);
  const result = meaning === 'never' ? 'unknown' : meaning;
  return { name, result: status === 'Pending' ? 'pending' : result, message };
}

function workloadOfOs(osType: string): WorkloadClass {
  return /desktop|workstation|mac/i.test(osType) ? 'workstation' : 'server';
}

interface Session {
  readonly lastRun: Date | null;
  readonly lastEndTime: Date | null;
  readonly message: string | null;
}

/** While a job runs, its end time is that of the session before, whose result VSPC no longer tells (facts 4.2). */
function terminal(job: string, meaning: NormalResult, session: Session): TerminalResult | null {
  if (meaning !== 'success' && meaning !== 'warning' && meaning !== 'failed') return null;
  if (session.lastEndTime === null) return null;
  const startedAt = session.lastRun?.getTime() ?? null;
  return { job, endedAt: session.lastEndTime.getTime(), startedAt, result: meaning, message: session.message ?? '' };
}
