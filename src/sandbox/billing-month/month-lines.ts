import type { Story } from '../world/company-stories';
import { PRODUCT_LINES } from '../world/product-lines';

/** A line of the month's products.yaml, and the catalog item behind it. */
export interface MonthLine {
  readonly name: string;
  readonly counter: string;
  readonly product: string;
  readonly productId: number;
  readonly price: number;
  readonly isInactive: boolean;
  readonly measure: 'last' | 'peak' | 'average' | 'sum';
  readonly unit: 'count' | 'GB' | 'TB' | 'GiB';
  readonly round: 'up' | 'down' | 'half-up' | 'none';
  readonly decimals: number;
  readonly block: number | null;
  readonly included: number;
  /** The companies that the line bills; null: all. */
  readonly only: readonly Story[] | null;
}

const ORDINARY = { isInactive: false, round: 'up', decimals: 0, block: null, included: 0, only: null } as const;

function sold(name: string, more: Pick<MonthLine, 'measure'> & Partial<MonthLine>): MonthLine {
  const line = PRODUCT_LINES.find((candidate) => candidate.name === name);
  if (!line) throw new Error(`No product line is called ${name}.`);
  const { counter, product, productId, price, unit, decimals } = line;
  return { ...ORDINARY, name, counter, product, productId, price, unit, decimals, ...more };
}

/**
 * Every measure, rounding and unit that a provider uses, every kind of quota, and a product that is not sold any more.
 * Lines of `last` are pushed daily, the others at the close (RULES, Billing 4).
 */
export const MONTH_LINES: readonly MonthLine[] = [
  sold('server-agents', { measure: 'last' }),
  sold('workstation-agents', { measure: 'peak' }),
  sold('virtual-machines', { measure: 'average', round: 'half-up', decimals: 2 }),
  sold('cloud-storage', { measure: 'average' }),
  sold('microsoft-365', { measure: 'last' }),
  {
    ...{ ...ORDINARY, name: 'restore-traffic', counter: 'AgentCloudBackupDataTransferOut', measure: 'sum' },
    ...{ product: 'VEEAM-RESTORE-GB', productId: 506, price: 0.09, unit: 'GB', block: 10, included: 50 },
    only: ['external-id', 'two-locations'],
  },
  {
    ...{ ...ORDINARY, name: 'cloud-quota', counter: 'quota.cloudStorage', measure: 'last' },
    ...{ product: 'VEEAM-CLOUD-QUOTA-TB', productId: 507, price: 30, unit: 'TB', decimals: 1 },
  },
  {
    ...{ ...ORDINARY, name: 'hosted-quota', counter: 'quota.hostedRepository', measure: 'last' },
    ...{ product: 'VEEAM-HOSTED-GIB', productId: 508, price: 0.04, unit: 'GiB', block: 100 },
  },
  {
    ...{ ...ORDINARY, name: 'm365-quota', counter: 'quota.m365Repository', measure: 'last' },
    ...{ product: 'VEEAM-M365-GB', productId: 509, price: 0.05, unit: 'GB', round: 'none' },
  },
  {
    ...{ ...ORDINARY, name: 'windows-servers', counter: 'ManagedAgentsWindowsServerOS', measure: 'last' },
    ...{ product: 'VEEAM-WIN-OLD', productId: 510, price: 21, unit: 'count', isInactive: true, only: ['pinned'] },
  },
];

/** What is set aside for a company, in bytes: one entry for each repository; null without a limit. */
export interface MonthQuota {
  /** Null: nobody has mapped the tenant. */
  readonly story: Story | null;
  readonly counter: 'quota.cloudStorage' | 'quota.hostedRepository' | 'quota.m365Repository';
  readonly bytes: readonly (number | null)[];
}

const GIB = 2 ** 30;

export const MONTH_QUOTAS: readonly MonthQuota[] = [
  { story: 'external-id', counter: 'quota.cloudStorage', bytes: [2.5e12, 1.21e12] },
  { story: 'external-id', counter: 'quota.hostedRepository', bytes: [650 * GIB] },
  { story: 'hosted', counter: 'quota.hostedRepository', bytes: [700 * GIB] },
  { story: 'identifier', counter: 'quota.hostedRepository', bytes: [100 * GIB, null] },
  { story: 'microsoft-365', counter: 'quota.m365Repository', bytes: [512.5e9] },
  { story: 'no-agreement', counter: 'quota.cloudStorage', bytes: [1e12] },
  { story: 'unmapped', counter: 'quota.cloudStorage', bytes: [3e12] },
  { story: null, counter: 'quota.cloudStorage', bytes: [9e12] },
];

/** What a bookkeeper has done wrong in the agreements, or forgotten. */
export const MONTH_SLIPS = {
  /** Its servers are billed at price 0. */
  freeOfCharge: { story: 'pinned', line: 'server-agents' },
  /** Its storage was taken out of the agreement before the month. */
  expired: { story: 'no-organization', line: 'cloud-storage', since: '2026-09-15T00:00:00Z' },
  /** Units are included in the line and in the addition. */
  includedTwice: { story: 'two-locations', line: 'restore-traffic' },
  /** Was invoiced before its month was closed. */
  invoiced: { story: 'hosted' },
} as const;

/** Users with backups of the Microsoft 365 tenant that nobody has mapped. */
export const MONTH_STRAY_USERS = 3;
