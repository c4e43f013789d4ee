import type {
  AdditionFact,
  AgreementFact,
  BilledCompany,
  BilledMember,
  BillingObservation,
  ProductFact,
} from '../../src/billing/domain/billing-observation';
import { CW_ADDITIONS, CW_AGREEMENTS, CW_PRODUCTS } from '../../src/billing/domain/billing-observation';
import { frozenKey, lineId, newLineState, type LineState } from '../../src/billing/domain/line-state';
import type { BillingDecision, FrozenPeriod } from '../../src/billing/domain/line-state';
import { listCounters, type ProductLine } from '../../src/billing/domain/product-line';
import { CompanySamples, type UsageSample } from '../../src/billing/domain/samples';
import { addDays, civilDateIn } from '../../src/kernel/civil-date';

export const USAGE_SOURCE = 'vspc:main/organizations/companies/usage';

export const LINE: ProductLine = {
  name: 'vms',
  group: 'default',
  agreement: { type: 'Managed Services' },
  counters: ['ManagedVms'],
  product: 'VEEAM-VM',
  measure: 'last',
  push: 'daily',
  unit: 'count',
  counterUnit: null,
  round: 'up',
  decimals: 0,
  block: '1',
  included: '0',
  minimum: '0',
  maximum: null,
  whenZero: 'zero',
  createMissing: false,
  companies: { include: ['*'], exclude: [] },
  overrides: [],
};

/** One company with one agreement and one adopted addition, written once: everything else is said by the test. */
export class BillingWorld {
  now = new Date('2026-11-10T12:00:00Z');
  lines: ProductLine[] = [LINE];
  guards = { maxIncreasePercent: '1000', maxDecreasePercent: '100', ignoreBelow: '0', maxCompaniesPercent: '100' };
  companies: BilledCompany[] = [];
  samples: UsageSample[] = [];
  agreements: AgreementFact[] = [];
  additions: AdditionFact[] = [];
  products: ProductFact[] = [
    { id: 503, identifier: 'VEEAM-VM', inactive: false, isBundle: false, unitOfMeasure: 'Each', price: '18' },
  ];
  states: LineState[] = [];
  decisions: BillingDecision[] = [];
  frozen: FrozenPeriod[] = [];
  sights: BillingObservation['sights'] = new Map();
  newestSample: string | null = null;
  incomplete: string[] = [];

  /** A company whose line is ours and shows `quantity`; `usage` is counted on every day of the last ten. */
  addCompany(id: number, facts: { usage?: number; quantity?: string; state?: Partial<LineState> | null } = {}): this {
    const { usage = 6, quantity = '4', state = {} } = facts;
    this.companies.push(company(id));
    for (let back = 0; back < 10; back += 1) this.count(id, addDays('2026-11-10', -back), String(usage));
    this.agreements.push(agreement(id));
    this.additions.push(addition(id, { quantity }));
    if (state === null) return this;
    const base = newLineState({
      companyId: id,
      line: 'vms',
      agreementId: id + 1000,
      additionId: id + 2000,
      origin: 'adopted',
    });
    this.states.push({ ...base, writtenQuantity: quantity, revision: 1, ...state });
    return this;
  }

  count(companyId: number, date: string, value: string | null, location = 'a'): this {
    this.samples.push({
      connection: 'main',
      companyUid: `c${companyId}`,
      location,
      date,
      counters: { ManagedVms: value },
    });
    return this;
  }

  set(line: Partial<ProductLine>): this {
    this.lines = [{ ...LINE, ...line }];
    return this;
  }

  observation(): BillingObservation {
    const sources = [USAGE_SOURCE, CW_AGREEMENTS, CW_ADDITIONS, CW_PRODUCTS];
    return {
      now: this.now,
      businessDay: civilDateIn(this.now, 'America/New_York'),
      settings: {
        lines: this.lines,
        guards: this.guards,
        period: { timezone: 'America/New_York', settleAfterMs: 36 * 3_600_000 },
      },
      companies: this.companies,
      samples: this.indexSamples(),
      newestSample: this.newestSample,
      usageSources: new Map([['main', USAGE_SOURCE]]),
      completeSources: new Set(sources.filter((source) => !this.incomplete.includes(source))),
      agreements: groupBy(this.agreements, (fact) => fact.companyId ?? 0),
      additions: groupBy(this.additions, (fact) => fact.agreementId),
      products: new Map(this.products.map((product) => [product.identifier.toLowerCase(), product])),
      sights: this.sights,
      lines: new Map(this.states.map((state) => [lineId(state.companyId, state.line), state])),
      decisions: new Map(this.decisions.map((decision) => [lineId(decision.companyId, decision.line), decision])),
      frozen: new Map(
        this.frozen.map((entry) => [frozenKey(lineId(entry.companyId, entry.line), entry.period), entry]),
      ),
    };
  }

  private indexSamples(): ReadonlyMap<string, CompanySamples> {
    const index = new Map<string, CompanySamples>();
    const counters = [...new Set(this.lines.flatMap(listCounters))];
    for (const sample of this.samples) {
      const key = `${sample.connection}/${sample.companyUid}`;
      const samples = index.get(key) ?? new CompanySamples(counters);
      index.set(key, samples);
      samples.add(sample);
    }
    return index;
  }
}

export function company(id: number, members: readonly Partial<BilledMember>[] = [{}]): BilledCompany {
  return {
    id,
    identifier: `COMPANY${id}`,
    name: `Company ${id}`,
    members: members.map((member, index) => ({
      connection: 'main',
      uid: index === 0 ? `c${id}` : `c${id}-${index}`,
      name: `Company ${id}`,
      linkedOn: '2026-01-01',
      isTrusted: true,
      grade: 'external-id',
      standing: 'active',
      health: 'ok',
      agreements: {},
      ...member,
    })),
  };
}

export function agreement(companyId: number, more: Partial<AgreementFact> = {}): AgreementFact {
  return {
    id: companyId + 1000,
    name: 'Managed backup',
    type: 'Managed Services',
    companyId,
    startDate: '2025-01-01',
    endDate: null,
    cancelled: false,
    dateCancelled: null,
    billStartDate: '2025-01-01',
    nextInvoiceDate: '2026-12-01',
    status: 'Active',
    ...more,
  };
}

export function addition(companyId: number, more: Partial<AdditionFact> = {}): AdditionFact {
  return {
    id: companyId + 2000,
    agreementId: companyId + 1000,
    product: 'VEEAM-VM',
    productId: 503,
    quantity: '4',
    lessIncluded: '0',
    unitPrice: '18',
    effectiveDate: '2025-01-01',
    cancelledDate: null,
    ...more,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
