import { flag, instant, listOf, must, number, oneOf, record, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.12: units are decimal points or instances, counts are objects. */
const licenseFigures = {
  rentalUnits: must(number),
  newUnits: must(number),
  usedUnits: must(number),
  rentalCount: must(number),
  newCount: must(number),
  usedCount: must(number),
};

export const licenseUsageShape = {
  organizationUid: must(uuid),
  organizationType: must(oneOf('Company', 'Provider', 'Reseller', 'Unknown')),
  providerUid: uuid,
  servers: must(
    listOf(
      record({
        serverUid: must(uuid),
        serverType: must(oneOf('BackupAndReplication', 'CloudConnect', 'Unknown', 'VB365', 'VONE', 'VSPC')),
        workloads: must(
          listOf(
            record({
              id: must(uuid),
              description: must(text),
              unitType: must(oneOf('Instances', 'Points', 'Unknown')),
              ...licenseFigures,
              workloadsByPlatform: must(
                listOf(
                  record({ typeId: must(text), description: must(text), weight: must(number), ...licenseFigures }),
                ),
              ),
            }),
          ),
        ),
      }),
    ),
  ),
};

export const consoleLicenseShape = {
  licenseId: text,
  edition: text,
  package: oneOf('Advanced', 'Backup', 'Essentials', 'Foundation', 'None', 'Premium', 'Suite', 'Unknown'),
  licenseeCompany: text,
  licenseeEmail: text,
  contactPerson: text,
  expirationDate: instant,
  supportExpirationDate: instant,
  supportId: text,
  status: oneOf('Error', 'Expired', 'Unknown', 'Valid', 'Warning'),
  statusMessage: text,
  cloudConnect: oneOf('Enterprise', 'No', 'Unknown', 'Yes'),
  instances: number,
  lastUpdateDate: instant,
};

/** Facts 3.14: an audit log without ids; `activityLogType` has 120 values and more, so it is free text here. */
export const activityShape = {
  message: must(text),
  activityLogType: must(text),
  activityKind: must(oneOf('External', 'Internal')),
  date: must(instant),
  userUid: uuid,
  organizationUid: uuid,
};

/** Facts 3.6, history. `date` of a day is 00:00 UTC. */
const heatmapSessionShape = {
  jobName: must(text),
  serverName: must(text),
  managementAgentUid: uuid,
  locationName: text,
  locationUid: uuid,
  organizationName: text,
  organizationUid: must(uuid),
  startTime: must(instant),
  endTime: must(instant),
  duration: number,
  sessionUid: must(uuid),
  failureMessage: text,
  timeShiftMinutes: number,
  result: must(oneOf('Failed', 'Success', 'Unknown', 'Warning')),
  jobType: oneOf(
    'Archive',
    'Backup',
    'BackupCopy',
    'BackupToTape',
    'Copy',
    'FfileToTape',
    'RemoteSnapshot',
    'Replication',
    'Snapshot',
    'SureBackup',
    'Unknown',
  ),
  workloadType: oneOf(
    'CloudDatabase',
    'CloudFileShare',
    'CloudNetwork',
    'CloudVM',
    'Computer',
    'File',
    'FileShare',
    'Logs',
    'ObjectStorage',
    'Unknown',
    'User',
    'Vm',
  ),
  platformType: oneOf('AHV', 'Aws', 'Azure', 'Google', 'HyperV', 'Microsoft365', 'Physical', 'Unknown', 'VSphere'),
};

export const heatmapShape = {
  successJobsCount: must(number),
  warningJobsCount: must(number),
  failJobsCount: must(number),
  dataPerDays: listOf(record({ date: must(instant), sessions: listOf(record(heatmapSessionShape)) })),
};

export const aboutShape = {
  installationId: must(uuid),
  installationDate: must(instant),
  actualVawVersion: text,
  actualValVersion: text,
  actualVamVersion: text,
  serverVersion: must(text),
  windowsManagementAgentVersion: text,
  linuxManagementAgentVersion: text,
  macManagementAgentVersion: text,
};

export const userShape = {
  role: must(text),
  profile: must(record({ firstName: text, lastName: text, title: text, email: text, address: text, phone: text })),
  instanceUid: must(uuid),
  organizationUid: must(uuid),
  userName: must(text),
  status: must(oneOf('Disabled', 'Enabled', 'Unknown')),
  mfaPolicyStatus: oneOf('Disabled', 'Enabled', 'EnabledByInheritance', 'Unknown'),
  mfaPolicyConfigurationStatus: oneOf('Configured', 'NotConfigured', 'Unknown'),
  credentials: record({ userName: must(text), password: text }),
};

export const pluginShape = {
  pluginId: must(uuid),
  name: must(text),
  description: text,
  version: text,
  enabled: must(flag),
};

export type VspcLicenseUsage = RowOf<typeof licenseUsageShape>;
export type VspcConsoleLicense = RowOf<typeof consoleLicenseShape>;
export type VspcActivity = RowOf<typeof activityShape>;
export type VspcHeatmapSession = RowOf<typeof heatmapSessionShape>;
export type VspcPlugin = RowOf<typeof pluginShape>;
