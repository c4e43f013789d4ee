import type { WireRecord } from '../http/wire-record';
import type { CivilDate } from '../kernel/civil-date';
import type { CwCompanyId } from '../kernel/ids';
import { parseBusinessDay } from './business-day';
import { where, type Condition } from './conditions';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, type CwReference } from './cw-reference';

export interface CwAgreement {
  readonly id: number;
  readonly name: string;
  readonly type: CwReference | null;
  readonly company: CwReference | null;
  readonly parentAgreement: CwReference | null;
  readonly startDate: CivilDate | null;
  /** Null as well when it never ends. */
  readonly endDate: CivilDate | null;
  readonly noEndingDate: boolean;
  readonly cancelled: boolean;
  readonly dateCancelled: CivilDate | null;
  readonly billStartDate: CivilDate | null;
  readonly nextInvoiceDate: CivilDate | null;
  /** `Active`, `Cancelled`, `Expired` or `Inactive`; computed by the server. */
  readonly status: string | null;
}

export interface CwAgreementType {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
}

const FIELDS = [
  'name',
  'type',
  'company',
  'parentAgreement',
  'startDate',
  'endDate',
  'noEndingDateFlag',
  'cancelledFlag',
  'dateCancelled',
  'billStartDate',
  'nextInvoiceDate',
  'agreementStatus',
];

export class AgreementsApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  /** All of them, whatever their status. */
  list(): AsyncGenerator<CwAgreement, void, undefined> {
    return this.listWhere();
  }

  /** One simple condition: compound ones on agreements have been reported to answer nothing. */
  listByCompany(companyId: CwCompanyId): AsyncGenerator<CwAgreement, void, undefined> {
    return this.listWhere(where('company/id', '=', companyId));
  }

  fetch(agreementId: number): Promise<CwAgreement> {
    return this.transport.fetchRecord(endpoint('/finance/agreements/{id}', agreementId), parseAgreement);
  }

  listTypes(): AsyncGenerator<CwAgreementType, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/finance/agreements/types/info'),
      fields: ['name', 'inactiveFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        inactive: record.flag('inactiveFlag'),
      }),
    });
  }

  private listWhere(conditions?: Condition): AsyncGenerator<CwAgreement, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/finance/agreements'),
      ...(conditions ? { conditions } : {}),
      fields: FIELDS,
      parse: parseAgreement,
    });
  }
}

function parseAgreement(record: WireRecord): CwAgreement {
  return {
    id: record.integer('id'),
    name: record.text('name'),
    type: parseReference(record, 'type'),
    company: parseReference(record, 'company'),
    parentAgreement: parseReference(record, 'parentAgreement'),
    startDate: parseBusinessDay(record, 'startDate'),
    endDate: parseBusinessDay(record, 'endDate'),
    noEndingDate: record.flag('noEndingDateFlag'),
    cancelled: record.flag('cancelledFlag'),
    dateCancelled: parseBusinessDay(record, 'dateCancelled'),
    billStartDate: parseBusinessDay(record, 'billStartDate'),
    nextInvoiceDate: parseBusinessDay(record, 'nextInvoiceDate'),
    status: record.textOrNull('agreementStatus'),
  };
}
