import { flag, instant, listOf, must, number, oneOf, record, since, text, uuid, withNewer } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.8, Microsoft 365. */
const managementStatus = oneOf(
  'Applying',
  'Error',
  'FailedToUpdate',
  'Healthy',
  'Inaccessible',
  'Installation',
  'Restarting',
  'Unknown',
  'Updating',
  'Warning',
);

export const vb365ServerShape = {
  instanceUid: must(uuid),
  locationUid: must(uuid),
  organizationUid: must(uuid),
  managementAgentUid: must(uuid),
  installationUid: uuid,
  name: must(text),
  version: text,
  majorVersion: number,
  serverApiVersion: oneOf('Unknown', 'V6', 'V7', 'V8'),
  status: must(oneOf('Healthy', 'Inaccessible', 'Unknown', 'Warning')),
  managementAgentStatus: managementStatus,
};

/** A Microsoft 365 tenant; without a mapping nobody pays for it. */
export const vb365OrganizationShape = {
  name: must(text),
  type: must(oneOf('Hybrid', 'Microsoft365', 'OnPremises', 'Unknown')),
  isBackedUp: must(flag),
  instanceUid: must(uuid),
  region: oneOf('China', 'Default', 'Germany', 'Unknown', 'USDefence', 'USGovernment'),
  cloudAuthenticatedMethod: oneOf('Basic', 'Modern', 'ModernWithLegacyProtocols', 'Unknown'),
  protectedServices: listOf(
    oneOf(
      'ExchangeOnline',
      'MicrosoftExchangeServer',
      'MicrosoftSharePointServer',
      'MicrosoftTeams',
      'MicrosoftTeamsChats',
      'SharePointOnlineAndOneDriveForBusiness',
      'Unknown',
    ),
  ),
  vb365ServerUid: must(uuid),
  vb365ServerName: text,
  locationUid: uuid,
  locationName: text,
  firstBackupTime: instant,
  lastBackupTime: instant,
  registeredBy: text,
  registrationDate: instant,
  isRemoving: flag,
  isJobSchedulingEnabled: flag,
  mappedOrganizationUid: since('3.6', uuid),
  mappedOrganizationName: since('3.6', text),
};

export const vb365MappingShape = {
  vb365OrganizationUid: must(uuid),
  companyUid: must(uuid),
  instanceUid: must(uuid),
  vb365OrganizationName: text,
  vb365ServerUid: must(uuid),
  vb365ServerName: text,
  companyName: text,
};

const backupWindow = record({ backupWindow: must(listOf(flag)), minuteOffset: number });
const everyPeriod = oneOf(
  'Hours1',
  'Hours12',
  'Hours2',
  'Hours4',
  'Hours8',
  'Minutes10',
  'Minutes15',
  'Minutes30',
  'Minutes5',
  'Unknown',
);
const dailyType = oneOf(
  'Everyday',
  'Friday',
  'Monday',
  'Saturday',
  'Sunday',
  'Thursday',
  'Tuesday',
  'Unknown',
  'Wednesday',
  'Weekends',
  'Workdays',
);

const backupPolicyShape = {
  schedulePolicyType: must(oneOf('Daily', 'ManualOnly', 'Periodically', 'Unknown')),
  periodicallyEvery: everyPeriod,
  dailyType,
  scheduleEnabled: flag,
  backupWindowEnabled: flag,
  backupWindowSettings: backupWindow,
  periodicallyWindowEnabled: flag,
  periodicallyOffsetMinutes: number,
  dailyTime: text,
  retryEnabled: flag,
  retryNumber: number,
  retryWaitInterval: number,
};

const copyPolicyShape = {
  schedulePolicyType: must(oneOf('DailyAtTime', 'Immediate', 'Periodically', 'Unknown')),
  periodicallyEvery: everyPeriod,
  dailyType,
  backupWindowEnabled: flag,
  backupWindowSettings: backupWindow,
  dailyTime: text,
};

/** What the three job lists share. There is neither an end time nor a duration. */
const jobCore = {
  instanceUid: must(uuid),
  name: must(text),
  repositoryUid: must(uuid),
  repositoryName: text,
  vb365OrganizationUid: must(uuid),
  vspcOrganizationUid: uuid,
  vspcOrganizationName: text,
  vb365ServerUid: must(uuid),
  vb365ServerName: text,
  lastRun: instant,
  nextRun: instant,
  isEnabled: must(flag),
  lastStatus: must(
    oneOf(
      'Deleting',
      'Disconnected',
      'Failed',
      'NotConfigured',
      'Queued',
      'Running',
      'Starting',
      'Stopped',
      'Stopping',
      'Success',
      'Unknown',
      'Warning',
    ),
  ),
  lastStatusDetails: text,
  lastErrorLogRecords: must(
    listOf(record({ message: must(text), logType: must(oneOf('Error', 'Success', 'Unknown', 'Warning')) })),
  ),
};

export const vb365JobShape = {
  ...jobCore,
  jobType: must(oneOf('BackupJob', 'CopyJob', 'Unknown')),
  scheduleEditingAvailable: flag,
  managementAgentUid: must(uuid),
  isCopyJobAvailable: flag,
  siteName: since('3.6', text),
  locationName: since('3.6', text),
};

export const vb365BackupJobShape = {
  ...jobCore,
  description: text,
  isCopyJobAvailable: flag,
  backupType: oneOf('EntireOrganization', 'SelectedItems', 'Unknown'),
  schedulePolicy: record(backupPolicyShape),
};

export const vb365CopyJobShape = {
  ...jobCore,
  sourceBackupJobUid: must(uuid),
  schedulePolicy: record(copyPolicyShape),
};

/** Per server only. Bytes; null where the storage tells none. */
export const vb365RepositoryShape = {
  vb365ServerUid: must(uuid),
  instanceUid: must(uuid),
  name: must(text),
  description: text,
  proxyUid: uuid,
  path: text,
  isArchiveRepository: flag,
  isObjectStorageRepository: flag,
  isOutOfSync: flag,
  capacityBytes: number,
  freeSpaceBytes: number,
  usedSpaceBytes: number,
};

const cloudPlatform = oneOf('Amazon', 'Azure', 'Google', 'Unknown');
const sessionShape = {
  endTime: instant,
  failureMessage: text,
  status: must(
    oneOf(
      'Deleting',
      'Disabling',
      'Enabling',
      'Failed',
      'Idle',
      'None',
      'Running',
      'Starting',
      'Stopping',
      'Success',
      'WaitingRepository',
      'WaitingTape',
      'Warning',
    ),
  ),
};
const session = record(sessionShape);

/** Facts 3.8, public cloud. What a policy did is in its objects only, except for networks. */
const policyCore = {
  instanceUid: must(uuid),
  name: must(text),
  applianceUid: uuid,
  status: must(
    withNewer(oneOf('Deleting', 'Idle', 'None', 'Running', 'Starting', 'Stopping', 'Unknown'), '3.6', 'Idle'),
  ),
  state: must(oneOf('Disabled', 'Disabling', 'Enabled', 'Enabling', 'Unknown')),
  applianceManagementType: oneOf('ByBackupServer', 'ByConsole', 'Unknown'),
  backupServerUid: must(uuid),
  organizationUid: uuid,
  platformType: must(cloudPlatform),
};

export const cloudPolicyShape = {
  ...policyCore,
  policyType: must(oneOf('CloudNetwork', 'Database', 'FileShare', 'Unknown', 'VirtualMachine')),
};

/** Virtual machines, databases and file shares alike. */
export const typedCloudPolicyShape = {
  ...policyCore,
  managementAgentUid: must(uuid),
  locationUid: uuid,
  instancesCount: number,
  nextRun: instant,
};

export const cloudNetworkPolicyShape = {
  ...policyCore,
  vnetType: oneOf('AwsVpc', 'AzureVnet', 'Unknown'),
  subscriptionsCount: number,
  regionsCount: number,
  lastBackup: session,
};

const policyObjectCore = {
  instanceUid: must(uuid),
  instanceName: must(text),
  policyUid: must(uuid),
  policyName: must(text),
  backupServerUid: must(uuid),
  resourceId: text,
};

/** Also the objects of database policies, whose engine nobody asks for. */
export const cloudObjectShape = {
  ...policyObjectCore,
  lastBackup: session,
  lastArchive: session,
  lastReplicaSnapshot: session,
  lastSnapshot: session,
};

export const cloudFileShareObjectShape = {
  ...policyObjectCore,
  lastSnapshot: session,
  lastReplicaSnapshot: session,
  fileShareType: oneOf('AwsEfs', 'AwsFsx', 'AzureFiles', 'Unknown'),
};

export type VspcVb365Server = RowOf<typeof vb365ServerShape>;
export type VspcVb365Organization = RowOf<typeof vb365OrganizationShape>;
export type VspcVb365Mapping = RowOf<typeof vb365MappingShape>;
/** One row for all three lists; `schedulePolicy` and the source show only in the typed ones. */
export type VspcVb365Job = RowOf<typeof vb365JobShape> & {
  description?: string;
  backupType?: string;
  sourceBackupJobUid?: string;
  schedulePolicy?: RowOf<typeof backupPolicyShape> | RowOf<typeof copyPolicyShape>;
};
export type VspcVb365Repository = RowOf<typeof vb365RepositoryShape>;
/** One row for the general and the typed list of its `policyType`. */
export type VspcCloudPolicy = RowOf<typeof cloudPolicyShape> &
  Partial<RowOf<typeof typedCloudPolicyShape>> &
  Partial<RowOf<typeof cloudNetworkPolicyShape>>;
export type VspcCloudObject = RowOf<typeof cloudObjectShape>;
export type VspcCloudFileShareObject = RowOf<typeof cloudFileShareObjectShape>;
