import type { VspcUsage } from '../vspc/shapes/organization-shapes';
import type { CompanyPlan } from './company-plan';
import { PRODUCT_LINES } from './product-lines';

const DAY_MS = 24 * 3_600_000;

/** Midnight UTC of an instant's day, which is what VSPC counts by. */
export function dayOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS);
}

/**
 * The rows that VSPC counts for a company on one day, one per location. Counts were one lower until ten days before the
 * start of the world; storage grows by a thousandth a day. `daysSinceStart` is negative for the past.
 */
export function planUsageDay(plan: CompanyPlan, day: Date, daysSinceStart: number): VspcUsage[] {
  return plan.locations.map((location, place) => ({
    companyUid: plan.uid,
    resellerUid: plan.resellerUid,
    locationUid: location.uid,
    date: day,
    counters: countersOf(plan, place, daysSinceStart),
  }));
}

/** The count of a day, over all locations. */
function sampleOf(plan: CompanyPlan, counter: string, daysSinceStart: number): number {
  const line = PRODUCT_LINES.find((candidate) => candidate.counter === counter);
  if (!line) throw new Error(`Nothing is sold by the counter ${counter}.`);
  const base = plan.usage[line.name];
  if (line.unit === 'TB') return Math.round(base * (1 + daysSinceStart / 1_000));
  return daysSinceStart < -10 && base > 3 ? base - 1 : base;
}

function countersOf(plan: CompanyPlan, place: number, daysSinceStart: number): VspcUsage['counters'] {
  const counters = PRODUCT_LINES.map(({ counter }) => {
    const whole = sampleOf(plan, counter, daysSinceStart);
    return { type: counter, value: shareOf(whole, place, plan.locations.length) };
  });
  const servers = counters[0]?.value ?? 0;
  const storage = counters[3]?.value ?? 0;
  return [
    ...counters,
    { type: 'ManagedAgentsWindowsServerOS', value: servers },
    { type: 'CloudRegularStorageUsage', value: storage },
    { type: 'CloudObjectStorageUsage', value: 0 },
    { type: 'BackedupVms', value: counters[2]?.value ?? 0 },
    { type: 'VbrBackupSize', value: Math.floor(storage / 3) },
  ];
}

/** Whole shares that add up: the first location has the larger part. */
function shareOf(whole: number, place: number, places: number): number {
  const others = Math.floor(whole / (places + 1));
  return place === 0 ? whole - others * (places - 1) : others;
}
