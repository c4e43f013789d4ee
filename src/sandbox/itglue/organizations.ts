import { numberAttribute, requiredId, textAttribute } from './attribute-values';
import type { ItGlueAdapterResource } from './itglue-data';
import type { OrganizationRecord } from './itglue-state';
import { nameIn } from './catalogs';
import type { Attributes, Resource } from './json-api';
import { isBulk, parseList, parseSingle, showDocument, showResource } from './json-api';
import type { ListQuery } from './list-query';
import {
  isInRange,
  isListed,
  matchesFlag,
  matchesName,
  parseListQuery,
  refuseLoneRemoteId,
  showPage,
} from './list-query';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { unprocessable } from './vendor-refusal';

const INCLUDES = ['adapters_resources', 'attachments', 'rmm_companies'];
const ATTRIBUTES = [
  'id',
  'name',
  'alert',
  'description',
  'organization_type_id',
  'organization_status_id',
  'quick_notes',
  'short_name',
  'parent_id',
];
/** What the PSA leaves to others in an organization that it feeds. */
const WRITABLE_WHEN_SYNCED = new Set(['id', 'alert', 'description', 'quick_notes']);
const QUICK_NOTES_IN_LISTS = 250;

export const ORGANIZATION_ROUTES: readonly VendorRoute[] = [
  {
    method: 'GET',
    path: '/organizations',
    filters: [
      'id',
      'name',
      'organization_type_id',
      'organization_status_id',
      'created_at',
      'updated_at',
      'psa_id',
      'psa_integration_type',
      'primary',
      'exclude][id',
      'exclude][name',
      'exclude][organization_type_id',
      'exclude][organization_status_id',
    ],
    sorts: [
      'name',
      'id',
      'updated_at',
      'organization_status_name',
      'organization_type_name',
      'created_at',
      'short_name',
      'my_glue_account_id',
    ],
    includes: INCLUDES,
    answer: listOrganizations,
  },
  { method: 'GET', path: '/organizations/{id}', includes: INCLUDES, answer: showOrganization },
  { method: 'POST', path: '/organizations', attributes: ATTRIBUTES, answer: createOrganization },
  { method: 'PATCH', path: '/organizations/{id}', attributes: ATTRIBUTES, answer: patchOrganization },
  { method: 'PATCH', path: '/organizations', attributes: ATTRIBUTES, answer: patchOrganizations },
  { method: 'DELETE', path: '/organizations', attributes: ['id'], answer: deleteOrganizations },
];

function listOrganizations(call: VendorCall): VendorAnswer {
  const query = parseListQuery(call);
  refuseLoneRemoteId(query, 'psa');
  const records = [...call.state.organizations.values()].filter((record) => isWanted(call, query, record));
  const resources = records.map((record) => {
    const resource = organizationResource(call, record, query.includes);
    const quickNotes = record.quickNotes?.slice(0, QUICK_NOTES_IN_LISTS);
    return { ...resource, attributes: { ...resource.attributes, quick_notes: quickNotes } };
  });
  return { status: 200, body: showPage(call, query, resources) };
}

type Test = (call: VendorCall, filter: string, record: OrganizationRecord, query: ListQuery) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  id: (_call, filter, record) => isListed(filter, record.id),
  name: (call, filter, record) => matchesName(call, filter, record.name),
  organization_type_id: (_call, filter, record) => isListed(filter, record.organizationTypeId),
  organization_status_id: (_call, filter, record) => isListed(filter, record.organizationStatusId),
  created_at: (_call, filter, record) => isInRange(filter, record.createdAt),
  updated_at: (_call, filter, record) => isInRange(filter, record.updatedAt),
  primary: (_call, filter, record) => matchesFlag(filter, record.primary ?? false),
  psa_id: (_call, filter, record, query) => {
    return hasRemoteId(record.adapterResources ?? [], query.filters.get('psa_integration_type') ?? '', filter);
  },
  psa_integration_type: (_call, filter, record, query) => {
    return query.filters.has('psa_id') || (record.adapterResources ?? []).some((item) => item.adapterType === filter);
  },
  'exclude][id': (_call, filter, record) => !isListed(filter, record.id),
  'exclude][name': (call, filter, record) => !matchesName(call, filter, record.name),
  'exclude][organization_type_id': (_call, filter, record) => !isListed(filter, record.organizationTypeId),
  'exclude][organization_status_id': (_call, filter, record) => !isListed(filter, record.organizationStatusId),
};

function isWanted(call: VendorCall, query: ListQuery, record: OrganizationRecord): boolean {
  return [...query.filters].every(([name, filter]) => TESTS[name]?.(call, filter, record, query) ?? true);
}

/** Whether a record is matched with one of the remote ids in the named system. */
export function hasRemoteId(resources: readonly ItGlueAdapterResource[], adapterType: string, ids: string): boolean {
  return resources.some((item) => item.adapterType === adapterType && isListed(ids, item.remoteId));
}

function showOrganization(call: VendorCall): VendorAnswer {
  const { includes } = parseListQuery(call);
  const record = recordOf(call, call.state.organizations, numericParam(call, 'id'));
  return { status: 200, body: showDocument(call, organizationResource(call, record, includes)) };
}

function createOrganization(call: VendorCall): VendorAnswer {
  const { attributes } = parseSingle(call);
  const createdAt = call.state.stamp();
  const record: OrganizationRecord = { id: call.state.newId(), name: '', createdAt, updatedAt: createdAt };
  changeOrganization(call, record, attributes);
  call.state.organizations.set(record.id, record);
  return { status: call.switches.createdStatus, body: showDocument(call, organizationResource(call, record)) };
}

function patchOrganization(call: VendorCall): VendorAnswer {
  const record = recordOf(call, call.state.organizations, numericParam(call, 'id'));
  changeOrganization(call, record, parseSingle(call).attributes);
  return { status: 200, body: showDocument(call, organizationResource(call, record)) };
}

function patchOrganizations(call: VendorCall): VendorAnswer {
  const records = parseList(call).map(({ attributes }) => {
    const record = recordOf(call, call.state.organizations, requiredId(attributes));
    changeOrganization(call, record, attributes);
    return record;
  });
  return { status: 200, body: { data: records.map((record) => showResource(organizationResource(call, record))) } };
}

/** The vendor deletes later what it marks here; to a reader it is gone at once. */
function deleteOrganizations(call: VendorCall): VendorAnswer {
  const inputs = isBulk(call) ? parseList(call) : [parseSingle(call)];
  const records = inputs.map(({ attributes }) => recordOf(call, call.state.organizations, requiredId(attributes)));
  const shown = records.map((record) => showResource(organizationResource(call, record)));
  for (const record of records) call.state.removeOrganization(record.id);
  return { status: 200, body: { data: shown } };
}

function changeOrganization(call: VendorCall, record: OrganizationRecord, attributes: Attributes): void {
  const forbidden = Object.keys(attributes).find((name) => !WRITABLE_WHEN_SYNCED.has(name));
  if (record.psaIntegration === 'enabled' && forbidden !== undefined) {
    throw unprocessable(`/data/attributes/${forbidden}`, ['is synced from the PSA and cannot be changed']);
  }
  const name = textAttribute(attributes, 'name') ?? record.name;
  if (name === '') throw unprocessable('/data/attributes/name', ["can't be blank"]);
  const { id, createdAt } = record;
  const changed: Partial<OrganizationRecord> = {
    name,
    alert: textAttribute(attributes, 'alert') ?? null,
    description: textAttribute(attributes, 'description') ?? null,
    quickNotes: textAttribute(attributes, 'quick_notes') ?? null,
    shortName: textAttribute(attributes, 'short_name') ?? null,
    organizationTypeId: numberAttribute(attributes, 'organization_type_id') ?? null,
    organizationStatusId: numberAttribute(attributes, 'organization_status_id') ?? null,
    // The vendor takes a parent and does not set it.
  };
  const sent = new Set(Object.keys(attributes).map(camelCase));
  Object.assign(record, Object.fromEntries(Object.entries(changed).filter(([key]) => sent.has(key))));
  Object.assign(record, { id, createdAt, updatedAt: call.state.stamp(record.updatedAt) });
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function organizationResource(
  call: VendorCall,
  record: OrganizationRecord,
  includes: ReadonlySet<string> = new Set(),
): Resource {
  const { catalogs } = call.state;
  const attributes = {
    name: record.name,
    alert: record.alert,
    description: record.description,
    organization_type_id: record.organizationTypeId,
    organization_type_name: nameIn(catalogs.organization_types, record.organizationTypeId),
    organization_status_id: record.organizationStatusId,
    organization_status_name: nameIn(catalogs.organization_statuses, record.organizationStatusId),
    my_glue: false,
    my_glue_account_id: null,
    primary: record.primary ?? false,
    logo: null,
    quick_notes: record.quickNotes,
    short_name: record.shortName,
    psa_integration: record.psaIntegration,
    ...ancestryOf(record.parentId ?? null),
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
  const resource = { id: record.id, type: 'organizations', attributes };
  if (includes.size === 0) return resource;
  const adapters = (record.adapterResources ?? []).map(adapterResource);
  return { ...resource, relationships: includes.has('adapters_resources') ? { adapters_resources: adapters } : {} };
}

/** The vendor shows these two as text, the second as the text of a list. */
function ancestryOf(parentId: number | null): Readonly<Record<string, string | null>> {
  if (parentId === null) return { parent_id: null, ancestor_ids: null };
  return { parent_id: String(parentId), ancestor_ids: `[${parentId}]` };
}

/** All that is known of it: the id over there. What tells a PSA from an RMM is not. */
export function adapterResource(item: ItGlueAdapterResource): Resource {
  return { id: item.id, type: 'adapters-resources', attributes: { remote_id: item.remoteId } };
}
