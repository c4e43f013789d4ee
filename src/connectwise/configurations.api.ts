import type { WireRecord } from '../http/wire-record';
import type { CwCompanyId } from '../kernel/ids';
import { where, type Condition } from './conditions';
import { endpoint, type ConnectWiseTransport } from './connectwise-transport';
import { parseReference, type CwReference } from './cw-reference';

export interface CwConfiguration {
  readonly id: number;
  readonly name: string;
  readonly type: CwReference | null;
  readonly company: CwReference | null;
  readonly deviceIdentifier: string | null;
  readonly serialNumber: string | null;
  readonly ipAddress: string | null;
  readonly macAddress: string | null;
  readonly active: boolean;
}

const CONFIGURATIONS = '/company/configurations';
const FIELDS = ['name', 'type', 'company', 'deviceIdentifier', 'serialNumber', 'ipAddress', 'macAddress', 'activeFlag'];

export class ConfigurationsApi {
  constructor(private readonly transport: ConnectWiseTransport) {}

  listByCompany(companyId: CwCompanyId): AsyncGenerator<CwConfiguration, void, undefined> {
    return this.list(where('company/id', '=', companyId));
  }

  /** Ends early by itself when the caller stops: one request tells whether there is any. */
  listByTypeName(typeName: string): AsyncGenerator<CwConfiguration, void, undefined> {
    return this.list(where('type/name', '=', typeName));
  }

  private list(conditions: Condition): AsyncGenerator<CwConfiguration, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(CONFIGURATIONS),
      conditions,
      fields: FIELDS,
      parse: parseConfiguration,
    });
  }
}

function parseConfiguration(record: WireRecord): CwConfiguration {
  return {
    id: record.integer('id'),
    name: record.text('name'),
    type: parseReference(record, 'type'),
    company: parseReference(record, 'company'),
    deviceIdentifier: record.textOrNull('deviceIdentifier'),
    serialNumber: record.textOrNull('serialNumber'),
    ipAddress: record.textOrNull('ipAddress'),
    macAddress: record.textOrNull('macAddress'),
    active: !record.has('activeFlag') || record.flag('activeFlag'),
  };
}
