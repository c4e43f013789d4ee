import { flag, instant, listOf, must, number, oneOf, record, since, text, uuid } from '../shape';
import type { RowOf } from '../shape';

/** Facts 3.5. The server's organization is its owner: the provider for Hosted and CloudConnect. */
export const backupServerShape = {
  instanceUid: must(uuid),
  name: must(text),
  organizationUid: must(uuid),
  locationUid: must(uuid),
  managementAgentUid: must(uuid),
  version: text,
  displayVersion: text,
  installationUid: text,
  backupServerRoleType: must(oneOf('Client', 'CloudConnect', 'Hosted', 'Unknown')),
  status: must(oneOf('Healthy', 'Inaccessible', 'Unknown', 'Warning')),
  inHighAvailabilityCluster: since('3.6.1', flag),
};

/** Facts 3.9; sizes only with `expand=BackupRepositoryInfo`. */
export const repositoryShape = { instanceUid: must(uuid), name: must(text), backupServerUid: must(uuid) };

export const repositoryInfoShape = {
  parentRepositoryUid: uuid,
  perVMBackupFiles: flag,
  capacity: number,
  isCapacityAvailable: must(flag),
  freeSpace: number,
  isFreeSpaceAvailable: must(flag),
  usedSpace: number,
  isUsedSpaceAvailable: must(flag),
  backupSize: number,
  isImmutabilityEnabled: flag,
  immutabilityInterval: number,
  type: must(
    oneOf(
      'AmazonS3',
      'AmazonS3Compatible',
      'AmazonS3External',
      'AmazonS3Glacier',
      'AmazonSnowball',
      'AzureArchiveTier',
      'AzureExternal',
      'Cloud',
      'DellEmcDataDomain',
      'ElevenEleven',
      'ExaGrid',
      'Fujitsu',
      'GoogleArchiveTier',
      'GoogleCloud',
      'HpeStoreOnce',
      'IbmCloudObjectStorage',
      'Infinidat',
      'Linux',
      'LinuxHardened',
      'MicrosoftAzureArchive',
      'MicrosoftAzureBlobStorage',
      'MicrosoftAzureDataBox',
      'NFS',
      'QuantumDxi',
      'S3Compatible',
      'SanSnapshot',
      'ScaleOut',
      'Share',
      'Unknown',
      'VeeamVault',
      'Wasabi',
      'Windows',
    ),
  ),
  cloudRepositoryUid: uuid,
  path: text,
  hostName: text,
  hostUid: uuid,
  isOutOfDate: flag,
  status: oneOf('Error', 'Healthy', 'Unknown', 'Warning'),
  isCloud: flag,
};

/** Facts 3.6, failover plans; `lastSession` came with 3.6.1. */
export const failoverPlanShape = {
  instanceUid: must(uuid),
  originalUid: uuid,
  backupServerUid: must(uuid),
  name: must(text),
  type: oneOf('Cloud', 'Local', 'Tenant', 'Unknown'),
  status: oneOf('Completed', 'Failed', 'InProgress', 'InUndoProgress', 'Ready', 'Success', 'UndoFailed', 'Unknown'),
  tenantUid: uuid,
  objectsCount: number,
  preFailoverScriptEnabled: flag,
  preFailoverCommand: text,
  postFailoverCommand: text,
  postFailoverScriptEnabled: flag,
  lastSession: since(
    '3.6.1',
    record({
      instanceUid: must(uuid),
      endTime: instant,
      status: oneOf('Failed', 'None', 'Success', 'Unknown', 'Warning'),
      message: text,
    }),
  ),
};

/** Facts 3.3: a site is a Cloud Connect server. */
export const siteShape = {
  siteName: must(text),
  siteUid: must(uuid),
  description: text,
  backupServerUid: must(uuid),
  managementAgentUid: must(uuid),
  maintenanceModeIsEnabled: flag,
  tenantManagementInCloudConnectIsEnabled: flag,
};

export const tenantShape = {
  credentials: must(record({ userName: must(text), password: text })),
  instanceUid: must(uuid),
  siteUid: must(uuid),
  siteName: text,
  type: oneOf('General', 'Unknown', 'VCD'),
  vCloudOrganizationUid: uuid,
  lastActive: instant,
  isLeaseExpirationEnabled: flag,
  leaseExpirationDate: instant,
  description: text,
  isThrottlingEnabled: flag,
  throttlingValue: number,
  throttlingUnit: oneOf('KbytePerSec', 'MbitPerSec', 'MbytePerSec'),
  maxConcurrentTask: number,
  isBackupProtectionEnabled: flag,
  backupProtectionPeriod: number,
  gatewaySelectionType: oneOf('GatewayPool', 'StandaloneGateways', 'Unknown'),
  gatewayPoolsUids: listOf(uuid),
  isGatewayFailoverEnabled: flag,
  name: must(text),
  hashedPassword: text,
  isEnabled: flag,
  isBackupResourcesEnabled: flag,
  isNativeReplicationResourcesEnabled: flag,
  isVcdReplicationResourcesEnabled: flag,
  assignedForCompany: since('3.6', uuid),
};

/** Bytes throughout. */
export const tenantResourceShape = {
  cloudRepositoryName: must(text),
  storageQuota: must(number),
  instanceUid: must(uuid),
  companyUid: uuid,
  tenantUid: must(uuid),
  siteUid: must(uuid),
  repositoryUid: must(uuid),
  usedSpace: number,
  serversQuota: number,
  isServersQuotaUnlimited: flag,
  workstationsQuota: number,
  isWorkstationsQuotaUnlimited: flag,
  vmsQuota: number,
  isVmsQuotaUnlimited: flag,
  isWanAccelerationEnabled: flag,
  wanAcceleratorUid: uuid,
  isDefault: flag,
};

export const tenantResourceUsageShape = {
  companyUid: uuid,
  tenantUid: must(uuid),
  backupResourceUid: must(uuid),
  storageQuota: must(number),
  usedStorageQuota: must(number),
  archiveTierUsage: number,
  capacityTierUsage: number,
  performanceTierUsage: number,
  serverBackups: number,
  workstationBackups: number,
  vmBackups: number,
};

export type VspcBackupServer = RowOf<typeof backupServerShape>;
export type VspcRepositoryInfo = RowOf<typeof repositoryInfoShape>;
/** `info` is what the expand shows; null for a repository that VSPC knows nothing about. */
export type VspcRepository = RowOf<typeof repositoryShape> & { info: VspcRepositoryInfo | null };
export type VspcFailoverPlan = RowOf<typeof failoverPlanShape>;
export type VspcSite = RowOf<typeof siteShape>;
export type VspcTenant = RowOf<typeof tenantShape>;
export type VspcTenantResource = RowOf<typeof tenantResourceShape>;
export type VspcTenantResourceUsage = RowOf<typeof tenantResourceUsageShape>;
