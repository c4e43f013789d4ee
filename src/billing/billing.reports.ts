import { addDays } from '../kernel/civil-date';
import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import type { JournalRepository } from '../persistence/engine/journal.repository';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { vspcSource } from '../vspc/source-keys';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { RunContext } from '../reconciliation/run-context';
import { answerOf } from './billing.applier';
import type { BillingEvaluator } from './billing.evaluator';
import { groupCompanies } from './domain/billed-companies';
import type { BillingObservation } from './domain/billing-observation';
import { evaluatePeriod, observationOf, type PeriodFacts } from './domain/evaluate-period';
import {
  findLeaks,
  listIdleLines,
  type Leak,
  type LeakFacts,
  type UnlinkedCompany,
  type UnmappedTenant,
} from './domain/find-leaks';
import { lineId } from './domain/line-state';
import { namesCompany } from './domain/match-company';
import { closablePeriod, currentPeriod, nextPeriod, periodOf, type Period } from './domain/period';
import { keyOf } from './domain/plan-billing';
import { listCounters, type ProductsMapping } from './domain/product-line';
import { reportPeriod, type ReportLine } from './domain/report-period';
import { LOCATION_MEMORY_DAYS } from './domain/samples';
import { indexSamples } from './usage.reader';

export interface BillingFilter {
  /** `YYYY-MM` */
  readonly period?: string;
  /** A REF or a name. */
  readonly company?: string;
  /** Line ids. */
  readonly lines?: readonly string[];
}

export interface BillingReport {
  readonly period: string;
  readonly lines: readonly ReportLine[];
  /** The first pass after this instant closes the next month. */
  readonly nextClose: { readonly period: string; readonly at: string };
}

interface ReportTables {
  readonly lines: BillingLineRepository;
  readonly links: CompanyLinkRepository;
  readonly samples: UsageSampleRepository;
  readonly journal: JournalRepository;
}

/** What was closed, and what is used and not billed. */
export class BillingReports {
  constructor(
    private readonly products: ProductsMapping,
    private readonly vspc: VspcConnectors,
    private readonly evaluator: BillingEvaluator,
    private readonly tables: ReportTables,
    private readonly clock: Clock,
  ) {}

  /** From the database alone; the period of a month that is over. */
  async report(filter: BillingFilter): Promise<BillingReport> {
    const period = this.parsePeriod(filter.period);
    const { lines, links, samples } = this.tables;
    const linked = await links.listLinks();
    const wanted = filter.company === undefined ? null : await this.listCompanyIds(filter.company);
    const frozen = (await lines.listFrozen([period.id])).filter(
      ({ companyId, line }) =>
        (wanted?.has(companyId) ?? true) && (filter.lines?.includes(lineId(companyId, line)) ?? true),
    );
    const counters = new Set(frozen.flatMap((entry) => entry.settings.counters));
    const stored = samples.listByDay(addDays(period.firstDay, -LOCATION_MEMORY_DAYS), period.lastDay);
    const states = await lines.listLines();
    const next = nextPeriod(closablePeriod(this.clock.now(), this.products.period), this.products.period);
    return {
      period: period.id,
      nextClose: { period: next.id, at: next.closesAt.toISOString() },
      lines: reportPeriod({
        period,
        frozen,
        lines: new Map(states.map((state) => [lineId(state.companyId, state.line), state])),
        samples: await indexSamples(stored, counters),
        written: await this.listWritten(period),
        names: new Map(linked.flatMap(({ connectwise }) => (connectwise ? [[connectwise.id, connectwise.name]] : []))),
      }),
    };
  }

  /**
   * As the three systems are now; of a month that is over, with its usage and the dates of agreements and additions. A
   * source that cannot be read is an error, because a leak might hide in it.
   */
  async leakage({ period: text, company }: Pick<BillingFilter, 'period' | 'company'>): Promise<readonly Leak[]> {
    const past = text === undefined || this.isPresent(text) ? null : this.parsePast(text);
    const { run, observation, results } = await this.evaluator.evaluate();
    const tenants = await this.evaluator.reading(() => this.readTenants(run));
    const unread = [...run.sources.values()].find((source) => source !== null);
    if (unread) {
      throw new OperatorError(
        'incomplete-observation',
        `${unread.source} could not be read: ${unread.message}`,
        'The report would miss what is in it. Run: vspc-bridge check',
      );
    }
    const unlinked = await this.listUnlinked();
    if (!past) return findLeaks(leaksOf(company, { observation, results, unlinked, tenants }));
    const then = observationOf(observation, await this.readPeriod(past, observation));
    const facts = {
      observation: then,
      results: evaluatePeriod(then, past),
      unlinked: [...unlinked, ...listLinkedLater(observation, past)],
      tenants,
      idleLines: listIdleLines(results),
    };
    return findLeaks(leaksOf(company, facts));
  }

  private async readPeriod(period: Period, { settings }: BillingObservation): Promise<PeriodFacts> {
    const from = addDays(period.firstDay, -LOCATION_MEMORY_DAYS);
    const stored = this.tables.samples.listByDay(from, period.lastDay);
    return {
      period,
      samples: await indexSamples(stored, new Set(settings.lines.flatMap(listCounters))),
      frozen: await this.tables.lines.listFrozen([period.id]),
    };
  }

  private parsePast(text: string): Period {
    const period = this.parsePeriod(text);
    if (period.endsAt.getTime() <= this.clock.now().getTime()) return period;
    throw new OperatorError('bad-option', `${text} has not begun.`, 'Leave out --period for the present month.');
  }

  /** @throws OperatorError for what is no month */
  isPresent(text: string): boolean {
    return this.parsePeriod(text).id === currentPeriod(this.clock.now(), this.products.period).id;
  }

  /** The quantity that each line was last written with for a period. A cancelled addition bills nothing. */
  private async listWritten({ id }: Period): Promise<ReadonlyMap<string, string>> {
    const writes = await this.tables.journal.listDone('billing', `${keyOf('%', id)}/%`);
    return new Map(
      writes.flatMap(({ subjectKey, effectKind, response }): [string, string][] => {
        const quantity = effectKind === 'cancel-addition' ? '0' : answerOf(response).quantity;
        return quantity === null ? [] : [[subjectKey, quantity]];
      }),
    );
  }

  /** The ConnectWise companies that a REF or a name means. @throws OperatorError for none */
  async listCompanyIds(reference: string): Promise<ReadonlySet<number>> {
    const companies = groupCompanies(await this.tables.links.listLinks(), { trusted: [], pinnedAgreements: new Map() });
    const found = companies.filter((company) => namesCompany(reference, company)).map((company) => company.id);
    if (found.length > 0) return new Set(found);
    throw unknownCompany(`No linked company is known as ${reference}.`);
  }

  private async listUnlinked(): Promise<UnlinkedCompany[]> {
    const links = await this.tables.links.listLinks();
    return links.filter(({ state }) => state !== 'linked' && state !== 'ignored');
  }

  /** Tenants that VSPC assigns to no company, by either of the two places where it says so. */
  private async readTenants(run: RunContext): Promise<UnmappedTenant[]> {
    const unmapped: UnmappedTenant[] = [];
    for (const connection of this.vspc.names) {
      const { m365 } = this.vspc.get(connection);
      const organizations = await run.readList(vspcSource(connection, 'm365Organizations'), {
        list: () => m365.organizations(),
        keyOf: (organization) => organization.uid,
      });
      const mappings = await run.readList(vspcSource(connection, 'm365Mappings'), {
        list: () => m365.companyMappings(),
        keyOf: (mapping) => mapping.uid,
      });
      const mapped = new Set(mappings.value.flatMap((entry) => (entry.companyUid ? [entry.m365OrganizationUid] : [])));
      const loose = organizations.value.filter(
        (organization) => organization.mappedOrganizationUid === null && !mapped.has(organization.uid),
      );
      const users = loose.length > 0 ? await this.countUsers(run, connection) : new Map<string, number>();
      unmapped.push(...loose.map(({ uid, name }) => ({ uid, name, users: users.get(uid) ?? 0 })));
    }
    return unmapped;
  }

  /** Users with backups of each tenant; a user who is in two repositories is one. */
  private async countUsers(run: RunContext, connection: string): Promise<ReadonlyMap<string, number>> {
    const { m365 } = this.vspc.get(connection);
    const read = await run.readList(vspcSource(connection, 'm365Users'), {
      list: () => m365.protectedUsers(),
      keyOf: ({ key }) => key,
    });
    const counts = new Map<string, number>();
    const seen = new Set<string>();
    for (const { key, tenantUid } of read.value) {
      if (tenantUid === null || seen.has(`${tenantUid}/${key}`)) continue;
      seen.add(`${tenantUid}/${key}`);
      counts.set(tenantUid, (counts.get(tenantUid) ?? 0) + 1);
    }
    return counts;
  }

  private parsePeriod(text: string | undefined): Period {
    if (text === undefined) return closablePeriod(this.clock.now(), this.products.period);
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return periodOf(text, this.products.period);
    throw new OperatorError('bad-option', `${text} is not a month.`, 'For example: --period 2026-11');
  }
}

/** Only what is about the company; a tenant is called by its name. @throws OperatorError for one that is not known */
function leaksOf(reference: string | undefined, facts: LeakFacts): LeakFacts {
  if (reference === undefined) return facts;
  const results = facts.results.filter(({ company }) => namesCompany(reference, company));
  const unlinked = facts.unlinked.filter((each) =>
    namesCompany(reference, { id: null, name: each.name, members: [each] }),
  );
  const tenants = facts.tenants.filter(({ name }) => namesCompany(reference, { id: null, name, members: [] }));
  if (results.length + unlinked.length + tenants.length > 0) return { ...facts, results, unlinked, tenants };
  throw unknownCompany(`No company and no tenant is known as ${reference}.`);
}

function unknownCompany(message: string): OperatorError {
  return new OperatorError('unknown-company', message, 'List them with: vspc-bridge companies list');
}

/** Companies whose link is younger than the month: their usage then was nobody's. */
function listLinkedLater({ companies }: BillingObservation, { lastDay }: Period): UnlinkedCompany[] {
  return companies.flatMap(({ members }) => members.filter(({ linkedOn }) => linkedOn > lastDay));
}
