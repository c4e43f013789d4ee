import { booleanAttribute, numberAttribute, textAttribute } from './attribute-values';
import type { ItGlueFieldKind } from './itglue-data';
import type { FieldRecord, TypeRecord } from './itglue-state';
import { fieldRecord } from './itglue-state';
import type { Attributes } from './json-api';
import { makeNameKey, makeUniqueNameKey } from './name-key';
import type { VendorCall } from './vendor-call';
import { unprocessable } from './vendor-refusal';

const KINDS: readonly ItGlueFieldKind[] = [
  'Checkbox',
  'Date',
  'Header',
  'Number',
  'Select',
  'Text',
  'Textbox',
  'Upload',
  'Tag',
  'Percent',
  'Password',
];
const TITLE_KINDS: ReadonlySet<ItGlueFieldKind> = new Set(['Text', 'Select', 'Date']);
const TAG_TYPES = new Set([
  'AccountsUsers',
  'Checklists',
  'ChecklistTemplates',
  'Contacts',
  'Configurations',
  'Documents',
  'Domains',
  'Passwords',
  'Locations',
  'Organizations',
  'SslCertificates',
  'Tickets',
]);

/** What a field may have in a body, without the ids that say which field it is. */
export const FIELD_ATTRIBUTES: readonly string[] = [
  'order',
  'name',
  'kind',
  'hint',
  'decimals',
  'default_value',
  'tag_type',
  'required',
  'use_for_title',
  'expiration',
  'show_in_list',
];

/** A new field of a type, checked against the fields that the type has by then. */
export function addField(call: VendorCall, type: TypeRecord, attributes: Attributes): FieldRecord {
  const kind = parseKind(attributes['kind']);
  const taken = new Set(type.fields.map((field) => field.nameKey));
  const name = textAttribute(attributes, 'name') ?? '';
  const order = numberAttribute(attributes, 'order') ?? Number.NaN;
  const base = { id: call.state.newId(), order, name, kind, nameKey: makeUniqueNameKey(name, taken) };
  const field = fieldRecord(base, type.id, call.state.stamp());
  assignAttributes(field, attributes);
  checkField(call, type, field);
  type.fields.push(field);
  return field;
}

/** Changes a field in place; what the vendor forces and forbids stays so. */
export function changeField(call: VendorCall, type: TypeRecord, field: FieldRecord, attributes: Attributes): void {
  const draft: FieldRecord = { ...field };
  assignAttributes(draft, attributes);
  if ('name' in attributes) draft.name = textAttribute(attributes, 'name') ?? '';
  if ('order' in attributes) draft.order = numberAttribute(attributes, 'order') ?? Number.NaN;
  if ('kind' in attributes) draft.kind = parseKind(attributes['kind']);
  if (draft.kind !== field.kind && isUsed(call, field)) {
    throw unprocessable('/data/attributes/kind', ['cannot be changed while the field has values']);
  }
  if (draft.name !== field.name && call.switches.renameChangesKey) draft.nameKey = makeNameKey(draft.name);
  checkField(call, type, draft);
  draft.updatedAt = call.state.stamp(field.updatedAt);
  Object.assign(field, draft);
}

export function checkListed(type: Pick<TypeRecord, 'fields'>): void {
  if (type.fields.length === 0) {
    throw unprocessable('/data/relationships/flexible-asset-fields', ['must have at least one field']);
  }
  if (!type.fields.some((field) => field.showInList)) {
    throw unprocessable('/data/relationships/flexible-asset-fields', [
      'must have at least one field shown in the list',
    ]);
  }
}

function isUsed(call: VendorCall, field: FieldRecord): boolean {
  return call.state.assetsOfType(field.typeId).some((asset) => asset.values.has(field.id));
}

function parseKind(value: unknown): ItGlueFieldKind {
  const kind = KINDS.find((candidate) => candidate === value);
  if (kind === undefined) throw unprocessable('/data/attributes/kind', ['is not included in the list']);
  return kind;
}

function assignAttributes(field: FieldRecord, attributes: Attributes): void {
  const optional = {
    hint: textAttribute(attributes, 'hint'),
    decimals: numberAttribute(attributes, 'decimals'),
    defaultValue: textAttribute(attributes, 'default_value'),
    tagType: textAttribute(attributes, 'tag_type'),
    required: booleanAttribute(attributes, 'required'),
    useForTitle: booleanAttribute(attributes, 'use_for_title'),
    expiration: booleanAttribute(attributes, 'expiration'),
    showInList: booleanAttribute(attributes, 'show_in_list'),
  };
  Object.assign(field, Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)));
}

function checkField(call: VendorCall, type: TypeRecord, field: FieldRecord): void {
  const others = type.fields.filter((other) => other.id !== field.id);
  if (field.name === '') throw unprocessable('/data/attributes/name', ["can't be blank"]);
  if (others.some((other) => other.name === field.name)) {
    throw unprocessable('/data/attributes/name', ['has already been taken']);
  }
  if (!Number.isInteger(field.order)) throw unprocessable('/data/attributes/order', ['is not a number']);
  if (others.some((other) => other.order === field.order)) {
    throw unprocessable('/data/attributes/order', ['has already been taken']);
  }
  checkKind(call, field);
  // Only these kinds make a title, and a header has nothing to fill in.
  if (!TITLE_KINDS.has(field.kind)) field.useForTitle = false;
  if (field.kind === 'Header') field.required = false;
}

function checkKind(call: VendorCall, field: FieldRecord): void {
  if (field.kind === 'Select' && !field.defaultValue) {
    throw unprocessable('/data/attributes/default-value', ["can't be blank"]);
  }
  const needsDecimals = field.kind === 'Number' || field.kind === 'Percent';
  if (needsDecimals && (field.decimals === null || field.decimals < 0)) {
    throw unprocessable('/data/attributes/decimals', ['is not a number']);
  }
  if (field.kind === 'Tag' && !isTagType(call, field.tagType ?? '')) {
    throw unprocessable('/data/attributes/tag-type', ['is not included in the list']);
  }
}

function isTagType(call: VendorCall, tagType: string): boolean {
  const typeId = /^FlexibleAssetType: (\d+)$/.exec(tagType)?.[1];
  return typeId === undefined ? TAG_TYPES.has(tagType) : call.state.types.has(Number(typeId));
}
