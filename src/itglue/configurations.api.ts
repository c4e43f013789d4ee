import { itgOrganizationId, type ItgOrganizationId } from '../kernel/ids';
import type { QueryValue } from '../http/http-call';
import { endpoint, type ItGlueTransport } from './itglue-transport';
import type { JsonApiResource } from './parse-json-api';

export interface ItgConfiguration {
  readonly id: string;
  readonly organizationId: ItgOrganizationId;
  readonly name: string;
  readonly hostname: string | null;
  readonly primaryIp: string | null;
  readonly serialNumber: string | null;
  /** `enabled` while the PSA owns the record. */
  readonly psaIntegration: string | null;
  readonly archived: boolean;
}

const CONFIGURATIONS = '/configurations';
const PAGE_SIZE = 1000;

export class ConfigurationsApi {
  constructor(private readonly transport: ItGlueTransport) {}

  /** Archived ones included; there is no filter for hosts or addresses, so matching is the caller's. */
  listByOrganization(organizationId: ItgOrganizationId): AsyncGenerator<ItgConfiguration, void, undefined> {
    return this.listWhere({ 'filter[organization_id]': organizationId });
  }

  /** All of the account: cheaper than one request for each organization once there are many. */
  list(): AsyncGenerator<ItgConfiguration, void, undefined> {
    return this.listWhere({});
  }

  private listWhere(query: Readonly<Record<string, QueryValue>>): AsyncGenerator<ItgConfiguration, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(CONFIGURATIONS),
      query,
      sort: 'id',
      pageSize: PAGE_SIZE,
      parse: parseConfiguration,
    });
  }
}

function parseConfiguration({ id, attributes }: JsonApiResource): ItgConfiguration {
  return {
    id,
    organizationId: itgOrganizationId(attributes.digits('organization-id')),
    name: attributes.text('name'),
    hostname: attributes.textOrNull('hostname'),
    primaryIp: attributes.textOrNull('primary-ip'),
    serialNumber: attributes.textOrNull('serial-number'),
    psaIntegration: attributes.textOrNull('psa-integration'),
    archived: attributes.flag('archived'),
  };
}
