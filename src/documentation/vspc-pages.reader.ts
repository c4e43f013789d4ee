import type { LatestResult } from '../persistence/tickets/job-result.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcConnector } from '../vspc/vspc.connector';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { groupByCompany, missingOf, type ByCompany } from './by-company';
import { byUid, ConnectionReads } from './connection-reads';
import { lastHeard } from './last-heard';
import { pageJobs, type PageJob } from './page-jobs';
import { jobsById, restorePointsByJob } from './jobs-by-id';
import { readSlowParts, type SlowPart, type SlowParts } from './slow-sources';

/** What one VSPC says for pages, by company: each part complete, or with the reason why it is not. */
export interface ConnectionPages extends SlowParts {
  readonly connection: string;
  readonly jobs: ByCompany<PageJob>;
  /** When the oldest source that counts last spoke. */
  readonly lastHeard: ReadonlyMap<string, Date>;
  readonly reads: readonly SourceResult<unknown>[];
}

export interface ReadOptions {
  /** By subject id. */
  readonly latest: ReadonlyMap<string, LatestResult>;
  readonly providerName: string;
  /** A workload whose last restore point is older is stale. */
  readonly oldestGood: Date;
  /** The slow parts that are due; the others leave their fields alone. */
  readonly slowParts: ReadonlySet<SlowPart>;
  /** For what machines are asked about when their list is not read. */
  readonly keptMachines: () => Promise<readonly VspcWorkload[]>;
}

/** Everything of one connection; what several streams read is read once in a run. */
export async function readConnectionPages(
  run: RunContext,
  connector: VspcConnector,
  options: ReadOptions,
): Promise<ConnectionPages> {
  const reads = new ConnectionReads(run, connector);
  const [companies, servers, agents, managementAgents, jobs, agentObjects, agentJobs] = await Promise.all([
    reads.list('companies', (vspc) => vspc.organizations.companies(), byUid),
    reads.list('backupServers', (vspc) => vspc.servers.backupServers(), byUid),
    reads.list('backupAgents', (vspc) => vspc.agents.backupAgents(), byUid),
    reads.list('managementAgents', (vspc) => vspc.agents.managementAgents(), byUid),
    reads.list(
      'jobs',
      (vspc) => vspc.jobs.jobs(),
      (job) => job.key,
    ),
    reads.list(
      'agentJobObjects',
      (vspc) => vspc.jobs.agentJobObjects(),
      (object) => object.uniqueUid ?? `${object.jobUid ?? ''}/${object.uid}`,
    ),
    reads.list('agentJobs', (vspc) => vspc.agents.agentJobs(), byUid),
  ]);
  const around = {
    companies: {
      names: new Map(companies.value.map(({ uid, name }) => [uid, name])),
      providerName: options.providerName,
    },
    servers: mapOf(servers.value),
    agents: mapOf(agents.value),
    managementAgents: mapOf(managementAgents.value),
    jobs: jobs.value,
    agentJobs: agentJobs.value,
    agentObjects: agentObjects.value,
    oldestGood: options.oldestGood,
  };
  // Without companies and servers nobody knows whose a job is: then none is believed.
  const missing = missingOf('Jobs', [companies, servers, agents, managementAgents, jobs, agentObjects, agentJobs]);
  const { machines, ...slowParts } = await readSlowParts(reads, around, options.slowParts);
  const restorePoints = restorePointsByJob(machines ?? (await options.keptMachines()), jobsById(jobs.value));
  const known = { ...around, connection: connector.name, latest: options.latest, restorePoints };
  const ofCompany = groupByCompany(
    pageJobs(known),
    (job) => job.companyUid,
    (job) => job,
  );
  return {
    connection: connector.name,
    // Refused jobs leave nothing to say, as those that broke: there is no page without them.
    jobs: missing === null ? ofCompany : { ...missing, missing: 'unread' },
    lastHeard: lastHeard({ ...around, jobs: ofCompany }),
    ...slowParts,
    reads: reads.results,
  };
}

function mapOf<T extends { readonly uid: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.uid, item]));
}
