import type { VspcBackupAgent, VspcComputerInfo, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcJobObject, VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import type { VspcWorkload, VspcWorkloadKind } from '../vspc/workload-endpoints';
import { attributeCompany, type KnownCompanies } from '../mapping/domain/attribute-company';
import { groupByCompany } from './by-company';
import type { DeviceFact, WorkloadFact } from './domain/documentation-observation';
import { neverProtected } from './page-unprotected';
import { jobsById } from './jobs-by-id';

/** Microsoft 365 has a table of its own: its users are too many for this one. */
export type PageWorkloadKind = Exclude<VspcWorkloadKind, 'm365'>;

const KINDS: Readonly<Record<PageWorkloadKind, string>> = {
  vm: 'Virtual machine',
  'console-computer': 'Computer',
  'server-computer': 'Computer',
  'file-share': 'File share',
  'object-storage': 'Object storage',
  'cloud-vm': 'Cloud VM',
  'cloud-database': 'Cloud database',
  'cloud-file-share': 'Cloud file share',
  'cloud-network': 'Cloud network',
};

/** Everything of one connection that tells whose a workload is and which machine. */
export interface WorkloadSources {
  readonly companies: KnownCompanies;
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
  readonly agents: ReadonlyMap<string, VspcBackupAgent>;
  readonly managementAgents: ReadonlyMap<string, VspcManagementAgent>;
  readonly jobs: readonly VspcJob[];
  readonly agentJobs: readonly VspcAgentJob[];
  readonly agentObjects: readonly VspcServerAgentObject[];
  readonly workloads: readonly VspcWorkload[];
  /** What jobs of virtual machines are made to protect. */
  readonly vmObjects: readonly VspcJobObject[];
  /** Older than this is stale. */
  readonly oldestGood: Date;
}

/** By company what has a restore point or a snapshot, and what a job lists that has none. */
export function pageWorkloads(sources: WorkloadSources): ReadonlyMap<string, readonly WorkloadFact[]> {
  const findJob = jobsById(sources.jobs);
  const jobOf = ({ jobUid, serverUid }: VspcWorkload): VspcJob | null => findJob(jobUid, serverUid);
  const agentJobs = new Map(sources.agentJobs.map((job) => [job.backupAgentUid, job.name]));
  const listed = sources.workloads.map((workload) => ({
    companyUid: companyOf(workload, jobOf(workload), sources),
    fact: workloadFact(workload, jobOf(workload)?.name ?? agentJobs.get(workload.reference ?? '') ?? null, sources),
  }));
  const unprotected = neverProtected(sources).map(({ job, fact }) => {
    const server = sources.servers.get(job.backupServerUid ?? '') ?? null;
    return { companyUid: attributeCompany(job, server, sources.companies).uid, fact };
  });
  return groupByCompany(
    [...listed, ...unprotected],
    ({ companyUid }) => companyUid,
    ({ fact }) => fact,
  );
}

/** A machine on a shared server is whose job protects it. */
function companyOf(
  workload: VspcWorkload,
  job: VspcJob | null,
  { companies, servers }: WorkloadSources,
): string | null {
  const server = servers.get(workload.serverUid ?? '') ?? null;
  const mappedOrganizationUid = job?.mappedOrganizationUid ?? null;
  return attributeCompany({ organizationUid: workload.organizationUid, mappedOrganizationUid }, server, companies).uid;
}

function workloadFact(workload: VspcWorkload, jobName: string | null, sources: WorkloadSources): WorkloadFact {
  const lastRestorePointAt = workload.latestRestorePointDate ?? workload.latestSnapshotDate;
  return {
    key: `${workload.kind}/${workload.serverUid ?? ''}/${workload.key}`,
    name: workload.name,
    kind: kindOf(workload),
    protection: protectionOf(lastRestorePointAt, sources.oldestGood),
    lastRestorePointAt,
    restorePoints: workload.restorePoints,
    jobName,
    device: deviceOf(workload, sources),
  };
}

function kindOf({ kind, mode }: VspcWorkload): string {
  if (kind === 'm365') return 'Microsoft 365';
  return mode === 'Server' || mode === 'Workstation' ? mode : KINDS[kind];
}

function protectionOf(lastRestorePointAt: Date | null, oldestGood: Date): WorkloadFact['protection'] {
  if (lastRestorePointAt === null) return 'unprotected';
  return lastRestorePointAt < oldestGood ? 'stale' : 'protected';
}

function deviceOf(workload: VspcWorkload, sources: WorkloadSources): DeviceFact | null {
  switch (workload.kind) {
    case 'vm':
    case 'cloud-vm':
      return named(workload.name, null);
    case 'console-computer':
    case 'server-computer':
      return named(workload.name, computerOf(workload, sources));
    default:
      return null;
  }
}

function computerOf(workload: VspcWorkload, { agents, managementAgents }: WorkloadSources): VspcComputerInfo | null {
  const agent = agents.get(workload.reference ?? '');
  return managementAgents.get(agent?.managementAgentUid ?? '')?.computer ?? null;
}

function named(name: string, computer: VspcComputerInfo | null): DeviceFact {
  return {
    hostName: computer?.hostName ?? name,
    fqdn: computer?.fqdn ?? null,
    serialNumber: null,
    addresses: computer?.ipAddresses ?? [],
  };
}
