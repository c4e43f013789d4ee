import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan, JobPlan } from './company-plan';
import { addMicrosoft365Objects } from './microsoft365-objects';
import { uidFrom } from './random-source';
import { addManyKinds } from './many-kinds';
import { addLicenceUsage } from './vspc-licences';
import { agentJobRow, momentOf, serverJobRow } from './vspc-jobs';
import type { ProviderUids } from './vspc-provider';
import { addTenant } from './vspc-provider';

const DAY_MS = 24 * 3_600_000;
const TERABYTE = 10 ** 12;

export interface VspcContext {
  readonly data: VspcData;
  readonly uids: ProviderUids;
  readonly start: Date;
}

/** Writes a planned company into VSPC: organization, locations, its server, agents, jobs and workloads. */
export function addVspcCompany(context: VspcContext, plan: CompanyPlan): void {
  const { data, uids, start } = context;
  addOrganization(data, plan);
  const serverUid = plan.story === 'hosted' ? uids.hostedServer : uidFrom(plan.uid, 'backup server');
  if (plan.story !== 'hosted') addBackupServer(context, plan, serverUid);
  for (const job of plan.jobs) {
    if (job.source === 'backup-server') addServerJob(context, plan, { job, serverUid });
    else addAgentJob(context, plan, job);
  }
  addLicenceUsage(data, plan, serverUid);
  if (plan.story === 'microsoft-365') {
    const company = { uid: plan.uid, name: plan.vspcName };
    const name = `tenant-${plan.index}.example`;
    addTenant(data, uids, { company, name, start });
    addMicrosoft365Objects(data, plan, name);
  }
  if (plan.story === 'many-kinds') addManyKinds(data, uids, { plan, serverUid, start });
}

function addOrganization(data: VspcData, plan: CompanyPlan): void {
  const { uid, vspcName, index } = plan;
  data.organizations.push({
    name: vspcName,
    instanceUid: uid,
    alias: `company-${index}`,
    type: 'Company',
    taxId: plan.taxId,
    email: `it@company-${index}.example`,
    companyId: plan.externalId,
    notes: '',
  });
  for (const [place, location] of plan.locations.entries()) {
    data.locations.push({
      name: location.name,
      quotaGb: 0,
      instanceUid: location.uid,
      organizationUid: uid,
      type: place === 0 ? 'Default' : 'Custom',
    });
  }
  data.companies.push({
    instanceUid: uid,
    name: vspcName,
    status: 'Active',
    resellerUid: plan.resellerUid,
    isRestAccessEnabled: false,
    isAlarmDetectEnabled: true,
    companyServices: {
      hostedServices: { isVbPublicCloudManagementEnabled: false },
      remoteServices: { isBackupResourcesEnabled: true, isVbPublicCloudManagementEnabled: false },
    },
    ownerCredentials: { userName: `owner-${index}` },
  });
}

function locationUidOf(plan: CompanyPlan): string {
  return plan.locations[0]?.uid ?? plan.uid;
}

function addBackupServer({ data, start }: VspcContext, plan: CompanyPlan, serverUid: string): void {
  const managementAgentUid = uidFrom(serverUid, 'management agent');
  const name = `SRV-${String(plan.index).padStart(4, '0')}`;
  data.backupServers.push({
    instanceUid: serverUid,
    name,
    organizationUid: plan.uid,
    locationUid: locationUidOf(plan),
    managementAgentUid,
    version: '12.3.2.4165',
    displayVersion: '12.3.2',
    installationUid: uidFrom(serverUid, 'installation'),
    backupServerRoleType: 'Client',
    status: 'Healthy',
    inHighAvailabilityCluster: false,
  });
  data.managementAgents.push({
    locationUid: locationUidOf(plan),
    instanceUid: managementAgentUid,
    organizationUid: plan.uid,
    hostName: name,
    lastHeartbeatTime: new Date(start.getTime() - 90_000),
    status: 'Healthy',
    type: 'Client',
    connectionStatus: 'Online',
    role: 'Client',
  });
  data.repositories.push({
    instanceUid: uidFrom(serverUid, 'repository'),
    name: 'Default Backup Repository',
    backupServerUid: serverUid,
    info: {
      capacity: 16 * TERABYTE,
      isCapacityAvailable: true,
      freeSpace: 6 * TERABYTE,
      isFreeSpaceAvailable: true,
      usedSpace: 10 * TERABYTE,
      isUsedSpaceAvailable: true,
      type: 'Windows',
      status: 'Healthy',
      isCloud: false,
    },
  });
}

function addServerJob(
  { data, uids, start }: VspcContext,
  plan: CompanyPlan,
  { job, serverUid }: { readonly job: JobPlan; readonly serverUid: string },
): void {
  const isHosted = plan.story === 'hosted';
  const first = plan.jobs[0];
  const place = {
    backupServerUid: serverUid,
    locationUid: isHosted ? uids.location : locationUidOf(plan),
    organizationUid: isHosted ? uids.provider : plan.uid,
    mappedOrganizationUid: isHosted ? plan.uid : null,
    siteUid: null,
    parent: first ? { instanceUid: first.instanceUid, name: first.name } : null,
  };
  const row = serverJobRow(job, place, start);
  data.jobs.push(row);
  if (row.type !== 'BackupVm') return;
  data.vmJobs.push({
    instanceUid: job.instanceUid,
    uniqueUid: job.uid,
    subtype: 'VSphere',
    targetRepositoryUid: uidFrom(serverUid, 'repository'),
    protectedVmCount: 1,
  });
  const restorePoint = lastGoodOf(job, start);
  if (restorePoint === null) return;
  data.protectedVms.push({
    instanceUid: uidFrom(job.uid, 'vm'),
    backupServerUid: serverUid,
    organizationUid: place.organizationUid,
    name: `vm-${plan.index}-${job.index}`,
    provisionedSourceSize: 120_000_000_000,
    usedSourceSize: 80_000_000_000,
    totalRestorePointSize: 60_000_000_000,
    latestRestorePointSize: 2_000_000_000,
    restorePoints: 14,
    latestRestorePointDate: restorePoint,
    jobUid: job.uid,
    malwareState: 'Clean',
    immutable: false,
  });
}

function addAgentJob({ data, start }: VspcContext, plan: CompanyPlan, job: JobPlan): void {
  const backupAgentUid = uidFrom(job.uid, 'backup agent');
  const managementAgentUid = uidFrom(job.uid, 'management agent');
  const isSilent = job.plight === 'frozen';
  const isServer = job.source === 'server-agent';
  const name = machineNameOf(plan, job);
  data.managementAgents.push({
    locationUid: locationUidOf(plan),
    instanceUid: managementAgentUid,
    organizationUid: plan.uid,
    hostName: name,
    lastHeartbeatTime: new Date(start.getTime() - (isSilent ? 3 * DAY_MS : 90_000)),
    status: isSilent ? 'Inaccessible' : 'Healthy',
    type: 'Client',
    connectionStatus: isSilent ? 'Inaccessible' : 'Online',
    role: 'Client',
  });
  data.backupAgents.push({
    guiMode: 'Full',
    instanceUid: backupAgentUid,
    agentPlatform: 'Windows',
    status: 'Active',
    managementAgentStatus: isSilent ? 'Inaccessible' : 'Healthy',
    managementAgentUid,
    organizationUid: plan.uid,
    name,
    operationMode: isServer ? 'Server' : 'Workstation',
    platform: 'Physical',
    version: '6.3.2.1302',
    versionStatus: 'UpToDate',
    managementMode: 'ManagedByConsole',
    installationType: 'Full',
    totalJobsCount: 1,
    runningJobsCount: 0,
    successJobsCount: job.plight === 'failed' ? 0 : 1,
  });
  const row = agentJobRow(job, { backupAgentUid, organizationUid: plan.uid }, start);
  data.agentJobs.push(row);
  const restorePoint = lastGoodOf(job, start);
  if (restorePoint === null) return;
  data.consoleComputers.push({
    backupAgentUid,
    organizationUid: plan.uid,
    name,
    numberOfJobs: 1,
    operationMode: isServer ? 'Server' : 'Workstation',
    latestRestorePointDate: restorePoint,
  });
}

/** What an agent runs on; IT Glue may know it, too. */
export function machineNameOf({ index }: CompanyPlan, job: JobPlan): string {
  const prefix = job.source === 'server-agent' ? 'APP' : 'PC';
  return `${prefix}-${String(index).padStart(4, '0')}-${job.index}`;
}

/** A job that has just failed still has the restore point of the day before; one that never ran has none. */
function lastGoodOf(job: JobPlan, start: Date): Date | null {
  const { status, lastEndTime } = momentOf(job, start);
  if (lastEndTime === null) return null;
  return status === 'Failed' ? new Date(lastEndTime.getTime() - DAY_MS) : lastEndTime;
}
