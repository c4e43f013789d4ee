import { parseId, requiredId } from './attribute-values';
import { FIELD_ATTRIBUTES, addField, changeField, checkListed } from './field-rules';
import type { FieldRecord, TypeRecord } from './itglue-state';
import type { Resource } from './json-api';
import { isBulk, parseList, parseSingle, showDocument, showResource } from './json-api';
import { isListed, parseListQuery, showPage } from './list-query';
import type { VendorAnswer, VendorCall, VendorRoute } from './vendor-call';
import { numericParam, recordOf } from './vendor-call';
import { badRequest, unknownId, unprocessable } from './vendor-refusal';

const FLAT = '/flexible_asset_fields';
const NESTED = '/flexible_asset_types/{flexible_asset_type_id}/relationships/flexible_asset_fields';
const ATTRIBUTES = ['id', 'flexible_asset_type_id', ...FIELD_ATTRIBUTES];

/** There is no flat index: fields are listed below their type. */
export const FLEXIBLE_ASSET_FIELD_ROUTES: readonly VendorRoute[] = [
  {
    method: 'GET',
    path: NESTED,
    filters: ['id'],
    sorts: ['created_at', 'updated_at'],
    includes: ['remote_asset_field'],
    answer: listFields,
  },
  { method: 'GET', path: `${NESTED}/{id}`, answer: showField },
  { method: 'GET', path: `${FLAT}/{id}`, answer: showField },
  { method: 'POST', path: NESTED, attributes: ATTRIBUTES, answer: createFields },
  { method: 'POST', path: FLAT, attributes: ATTRIBUTES, answer: createFields },
  { method: 'PATCH', path: `${NESTED}/{id}`, attributes: ATTRIBUTES, answer: patchField },
  { method: 'PATCH', path: `${FLAT}/{id}`, attributes: ATTRIBUTES, answer: patchField },
  { method: 'PATCH', path: FLAT, attributes: ATTRIBUTES, answer: patchFields },
  { method: 'DELETE', path: `${NESTED}/{id}`, answer: deleteField },
  { method: 'DELETE', path: `${FLAT}/{id}`, answer: deleteField },
];

function listFields(call: VendorCall): VendorAnswer {
  const type = recordOf(call, call.state.types, numericParam(call, 'flexible_asset_type_id'));
  const query = parseListQuery(call);
  const idFilter = query.filters.get('id');
  const fields = inOrder(type.fields).filter((field) => idFilter === undefined || isListed(idFilter, field.id));
  return { status: 200, body: showPage(call, query, fields.map(fieldResource)) };
}

function showField(call: VendorCall): VendorAnswer {
  return { status: 200, body: showDocument(call, fieldResource(fieldOfPath(call))) };
}

function createFields(call: VendorCall): VendorAnswer {
  if (!isBulk(call)) {
    const { attributes } = parseSingle(call);
    const field = addField(call, typeOfBody(call, attributes['flexible_asset_type_id']), attributes);
    return { status: call.switches.createdStatus, body: showDocument(call, fieldResource(field)) };
  }
  if (call.params['flexible_asset_type_id'] === undefined) {
    throw badRequest('several fields are created below their type only', 'data');
  }
  const type = typeOfBody(call, undefined);
  const before = [...type.fields];
  try {
    const fields = parseList(call).map(({ attributes }) => addField(call, type, attributes));
    return {
      status: call.switches.createdStatus,
      body: { data: fields.map((field) => showResource(fieldResource(field))) },
    };
  } catch (error) {
    if (call.switches.bulkFailure === 'atomic') type.fields = before;
    throw error;
  }
}

function patchField(call: VendorCall): VendorAnswer {
  const field = fieldOfPath(call);
  changeListedField(call, field, parseSingle(call).attributes);
  return { status: 200, body: showDocument(call, fieldResource(field)) };
}

function patchFields(call: VendorCall): VendorAnswer {
  const fields = parseList(call).map(({ attributes }) => {
    const field = findField(call, requiredId(attributes));
    changeListedField(call, field, attributes);
    return field;
  });
  return { status: 200, body: { data: fields.map((field) => showResource(fieldResource(field))) } };
}

function changeListedField(call: VendorCall, field: FieldRecord, attributes: Readonly<Record<string, unknown>>): void {
  const type = typeOfField(call, field);
  const before = { ...field };
  changeField(call, type, field, attributes);
  try {
    checkListed(type);
  } catch (error) {
    Object.assign(field, before);
    throw error;
  }
}

/** Its values go with it. */
function deleteField(call: VendorCall): VendorAnswer {
  const field = fieldOfPath(call);
  const type = typeOfField(call, field);
  type.fields = type.fields.filter((other) => other.id !== field.id);
  for (const asset of call.state.assetsOfType(type.id)) asset.values.delete(field.id);
  return { status: 204 };
}

function fieldOfPath(call: VendorCall): FieldRecord {
  const field = findField(call, numericParam(call, 'id'));
  const typeId = call.params['flexible_asset_type_id'];
  if (typeId !== undefined && typeId !== String(field.typeId)) throw unknownId(statusForUnknown(call));
  return field;
}

function findField(call: VendorCall, id: number): FieldRecord {
  const field = call.state.findField(id);
  if (field === undefined) throw unknownId(statusForUnknown(call));
  return field;
}

function statusForUnknown(call: VendorCall): 401 | 404 {
  return call.request.method === 'GET' ? call.switches.unknownIdOnShow : call.switches.unknownIdOnWrite;
}

function typeOfField(call: VendorCall, field: FieldRecord): TypeRecord {
  return recordOf(call, call.state.types, field.typeId);
}

function typeOfBody(call: VendorCall, sent: unknown): TypeRecord {
  const inPath = call.params['flexible_asset_type_id'];
  if (inPath !== undefined) return recordOf(call, call.state.types, numericParam(call, 'flexible_asset_type_id'));
  const typeId = parseId(sent);
  if (typeId === undefined) throw unprocessable('/data/attributes/flexible-asset-type', 'must exist');
  return recordOf(call, call.state.types, typeId);
}

export function inOrder(fields: readonly FieldRecord[]): FieldRecord[] {
  return [...fields].sort((left, right) => left.order - right.order);
}

export function fieldResource(field: FieldRecord): Resource {
  return {
    id: field.id,
    type: 'flexible-asset-fields',
    attributes: {
      flexible_asset_type_id: field.typeId,
      order: field.order,
      name: field.name,
      kind: field.kind,
      hint: field.hint,
      decimals: field.decimals,
      default_value: field.defaultValue,
      tag_type: field.tagType,
      required: field.required,
      use_for_title: field.useForTitle,
      expiration: field.expiration,
      show_in_list: field.showInList,
      name_key: field.nameKey,
      created_at: field.createdAt,
      updated_at: field.updatedAt,
    },
  };
}
