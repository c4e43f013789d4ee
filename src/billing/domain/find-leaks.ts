import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { CivilDate } from '../../kernel/civil-date';
import { quantityOf } from './amount';
import type { BillingObservation } from './billing-observation';
import { isActive } from './choose-addition';
import type { LineResult } from './line-result';
import { coversCompany, settingsFor } from './match-company';
import type { DecimalText, LineSettings } from './product-line';
import { computeQuantity } from './quantity';

export const LEAK_KINDS = [
  'usage-without-link',
  'm365-without-company',
  'link-not-trusted',
  'no-agreement',
  'no-line',
  'zero-price',
  'expired-addition',
  'no-usage',
  'inactive-product',
] as const;
export type LeakKind = (typeof LEAK_KINDS)[number];

/** One entry of `billing leakage --json` (INTERFACE). */
export interface Leak {
  readonly kind: LeakKind;
  readonly company: { readonly uid: string; readonly name: string };
  /** Catalog identifier; null where no line sells it. */
  readonly product: string | null;
  readonly quantity: DecimalText;
  readonly unit: string;
  /** Quantity × list price; `0` where the catalog names no price. */
  readonly value: DecimalText;
  readonly detail: string;
}

/** A VSPC company that nobody is billed for. */
export interface UnlinkedCompany {
  readonly connection: string;
  readonly uid: string;
  readonly name: string;
}

/** A Microsoft 365 tenant that VSPC assigns to nobody. */
export interface UnmappedTenant {
  readonly uid: string;
  readonly name: string;
  /** Users with backups, by whom a company would be counted. */
  readonly users: number;
}

export interface LeakFacts {
  readonly observation: BillingObservation;
  readonly results: readonly LineResult[];
  readonly unlinked: readonly UnlinkedCompany[];
  readonly tenants: readonly UnmappedTenant[];
  /** Of a month that is over: what nobody uses today either. What an addition billed then is not kept. */
  readonly idleLines?: ReadonlySet<string>;
}

/**
 * What is used and not billed, or billed and not used. Per line of a company, first line that fits:
 *
 * | the line                                                          | leak                 |
 * | ----------------------------------------------------------------- | -------------------- |
 * | is used by a VSPC company without a link                          | usage-without-link   |
 * | is used, and its link is not trusted for billing                  | link-not-trusted     |
 * | is used, and its product is inactive, missing or a bundle         | inactive-product     |
 * | is used, and there is no agreement, or only ended ones            | no-agreement         |
 * | is used, and its addition has ended or is cancelled               | expired-addition     |
 * | is used, and no addition of its product is on the agreement       | no-line              |
 * | is used, and its addition costs nothing                           | zero-price           |
 * | is billed, and nothing is used                                    | no-usage             |
 *
 * A Microsoft 365 tenant without a company is one of its own: VSPC counts its users for nobody.
 */
export function findLeaks({ observation, results, unlinked, tenants, idleLines }: LeakFacts): readonly Leak[] {
  const isKnown = (result: LineResult): boolean =>
    idleLines === undefined || idleLines.has(result.id) || !isIdle(result);
  return [
    ...unlinked.flatMap((company) => leaksOfUnlinked(company, observation)),
    ...tenants.map((tenant) => leakOfTenant(tenant, observation)),
    ...results.filter(isKnown).flatMap((result) => leakOf(result, observation) ?? []),
  ];
}

/** The lines that nothing is used of. */
export function listIdleLines(results: readonly LineResult[]): ReadonlySet<string> {
  return new Set(results.filter(isIdle).map(({ id }) => id));
}

function isIdle({ calculation }: LineResult): boolean {
  return calculation?.kind === 'value' && calculation.quantity.isZero();
}

/** Of the lines that would bill it, as far as its name and its reference tell. */
function leaksOfUnlinked(company: UnlinkedCompany, observation: BillingObservation): Leak[] {
  const { connection, uid, name } = company;
  const named = { id: null, name, members: [company] };
  return observation.settings.lines
    .filter((line) => coversCompany(line, named))
    .flatMap((line) => {
      const settings = settingsFor(line, named);
      const quantity = latestQuantity(settings, `${connection}/${uid}`, observation);
      if (quantity === null || quantity.isZero()) return [];
      const detail = `${name} uses ${settings.product} and is linked to no ConnectWise company`;
      return [leak('usage-without-link', { uid, name }, { quantity, line: settings, observation, detail })];
    });
}

/** By the latest day that is known of a company that no period is computed for. */
function latestQuantity(line: LineSettings, key: string, { samples }: BillingObservation): Quantity | null {
  const day = samples.get(key)?.readLatest(line.counters);
  return day ? computeQuantity(quantityOf(day.value), { ...line, minimum: '0' }) : null;
}

/** Its users at the price of the line that counts users; without such a line nobody knows a price. */
function leakOfTenant({ uid, name, users }: UnmappedTenant, observation: BillingObservation): Leak {
  const line = observation.settings.lines.find(({ counters }) => counters.includes('Vb365ProtectedUsers'));
  const detail = `Microsoft 365 tenant ${name} belongs to no company in VSPC, so that its users are counted for nobody`;
  const company = { uid, name };
  const quantity = new Quantity(users);
  if (line) return leak('m365-without-company', company, { quantity, line, observation, detail });
  return {
    ...{ kind: 'm365-without-company', company, product: null },
    ...{ quantity: String(users), unit: 'count', value: '0', detail },
  };
}

function leakOf(result: LineResult, observation: BillingObservation): Leak | null {
  const { calculation, company, settings, line, verdict, addition } = result;
  if (calculation?.kind !== 'value' || verdict.reason === 'suspended') return null;
  const { quantity } = calculation;
  const place = { uid: company.members[0]?.uid ?? String(company.id), name: company.name };
  const found = { line: { ...settings, name: line }, observation };
  if (quantity.isZero()) {
    const billed = idleAddition(result, observation);
    if (!billed) return null;
    const detail = `addition ${billed.id} bills ${billed.quantity} of ${settings.product}, and nothing is used`;
    return leak('no-usage', place, { ...found, quantity: new Quantity(billed.quantity), detail });
  }
  const kind = kindOf(result, observation);
  if (kind !== null) return leak(kind, place, { ...found, quantity, detail: `${line}: ${verdict.detail}` });
  if (addition?.unitPrice == null || !new Quantity(addition.unitPrice).isZero()) return null;
  const detail = `addition ${addition.id} bills ${settings.product} at price 0`;
  return leak('zero-price', place, { ...found, quantity, detail });
}

function kindOf(result: LineResult, observation: BillingObservation): LeakKind | null {
  switch (result.verdict.reason) {
    case 'confirm-for-billing':
      return 'link-not-trusted';
    case 'product-inactive':
    case 'product-missing':
    case 'product-bundle':
      return 'inactive-product';
    case 'none':
    case 'expired':
    case 'not-started':
      return 'no-agreement';
    case 'addition-deleted':
      return 'expired-addition';
    case 'no-addition':
      if (result.candidates.length > 0) return null;
      return hasEnded(result, observation) ? 'expired-addition' : 'no-line';
    default:
      return null;
  }
}

/** The agreement had an addition of the product once. */
function hasEnded({ agreement, settings }: LineResult, observation: BillingObservation): boolean {
  const today = observation.businessDay;
  return ofProduct(agreement?.id, settings.product, observation).some((addition) => !isActive(addition, today));
}

/** An addition that bills although nothing is used: ours, or one that nobody gave us. */
function idleAddition({ addition, company, settings }: LineResult, observation: BillingObservation) {
  const today: CivilDate = observation.businessDay;
  const own = addition && !new Quantity(addition.quantity).isZero() ? addition : null;
  if (own) return own;
  const agreements = observation.agreements.get(company.id) ?? [];
  return agreements
    .flatMap((agreement) => ofProduct(agreement.id, settings.product, observation))
    .find((candidate) => isActive(candidate, today) && !new Quantity(candidate.quantity).isZero());
}

function ofProduct(agreementId: number | undefined, product: string, { additions }: BillingObservation) {
  const all = agreementId === undefined ? [] : (additions.get(agreementId) ?? []);
  return all.filter((addition) => addition.product?.toLowerCase() === product.toLowerCase());
}

interface LeakParts {
  readonly quantity: Quantity;
  readonly line: Pick<LineSettings, 'product' | 'unit'>;
  readonly observation: BillingObservation;
  readonly detail: string;
}

function leak(kind: LeakKind, company: Leak['company'], { quantity, line, observation, detail }: LeakParts): Leak {
  const price = observation.products.get(line.product.toLowerCase())?.price ?? '0';
  const value = formatQuantity(quantity.times(price));
  return { kind, company, product: line.product, quantity: formatQuantity(quantity), unit: line.unit, value, detail };
}
