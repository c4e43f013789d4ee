import type { Sandbox } from '../sandbox';
import type { SandboxOptions } from '../sandbox-options';
import type { VspcAgentJob } from '../vspc/shapes/agent-shapes';
import type { VspcJob } from '../vspc/shapes/job-shapes';
import type { TableName, VspcData } from '../vspc/vspc-data';
import { uidFrom } from '../world/random-source';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SESSION_SECONDS = 600;
const SEED = 'october';

/** 2026-10-12 is a Monday. The clocks of Europe go back on day 14, those of the United States on day 21. */
export const MONTH_START = new Date('2026-10-12T06:00:00Z');
/** 21:00 on day 30. */
export const MONTH_END = new Date('2026-11-10T21:00:00Z');

/**
 * The first nine companies of the world, by their place: 0 to 6 and 8 are linked to the ConnectWise companies 250 to 256
 * and 258, the sixth has its jobs on the provider's hosted server, the seventh is unknown to ConnectWise. Of each
 * company's jobs 0, 2, 4, 5 and 7 are its server's (2 and 5 replicate, and so have no machine with restore points), 1 and
 * 6 are server agents', 3 is a workstation's.
 */
export const MONTH_WORLD: Pick<SandboxOptions, 'companies' | 'jobsPerCompany' | 'seed' | 'start'> = {
  companies: 9,
  jobsPerCompany: 8,
  seed: SEED,
  start: MONTH_START,
};

/** ConnectWise companies by their place in the world. */
export const COMPANY_IDS = [250, 251, 252, 253, 254, 255, 256, null, 258] as const;
export const PROVIDER_ID = 2;

/** What the scenes are about that is no job of the world, by the name of its scene. */
export const PLACED = {
  tenant: 'Mailboxes and sites',
  cloudMachine: 'Machine in a public cloud',
  policyComputer: 'Computer of a policy',
  failoverPlan: 'Plan for the worst case',
  repository: 'Filled repository',
} as const;

export const PLACED_UIDS = {
  policyComputer: uidFrom(SEED, 'computer of a policy'),
  failoverPlan: uidFrom(SEED, 'failover plan'),
  cloudMachine: uidFrom(SEED, 'cloud machine'),
  freeSpaceTemplate: uidFrom(SEED, 'template', 'free space'),
  jobStateTemplate: uidFrom(SEED, 'template', 'job state'),
  repository: uidFrom(SEED, 'filled repository'),
  newMachine: uidFrom(SEED, 'new machine'),
} as const;

/** Makes everything well, every job daily from 20:00 UTC on, and puts there what the world does not have. */
export function prepareMonth(sandbox: Sandbox): void {
  const { vspc } = sandbox.world;
  for (const [index, row] of vspc.jobs.entries()) settleServerJob(row, index);
  for (const [index, row] of vspc.agentJobs.entries()) settleAgentJob(row, index);
  for (const row of vspc.protectedVms) row.latestRestorePointDate = lastEnd(0);
  for (const row of vspc.consoleComputers) row.latestRestorePointDate = lastEnd(0);
  sandbox.world.failures.clear();
  placeMicrosoft365(sandbox);
  placePolicyComputer(vspc);
  placeCloudMachine(vspc);
  placeFailoverPlan(vspc);
  placeAlarmTemplates(vspc);
  for (const table of TOUCHED) sandbox.standIns.vspc.touch(table);
}

const TOUCHED: readonly TableName[] = [
  'jobs',
  'agentJobs',
  'protectedVms',
  'consoleComputers',
  'vb365Jobs',
  'serverAgentJobs',
  'serverAgentObjects',
  'cloudPolicies',
  'cloudVmObjects',
  'failoverPlans',
  'alarmTemplates',
];

function lastStart(index: number): Date {
  return new Date(MONTH_START.getTime() - 10 * HOUR_MS + (index % 40) * MINUTE_MS);
}

function lastEnd(index: number): Date {
  return new Date(lastStart(index).getTime() + SESSION_SECONDS * 1_000);
}

function nextStart(index: number): Date {
  return new Date(lastStart(index).getTime() + DAY_MS);
}

function session(index: number) {
  return {
    status: 'Success',
    isEnabled: true,
    lastRun: lastStart(index),
    lastEndTime: lastEnd(index),
    lastDuration: SESSION_SECONDS,
    avgDuration: SESSION_SECONDS,
    failureMessage: null,
    scheduleType: 'Daily',
  };
}

function settleServerJob(row: VspcJob, index: number): void {
  const next = nextStart(index);
  const timeUtc = next.toISOString().slice(11, 19);
  Object.assign(row, session(index));
  row.creationTime = new Date(MONTH_START.getTime() - 200 * DAY_MS);
  row.schedule = {
    startDateTime: next,
    startDateTimeUtc: next,
    dailyScheduleOptions: { kind: 'Everyday', days: [], timeUtc },
    continuousScheduleEnabled: false,
  };
}

function settleAgentJob(row: VspcAgentJob, index: number): void {
  Object.assign(row, session(index), { nextRun: nextStart(index), scheduleDisplayName: 'Daily', restorePoints: 14 });
}

function placeMicrosoft365({ standIns, world }: Sandbox): void {
  const [tenant] = world.vspc.vb365Organizations;
  const [row] = world.vspc.vb365Jobs;
  const owner = world.plans[1];
  if (!tenant || !row || !owner) throw new Error('The world has no tenant of Microsoft 365.');
  standIns.vspc.live.mapVb365Organization(tenant.instanceUid, owner.uid);
  row.name = PLACED.tenant;
}

/** Its results come with the computer; the policy itself is run by hand, and so never due. */
function placePolicyComputer(vspc: VspcData): void {
  const model = vspc.jobs.find((row) => row.backupServerUid === serverOf(vspc, 8));
  if (!model) throw new Error('The world has no server for the policy.');
  const instanceUid = uidFrom(SEED, 'policy of the server');
  const uniqueUid = uidFrom(SEED, 'policy');
  const place = { instanceUid, uniqueUid, name: 'Policy', type: 'AgentPolicy', scheduleType: 'NotScheduled' };
  vspc.jobs.push({ ...model, ...place, schedule: null });
  vspc.serverAgentJobs.push({ instanceUid, uniqueUid, jobMode: 'ManagedByAgent', osType: 'Windows' });
  vspc.serverAgentObjects.push({
    jobUid: instanceUid,
    uniqueJobUid: uniqueUid,
    instanceUid: uidFrom(SEED, 'object of the policy'),
    uniqueUid: PLACED_UIDS.policyComputer,
    backupServerUid: model.backupServerUid,
    computer: PLACED.policyComputer,
    backupStatus: 'Success',
    lastRun: lastStart(0),
    lastEndTime: lastEnd(0),
    restorePointsCount: 14,
    osType: 'Windows',
  });
}

function placeCloudMachine(vspc: VspcData): void {
  const backupServerUid = serverOf(vspc, 8);
  const policyUid = uidFrom(SEED, 'cloud policy');
  vspc.cloudPolicies.push({
    instanceUid: policyUid,
    name: 'Cloud',
    status: 'Idle',
    state: 'Enabled',
    backupServerUid,
    organizationUid: vspc.companies[8]?.instanceUid ?? null,
    platformType: 'Azure',
    policyType: 'VirtualMachine',
    managementAgentUid: uidFrom(backupServerUid, 'management agent'),
  });
  vspc.cloudVmObjects.push({
    instanceUid: PLACED_UIDS.cloudMachine,
    instanceName: PLACED.cloudMachine,
    policyUid,
    policyName: 'Cloud',
    backupServerUid,
    lastBackup: { status: 'Success', endTime: lastEnd(0) },
  });
}

function placeFailoverPlan(vspc: VspcData): void {
  vspc.failoverPlans.push({
    instanceUid: PLACED_UIDS.failoverPlan,
    backupServerUid: serverOf(vspc, 0),
    name: PLACED.failoverPlan,
    type: 'Local',
    status: 'Ready',
  });
}

function placeAlarmTemplates(vspc: VspcData): void {
  const organizationUid = vspc.companies[0]?.instanceUid ?? '';
  vspc.alarmTemplates.push(
    {
      instanceUid: PLACED_UIDS.freeSpaceTemplate,
      name: 'Repository free space',
      isEnabled: true,
      category: 'BackupRepository',
      organizationUid,
    },
    {
      instanceUid: PLACED_UIDS.jobStateTemplate,
      name: 'Job session state',
      isEnabled: true,
      category: 'BackupVmJob',
      organizationUid,
    },
  );
}

/** The backup server of a company, by the company's place in the world. */
function serverOf(vspc: VspcData, company: number): string {
  const owner = vspc.companies[company]?.instanceUid;
  const server = vspc.backupServers.find((row) => row.organizationUid === owner);
  if (!server) throw new Error(`Company ${company} of the month has no backup server.`);
  return server.instanceUid;
}
