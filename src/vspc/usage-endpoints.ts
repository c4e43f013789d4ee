import { WireShapeError, type WireRecord } from '../http/wire-record';
import { addDays, daysBetween, utcDateOf, type CivilDate } from '../kernel/civil-date';
import type { VspcCompanyUid } from '../kernel/ids';
import { isAtLeast } from './rest-version';
import type { VspcApi } from './vspc-api';
import { companyUid, companyUidOrNull, flagOrNull, numberOrNull, uid, uidOrNull, word } from './vspc-fields';

/** One day of one company in one location. */
export interface VspcUsage {
  readonly companyUid: VspcCompanyUid;
  readonly resellerUid: VspcCompanyUid | null;
  /** Null where the server names none. */
  readonly locationUid: string | null;
  /** UTC day that was counted: VSPC writes it as an instant with its own offset (facts 2.8). */
  readonly date: CivilDate;
  readonly counters: readonly VspcCounter[];
}

export interface VspcCounter {
  /** `ManagedServerAgents`, `CloudTotalUsage`, … (facts 3.4). */
  readonly type: string;
  /** Plain decimal text, every digit as sent; null when VSPC sent none. Bytes or a count. */
  readonly value: string | null;
}

/** What a Cloud Connect tenant may use and uses of one cloud repository. */
export interface VspcTenantResource {
  readonly uid: string;
  readonly companyUid: VspcCompanyUid | null;
  readonly tenantUid: string | null;
  readonly siteUid: string | null;
  readonly repositoryUid: string | null;
  readonly storageQuotaBytes: number | null;
  readonly usedBytes: number | null;
}

export interface VspcTenantUsage {
  readonly resourceUid: string;
  readonly companyUid: VspcCompanyUid | null;
  readonly tenantUid: string | null;
  readonly storageQuotaBytes: number | null;
  readonly usedBytes: number | null;
  readonly serverBackups: number | null;
  readonly workstationBackups: number | null;
  readonly vmBackups: number | null;
}

/** Space on a provider's repository that is set aside for a company. */
export interface VspcHostedQuota {
  readonly uid: string;
  readonly companyUid: VspcCompanyUid | null;
  readonly repositoryUid: string | null;
  /** Null when unlimited. */
  readonly storageQuotaBytes: number | null;
}

export interface UsageRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** VSPC refuses a longer range. */
const LONGEST_RANGE_DAYS = 31;
/** What can be wanted of one request, so that it stays within the range with a day more on either side. */
const ASKED_DAYS = LONGEST_RANGE_DAYS - 2;

const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** What is consumed. */
export class UsageEndpoints {
  constructor(private readonly api: VspcApi) {}

  /**
   * All companies and locations, both days included; without a range the latest day of each. At most 31 days. Not asked
   * for before 8.1, whose counters cannot be billed.
   */
  companyUsage(range?: UsageRange): AsyncGenerator<VspcUsage, void, undefined> {
    if (range && daysBetween(range.from, range.to) >= LONGEST_RANGE_DAYS) {
      throw new Error(`VSPC gives usage for ${LONGEST_RANGE_DAYS} days at a time`);
    }
    return range ? this.usageBetween(range) : this.usage({});
  }

  /**
   * A date in a query is of UTC or of the server, nobody says which (facts 2.2): one day more is asked for on either
   * side, and only the days that were wanted are given.
   */
  private async *usageBetween({ from, to }: UsageRange): AsyncGenerator<VspcUsage, void, undefined> {
    for (let first = from; first <= to; first = addDays(first, ASKED_DAYS)) {
      const end = addDays(first, ASKED_DAYS - 1);
      const last = end < to ? end : to;
      for await (const row of this.usage({ fromDate: addDays(first, -1), toDate: addDays(last, 1) })) {
        if (row.date >= first && row.date <= last) yield row;
      }
    }
  }

  private usage(query: Readonly<Record<string, string>>): AsyncGenerator<VspcUsage, void, undefined> {
    return this.api.list({
      path: '/organizations/companies/usage',
      sort: ['companyUid', 'locationUid', 'date'],
      keyOf: usageKey,
      query,
      needs: 'billing',
      parse: parseUsage,
    });
  }

  /** Under another path before REST 3.6 (facts 8.1). */
  async *tenantResources(): AsyncGenerator<VspcTenantResource, void, undefined> {
    const path = await this.tenantPath();
    yield* this.api.list({ path, ...BY_UID, needs: 'tenantQuotas', parse: parseTenantResource });
  }

  async *tenantUsage(): AsyncGenerator<VspcTenantUsage, void, undefined> {
    const path = `${await this.tenantPath()}/usage`;
    const keyOf = (record: WireRecord): string | null => uidOrNull(record, 'backupResourceUid');
    yield* this.api.list({ path, sort: ['backupResourceUid'], keyOf, needs: 'tenantQuotas', parse: parseTenantUsage });
  }

  hostedRepositoryQuotas(): AsyncGenerator<VspcHostedQuota, void, undefined> {
    const path = '/organizations/companies/hostedResources/vbr/backupResources';
    return this.api.list({ path, ...BY_UID, parse: parseHostedQuota });
  }

  m365RepositoryQuotas(): AsyncGenerator<VspcHostedQuota, void, undefined> {
    const path = '/organizations/companies/hostedResources/vb365/backupResources';
    return this.api.list({ path, ...BY_UID, parse: parseHostedQuota });
  }

  private async tenantPath(): Promise<string> {
    const { rest } = await this.api.version();
    return isAtLeast(rest, '3.6')
      ? '/infrastructure/sites/tenants/backupResources'
      : '/organizations/companies/sites/backupResources';
  }
}

function usageKey(record: WireRecord): string | null {
  const company = uidOrNull(record, 'companyUid');
  const day = record.instantOrNull('date');
  if (company === null || day === null) return null;
  return `${company} ${uidOrNull(record, 'locationUid') ?? ''} ${utcDateOf(day)}`;
}

function parseUsage(record: WireRecord): VspcUsage {
  const day = record.instantOrNull('date');
  if (day === null) throw new WireShapeError('date', 'a day', undefined);
  return {
    companyUid: companyUid(record, 'companyUid'),
    resellerUid: companyUidOrNull(record, 'resellerUid'),
    locationUid: uidOrNull(record, 'locationUid'),
    date: utcDateOf(day),
    counters: record.records('counters').map((counter) => ({
      type: word(counter, 'type'),
      value: counter.decimalOrNull('value'),
    })),
  };
}

function parseTenantResource(record: WireRecord): VspcTenantResource {
  return {
    uid: uid(record, 'instanceUid'),
    companyUid: companyUidOrNull(record, 'companyUid'),
    tenantUid: uidOrNull(record, 'tenantUid'),
    siteUid: uidOrNull(record, 'siteUid'),
    repositoryUid: uidOrNull(record, 'repositoryUid'),
    storageQuotaBytes: numberOrNull(record, 'storageQuota'),
    usedBytes: numberOrNull(record, 'usedSpace'),
  };
}

function parseTenantUsage(record: WireRecord): VspcTenantUsage {
  return {
    resourceUid: uid(record, 'backupResourceUid'),
    companyUid: companyUidOrNull(record, 'companyUid'),
    tenantUid: uidOrNull(record, 'tenantUid'),
    storageQuotaBytes: numberOrNull(record, 'storageQuota'),
    usedBytes: numberOrNull(record, 'usedStorageQuota'),
    serverBackups: numberOrNull(record, 'serverBackups'),
    workstationBackups: numberOrNull(record, 'workstationBackups'),
    vmBackups: numberOrNull(record, 'vmBackups'),
  };
}

function parseHostedQuota(record: WireRecord): VspcHostedQuota {
  const unlimited = flagOrNull(record, 'isStorageQuotaUnlimited') === true;
  return {
    uid: uid(record, 'instanceUid'),
    companyUid: companyUidOrNull(record, 'companyUid'),
    repositoryUid: uidOrNull(record, 'repositoryUid'),
    storageQuotaBytes: unlimited ? null : numberOrNull(record, 'storageQuota'),
  };
}
