import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import { Redactor } from '../../src/kernel/redaction';
import { VspcConnector } from '../../src/vspc/vspc.connector';
import { WORKLOAD_KINDS } from '../../src/vspc/workload-endpoints';
import { ManualClock } from '../support/manual-clock';

let sandbox: Sandbox;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await startSandbox({ start: clock.now(), wall: clock, companies: 40, jobsPerCompany: 4 });
});

afterEach(async () => {
  expect(sandbox.crashes()).toEqual([]);
  expect(sandbox.unknownRoutes()).toEqual([]);
  expect(sandbox.listUnusedFaults()).toEqual([]);
  await sandbox.close();
});

function connect(): VspcConnector {
  const budget = new MemoryRateBudget(clock, [['vspc:main', { requestsPerSecond: 100, burst: 100 }]]);
  const url = sandbox.addresses.vspc;
  const credentials = { apiKey: sandbox.credentials.vspc.apiKey };
  return new VspcConnector({ name: 'main', url, credentials, budget, clock, redactor: new Redactor(), random: () => 0.5 });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

type Lists = Readonly<Record<string, () => AsyncIterable<unknown>>>;

function everyList(vspc: VspcConnector): Lists {
  return {
    organizations: () => vspc.organizations.organizations(),
    companies: () => vspc.organizations.companies(),
    resellers: () => vspc.organizations.resellers(),
    locations: () => vspc.organizations.locations(),
    usage: () => vspc.usage.companyUsage(),
    tenantResources: () => vspc.usage.tenantResources(),
    tenantUsage: () => vspc.usage.tenantUsage(),
    hostedQuotas: () => vspc.usage.hostedRepositoryQuotas(),
    m365Quotas: () => vspc.usage.m365RepositoryQuotas(),
    backupServers: () => vspc.servers.backupServers(),
    repositories: () => vspc.servers.repositories(),
    sites: () => vspc.servers.sites(),
    tenants: () => vspc.servers.tenants(),
    failoverPlans: () => vspc.servers.failoverPlans(),
    jobs: () => vspc.jobs.jobs(),
    serverAgentJobs: () => vspc.jobs.agentJobs(),
    serverAgentObjects: () => vspc.jobs.agentJobObjects(),
    vmObjects: () => vspc.jobs.objects('backupVmJobs'),
    replicaObjects: () => vspc.jobs.objects('replicationVmJobs'),
    fileShareObjects: () => vspc.jobs.objects('fileShareJobs'),
    objectStorageObjects: () => vspc.jobs.objects('objectStorageBackupJobs'),
    cdpJobs: () => vspc.jobs.cdpJobs(),
    backupCopyJobs: () => vspc.jobs.backupCopyJobs(),
    simpleBackupCopyJobs: () => vspc.jobs.simpleBackupCopyJobs(),
    agentJobs: () => vspc.agents.agentJobs(),
    backupAgents: () => vspc.agents.backupAgents(),
    managementAgents: () => vspc.agents.managementAgents(),
    discoveredComputers: () => vspc.agents.discoveredComputers(),
    m365Servers: () => vspc.m365.servers(),
    m365Organizations: () => vspc.m365.organizations(),
    m365Mappings: () => vspc.m365.companyMappings(),
    m365Jobs: () => vspc.m365.jobs(),
    m365BackupSchedules: () => vspc.m365.backupSchedules(),
    m365CopySchedules: () => vspc.m365.copySchedules(),
    cloudPolicies: () => vspc.cloud.policies(),
    cloudVmPolicies: () => vspc.cloud.typedPolicies('virtualMachines'),
    cloudDatabasePolicies: () => vspc.cloud.typedPolicies('databases'),
    cloudFileSharePolicies: () => vspc.cloud.typedPolicies('fileShares'),
    cloudNetworkPolicies: () => vspc.cloud.typedPolicies('networks'),
    cloudVms: () => vspc.cloud.objects('virtualMachines'),
    cloudDatabases: () => vspc.cloud.objects('databases'),
    cloudFileShares: () => vspc.cloud.objects('fileShares'),
    alarms: () => vspc.alarms.activeAlarms(),
    alarmTemplates: () => vspc.alarms.templates(),
    licenceUsage: () => vspc.licences.usage(),
    activities: () => vspc.activities.activities({ from: new Date('2026-10-20T00:00:00Z'), to: clock.now() }),
    ...Object.fromEntries(WORKLOAD_KINDS.map((kind) => [`workloads ${kind}`, () => vspc.workloads.workloads(kind)])),
  };
}

it('prints', async () => {
  const vspc = connect();
  const out: string[] = [JSON.stringify(await vspc.fetchVersion()), JSON.stringify(await vspc.fetchMe())];
  for (const [name, list] of Object.entries(everyList(vspc))) {
    try {
      const items = await collect(list());
      out.push(`${name} ${items.length} ${JSON.stringify(items[0])?.slice(0, 1500)}`);
    } catch (error) { out.push(`${name} ERR ${String(error)}`); }
  }
  console.log(out.join('\n'));
  expect(1).toBe(1);
});
