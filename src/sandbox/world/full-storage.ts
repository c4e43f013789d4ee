import type { VspcActiveAlarm, VspcAlarmTemplate } from '../vspc/shapes/alarm-shapes';
import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan } from './company-plan';
import { uidFrom } from './random-source';
import type { ProviderUids } from './vspc-provider';

const GIBIBYTE = 2 ** 30;
const TERABYTE = 10 ** 12;
const FULL_REPOSITORY = 'Branch repository';

/** Alarms that a rule of `--write-config` asks for. */
export const ALARMS_BY_RULE = ['Repository free space', 'Company cloud storage quota'] as const;

interface FullStorage {
  readonly plan: CompanyPlan;
  readonly serverUid: string;
  readonly raisedAt: Date;
}

/** A repository and a quota that are nearly used up, with the alarms about them, and one that nobody asked for. */
export function addFullStorage(data: VspcData, uids: ProviderUids, world: FullStorage): void {
  const { plan, serverUid } = world;
  const repositoryUid = uidFrom(plan.uid, 'full repository');
  data.repositories.push({
    instanceUid: repositoryUid,
    name: FULL_REPOSITORY,
    backupServerUid: serverUid,
    info: {
      capacity: 8 * TERABYTE,
      isCapacityAvailable: true,
      freeSpace: 0.3 * TERABYTE,
      isFreeSpaceAvailable: true,
      usedSpace: 7.7 * TERABYTE,
      isUsedSpaceAvailable: true,
      type: 'Windows',
      status: 'Warning',
      isCloud: false,
    },
  });
  addQuota(data, uids, plan);
  const [freeSpace, quota] = ALARMS_BY_RULE;
  addAlarm(
    data,
    world,
    { name: freeSpace, category: 'BackupRepository' },
    {
      type: 'BackupRepository',
      objectUid: repositoryUid,
      objectName: FULL_REPOSITORY,
    },
  );
  addAlarm(data, world, { name: quota, category: 'Company' }, { type: 'Company', objectName: plan.vspcName });
  addAlarm(
    data,
    world,
    { name: 'Backup proxy state', category: 'BackupProxy' },
    {
      type: 'BackupProxy',
      objectUid: uidFrom(plan.uid, 'proxy'),
      objectName: 'Proxy of the branch',
    },
  );
}

function addQuota(data: VspcData, { site }: ProviderUids, plan: CompanyPlan): void {
  const tenantUid = uidFrom(plan.uid, 'tenant');
  data.tenants.push({
    credentials: { userName: `tenant-${plan.index}` },
    instanceUid: tenantUid,
    siteUid: site,
    name: `tenant-${plan.index}`,
    isEnabled: true,
    assignedForCompany: plan.uid,
  });
  data.tenantResources.push({
    cloudRepositoryName: 'Cloud repository',
    instanceUid: uidFrom(plan.uid, 'tenant resource'),
    companyUid: plan.uid,
    tenantUid,
    siteUid: site,
    repositoryUid: uidFrom(site, 'cloud repository'),
    storageQuota: 1_000 * GIBIBYTE,
    usedSpace: 980 * GIBIBYTE,
  });
}

function addAlarm(
  data: VspcData,
  world: FullStorage,
  template: Pick<VspcAlarmTemplate, 'name' | 'category'>,
  object: Pick<VspcActiveAlarm['object'], 'type' | 'objectUid' | 'objectName'>,
): void {
  const { plan, raisedAt } = world;
  const alarmTemplateUid = uidFrom(plan.uid, 'alarm template', template.name);
  const instanceUid = uidFrom(plan.uid, 'alarm', template.name);
  data.alarmTemplates.push({
    ...template,
    instanceUid: alarmTemplateUid,
    isEnabled: true,
    organizationUid: plan.uid,
    knowledge: { summary: 'Look at it before nothing fits any more.' },
  });
  data.activeAlarms.push({
    instanceUid,
    alarmTemplateUid,
    repeatCount: 2,
    object: { instanceUid, organizationUid: plan.uid, ...object },
    lastActivation: {
      instanceUid: uidFrom(instanceUid, 'activation'),
      time: raisedAt,
      status: 'Error',
      message: `${template.name}: ${object.objectName ?? ''}`,
    },
    area: 'vspc',
    history: [],
  });
}
