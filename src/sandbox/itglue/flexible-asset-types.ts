import { booleanAttribute, textAttribute } from './attribute-values';
import { addField, checkListed, FIELD_ATTRIBUTES } from './field-rules';
import { fieldResource, inOrder } from './flexible-asset-fields';
import type { TypeRecord } from './itglue-state';
import type { Attributes, Resource, ResourceInput } from './json-api';
import { isObject, parseSingle, showDocument, withSnakeNames } from './json-api';
import { isListed, matchesFlag, matchesName, parseListQuery, showPage } from './list-query';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf, snakeCase } from './vendor-call';
import { badRequest, unprocessable } from './vendor-refusal';

const INCLUDES = ['flexible_asset_fields'];
const ATTRIBUTES = ['id', 'name', 'description', 'icon', 'enabled', 'show_in_menu'];

/** A type cannot be deleted through the API. */
export const FLEXIBLE_ASSET_TYPE_ROUTES: readonly VendorRoute[] = [
  {
    method: 'GET',
    path: '/flexible_asset_types',
    filters: ['id', 'name', 'icon', 'enabled'],
    sorts: ['id', 'name', 'created_at', 'updated_at'],
    includes: INCLUDES,
    answer: listTypes,
  },
  { method: 'GET', path: '/flexible_asset_types/{id}', includes: INCLUDES, answer: showType },
  { method: 'POST', path: '/flexible_asset_types', attributes: [...ATTRIBUTES, 'fields'], answer: createType },
  { method: 'PATCH', path: '/flexible_asset_types/{id}', attributes: ATTRIBUTES, answer: patchType },
];

function listTypes(call: VendorCall): VendorAnswer {
  const query = parseListQuery(call);
  const tests: Readonly<Record<string, (filter: string, type: TypeRecord) => boolean>> = {
    id: (filter, type) => isListed(filter, type.id),
    name: (filter, type) => matchesName(call, filter, type.name),
    icon: (filter, type) => isListed(filter, type.icon),
    enabled: (filter, type) => matchesFlag(filter, type.enabled ?? true),
  };
  const types = [...call.state.types.values()].filter((type) => {
    return [...query.filters].every(([name, filter]) => tests[name]?.(filter, type) ?? true);
  });
  return {
    status: 200,
    body: showPage(
      call,
      query,
      types.map((type) => typeResource(type, query.includes)),
    ),
  };
}

function showType(call: VendorCall): VendorAnswer {
  const { includes } = parseListQuery(call);
  const type = recordOf(call, call.state.types, numericParam(call, 'id'));
  return { status: 200, body: showDocument(call, typeResource(type, includes)) };
}

function createType(call: VendorCall): VendorAnswer {
  const input = parseSingle(call);
  const createdAt = call.state.stamp();
  const type: TypeRecord = { id: call.state.newId(), name: '', fields: [], createdAt, updatedAt: createdAt };
  assignAttributes(call, type, input.attributes);
  for (const attributes of fieldsOf(input)) addField(call, type, attributes);
  checkListed(type);
  call.state.types.set(type.id, type);
  return { status: call.switches.createdStatus, body: showDocument(call, typeResource(type, new Set(INCLUDES))) };
}

function patchType(call: VendorCall): VendorAnswer {
  const type = recordOf(call, call.state.types, numericParam(call, 'id'));
  const input = parseSingle(call);
  if (input.relationships !== undefined) {
    throw unprocessable('data/relationships', 'Fields are changed through their own resource');
  }
  assignAttributes(call, type, input.attributes);
  type.updatedAt = call.state.stamp(type.updatedAt);
  return { status: 200, body: showDocument(call, typeResource(type, new Set())) };
}

/** Clients send fields as relationships, the vendor's table of parameters has them among the attributes. */
function fieldsOf(input: ResourceInput): Attributes[] {
  const related = input.relationships?.['flexible_asset_fields'];
  const list = isObject(related) ? related['data'] : input.attributes['fields'];
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw badRequest('the fields of a type are a list', 'data/relationships');
  return list.map((item: unknown) => parseField(item, isObject(related)));
}

function parseField(item: unknown, asResource: boolean): Attributes {
  const pointer = 'data/relationships/flexible-asset-fields';
  if (!isObject(item)) throw badRequest('a field is an object', pointer);
  if (!asResource) return withSnakeNames(item);
  if (snakeCase(String(item['type'])) !== 'flexible_asset_fields' || !isObject(item['attributes'])) {
    throw badRequest('a field has a type and attributes', pointer);
  }
  const attributes = withSnakeNames(item['attributes']);
  const unknown = Object.keys(attributes).find((name) => !FIELD_ATTRIBUTES.includes(name));
  if (unknown !== undefined) throw unprocessable(`${pointer}/${unknown}`, 'is not an attribute of this resource');
  return attributes;
}

function assignAttributes(call: VendorCall, type: TypeRecord, attributes: Attributes): void {
  const name = textAttribute(attributes, 'name') ?? type.name;
  if (name === '') throw unprocessable('/data/attributes/name', ["can't be blank"]);
  const taken = [...call.state.types.values()].some((other) => other.id !== type.id && other.name === name);
  if (taken && call.switches.duplicateTypeNames === 'reject') {
    throw unprocessable('/data/attributes/name', ['has already been taken']);
  }
  type.name = name;
  const optional = {
    description: textAttribute(attributes, 'description'),
    icon: textAttribute(attributes, 'icon'),
    enabled: booleanAttribute(attributes, 'enabled'),
    showInMenu: booleanAttribute(attributes, 'show_in_menu'),
  };
  Object.assign(type, Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)));
}

function typeResource(type: TypeRecord, includes: ReadonlySet<string>): Resource {
  const resource = {
    id: type.id,
    type: 'flexible-asset-types',
    attributes: {
      name: type.name,
      description: type.description,
      icon: type.icon,
      enabled: type.enabled ?? true,
      show_in_menu: type.showInMenu ?? true,
      created_at: type.createdAt,
      updated_at: type.updatedAt,
    },
  };
  if (!includes.has('flexible_asset_fields')) return resource;
  return { ...resource, relationships: { flexible_asset_fields: inOrder(type.fields).map(fieldResource) } };
}
