import { civilDateIn } from '../../../kernel/civil-date';
import type { JsonValue } from '../../../kernel/json';
import { Quantity } from '../../../kernel/quantity';
import type { TableName } from '../schema/table-names';
import type { CwRecord } from './record-store';
import type { Tenant } from './tenant';

type Derive = (tenant: Tenant, record: CwRecord) => JsonValue | undefined;
export type LifeStatus = 'Active' | 'Cancelled' | 'Expired' | 'Inactive';

/** What the server computes at every read, by table and field. */
const DERIVED: Readonly<Partial<Record<TableName, Readonly<Record<string, Derive>>>>> = {
  agreement: { agreementStatus: deriveAgreementStatus },
  addition: {
    agreementStatus: deriveAdditionStatus,
    billedQuantity: (_tenant, record) => billedQuantity(record).toNumber(),
    extPrice: (_tenant, record) => billedQuantity(record).times(amount(record, 'unitPrice')).toNumber(),
    extCost: (_tenant, record) => billedQuantity(record).times(amount(record, 'unitCost')).toNumber(),
    margin: (_tenant, record) =>
      billedQuantity(record)
        .times(amount(record, 'unitPrice').minus(amount(record, 'unitCost')))
        .toNumber(),
  },
  catalogItem: {
    category: (tenant, { values }) =>
      tenant.store.find('productSubCategory', values['subcategory'])?.values['category'],
    serializedFlag: (_tenant, { values }) => values['serializedFlag'] ?? false,
  },
  note: {
    internalFlag: (_tenant, { values }) => values['internalAnalysisFlag'] === true,
    externalFlag: (_tenant, { values }) =>
      values['detailDescriptionFlag'] === true || values['resolutionFlag'] === true,
  },
  source: {
    enteredBy: (_tenant, { info }) => info.enteredBy,
    dateEntered: (_tenant, { info }) => info.dateEntered,
  },
  ticket: {
    agreementType: (tenant, { values }) => {
      const agreement = tenant.store.find('agreement', values['agreement']);
      return agreement && tenant.store.get('agreementType', agreement.values['type']).values['name'];
    },
  },
};

/** The value of a stored field, computed where the server computes it; a reference is still an id. */
export function readValue(tenant: Tenant, table: TableName, record: CwRecord, field: string): JsonValue | undefined {
  if (field === 'id') return record.id;
  const derive = DERIVED[table]?.[field];
  return derive ? derive(tenant, record) : record.values[field];
}

/** From its dates, seen from the server's calendar day: cancelled before expired before not yet begun. */
export function deriveAgreementStatus(tenant: Tenant, { values }: CwRecord): LifeStatus {
  const today = tenant.today();
  const cancelled = dayOf(tenant, values['dateCancelled']);
  if (values['cancelledFlag'] === true && (cancelled === undefined || cancelled <= today)) return 'Cancelled';
  const end = dayOf(tenant, values['endDate']);
  if (values['noEndingDateFlag'] !== true && end !== undefined && end < today) return 'Expired';
  const start = dayOf(tenant, values['startDate']);
  return start !== undefined && start > today ? 'Inactive' : 'Active';
}

/** An addition is no better than its agreement; its own dates come on top. */
export function deriveAdditionStatus(tenant: Tenant, { values }: CwRecord): LifeStatus {
  const ofAgreement = deriveAgreementStatus(tenant, tenant.store.get('agreement', values['agreementId']));
  if (ofAgreement !== 'Active') return ofAgreement;
  const today = tenant.today();
  const cancelled = dayOf(tenant, values['cancelledDate']);
  if (cancelled !== undefined && cancelled <= today) return 'Cancelled';
  const effective = dayOf(tenant, values['effectiveDate']);
  return effective !== undefined && effective > today ? 'Inactive' : 'Active';
}

/**
 * The civil day that a date field means. Dates are kept as midnight UTC of a local business date; any other time of day
 * is an instant and belongs to the server's zone.
 */
function dayOf(tenant: Tenant, value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.endsWith('T00:00:00Z')) return value.slice(0, 10);
  return civilDateIn(new Date(value), tenant.data.serverTimeZone);
}

function billedQuantity(record: CwRecord): Quantity {
  const billed = amount(record, 'quantity').minus(amount(record, 'lessIncluded'));
  return Quantity.max(billed, 0);
}

function amount({ values }: CwRecord, field: string): Quantity {
  const value = values[field];
  return new Quantity(typeof value === 'number' ? value : 0);
}
