import type { VspcRelease } from './rest-version';
import type {
  VspcAgentJob,
  VspcBackupAgent,
  VspcDiscoveredComputer,
  VspcManagementAgent,
  VspcUnverifiedAgent,
} from './shapes/agent-shapes';
import type { VspcActiveAlarm, VspcAlarmTemplate } from './shapes/alarm-shapes';
import type {
  VspcBackupTapeJob,
  VspcCdpJob,
  VspcCdpObject,
  VspcCopyJob,
  VspcFileCopyJob,
  VspcFileShareCopyJob,
  VspcFileShareJob,
  VspcFileShareObject,
  VspcFileTapeJob,
  VspcLinkedJob,
  VspcObjectStorageCopyJob,
  VspcObjectStorageJob,
  VspcReplicationJob,
  VspcServerAgentJob,
  VspcServerAgentObject,
  VspcVmCopyJob,
  VspcVmJob,
  VspcVmObject,
} from './shapes/job-detail-shapes';
import type { VspcJob } from './shapes/job-shapes';
import type {
  VspcActivity,
  VspcConsoleLicense,
  VspcHeatmapSession,
  VspcLicenseUsage,
  VspcPlugin,
} from './shapes/log-shapes';
import type {
  VspcCompany,
  VspcHostedVb365BackupResource,
  VspcHostedVbrBackupResource,
  VspcHostedVbrResource,
  VspcLocation,
  VspcOrganization,
  VspcReseller,
  VspcResellerUsage,
  VspcUsage,
} from './shapes/organization-shapes';
import type {
  VspcBackupServer,
  VspcFailoverPlan,
  VspcRepository,
  VspcSite,
  VspcTenant,
  VspcTenantResource,
  VspcTenantResourceUsage,
} from './shapes/server-shapes';
import type {
  VspcCloudFileShareObject,
  VspcCloudObject,
  VspcCloudPolicy,
  VspcVb365Job,
  VspcVb365Mapping,
  VspcVb365Organization,
  VspcVb365Repository,
  VspcVb365Server,
} from './shapes/vb365-shapes';
import type {
  VspcCloudDatabase,
  VspcCloudFileShare,
  VspcCloudNetwork,
  VspcCloudVm,
  VspcConsoleComputer,
  VspcConsoleComputerJob,
  VspcProtectedFileShare,
  VspcProtectedObjectStorage,
  VspcProtectedVm,
  VspcServerComputer,
  VspcVb365Object,
} from './shapes/workload-shapes';

/** Role names as `/users/me` shows them (facts 1.4). */
export type VspcRole =
  | 'CompanyAdministrator'
  | 'CompanyInvoiceAuditor'
  | 'CompanyLocationAdministrator'
  | 'CompanyLocationUser'
  | 'CompanyOwner'
  | 'CompanySubtenant'
  | 'CompanyTenant'
  | 'PortalAdministrator'
  | 'PortalOperator'
  | 'PortalReadonlyOperator'
  | 'ResellerAdministrator'
  | 'ResellerInvoiceAuditor'
  | 'ResellerOperator'
  | 'ResellerOwner'
  | 'ResellerUser'
  | 'SiteAdministrator';

export interface VspcServer {
  readonly installationId: string;
  readonly installationDate: Date;
  release: VspcRelease;
  /** Build for `/about`; left out, the release's own. */
  build?: string | undefined;
  /** IANA zone whose offset every instant leaves with. */
  readonly timezone: string;
  /** The server's own idea of its address, for `Location`: seldom what the client connects to. */
  readonly ownHost: string;
  readonly providerUid: string;
}

export interface VspcUser {
  readonly uid: string;
  readonly organizationUid: string;
  readonly userName: string;
  readonly password: string;
  role: VspcRole;
  isEnabled: boolean;
  /** A user with a second factor cannot log in unattended. */
  readonly hasMfa: boolean;
  /** The second factor that the mfa grant accepts. */
  readonly mfaCode?: string;
  readonly email?: string;
}

export interface VspcApiKey {
  readonly key: string;
  readonly userUid: string;
  readonly isReadOnly: boolean;
  isEnabled: boolean;
}

/**
 * Everything that a VSPC knows. Rows have the vendor's property names; instants are Date and leave as server-local
 * text. The stand-in owns the arrays: change them through it, or call `touch()` afterwards.
 */
export interface VspcTables {
  organizations: VspcOrganization[];
  locations: VspcLocation[];
  companies: VspcCompany[];
  resellers: VspcReseller[];
  /** One row per company, location and day. */
  usage: VspcUsage[];
  resellerUsage: VspcResellerUsage[];
  hostedVbrResources: VspcHostedVbrResource[];
  hostedVbrBackupResources: VspcHostedVbrBackupResource[];
  hostedVb365BackupResources: VspcHostedVb365BackupResource[];
  backupServers: VspcBackupServer[];
  repositories: VspcRepository[];
  failoverPlans: VspcFailoverPlan[];
  sites: VspcSite[];
  tenants: VspcTenant[];
  tenantResources: VspcTenantResource[];
  tenantResourceUsage: VspcTenantResourceUsage[];
  /** Every job of every backup server; the typed lists below refer to it by `uniqueUid`. */
  jobs: VspcJob[];
  vmJobs: VspcVmJob[];
  replicationJobs: VspcReplicationJob[];
  cdpJobs: VspcCdpJob[];
  copyJobs: VspcCopyJob[];
  simpleCopyJobs: VspcCopyJob[];
  serverAgentJobs: VspcServerAgentJob[];
  fileShareJobs: VspcFileShareJob[];
  fileShareCopyJobs: VspcFileShareCopyJob[];
  fileCopyJobs: VspcFileCopyJob[];
  vmCopyJobs: VspcVmCopyJob[];
  objectStorageJobs: VspcObjectStorageJob[];
  objectStorageCopyJobs: VspcObjectStorageCopyJob[];
  backupTapeJobs: VspcBackupTapeJob[];
  fileTapeJobs: VspcFileTapeJob[];
  vmObjects: VspcVmObject[];
  replicationObjects: VspcVmObject[];
  cdpObjects: VspcCdpObject[];
  serverAgentObjects: VspcServerAgentObject[];
  copyLinks: VspcLinkedJob[];
  simpleCopyLinks: VspcLinkedJob[];
  tapeLinks: VspcLinkedJob[];
  fileShareObjects: VspcFileShareObject[];
  backupAgents: VspcBackupAgent[];
  agentJobs: VspcAgentJob[];
  managementAgents: VspcManagementAgent[];
  unverifiedAgents: VspcUnverifiedAgent[];
  discoveredComputers: VspcDiscoveredComputer[];
  vb365Servers: VspcVb365Server[];
  vb365Organizations: VspcVb365Organization[];
  vb365Mappings: VspcVb365Mapping[];
  vb365Jobs: VspcVb365Job[];
  vb365Repositories: VspcVb365Repository[];
  cloudPolicies: VspcCloudPolicy[];
  cloudVmObjects: VspcCloudObject[];
  cloudDatabaseObjects: VspcCloudObject[];
  cloudFileShareObjects: VspcCloudFileShareObject[];
  activeAlarms: VspcActiveAlarm[];
  alarmTemplates: VspcAlarmTemplate[];
  protectedVms: VspcProtectedVm[];
  serverComputers: VspcServerComputer[];
  consoleComputers: VspcConsoleComputer[];
  consoleComputerJobs: VspcConsoleComputerJob[];
  protectedFileShares: VspcProtectedFileShare[];
  protectedObjectStorages: VspcProtectedObjectStorage[];
  cloudVms: VspcCloudVm[];
  cloudDatabases: VspcCloudDatabase[];
  cloudFileShares: VspcCloudFileShare[];
  cloudNetworks: VspcCloudNetwork[];
  vb365Objects: VspcVb365Object[];
  licenseUsage: VspcLicenseUsage[];
  activities: VspcActivity[];
  sessions: VspcHeatmapSession[];
  plugins: VspcPlugin[];
}

export type TableName = keyof VspcTables;

export interface VspcData extends VspcTables {
  readonly server: VspcServer;
  readonly users: VspcUser[];
  readonly apiKeys: VspcApiKey[];
  readonly consoleLicense: VspcConsoleLicense;
}

/** A VSPC with a server, users and keys but nothing in it yet. */
export function emptyVspcData(head: Pick<VspcData, 'server' | 'users' | 'apiKeys' | 'consoleLicense'>): VspcData {
  return { ...emptyTables(), ...head };
}

function emptyTables(): VspcTables {
  return {
    ...{ organizations: [], locations: [], companies: [], resellers: [], usage: [], resellerUsage: [] },
    ...{ hostedVbrResources: [], hostedVbrBackupResources: [], hostedVb365BackupResources: [] },
    ...{ backupServers: [], repositories: [], failoverPlans: [], sites: [], tenants: [] },
    ...{ tenantResources: [], tenantResourceUsage: [], jobs: [], vmJobs: [], replicationJobs: [], cdpJobs: [] },
    ...{ copyJobs: [], simpleCopyJobs: [], serverAgentJobs: [], fileShareJobs: [], fileShareCopyJobs: [] },
    ...{ fileCopyJobs: [], vmCopyJobs: [], objectStorageJobs: [], objectStorageCopyJobs: [] },
    ...{ backupTapeJobs: [], fileTapeJobs: [], vmObjects: [], replicationObjects: [], cdpObjects: [] },
    ...{ serverAgentObjects: [], copyLinks: [], simpleCopyLinks: [], tapeLinks: [], fileShareObjects: [] },
    ...{ backupAgents: [], agentJobs: [], managementAgents: [], unverifiedAgents: [], discoveredComputers: [] },
    ...{ vb365Servers: [], vb365Organizations: [], vb365Mappings: [], vb365Jobs: [], vb365Repositories: [] },
    ...{ cloudPolicies: [], cloudVmObjects: [], cloudDatabaseObjects: [], cloudFileShareObjects: [] },
    ...{ activeAlarms: [], alarmTemplates: [], protectedVms: [], serverComputers: [], consoleComputers: [] },
    ...{ consoleComputerJobs: [], protectedFileShares: [], protectedObjectStorages: [], cloudVms: [] },
    ...{ cloudDatabases: [], cloudFileShares: [], cloudNetworks: [], vb365Objects: [], licenseUsage: [] },
    ...{ activities: [], sessions: [], plugins: [] },
  };
}
