import type { VspcCompanyUid } from '../kernel/ids';
import type { RunContext } from '../reconciliation/run-context';
import type { VspcM365Job, VspcM365Organization, VspcM365User } from '../vspc/m365-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import { vspcSource, vspcWorkloadSource } from '../vspc/source-keys';
import type { VspcUsage } from '../vspc/usage-endpoints';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { VspcConnector } from '../vspc/vspc.connector';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import type { AliveFacts, CompanyActivity, HostedServerFact, TenantFact } from './domain/alive-facts';

/** What is looked at more closely where something may be nobody's. */
interface LooseLists {
  /** Empty without a shared server. */
  readonly machines: readonly VspcWorkload[];
  /** Tenant → users with backups; null while every tenant has its company. */
  readonly users: ReadonlyMap<string, number> | null;
}

interface AliveLists {
  readonly usage: readonly VspcUsage[];
  readonly servers: readonly VspcBackupServer[];
  readonly jobs: readonly VspcJob[];
  readonly agentJobs: readonly VspcAgentJob[];
  readonly tenants: readonly VspcM365Organization[];
  readonly m365Jobs: readonly VspcM365Job[];
}

/**
 * What is used and what runs. Jobs and servers are lists that tickets read too, under the same keys; the latest day of
 * usage is a source of its own, because billing reads whole periods.
 */
export class AliveReader {
  constructor(private readonly vspc: VspcConnectors) {}

  async read(run: RunContext): Promise<AliveFacts> {
    const reads = await Promise.all(this.vspc.names.map((name) => this.readConnection(run, name)));
    return {
      companies: reads.flatMap((read) => read.companies),
      hostedServers: reads.flatMap((read) => read.hostedServers),
      tenants: reads.flatMap((read) => read.tenants),
    };
  }

  private async readConnection(run: RunContext, connection: string): Promise<AliveFacts> {
    const lists = await this.readLists(run, connection);
    const loose = await this.readLoose(run, connection, lists);
    return {
      companies: activities(connection, lists),
      hostedServers: hostedServers(connection, lists, loose.machines),
      tenants: lists.tenants.map((tenant) => tenantFact(connection, tenant, lists.m365Jobs, loose.users)),
    };
  }

  /** Long lists, that are asked for only where their numbers are needed. */
  private async readLoose(run: RunContext, connection: string, lists: AliveLists): Promise<LooseLists> {
    const vspc = this.vspc.get(connection);
    const hasShared = lists.servers.some(isShared);
    const hasLoose = lists.tenants.some((tenant) => companyOf(tenant, lists.m365Jobs) === null);
    const [machines, users] = await Promise.all([
      hasShared
        ? run.readList(vspcWorkloadSource(connection, 'vm'), {
            list: () => vspc.workloads.workloads('vm'),
            keyOf: ({ key }) => key,
          })
        : null,
      hasLoose
        ? run.readList(vspcSource(connection, 'm365Users'), {
            list: () => vspc.m365.protectedUsers(),
            keyOf: ({ key }) => key,
          })
        : null,
    ]);
    return { machines: machines?.value ?? [], users: users?.complete ? countByTenant(users.value) : null };
  }

  private async readLists(run: RunContext, connection: string): Promise<AliveLists> {
    const vspc = this.vspc.get(connection);
    const byUid = ({ uid }: { readonly uid: string }): string => uid;
    const source = (key: Parameters<typeof vspcSource>[1]) => vspcSource(connection, key);
    const [usage, servers, jobs, agentJobs, tenants, m365Jobs] = await Promise.all([
      run.readList(`${source('usage')}/latest`, { list: () => latestUsage(vspc), keyOf: usageKey }),
      run.readList(source('backupServers'), { list: () => vspc.servers.backupServers(), keyOf: byUid }),
      run.readList(source('jobs'), { list: () => vspc.jobs.jobs(), keyOf: (job) => job.key }),
      run.readList(source('agentJobs'), { list: () => vspc.agents.agentJobs(), keyOf: byUid }),
      run.readList(source('m365Organizations'), { list: () => vspc.m365.organizations(), keyOf: byUid }),
      run.readList(source('m365Jobs'), { list: () => vspc.m365.jobs(), keyOf: byUid }),
    ]);
    return {
      usage: usage.value,
      servers: servers.value,
      jobs: jobs.value,
      agentJobs: agentJobs.value,
      tenants: tenants.value,
      m365Jobs: m365Jobs.value,
    };
  }
}

/** A version without counters is known by its jobs alone. */
async function* latestUsage(vspc: VspcConnector): AsyncGenerator<VspcUsage> {
  const { capabilities } = await vspc.fetchVersion();
  if (capabilities.billing) yield* vspc.usage.companyUsage();
}

function usageKey({ companyUid, locationUid }: VspcUsage): string {
  return `${companyUid}/${locationUid ?? ''}`;
}

/** Whoever is named by a job or a row of usage; a job that is mapped counts for that company alone. */
function activities(connection: string, lists: AliveLists): CompanyActivity[] {
  const found = new Map<VspcCompanyUid, { jobs: number; usage: Map<string, number> }>();
  const of = (uid: VspcCompanyUid) => {
    const known = found.get(uid) ?? { jobs: 0, usage: new Map<string, number>() };
    found.set(uid, known);
    return known;
  };
  const owners = [
    ...lists.jobs.map((job) => job.mappedOrganizationUid ?? job.organizationUid),
    ...lists.agentJobs.map((job) => job.organizationUid),
    ...lists.m365Jobs.map((job) => job.organizationUid),
  ];
  for (const uid of owners) if (uid !== null) of(uid).jobs += 1;
  for (const row of lists.usage) addUsage(of(row.companyUid).usage, row);
  return [...found].map(([uid, activity]) => ({ connection, uid, ...activity }));
}

function addUsage(sums: Map<string, number>, { counters }: VspcUsage): void {
  for (const { type, value } of counters) sums.set(type, (sums.get(type) ?? 0) + Number(value ?? 0));
}

/** On these a job is a customer's only when it is mapped. */
const SHARED_ROLES: ReadonlySet<string> = new Set(['Hosted', 'CloudConnect']);

function isShared({ role }: VspcBackupServer): boolean {
  return SHARED_ROLES.has(role);
}

function hostedServers(
  connection: string,
  { servers, jobs }: AliveLists,
  machines: readonly VspcWorkload[],
): HostedServerFact[] {
  return servers.filter(isShared).map(({ uid, name, organizationUid }) => {
    const own = jobs.filter((job) => job.backupServerUid === uid);
    const open = own.filter((job) => job.mappedOrganizationUid === null);
    const mapped = new Set(own.filter((job) => !open.includes(job)).flatMap((job) => [job.uid, job.uniqueUid]));
    // A machine may keep the provider's uid although its job is mapped (vendor facts, VSPC 5).
    const loose = machines.filter(
      (machine) =>
        machine.serverUid === uid && machine.organizationUid === organizationUid && !mapped.has(machine.jobUid),
    );
    return { connection, uid, name, unmappedJobs: open.map((job) => job.name), unmappedMachines: loose.length };
  });
}

function tenantFact(
  connection: string,
  tenant: VspcM365Organization,
  m365Jobs: readonly VspcM365Job[],
  users: ReadonlyMap<string, number> | null,
): TenantFact {
  const companyUid = companyOf(tenant, m365Jobs);
  return {
    connection,
    uid: tenant.uid,
    name: tenant.name,
    companyUid,
    isBackedUp: tenant.isBackedUp ?? false,
    jobs: m365Jobs.filter((job) => job.m365OrganizationUid === tenant.uid).length,
    users: users === null || companyUid !== null ? null : (users.get(tenant.uid) ?? 0),
  };
}

/** Older servers do not tell a tenant's company; its jobs do (vendor facts, VSPC 5). */
function companyOf(tenant: VspcM365Organization, m365Jobs: readonly VspcM365Job[]): VspcCompanyUid | null {
  const jobs = m365Jobs.filter((job) => job.m365OrganizationUid === tenant.uid);
  const byJob = jobs.map((job) => job.organizationUid).find((uid) => uid !== null) ?? null;
  return tenant.mappedOrganizationUid ?? byJob;
}

function countByTenant(users: readonly VspcM365User[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tenantUid } of users) {
    if (tenantUid !== null) counts.set(tenantUid, (counts.get(tenantUid) ?? 0) + 1);
  }
  return counts;
}
