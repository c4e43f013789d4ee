import { textAttribute } from './attribute-values';
import type { CatalogName, CatalogRecord } from './itglue-state';
import type { Resource } from './json-api';
import { kebabCase, parseSingle, showDocument } from './json-api';
import { matchesName, parseListQuery, showPage } from './list-query';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { unprocessable } from './vendor-refusal';

const CATALOGS: readonly CatalogName[] = [
  'organization_types',
  'organization_statuses',
  'configuration_types',
  'configuration_statuses',
];

/** Types and statuses of organizations and configurations: four resources of one shape. */
export const CATALOG_ROUTES: readonly VendorRoute[] = CATALOGS.flatMap(routesOf);

function routesOf(name: CatalogName): VendorRoute[] {
  return [
    {
      method: 'GET',
      path: `/${name}`,
      filters: ['name'],
      sorts: ['name', 'id', 'created_at', 'updated_at'],
      answer: (call) => listEntries(call, name),
    },
    { method: 'GET', path: `/${name}/{id}`, answer: (call) => showEntry(call, name) },
    { method: 'POST', path: `/${name}`, attributes: ['name'], answer: (call) => createEntry(call, name) },
    { method: 'PATCH', path: `/${name}/{id}`, attributes: ['name'], answer: (call) => renameEntry(call, name) },
  ];
}

function listEntries(call: VendorCall, name: CatalogName): VendorAnswer {
  const query = parseListQuery(call);
  const nameFilter = query.filters.get('name');
  const entries = [...call.state.catalogs[name].values()].filter(
    (entry) => nameFilter === undefined || matchesName(call, nameFilter, entry.name),
  );
  return {
    status: 200,
    body: showPage(
      call,
      query,
      entries.map((entry) => entryResource(entry, name)),
    ),
  };
}

function showEntry(call: VendorCall, name: CatalogName): VendorAnswer {
  const entry = recordOf(call, call.state.catalogs[name], numericParam(call, 'id'));
  return { status: 200, body: showDocument(call, entryResource(entry, name)) };
}

function createEntry(call: VendorCall, name: CatalogName): VendorAnswer {
  const createdAt = call.state.stamp();
  const entry = { id: call.state.newId(), name: requiredName(call), synced: false, createdAt, updatedAt: createdAt };
  call.state.catalogs[name].set(entry.id, entry);
  return { status: call.switches.createdStatus, body: showDocument(call, entryResource(entry, name)) };
}

function renameEntry(call: VendorCall, name: CatalogName): VendorAnswer {
  const entry = recordOf(call, call.state.catalogs[name], numericParam(call, 'id'));
  const newName = requiredName(call);
  if (entry.synced === true) throw unprocessable('/data/attributes/name', ['is synced from another system']);
  entry.name = newName;
  entry.updatedAt = call.state.stamp(entry.updatedAt);
  return { status: 200, body: showDocument(call, entryResource(entry, name)) };
}

function requiredName(call: VendorCall): string {
  const name = textAttribute(parseSingle(call).attributes, 'name');
  if (!name) throw unprocessable('/data/attributes/name', ["can't be blank"]);
  return name;
}

function entryResource(entry: CatalogRecord, name: CatalogName): Resource {
  return {
    id: entry.id,
    type: kebabCase(name),
    attributes: {
      name: entry.name,
      synced: entry.synced ?? false,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
    },
  };
}

/** The name behind the id that another record holds. */
export function nameIn(catalog: ReadonlyMap<number, CatalogRecord>, id: number | null | undefined): string | undefined {
  return id === null || id === undefined ? undefined : catalog.get(id)?.name;
}
