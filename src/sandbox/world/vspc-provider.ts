import type { VspcData } from '../vspc/vspc-data';
import { emptyVspcData } from '../vspc/vspc-data';
import type { JobPlan } from './company-plan';
import { PROVIDER_COMPANY, RESELLER_COMPANY } from './connectwise-office';
import { resellerUidOf } from './plan-company';
import { hexFrom, uidFrom } from './random-source';
import { serverJobRow } from './vspc-jobs';

const DAY_MS = 24 * 3_600_000;
const TERABYTE = 10 ** 12;

const VSPC_RELEASE = '9.1';
/** Of the VSPC server; its instants carry this zone's offset. */
export const VSPC_TIMEZONE = 'Europe/Berlin';

export interface ProviderUids {
  readonly provider: string;
  readonly location: string;
  readonly hostedServer: string;
  readonly cloudConnectServer: string;
  readonly site: string;
  readonly vb365Server: string;
}

export function providerUidsOf(seed: string): ProviderUids {
  return {
    provider: uidFrom(seed, 'provider'),
    location: uidFrom(seed, 'provider location'),
    hostedServer: uidFrom(seed, 'hosted server'),
    cloudConnectServer: uidFrom(seed, 'cloud connect server'),
    site: uidFrom(seed, 'site'),
    vb365Server: uidFrom(seed, 'vb365 server'),
  };
}

export function vspcKeyOf(seed: string): string {
  return hexFrom(64, seed, 'vspc key');
}

export function vspcPasswordOf(seed: string): string {
  return hexFrom(20, seed, 'vspc password');
}

/**
 * Jobs on the provider's hosted server that nobody has mapped to a customer: they are the provider's own trouble
 * (RULES, Tickets 1).
 */
export function planProviderJobs(seed: string): readonly JobPlan[] {
  const job = (index: number, name: string, plight: JobPlan['plight']): JobPlan => ({
    index,
    uid: uidFrom(seed, 'provider job', index),
    instanceUid: uidFrom(seed, 'provider job of the server', index),
    name,
    source: 'backup-server',
    plight,
    startedMinutesAgo: 300 + index * 11,
    durationSeconds: 900,
    failureMessage: 'Error: Cannot find tenant-vm-3 in hierarchy.',
  });
  return [job(0, 'Unsorted tenants', 'failed'), job(1, 'Portal and gateways', 'success')];
}

/** A VSPC with everything of the provider's own, and no customer yet. */
export function createProviderWorld(seed: string, start: Date): VspcData {
  const uids = providerUidsOf(seed);
  const data = emptyVspcData(headOf(seed, uids, start));
  data.organizations.push({ name: PROVIDER_COMPANY.name, instanceUid: uids.provider, type: 'Provider' });
  data.locations.push({
    name: 'Data centre',
    quotaGb: 0,
    instanceUid: uids.location,
    organizationUid: uids.provider,
    type: 'Hosted',
  });
  addReseller(data, seed);
  addServers(data, uids, { seed, start });
  for (const job of planProviderJobs(seed)) {
    const place = {
      backupServerUid: uids.hostedServer,
      locationUid: uids.location,
      organizationUid: uids.provider,
      mappedOrganizationUid: null,
      siteUid: null,
      parent: null,
    };
    data.jobs.push(serverJobRow(job, place, start));
  }
  addMicrosoft365Server(data, uids, start);
  return data;
}

function headOf(
  seed: string,
  uids: ProviderUids,
  start: Date,
): Pick<VspcData, 'server' | 'users' | 'apiKeys' | 'consoleLicense'> {
  const userUid = uidFrom(seed, 'portal user');
  return {
    server: {
      installationId: uidFrom(seed, 'installation'),
      installationDate: new Date(start.getTime() - 900 * DAY_MS),
      release: VSPC_RELEASE,
      timezone: VSPC_TIMEZONE,
      ownHost: 'vspc01.norvenhal.internal',
      providerUid: uids.provider,
    },
    users: [
      {
        uid: userUid,
        organizationUid: uids.provider,
        userName: 'bridge',
        password: vspcPasswordOf(seed),
        role: 'PortalAdministrator',
        isEnabled: true,
        hasMfa: false,
      },
    ],
    apiKeys: [{ key: vspcKeyOf(seed), userUid, isReadOnly: true, isEnabled: true }],
    consoleLicense: { licenseId: uidFrom(seed, 'licence'), licenseeCompany: PROVIDER_COMPANY.name, status: 'Valid' },
  };
}

function addReseller(data: VspcData, seed: string): void {
  const instanceUid = resellerUidOf(seed);
  data.organizations.push({ name: RESELLER_COMPANY.name, instanceUid, type: 'Reseller' });
  data.resellers.push({ instanceUid, name: RESELLER_COMPANY.name, status: 'Active', isRestAccessEnabled: false });
}

function addServers(data: VspcData, uids: ProviderUids, world: { readonly seed: string; readonly start: Date }): void {
  const { seed, start } = world;
  const servers = [
    ['VBR-HOSTED01', uids.hostedServer, 'Hosted'],
    ['VCC01', uids.cloudConnectServer, 'CloudConnect'],
  ] as const;
  for (const [name, instanceUid, role] of servers) {
    const managementAgentUid = uidFrom(seed, 'management agent', name);
    data.backupServers.push({
      instanceUid,
      name,
      organizationUid: uids.provider,
      locationUid: uids.location,
      managementAgentUid,
      version: '13.0.1.1071',
      displayVersion: '13.0.1',
      installationUid: uidFrom(seed, 'server installation', name),
      backupServerRoleType: role,
      status: 'Healthy',
      inHighAvailabilityCluster: false,
    });
    data.managementAgents.push({
      locationUid: uids.location,
      instanceUid: managementAgentUid,
      organizationUid: uids.provider,
      hostName: name,
      lastHeartbeatTime: new Date(start.getTime() - 60_000),
      status: 'Healthy',
      type: role,
      connectionStatus: 'Online',
      role: 'Client',
    });
  }
  data.sites.push({
    siteName: 'VCC01',
    siteUid: uids.site,
    backupServerUid: uids.cloudConnectServer,
    managementAgentUid: uidFrom(seed, 'management agent', 'VCC01'),
    maintenanceModeIsEnabled: false,
    tenantManagementInCloudConnectIsEnabled: true,
  });
  addRepositories(data, uids, seed);
}

/** One with figures, and one in an object storage that tells none. */
function addRepositories(data: VspcData, uids: ProviderUids, seed: string): void {
  data.repositories.push(
    {
      instanceUid: uidFrom(seed, 'repository', 'hosted'),
      name: 'Hosted repository',
      backupServerUid: uids.hostedServer,
      info: {
        capacity: 90 * TERABYTE,
        isCapacityAvailable: true,
        freeSpace: 31 * TERABYTE,
        isFreeSpaceAvailable: true,
        usedSpace: 59 * TERABYTE,
        isUsedSpaceAvailable: true,
        type: 'LinuxHardened',
        status: 'Healthy',
        isCloud: false,
      },
    },
    {
      instanceUid: uidFrom(seed, 'repository', 'object storage'),
      name: 'Object storage',
      backupServerUid: uids.cloudConnectServer,
      info: {
        isCapacityAvailable: false,
        isFreeSpaceAvailable: false,
        usedSpace: 12 * TERABYTE,
        isUsedSpaceAvailable: true,
        type: 'S3Compatible',
        status: 'Healthy',
        isCloud: false,
      },
    },
  );
}

function addMicrosoft365Server(data: VspcData, uids: ProviderUids, start: Date): void {
  const managementAgentUid = uidFrom(uids.vb365Server, 'management agent');
  data.vb365Servers.push({
    instanceUid: uids.vb365Server,
    locationUid: uids.location,
    organizationUid: uids.provider,
    managementAgentUid,
    name: 'VB365-01',
    version: '8.3.0.3950',
    majorVersion: 8,
    serverApiVersion: 'V8',
    status: 'Healthy',
    managementAgentStatus: 'Healthy',
  });
  data.managementAgents.push({
    locationUid: uids.location,
    instanceUid: managementAgentUid,
    organizationUid: uids.provider,
    hostName: 'VB365-01',
    lastHeartbeatTime: new Date(start.getTime() - 60_000),
    status: 'Healthy',
    type: 'Hosted',
    connectionStatus: 'Online',
  });
  addTenant(data, uids, { company: null, name: 'gorlivanne.example', start });
}

interface TenantSeed {
  /** Null: nobody has mapped the tenant, and nobody pays for it. */
  readonly company: { readonly uid: string; readonly name: string } | null;
  readonly name: string;
  readonly start: Date;
  /** What its job ended with; without one it ended well. */
  readonly failure?: string;
}

export function addTenant(data: VspcData, uids: ProviderUids, { company, failure, name, start }: TenantSeed): void {
  const instanceUid = uidFrom(uids.vb365Server, 'tenant', name);
  const repositoryUid = uidFrom(uids.vb365Server, 'repository');
  const lastRun = new Date(start.getTime() - 5 * 3_600_000);
  data.vb365Organizations.push({
    name,
    type: 'Microsoft365',
    isBackedUp: true,
    instanceUid,
    region: 'Default',
    protectedServices: ['ExchangeOnline', 'MicrosoftTeams'],
    vb365ServerUid: uids.vb365Server,
    vb365ServerName: 'VB365-01',
    lastBackupTime: lastRun,
    isRemoving: false,
    isJobSchedulingEnabled: true,
    mappedOrganizationUid: company?.uid ?? null,
    mappedOrganizationName: company?.name ?? null,
  });
  data.vb365Jobs.push({
    instanceUid: uidFrom(instanceUid, 'job'),
    name: `Mail and files of ${name}`,
    jobType: 'BackupJob',
    repositoryUid,
    repositoryName: 'M365 repository',
    vb365OrganizationUid: instanceUid,
    vspcOrganizationUid: company?.uid ?? null,
    vspcOrganizationName: company?.name ?? null,
    vb365ServerUid: uids.vb365Server,
    vb365ServerName: 'VB365-01',
    managementAgentUid: uidFrom(uids.vb365Server, 'management agent'),
    lastRun,
    nextRun: new Date(lastRun.getTime() + DAY_MS),
    isEnabled: true,
    lastStatus: failure === undefined ? 'Success' : 'Failed',
    lastStatusDetails: '',
    lastErrorLogRecords: failure === undefined ? [] : [{ message: failure, logType: 'Error' }],
  });
  if (company) {
    data.vb365Mappings.push({
      instanceUid: uidFrom(instanceUid, 'mapping'),
      vb365OrganizationUid: instanceUid,
      vb365OrganizationName: name,
      vb365ServerUid: uids.vb365Server,
      companyUid: company.uid,
      companyName: company.name,
    });
  }
}
