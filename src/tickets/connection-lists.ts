import type { SourceKey } from '../kernel/change';
import type { RunContext } from '../reconciliation/run-context';
import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcAlarm, VspcAlarmTemplate } from '../vspc/alarm-endpoints';
import type { VspcCloudObject, VspcCloudPolicy } from '../vspc/cloud-endpoints';
import type { VspcJobObject, VspcJobRpo, VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcM365Job, VspcM365Schedule, VspcM365Server } from '../vspc/m365-endpoints';
import type { VspcCompany, VspcReseller } from '../vspc/organization-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcBackupServer, VspcFailoverPlan, VspcRepository, VspcTenant } from '../vspc/server-endpoints';
import {
  AGENT_JOB_OBJECTS,
  AGENT_JOBS,
  BACKUP_AGENTS,
  BACKUP_SERVERS,
  COMPANIES,
  JOBS,
  MANAGEMENT_AGENTS,
  RESELLERS,
  VM_OBJECTS,
  type SharedList,
} from '../vspc/shared-lists';
import { vspcSource, vspcWorkloadSource, type VSPC_SOURCES } from '../vspc/source-keys';
import type { VspcTenantResource } from '../vspc/usage-endpoints';
import type { VspcConnector } from '../vspc/vspc.connector';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import type { KeptList, KeptSources, Read } from './kept-sources';
import { JUDGED_WORKLOADS } from './protected-facts';
import { ticketSource, type TicketSource } from './ticket-sources';

/** The lists of one connection, each complete or not. What nobody needs is null and was not asked for. */
export interface ConnectionLists {
  readonly companies: Read<VspcCompany>;
  readonly servers: Read<VspcBackupServer>;
  readonly backupAgents: Read<VspcBackupAgent>;
  readonly managementAgents: Read<VspcManagementAgent>;
  readonly jobs: Read<VspcJob>;
  readonly policyObjects: Read<VspcServerAgentObject>;
  readonly agentJobs: Read<VspcAgentJob>;
  /** Of continuous jobs of each kind. */
  readonly rpos: readonly Read<VspcJobRpo>[];
  readonly m365: M365Lists;
  readonly cloud: CloudLists;
  readonly failoverPlans: Read<VspcFailoverPlan>;
  readonly tenants: Read<VspcTenant> | null;
  readonly alarms: Read<VspcAlarm>;
  readonly alarmTemplates: Read<VspcAlarmTemplate> | null;
  readonly repositories: Read<VspcRepository> | null;
  readonly quotas: Read<VspcTenantResource> | null;
  readonly workloads: readonly Read<VspcWorkload>[];
  readonly vmObjects: Read<VspcJobObject> | null;
  readonly resellers: Read<VspcReseller> | null;
}

export interface ListSettings {
  readonly slowSourcesMs: number;
  /** Where a rule or a silence names one. */
  readonly withResellers: boolean;
}

export interface M365Lists {
  readonly jobs: Read<VspcM365Job>;
  readonly servers: Read<VspcM365Server> | null;
  readonly schedules: readonly Read<VspcM365Schedule>[];
}

export interface CloudLists {
  readonly policies: Read<VspcCloudPolicy>;
  /** With their next run. */
  readonly typedPolicies: readonly Read<VspcCloudPolicy>[];
  readonly networkPolicies: Read<VspcCloudPolicy> | null;
  readonly virtualMachines: Read<VspcCloudObject> | null;
  readonly databases: Read<VspcCloudObject> | null;
  readonly fileShares: Read<VspcCloudObject> | null;
}

const COPY_TYPES = ['BackupCopy', 'SimpleBackupCopy'];

/** Reads one connection: first what every pass needs, then what the first lists make necessary, slow lists when due. */
export class ConnectionListsReader {
  constructor(
    private readonly run: RunContext,
    private readonly connector: VspcConnector,
    private readonly kept: KeptSources,
    private readonly settings: ListSettings,
  ) {}

  async read(): Promise<ConnectionLists> {
    const [companies, servers, backupAgents, managementAgents, jobs, policyObjects, agentJobs] = await Promise.all([
      this.shared('companies', COMPANIES),
      this.shared('backupServers', BACKUP_SERVERS),
      this.shared('backupAgents', BACKUP_AGENTS),
      this.shared('managementAgents', MANAGEMENT_AGENTS),
      this.shared('jobs', JOBS),
      this.shared('agentJobObjects', AGENT_JOB_OBJECTS),
      this.shared('agentJobs', AGENT_JOBS),
    ]);
    const [rpos, m365, cloud, plans, alarms, workloads, resellers] = await Promise.all([
      this.readRpos(jobs.value),
      this.readM365(),
      this.readCloud(),
      this.readFailoverPlans(),
      this.readAlarms(),
      this.readWorkloads(jobs.value),
      this.settings.withResellers ? this.shared('resellers', RESELLERS) : null,
    ]);
    const main = { companies, servers, backupAgents, managementAgents, jobs, policyObjects, agentJobs };
    return { ...main, rpos, m365, cloud, ...plans, ...alarms, ...workloads, resellers };
  }

  private async readRpos(jobs: readonly VspcJob[]): Promise<readonly Read<VspcJobRpo>[]> {
    const { jobs: api } = this.connector;
    const has = (types: readonly string[]): boolean => jobs.some((job) => types.includes(job.type));
    const keyOf = ({ uid, uniqueUid }: VspcJobRpo): string => uniqueUid ?? uid;
    const read = (endpoint: TicketSource, list: () => AsyncIterable<VspcJobRpo>): Promise<Read<VspcJobRpo>> =>
      this.slow(ticketSource(this.connector.name, endpoint), { list, keyOf, instants: [] });
    return Promise.all([
      ...(has(['CdpReplicationVM']) ? [read('cdpJobs', () => api.cdpJobs())] : []),
      ...(has(COPY_TYPES) ? [read('copyJobs', () => api.backupCopyJobs())] : []),
      ...(has(COPY_TYPES) ? [read('simpleCopyJobs', () => api.simpleBackupCopyJobs())] : []),
    ]);
  }

  private async readM365(): Promise<M365Lists> {
    const { m365, name } = this.connector;
    const jobs = await this.shared('m365Jobs', { list: (vspc) => vspc.m365.jobs(), keyOf: byUid });
    if (jobs.value.length === 0) return { jobs, servers: null, schedules: [] };
    const keyOf = ({ jobUid }: VspcM365Schedule): string => jobUid;
    const [servers, ...schedules] = await Promise.all([
      this.list('m365Servers', () => m365.servers()),
      this.slow(ticketSource(name, 'm365BackupSchedules'), { list: () => m365.backupSchedules(), keyOf, instants: [] }),
      this.slow(ticketSource(name, 'm365CopySchedules'), { list: () => m365.copySchedules(), keyOf, instants: [] }),
    ]);
    return { jobs, servers, schedules };
  }

  private async readCloud(): Promise<CloudLists> {
    const { cloud } = this.connector;
    const policies = await this.list('cloudPolicies', () => cloud.policies());
    if (policies.value.length === 0) return { policies, typedPolicies: [], ...NO_CLOUD_OBJECTS };
    const keyOf = ({ policyUid, uid }: VspcCloudObject): string => `${policyUid ?? ''} ${uid}`;
    const objects = (endpoint: TicketSource, kind: 'virtualMachines' | 'databases' | 'fileShares') =>
      this.run.readList(ticketSource(this.connector.name, endpoint), { list: () => cloud.objects(kind), keyOf });
    const [networkPolicies, ofMachines, ofDatabases, ofShares, virtualMachines, databases, fileShares] =
      await Promise.all([
        this.list('cloudNetworkPolicies', () => cloud.typedPolicies('networks')),
        this.list('cloudVmPolicies', () => cloud.typedPolicies('virtualMachines')),
        this.list('cloudDatabasePolicies', () => cloud.typedPolicies('databases')),
        this.list('cloudFileSharePolicies', () => cloud.typedPolicies('fileShares')),
        objects('cloudVmObjects', 'virtualMachines'),
        objects('cloudDatabaseObjects', 'databases'),
        objects('cloudFileShareObjects', 'fileShares'),
      ]);
    const typedPolicies = [ofMachines, ofDatabases, ofShares];
    return { policies, typedPolicies, networkPolicies, virtualMachines, databases, fileShares };
  }

  private async readFailoverPlans(): Promise<Pick<ConnectionLists, 'failoverPlans' | 'tenants'>> {
    const { servers } = this.connector;
    const failoverPlans = await this.list('failoverPlans', () => servers.failoverPlans());
    const isOfTenants = failoverPlans.value.some((plan) => plan.tenantUid !== null);
    return { failoverPlans, tenants: isOfTenants ? await this.list('tenants', () => servers.tenants()) : null };
  }

  private async readAlarms(): Promise<Pick<ConnectionLists, 'alarms' | 'alarmTemplates' | 'repositories' | 'quotas'>> {
    const { alarms: api, name, servers, usage } = this.connector;
    const alarms = await this.list('alarms', () => api.activeAlarms());
    if (alarms.value.length === 0) return { alarms, alarmTemplates: null, repositories: null, quotas: null };
    const wanted = new Set(alarms.value.flatMap(({ templateUid }) => (templateUid === null ? [] : [templateUid])));
    const about = new Set(alarms.value.map(({ object }) => object.type));
    const [alarmTemplates, repositories, quotas] = await Promise.all([
      this.slow(ticketSource(name, 'alarmTemplates'), {
        list: () => api.templates(),
        keyOf: byUid,
        instants: [],
        isEnough: (known) => known.filter(({ uid }) => wanted.has(uid)).length === wanted.size,
      }),
      about.has('BackupRepository')
        ? this.slow(vspcSource(name, 'repositories'), {
            list: () => servers.repositories(),
            keyOf: byUid,
            instants: [],
          })
        : null,
      about.has('Company')
        ? this.slow(vspcSource(name, 'cloudQuotas'), {
            list: () => usage.tenantResources(),
            keyOf: byUid,
            instants: [],
          })
        : null,
    ]);
    return { alarms, alarmTemplates, repositories, quotas };
  }

  private async readWorkloads(jobs: readonly VspcJob[]): Promise<Pick<ConnectionLists, 'workloads' | 'vmObjects'>> {
    const { name, workloads: lists } = this.connector;
    const [vmObjects, ...workloads] = await Promise.all([
      jobs.some((job) => job.type === 'BackupVm')
        ? this.slow(vspcSource(name, 'vmObjects'), {
            list: () => VM_OBJECTS.list(this.connector),
            keyOf: VM_OBJECTS.keyOf,
            instants: ['startTime', 'endTime'],
          })
        : null,
      ...JUDGED_WORKLOADS.map((kind) =>
        this.slow(vspcWorkloadSource(name, kind), {
          list: () => lists.workloads(kind),
          keyOf: ({ key }) => key,
          instants: ['latestRestorePointDate', 'latestSnapshotDate'],
        }),
      ),
    ]);
    return { workloads, vmObjects };
  }

  private shared<T>(endpoint: keyof typeof VSPC_SOURCES, { keyOf, list }: SharedList<T>): Promise<Read<T>> {
    return this.run.readList(vspcSource(this.connector.name, endpoint), { list: () => list(this.connector), keyOf });
  }

  private list<T extends { readonly uid: string }>(
    endpoint: TicketSource,
    list: () => AsyncIterable<T>,
  ): Promise<Read<T>> {
    return this.run.readList(ticketSource(this.connector.name, endpoint), { list, keyOf: byUid });
  }

  private slow<T extends object>(source: SourceKey, list: Omit<KeptList<T>, 'keepForMs'>): Promise<Read<T>> {
    return this.kept.read(this.run, source, { ...list, keepForMs: this.settings.slowSourcesMs });
  }
}

const NO_CLOUD_OBJECTS = { networkPolicies: null, virtualMachines: null, databases: null, fileShares: null } as const;

function byUid({ uid }: { readonly uid: string }): string {
  return uid;
}

/** Every list that was read. */
export function listsOf({ cloud, m365, rpos, workloads, ...single }: ConnectionLists): readonly Read<unknown>[] {
  const { typedPolicies, ...cloudSingle } = cloud;
  const { schedules, ...m365Single } = m365;
  const optional: readonly (Read<unknown> | null)[] = [
    ...Object.values(single),
    ...Object.values(cloudSingle),
    ...Object.values(m365Single),
  ];
  return [...optional.filter((read) => read !== null), ...rpos, ...workloads, ...typedPolicies, ...schedules];
}
