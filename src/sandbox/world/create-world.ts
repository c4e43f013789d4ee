import type { CwData } from '../connectwise/connectwise-data';
import type { ItGlueData } from '../itglue/itglue-data';
import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan, JobPlan } from './company-plan';
import { createConnectWiseWorld } from './connectwise-world';
import { createItGlueWorld } from './itglue-world';
import type { FailureLedger } from './live-job';
import type { WorldSettings } from './plan-company';
import { planCompany } from './plan-company';
import { dayOf, planUsageDay } from './plan-usage-days';
import { RandomSource } from './random-source';
import { addVspcCompany } from './vspc-company';
import { momentOf } from './vspc-jobs';
import { createProviderWorld, planProviderJobs, providerUidsOf } from './vspc-provider';

const DAY_MS = 24 * 3_600_000;
/** A month and a bit; large worlds know only the last days, which is what a pass reads. */
const USAGE_DAYS = 35;
const USAGE_DAYS_WHEN_LARGE = 2;
const LARGE = 200;

/** A managed service provider with its customers, as three vendors know it. Ids join over all three. */
export interface World {
  readonly settings: WorldSettings;
  readonly plans: readonly CompanyPlan[];
  /** Jobs on the provider's hosted server that belong to no customer. */
  readonly providerJobs: readonly JobPlan[];
  readonly providerUid: string;
  /** The stand-ins own these; what they hold changes as the world goes on. */
  readonly vspc: VspcData;
  readonly connectWise: CwData;
  readonly itGlue: ItGlueData;
  readonly failures: FailureLedger;
  /** Jobs that nobody starts when they are due. */
  readonly stalled: Set<string>;
}

/** The same settings make the same world, to the last byte. */
export function createWorld(settings: WorldSettings): World {
  const { seed, start } = settings;
  const random = new RandomSource(seed);
  const uids = providerUidsOf(seed);
  const plans = Array.from({ length: settings.companies }, (_unused, index) => planCompany(settings, index, random));
  const vspc = createProviderWorld(seed, start);
  for (const plan of plans) addVspcCompany({ data: vspc, uids, start }, plan);
  addUsage(vspc, plans, start);
  return {
    settings,
    plans,
    providerJobs: planProviderJobs(seed),
    providerUid: uids.provider,
    vspc,
    connectWise: createConnectWiseWorld(seed, plans, start),
    itGlue: createItGlueWorld(seed, plans, start),
    failures: failuresOf([...plans.flatMap((plan) => plan.jobs), ...planProviderJobs(seed)], start),
    stalled: new Set(),
  };
}

function addUsage(vspc: VspcData, plans: readonly CompanyPlan[], start: Date): void {
  const days = plans.length > LARGE ? USAGE_DAYS_WHEN_LARGE : USAGE_DAYS;
  const today = dayOf(start).getTime();
  for (let since = 1 - days; since <= 0; since += 1) {
    const day = new Date(today + since * DAY_MS);
    for (const plan of plans) vspc.usage.push(...planUsageDay(plan, day, since));
  }
}

function failuresOf(jobs: readonly JobPlan[], start: Date): FailureLedger {
  const failures: FailureLedger = new Map();
  for (const job of jobs) {
    const { status, lastEndTime } = momentOf(job, start);
    if (status === 'Failed' && lastEndTime) failures.set(job.uid, lastEndTime);
  }
  return failures;
}
