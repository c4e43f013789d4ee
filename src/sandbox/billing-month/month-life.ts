import { utcDateOf } from '../../kernel/civil-date';
import type { Sandbox } from '../sandbox';
import type { SandboxOptions } from '../sandbox-options';
import { planOf } from './with-billing-month';
import { MONTH_LINES, MONTH_SLIPS } from './month-lines';

export const MONTH_ID = '2026-10';
export const MONTH_DAYS = 31;

/** Companies are linked on the first day, so that every day of October counts. */
export const BILLING_MONTH: Pick<SandboxOptions, 'companies' | 'jobsPerCompany' | 'start' | 'billingMonth'> = {
  companies: 24,
  jobsPerCompany: 1,
  start: new Date('2026-10-01T08:00:00Z'),
  billingMonth: true,
};

const BYTES_RESTORED_A_DAY = 1_234_567_891;
/** In the midst of the month a customer has more machines for some days, another more laptops for one. */
const BURSTS = [
  { story: 'external-id', counter: 'ManagedVms', more: 7, from: '2026-10-10', to: '2026-10-13' },
  { story: 'two-locations', counter: 'ManagedWorkstationAgents', more: 5, from: '2026-10-20', to: '2026-10-20' },
] as const;

/** What VSPC counts today besides what the world goes on with by itself. */
export function countToday(sandbox: Sandbox): void {
  const day = utcDateOf(sandbox.clock.now());
  countTraffic(sandbox, day);
  for (const burst of BURSTS) if (day >= burst.from && day <= burst.to) countBurst(sandbox, day, burst);
}

function countTraffic({ world, standIns }: Sandbox, day: string): void {
  for (const { counter, only } of MONTH_LINES.filter(({ measure }) => measure === 'sum')) {
    for (const { uid: companyUid, locations } of (only ?? []).map((story) => planOf(world, story))) {
      for (const [place, { uid: locationUid }] of locations.entries()) {
        const counters = { [counter]: BYTES_RESTORED_A_DAY * (place + 1) + Number(day.slice(8)) };
        standIns.vspc.live.setUsage({ companyUid, locationUid, day, counters });
      }
    }
  }
}

function countBurst(
  { world, standIns }: Sandbox,
  day: string,
  { story, counter, more }: (typeof BURSTS)[number],
): void {
  const { uid: companyUid, locations } = planOf(world, story);
  const row = world.vspc.usage.find((each) => each.companyUid === companyUid && utcDateOf(each.date) === day);
  const before = row?.counters.find(({ type }) => type === counter)?.value ?? 0;
  const locationUid = row?.locationUid ?? locations[0]?.uid ?? '';
  standIns.vspc.live.setUsage({ companyUid, locationUid, day, counters: { [counter]: before + more } });
}

/** Invoices of November are made before October is closed, for one customer. */
export function invoiceEarly(sandbox: Sandbox): void {
  const agreement = planOf(sandbox.world, MONTH_SLIPS.invoiced.story).connectWise?.agreements[0];
  const action = { do: 'set-next-invoice-date', by: 'bprell', agreementId: agreement?.id ?? 0, date: '2026-12-01' };
  sandbox.people('connectwise', action);
}
