import type { VspcVb365Object } from '../vspc/shapes/workload-shapes';
import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan } from './company-plan';
import { uidFrom } from './random-source';

const USERS_PER_SITE = 8;
const USERS_PER_TEAM = 6;
const RESTORE_POINTS = 30;

/** What the company's tenant protects: as many users as the line counts, and the sites and teams they work in. */
export function addMicrosoft365Objects(data: VspcData, plan: CompanyPlan, tenantName: string): void {
  const tenant = data.vb365Organizations.find(({ name }) => name === tenantName);
  const job = data.vb365Jobs.find(({ vb365OrganizationUid }) => vb365OrganizationUid === tenant?.instanceUid);
  if (!tenant || !job) throw new Error(`The world has no tenant ${tenantName}.`);
  const users = plan.usage['microsoft-365'];
  const kinds = [
    ['User', 'user', users],
    ['Site', 'site', Math.ceil(users / USERS_PER_SITE)],
    ['Teams', 'team', Math.ceil(users / USERS_PER_TEAM)],
  ] as const;
  for (const [protectedDataType, word, count] of kinds) {
    const objects = Array.from({ length: count }, (_, index): VspcVb365Object => {
      const name = `${word}-${index + 1}`;
      return {
        id: uidFrom(tenant.instanceUid, name),
        name: word === 'user' ? `${name}@${tenantName}` : name,
        repositoryUid: job.repositoryUid,
        repositoryName: job.repositoryName,
        protectedDataType,
        restorePointsCount: RESTORE_POINTS,
        latestRestorePointDate: job.lastRun,
        vb365ServerUid: tenant.vb365ServerUid,
        vb365ServerName: tenant.vb365ServerName,
        organizationUid: plan.uid,
        organizationName: plan.vspcName,
        vb365OrganizationUid: tenant.instanceUid,
        vb365OrganizationName: tenantName,
        consumesLicense: word === 'user',
      };
    });
    data.vb365Objects.push(...objects);
  }
}
