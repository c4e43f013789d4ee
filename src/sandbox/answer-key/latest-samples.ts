import type { VspcUsage } from '../vspc/shapes/organization-shapes';

/** Counter → value, summed over the locations of one company. */
export type Sample = ReadonlyMap<string, number>;

/** What the latest counted day says of every company (RULES, Billing 2, `last`). */
export function latestSamples(usage: readonly VspcUsage[]): ReadonlyMap<string, Sample> {
  const latest = new Map<string, number>();
  for (const { companyUid, date } of usage) {
    latest.set(companyUid, Math.max(latest.get(companyUid) ?? 0, date.getTime()));
  }
  const samples = new Map<string, Map<string, number>>();
  for (const { companyUid, date, counters } of usage) {
    if (date.getTime() !== latest.get(companyUid)) continue;
    const sample = samples.get(companyUid) ?? new Map<string, number>();
    for (const { type, value } of counters) sample.set(type, (sample.get(type) ?? 0) + value);
    samples.set(companyUid, sample);
  }
  return samples;
}
