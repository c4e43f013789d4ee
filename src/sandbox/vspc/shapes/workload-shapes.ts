import { flag, instant, listOf, must, number, oneOf, since, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.10: what has at least one restore point. Sizes are bytes. */
const malwareState = oneOf('Clean', 'Infected', 'Suspicious', 'Unknown', 'Unverified');
const cloudPlatform = oneOf('Amazon', 'Azure', 'Google', 'Unknown');

export const protectedVmShape = {
  instanceUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  hierarchyRef: text,
  parentHostRef: text,
  objectUid: uuid,
  ipAddresses: listOf(text),
  provisionedSourceSize: number,
  usedSourceSize: number,
  totalRestorePointSize: number,
  latestRestorePointSize: number,
  restorePoints: number,
  latestRestorePointDate: instant,
  jobUid: uuid,
  malwareState,
  immutable: since('3.6', flag),
};

export const serverComputerShape = {
  instanceUid: must(uuid),
  sourceInstanceUid: uuid,
  backupServerUid: must(uuid),
  protectionGroups: listOf(uuid),
  organizationUid: must(uuid),
  name: must(text),
  ipAddresses: listOf(text),
  guestOs: text,
  platformType: oneOf('Linux', 'Mac', 'Unknown', 'Windows'),
  operationMode: oneOf('Server', 'Unknown', 'Workstation'),
  latestRestorePointDate: instant,
  malwareState,
};

export const consoleComputerShape = {
  backupAgentUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  numberOfJobs: number,
  operationMode: oneOf('Server', 'Unknown', 'Workstation'),
  latestRestorePointDate: instant,
};

export const consoleComputerJobShape = {
  backupAgentUid: must(uuid),
  jobUid: uuid,
  jobName: text,
  sourceSize: number,
  totalRestorePointSize: number,
  latestRestorePointSize: number,
  restorePoints: number,
  latestRestorePointDate: instant,
  targetType: oneOf('Cloud', 'Local', 'Unknown'),
};

export const protectedFileShareShape = {
  fileShareUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  latestRestorePointDate: instant,
  totalArchiveSize: number,
  totalShortTermBackupSize: number,
  archiveRestorePoints: number,
  restorePoints: number,
};

export const protectedObjectStorageShape = {
  objectStorageUid: must(uuid),
  bucketUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  objectStorageName: must(text),
  bucketName: must(text),
  latestRestorePointDate: instant,
  totalArchiveSize: number,
  totalShortTermBackupSize: number,
  archiveRestorePoints: number,
  restorePoints: number,
};

export const cloudVmShape = {
  instanceUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  applianceUid: uuid,
  platformType: cloudPlatform,
  resourceId: text,
  destinations: listOf(text),
  latestBackupDate: instant,
};

export const cloudDatabaseShape = {
  instanceUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  applianceUid: uuid,
  region: text,
  resourceId: text,
  hierarchyRootName: text,
  latestBackupDate: instant,
  latestArchiveDate: instant,
  latestSnapshotDate: instant,
  latestReplicaSnapshotDate: instant,
  backupCount: number,
  archiveCount: number,
  snapshotCount: number,
  replicaSnapshotCount: number,
  instanceSize: number,
  totalSize: number,
  platform: cloudPlatform,
};

export const cloudFileShareShape = {
  fileShareUid: must(uuid),
  backupServerUid: must(uuid),
  organizationUid: must(uuid),
  name: must(text),
  applianceUid: uuid,
  resourceId: text,
  platform: oneOf('Amazon', 'Azure', 'Unknown'),
  fileShareType: oneOf('AwsEfs', 'AwsFsx', 'AzureFiles', 'Unknown'),
  snapshotsCount: number,
  policyCount: number,
  replicaSnapshotsCount: number,
  latestSnapshotDate: instant,
  latestReplicaSnapshotDate: instant,
};

export const cloudNetworkShape = {
  instanceId: must(text),
  accountUid: uuid,
  accountName: text,
  subscriptionUid: uuid,
  subscriptionName: text,
  regionTag: text,
  regionName: text,
  policyUid: must(uuid),
  policyName: text,
  applianceUid: uuid,
  backupServerUid: must(uuid),
  backupServerName: text,
  restorePointsCount: number,
  platformType: cloudPlatform,
  lastBackup: instant,
  locationUid: uuid,
  organizationUid: must(uuid),
};

export const vb365ObjectShape = {
  id: must(text),
  name: must(text),
  repositoryUid: must(uuid),
  repositoryName: text,
  archiveRepositoryUid: uuid,
  archiveRepositoryName: text,
  protectedDataType: must(oneOf('Group', 'Site', 'Teams', 'Unknown', 'User')),
  restorePointsCount: number,
  archiveRestorePointsCount: number,
  latestRestorePointDate: instant,
  vb365ServerUid: must(uuid),
  vb365ServerName: text,
  organizationUid: uuid,
  organizationName: text,
  vb365OrganizationUid: uuid,
  vb365OrganizationName: text,
  siteUid: uuid,
  siteName: text,
  locationUid: uuid,
  locationName: text,
  consumesLicense: flag,
  isEducationalUser: flag,
  fileRestorePortalUrl: text,
  isFileRestorePortalEnabled: flag,
};

export type VspcProtectedVm = RowOf<typeof protectedVmShape>;
export type VspcServerComputer = RowOf<typeof serverComputerShape>;
export type VspcConsoleComputer = RowOf<typeof consoleComputerShape>;
export type VspcConsoleComputerJob = RowOf<typeof consoleComputerJobShape>;
export type VspcProtectedFileShare = RowOf<typeof protectedFileShareShape>;
export type VspcProtectedObjectStorage = RowOf<typeof protectedObjectStorageShape>;
export type VspcCloudVm = RowOf<typeof cloudVmShape>;
export type VspcCloudDatabase = RowOf<typeof cloudDatabaseShape>;
export type VspcCloudFileShare = RowOf<typeof cloudFileShareShape>;
export type VspcCloudNetwork = RowOf<typeof cloudNetworkShape>;
export type VspcVb365Object = RowOf<typeof vb365ObjectShape>;
