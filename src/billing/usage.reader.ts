import { utcDateOf } from '../kernel/civil-date';
import { formatQuantity, Quantity } from '../kernel/quantity';
import type { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import { vspcSource } from '../vspc/source-keys';
import type { VspcHostedQuota, VspcTenantResource, VspcUsage } from '../vspc/usage-endpoints';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { VspcConnector } from '../vspc/vspc.connector';
import { daysToRead, listDays, type DayWindow } from './domain/days-to-read';
import type { PeriodSettings } from './domain/product-line';
import { CompanySamples, quotaLocation, type UsageSample } from './domain/samples';

export interface UsageQuestion {
  readonly needed: DayWindow;
  readonly period: PeriodSettings;
  /** Every counter that a line bills. */
  readonly counters: ReadonlySet<string>;
}

/** Brings the stored samples up to date and gives the days that a pass needs, reduced to the counters that are billed. */
export class UsageReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly samples: UsageSampleRepository,
  ) {}

  async read(run: RunContext, question: UsageQuestion): Promise<ReadonlyMap<string, CompanySamples>> {
    for (const connection of this.vspc.names) {
      await this.refreshUsage(run, connection, question);
      await this.refreshQuotas(run, connection, question.counters);
    }
    const { from, to } = question.needed;
    return indexSamples(this.samples.listByDay(from, to), question.counters);
  }

  /** Of all that is stored, whatever a pass needs. */
  findNewestDay(): Promise<string | null> {
    return this.samples.findNewestDay();
  }

  /** What an incomplete read showed is not believed: a company whose rows are missing would look like a gap at best. */
  private async refreshUsage(
    run: RunContext,
    connection: string,
    { needed, period }: Pick<UsageQuestion, 'needed' | 'period'>,
  ): Promise<void> {
    const windows = daysToRead(needed, await this.samples.listReadDays(connection), period);
    const connector = this.vspc.get(connection);
    const read = await run.readList(vspcSource(connection, 'usage'), {
      list: () => listSamples(connector, connection, windows),
      // By place and not by day: a pass that reads fewer days has not lost anything.
      keyOf: (sample) => `${sample.companyUid}/${sample.location}`,
    });
    if (read.complete) {
      await this.samples.record(read.value, { connection, dates: windows.flatMap(listDays), at: run.now });
    }
  }

  /** Quotas have no history in VSPC: each pass that bills them keeps the day's. */
  private async refreshQuotas(run: RunContext, connection: string, counters: ReadonlySet<string>): Promise<void> {
    const { usage, organizations } = this.vspc.get(connection);
    const date = utcDateOf(run.now);
    for (const quota of QUOTAS.filter((candidate) => counters.has(candidate.counter))) {
      const companies = await run.readList(vspcSource(connection, 'companies'), {
        list: () => organizations.companies(),
        keyOf: (company) => company.uid,
      });
      const read: SourceResult<readonly QuotaRow[]> = await run.readList(vspcSource(connection, quota.source), {
        list: () => quota.list(usage),
        keyOf: (row) => row.uid,
      });
      if (!read.complete || !companies.complete) continue;
      const totals = sumByCompany(read.value);
      const location = quotaLocation(quota.counter);
      const samples = companies.value.map(({ uid: companyUid }): UsageSample => {
        const value = totals.has(companyUid) ? (totals.get(companyUid) ?? null) : '0';
        return { connection, companyUid, location, date, counters: { [quota.counter]: value } };
      });
      await this.samples.record(samples, { connection, dates: [], at: run.now });
    }
  }
}

type QuotaRow = Pick<VspcTenantResource | VspcHostedQuota, 'uid' | 'companyUid' | 'storageQuotaBytes'>;

const QUOTAS = [
  {
    counter: 'quota.cloudStorage',
    source: 'cloudQuotas',
    list: (usage: VspcConnector['usage']): AsyncIterable<QuotaRow> => usage.tenantResources(),
  },
  {
    counter: 'quota.hostedRepository',
    source: 'hostedQuotas',
    list: (usage: VspcConnector['usage']): AsyncIterable<QuotaRow> => usage.hostedRepositoryQuotas(),
  },
  {
    counter: 'quota.m365Repository',
    source: 'm365Quotas',
    list: (usage: VspcConnector['usage']): AsyncIterable<QuotaRow> => usage.m365RepositoryQuotas(),
  },
] as const;

async function* listSamples(
  connector: VspcConnector,
  connection: string,
  windows: readonly DayWindow[],
): AsyncGenerator<UsageSample> {
  for (const window of windows) {
    for await (const usage of connector.usage.companyUsage(window)) yield sampleOf(connection, usage);
  }
}

function sampleOf(connection: string, usage: VspcUsage): UsageSample {
  const counters: Record<string, string | null> = {};
  for (const { type, value } of usage.counters) {
    // A counter that is there twice cannot be told: it counts as one without a value.
    counters[type] = Object.hasOwn(counters, type) ? null : value;
  }
  return { connection, companyUid: usage.companyUid, location: usage.locationUid ?? '', date: usage.date, counters };
}

/** Null where one of a company's quotas has no limit: that is no number to bill. */
function sumByCompany(rows: readonly QuotaRow[]): ReadonlyMap<string, string | null> {
  const totals = new Map<string, string | null>();
  for (const { companyUid, storageQuotaBytes } of rows) {
    if (companyUid === null) continue;
    const before = totals.has(companyUid) ? (totals.get(companyUid) ?? null) : '0';
    const isLimited = before !== null && storageQuotaBytes !== null;
    totals.set(companyUid, isLimited ? formatQuantity(new Quantity(before).plus(storageQuotaBytes)) : null);
  }
  return totals;
}

/** By `connection/uid`, with the counters that are asked for only. */
export async function indexSamples(
  days: AsyncIterable<readonly UsageSample[]>,
  counters: ReadonlySet<string>,
): Promise<ReadonlyMap<string, CompanySamples>> {
  const kept = [...counters];
  const index = new Map<string, CompanySamples>();
  for await (const samples of days) {
    for (const sample of samples) {
      const key = `${sample.connection}/${sample.companyUid}`;
      const company = index.get(key) ?? new CompanySamples(kept);
      index.set(key, company);
      company.add(sample);
    }
  }
  return index;
}
