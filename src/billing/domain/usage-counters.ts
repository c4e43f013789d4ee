/**
 * What a counter counts. `bytes` and `count` are states; `transfer` (bytes) and `time` add up over the days of a period
 * and are the only ones that `measure: sum` makes sense for (RULES, Billing 2).
 */
export type CounterKind = 'count' | 'bytes' | 'transfer' | 'time';

/** Every counter of VSPC's company usage with the kind that its name tells, and the three quotas (INTERFACE, products.yaml). */
export const USAGE_COUNTERS = {
  AgentCloudBackupDataTransferIn: 'transfer',
  AgentCloudBackupDataTransferOut: 'transfer',
  BackedupVms: 'count',
  CloudArchiveTierBackupSize: 'bytes',
  CloudCapacityTierBackupSize: 'bytes',
  CloudInsiderProtectionBackupSize: 'bytes',
  CloudObjectStorageUsage: 'bytes',
  CloudPerformanceTierBackupSize: 'bytes',
  CloudRegularStorageUsage: 'bytes',
  CloudRepositoryUsageByServerAgent: 'bytes',
  CloudRepositoryUsageByUnknownFiles: 'bytes',
  CloudRepositoryUsageByVm: 'bytes',
  CloudRepositoryUsageByWorkstationAgent: 'bytes',
  CloudTotalUsage: 'bytes',
  FileShareArchiveSize: 'bytes',
  FileShareBackupSize: 'bytes',
  FileShareSourceSize: 'bytes',
  ManagedAgentsLinuxOS: 'count',
  ManagedAgentsMacOS: 'count',
  ManagedAgentsWindowsDesktopOS: 'count',
  ManagedAgentsWindowsServerOS: 'count',
  ManagedCdpVms: 'count',
  ManagedCloudVms: 'count',
  ManagedServerAgents: 'count',
  ManagedUsers: 'count',
  ManagedVms: 'count',
  ManagedWorkstationAgents: 'count',
  ObjectStorageArchiveSize: 'bytes',
  ObjectStorageBackupSize: 'bytes',
  ObjectStorageSourceSize: 'bytes',
  ProtectedFileShares: 'count',
  ProtectedObjectStorages: 'count',
  PublicCloudArchiveSize: 'bytes',
  PublicCloudBackupSize: 'bytes',
  PublicCloudProtectedCloudDatabases: 'count',
  PublicCloudProtectedFileShares: 'count',
  ReplicatedVms: 'count',
  ServerCloudBackups: 'count',
  Vb365ArchiveSize: 'bytes',
  Vb365BackupSize: 'bytes',
  Vb365ProtectedEducationalUsers: 'count',
  Vb365ProtectedGroups: 'count',
  Vb365ProtectedSites: 'count',
  Vb365ProtectedTeams: 'count',
  Vb365ProtectedUsers: 'count',
  VbrBackupSize: 'bytes',
  VbrCloudBackupsDataTransferIn: 'transfer',
  VbrCloudBackupsDataTransferOut: 'transfer',
  VbrCloudReplicaDataTransferIn: 'transfer',
  VbrCloudReplicaDataTransferOut: 'transfer',
  VmCloudBackups: 'count',
  VmCloudReplicaComputeTime: 'time',
  VmCloudReplicas: 'count',
  VmCloudReplicaStorageUsage: 'bytes',
  WorkstationCloudBackups: 'count',
  'quota.cloudStorage': 'bytes',
  'quota.hostedRepository': 'bytes',
  'quota.m365Repository': 'bytes',
} as const satisfies Readonly<Record<string, CounterKind>>;

export type UsageCounter = keyof typeof USAGE_COUNTERS;

export function isUsageCounter(name: string): name is UsageCounter {
  return Object.hasOwn(USAGE_COUNTERS, name);
}
