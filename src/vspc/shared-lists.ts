import type { VspcBackupAgent, VspcManagementAgent } from './agent-endpoints';
import type { VspcJobObject, VspcServerAgentObject } from './job-endpoints';
import type { VspcCompany, VspcReseller } from './organization-endpoints';
import type { VspcAgentJob } from './parse-agent-job';
import type { VspcJob } from './parse-job';
import type { VspcBackupServer } from './server-endpoints';
import type { VspcConnector } from './vspc.connector';

/** How a list that several streams read is read and keyed, so that all of them get the same items. */
export interface SharedList<T> {
  readonly list: (connector: VspcConnector) => AsyncIterable<T>;
  readonly keyOf: (item: T) => string;
}

export const COMPANIES: SharedList<VspcCompany> = {
  list: ({ organizations }) => organizations.companies(),
  keyOf: (company) => company.uid,
};

/** Needs an administrator's role in VSPC: read only where somebody asks for resellers. */
export const RESELLERS: SharedList<VspcReseller> = {
  list: ({ organizations }) => organizations.resellers(),
  keyOf: (reseller) => reseller.uid,
};

export const BACKUP_SERVERS: SharedList<VspcBackupServer> = {
  list: ({ servers }) => servers.backupServers(),
  keyOf: (server) => server.uid,
};

export const JOBS: SharedList<VspcJob> = {
  list: ({ jobs }) => jobs.jobs(),
  keyOf: (job) => job.key,
};

export const AGENT_JOB_OBJECTS: SharedList<VspcServerAgentObject> = {
  list: ({ jobs }) => jobs.agentJobObjects(),
  keyOf: (object) => object.uniqueUid ?? `${object.jobUid ?? ''}/${object.uid}`,
};

/** Machines that jobs are made to protect, whether they ever were or not. */
export const VM_OBJECTS: SharedList<VspcJobObject> = {
  list: ({ jobs }) => jobs.objects('backupVmJobs'),
  keyOf: ({ jobUid, uid, uniqueJobUid }) => `${uniqueJobUid ?? jobUid ?? ''} ${uid}`,
};

export const AGENT_JOBS: SharedList<VspcAgentJob> = {
  list: ({ agents }) => agents.agentJobs(),
  keyOf: (job) => job.uid,
};

export const BACKUP_AGENTS: SharedList<VspcBackupAgent> = {
  list: ({ agents }) => agents.backupAgents(),
  keyOf: (agent) => agent.uid,
};

export const MANAGEMENT_AGENTS: SharedList<VspcManagementAgent> = {
  list: ({ agents }) => agents.managementAgents(),
  keyOf: (agent) => agent.uid,
};
