import type { VspcData } from '../../src/sandbox/vspc/vspc-data';
import { ALPHA, JOB, PROVIDER, SERVER, uid } from './vspc-example-uids';

/** Alarms, protected workloads, licences and logs of the example. */
export function addWorkloads(data: VspcData): void {
  addAlarms(data);
  addProtected(data);
  addLogs(data);
}

function addAlarms(data: VspcData): void {
  data.alarmTemplates.push(
    {
      instanceUid: uid(100),
      name: 'Job state',
      isEnabled: true,
      category: 'BackupVmJob',
      organizationUid: ALPHA,
      internalId: 1,
    },
    {
      instanceUid: uid(101),
      name: 'Repository free space',
      isEnabled: true,
      category: 'BackupRepository',
      organizationUid: PROVIDER,
    },
  );
  const object = {
    instanceUid: uid(104),
    type: 'BackupServer',
    organizationUid: ALPHA,
    objectUid: JOB,
    objectName: 'Nightly',
  };
  const activation = {
    instanceUid: uid(105),
    time: new Date('2026-11-01T21:31:00Z'),
    status: 'Error',
    message: 'It failed.',
  };
  data.activeAlarms.push(
    {
      instanceUid: uid(102),
      alarmTemplateUid: uid(100),
      repeatCount: 2,
      object,
      lastActivation: activation,
      area: 'vspc',
      history: [{ ...activation, instanceUid: uid(106), time: new Date('2026-10-31T21:31:00Z') }],
    },
    {
      instanceUid: uid(103),
      alarmTemplateUid: uid(101),
      repeatCount: 1,
      object: { instanceUid: uid(107), type: 'BackupRepository', organizationUid: PROVIDER },
      lastActivation: { ...activation, status: 'Resolved' },
      area: 'vone',
      history: [],
    },
  );
}

function addProtected(data: VspcData): void {
  const owner = { backupServerUid: SERVER, organizationUid: ALPHA };
  const latestRestorePointDate = new Date('2026-11-01T21:20:00Z');
  data.protectedVms.push({
    ...owner,
    instanceUid: uid(110),
    name: 'vm1',
    latestRestorePointDate,
    jobUid: uid(60),
    ipAddresses: [],
  });
  data.serverComputers.push({ ...owner, instanceUid: uid(111), name: 'srv1', protectionGroups: [uid(112)] });
  data.consoleComputers.push({ backupAgentUid: uid(52), organizationUid: ALPHA, name: 'pc-7', latestRestorePointDate });
  data.consoleComputerJobs.push({
    backupAgentUid: uid(52),
    jobUid: uid(70),
    jobName: 'Windows files',
    restorePoints: 3,
  });
  data.protectedFileShares.push({ ...owner, fileShareUid: uid(113), name: 'share', restorePoints: 2 });
  data.protectedObjectStorages.push({
    ...owner,
    objectStorageUid: uid(114),
    bucketUid: uid(115),
    objectStorageName: 'store',
    bucketName: 'bucket',
  });
  data.cloudVms.push({ ...owner, instanceUid: uid(116), name: 'cloud vm', latestBackupDate: latestRestorePointDate });
  data.cloudDatabases.push({ ...owner, instanceUid: uid(117), name: 'database' });
  data.cloudFileShares.push({ ...owner, fileShareUid: uid(118), name: 'files' });
  data.cloudNetworks.push({ instanceId: 'network', policyUid: uid(93), ...owner });
  for (const [index, protectedDataType] of ['User', 'Group', 'User'].entries()) {
    data.vb365Objects.push({
      id: `object-${index}`,
      name: ['Anna', 'Board', 'Jo'][index] ?? '',
      repositoryUid: uid(84),
      protectedDataType,
      vb365ServerUid: uid(80),
      organizationUid: ALPHA,
      latestRestorePointDate,
    });
  }
}

function addLogs(data: VspcData): void {
  const figures = { rentalUnits: 0, newUnits: 11, usedUnits: 5.5, rentalCount: 0, newCount: 1, usedCount: 1 };
  const platform = { typeId: 'PLATFORM', description: 'Hypervisor', weight: 11, ...figures };
  const workload = { id: uid(120), description: 'VM', unitType: 'Points', ...figures, workloadsByPlatform: [platform] };
  data.licenseUsage.push({
    organizationUid: ALPHA,
    organizationType: 'Company',
    providerUid: PROVIDER,
    servers: [{ serverUid: SERVER, serverType: 'BackupAndReplication', workloads: [workload] }],
  });
  for (const [index, minute] of ['00', '30', '30'].entries()) {
    data.activities.push({
      message: `Job ${index} started`,
      activityLogType: 'BackupJobStarted',
      activityKind: index === 2 ? 'External' : 'Internal',
      date: new Date(`2026-11-01T10:${minute}:00Z`),
      organizationUid: ALPHA,
    });
  }
  data.sessions.push({
    jobName: 'Nightly',
    serverName: 'VBR-ALPHA',
    organizationUid: ALPHA,
    startTime: new Date('2026-11-01T21:00:00Z'),
    endTime: new Date('2026-11-01T21:30:00Z'),
    sessionUid: uid(121),
    result: 'Success',
    timeShiftMinutes: 60,
  });
  data.plugins.push({ pluginId: uid(122), name: 'Connector', enabled: true });
}
