import type { VspcAgentJob } from '../vspc/shapes/agent-shapes';
import type { VspcJob } from '../vspc/shapes/job-shapes';
import type { JobPlan } from './company-plan';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The last session of a planned job as VSPC shows it at the start of the world. */
export interface JobMoment {
  readonly status: 'Success' | 'Warning' | 'Failed' | 'Running' | 'None';
  readonly lastRun: Date | null;
  /** Of the last session that ended; before `lastRun` while a job runs. */
  readonly lastEndTime: Date | null;
  readonly nextRun: Date | null;
  readonly failureMessage: string | null;
}

export function momentOf(job: JobPlan, start: Date): JobMoment {
  const lastRun = new Date(start.getTime() - job.startedMinutesAgo * MINUTE_MS);
  const ended = new Date(lastRun.getTime() + job.durationSeconds * 1_000);
  const moment = { lastRun, lastEndTime: ended, nextRun: new Date(lastRun.getTime() + DAY_MS), failureMessage: null };
  switch (job.plight) {
    case 'failed':
    case 'failed-just-now':
      return { ...moment, status: 'Failed', failureMessage: job.failureMessage };
    case 'warning':
      return { ...moment, status: 'Warning', failureMessage: 'Nothing to process. 1 machine was skipped.' };
    case 'running-over-failure':
      return { ...moment, status: 'Running', lastEndTime: new Date(lastRun.getTime() - 23 * 60 * MINUTE_MS) };
    case 'retrying':
      return { ...moment, status: 'Running', lastEndTime: new Date(lastRun.getTime() - 12 * MINUTE_MS) };
    case 'never-run': {
      const nextRun = new Date(start.getTime() + 6 * 60 * MINUTE_MS);
      return { status: 'None', lastRun: null, lastEndTime: null, nextRun, failureMessage: null };
    }
    case 'not-scheduled':
    case 'chained':
      return { ...moment, status: 'Success', nextRun: null };
    default:
      return { ...moment, status: 'Success' };
  }
}

interface ServerJobPlace {
  readonly backupServerUid: string;
  readonly locationUid: string;
  /** Owner of the server; the provider's for hosted and Cloud Connect servers. */
  readonly organizationUid: string;
  readonly mappedOrganizationUid: string | null;
  readonly siteUid: string | null;
  /** The job that a chained one follows. */
  readonly parent: { readonly instanceUid: string; readonly name: string } | null;
}

const TYPES = ['BackupVm', 'BackupVm', 'ReplicationVM'] as const;

export function serverJobRow(job: JobPlan, place: ServerJobPlace, start: Date): VspcJob {
  const { status, lastRun, lastEndTime, nextRun, failureMessage } = momentOf(job, start);
  const hasRun = lastRun !== null;
  return {
    status,
    isEnabled: job.plight !== 'disabled',
    instanceUid: job.instanceUid,
    uniqueUid: job.uid,
    name: job.name,
    description: `Created by the installer for "${job.name}"`,
    createdBy: 'SRV\\backup',
    creationTime: new Date(start.getTime() - (hasRun ? 200 * DAY_MS : 60 * MINUTE_MS)),
    backupServerUid: place.backupServerUid,
    locationUid: place.locationUid,
    siteUid: place.siteUid,
    organizationUid: place.organizationUid,
    mappedOrganizationUid: place.mappedOrganizationUid,
    type: TYPES[job.index % TYPES.length] ?? 'BackupVm',
    lastRun,
    lastEndTime,
    lastDuration: hasRun ? job.durationSeconds : null,
    avgDuration: hasRun ? job.durationSeconds + 20 : null,
    processingRate: 0,
    transferredData: hasRun ? job.durationSeconds * 40_000_000 : null,
    backupChainSize: hasRun ? job.durationSeconds * 900_000_000 : null,
    bottleneck: 'None',
    scheduleType: scheduleTypeOf(job),
    schedule: scheduleOf(job, nextRun, place.parent),
    failureMessage,
    targetType: 'Local',
    destination: 'Default Backup Repository',
    retentionLimit: 14,
    retentionLimitType: 'Days',
    isGfsOptionEnabled: false,
    lastSessionTasks: [],
  };
}

interface AgentJobPlace {
  readonly backupAgentUid: string;
  readonly organizationUid: string;
}

export function agentJobRow(job: JobPlan, place: AgentJobPlace, start: Date): VspcAgentJob {
  const { status, lastRun, lastEndTime, nextRun, failureMessage } = momentOf(job, start);
  const isScheduled = job.plight !== 'not-scheduled';
  return {
    status,
    instanceUid: job.uid,
    originalUid: job.instanceUid,
    backupAgentUid: place.backupAgentUid,
    organizationUid: place.organizationUid,
    name: job.name,
    description: '',
    configUid: job.instanceUid,
    systemType: 'Windows',
    operationMode: job.source === 'server-agent' ? 'Server' : 'Workstation',
    destination: 'Cloud repository',
    restorePoints: lastRun === null ? null : 14,
    lastRun,
    lastEndTime,
    lastDuration: lastRun === null ? null : job.durationSeconds,
    nextRun,
    avgDuration: lastRun === null ? null : job.durationSeconds + 20,
    backupMode: 'EntireComputer',
    targetType: 'CloudRepository',
    isEnabled: job.plight !== 'disabled',
    scheduleType: isScheduled ? 'Daily' : 'NotScheduled',
    scheduleDisplayName: isScheduled ? 'Daily' : 'Not scheduled',
    failureMessage,
    backedUpSize: job.durationSeconds * 50_000_000,
    freeSpace: null,
  };
}

function scheduleTypeOf(job: JobPlan): VspcJob['scheduleType'] {
  if (job.plight === 'chained') return 'Chained';
  return job.plight === 'not-scheduled' ? 'NotScheduled' : 'Daily';
}

function scheduleOf(job: JobPlan, nextRun: Date | null, parent: ServerJobPlace['parent']): VspcJob['schedule'] {
  if (job.plight === 'chained' && parent) {
    return { chainingOptions: { previousJobId: parent.instanceUid, previousJobName: parent.name } };
  }
  if (nextRun === null) return null;
  const timeUtc = nextRun.toISOString().slice(11, 19);
  return {
    startDateTime: nextRun,
    startDateTimeUtc: nextRun,
    dailyScheduleOptions: { kind: 'Everyday', days: [], timeUtc },
    continuousScheduleEnabled: false,
  };
}
