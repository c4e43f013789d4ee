import { addDays } from '../kernel/civil-date';
import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { UsageSampleRepository } from '../persistence/billing/usage-sample.repository';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { vspcSource } from '../vspc/source-keys';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import type { RunContext } from '../reconciliation/run-context';
import type { BillingEvaluator } from './billing.evaluator';
import { findLeaks, type Leak, type UnlinkedCompany, type UnmappedTenant } from './domain/find-leaks';
import { lineId } from './domain/line-state';
import { closablePeriod, periodOf, type Period } from './domain/period';
import type { ProductsMapping } from './domain/product-line';
import { reportPeriod, type ReportLine } from './domain/report-period';
import { LOCATION_MEMORY_DAYS } from './domain/samples';
import { indexSamples } from './usage.reader';

export interface BillingReport {
  readonly period: string;
  readonly lines: readonly ReportLine[];
}

interface ReportTables {
  readonly lines: BillingLineRepository;
  readonly links: CompanyLinkRepository;
  readonly samples: UsageSampleRepository;
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
  async report(filter: { readonly period?: string }): Promise<BillingReport> {
    const period = this.parsePeriod(filter.period);
    const { lines, links, samples } = this.tables;
    const frozen = await lines.listFrozen([period.id]);
    const counters = new Set(frozen.flatMap((entry) => entry.settings.counters));
    const stored = await samples.list(addDays(period.firstDay, -LOCATION_MEMORY_DAYS), period.lastDay);
    const states = await lines.listLines();
    const linked = (await links.listLinks()).flatMap(({ connectwise }) => (connectwise ? [connectwise] : []));
    return {
      period: period.id,
      lines: reportPeriod({
        period,
        frozen,
        lines: new Map(states.map((state) => [lineId(state.companyId, state.line), state])),
        samples: indexSamples(stored, counters),
        names: new Map(linked.map(({ id, name }) => [id, name])),
      }),
    };
  }

  /** As the three systems are now; a source that cannot be read is an error, because a leak might hide in it. */
  async leakage(): Promise<readonly Leak[]> {
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
    return findLeaks({ observation, results, unlinked: await this.listUnlinked(), tenants });
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
      unmapped.push(...loose.map(({ uid, name }) => ({ uid, name })));
    }
    return unmapped;
  }

  private parsePeriod(text: string | undefined): Period {
    if (text === undefined) return closablePeriod(this.clock.now(), this.products.period);
    return parsePeriodOption(text, this.products);
  }
}

/** @throws OperatorError for what is no month */
export function parsePeriodOption(text: string, { period }: Pick<ProductsMapping, 'period'>): Period {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return periodOf(text, period);
  throw new OperatorError('bad-option', `${text} is not a month.`, 'For example: --period 2026-11');
}
