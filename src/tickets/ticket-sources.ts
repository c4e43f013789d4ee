import type { SourceKey } from '../kernel/change';

/** Lists of VSPC that only tickets ask for, as the last part of their source key; the others are in vspc/source-keys.ts. */
const TICKET_SOURCES = {
  m365Servers: 'infrastructure/vb365Servers',
  m365BackupSchedules: 'infrastructure/vb365Servers/organizations/jobs/backup',
  m365CopySchedules: 'infrastructure/vb365Servers/organizations/jobs/copy',
  cloudPolicies: 'infrastructure/backupServers/publicCloud/policies',
  cloudVmPolicies: 'infrastructure/backupServers/publicCloud/policies/virtualMachines',
  cloudDatabasePolicies: 'infrastructure/backupServers/publicCloud/policies/databases',
  cloudFileSharePolicies: 'infrastructure/backupServers/publicCloud/policies/fileShares',
  cloudNetworkPolicies: 'infrastructure/backupServers/publicCloud/policies/networks',
  cloudVmObjects: 'infrastructure/backupServers/publicCloud/policies/virtualMachines/objects',
  cloudDatabaseObjects: 'infrastructure/backupServers/publicCloud/policies/databases/objects',
  cloudFileShareObjects: 'infrastructure/backupServers/publicCloud/policies/fileShares/objects',
  failoverPlans: 'infrastructure/backupServers/failoverplans',
  tenants: 'infrastructure/sites/tenants',
  cdpJobs: 'infrastructure/backupServers/jobs/cdpReplicationJobs',
  copyJobs: 'infrastructure/backupServers/jobs/backupCopyJobs',
  simpleCopyJobs: 'infrastructure/backupServers/jobs/simpleBackupCopyJobs',
  activities: 'eventLogs/activityLogs',
  alarms: 'alarms/active',
  alarmTemplates: 'alarms/templates',
} as const;

export type TicketSource = keyof typeof TICKET_SOURCES;

export function ticketSource(connection: string, endpoint: TicketSource): SourceKey {
  return `vspc:${connection}/${TICKET_SOURCES[endpoint]}`;
}
