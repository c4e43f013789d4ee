import type { VendorCall } from './vendor-call';
import { snakeCase } from './vendor-call';
import { VendorRefusal, badRequest, unprocessable } from './vendor-refusal';

/** A record as it leaves: attributes are given in snake case and shown with hyphens, missing ones as null. */
export interface Resource {
  readonly type: string;
  readonly id: number | string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, readonly Resource[]>>;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** A record as it came in; names in snake case. */
export interface ResourceInput {
  readonly attributes: Attributes;
  readonly relationships: Readonly<Record<string, unknown>> | undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function kebabCase(name: string): string {
  return name.replaceAll('_', '-');
}

/** A record as the vendor shows it: its id is text, ids inside attributes stay numbers. */
export function showResource(resource: Resource): object {
  const attributes = Object.fromEntries(
    Object.entries(resource.attributes).map(([name, value]) => [kebabCase(name), value ?? null]),
  );
  const relationships = Object.entries(resource.relationships ?? {}).map(([name, related]) => {
    return [kebabCase(name), { data: related.map((item) => ({ id: String(item.id), type: item.type })) }];
  });
  return {
    id: String(resource.id),
    type: resource.type,
    attributes,
    ...(relationships.length === 0 ? {} : { relationships: Object.fromEntries(relationships) as object }),
  };
}

/** What `include` brought along, each record once. An id that is a number stays one there. */
export function showIncluded(resources: readonly Resource[], fieldIds: 'string' | 'number'): object[] {
  const seen = new Map<string, object>();
  for (const related of resources.flatMap((resource) => Object.values(resource.relationships ?? {}).flat())) {
    const shown = showResource(related);
    const asNumber = fieldIds === 'number' && related.type === 'flexible-asset-fields';
    seen.set(`${related.type}/${related.id}`, asNumber ? { ...shown, id: related.id } : shown);
  }
  return [...seen.values()];
}

export function showDocument(call: VendorCall, resource: Resource): object {
  const included = showIncluded([resource], call.switches.includedFieldIds);
  return { data: showResource(resource), ...(resource.relationships === undefined ? {} : { included }) };
}

/** One record of a body; a list where one is due, or the other way round, is a mistake of the caller. */
export function parseSingle(call: VendorCall): ResourceInput {
  const data = dataOf(call);
  if (Array.isArray(data)) throw badRequest('data must be an object on this route', 'data');
  return parseResource(call, data);
}

export function parseList(call: VendorCall): ResourceInput[] {
  const data = dataOf(call);
  if (!Array.isArray(data)) throw badRequest('data must be an array on this route', 'data');
  return data.map((item: unknown) => parseResource(call, item));
}

export function isBulk(call: VendorCall): boolean {
  return Array.isArray(dataOf(call));
}

function dataOf(call: VendorCall): unknown {
  if (!isObject(call.body) || !('data' in call.body)) throw badRequest('The body has no data', 'data');
  const data = call.body['data'];
  // What the vendor's server makes of a document that was encoded twice.
  if (typeof data === 'string')
    throw new VendorRefusal(500, '<html><body><h1>Internal Server Error</h1></body></html>');
  return data;
}

function parseResource(call: VendorCall, data: unknown): ResourceInput {
  if (!isObject(data)) throw badRequest('data must be an object', 'data');
  const type = data['type'];
  const expected = resourceTypeOf(call.route.path);
  if (typeof type !== 'string' || snakeCase(type) !== expected) {
    throw badRequest(`data.type must be ${expected}`, 'data/type');
  }
  if (!isObject(data['attributes'])) throw badRequest('data has no attributes', 'data/attributes');
  const attributes = withSnakeNames(data['attributes']);
  refuseUnknownAttributes(call, attributes);
  const relationships = data['relationships'];
  return { attributes, relationships: isObject(relationships) ? withSnakeNames(relationships) : undefined };
}

/** The last plain word of a path names the type of its records. */
function resourceTypeOf(path: string): string {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith('{'));
  return words.at(-1) ?? '';
}

export function withSnakeNames(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [snakeCase(name), value]));
}

/** Attributes that the vendor returns and ignores when they come back. */
const READ_ONLY = new Set([
  'created_at',
  'updated_at',
  'resource_url',
  'organization_name',
  'organization_short_name',
  'organization_type_name',
  'organization_status_name',
  'flexible_asset_type_name',
  'configuration_type_name',
  'configuration_status_name',
  'name_key',
  'psa_integration',
  'my_glue',
]);

function refuseUnknownAttributes(call: VendorCall, attributes: Attributes): void {
  if (call.switches.unknownParameters === 'ignore') return;
  const known = new Set(call.route.attributes ?? []);
  // The name of a flexible asset is made from its traits; scripts in the wild send one, and it is ignored.
  if (known.has('traits')) known.add('name');
  const unknown = Object.keys(attributes).find((name) => !known.has(name) && !READ_ONLY.has(name));
  if (unknown !== undefined) throw unprocessable(`data/attributes/${unknown}`, 'is not an attribute of this resource');
}
