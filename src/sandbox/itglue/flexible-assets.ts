import { nameOfAsset } from './asset-name';
import { attachmentsOf } from './attachments';
import { booleanAttribute, parseId, requiredId } from './attribute-values';
import type { AssetRecord, TypeRecord } from './itglue-state';
import type { Attributes, Resource } from './json-api';
import { isBulk, parseList, parseSingle, showDocument, showResource } from './json-api';
import type { ListQuery } from './list-query';
import { isListed, matchesName, parseListQuery, showPage } from './list-query';
import { relatedItemsOf } from './related-items';
import { showTraits, writeTraits } from './traits';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { jsonApiRefusal, unprocessable } from './vendor-refusal';

const NESTED = '/organizations/{organization_id}/relationships/flexible_assets';
const ATTRIBUTES = ['organization_id', 'flexible_asset_type_id', 'traits', 'archived', 'restricted'];
const INDEX_INCLUDES = [
  'adapters_resources',
  'distinct_remote_assets',
  'attachments',
  'passwords',
  'user_resource_accesses',
  'group_resource_accesses',
];
const SHOW_INCLUDES = [...INDEX_INCLUDES, 'recent_versions', 'related_items', 'authorized_users'];

export const FLEXIBLE_ASSET_ROUTES: readonly VendorRoute[] = [
  {
    method: 'GET',
    path: '/flexible_assets',
    filters: ['flexible_asset_type_id', 'name', 'organization_id'],
    sorts: ['name', 'created_at', 'updated_at'],
    includes: INDEX_INCLUDES,
    answer: listAssets,
  },
  { method: 'GET', path: '/flexible_assets/{id}', includes: SHOW_INCLUDES, answer: showAsset },
  { method: 'POST', path: '/flexible_assets', attributes: ATTRIBUTES, answer: createAsset },
  { method: 'POST', path: NESTED, attributes: ATTRIBUTES, answer: createAssetsOfOrganization },
  { method: 'PATCH', path: '/flexible_assets/{id}', attributes: ['id', ...ATTRIBUTES], answer: patchAsset },
  { method: 'PATCH', path: '/flexible_assets', attributes: ['id', ...ATTRIBUTES], answer: patchAssets },
  { method: 'DELETE', path: '/flexible_assets/{id}', answer: deleteAsset },
  { method: 'DELETE', path: '/flexible_assets', attributes: ['id'], answer: deleteAssets },
];

function listAssets(call: VendorCall): VendorAnswer {
  const query = parseListQuery(call);
  const typeFilter = query.filters.get('flexible_asset_type_id');
  if (!typeFilter) {
    const status = call.switches.missingTypeFilterStatus;
    throw jsonApiRefusal(status, {
      status,
      title: status === 422 ? 'Unprocessable Entity' : 'Bad Request',
      detail: 'filter[flexible-asset-type-id] is required',
      pointer: 'filter/flexible-asset-type-id',
    });
  }
  refuseBigPages(call, query);
  const assets = [...call.state.assets.values()].filter((asset) => {
    return isListed(typeFilter, asset.flexibleAssetTypeId) && isWanted(call, query, asset);
  });
  return {
    status: 200,
    body: showPage(
      call,
      query,
      assets.map((asset) => assetResource(call, asset, query.includes)),
    ),
  };
}

/** The expensive list of this vendor: big pages run into its server's time limit. */
function refuseBigPages(call: VendorCall, query: ListQuery): void {
  const { timeoutAbovePageSize, timeoutStatus } = call.switches;
  if (timeoutAbovePageSize === 0 || query.pageSize <= timeoutAbovePageSize) return;
  throw jsonApiRefusal(timeoutStatus, {
    status: timeoutStatus,
    title: 'Timeout',
    detail: 'The request took too long to process and timed out.',
  });
}

function isWanted(call: VendorCall, query: ListQuery, asset: AssetRecord): boolean {
  if (asset.archived === true && !call.switches.archivedInIndex) return false;
  const organizations = query.filters.get('organization_id');
  if (organizations !== undefined) {
    const matches = call.switches.organizationIdList
      ? isListed(organizations, asset.organizationId)
      : organizations === String(asset.organizationId);
    if (!matches) return false;
  }
  const name = query.filters.get('name');
  return name === undefined || matchesName(call, name, nameOf(call, asset));
}

function showAsset(call: VendorCall): VendorAnswer {
  const { includes } = parseListQuery(call);
  const asset = recordOf(call, call.state.assets, numericParam(call, 'id'));
  return { status: 200, body: showDocument(call, assetResource(call, asset, includes)) };
}

function createAsset(call: VendorCall): VendorAnswer {
  if (isBulk(call)) {
    throw jsonApiRefusal(422, {
      status: 'unprocessable_entity',
      title: 'bulk action not allowed for Flexible Asset using this route',
      pointer: 'data',
    });
  }
  const asset = newAsset(call, parseSingle(call).attributes);
  return { status: call.switches.createdStatus, body: showDocument(call, assetResource(call, asset)) };
}

function createAssetsOfOrganization(call: VendorCall): VendorAnswer {
  const organization = recordOf(call, call.state.organizations, numericParam(call, 'organization_id'));
  const status = call.switches.createdStatus;
  if (!isBulk(call)) {
    const asset = newAsset(call, { ...parseSingle(call).attributes, organization_id: organization.id });
    return { status, body: showDocument(call, assetResource(call, asset)) };
  }
  const created: AssetRecord[] = [];
  try {
    for (const { attributes } of parseList(call)) {
      created.push(newAsset(call, { ...attributes, organization_id: organization.id }));
    }
  } catch (error) {
    if (call.switches.bulkFailure === 'atomic') for (const asset of created) call.state.removeAsset(asset.id);
    throw error;
  }
  return { status, body: { data: created.map((asset) => showResource(assetResource(call, asset))) } };
}

function newAsset(call: VendorCall, attributes: Attributes): AssetRecord {
  const organizationId = organizationOf(call, attributes['organization_id']);
  const type = typeOf(call, attributes['flexible_asset_type_id']);
  const target = { type, organizationId, checkRequired: true };
  const values = writeTraits(call, target, attributes['traits']);
  const createdAt = call.state.stamp();
  const asset: AssetRecord = {
    id: call.state.newId(),
    organizationId,
    flexibleAssetTypeId: type.id,
    archived: booleanAttribute(attributes, 'archived') ?? false,
    restricted: booleanAttribute(attributes, 'restricted') ?? false,
    values,
    createdAt,
    updatedAt: createdAt,
    revisions: [],
  };
  call.state.recordRevision(asset, call.author, 'create');
  call.state.assets.set(asset.id, asset);
  return asset;
}

function organizationOf(call: VendorCall, sent: unknown): number {
  const organizationId = parseId(sent);
  if (organizationId !== undefined) return recordOf(call, call.state.organizations, organizationId).id;
  throw jsonApiRefusal(422, {
    status: 422,
    title: 'Valid organization_id is required',
    pointer: 'data/attributes/organization_id',
  });
}

function typeOf(call: VendorCall, sent: unknown): TypeRecord {
  const typeId = parseId(sent);
  if (typeId === undefined) throw unprocessable('/data/attributes/flexible-asset-type', 'must exist');
  return recordOf(call, call.state.types, typeId);
}

function patchAsset(call: VendorCall): VendorAnswer {
  const asset = recordOf(call, call.state.assets, numericParam(call, 'id'));
  changeAsset(call, asset, parseSingle(call).attributes);
  return { status: 200, body: showDocument(call, assetResource(call, asset)) };
}

function patchAssets(call: VendorCall): VendorAnswer {
  const inputs = parseList(call);
  const before = new Map<AssetRecord, AssetRecord>();
  try {
    for (const { attributes } of inputs) {
      const asset = recordOf(call, call.state.assets, requiredId(attributes));
      before.set(asset, { ...asset, revisions: [...asset.revisions] });
      changeAsset(call, asset, attributes);
    }
  } catch (error) {
    if (call.switches.bulkFailure === 'atomic') for (const [asset, old] of before) Object.assign(asset, old);
    throw error;
  }
  return { status: 200, body: { data: [...before.keys()].map((asset) => showResource(assetResource(call, asset))) } };
}

/** Traits are replaced as a whole when they are sent, and kept when they are not; the rest is partial. */
function changeAsset(call: VendorCall, asset: AssetRecord, attributes: Attributes): void {
  const organizationId =
    attributes['organization_id'] === undefined
      ? asset.organizationId
      : organizationOf(call, attributes['organization_id']);
  const sentType = attributes['flexible_asset_type_id'];
  if (sentType !== undefined && parseId(sentType) !== asset.flexibleAssetTypeId) {
    throw unprocessable('/data/attributes/flexible-asset-type', 'cannot be changed');
  }
  const type = recordOf(call, call.state.types, asset.flexibleAssetTypeId);
  if (attributes['traits'] !== undefined) {
    const target = { type, organizationId, checkRequired: call.switches.requiredTraitsOnPatch };
    asset.values = writeTraits(call, target, attributes['traits']);
  }
  asset.organizationId = organizationId;
  asset.archived = booleanAttribute(attributes, 'archived') ?? asset.archived ?? false;
  asset.restricted = booleanAttribute(attributes, 'restricted') ?? asset.restricted ?? false;
  call.state.recordRevision(asset, call.author, 'update');
}

function deleteAsset(call: VendorCall): VendorAnswer {
  call.state.removeAsset(recordOf(call, call.state.assets, numericParam(call, 'id')).id);
  return { status: 204 };
}

function deleteAssets(call: VendorCall): VendorAnswer {
  const assets = parseList(call).map(({ attributes }) => recordOf(call, call.state.assets, requiredId(attributes)));
  const shown = assets.map((asset) => showResource(assetResource(call, asset)));
  for (const asset of assets) call.state.removeAsset(asset.id);
  return { status: 200, body: { data: shown } };
}

function nameOf(call: VendorCall, asset: AssetRecord): string {
  return nameOfAsset(call.state.types.get(asset.flexibleAssetTypeId), asset.values);
}

function assetResource(call: VendorCall, asset: AssetRecord, includes: ReadonlySet<string> = new Set()): Resource {
  const type = call.state.types.get(asset.flexibleAssetTypeId);
  const { subdomain } = call.state.account;
  const resource = {
    id: asset.id,
    type: 'flexible-assets',
    attributes: {
      organization_id: asset.organizationId,
      organization_name: call.state.organizations.get(asset.organizationId)?.name,
      resource_url: `https://${subdomain}.itglue.com/${asset.organizationId}/assets/records/${asset.id}`,
      restricted: asset.restricted ?? false,
      my_glue: false,
      flexible_asset_type_id: asset.flexibleAssetTypeId,
      flexible_asset_type_name: type?.name,
      name: nameOf(call, asset),
      traits: showTraits(call, asset),
      archived: asset.archived ?? false,
      created_at: asset.createdAt,
      updated_at: asset.updatedAt,
    },
  };
  return includes.size === 0 ? resource : { ...resource, relationships: relationshipsOf(call, asset, includes) };
}

/** What was asked for and is simulated; the rest of the documented includes brings nothing. */
function relationshipsOf(
  call: VendorCall,
  asset: AssetRecord,
  includes: ReadonlySet<string>,
): Readonly<Record<string, readonly Resource[]>> {
  return {
    ...(includes.has('attachments') && { attachments: attachmentsOf(call, 'flexible_assets', asset.id) }),
    ...(includes.has('related_items') && {
      related_items: relatedItemsOf(call.state, { type: 'flexible_assets', id: asset.id }),
    }),
    ...(includes.has('recent_versions') && {
      recent_versions: asset.revisions.map((revision) => ({
        id: revision.id,
        type: 'versions',
        attributes: { event: revision.event, whodunnit: revision.by, created_at: revision.at },
      })),
    }),
  };
}
