import type { CwAgreement } from '../connectwise/agreements.api';
import type { CwCatalogItem } from '../connectwise/catalog.api';
import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwAddition } from '../connectwise/cw-addition';
import type { SourceKey } from '../kernel/change';
import { civilDateIn } from '../kernel/civil-date';
import { sortedBy } from '../kernel/compare';
import { linkKey, type CompanyLink } from '../mapping/domain/company-link';
import { withPendingLinks } from '../mapping/domain/pending-links';
import type { CompaniesMapping } from '../mapping/domain/company-pins';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { RunContext } from '../reconciliation/run-context';
import { vspcSource } from '../vspc/source-keys';
import { groupCompanies } from './domain/billed-companies';
import {
  CW_ADDITIONS,
  CW_AGREEMENTS,
  CW_PRODUCTS,
  type AdditionFact,
  type AgreementFact,
  type AgreementSight,
  type BilledCompany,
  type BillingObservation,
  type ProductFact,
} from './domain/billing-observation';
import { isSettled, neededDays } from './domain/days-to-read';
import { listCarryingAgreements } from './domain/carrying-agreements';
import { frozenKey, lineId, type LineState } from './domain/line-state';
import { closablePeriod } from './domain/period';
import { listCounters, type ProductsMapping } from './domain/product-line';
import type { UsageReader } from './usage.reader';

export interface BillingObserverSettings {
  readonly products: ProductsMapping;
  readonly companies: CompaniesMapping;
  readonly connections: readonly string[];
}

/** Reads usage, agreements, the additions of those that carry a line, and the products; and what is known of them. */
export class BillingObserver {
  constructor(
    private readonly settings: BillingObserverSettings,
    private readonly connectwise: ConnectWiseClient,
    private readonly usage: UsageReader,
    private readonly local: { readonly lines: BillingLineRepository; readonly links: CompanyLinkRepository },
  ) {}

  async observe(run: RunContext): Promise<BillingObservation> {
    const { products, connections } = this.settings;
    const [states, decisions, links] = await Promise.all([
      this.local.lines.listLines(),
      this.local.lines.listDecisions(),
      this.local.links.listLinks(),
    ]);
    const closable = closablePeriod(run.now, products.period);
    const frozen = await this.local.lines.listFrozen([closable.id]);
    const companies = this.groupLinks(withPendingLinks(links, run.pendingTransitions('mapping')));
    // Each vendor has a budget of its own: what one is asked for need not wait for the other.
    const [samples, { agreements, additions }, catalog] = await Promise.all([
      this.usage.read(run, {
        needed: neededDays(run.now, products, isSettled({ products, companies, frozen, closable })),
        period: products.period,
        counters: new Set(products.lines.flatMap(listCounters)),
      }),
      this.readContracts(run, companies, states),
      this.readProducts(run),
    ]);
    return {
      now: run.now,
      businessDay: civilDateIn(run.now, products.period.timezone),
      settings: products,
      companies,
      samples,
      newestSample: await this.usage.findNewestDay(),
      usageSources: new Map(connections.map((name) => [name, vspcSource(name, 'usage')])),
      completeSources: new Set(
        [CW_AGREEMENTS, CW_ADDITIONS, CW_PRODUCTS, ...connections.map((name) => vspcSource(name, 'usage'))].filter(
          (source) => run.isComplete(source),
        ),
      ),
      agreements,
      additions,
      products: catalog,
      sights: await this.rememberSights(run, agreements),
      lines: new Map(states.map((state) => [lineId(state.companyId, state.line), state])),
      decisions: new Map(decisions.map((decision) => [lineId(decision.companyId, decision.line), decision])),
      frozen: new Map(frozen.map((entry) => [frozenKey(lineId(entry.companyId, entry.line), entry.period), entry])),
    };
  }

  private groupLinks(links: readonly CompanyLink[]): readonly BilledCompany[] {
    const { companies } = this.settings;
    const pins = new Map(companies.companies.map((pin) => [linkKey(pin.vspc), pin.agreements]));
    return groupCompanies(links, { trusted: companies.billingTrusts, pinnedAgreements: pins });
  }

  private async readContracts(
    run: RunContext,
    companies: readonly BilledCompany[],
    states: readonly LineState[],
  ): Promise<Pick<BillingObservation, 'agreements' | 'additions'>> {
    const agreements = await this.readAgreements(run);
    return { agreements, additions: await this.readAdditions(run, companies, agreements, states) };
  }

  private async readAgreements(run: RunContext): Promise<ReadonlyMap<number, readonly AgreementFact[]>> {
    const read = await run.readList(CW_AGREEMENTS, {
      list: () => this.connectwise.agreements.list(),
      keyOf: (agreement) => String(agreement.id),
    });
    const byCompany = new Map<number, AgreementFact[]>();
    for (const agreement of read.value.map(agreementFact)) {
      if (agreement.companyId === null) continue;
      const ofCompany = byCompany.get(agreement.companyId);
      if (ofCompany) ofCompany.push(agreement);
      else byCompany.set(agreement.companyId, [agreement]);
    }
    return byCompany;
  }

  /** Only of agreements that carry a line, bundled; so that a pass costs a request for every fifty of them. */
  private async readAdditions(
    run: RunContext,
    companies: readonly BilledCompany[],
    agreements: ReadonlyMap<number, readonly AgreementFact[]>,
    states: readonly LineState[],
  ): Promise<ReadonlyMap<number, readonly AdditionFact[]>> {
    const { products } = this.settings;
    const chosen = listCarryingAgreements({
      businessDay: civilDateIn(run.now, products.period.timezone),
      settings: products,
      companies,
      agreements,
    });
    const ids = [...new Set([...chosen, ...states.map((state) => state.agreementId)])].sort(
      (left, right) => left - right,
    );
    const known = new Set([...agreements.values()].flat().map((agreement) => agreement.id));
    const present = ids.filter((id) => known.has(id));
    const read = await run.readOne<ReadonlyMap<number, readonly AdditionFact[]>>(CW_ADDITIONS, new Map(), async () => {
      const byAgreement = new Map<number, readonly AdditionFact[]>();
      for await (const { agreementId, additions } of this.connectwise.additions.listByAgreements(present)) {
        byAgreement.set(agreementId, additions.map(additionFact));
      }
      return byAgreement;
    });
    return read.value;
  }

  private async readProducts(run: RunContext): Promise<ReadonlyMap<string, ProductFact>> {
    const identifiers = sortedBy(new Set(this.settings.products.lines.flatMap(listProducts)), (name) => name);
    const read = await run.readOne<readonly ProductFact[]>(CW_PRODUCTS, [], async () => {
      const products: ProductFact[] = [];
      for await (const item of this.connectwise.catalog.listByIdentifiers(identifiers))
        products.push(productFact(item));
      return products;
    });
    return new Map(read.value.map((product) => [product.identifier.toLowerCase(), product]));
  }

  /** An invoice shows by its agreement's next invoice date moving on: the dates are kept as they were seen. */
  private async rememberSights(
    run: RunContext,
    agreements: ReadonlyMap<number, readonly AgreementFact[]>,
  ): Promise<ReadonlyMap<number, readonly AgreementSight[]>> {
    const byAgreement = new Map<number, AgreementSight[]>();
    for (const sight of await this.local.lines.listSights()) {
      const known = byAgreement.get(sight.agreementId);
      if (known) known.push(sight);
      else byAgreement.set(sight.agreementId, [sight]);
    }
    const fresh = [...agreements.values()].flat().flatMap(({ id, nextInvoiceDate }): AgreementSight[] => {
      const last = byAgreement.get(id)?.at(-1);
      const isKnown = last?.nextInvoiceDate === nextInvoiceDate;
      return isKnown ? [] : [{ agreementId: id, nextInvoiceDate, seenAt: run.now.toISOString() }];
    });
    await this.local.lines.recordSights(fresh);
    for (const sight of fresh)
      byAgreement.set(sight.agreementId, [...(byAgreement.get(sight.agreementId) ?? []), sight]);
    return byAgreement;
  }
}

function listProducts(line: ProductsMapping['lines'][number]): string[] {
  return [line.product, ...line.overrides.flatMap(({ set }) => (set.product === undefined ? [] : [set.product]))];
}

function agreementFact(agreement: CwAgreement): AgreementFact {
  const { id, name, type, company, startDate, endDate, noEndingDate, cancelled, dateCancelled } = agreement;
  return {
    id,
    name,
    type: type?.name ?? null,
    companyId: company?.id ?? null,
    startDate,
    endDate: noEndingDate ? null : endDate,
    cancelled,
    dateCancelled,
    billStartDate: agreement.billStartDate,
    nextInvoiceDate: agreement.nextInvoiceDate,
    status: agreement.status,
  };
}

function additionFact(addition: CwAddition): AdditionFact {
  const { id, agreementId, product, quantity, lessIncluded, unitPrice, effectiveDate, cancelledDate } = addition;
  return {
    id,
    agreementId,
    product: product.identifier ?? product.name,
    productId: product.id,
    quantity,
    lessIncluded,
    unitPrice,
    effectiveDate,
    cancelledDate,
  };
}

function productFact(item: CwCatalogItem): ProductFact {
  return {
    id: item.id,
    identifier: item.identifier,
    inactive: item.inactive,
    isBundle: item.productClass === 'Bundle',
    unitOfMeasure: item.unitOfMeasure?.name ?? null,
    price: item.price,
  };
}

/** The sources that this stream reads of a connection and of ConnectWise. */
export function isBillingMainSource(source: SourceKey): boolean {
  return source === CW_AGREEMENTS || source.endsWith('/organizations/companies/usage');
}
