import type { VspcData } from '../../src/sandbox/vspc/vspc-data';
import { ALPHA, BETA, HOSTED_SERVER, JOB, PROVIDER, SERVER, uid } from './vspc-example-uids';

const LOCATION = '00000000-0000-4000-a000-000000000012';

/** Servers, jobs, agents, Microsoft 365 and public cloud of the example. */
export function addInfrastructure(data: VspcData): void {
  addServers(data);
  addJobs(data);
  addAgents(data);
  addVb365(data);
  addPublicCloud(data);
}

function addServers(data: VspcData): void {
  const server = { locationUid: LOCATION, managementAgentUid: uid(50), status: 'Healthy' };
  data.backupServers.push(
    { ...server, instanceUid: SERVER, name: 'VBR-ALPHA', organizationUid: ALPHA, backupServerRoleType: 'Client' },
    {
      ...server,
      instanceUid: HOSTED_SERVER,
      name: 'VBR-HOSTED',
      organizationUid: PROVIDER,
      backupServerRoleType: 'Hosted',
      inHighAvailabilityCluster: false,
    },
  );
  const unavailable = { isCapacityAvailable: false, isFreeSpaceAvailable: false, isUsedSpaceAvailable: false };
  const available = { isCapacityAvailable: true, isFreeSpaceAvailable: true, isUsedSpaceAvailable: true };
  data.repositories.push(
    {
      instanceUid: uid(40),
      name: 'Default Backup Repository',
      backupServerUid: SERVER,
      info: { ...available, type: 'Windows', capacity: 1000, freeSpace: 400, usedSpace: 600, status: 'Healthy' },
    },
    { instanceUid: uid(41), name: 'Bucket', backupServerUid: SERVER, info: { ...unavailable, type: 'S3Compatible' } },
  );
  data.failoverPlans.push({ instanceUid: uid(42), backupServerUid: SERVER, name: 'Plan', status: 'Ready' });
  data.sites.push({ siteUid: uid(43), siteName: 'Cloud', backupServerUid: uid(44), managementAgentUid: uid(50) });
  data.tenants.push({
    instanceUid: uid(45),
    siteUid: uid(43),
    name: 'beta',
    credentials: { userName: 'beta' },
    assignedForCompany: BETA,
    lastActive: new Date('2026-11-01T07:00:00Z'),
  });
  data.tenantResources.push({
    instanceUid: uid(46),
    cloudRepositoryName: 'Cloud repository',
    storageQuota: 5000,
    companyUid: BETA,
    tenantUid: uid(45),
    siteUid: uid(43),
    repositoryUid: uid(40),
  });
  data.tenantResourceUsage.push({
    companyUid: BETA,
    tenantUid: uid(45),
    backupResourceUid: uid(46),
    storageQuota: 5000,
    usedStorageQuota: 1200,
  });
}

function addJobs(data: VspcData): void {
  const job = { isEnabled: true, locationUid: LOCATION, lastSessionTasks: [], scheduleType: 'Daily' };
  data.jobs.push(
    {
      ...job,
      uniqueUid: JOB,
      instanceUid: uid(60),
      name: 'Nightly',
      status: 'Success',
      type: 'BackupVm',
      backupServerUid: SERVER,
      organizationUid: ALPHA,
      lastRun: new Date('2026-11-01T21:00:00Z'),
      lastEndTime: new Date('2026-11-01T21:30:00Z'),
      lastDuration: 1800,
      schedule: {
        startDateTimeUtc: new Date('2026-11-02T21:00:00Z'),
        dailyScheduleOptions: { kind: 'Everyday', time: '22:00', timeUtc: '21:00', days: ['Monday'] },
      },
      lastSessionTasks: [{ instanceUid: uid(61), objectName: 'vm1', status: 'Success' }],
    },
    {
      ...job,
      uniqueUid: uid(31),
      instanceUid: uid(60),
      name: 'nightly of a clone',
      status: 'None',
      type: 'SobrMaintenance',
      backupServerUid: HOSTED_SERVER,
      organizationUid: PROVIDER,
      mappedOrganizationUid: BETA,
      scheduleType: 'NotScheduled',
      isEnabled: false,
    },
    {
      ...job,
      uniqueUid: uid(32),
      instanceUid: uid(62),
      name: 'Tape',
      status: 'Failed',
      type: 'BackupToTape',
      backupServerUid: SERVER,
      organizationUid: ALPHA,
      lastRun: new Date('2026-10-24T23:30:00Z'),
      failureMessage: 'No tape.',
    },
  );
  const typed = { instanceUid: uid(60), uniqueUid: JOB };
  data.vmJobs.push({ ...typed, subtype: 'VSphere', protectedVmCount: 1 });
  for (const table of [
    ...[data.replicationJobs, data.cdpJobs, data.copyJobs, data.simpleCopyJobs, data.fileShareJobs],
    ...[data.fileShareCopyJobs, data.fileCopyJobs, data.vmCopyJobs, data.objectStorageJobs],
    ...[data.objectStorageCopyJobs, data.backupTapeJobs, data.fileTapeJobs],
  ]) {
    table.push({ ...typed });
  }
  data.serverAgentJobs.push({ ...typed, totalJobsCount: 2, successJobsCount: 1, jobMode: 'ManagedByAgent' });
  const object = { jobUid: uid(60), uniqueJobUid: JOB };
  data.vmObjects.push({
    ...object,
    instanceUid: uid(63),
    name: 'vm1',
    lastSession: { backupStatus: 'Success', startTime: new Date('2026-11-01T21:00:00Z'), messages: [] },
  });
  data.replicationObjects.push({ ...object, instanceUid: uid(64), name: 'vm2' });
  data.cdpObjects.push({
    ...object,
    instanceUid: uid(65),
    name: 'vm3',
    lastSessionEndTime: new Date('2026-11-01T00:00:00Z'),
  });
  data.serverAgentObjects.push({
    ...object,
    instanceUid: uid(66),
    uniqueUid: uid(67),
    computer: 'PC1',
    backupStatus: 'Failed',
  });
  for (const links of [data.copyLinks, data.simpleCopyLinks, data.tapeLinks])
    links.push({ ...object, linkedJobUid: JOB });
  data.fileShareObjects.push({
    ...object,
    fileShareUid: uid(68),
    name: 'share',
    lastSession: { backupStatus: 'Warning' },
  });
}

function addAgents(data: VspcData): void {
  const computer = { hostName: 'pc-7', guestOs: 'Windows 11', guestOsType: 'Workstation', ipAddresses: ['192.0.2.7'] };
  data.managementAgents.push({
    instanceUid: uid(50),
    locationUid: LOCATION,
    organizationUid: ALPHA,
    hostName: 'vbr-alpha',
    lastHeartbeatTime: new Date('2026-11-02T07:55:00Z'),
    status: 'Healthy',
    connectionStatus: 'Online',
    computerInfo: computer,
  });
  data.unverifiedAgents.push({
    instanceUid: uid(51),
    registrationTime: new Date('2026-11-01T08:00:00Z'),
    status: 'Pending',
  });
  data.backupAgents.push({
    guiMode: 'Full',
    instanceUid: uid(52),
    agentPlatform: 'Windows',
    status: 'Active',
    managementAgentUid: uid(50),
    organizationUid: ALPHA,
    name: 'pc-7',
  });
  for (const [index, systemType] of ['Windows', 'Linux', 'Mac'].entries()) {
    data.agentJobs.push({
      instanceUid: uid(70 + index),
      backupAgentUid: uid(52),
      organizationUid: ALPHA,
      name: `${systemType} files`,
      systemType,
      status: 'Success',
      operationMode: 'Workstation',
      targetType: 'CloudRepository',
      isEnabled: true,
      scheduleType: 'Daily',
      lastRun: new Date('2026-11-01T20:00:00Z'),
      nextRun: new Date('2026-11-02T20:00:00Z'),
    });
  }
  data.discoveredComputers.push({
    instanceUid: uid(75),
    backupAgentInstallationStatus: 'NotInstalled',
    status: 'Online',
    info: computer,
  });
}

function addVb365(data: VspcData): void {
  data.vb365Servers.push({
    instanceUid: uid(80),
    locationUid: LOCATION,
    organizationUid: PROVIDER,
    managementAgentUid: uid(50),
    name: 'VB365',
    status: 'Healthy',
  });
  data.vb365Organizations.push({
    instanceUid: uid(81),
    name: 'alpha.example.com',
    type: 'Microsoft365',
    isBackedUp: true,
    vb365ServerUid: uid(80),
    vb365ServerName: 'VB365',
    protectedServices: ['ExchangeOnline'],
  });
  data.vb365Mappings.push({
    instanceUid: uid(82),
    vb365OrganizationUid: uid(83),
    companyUid: BETA,
    vb365ServerUid: uid(80),
  });
  const job = {
    repositoryUid: uid(84),
    vb365OrganizationUid: uid(81),
    vb365ServerUid: uid(80),
    managementAgentUid: uid(50),
    lastErrorLogRecords: [],
  };
  data.vb365Jobs.push(
    {
      ...job,
      instanceUid: uid(85),
      name: 'Mail',
      jobType: 'BackupJob',
      isEnabled: true,
      lastStatus: 'Success',
      lastRun: new Date('2026-11-01T22:00:00Z'),
      schedulePolicy: { schedulePolicyType: 'Daily', dailyType: 'Everyday', dailyTime: '23:00:00' },
    },
    {
      ...job,
      instanceUid: uid(86),
      name: 'Mail copy',
      jobType: 'CopyJob',
      isEnabled: false,
      lastStatus: 'Stopped',
      sourceBackupJobUid: uid(85),
      schedulePolicy: { schedulePolicyType: 'Immediate' },
    },
  );
  data.vb365Repositories.push({
    vb365ServerUid: uid(80),
    instanceUid: uid(84),
    name: 'Mail store',
    capacityBytes: 1000,
  });
}

function addPublicCloud(data: VspcData): void {
  for (const [index, policyType] of ['VirtualMachine', 'Database', 'FileShare', 'CloudNetwork'].entries()) {
    data.cloudPolicies.push({
      instanceUid: uid(90 + index),
      name: policyType,
      status: 'Idle',
      state: 'Enabled',
      backupServerUid: SERVER,
      organizationUid: ALPHA,
      platformType: 'Azure',
      policyType,
      managementAgentUid: uid(50),
    });
  }
  const lastBackup = { status: 'Failed', endTime: new Date('2026-11-01T03:00:00Z'), failureMessage: 'No access.' };
  const object = { instanceUid: uid(95), instanceName: 'vm', policyName: 'VirtualMachine', backupServerUid: SERVER };
  data.cloudVmObjects.push({ ...object, policyUid: uid(90), lastBackup });
  data.cloudDatabaseObjects.push({ ...object, policyUid: uid(91), lastSnapshot: lastBackup });
  data.cloudFileShareObjects.push({ ...object, policyUid: uid(92), lastSnapshot: lastBackup });
}
