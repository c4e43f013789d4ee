import type { VspcBackupAgent } from '../vspc/agent-endpoints';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import { resultOfAgent, resultOfJob } from '../vspc/job-results';
import type { NormalResult } from '../vspc/normalise-result';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import { attributeCompany, type KnownCompanies } from '../mapping/domain/attribute-company';
import type { LatestResult } from '../persistence/tickets/job-result.repository';
import { describeKind } from './describe-kind';
import type { JobFact } from './domain/documentation-observation';

/** A row of the job table, whose it is, and what its results come through. */
export interface PageJob {
  readonly companyUid: string | null;
  readonly job: JobFact;
  /** End of its last session; of the one before while it runs. */
  readonly endedAt: Date | null;
  /** Uids at VSPC; an incident of theirs concerns everything that comes through them. */
  readonly serverUid: string | null;
  readonly agentUid: string | null;
}

/** Everything of one connection that the job table is made of. */
export interface JobSources {
  readonly connection: string;
  readonly companies: KnownCompanies;
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
  readonly agents: ReadonlyMap<string, VspcBackupAgent>;
  readonly jobs: readonly VspcJob[];
  readonly agentObjects: readonly VspcServerAgentObject[];
  readonly agentJobs: readonly VspcAgentJob[];
  /** Newest results that earlier passes saw, by subject id: a running job hides its last one. */
  readonly latest: ReadonlyMap<string, LatestResult>;
  /** Of jobs of virtual machines, by their key. */
  readonly restorePoints: ReadonlyMap<string, number>;
}

/** Jobs of backup servers, computers of agent policies in the place of their policy, and jobs of agents. */
export function pageJobs(sources: JobSources): PageJob[] {
  const policies = new Map<string, VspcJob>();
  for (const job of sources.jobs) {
    if (job.type !== 'AgentPolicy') continue;
    policies.set(job.uid, job);
    if (job.uniqueUid !== null) policies.set(job.uniqueUid, job);
  }
  return [
    ...sources.jobs.filter((job) => job.type !== 'AgentPolicy').map((job) => serverJob(job, sources)),
    ...sources.agentObjects.flatMap((object) => {
      const policy = policies.get(object.uniqueJobUid ?? '') ?? policies.get(object.jobUid ?? '');
      return policy ? [policyComputer(object, policy, sources)] : [];
    }),
    ...sources.agentJobs.map((job) => agentJob(job, sources)),
  ];
}

function serverJob(job: VspcJob, sources: JobSources): PageJob {
  const server = sources.servers.get(job.backupServerUid ?? '') ?? null;
  const key = subjectKey(sources, 'vbr-job', job.key);
  return {
    companyUid: attributeCompany(job, server, sources.companies).uid,
    endedAt: job.lastEndTime,
    serverUid: job.backupServerUid,
    agentUid: null,
    job: {
      key,
      name: job.name,
      kind: describeKind(job.type),
      enabled: job.isEnabled,
      nextRunAt: job.schedule?.nextRun ?? null,
      restorePoints: sources.restorePoints.get(job.key) ?? null,
      target: job.destination,
      ...lastResult(resultOfJob(job), job, sources.latest.get(key)),
    },
  };
}

function policyComputer(object: VspcServerAgentObject, policy: VspcJob, sources: JobSources): PageJob {
  const server = sources.servers.get(policy.backupServerUid ?? '') ?? null;
  const key = subjectKey(sources, 'policy-computer', object.uniqueUid ?? `${policy.key}/${object.uid}`);
  return {
    companyUid: attributeCompany(policy, server, sources.companies).uid,
    endedAt: object.lastEndTime,
    serverUid: policy.backupServerUid,
    agentUid: object.agentUid,
    job: {
      key,
      name: `${policy.name} on ${object.computer}`,
      kind: /desktop|workstation|mac/i.test(object.osType) ? 'Workstation agent' : 'Server agent',
      enabled: policy.isEnabled,
      nextRunAt: policy.schedule?.nextRun ?? null,
      restorePoints: object.restorePoints,
      target: policy.destination,
      ...lastResult(resultOfAgent(object), object, sources.latest.get(key)),
    },
  };
}

function agentJob(job: VspcAgentJob, sources: JobSources): PageJob {
  const key = subjectKey(sources, 'agent-job', job.uid);
  const computer = sources.agents.get(job.backupAgentUid ?? '')?.name;
  return {
    companyUid: attributeCompany(job, null, sources.companies).uid,
    endedAt: job.lastEndTime,
    serverUid: null,
    agentUid: job.backupAgentUid,
    job: {
      key,
      name: computer === undefined || job.name.includes(computer) ? job.name : `${job.name} on ${computer}`,
      kind: job.operationMode === 'Workstation' ? 'Workstation agent' : 'Server agent',
      enabled: job.isEnabled ?? true,
      nextRunAt: job.nextRun,
      restorePoints: job.restorePoints,
      target: job.destination,
      ...lastResult(resultOfAgent(job), job, sources.latest.get(key)),
    },
  };
}

/** The key that the incident ledger and the remembered results know it by. */
function subjectKey({ connection }: JobSources, kind: string, key: string): string {
  return `${connection}/${kind}/${key}`;
}

interface Session {
  readonly lastEndTime: Date | null;
  readonly failureMessage: string | null;
}

/** While it runs, and where the word means nothing to us, what was seen last still holds. */
function lastResult(
  meaning: NormalResult,
  session: Session,
  seen: SeenResult = NOTHING_SEEN,
): Pick<JobFact, 'result' | 'message' | 'lastSuccessAt'> {
  const { succeededAt } = seen;
  switch (meaning) {
    case 'success':
      return { result: meaning, message: null, lastSuccessAt: later(session.lastEndTime, succeededAt) };
    case 'warning':
    case 'failed':
      return { result: meaning, message: session.failureMessage, lastSuccessAt: succeededAt };
    case 'running':
    case 'never':
    case 'unknown':
      return { result: seen.result, message: seen.message, lastSuccessAt: succeededAt };
  }
}

type SeenResult = Pick<JobFact, 'result' | 'message'> & Pick<LatestResult, 'succeededAt'>;

const NOTHING_SEEN: SeenResult = { result: 'none', message: null, succeededAt: null };

function later(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}
