import { attachmentsOf } from './attachments';
import { booleanAttribute, numberAttribute, requiredId, textAttribute } from './attribute-values';
import {
  CONFIGURATION_ATTRIBUTES,
  INDEX_INCLUDES,
  SHOW_INCLUDES,
  WRITABLE_WHEN_SYNCED,
} from './configuration-parameters';
import { nameIn } from './catalogs';
import type { ConfigurationRecord } from './itglue-state';
import type { Attributes, Resource } from './json-api';
import { isBulk, parseList, parseSingle, showDocument, showResource } from './json-api';
import type { ListQuery } from './list-query';
import { isListed, matchesFlag, matchesName, parseListQuery, refuseLoneRemoteId, showPage } from './list-query';
import { adapterResource, hasRemoteId } from './organizations';
import { relatedItemsOf } from './related-items';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { unknownId, unprocessable } from './vendor-refusal';

const FLAT = '/configurations';
const NESTED = '/organizations/{organization_id}/relationships/configurations';
const FILTERS = [
  'id',
  'name',
  'organization_id',
  'configuration_type_id',
  'configuration_status_id',
  'contact_id',
  'serial_number',
  'mac_address',
  'asset_tag',
  'psa_id',
  'psa_integration_type',
  'rmm_id',
  'rmm_integration_type',
  'archived',
];
const SORTS = ['name', 'id', 'created_at', 'updated_at'];
const MAXIMUM_MAC_CHARACTERS = 17;

export const CONFIGURATION_ROUTES: readonly VendorRoute[] = [
  { method: 'GET', path: FLAT, filters: FILTERS, sorts: SORTS, includes: INDEX_INCLUDES, answer: listConfigurations },
  // The vendor documents filters for this route and does not apply them: none is accepted.
  { method: 'GET', path: NESTED, sorts: SORTS, includes: INDEX_INCLUDES, answer: listConfigurations },
  { method: 'GET', path: `${FLAT}/{id}`, includes: SHOW_INCLUDES, answer: showConfiguration },
  { method: 'GET', path: `${NESTED}/{id}`, includes: SHOW_INCLUDES, answer: showConfiguration },
  { method: 'POST', path: FLAT, attributes: CONFIGURATION_ATTRIBUTES, answer: createConfiguration },
  { method: 'POST', path: NESTED, attributes: CONFIGURATION_ATTRIBUTES, answer: createConfiguration },
  { method: 'PATCH', path: `${FLAT}/{id}`, attributes: CONFIGURATION_ATTRIBUTES, answer: patchConfiguration },
  { method: 'PATCH', path: FLAT, attributes: CONFIGURATION_ATTRIBUTES, answer: patchConfigurations },
  { method: 'DELETE', path: FLAT, attributes: ['id'], answer: deleteConfigurations },
];

function listConfigurations(call: VendorCall): VendorAnswer {
  const query = parseListQuery(call);
  refuseLoneRemoteId(query, 'psa');
  refuseLoneRemoteId(query, 'rmm');
  const organizationId = call.params['organization_id'];
  const records = [...call.state.configurations.values()].filter((record) => {
    const isInside = organizationId === undefined || organizationId === String(record.organizationId);
    return isInside && isWanted(call, query, record);
  });
  const resources = records.map((record) => configurationResource(call, record, query.includes));
  return { status: 200, body: showPage(call, query, resources) };
}

type Test = (call: VendorCall, filter: string, record: ConfigurationRecord, query: ListQuery) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  id: (_call, filter, record) => isListed(filter, record.id),
  name: (call, filter, record) => matchesName(call, filter, record.name),
  organization_id: (_call, filter, record) => isListed(filter, record.organizationId),
  configuration_type_id: (_call, filter, record) => isListed(filter, record.configurationTypeId),
  configuration_status_id: (_call, filter, record) => isListed(filter, record.configurationStatusId),
  contact_id: () => false,
  serial_number: (_call, filter, record) => isListed(filter, record.serialNumber),
  mac_address: (_call, filter, record) => isListed(filter, record.macAddress),
  asset_tag: (_call, filter, record) => isListed(filter, record.assetTag),
  archived: (_call, filter, record) => matchesFlag(filter, record.archived ?? false),
  psa_id: remoteIdTest('psa_integration_type'),
  rmm_id: remoteIdTest('rmm_integration_type'),
};

function remoteIdTest(typeFilter: string): Test {
  return (_call, filter, record, query) => {
    return hasRemoteId(record.adapterResources ?? [], query.filters.get(typeFilter) ?? '', filter);
  };
}

function isWanted(call: VendorCall, query: ListQuery, record: ConfigurationRecord): boolean {
  return [...query.filters].every(([name, filter]) => TESTS[name]?.(call, filter, record, query) ?? true);
}

function showConfiguration(call: VendorCall): VendorAnswer {
  const { includes } = parseListQuery(call);
  return { status: 200, body: showDocument(call, configurationResource(call, configurationOfPath(call), includes)) };
}

function createConfiguration(call: VendorCall): VendorAnswer {
  const { attributes } = parseSingle(call);
  const inPath = call.params['organization_id'];
  const organizationId = numberAttribute(
    { organization_id: inPath ?? attributes['organization_id'] },
    'organization_id',
  );
  if (organizationId === undefined || organizationId === null) {
    throw unprocessable('/data/attributes/organization', 'must exist');
  }
  recordOf(call, call.state.organizations, organizationId);
  const createdAt = call.state.stamp();
  const record: ConfigurationRecord = {
    id: call.state.newId(),
    organizationId,
    name: '',
    configurationTypeId: 0,
    createdAt,
    updatedAt: createdAt,
  };
  changeConfiguration(call, record, attributes);
  if (!call.state.catalogs.configuration_types.has(record.configurationTypeId)) {
    throw unprocessable('/data/attributes/configuration-type', 'must exist');
  }
  call.state.configurations.set(record.id, record);
  return { status: call.switches.createdStatus, body: showDocument(call, configurationResource(call, record)) };
}

function patchConfiguration(call: VendorCall): VendorAnswer {
  const record = configurationOfPath(call);
  changeConfiguration(call, record, parseSingle(call).attributes);
  return { status: 200, body: showDocument(call, configurationResource(call, record)) };
}

function patchConfigurations(call: VendorCall): VendorAnswer {
  const records = parseList(call).map(({ attributes }) => {
    const record = recordOf(call, call.state.configurations, requiredId(attributes));
    changeConfiguration(call, record, attributes);
    return record;
  });
  return { status: 200, body: { data: records.map((record) => showResource(configurationResource(call, record))) } };
}

function deleteConfigurations(call: VendorCall): VendorAnswer {
  const inputs = isBulk(call) ? parseList(call) : [parseSingle(call)];
  const records = inputs.map(({ attributes }) => recordOf(call, call.state.configurations, requiredId(attributes)));
  const shown = records.map((record) => showResource(configurationResource(call, record)));
  for (const record of records) call.state.removeConfiguration(record.id);
  return { status: 200, body: { data: shown } };
}

function configurationOfPath(call: VendorCall): ConfigurationRecord {
  const record = recordOf(call, call.state.configurations, numericParam(call, 'id'));
  const inPath = call.params['organization_id'];
  if (inPath === undefined || inPath === String(record.organizationId)) return record;
  throw unknownId(call.request.method === 'GET' ? call.switches.unknownIdOnShow : call.switches.unknownIdOnWrite);
}

function changeConfiguration(call: VendorCall, record: ConfigurationRecord, attributes: Attributes): void {
  const forbidden = Object.keys(attributes).find((name) => !WRITABLE_WHEN_SYNCED.has(name));
  if (record.psaIntegration === 'enabled' && forbidden !== undefined) {
    throw unprocessable(`/data/attributes/${forbidden}`, ['is synced from the PSA and cannot be changed']);
  }
  const name = textAttribute(attributes, 'name') ?? record.name;
  if (name === '') throw unprocessable('/data/attributes/name', ["can't be blank"]);
  const macAddress = textAttribute(attributes, 'mac_address');
  if ((macAddress?.length ?? 0) > MAXIMUM_MAC_CHARACTERS) {
    throw unprocessable('/data/attributes/mac-address', [
      `is too long (maximum is ${MAXIMUM_MAC_CHARACTERS} characters)`,
    ]);
  }
  const optional = {
    hostname: textAttribute(attributes, 'hostname'),
    primaryIp: textAttribute(attributes, 'primary_ip'),
    macAddress,
    serialNumber: textAttribute(attributes, 'serial_number'),
    assetTag: textAttribute(attributes, 'asset_tag'),
    notes: textAttribute(attributes, 'notes'),
    configurationTypeId: numberAttribute(attributes, 'configuration_type_id') ?? undefined,
    configurationStatusId: numberAttribute(attributes, 'configuration_status_id'),
    archived: booleanAttribute(attributes, 'archived'),
  };
  Object.assign(record, Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)));
  record.name = name;
  record.updatedAt = call.state.stamp(record.updatedAt);
}

function configurationResource(
  call: VendorCall,
  record: ConfigurationRecord,
  includes: ReadonlySet<string> = new Set(),
): Resource {
  const organization = call.state.organizations.get(record.organizationId);
  const { configuration_types: types, configuration_statuses: statuses } = call.state.catalogs;
  const resource = {
    id: record.id,
    type: 'configurations',
    attributes: {
      organization_id: record.organizationId,
      organization_name: organization?.name,
      organization_short_name: organization?.shortName,
      resource_url: `https://${call.state.account.subdomain}.itglue.com/${record.organizationId}/configurations/${record.id}`,
      restricted: false,
      my_glue: false,
      psa_integration: record.psaIntegration,
      name: record.name,
      hostname: record.hostname,
      primary_ip: record.primaryIp,
      mac_address: record.macAddress,
      serial_number: record.serialNumber,
      asset_tag: record.assetTag,
      notes: record.notes,
      configuration_type_id: record.configurationTypeId,
      configuration_type_name: nameIn(types, record.configurationTypeId),
      configuration_status_id: record.configurationStatusId,
      configuration_status_name: nameIn(statuses, record.configurationStatusId),
      archived: record.archived ?? false,
      created_at: record.createdAt,
      updated_at: record.updatedAt,
    },
  };
  if (includes.size === 0) return resource;
  const owner = { type: 'configurations', id: record.id } as const;
  const relationships = {
    ...(includes.has('adapters_resources') && {
      adapters_resources: (record.adapterResources ?? []).map(adapterResource),
    }),
    ...(includes.has('attachments') && { attachments: attachmentsOf(call, 'configurations', record.id) }),
    ...(includes.has('related_items') && { related_items: relatedItemsOf(call.state, owner) }),
  };
  return { ...resource, relationships };
}
