import { flag, instant, listOf, must, number, oneOf, record, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.6: typed lists carry what is special to a kind; status and times come by `expand=BackupServerJob`. */
const typedJob = { instanceUid: must(uuid), uniqueUid: must(uuid) };
const retentionUnit = oneOf('Days', 'Hours', 'Minutes', 'Months', 'Years');
const cdpUnit = oneOf('Days', 'Hours', 'Minutes', 'Seconds', 'Unknown');

export const vmJobShape = {
  ...typedJob,
  subtype: oneOf('HyperV', 'NutanixAhv', 'OVirtKvm', 'ProxmoxVe', 'ScaleComputing', 'Unknown', 'Vcd', 'VSphere'),
  targetRepositoryUid: uuid,
  protectedVmCount: number,
};

export const replicationJobShape = {
  ...typedJob,
  protectedVmCount: number,
  isCloudJob: flag,
  cloudHostUid: uuid,
  targetHostUid: uuid,
  sourceWanAcceleratorUid: uuid,
  targetWanAcceleratorUid: uuid,
  throughWanAccelerators: flag,
};

export const cdpJobShape = {
  ...typedJob,
  rpo: number,
  rpoUnit: cdpUnit,
  shortTermRetention: number,
  shortTermRetentionUnit: cdpUnit,
  longTermRetention: number,
  longTermRetentionUnit: cdpUnit,
  keepRestorePointsInDays: number,
  sourceProxyAutoDetect: flag,
  targetProxyAutoDetect: flag,
  isApplicationAwareEnabled: flag,
};

export const copyJobShape = {
  ...typedJob,
  targetRepositoryUid: uuid,
  targetWanAcceleratorUid: uuid,
  sourceWanAcceleratorUid: uuid,
  weeklyRestorePointsToKeep: number,
  monthlyRestorePointsToKeep: number,
  yearlyRestorePointsToKeep: number,
  retentionPolicyType: oneOf('GFS', 'None', 'Simple', 'Unknown'),
  isRpoOptionsEnabled: flag,
  rpoOptionsValue: number,
  rpoOptionsUnit: retentionUnit,
};

/** Policies and jobs of agents that a backup server manages; results per computer are in the objects. */
export const serverAgentJobShape = {
  ...typedJob,
  totalJobsCount: number,
  successJobsCount: number,
  destination: text,
  source: record({
    backupMode: oneOf('EntireComputer', 'File', 'Unknown', 'Volume'),
    backupUserFolders: flag,
    backupOperatingSystem: flag,
  }),
  jobMode: oneOf('ManagedByAgent', 'ManagedByBackupServer', 'Unknown'),
  osType: oneOf('Linux', 'Mac', 'Unknown', 'Windows'),
  licenseType: oneOf('Limited', 'Server', 'Unknown', 'Workstation'),
};

export const fileShareJobShape = {
  ...typedJob,
  targetRepositoryUid: uuid,
  archiveRepositoryUid: uuid,
  retention: number,
  retentionUnit,
  isArchiveRetentionEnabled: flag,
  archiveRetention: number,
  archiveRetentionUnit: retentionUnit,
};

export const fileShareCopyJobShape = {
  ...typedJob,
  sourceFileShareJobUid: uuid,
  sourceFileShareJobUniqueUid: uuid,
  targetRepositoryUid: uuid,
  retention: number,
  retentionUnit,
  sourceSize: number,
};

export const fileCopyJobShape = { ...typedJob, targetHostUid: uuid, targetPath: text, sourceSize: number };
export const vmCopyJobShape = { ...typedJob, targetRepositoryUid: uuid };
export const objectStorageJobShape = { ...fileShareJobShape };

export const objectStorageCopyJobShape = {
  ...typedJob,
  sourceObjectStorageBackupJobUid: uuid,
  targetRepositoryUid: uuid,
  retention: number,
  retentionUnit,
  sourceSize: number,
};

export const backupTapeJobShape = {
  ...typedJob,
  fullMediaPoolUid: uuid,
  incrementalMediaPoolUid: uuid,
  isGfsEnabled: flag,
};
export const fileTapeJobShape = { ...typedJob, fullMediaPoolUid: uuid, incrementalMediaPoolUid: uuid };

const objectOfJob = { jobUid: must(uuid), uniqueJobUid: must(uuid) };
const backupStatus = oneOf('Failed', 'Running', 'Success', 'Unknown', 'Warning');

const objectSessionShape = {
  backupStatus: must(backupStatus),
  totalBackedSize: number,
  sourceSize: number,
  startTime: instant,
  endTime: instant,
  duration: number,
  messages: listOf(text),
};

export const vmObjectShape = {
  ...objectOfJob,
  instanceUid: must(uuid),
  name: must(text),
  platform: oneOf('HyperV', 'Unknown', 'Vcd', 'vSphere'),
  hierarchyRef: text,
  isExcluded: flag,
  lastSession: record(objectSessionShape),
};

export const cdpObjectShape = {
  ...objectOfJob,
  instanceUid: must(uuid),
  name: must(text),
  status: oneOf('Failed', 'InProgress', 'Pending', 'Success', 'Unknown', 'Warning'),
  failureMessage: text,
  lastSessionEndTime: instant,
  sla: number,
  maxDelaySec: number,
  avgDurationSec: number,
  maxDurationSec: number,
  intervalSec: number,
  successfulSessionsCount: number,
  failedSessionsCount: number,
  warningsCount: number,
};

/** One computer of an agent job or policy. */
export const serverAgentObjectShape = {
  ...objectOfJob,
  instanceUid: must(uuid),
  uniqueUid: must(uuid),
  backupServerUid: uuid,
  agentUid: uuid,
  computer: text,
  backupStatus: must(oneOf('Failed', 'None', 'Running', 'Success', 'Unknown', 'Warning')),
  lastRun: instant,
  lastEndTime: instant,
  lastDuration: number,
  restorePointsCount: number,
  osType: oneOf('Linux', 'Mac', 'Unknown', 'Windows'),
  failureMessage: text,
};

/** Copy and tape jobs: which jobs they take from. */
export const linkedJobShape = { ...objectOfJob, linkedJobUid: must(uuid) };

export const fileShareObjectShape = {
  ...objectOfJob,
  fileShareUid: must(uuid),
  name: must(text),
  lastSession: record({
    backupStatus: must(backupStatus),
    sourceFilesCount: number,
    changedFilesCount: number,
    skippedFilesCount: number,
    backedUpFilesCount: number,
    transferredSize: number,
    sourceSize: number,
    duration: number,
    messages: listOf(text),
  }),
};

export type VspcVmJob = RowOf<typeof vmJobShape>;
export type VspcReplicationJob = RowOf<typeof replicationJobShape>;
export type VspcCdpJob = RowOf<typeof cdpJobShape>;
export type VspcCopyJob = RowOf<typeof copyJobShape>;
export type VspcServerAgentJob = RowOf<typeof serverAgentJobShape>;
export type VspcFileShareJob = RowOf<typeof fileShareJobShape>;
export type VspcFileShareCopyJob = RowOf<typeof fileShareCopyJobShape>;
export type VspcFileCopyJob = RowOf<typeof fileCopyJobShape>;
export type VspcVmCopyJob = RowOf<typeof vmCopyJobShape>;
export type VspcObjectStorageJob = RowOf<typeof objectStorageJobShape>;
export type VspcObjectStorageCopyJob = RowOf<typeof objectStorageCopyJobShape>;
export type VspcBackupTapeJob = RowOf<typeof backupTapeJobShape>;
export type VspcFileTapeJob = RowOf<typeof fileTapeJobShape>;
export type VspcVmObject = RowOf<typeof vmObjectShape>;
export type VspcCdpObject = RowOf<typeof cdpObjectShape>;
export type VspcServerAgentObject = RowOf<typeof serverAgentObjectShape>;
export type VspcLinkedJob = RowOf<typeof linkedJobShape>;
export type VspcFileShareObject = RowOf<typeof fileShareObjectShape>;
