import type { JsonObject, JsonValue } from '../../../kernel/json';
import { badRequest } from '../replies';
import type { FieldType } from '../schema/field-table';
import type { TableName } from '../schema/table-names';
import { referenceMembers } from '../store/reference-shape';
import { isArray, isObject } from './parse-body';

/** What a reference in a body asks for; the first that is there counts. */
export interface Lookup {
  readonly id?: number;
  readonly identifier?: string;
  readonly name?: string;
}

/** A member of a body after its kind was checked. Null empties the field. */
export type Wish =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'reference'; readonly to: TableName; readonly lookup: Lookup }
  | { readonly kind: 'references'; readonly to: TableName; readonly lookups: readonly Lookup[] };

/** Members that appear in references of answers and mean nothing in requests. */
const IDLE_REFERENCE_MEMBERS = ['_info', 'mobileGuid', 'serializedFlag', 'dailyCapacity', 'sort', 'level', 'type'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Binds one member as the server's JSON reader does: the wrong kind is refused before any rule is looked at. */
export function parseMember(path: string, type: FieldType, value: JsonValue): Wish {
  if (value === null) return { kind: 'value', value: null };
  switch (type.kind) {
    case 'reference':
      return { kind: 'reference', to: type.to, lookup: parseLookup(path, type.to, value) };
    case 'references':
      if (!isArray(value)) throw conversionError(path, value, 'array');
      return { kind: 'references', to: type.to, lookups: value.map((one) => parseLookup(path, type.to, one)) };
    case 'choice':
      return { kind: 'value', value: parseChoice(path, type.values, value) };
    case 'text':
      if (typeof value !== 'string') throw conversionError(path, value, 'String');
      return { kind: 'value', value };
    case 'instant':
      return { kind: 'value', value: parseInstant(path, value) };
    default:
      return { kind: 'value', value: parsePlain(path, type.kind, value) };
  }
}

function parsePlain(
  path: string,
  kind: 'integer' | 'number' | 'boolean' | 'integers' | 'texts' | 'objects',
  value: JsonValue,
): JsonValue {
  const valid = {
    integer: () => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
    number: () => typeof value === 'number',
    boolean: () => typeof value === 'boolean',
    integers: () => isArray(value) && value.every((one) => Number.isInteger(one)),
    texts: () => isArray(value) && value.every((one) => typeof one === 'string'),
    objects: () => isArray(value) && value.every((one) => isObject(one)),
  }[kind];
  if (!valid()) throw conversionError(path, value, kind);
  return value;
}

function parseChoice(path: string, choices: readonly string[], value: JsonValue): JsonValue {
  const choice = choices.find((one) => typeof value === 'string' && one.toLowerCase() === value.toLowerCase());
  if (choice === undefined) throw conversionError(path, value, 'enum');
  return choice;
}

/** To the second and in UTC; other precisions and offsets are refused. */
function parseInstant(path: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !INSTANT.test(value) || Number.isNaN(Date.parse(value))) {
    throw badRequest(`Could not convert ${JSON.stringify(value)} to DateTime. Path '${path}'.`);
  }
  return value;
}

/** A reference has to be an object; a bare number or text is the most frequent mistake of all. */
export function parseLookup(path: string, to: TableName, value: JsonValue): Lookup {
  if (!isObject(value)) throw conversionError(path, value, `${to}Reference`);
  for (const member of Object.keys(value)) {
    if (![...referenceMembers(to), ...IDLE_REFERENCE_MEMBERS, 'identifier', 'name'].includes(member)) {
      throw badRequest(
        `Could not find member '${member}' on object of type '${to}Reference'. Path '${path}.${member}'.`,
      );
    }
  }
  return lookupOf(path, value);
}

function lookupOf(path: string, value: JsonObject): Lookup {
  const { id, identifier, name } = value;
  if (id !== undefined && id !== null) {
    if (!Number.isInteger(id)) throw conversionError(`${path}.id`, id, 'Int32');
    return { id: id as number };
  }
  if (typeof identifier === 'string') return { identifier };
  return typeof name === 'string' ? { name } : {};
}

function conversionError(path: string, value: JsonValue, type: string): Error {
  return badRequest(`Error converting value ${JSON.stringify(value)} to type '${type}'. Path '${path}', line 1.`);
}
