import { itgOrganizationId, type ItgOrganizationId } from '../kernel/ids';
import type { JsonObject, JsonValue } from '../kernel/json';
import { endpoint, wireId, type ItGlueTransport } from './itglue-transport';
import { relatedResources, type JsonApiDocument, type JsonApiResource } from './parse-json-api';

export interface ItgFlexibleAsset {
  readonly id: string;
  readonly organizationId: ItgOrganizationId;
  readonly typeId: string;
  /** Made by the vendor of the title fields. */
  readonly name: string;
  /** The page in IT Glue. */
  readonly resourceUrl: string | null;
  readonly archived: boolean;
  /** By the vendor's key. Fields without a value are absent; tags read as objects and are written as lists of ids. */
  readonly traits: JsonObject;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

export interface ItgNewFlexibleAsset {
  readonly organizationId: ItgOrganizationId;
  readonly typeId: string;
  readonly traits: JsonObject;
}

export interface ItgAttachment {
  readonly id: string;
  readonly name: string;
  readonly fileName: string | null;
}

const ASSETS = '/flexible_assets';
const ASSET = '/flexible_assets/{id}';
const ASSETS_OF_ORGANIZATION = '/organizations/{id}/relationships/flexible_assets';
/** The list that times out first: others have met it at 1,000, and made duplicates of what they could not read. */
const PAGE_SIZE = 200;
/** Of what was changed last; a few minutes of it are wanted, and these pages are heavy. */
const RECENT_PAGE_SIZE = 32;

export class FlexibleAssetsApi {
  constructor(private readonly transport: ItGlueTransport) {}

  /** All assets of the type, over all organizations, archived ones included as far as the vendor shows them. */
  listByType(typeId: string): AsyncGenerator<ItgFlexibleAsset, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(ASSETS),
      query: { 'filter[flexible-asset-type-id]': checkedId(typeId) },
      sort: 'created_at',
      pageSize: PAGE_SIZE,
      parse: parseAsset,
    });
  }

  /** The same, what was written last first: whoever has read enough stops. */
  listNewestFirst(typeId: string): AsyncGenerator<ItgFlexibleAsset, void, undefined> {
    return this.transport.list({
      endpoint: endpoint(ASSETS),
      query: { 'filter[flexible-asset-type-id]': checkedId(typeId) },
      sort: '-updated_at',
      pageSize: RECENT_PAGE_SIZE,
      parse: parseAsset,
    });
  }

  fetch(assetId: string): Promise<ItgFlexibleAsset> {
    return this.transport.fetchDocument(endpoint(ASSET, assetId), ({ resource }) => parseAsset(resource));
  }

  /** Files attached to the asset; they are no traits, and a write leaves them alone. */
  listAttachments(assetId: string): Promise<readonly ItgAttachment[]> {
    return this.transport.fetchDocument(
      endpoint(ASSET, assetId),
      ({ resource, included }) => relatedResources(resource, 'attachments', included).map(parseAttachment),
      { include: 'attachments' },
    );
  }

  create(asset: ItgNewFlexibleAsset): Promise<ItgFlexibleAsset> {
    return this.transport.write('POST', endpoint(ASSETS), renderNewAsset(asset), ({ resource }) =>
      parseAsset(resource),
    );
  }

  /** Several of one organization; IT Glue takes many at once on this path only. */
  createMany(
    organizationId: ItgOrganizationId,
    assets: readonly Omit<ItgNewFlexibleAsset, 'organizationId'>[],
  ): Promise<readonly ItgFlexibleAsset[]> {
    const data = assets.map((asset) => renderNewAsset({ ...asset, organizationId }));
    return this.transport.writeMany('POST', endpoint(ASSETS_OF_ORGANIZATION, organizationId), data, parseAsset);
  }

  /**
   * `traits` are all of them: IT Glue deletes every trait that is not sent. `beforeLeaving` is called at the last moment,
   * and may throw where they are not what they were.
   */
  update(assetId: string, traits: JsonObject, beforeLeaving?: () => void): Promise<ItgFlexibleAsset> {
    return this.patch(assetId, { traits }, beforeLeaving);
  }

  /** Several at once, on the same terms as `update`. */
  updateMany(
    assets: readonly { readonly id: string; readonly traits: JsonObject }[],
  ): Promise<readonly ItgFlexibleAsset[]> {
    const data = assets.map(({ id, traits }) => renderResource({ id: wireId(checkedId(id)), traits }));
    return this.transport.writeMany('PATCH', endpoint(ASSETS), data, parseAsset);
  }

  /** Without traits in the request, so that all of them stay. */
  archive(assetId: string): Promise<ItgFlexibleAsset> {
    return this.patch(assetId, { archived: true });
  }

  private patch(assetId: string, attributes: JsonObject, beforeLeaving?: () => void): Promise<ItgFlexibleAsset> {
    const data = renderResource(attributes);
    const parse = ({ resource }: JsonApiDocument): ItgFlexibleAsset => parseAsset(resource);
    return this.transport.write('PATCH', endpoint(ASSET, assetId), data, parse, beforeLeaving);
  }
}

function parseAsset({ id, attributes }: JsonApiResource): ItgFlexibleAsset {
  return {
    id,
    organizationId: itgOrganizationId(attributes.digits('organization-id')),
    typeId: attributes.digits('flexible-asset-type-id'),
    name: attributes.textOrNull('name') ?? '',
    resourceUrl: attributes.textOrNull('resource-url'),
    archived: attributes.flag('archived'),
    traits: attributes.jsonObject('traits'),
    createdAt: attributes.instantOrNull('created-at'),
    updatedAt: attributes.instantOrNull('updated-at'),
  };
}

function parseAttachment({ id, attributes }: JsonApiResource): ItgAttachment {
  const fileName = attributes.textOrNull('attachment-file-name');
  return { id, name: attributes.textOrNull('name') ?? fileName ?? '', fileName };
}

function renderNewAsset(asset: ItgNewFlexibleAsset): JsonValue {
  return renderResource({
    'organization-id': wireId(asset.organizationId),
    'flexible-asset-type-id': wireId(checkedId(asset.typeId)),
    traits: asset.traits,
  });
}

function renderResource(attributes: JsonObject): JsonValue {
  return { type: 'flexible-assets', attributes };
}

function checkedId(id: string): string {
  if (!/^\d+$/.test(id)) throw new Error('an IT Glue id is digits');
  return id;
}
