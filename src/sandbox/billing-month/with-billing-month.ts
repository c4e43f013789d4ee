import type { CwAdditionSeed, CwData } from '../connectwise/connectwise-data';
import type { VspcData } from '../vspc/vspc-data';
import type { CompanyPlan } from '../world/company-plan';
import { AGREEMENT_TYPE } from '../world/connectwise-office';
import type { World } from '../world/create-world';
import { uidFrom } from '../world/random-source';
import {
  MONTH_LINES,
  MONTH_QUOTAS,
  MONTH_SLIPS,
  MONTH_STRAY_USERS,
  type MonthLine,
  type MonthQuota,
} from './month-lines';

const FIRST_ADDITION_ID = 900_000;
const LINES_PER_COMPANY = 20;
/** What last month's bookkeeper left in every addition of the month's own products. */
export const LEFT_QUANTITY = 1;

/** The world with quotas, more products, and what bookkeepers forget: see month-lines.ts. */
export function withBillingMonth(world: World): World {
  addQuotas(world);
  addStrayUsers(world.vspc);
  return { ...world, connectWise: connectWiseOf(world) };
}

export function planOf(world: World, story: string): CompanyPlan {
  const plan = world.plans.find((candidate) => candidate.story === story);
  if (!plan) throw new Error(`The world is too small for a company of the story ${story}.`);
  return plan;
}

/** The addition that the month adds for a company and a line. */
export function monthAdditionId(plan: CompanyPlan, line: MonthLine): number {
  return FIRST_ADDITION_ID + plan.index * LINES_PER_COMPANY + MONTH_LINES.indexOf(line);
}

/** Companies whose agreement has an addition of one of the month's own products. */
export function listMonthAdditions(world: World): readonly { readonly plan: CompanyPlan; readonly line: MonthLine }[] {
  return MONTH_LINES.flatMap((line) => {
    const quoted = MONTH_QUOTAS.flatMap(({ story, counter }) => (story && counter === line.counter ? [story] : []));
    return [...new Set([...(line.only ?? []), ...quoted])]
      .map((story) => planOf(world, story))
      .filter((plan) => (plan.connectWise?.agreements.length ?? 0) > 0)
      .map((plan) => ({ plan, line }));
  });
}

function connectWiseOf(world: World): CwData {
  const { connectWise } = world;
  const fresh = MONTH_LINES.filter(({ productId }) => !connectWise.catalog.some(({ id }) => id === productId));
  return {
    ...connectWise,
    catalog: [
      ...connectWise.catalog,
      ...fresh.map(({ productId, product, price, unit, isInactive }) => ({
        ...{ id: productId, identifier: product, description: product, productClass: 'Agreement' as const, price },
        ...{ unitOfMeasureId: unit === 'TB' ? 2 : 1, recurringFlag: true, inactiveFlag: isInactive },
      })),
    ],
    additions: [...connectWise.additions.map((addition) => slipped(world, addition)), ...monthAdditions(world)],
  };
}

function slipped(world: World, addition: CwAdditionSeed): CwAdditionSeed {
  const { freeOfCharge, expired } = MONTH_SLIPS;
  if (addition.id === plannedId(world, freeOfCharge)) return { ...addition, unitPrice: 0 };
  return addition.id === plannedId(world, expired) ? { ...addition, cancelledDate: expired.since } : addition;
}

function plannedId(world: World, { story, line }: { readonly story: string; readonly line: string }): number | null {
  const additions = planOf(world, story).connectWise?.agreements[0]?.additions ?? [];
  return additions.find((addition) => addition.line === line)?.id ?? null;
}

function monthAdditions(world: World): CwAdditionSeed[] {
  const { includedTwice } = MONTH_SLIPS;
  return listMonthAdditions(world).map(({ plan, line }) => {
    const isTwice = plan.story === includedTwice.story && line.name === includedTwice.line;
    return {
      id: monthAdditionId(plan, line),
      agreementId: plan.connectWise?.agreements[0]?.id ?? 0,
      productId: line.productId,
      quantity: LEFT_QUANTITY,
      lessIncluded: isTwice ? line.included : 0,
      unitPrice: line.price,
      billCustomer: 'Billable',
      effectiveDate: '2026-01-01T00:00:00Z',
    };
  });
}

function addQuotas(world: World): void {
  for (const quota of MONTH_QUOTAS) {
    const companyUid = quota.story === null ? null : planOf(world, quota.story).uid;
    for (const [place, bytes] of quota.bytes.entries())
      addQuota(world.vspc, quota.counter, { companyUid, place, bytes });
  }
}

interface QuotaRow {
  readonly companyUid: string | null;
  readonly place: number;
  readonly bytes: number | null;
}

/** A cloud quota has always a limit; only it may belong to nobody. */
function addQuota(data: VspcData, counter: MonthQuota['counter'], { companyUid, place, bytes }: QuotaRow): void {
  const uid = (what: string): string => uidFrom(counter, companyUid ?? 'nobody', place, what);
  if (counter === 'quota.cloudStorage') {
    data.tenantResources.push({
      ...{ instanceUid: uid('resource'), companyUid, tenantUid: uid('tenant'), siteUid: uid('site') },
      ...{ repositoryUid: uid('repository'), cloudRepositoryName: `Cloud ${place}`, storageQuota: bytes ?? 0 },
    });
    return;
  }
  const rows = counter === 'quota.hostedRepository' ? data.hostedVbrBackupResources : data.hostedVb365BackupResources;
  rows.push({
    ...{ instanceUid: uid('resource'), companyUid: companyUid ?? '', repositoryUid: uid('repository') },
    ...(bytes === null ? { isStorageQuotaUnlimited: true } : { storageQuota: bytes, isStorageQuotaUnlimited: false }),
  });
}

function addStrayUsers(data: VspcData): void {
  const stray = data.vb365Organizations.find(({ mappedOrganizationUid }) => mappedOrganizationUid == null);
  if (!stray) throw new Error('The world has no Microsoft 365 tenant that nobody has mapped.');
  for (let index = 0; index < MONTH_STRAY_USERS; index += 1) {
    data.vb365Objects.push({
      ...{ id: `stray-${index}`, name: `Stray user ${index}`, protectedDataType: 'User' },
      ...{ repositoryUid: uidFrom(stray.instanceUid, 'repository'), vb365ServerUid: stray.vb365ServerUid },
      vb365OrganizationUid: stray.instanceUid,
    });
  }
}

/** `products.yaml` of the month. */
export function monthProducts(world: World): unknown {
  return {
    agreement: { type: AGREEMENT_TYPE.name },
    lines: MONTH_LINES.map(({ name, counter, product, measure, unit, round, decimals, block, included, only }) => ({
      ...{ name, counters: [counter], product, measure, unit, round, decimals, included },
      ...(block === null ? {} : { block }),
      ...(only === null
        ? {}
        : { companies: { include: only.map((story) => `cw:${planOf(world, story).connectWise?.id ?? 0}`) } }),
    })),
    guards: { maxIncreasePercent: 100, maxDecreasePercent: 90, ignoreBelow: 5, maxCompaniesPercent: 100 },
    period: { timezone: 'America/New_York', settleAfter: '36h' },
  };
}
