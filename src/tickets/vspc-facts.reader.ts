import type { SourceKey } from '../kernel/change';
import type { JobResultRepository } from '../persistence/tickets/job-result.repository';
import type { SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcBackupAgent } from '../vspc/agent-endpoints';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import { vspcSource, type VSPC_SOURCES } from '../vspc/source-keys';
import type { VspcConnector } from '../vspc/vspc.connector';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { ConnectionFact } from './domain/tickets-observation';
import type { JobFact, TerminalResult } from './domain/workload-facts';
import { agentJob, policyComputer, vbrJob, type FactSurroundings, type SeenJob } from './job-facts';
import { rememberSights } from './remember-sights';

export interface ConnectionSettings {
  readonly name: string;
  readonly timezone: string;
}

export interface VspcFacts {
  readonly connections: readonly ConnectionFact[];
  readonly jobs: readonly JobFact[];
  readonly results: readonly TerminalResult[];
  readonly completeSources: readonly SourceKey[];
}

/** Results older than this do not decide about tickets any more. */
const RESULTS_FOR_MS = 35 * 24 * 3_600_000;

/** What the VSPCs say of jobs, with what earlier passes remember of them. */
export class VspcFactsReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly connections: readonly ConnectionSettings[],
    private readonly providerName: string,
    private readonly results: JobResultRepository,
    private readonly sights: SubjectSightRepository,
  ) {}

  async read(run: RunContext): Promise<VspcFacts> {
    const reads = await Promise.all(this.connections.map((connection) => this.readConnection(run, connection)));
    const seen = reads.flatMap((read) => read.jobs);
    const { facts, changed } = rememberSights(seen, await this.sights.list(), run.now);
    await this.sights.record(changed);
    const known = await this.results.listRecent(new Date(run.now.getTime() - RESULTS_FOR_MS));
    const fresh = newResults(seen, known);
    await this.results.record(fresh);
    return {
      connections: reads.map(({ connection, sources }) => ({
        ...connection,
        read: sources.every((read) => read.complete),
      })),
      jobs: facts,
      results: [...known, ...fresh],
      completeSources: reads.flatMap(({ sources }) =>
        sources.filter((read) => read.complete).map((read) => read.source),
      ),
    };
  }

  private async readConnection(run: RunContext, connection: ConnectionSettings) {
    const connector = this.vspc.get(connection.name);
    const read = <T>(key: keyof typeof VSPC_SOURCES, list: () => AsyncIterable<T>, keyOf: (item: T) => string) =>
      run.readList(vspcSource(connection.name, key), { list, keyOf });
    const [companies, servers, agents] = await Promise.all([
      read(
        'companies',
        () => connector.organizations.companies(),
        (company) => company.uid,
      ),
      read(
        'backupServers',
        () => connector.servers.backupServers(),
        (server) => server.uid,
      ),
      read(
        'backupAgents',
        () => connector.agents.backupAgents(),
        (agent) => agent.uid,
      ),
    ]);
    const around: FactSurroundings = {
      connection: connection.name,
      companies: {
        names: new Map(companies.value.map(({ uid, name }) => [uid, name])),
        providerName: this.providerName,
      },
      servers: new Map(servers.value.map((server) => [server.uid, server])),
    };
    const jobs = await this.readJobs(run, connector, agents, around);
    // A job can only be attributed while companies and servers are known: without them its source is not believed.
    return { connection, jobs: jobs.seen, sources: [companies, servers, ...jobs.sources] };
  }

  private async readJobs(
    run: RunContext,
    connector: VspcConnector,
    agents: SourceResult<readonly VspcBackupAgent[]>,
    around: FactSurroundings,
  ) {
    const source = (key: keyof typeof VSPC_SOURCES) => vspcSource(around.connection, key);
    const [jobs, objects, agentJobs] = await Promise.all([
      run.readList<VspcJob>(source('jobs'), { list: () => connector.jobs.jobs(), keyOf: (job) => job.key }),
      run.readList<VspcServerAgentObject>(source('agentJobObjects'), {
        list: () => connector.jobs.agentJobObjects(),
        keyOf: (object) => object.uniqueUid ?? `${object.jobUid ?? ''}/${object.uid}`,
      }),
      run.readList<VspcAgentJob>(source('agentJobs'), {
        list: () => connector.agents.agentJobs(),
        keyOf: (job) => job.uid,
      }),
    ]);
    const computers = new Map(agents.value.map((agent) => [agent.uid, agent.name]));
    const seen = [
      ...jobs.value.filter((job) => job.type !== 'AgentPolicy').map((job) => vbrJob(job, jobs.source, around)),
      ...computersOf(jobs.value, objects, around),
      ...agentJobs.value.map((job) =>
        agentJob(job, computers.get(job.backupAgentUid ?? '') ?? null, agentJobs.source, around),
      ),
    ];
    return { seen, sources: [jobs, objects, agentJobs] };
  }
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
