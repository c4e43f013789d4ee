import { parseFile } from './attachments';
import { parseBoolean, parseId, parseNumber } from './attribute-values';
import { inOrder } from './flexible-asset-fields';
import type { ItGlueTraitValue } from './itglue-data';
import type { AssetRecord, FieldRecord, TypeRecord } from './itglue-state';
import { isObject } from './json-api';
import { sanitiseHtml } from './sanitise-html';
import { recordBehindTag } from './tags';
import type { VendorCall } from './vendor-call';
import { snakeCase } from './vendor-call';
import { jsonApiRefusal, unauthorizedRecord, unprocessable } from './vendor-refusal';

const MAXIMUM_TEXT_CHARACTERS = 255;
const MAXIMUM_TEXTBOX_BYTES = 65_535;

export interface TraitTarget {
  readonly type: TypeRecord;
  readonly organizationId: number;
  readonly checkRequired: boolean;
}

/**
 * The values of an asset after a write. They replace what was there: a trait that is not sent, or null, is gone. Files
 * are gone unless they are sent again.
 */
export function writeTraits(call: VendorCall, target: TraitTarget, traits: unknown): Map<number, ItGlueTraitValue> {
  if (!isObject(traits)) throw unprocessable('data/attributes/traits', 'must be an object');
  const values = new Map<number, ItGlueTraitValue>();
  for (const [key, sent] of Object.entries(traits)) {
    const field = fieldOfKey(call, target.type, key);
    if (sent === null || sent === '') {
      // AUT#31: an empty text for a Tag reads like a record nobody may see.
      if (sent === '' && field.kind === 'Tag') throw unauthorizedRecord();
      continue;
    }
    const value = parseTrait(call, target, field, sent);
    if (value !== undefined) values.set(field.id, value);
  }
  if (target.checkRequired) refuseMissing(target.type, values);
  return values;
}

function fieldOfKey(call: VendorCall, type: TypeRecord, key: string): FieldRecord {
  const either = call.switches.traitKeySpelling === 'either';
  const field = type.fields.find((candidate) => {
    if (candidate.kind === 'Header') return false;
    return candidate.nameKey === key || (either && snakeCase(candidate.nameKey) === snakeCase(key));
  });
  if (field !== undefined) return field;
  throw jsonApiRefusal(422, {
    status: 422,
    title: 'Unprocessable Entity',
    detail: 'Request contains invalid trait keys',
    pointer: 'data/attributes/traits',
  });
}

function refuseMissing(type: TypeRecord, values: ReadonlyMap<number, ItGlueTraitValue>): void {
  const missing = type.fields.find((field) => field.required && !values.has(field.id));
  if (missing !== undefined) throw invalidTrait(missing, "can't be blank");
}

function invalidTrait(field: FieldRecord, detail: string): Error {
  return unprocessable(`/data/attributes/flexible-asset-traits.${field.nameKey}`, [detail]);
}

type TraitParser = (
  call: VendorCall,
  target: TraitTarget,
  field: FieldRecord,
  sent: unknown,
) => ItGlueTraitValue | undefined;

const PARSERS: Readonly<Record<FieldRecord['kind'], TraitParser>> = {
  Text: parseText,
  Textbox: parseTextbox,
  Number: parseNumberTrait,
  Percent: parseNumberTrait,
  Checkbox: parseCheckbox,
  Date: parseDate,
  Select: parseSelect,
  Tag: parseTag,
  Upload: (_call, _target, field, sent) => parseFile(sent, `/data/attributes/flexible-asset-traits.${field.nameKey}`),
  // A password becomes a record of its own, of which a reader sees the id.
  Password: (call) => call.state.newId(),
  Header: () => undefined,
};

function parseTrait(
  call: VendorCall,
  target: TraitTarget,
  field: FieldRecord,
  sent: unknown,
): ItGlueTraitValue | undefined {
  return PARSERS[field.kind](call, target, field, sent);
}

function parseText(call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): string {
  if (typeof sent !== 'string' && typeof sent !== 'number') throw invalidTrait(field, 'is not text');
  const text = String(sent);
  if (call.switches.textLimits && Array.from(text).length > MAXIMUM_TEXT_CHARACTERS) {
    throw invalidTrait(field, `is too long (maximum is ${MAXIMUM_TEXT_CHARACTERS} characters)`);
  }
  return text;
}

function parseTextbox(call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): string {
  if (typeof sent !== 'string') throw invalidTrait(field, 'is not text');
  if (call.switches.textLimits && Buffer.byteLength(sent) > MAXIMUM_TEXTBOX_BYTES) {
    throw invalidTrait(field, `is too long (maximum is ${MAXIMUM_TEXTBOX_BYTES} bytes)`);
  }
  return call.switches.sanitiser ? sanitiseHtml(sent) : sent;
}

function parseNumberTrait(_call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): number {
  const value = parseNumber(sent);
  if (value === undefined) throw invalidTrait(field, 'is not a number');
  return Number(value.toFixed(field.decimals ?? 0));
}

function parseCheckbox(_call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): boolean {
  const value = parseBoolean(sent);
  if (value === undefined) throw invalidTrait(field, 'is not true or false');
  return value;
}

function parseDate(_call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): string {
  const day = typeof sent === 'string' ? /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(sent)?.[1] : undefined;
  if (day === undefined || Number.isNaN(Date.parse(day))) throw invalidTrait(field, 'is not a date');
  return day;
}

function parseSelect(call: VendorCall, _target: TraitTarget, field: FieldRecord, sent: unknown): string {
  if (typeof sent !== 'string') throw invalidTrait(field, 'is not text');
  const options = (field.defaultValue ?? '').split('\n').map((option) => option.trim());
  if (call.switches.selectEnforced && !options.includes(sent)) throw invalidTrait(field, 'is not included in the list');
  return sent;
}

/** Tags are read as objects and written as ids: an object that is sent back is the mistake everybody makes once. */
function parseTag(
  call: VendorCall,
  target: TraitTarget,
  field: FieldRecord,
  sent: unknown,
): readonly number[] | undefined {
  if (isObject(sent)) {
    if (call.switches.tagObjects === 'ignore') return undefined;
    throw invalidTrait(field, 'is invalid');
  }
  const ids = (Array.isArray(sent) ? sent : [sent]).map((item: unknown) => {
    const id = parseId(item);
    if (id === undefined) throw invalidTrait(field, 'is invalid');
    const record = recordBehindTag(call.state, field.tagType ?? '', id);
    const isForeign = record?.organizationId !== undefined && record.organizationId !== target.organizationId;
    if (record === undefined || (isForeign && call.switches.foreignTags === 'reject')) throw unauthorizedRecord();
    return id;
  });
  return ids.length === 0 ? undefined : [...new Set(ids)];
}

/** Traits as the vendor shows them; those without a value are absent. */
export function showTraits(call: VendorCall, asset: AssetRecord): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const field of inOrder(call.state.types.get(asset.flexibleAssetTypeId)?.fields ?? [])) {
    if (field.kind === 'Header') continue;
    const value = asset.values.get(field.id);
    const isHidden = value === false && call.switches.falseCheckbox === 'omitted';
    if (value !== undefined && !isHidden) shown[field.nameKey] = showTrait(call, field, value);
    else if (call.switches.emptyTraits === 'null') shown[field.nameKey] = null;
  }
  return shown;
}

function showTrait(call: VendorCall, field: FieldRecord, value: ItGlueTraitValue): unknown {
  if (typeof value === 'number' && field.kind !== 'Password') {
    return call.switches.numbersReadAs === 'string' ? String(value) : value;
  }
  if (field.kind === 'Date' && typeof value === 'string' && call.switches.datesReadAs === 'timestamp') {
    return `${value}T00:00:00.000Z`;
  }
  if (Array.isArray(value)) {
    const tagType = field.tagType ?? '';
    const records = (value as readonly number[]).map((id) => recordBehindTag(call.state, tagType, id)?.shown);
    return {
      type: tagType.replace(/^FlexibleAssetType: .*$/, 'FlexibleAssets'),
      values: records.filter((item) => item !== undefined),
    };
  }
  if (isObject(value)) {
    return { type: 'Attachments', values: [{ id: field.id, name: value.fileName, size: value.sizeBytes }] };
  }
  return value;
}
