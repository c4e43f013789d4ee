import type { SourceKey } from '../kernel/change';
import type { VspcWorkloadKind } from './workload-endpoints';

/** Endpoints that several streams read, as the last part of their source key (RULES, Engine 1). */
export const VSPC_SOURCES = {
  companies: 'organizations/companies',
  resellers: 'organizations/resellers',
  usage: 'organizations/companies/usage',
  cloudQuotas: 'infrastructure/sites/tenants/backupResources',
  hostedQuotas: 'organizations/companies/hostedResources/vbr/backupResources',
  m365Quotas: 'organizations/companies/hostedResources/vb365/backupResources',
  backupServers: 'infrastructure/backupServers',
  jobs: 'infrastructure/backupServers/jobs',
  agentJobObjects: 'infrastructure/backupServers/jobs/agentJobs/objects',
  vmObjects: 'infrastructure/backupServers/jobs/backupVmJobs/objects',
  agentJobs: 'infrastructure/backupAgents/jobs',
  backupAgents: 'infrastructure/backupAgents',
  managementAgents: 'infrastructure/managementAgents',
  repositories: 'infrastructure/backupServers/repositories',
  m365Organizations: 'infrastructure/vb365Servers/organizations',
  m365Mappings: 'infrastructure/vb365Servers/organizations/companyMappings',
  m365Users: 'protectedWorkloads/vb365ProtectedObjects/users',
  m365Jobs: 'infrastructure/vb365Servers/organizations/jobs',
  licenceUsage: 'licensing/usage/organizations',
} as const;

export function vspcSource(connection: string, endpoint: keyof typeof VSPC_SOURCES): SourceKey {
  return `vspc:${connection}/${VSPC_SOURCES[endpoint]}`;
}

/** Each kind of workload is a list of its own. */
export function vspcWorkloadSource(connection: string, kind: VspcWorkloadKind): SourceKey {
  return `vspc:${connection}/protectedWorkloads/${kind}`;
}
