import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan } from './company-plan';
import { addFullStorage } from './full-storage';
import { uidFrom } from './random-source';
import { serverJobRow } from './vspc-jobs';
import type { ProviderUids } from './vspc-provider';
import { addTenant } from './vspc-provider';

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 24 * 60;
/** Ended so long before the start of the world. */
const HOURS_AGO = 4;
const SILENT_DAYS = 3;

/** Names of what tickets are about: no other text of the company has them. */
export const MANY_KINDS = {
  cloudMachine: 'web frontend',
  cloudShare: 'drawings share',
  failoverPlan: 'Fail over to the second site',
  policyComputer: 'BRANCH-01',
  neverProtected: 'new machine of the branch',
  silentServer: 'SRV-BRANCH',
} as const;

interface ManyKinds {
  readonly plan: CompanyPlan;
  readonly serverUid: string;
  readonly start: Date;
}

/**
 * One of everything that VSPC watches besides the jobs of backup servers and agents, most of it in trouble. What becomes
 * of each is in the answer key (`expect-other-tickets.ts`).
 */
export function addManyKinds(data: VspcData, uids: ProviderUids, world: ManyKinds): void {
  const { plan, start } = world;
  addTenant(data, uids, {
    company: { uid: plan.uid, name: plan.vspcName },
    name: `branches-${plan.index}.example`,
    start,
    failure: 'Mailbox of the reception: the request was throttled.',
  });
  addPublicCloud(data, world);
  addFailoverPlan(data, world);
  addAgentPolicy(data, world);
  addNeverProtected(data, world);
  addSilentServer(data, world);
  addFullStorage(data, uids, { plan, serverUid: world.serverUid, raisedAt: endOf(world) });
}

function endOf({ start }: ManyKinds): Date {
  return new Date(start.getTime() - HOURS_AGO * HOUR_MS);
}

function addPublicCloud(data: VspcData, world: ManyKinds): void {
  const { plan, serverUid } = world;
  const machines = { policyUid: uidFrom(plan.uid, 'cloud policy'), policyName: 'Cloud machines' };
  const shares = { policyUid: uidFrom(plan.uid, 'cloud share policy'), policyName: 'Cloud shares' };
  const kinds = [
    [machines, 'VirtualMachine'],
    [shares, 'FileShare'],
  ] as const;
  for (const [{ policyName, policyUid }, policyType] of kinds) {
    data.cloudPolicies.push({
      instanceUid: policyUid,
      name: policyName,
      status: 'Idle',
      state: 'Enabled',
      backupServerUid: serverUid,
      organizationUid: plan.uid,
      platformType: 'Azure',
      policyType,
      managementAgentUid: uidFrom(serverUid, 'management agent'),
    });
  }
  const endTime = endOf(world);
  const object = (name: string) => ({
    instanceUid: uidFrom(plan.uid, 'cloud object', name),
    instanceName: name,
    backupServerUid: serverUid,
  });
  data.cloudVmObjects.push(
    {
      ...object(MANY_KINDS.cloudMachine),
      ...machines,
      lastBackup: { status: 'Failed', endTime, failureMessage: 'The snapshot quota of the region is used up.' },
    },
    { ...object('mail gateway'), ...machines, lastBackup: { status: 'Success', endTime } },
  );
  data.cloudFileShareObjects.push({
    ...object(MANY_KINDS.cloudShare),
    ...shares,
    lastSnapshot: { status: 'Failed', endTime, failureMessage: 'The share is locked.' },
  });
}

function addFailoverPlan(data: VspcData, world: ManyKinds): void {
  const instanceUid = uidFrom(world.plan.uid, 'failover plan');
  data.failoverPlans.push({
    instanceUid,
    backupServerUid: world.serverUid,
    name: MANY_KINDS.failoverPlan,
    type: 'Local',
    status: 'Failed',
    lastSession: { instanceUid, endTime: endOf(world), status: 'Failed', message: 'One replica did not start.' },
  });
}

/** Its results come with the computers; the policy itself is run by hand, and so never due. */
function addAgentPolicy(data: VspcData, world: ManyKinds): void {
  const { plan, serverUid, start } = world;
  const job = branchJob(plan, 'Branch computers', 2 * DAY_MINUTES);
  const { instanceUid, uid: uniqueUid } = job;
  const row = serverJobRow(job, placeOf(plan, serverUid), start);
  data.jobs.push({ ...row, type: 'AgentPolicy', scheduleType: 'NotScheduled', schedule: null });
  data.serverAgentJobs.push({ instanceUid, uniqueUid, jobMode: 'ManagedByAgent', osType: 'Windows' });
  const lastEndTime = endOf(world);
  const lastRun = new Date(lastEndTime.getTime() - HOUR_MS);
  for (const [computer, isFailed] of [
    [MANY_KINDS.policyComputer, true],
    ['BRANCH-02', false],
  ] as const) {
    data.serverAgentObjects.push({
      jobUid: instanceUid,
      uniqueJobUid: uniqueUid,
      instanceUid: uidFrom(plan.uid, 'object of the policy', computer),
      uniqueUid: uidFrom(plan.uid, 'computer of the policy', computer),
      backupServerUid: serverUid,
      computer,
      backupStatus: isFailed ? 'Failed' : 'Success',
      failureMessage: isFailed ? 'The agent cannot reach its repository.' : null,
      lastRun,
      lastEndTime,
      restorePointsCount: 14,
      osType: 'Windows',
    });
  }
}

/** A machine that the first job lists and that no session has come to yet. */
function addNeverProtected(data: VspcData, { plan }: ManyKinds): void {
  const [job] = plan.jobs;
  if (!job) return;
  data.vmObjects.push({
    jobUid: job.instanceUid,
    uniqueJobUid: job.uid,
    instanceUid: uidFrom(plan.uid, 'new machine'),
    name: MANY_KINDS.neverProtected,
    isExcluded: false,
  });
}

/** A second server that is out of touch: its job is missed and its machine old, which it explains. */
function addSilentServer(data: VspcData, { plan, start }: ManyKinds): void {
  const instanceUid = uidFrom(plan.uid, 'silent server');
  const managementAgentUid = uidFrom(instanceUid, 'management agent');
  const locationUid = plan.locations[0]?.uid ?? plan.uid;
  const name = MANY_KINDS.silentServer;
  data.backupServers.push({
    instanceUid,
    name,
    organizationUid: plan.uid,
    locationUid,
    managementAgentUid,
    backupServerRoleType: 'Client',
    status: 'Inaccessible',
    inHighAvailabilityCluster: false,
  });
  data.managementAgents.push({
    locationUid,
    instanceUid: managementAgentUid,
    organizationUid: plan.uid,
    hostName: name,
    lastHeartbeatTime: new Date(start.getTime() - SILENT_DAYS * 24 * HOUR_MS),
    status: 'Inaccessible',
    type: 'Client',
    connectionStatus: 'Inaccessible',
    role: 'Client',
  });
  const job = branchJob(plan, 'Archive of the branch', SILENT_DAYS * DAY_MINUTES + 10);
  const row = serverJobRow(job, placeOf(plan, instanceUid), start);
  data.jobs.push(row);
  data.protectedVms.push({
    instanceUid: uidFrom(plan.uid, 'machine of the silent server'),
    backupServerUid: instanceUid,
    organizationUid: plan.uid,
    name: 'archive of the branch',
    provisionedSourceSize: 120_000_000_000,
    usedSourceSize: 80_000_000_000,
    totalRestorePointSize: 60_000_000_000,
    latestRestorePointSize: 2_000_000_000,
    restorePoints: 14,
    latestRestorePointDate: row.lastEndTime ?? null,
    jobUid: job.uid,
    malwareState: 'Clean',
    immutable: false,
  });
}

function branchJob(plan: CompanyPlan, name: string, startedMinutesAgo: number): CompanyPlan['jobs'][number] {
  return {
    index: 0,
    uid: uidFrom(plan.uid, 'job of the branch', name),
    instanceUid: uidFrom(plan.uid, 'job of a server of the branch', name),
    name,
    source: 'backup-server',
    plight: 'success',
    startedMinutesAgo,
    durationSeconds: 600,
    failureMessage: '',
  };
}

function placeOf(plan: CompanyPlan, backupServerUid: string): Parameters<typeof serverJobRow>[1] {
  return {
    backupServerUid,
    locationUid: plan.locations[0]?.uid ?? plan.uid,
    organizationUid: plan.uid,
    mappedOrganizationUid: null,
    siteUid: null,
    parent: null,
  };
}
