import type { VspcCloudKind, VspcCloudObject, VspcCloudPolicy } from '../vspc/cloud-endpoints';
import type { VspcJobRpo } from '../vspc/job-endpoints';
import type { VspcJob } from '../vspc/parse-job';
import { listAlarms } from './list-alarms';
import { cloudNetworkPolicy, cloudObject } from './cloud-facts';
import type { ConnectionLists } from './connection-lists';
import type { AlarmFact, SourceFact, SubjectId, WorkloadFact } from './domain/workload-facts';
import { failoverPlan } from './failover-facts';
import type { JobSurroundings, Seen, SeenJob } from './fact-parts';
import type { Read } from './kept-sources';
import { agentJob, policyComputer, vbrJob } from './job-facts';
import { JobIndex } from './job-index';
import { m365Job, m365ServerSource } from './m365-facts';
import { indexProtectingJobs, listedMachines, protectedWorkload } from './protected-facts';
import { backupAgentSource, backupServerSource } from './source-facts';

/** Everything that one connection says, before the memory of earlier passes is added. */
export interface ConnectionFacts {
  readonly jobs: readonly SeenJob[];
  readonly sources: readonly Seen<SourceFact>[];
  readonly workloads: readonly Seen<WorkloadFact>[];
  /** See ListedMachines. */
  readonly protectedNow: readonly SubjectId[];
  readonly alarms: readonly Seen<AlarmFact>[];
}

const RPO_UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['Seconds', 1000],
  ['Minutes', 60_000],
  ['Hours', 3_600_000],
  ['Days', 86_400_000],
]);

export function connectionFacts(connection: string, providerName: string, lists: ConnectionLists): ConnectionFacts {
  const index = new JobIndex<VspcJob>(lists.jobs.value);
  const around: JobSurroundings = {
    connection,
    companies: { names: new Map(lists.companies.value.map(({ uid, name }) => [uid, name])), providerName },
    servers: new Map(lists.servers.value.map((server) => [server.uid, server])),
    jobs: index,
    rpos: rposOf(lists, index),
    agentModes: new Map(lists.backupAgents.value.map((agent) => [agent.uid, agent.operationMode])),
  };
  const jobs = [
    ...jobsOfServers(lists, around),
    ...jobsOfPolicies(lists, index, around),
    ...jobsOfAgents(lists, around),
    ...jobsOfM365(lists, around),
    ...jobsOfClouds(lists, around),
    ...failoverPlans(lists, around),
  ];
  const sources = sourcesOf(lists, around);
  const seen = { jobs, sources };
  return { ...seen, ...workloadsOf(lists, jobs, around, index), alarms: listAlarms(lists, seen, around) };
}

function jobsOfServers({ jobs }: ConnectionLists, around: JobSurroundings): SeenJob[] {
  return jobs.value.filter((job) => job.type !== 'AgentPolicy').map((job) => vbrJob(job, jobs.source, around));
}

function jobsOfPolicies(
  { policyObjects }: ConnectionLists,
  index: JobIndex<VspcJob>,
  around: JobSurroundings,
): SeenJob[] {
  return policyObjects.value.flatMap((object) => {
    const policy = index.find(object.uniqueJobUid, null) ?? index.find(object.jobUid, object.backupServerUid);
    return policy?.type === 'AgentPolicy' ? [policyComputer(object, policy, policyObjects.source, around)] : [];
  });
}

function jobsOfAgents({ agentJobs, backupAgents }: ConnectionLists, around: JobSurroundings): SeenJob[] {
  const computers = new Map(backupAgents.value.map((agent) => [agent.uid, agent.name]));
  return agentJobs.value.map((job) =>
    agentJob(job, computers.get(job.backupAgentUid ?? '') ?? null, agentJobs.source, around),
  );
}

function jobsOfM365({ m365 }: ConnectionLists, around: JobSurroundings): SeenJob[] {
  const schedules = new Map(m365.schedules.flatMap((read) => read.value).map((entry) => [entry.jobUid, entry]));
  return m365.jobs.value.map((job) => m365Job(job, schedules.get(job.uid) ?? null, m365.jobs.source, around));
}

function jobsOfClouds({ cloud }: ConnectionLists, around: JobSurroundings): SeenJob[] {
  const policies = new Map(cloud.policies.value.map((policy) => [policy.uid, policy]));
  for (const policy of cloud.typedPolicies.flatMap((read) => read.value)) policies.set(policy.uid, policy);
  const objects = (kind: VspcCloudKind, read: Read<VspcCloudObject> | null): SeenJob[] =>
    (read?.value ?? []).flatMap((object) => {
      const policy = policies.get(object.policyUid ?? '');
      return policy && read ? [cloudObject(kind, object, policy, { source: read.source, around })] : [];
    });
  return [
    ...objects('virtualMachines', cloud.virtualMachines),
    ...objects('databases', cloud.databases),
    ...objects('fileShares', cloud.fileShares),
    ...networksOf(cloud.networkPolicies, around),
  ];
}

function networksOf(read: Read<VspcCloudPolicy> | null, around: JobSurroundings): SeenJob[] {
  if (read === null) return [];
  return read.value.map((policy) => cloudNetworkPolicy(policy, { source: read.source, around }));
}

function failoverPlans({ failoverPlans: plans, tenants }: ConnectionLists, around: JobSurroundings): SeenJob[] {
  const companies = new Map(
    (tenants?.value ?? []).flatMap(({ companyUid, uid }) => (companyUid === null ? [] : [[uid, companyUid]])),
  );
  return plans.value.map((plan) => failoverPlan(plan, companies, plans.source, around));
}

function sourcesOf(lists: ConnectionLists, around: JobSurroundings): Seen<SourceFact>[] {
  const management = new Map(lists.managementAgents.value.map((agent) => [agent.uid, agent]));
  const m365 = lists.m365.servers;
  return [
    ...lists.servers.value.map((server) => backupServerSource(server, management, lists.servers.source, around)),
    ...lists.backupAgents.value.map((agent) => backupAgentSource(agent, management, lists.backupAgents.source, around)),
    ...(m365?.value ?? []).map((server) => m365ServerSource(server, management, m365?.source ?? '', around)),
  ];
}

function workloadsOf(
  { vmObjects, workloads }: ConnectionLists,
  jobs: readonly SeenJob[],
  around: JobSurroundings,
  listed: JobIndex<VspcJob>,
): Pick<ConnectionFacts, 'workloads' | 'protectedNow'> {
  const protecting = indexProtectingJobs(jobs);
  const shown = workloads.flatMap((read) =>
    read.value.map((workload) => protectedWorkload(workload, read.source, protecting, around)),
  );
  const machines = workloads.find((read) => read.source.endsWith('/vm'));
  // Without all protected machines, nobody knows which of the listed ones is none.
  if (!vmObjects || machines?.complete !== true) return { workloads: shown, protectedNow: [] };
  const { never, protectedNow } = listedMachines(vmObjects.value, machines.value, vmObjects.source, {
    ...around,
    listed,
  });
  return { workloads: [...shown, ...never], protectedNow };
}

/** What continuous jobs promise, by our key of the job. */
function rposOf({ rpos }: ConnectionLists, index: JobIndex<VspcJob>): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const promise of rpos.flatMap((read) => read.value)) {
    const job = index.find(promise.uniqueUid, null) ?? index.find(promise.uid, null);
    const rpoMs = rpoOf(promise);
    if (job && rpoMs !== null) known.set(job.key, rpoMs);
  }
  return known;
}

function rpoOf({ rpo }: VspcJobRpo): number | null {
  const unitMs = rpo && RPO_UNITS_MS.get(rpo.unit);
  return rpo && unitMs ? rpo.value * unitMs : null;
}
