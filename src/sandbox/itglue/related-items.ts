import { parseId, requiredId, textAttribute } from './attribute-values';
import type { ItGlueResourceType } from './itglue-data';
import type { ItGlueState, RelatedItemRecord } from './itglue-state';
import type { Attributes, Resource } from './json-api';
import { isBulk, parseList, parseSingle, showDocument, showResource } from './json-api';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { badRequest, notFound, unknownId, unprocessable } from './vendor-refusal';

const COLLECTION = '/{resource_type}/{resource_id}/relationships/related_items';
const ATTRIBUTES = ['id', 'destination_type', 'destination_id', 'notes', 'via_copilot'];

/** There is no index of related items: they are read with `include=related_items` on show. */
export const RELATED_ITEM_ROUTES: readonly VendorRoute[] = [
  { method: 'POST', path: COLLECTION, attributes: ATTRIBUTES, answer: createRelatedItems },
  { method: 'PATCH', path: `${COLLECTION}/{id}`, attributes: ['id', 'notes'], answer: patchRelatedItem },
  { method: 'DELETE', path: COLLECTION, attributes: ['id'], answer: deleteRelatedItems },
];

export interface ResourceReference {
  readonly type: ItGlueResourceType;
  readonly id: number;
}

const DESTINATION_OF_RESOURCE: Readonly<Partial<Record<ItGlueResourceType, string>>> = {
  configurations: 'Configuration',
  flexible_assets: 'Flexible Asset',
  contacts: 'Contact',
  documents: 'Document',
  domains: 'Domain',
  locations: 'Location',
  passwords: 'Password',
  ssl_certificates: 'SSL Certificate',
  checklists: 'Checklist',
};

/** The record that the first two words of the path name; attachments and related items hang on it. */
export function resourceOfPath(call: VendorCall): ResourceReference {
  const type = call.params['resource_type'] ?? '';
  const id = numericParam(call, 'resource_id');
  const destination = Object.entries(DESTINATION_OF_RESOURCE).find(([name]) => name === type);
  if (destination === undefined) throw notFound();
  const reference = { type: destination[0] as ItGlueResourceType, id };
  if (!exists(call.state, destination[1], id)) throw unknownId(call.switches.unknownIdOnWrite);
  return reference;
}

function exists(state: ItGlueState, destinationType: string, id: number): boolean {
  if (destinationType === 'Configuration') return state.configurations.has(id);
  if (destinationType === 'Flexible Asset') return state.assets.has(id);
  if (destinationType === 'Organization') return state.organizations.has(id);
  const record = state.otherRecords.get(id);
  return record !== undefined && destinationOfTag(record.tagType) === destinationType;
}

function createRelatedItems(call: VendorCall): VendorAnswer {
  const owner = resourceOfPath(call);
  const inputs = isBulk(call) ? parseList(call) : [parseSingle(call)];
  const records = inputs.map((input) => createRelatedItem(call, owner, input.attributes));
  const [first] = records;
  if (isBulk(call) || first === undefined) {
    return { status: 201, body: { data: records.map((record) => showResource(itemResource(record))) } };
  }
  return { status: call.switches.createdStatus, body: showDocument(call, itemResource(first)) };
}

function createRelatedItem(call: VendorCall, owner: ResourceReference, attributes: Attributes): RelatedItemRecord {
  const destinationType = textAttribute(attributes, 'destination_type');
  const destinationId = parseId(attributes['destination_id']);
  if (!destinationType || destinationId === undefined) {
    throw unprocessable('/data/attributes/destination_id', ["can't be blank"]);
  }
  if (!exists(call.state, destinationType, destinationId)) throw unknownId(call.switches.unknownIdOnWrite);
  const record: RelatedItemRecord = {
    id: call.state.newId(),
    resourceType: owner.type,
    resourceId: owner.id,
    destinationType,
    destinationId,
    notes: textAttribute(attributes, 'notes') ?? null,
  };
  call.state.relatedItems.set(record.id, record);
  return record;
}

function patchRelatedItem(call: VendorCall): VendorAnswer {
  const record = ownItem(call, numericParam(call, 'id'));
  record.notes = textAttribute(parseSingle(call).attributes, 'notes') ?? null;
  return { status: 200, body: showDocument(call, itemResource(record)) };
}

function deleteRelatedItems(call: VendorCall): VendorAnswer {
  const records = parseList(call).map(({ attributes }) => ownItem(call, requiredId(attributes)));
  for (const record of records) call.state.relatedItems.delete(record.id);
  return { status: 200, body: { data: records.map((record) => showResource(itemResource(record))) } };
}

function ownItem(call: VendorCall, id: number): RelatedItemRecord {
  const owner = resourceOfPath(call);
  const record = recordOf(call, call.state.relatedItems, id);
  if (record.resourceType === owner.type && record.resourceId === owner.id) return record;
  throw badRequest('The related item belongs to another record', 'id');
}

/** Related items of a record: those made by hand and those that Tags make, seen from both ends. */
export function relatedItemsOf(state: ItGlueState, owner: ResourceReference): Resource[] {
  return [...explicitItems(state, owner), ...itemsByTag(state, owner)].map(itemResource);
}

function explicitItems(state: ItGlueState, owner: ResourceReference): RelatedItemRecord[] {
  const items: RelatedItemRecord[] = [];
  for (const item of state.relatedItems.values()) {
    if (item.resourceType === owner.type && item.resourceId === owner.id) items.push(item);
    else if (item.destinationId === owner.id) items.push(reversed(item));
  }
  return items;
}

function reversed(item: RelatedItemRecord): RelatedItemRecord {
  const destinationType = DESTINATION_OF_RESOURCE[item.resourceType] ?? item.resourceType;
  return { ...item, destinationType, destinationId: item.resourceId };
}

function itemsByTag(state: ItGlueState, owner: ResourceReference): RelatedItemRecord[] {
  const items: RelatedItemRecord[] = [];
  for (const asset of state.assets.values()) {
    for (const field of state.types.get(asset.flexibleAssetTypeId)?.fields ?? []) {
      const ids = field.kind === 'Tag' ? asset.values.get(field.id) : undefined;
      if (!Array.isArray(ids)) continue;
      for (const id of ids as readonly number[]) {
        const item: RelatedItemRecord = {
          // No record of its own; the number only has to be the same in every answer.
          id: (asset.id + field.id + id) % 1_000_000_000_000_000,
          resourceType: 'flexible_assets',
          resourceId: asset.id,
          destinationType: destinationOfTag(field.tagType ?? ''),
          destinationId: id,
          notes: null,
        };
        if (owner.type === 'flexible_assets' && owner.id === asset.id) items.push(item);
        else if (id === owner.id) items.push(reversed(item));
      }
    }
  }
  return items;
}

function destinationOfTag(tagType: string): string {
  if (tagType.startsWith('FlexibleAssetType')) return 'Flexible Asset';
  if (tagType === 'SslCertificates') return 'SSL Certificate';
  return tagType.replace(/s$/, '');
}

function itemResource(item: RelatedItemRecord): Resource {
  return {
    id: item.id,
    type: 'related-items',
    attributes: {
      resource_type: DESTINATION_OF_RESOURCE[item.resourceType],
      resource_id: item.resourceId,
      destination_type: item.destinationType,
      destination_id: item.destinationId,
      notes: item.notes,
    },
  };
}
