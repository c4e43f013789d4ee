import { itgOrganizationId, type ItgOrganizationId } from '../kernel/ids';
import { endpoint, filterText, type ItGlueTransport } from './itglue-transport';
import { relatedResources, type JsonApiResource } from './parse-json-api';

export interface ItgOrganization {
  readonly id: ItgOrganizationId;
  /** Not unique. */
  readonly name: string;
  /** For organizations synced from ConnectWise, the company's identifier. */
  readonly shortName: string | null;
  readonly typeName: string | null;
  readonly statusName: string | null;
  /** `enabled` while the PSA owns the record. */
  readonly psaIntegration: string | null;
  /** The MSP's own organization. */
  readonly isPrimary: boolean;
  /** Ids that connected systems know it by; for ConnectWise the company's numeric id. Other systems are among them. */
  readonly remoteIds: readonly string[];
}

const ORGANIZATIONS = '/organizations';
const ADAPTERS = 'adapters-resources';
const INCLUDE = 'adapters_resources';
const PAGE_SIZE = 1000;
/** IT Glue's name for ConnectWise PSA. */
const PSA_TYPE = 'manage';

export class OrganizationsApi {
  constructor(private readonly transport: ItGlueTransport) {}

  list(): AsyncGenerator<ItgOrganization, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(ORGANIZATIONS),
      query: { include: INCLUDE },
      sort: 'id',
      pageSize: PAGE_SIZE,
      parse: parseOrganization,
    });
  }

  /** Organizations linked with this record of ConnectWise; more than one is possible. */
  listByPsaId(psaId: string): AsyncGenerator<ItgOrganization, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(ORGANIZATIONS),
      query: { 'filter[psa_id]': filterText(psaId), 'filter[psa_integration_type]': PSA_TYPE, include: INCLUDE },
      sort: 'id',
      pageSize: PAGE_SIZE,
      parse: parseOrganization,
    });
  }

  fetch(id: ItgOrganizationId): Promise<ItgOrganization> {
    return this.transport.fetchDocument(
      endpoint('/organizations/{id}', id),
      ({ resource, included }) => parseOrganization(resource, included),
      { include: INCLUDE },
    );
  }

  /**
   * One authenticated read of something that always exists. Only after it succeeded is a "not found" of the same pass
   * believed (RULES, Engine 12): IT Glue answers 401 to a record that is gone.
   */
  async probe(): Promise<void> {
    await this.transport.probe(endpoint(ORGANIZATIONS));
  }
}

function parseOrganization(resource: JsonApiResource, included: readonly JsonApiResource[]): ItgOrganization {
  const { attributes } = resource;
  return {
    id: itgOrganizationId(resource.id),
    name: attributes.text('name'),
    shortName: attributes.textOrNull('short-name'),
    typeName: attributes.textOrNull('organization-type-name'),
    statusName: attributes.textOrNull('organization-status-name'),
    psaIntegration: attributes.textOrNull('psa-integration'),
    isPrimary: attributes.flag('primary'),
    remoteIds: relatedResources(resource, ADAPTERS, included).flatMap(remoteIdOf),
  };
}

/** Text with ConnectWise; other systems may use anything, and do not concern us. */
function remoteIdOf({ attributes }: JsonApiResource): readonly string[] {
  const id = attributes.value('remote-id');
  return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
}
