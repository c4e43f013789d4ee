import { flag, instant, listOf, must, number, oneOf, record, since, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.7. */
const operationMode = oneOf('Server', 'Unknown', 'UnLicensed', 'Workstation');
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

const computerInfoShape = {
  uniqueUid: uuid,
  biosUuid: uuid,
  hostName: must(text),
  fqdn: text,
  guestOs: text,
  guestOsType: oneOf('DomainController', 'Linux', 'Mac', 'Server', 'Unknown', 'Workstation'),
  guestOsVersion: text,
  guestOsSku: number,
  platformType: oneOf('Amazon', 'Azure', 'Google', 'HyperV', 'Linux', 'Mac', 'Other', 'Unknown', 'vSphere', 'Windows'),
  ipAddresses: listOf(text),
  macAddresses: listOf(text),
};

export const managementAgentShape = {
  locationUid: must(uuid),
  instanceUid: must(uuid),
  organizationUid: must(uuid),
  hostName: text,
  friendlyName: text,
  lastHeartbeatTime: must(instant),
  version: text,
  discoveryTime: instant,
  tag: text,
  status: must(managementStatus),
  type: oneOf('Client', 'CloudConnect', 'Hosted', 'Unknown'),
  computerInfo: record(computerInfoShape),
  connectionStatus: must(oneOf('Inaccessible', 'Online', 'Rejected', 'Unknown')),
  isRebootRequired: flag,
  connectionAccount: uuid,
  versionStatus: oneOf('OutOfDate', 'PatchAvailable', 'Unknown', 'UpToDate'),
  role: oneOf('Client', 'Master', 'Unknown'),
};

export const unverifiedAgentShape = {
  instanceUid: must(uuid),
  organizationUid: uuid,
  hostName: text,
  registrationTime: must(instant),
  tag: text,
  rejectReason: text,
  type: oneOf('Client', 'CloudConnect', 'Hosted', 'Unknown'),
  status: must(oneOf('Accepted', 'Applying', 'Inaccessible', 'Pending', 'Rejected', 'Unknown')),
  statusMessage: text,
  platformType: oneOf('Linux', 'Mac', 'Unknown', 'Windows'),
};

export const backupAgentShape = {
  guiMode: must(oneOf('Full', 'ReadOnly', 'Unknown')),
  instanceUid: must(uuid),
  agentPlatform: must(oneOf('Linux', 'Mac', 'Unknown', 'Windows')),
  status: must(oneOf('Active', 'NotRunning', 'Unknown')),
  managementAgentStatus: managementStatus,
  managementAgentUid: must(uuid),
  siteUid: uuid,
  organizationUid: must(uuid),
  name: must(text),
  operationMode,
  platform: oneOf('Cloud', 'Physical', 'Unknown', 'Virtual'),
  version: text,
  versionStatus: since('3.6', oneOf('OutOfDate', 'Unknown', 'UpToDate')),
  activationTime: instant,
  managementMode: oneOf('ManagedByConsole', 'ManagedByVBR', 'Unknown', 'UnManaged'),
  installationType: oneOf('Broken', 'Full', 'Installing', 'Restricted', 'Uninstalling', 'Unknown'),
  totalJobsCount: number,
  runningJobsCount: number,
  successJobsCount: number,
};

/** Jobs of agents that the console manages. Durations are seconds, sizes bytes. */
export const agentJobShape = {
  status: must(oneOf('Failed', 'None', 'Running', 'Starting', 'Stopping', 'Success', 'Unknown', 'Warning')),
  instanceUid: must(uuid),
  originalUid: since('3.6', uuid),
  backupAgentUid: must(uuid),
  organizationUid: must(uuid),
  name: text,
  description: text,
  configUid: uuid,
  systemType: must(oneOf('Linux', 'Mac', 'Unknown', 'Windows')),
  backupPolicyUid: uuid,
  backupPolicyName: since('3.6', text),
  backupPolicyAssignStatus: since(
    '3.6',
    oneOf(
      'Applying',
      'Assigned',
      'Custom',
      'Deleting',
      'FailedToApply',
      'Outdated',
      'Unassigned',
      'Unknown',
      'Warning',
    ),
  ),
  backupPolicyFailureMessage: text,
  operationMode: must(operationMode),
  destination: text,
  restorePoints: number,
  lastRun: instant,
  lastEndTime: instant,
  lastDuration: number,
  nextRun: instant,
  avgDuration: number,
  backupMode: oneOf('EntireComputer', 'File', 'Unknown', 'Volume'),
  targetType: oneOf('BackupRepository', 'CloudRepository', 'LocalFolder', 'SharedFolder', 'Unknown'),
  isEnabled: must(flag),
  scheduleType: must(oneOf('Continuously', 'Daily', 'Monthly', 'NotScheduled', 'Periodically', 'Unknown')),
  scheduleDisplayName: since('3.6', text),
  lastModifiedDate: since('3.6', instant),
  lastModifiedBy: since('3.6', text),
  failureMessage: text,
  backedUpSize: number,
  freeSpace: since('3.6', number),
};

/** Machines that a discovery rule found; without an organization of their own. */
export const discoveredComputerShape = {
  instanceUid: must(uuid),
  ruleUid: uuid,
  managementAgentUid: uuid,
  discoveredTime: instant,
  backupAgentInstallationStatus: must(oneOf('Installed', 'NotInstalled', 'Unknown')),
  status: must(oneOf('Error', 'Offline', 'Online', 'Unknown')),
  backupAgentVersion: text,
  backupAgentManagementStatus: oneOf('ManagedByConsole', 'ManagedByVBR', 'Unknown', 'UnManaged'),
  info: record(computerInfoShape),
};

export type VspcManagementAgent = RowOf<typeof managementAgentShape>;
export type VspcUnverifiedAgent = RowOf<typeof unverifiedAgentShape>;
export type VspcBackupAgent = RowOf<typeof backupAgentShape>;
export type VspcAgentJob = RowOf<typeof agentJobShape>;
export type VspcDiscoveredComputer = RowOf<typeof discoveredComputerShape>;
