import { utcDateOf } from '../kernel/civil-date';
import { canonicalJson } from '../kernel/stable-hash';
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
import { CompanySamples, isQuota, quotaLocation, type UsageSample } from './domain/samples';

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
    const stored = new Map<string, UsageSample>();
    for (const sample of await this.samples.list(question.needed.from, question.needed.to)) {
      stored.set(sampleKey(sample), sample);
    }
    for (const connection of this.vspc.names) {
      for (const sample of await this.refresh(run, connection, question, stored)) stored.set(sampleKey(sample), sample);
    }
    return indexSamples(stored.values(), question.counters);
  }

  /** Of all that is stored, whatever a pass needs. */
  findNewestDay(): Promise<string | null> {
    return this.samples.findNewestDay();
  }

  private async refresh(
    run: RunContext,
    connection: string,
    question: UsageQuestion,
    stored: ReadonlyMap<string, UsageSample>,
  ): Promise<readonly UsageSample[]> {
    const usage = await this.refreshUsage(run, connection, question, stored);
    const quotas = await this.refreshQuotas(run, connection, question.counters);
    const changed = quotas.filter((sample) => isNew(sample, stored));
    await this.samples.record(changed, { connection, dates: [], at: run.now });
    return [...usage, ...changed];
  }

  /** What an incomplete read showed is not believed: a company whose rows are missing would look like a gap at best. */
  private async refreshUsage(
    run: RunContext,
    connection: string,
    { needed, period }: UsageQuestion,
    stored: ReadonlyMap<string, UsageSample>,
  ): Promise<readonly UsageSample[]> {
    const windows = daysToRead(needed, await this.samples.listReadDays(connection), period);
    const connector = this.vspc.get(connection);
    const read = await run.readList(vspcSource(connection, 'usage'), {
      list: () => listWindows(connector, windows),
      // By place and not by day: a pass that reads fewer days has not lost anything.
      keyOf: (usage) => `${usage.companyUid}/${usage.locationUid ?? ''}`,
    });
    if (!read.complete) return [];
    const changed = read.value.map((usage) => sampleOf(connection, usage)).filter((sample) => isNew(sample, stored));
    await this.samples.record(changed, { connection, dates: windows.flatMap(listDays), at: run.now });
    return changed;
  }

  /** Quotas have no history in VSPC: each pass that bills them keeps the day's. */
  private async refreshQuotas(
    run: RunContext,
    connection: string,
    counters: ReadonlySet<string>,
  ): Promise<readonly UsageSample[]> {
    const { usage } = this.vspc.get(connection);
    const samples: UsageSample[] = [];
    for (const quota of QUOTAS.filter((candidate) => counters.has(candidate.counter))) {
      const companies = await run.readList(vspcSource(connection, 'companies'), {
        list: () => this.vspc.get(connection).organizations.companies(),
        keyOf: (company) => company.uid,
      });
      const read: SourceResult<readonly QuotaRow[]> = await run.readList(vspcSource(connection, quota.source), {
        list: () => quota.list(usage),
        keyOf: (row) => row.uid,
      });
      if (!read.complete || !companies.complete) continue;
      const totals = sumByCompany(read.value);
      const date = utcDateOf(run.now);
      for (const { uid } of companies.value) {
        const value = totals.has(uid) ? (totals.get(uid) ?? null) : '0';
        samples.push({
          connection,
          companyUid: uid,
          location: quotaLocation(quota.counter),
          date,
          counters: { [quota.counter]: value },
        });
      }
    }
    return samples;
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

async function* listWindows(connector: VspcConnector, windows: readonly DayWindow[]): AsyncGenerator<VspcUsage> {
  for (const window of windows) yield* connector.usage.companyUsage(window);
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

function sampleKey({ connection, companyUid, location, date }: UsageSample): string {
  return `${connection}/${companyUid}/${location}/${date}`;
}

function isNew(sample: UsageSample, stored: ReadonlyMap<string, UsageSample>): boolean {
  const before = stored.get(sampleKey(sample));
  return before === undefined || canonicalJson(before.counters) !== canonicalJson(sample.counters);
}

/** By `connection/uid`, with the billed counters only. */
export function indexSamples(
  samples: Iterable<UsageSample>,
  counters: ReadonlySet<string>,
): ReadonlyMap<string, CompanySamples> {
  const index = new Map<string, CompanySamples>();
  for (const sample of samples) {
    const key = `${sample.connection}/${sample.companyUid}`;
    const company = index.get(key) ?? new CompanySamples();
    index.set(key, company);
    company.add({ ...sample, counters: pick(sample.counters, counters) });
  }
  return index;
}

function pick(counters: UsageSample['counters'], wanted: ReadonlySet<string>): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(counters).filter(([name]) => wanted.has(name) || isQuota(name)));
}
