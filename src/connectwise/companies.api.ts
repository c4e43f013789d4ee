import type { WireRecord } from '../http/wire-record';
import { cwCompanyId, type CwCompanyId } from '../kernel/ids';
import { where } from './conditions';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, parseReferenceRecord, type CwReference } from './cw-reference';

export interface CwCompany {
  readonly id: CwCompanyId;
  /** "Company ID" on the screen, unique: not the numeric id. */
  readonly identifier: string;
  readonly name: string;
  readonly status: CwReference | null;
  readonly types: readonly CwReference[];
  /** A merged company is a deleted one; the survivor is not told. */
  readonly deleted: boolean;
  readonly dateDeleted: Date | null;
  readonly parentCompany: CwReference | null;
  readonly website: string | null;
}

export interface CwCompanyStatus {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
  readonly isDefault: boolean;
  /** ConnectWise refuses to save records of such companies, and says so in these words. */
  readonly disallowSaving: boolean;
  readonly notificationMessage: string | null;
}

export interface CwCompanyType {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isVendor: boolean;
}

export interface CwSite {
  readonly id: number;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly inactive: boolean;
}

export interface CwContact {
  readonly id: number;
  readonly name: string;
  readonly inactive: boolean;
}

const COMPANY_FIELDS = [
  'identifier',
  'name',
  'status',
  'types',
  'deletedFlag',
  'dateDeleted',
  'parentCompany',
  'website',
];

export class CompaniesApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  /** All of them, deleted and merged ones included. */
  list(): AsyncGenerator<CwCompany, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/company/companies'),
      fields: COMPANY_FIELDS,
      parse: parseCompany,
    });
  }

  listStatuses(): AsyncGenerator<CwCompanyStatus, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/company/companies/statuses'),
      fields: ['name', 'inactiveFlag', 'defaultFlag', 'disallowSavingFlag', 'notificationMessage'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        inactive: record.flag('inactiveFlag'),
        isDefault: record.flag('defaultFlag'),
        disallowSaving: record.flag('disallowSavingFlag'),
        notificationMessage: record.textOrNull('notificationMessage'),
      }),
    });
  }

  listTypes(): AsyncGenerator<CwCompanyType, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/company/companies/types'),
      fields: ['name', 'defaultFlag', 'vendorFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        isDefault: record.flag('defaultFlag'),
        isVendor: record.flag('vendorFlag'),
      }),
    });
  }

  listSites(companyId: CwCompanyId): AsyncGenerator<CwSite, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/company/companies/{id}/sites', companyId),
      fields: ['name', 'primaryAddressFlag', 'inactiveFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: record.text('name'),
        isPrimary: record.flag('primaryAddressFlag'),
        inactive: record.flag('inactiveFlag'),
      }),
    });
  }

  listContacts(companyId: CwCompanyId): AsyncGenerator<CwContact, void, undefined> {
    return this.transport.list({
      endpoint: endpoint('/company/contacts'),
      conditions: where('company/id', '=', companyId),
      fields: ['firstName', 'lastName', 'inactiveFlag'],
      parse: (record) => ({
        id: record.integer('id'),
        name: [record.textOrNull('firstName'), record.textOrNull('lastName')].filter(Boolean).join(' '),
        inactive: record.flag('inactiveFlag'),
      }),
    });
  }
}

function parseCompany(record: WireRecord): CwCompany {
  return {
    id: cwCompanyId(record.integer('id')),
    identifier: record.text('identifier'),
    name: record.text('name'),
    status: parseReference(record, 'status'),
    types: record.records('types').map(parseReferenceRecord),
    deleted: record.flag('deletedFlag'),
    dateDeleted: record.instantOrNull('dateDeleted'),
    parentCompany: parseReference(record, 'parentCompany'),
    website: record.textOrNull('website'),
  };
}
