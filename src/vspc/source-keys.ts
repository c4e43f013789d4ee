import type { SourceKey } from '../kernel/change';

/** Endpoints that several streams read, as the last part of their source key (RULES, Engine 1). */
export const VSPC_SOURCES = {
  companies: 'organizations/companies',
  usage: 'organizations/companies/usage',
  backupServers: 'infrastructure/backupServers',
  jobs: 'infrastructure/backupServers/jobs',
  agentJobObjects: 'infrastructure/backupServers/jobs/agentJobs/objects',
  agentJobs: 'infrastructure/backupAgents/jobs',
  backupAgents: 'infrastructure/backupAgents',
  managementAgents: 'infrastructure/managementAgents',
} as const;

export function vspcSource(connection: string, endpoint: keyof typeof VSPC_SOURCES): SourceKey {
  return `vspc:${connection}/${VSPC_SOURCES[endpoint]}`;
}
