import type { Call } from '../call';
import type { ValidationIssue } from '../replies';
import { deriveAgreementStatus } from '../store/derived-values';
import { fillMissing, type CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules } from '../write/draft';

/** Additions live below their agreement and take most of their values from the product. */
export const ADDITION_RULES: EntityRules = {
  complete: completeAddition,
  check: ({ tenant }, draft) => {
    const agreement = tenant.store.get('agreement', draft.values['agreementId']);
    return [
      ...checkAgreement(tenant, agreement, draft),
      ...checkProduct(tenant, draft),
      ...checkDates(agreement, draft),
    ];
  },
  settle: ({ tenant }, { values, before }) => {
    if (before && tenant.switches.is('additionProductChange', 'false-200')) values['product'] = before['product'];
  },
};

function completeAddition({ tenant }: Call, { values }: Draft): void {
  const product = tenant.store.find('catalogItem', values['product']);
  const agreement = tenant.store.get('agreement', values['agreementId']);
  const unit = tenant.store.find('unitOfMeasure', product?.values['unitOfMeasure']);
  const ofProduct = product?.values ?? {};
  fillMissing(values, {
    quantity: 1,
    lessIncluded: 0,
    unitPrice: ofProduct['price'],
    unitCost: ofProduct['cost'],
    description: ofProduct['description'],
    invoiceDescription: ofProduct['customerDescription'],
    taxableFlag: ofProduct['taxableFlag'],
    uom: unit?.values['name'],
    effectiveDate: laterOf(`${tenant.today()}T00:00:00Z`, earliestDate(agreement)),
  });
}

function checkAgreement(tenant: Tenant, agreement: CwRecord, draft: Draft): readonly ValidationIssue[] {
  const isCancelled = deriveAgreementStatus(tenant, agreement) === 'Cancelled';
  if (isCancelled && tenant.switches.is('cancelledAgreementWrites', 'refuse')) {
    return [{ code: 'InvalidObject', message: `Agreement ${agreement.id} is cancelled.`, field: 'agreementId' }];
  }
  const invoiced = agreement.values['invoicedThrough'];
  const effective = draft.before?.['effectiveDate'];
  const isInvoiced = typeof invoiced === 'string' && typeof effective === 'string' && effective <= invoiced;
  if (isInvoiced && tenant.switches.is('invoicedAdditionChange', 'refuse')) {
    return [{ code: 'InvalidObject', message: 'This addition was invoiced already.', field: 'quantity' }];
  }
  return [];
}

function checkProduct(tenant: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const product = tenant.store.find('catalogItem', values['product']);
  if (!product) return [];
  if (before && before['product'] !== product.id && tenant.switches.is('additionProductChange', 'refuse')) {
    return [{ code: 'InvalidField', message: 'The product of an addition cannot be changed.', field: 'product' }];
  }
  if (product.values['productClass'] === 'Bundle') {
    return [{ code: 'InvalidField', message: 'A bundle cannot be an addition.', field: 'product' }];
  }
  if (!before && product.values['inactiveFlag'] === true && tenant.switches.is('inactiveProduct', 'refuse')) {
    return [{ code: 'InvalidField', message: `Product ${product.id} is inactive.`, field: 'product' }];
  }
  return [];
}

/** Not before the agreement begins, nor before it is billed; not cancelled before it takes effect. */
function checkDates(agreement: CwRecord, { values, before }: Draft): readonly ValidationIssue[] {
  const { effectiveDate, cancelledDate } = values;
  const earliest = earliestDate(agreement);
  const moved = effectiveDate !== before?.['effectiveDate'];
  if (moved && typeof effectiveDate === 'string' && earliest !== undefined && effectiveDate < earliest) {
    const message = 'The effective date must not be before the start date of the agreement.';
    return [{ code: 'InvalidField', message, field: 'effectiveDate' }];
  }
  const bothDates = typeof effectiveDate === 'string' && typeof cancelledDate === 'string';
  if (!bothDates || cancelledDate >= effectiveDate) return [];
  const message = 'The cancelled date must not be before the effective date.';
  return [{ code: 'InvalidField', message, field: 'cancelledDate' }];
}

function earliestDate({ values }: CwRecord): string | undefined {
  return laterOf(values['startDate'], values['billStartDate']);
}

function laterOf(one: unknown, other: unknown): string | undefined {
  const dates = [one, other].filter((date) => typeof date === 'string').sort();
  return dates.at(-1);
}
