import type { VspcConnector } from '../../src/vspc/vspc.connector';
import { WORKLOAD_KINDS } from '../../src/vspc/workload-endpoints';

export interface NamedList {
  readonly name: string;
  readonly read: (vspc: VspcConnector) => AsyncIterable<unknown>;
}

const WINDOW = { from: new Date('2026-10-20T00:00:00Z'), to: new Date('2026-11-02T00:00:00Z') };

/** Every list of the connector, for what must hold of all of them. */
export const VSPC_LISTS: readonly NamedList[] = [
  { name: 'organizations', read: (vspc) => vspc.organizations.organizations() },
  { name: 'companies', read: (vspc) => vspc.organizations.companies() },
  { name: 'resellers', read: (vspc) => vspc.organizations.resellers() },
  { name: 'locations', read: (vspc) => vspc.organizations.locations() },
  { name: 'company usage', read: (vspc) => vspc.usage.companyUsage({ from: '2026-10-02', to: '2026-11-01' }) },
  { name: 'tenant resources', read: (vspc) => vspc.usage.tenantResources() },
  { name: 'tenant usage', read: (vspc) => vspc.usage.tenantUsage() },
  { name: 'hosted repository quotas', read: (vspc) => vspc.usage.hostedRepositoryQuotas() },
  { name: 'Microsoft 365 repository quotas', read: (vspc) => vspc.usage.m365RepositoryQuotas() },
  { name: 'backup servers', read: (vspc) => vspc.servers.backupServers() },
  { name: 'repositories', read: (vspc) => vspc.servers.repositories() },
  { name: 'sites', read: (vspc) => vspc.servers.sites() },
  { name: 'tenants', read: (vspc) => vspc.servers.tenants() },
  { name: 'failover plans', read: (vspc) => vspc.servers.failoverPlans() },
  { name: 'jobs', read: (vspc) => vspc.jobs.jobs() },
  { name: 'agent jobs of backup servers', read: (vspc) => vspc.jobs.agentJobs() },
  { name: 'computers of agent jobs', read: (vspc) => vspc.jobs.agentJobObjects() },
  { name: 'machines of backup jobs', read: (vspc) => vspc.jobs.objects('backupVmJobs') },
  { name: 'machines of replication jobs', read: (vspc) => vspc.jobs.objects('replicationVmJobs') },
  { name: 'CDP jobs', read: (vspc) => vspc.jobs.cdpJobs() },
  { name: 'backup copy jobs', read: (vspc) => vspc.jobs.backupCopyJobs() },
  { name: 'simple backup copy jobs', read: (vspc) => vspc.jobs.simpleBackupCopyJobs() },
  { name: 'agent jobs', read: (vspc) => vspc.agents.agentJobs() },
  { name: 'backup agents', read: (vspc) => vspc.agents.backupAgents() },
  { name: 'management agents', read: (vspc) => vspc.agents.managementAgents() },
  { name: 'discovered computers', read: (vspc) => vspc.agents.discoveredComputers() },
  { name: 'Microsoft 365 servers', read: (vspc) => vspc.m365.servers() },
  { name: 'Microsoft 365 organizations', read: (vspc) => vspc.m365.organizations() },
  { name: 'Microsoft 365 company mappings', read: (vspc) => vspc.m365.companyMappings() },
  { name: 'Microsoft 365 users', read: (vspc) => vspc.m365.protectedUsers() },
  { name: 'Microsoft 365 jobs', read: (vspc) => vspc.m365.jobs() },
  { name: 'Microsoft 365 backup schedules', read: (vspc) => vspc.m365.backupSchedules() },
  { name: 'Microsoft 365 copy schedules', read: (vspc) => vspc.m365.copySchedules() },
  { name: 'cloud policies', read: (vspc) => vspc.cloud.policies() },
  { name: 'cloud policies of machines', read: (vspc) => vspc.cloud.typedPolicies('virtualMachines') },
  { name: 'cloud policies of databases', read: (vspc) => vspc.cloud.typedPolicies('databases') },
  { name: 'cloud policies of file shares', read: (vspc) => vspc.cloud.typedPolicies('fileShares') },
  { name: 'cloud policies of networks', read: (vspc) => vspc.cloud.typedPolicies('networks') },
  { name: 'cloud machines of policies', read: (vspc) => vspc.cloud.objects('virtualMachines') },
  { name: 'cloud databases of policies', read: (vspc) => vspc.cloud.objects('databases') },
  { name: 'cloud file shares of policies', read: (vspc) => vspc.cloud.objects('fileShares') },
  { name: 'active alarms', read: (vspc) => vspc.alarms.activeAlarms() },
  { name: 'alarm templates', read: (vspc) => vspc.alarms.templates() },
  { name: 'licence usage', read: (vspc) => vspc.licences.usage() },
  { name: 'activities', read: (vspc) => vspc.activities.activities(WINDOW) },
  ...WORKLOAD_KINDS.map((kind) => ({
    name: `workloads: ${kind}`,
    read: (vspc: VspcConnector) => vspc.workloads.workloads(kind),
  })),
];
