import type { SourceKey } from '../kernel/change';
import type { JobResultRepository } from '../persistence/tickets/job-result.repository';
import type { SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcCompany } from '../vspc/organization-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import {
  AGENT_JOB_OBJECTS,
  AGENT_JOBS,
  BACKUP_AGENTS,
  BACKUP_SERVERS,
  COMPANIES,
  JOBS,
  MANAGEMENT_AGENTS,
  type SharedList,
} from '../vspc/shared-lists';
import { vspcSource, type VSPC_SOURCES } from '../vspc/source-keys';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { ConnectionFact } from './domain/tickets-observation';
import type { JobFact, SourceFact, TerminalResult } from './domain/workload-facts';
import { agentJob, policyComputer, vbrJob, type FactSurroundings, type SeenJob } from './job-facts';
import { rememberSights, rememberSources } from './remember-sights';
import { backupAgentSource, backupServerSource, type SeenSource } from './source-facts';

export interface ConnectionSettings {
  readonly name: string;
  readonly timezone: string;
}

export interface VspcFacts {
  readonly connections: readonly ConnectionFact[];
  readonly jobs: readonly JobFact[];
  readonly agents: readonly SourceFact[];
  readonly results: readonly TerminalResult[];
  readonly completeSources: readonly SourceKey[];
}

type Read<T> = SourceResult<readonly T[]>;

/** The lists of one connection, each complete or not. */
interface ConnectionReads {
  readonly companies: Read<VspcCompany>;
  readonly servers: Read<VspcBackupServer>;
  readonly backupAgents: Read<VspcBackupAgent>;
  readonly managementAgents: Read<VspcManagementAgent>;
  readonly jobs: Read<VspcJob>;
  readonly policyObjects: Read<VspcServerAgentObject>;
  readonly agentJobs: Read<VspcAgentJob>;
}

/** Results older than this do not decide about tickets any more. */
const RESULTS_FOR_MS = 35 * 24 * 3_600_000;

/** What the VSPCs say of jobs, servers and agents, with what earlier passes remember of them. */
export class VspcFactsReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly connections: readonly ConnectionSettings[],
    private readonly providerName: string,
    private readonly results: JobResultRepository,
    private readonly sights: SubjectSightRepository,
  ) {}

  async read(run: RunContext): Promise<VspcFacts> {
    const reads = await Promise.all(this.connections.map(({ name }) => this.readConnection(run, name)));
    const seen = reads.map((lists, index) => this.factsOf(this.connections[index]?.name ?? '', lists));
    const jobs = seen.flatMap((facts) => facts.jobs);
    const remembered = await this.remember(
      jobs,
      seen.flatMap((facts) => facts.sources),
      run.now,
    );
    return {
      ...remembered,
      connections: this.connections.map((connection, index) => ({ ...connection, read: isRead(reads[index]) })),
      completeSources: reads.flatMap((lists) =>
        listsOf(lists)
          .filter((read) => read.complete)
          .map((read) => read.source),
      ),
    };
  }

  private async readConnection(run: RunContext, connection: string): Promise<ConnectionReads> {
    const connector = this.vspc.get(connection);
    const read = <T>(key: keyof typeof VSPC_SOURCES, { list, keyOf }: SharedList<T>): Promise<Read<T>> =>
      run.readList(vspcSource(connection, key), { list: () => list(connector), keyOf });
    const [companies, servers, backupAgents, managementAgents, jobs, policyObjects, agentJobs] = await Promise.all([
      read('companies', COMPANIES),
      read('backupServers', BACKUP_SERVERS),
      read('backupAgents', BACKUP_AGENTS),
      read('managementAgents', MANAGEMENT_AGENTS),
      read('jobs', JOBS),
      read('agentJobObjects', AGENT_JOB_OBJECTS),
      read('agentJobs', AGENT_JOBS),
    ]);
    return { companies, servers, backupAgents, managementAgents, jobs, policyObjects, agentJobs };
  }

  private factsOf(connection: string, lists: ConnectionReads): { jobs: SeenJob[]; sources: SeenSource[] } {
    const around: FactSurroundings = {
      connection,
      companies: {
        names: new Map(lists.companies.value.map(({ uid, name }) => [uid, name])),
        providerName: this.providerName,
      },
      servers: new Map(lists.servers.value.map((server) => [server.uid, server])),
    };
    const management = new Map(lists.managementAgents.value.map((agent) => [agent.uid, agent]));
    return {
      jobs: jobsOf(lists, around),
      sources: [
        ...lists.servers.value.map((server) => backupServerSource(server, management, lists.servers.source, around)),
        ...lists.backupAgents.value.map((agent) =>
          backupAgentSource(agent, management, lists.backupAgents.source, around),
        ),
      ],
    };
  }

  private async remember(
    jobs: readonly SeenJob[],
    sources: readonly SeenSource[],
    now: Date,
  ): Promise<Pick<VspcFacts, 'jobs' | 'agents' | 'results'>> {
    const known = await this.sights.list();
    const ofJobs = rememberSights(jobs, known, now);
    const ofSources = rememberSources(sources, known, now);
    await this.sights.record([...ofJobs.changed, ...ofSources.changed]);
    const before = await this.results.listRecent(new Date(now.getTime() - RESULTS_FOR_MS));
    const fresh = newResults(jobs, before);
    await this.results.record(fresh);
    return { jobs: ofJobs.facts, agents: ofSources.facts, results: [...before, ...fresh] };
  }
}

function jobsOf(
  { jobs, policyObjects, agentJobs, backupAgents }: ConnectionReads,
  around: FactSurroundings,
): SeenJob[] {
  const computers = new Map(backupAgents.value.map((agent) => [agent.uid, agent.name]));
  return [
    ...jobs.value.filter((job) => job.type !== 'AgentPolicy').map((job) => vbrJob(job, jobs.source, around)),
    ...computersOf(jobs.value, policyObjects, around),
    ...agentJobs.value.map((job) =>
      agentJob(job, computers.get(job.backupAgentUid ?? '') ?? null, agentJobs.source, around),
    ),
  ];
}

function listsOf(lists: ConnectionReads): readonly SourceResult<unknown>[] {
  return Object.values(lists) as SourceResult<unknown>[];
}

/** The first pass of a connection counts only when everything that decides about its jobs could be read. */
function isRead(lists: ConnectionReads | undefined): boolean {
  return lists !== undefined && listsOf(lists).every((read) => read.complete);
}

function computersOf(
  jobs: readonly VspcJob[],
  objects: SourceResult<readonly VspcServerAgentObject[]>,
  around: FactSurroundings,
): SeenJob[] {
  const policies = new Map<string, VspcJob>();
  for (const job of jobs.filter((candidate) => candidate.type === 'AgentPolicy')) {
    policies.set(job.uid, job);
    if (job.uniqueUid !== null) policies.set(job.uniqueUid, job);
  }
  return objects.value.flatMap((object) => {
    const policy = policies.get(object.uniqueJobUid ?? '') ?? policies.get(object.jobUid ?? '');
    return policy ? [policyComputer(object, policy, objects.source, around)] : [];
  });
}

function newResults(seen: readonly SeenJob[], known: readonly TerminalResult[]): TerminalResult[] {
  const keys = new Set(known.map((result) => `${result.job} ${result.endedAt}`));
  return seen.flatMap(({ result }) => (result && !keys.has(`${result.job} ${result.endedAt}`) ? [result] : []));
}
