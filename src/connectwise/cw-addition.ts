import type { WireRecord } from '../http/wire-record';
import type { CivilDate } from '../kernel/civil-date';
import type { JsonValue } from '../kernel/json';
import { parseBusinessDay, renderBusinessDay } from './business-day';
import { parseAudit, parseRequiredReference, type CwAudit, type CwReference } from './cw-reference';
import { exactNumber } from './patch';

/** A recurring line of an agreement. Quantities and money are decimal texts. */
export interface CwAddition {
  readonly id: number;
  readonly agreementId: number;
  /** The catalog item; `identifier` is its name for people. */
  readonly product: CwReference;
  readonly quantity: string;
  readonly lessIncluded: string;
  readonly unitPrice: string | null;
  readonly billCustomer: string | null;
  readonly effectiveDate: CivilDate | null;
  /** Null when open-ended. */
  readonly cancelledDate: CivilDate | null;
  readonly description: string | null;
  readonly uom: string | null;
  /** `Active`, `Cancelled`, `Expired` or `Inactive`; computed by the server. */
  readonly agreementStatus: string | null;
  readonly audit: CwAudit;
}

export interface CwNewAddition {
  readonly productId: number;
  readonly quantity: string;
  readonly effectiveDate: CivilDate;
  readonly invoiceDescription?: string;
}

export const ADDITION_FIELDS = [
  'product',
  'quantity',
  'lessIncluded',
  'unitPrice',
  'billCustomer',
  'effectiveDate',
  'cancelledDate',
  'description',
  'uom',
  'agreementId',
  'agreementStatus',
  '_info',
];

/** The answer may leave the agreement out: the path named it. */
export function parseAddition(record: WireRecord, agreementId: number): CwAddition {
  return {
    id: record.integer('id'),
    agreementId: record.integerOrNull('agreementId') ?? agreementId,
    product: parseRequiredReference(record, 'product'),
    quantity: record.decimalOrNull('quantity') ?? '0',
    lessIncluded: record.decimalOrNull('lessIncluded') ?? '0',
    unitPrice: record.decimalOrNull('unitPrice'),
    billCustomer: record.textOrNull('billCustomer'),
    effectiveDate: parseBusinessDay(record, 'effectiveDate'),
    cancelledDate: parseBusinessDay(record, 'cancelledDate'),
    description: record.textOrNull('description'),
    uom: record.textOrNull('uom'),
    agreementStatus: record.textOrNull('agreementStatus'),
    audit: parseAudit(record),
  };
}

export function renderNewAddition(addition: CwNewAddition): JsonValue {
  return {
    product: { id: addition.productId },
    quantity: exactNumber(addition.quantity),
    effectiveDate: renderBusinessDay(addition.effectiveDate),
    billCustomer: 'Billable',
    ...(addition.invoiceDescription === undefined ? {} : { invoiceDescription: addition.invoiceDescription }),
  };
}
