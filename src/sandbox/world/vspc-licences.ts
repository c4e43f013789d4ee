import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan, JobPlan } from './company-plan';
import { uidFrom } from './random-source';

const WORKLOADS: Readonly<Record<JobPlan['source'], { readonly description: string; readonly points: number }>> = {
  'backup-server': { description: 'Virtual machines', points: 11 },
  'server-agent': { description: 'Server agents', points: 11 },
  'workstation-agent': { description: 'Workstation agents', points: 4 },
};

/** What a company uses of the provider's licences this month: a workload for each of its jobs. */
export function addLicenceUsage(data: VspcData, plan: CompanyPlan, serverUid: string): void {
  const sources = [...new Set(plan.jobs.map(({ source }) => source))];
  if (sources.length === 0) return;
  const workloads = sources.map((source) => {
    const { description, points } = WORKLOADS[source];
    const count = plan.jobs.filter((job) => job.source === source).length;
    const used = { usedUnits: count * points, usedCount: count, rentalUnits: count * points, rentalCount: count };
    const figures = { ...used, newUnits: 0, newCount: 0 };
    const platform = { typeId: source, description, weight: points, ...figures };
    const id = uidFrom(plan.uid, `licences of ${source}`);
    return { id, description, unitType: 'Points' as const, ...figures, workloadsByPlatform: [platform] };
  });
  data.licenseUsage.push({
    organizationUid: plan.uid,
    organizationType: 'Company',
    servers: [{ serverUid, serverType: 'BackupAndReplication', workloads }],
  });
}
