import type { JsonObject, JsonValue } from '../../../kernel/json';
import type { Call } from '../call';
import { badRequest } from '../replies';
import type { Entity } from '../schema/entities';
import type { Values } from '../store/record-store';
import { isArray, isObject, parseBody } from './parse-body';

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: readonly [string, ...string[]];
  readonly value: JsonValue;
}

/**
 * A PATCH body as members to set, null for what is removed. The body is a bare array; operations are lower-case; paths are
 * case-sensitive, with or without one leading slash, at most one level below a reference.
 */
export function parsePatch(call: Call, entity: Entity, stored: Readonly<Values>): ReadonlyMap<string, JsonValue> {
  const body = parseBody(call);
  if (!isArray(body)) throw badRequest(`Cannot deserialize the JSON body: a JSON array of operations is required.`);
  const members = new Map<string, JsonValue>();
  for (const item of body) applyOperation(call, entity, members, { ...parseOperation(item), stored });
  return members;
}

function parseOperation(item: JsonValue): Operation {
  if (!isObject(item)) throw badRequest('A patch operation is an object with op, path and value.');
  const { op, path, value } = item;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') {
    throw badRequest(`${JSON.stringify(op ?? null)} is not a valid patch operation.`);
  }
  if (typeof path !== 'string' || path === '') throw badRequest('A patch operation needs a path.');
  if (op !== 'remove' && value === undefined) throw badRequest(`The operation on ${path} has no value.`);
  const segments = path.replace(/^\//, '').split('/') as [string, ...string[]];
  return { op, path: segments, value: op === 'remove' ? null : (value ?? null) };
}

function applyOperation(
  call: Call,
  entity: Entity,
  members: Map<string, JsonValue>,
  operation: Operation & { readonly stored: Readonly<Values> },
): void {
  const [head, ...below] = operation.path;
  const field = Object.hasOwn(entity.fields, head) ? entity.fields[head] : undefined;
  if (!field || field.access === 'create-input') throw badPath(operation);
  if (field.access === 'create-only')
    throw badRequest(`${head} can only be used when creating a new ${entity.resource}.`);
  if (below.length === 0) {
    members.set(head, head === 'customFields' ? mergeFields(operation.stored[head], operation.value) : operation.value);
    return;
  }
  if (field.type.kind === 'reference' && below.length === 1) {
    applyBelowReference(call, members, operation);
  } else if (field.type.kind === 'objects') {
    members.set(head, changedElement(members.get(head) ?? operation.stored[head], operation));
  } else {
    throw badPath(operation);
  }
}

/** `status/id` with a number, `company/identifier` with a text. */
function applyBelowReference(call: Call, members: Map<string, JsonValue>, operation: Operation): void {
  const [head, member = ''] = operation.path;
  if (call.tenant.switches.is('patchSubPath', 'false-200')) return;
  if (!['id', 'identifier', 'name'].includes(member)) throw badPath(operation);
  members.set(head, operation.value === null ? null : { [member]: operation.value });
}

/** `customFields/0/value`. */
function changedElement(list: JsonValue | undefined, operation: Operation): JsonValue {
  const [, index = '', member, ...rest] = operation.path;
  const elements = isArray(list) ? list : [];
  const element = elements[Number(index)];
  if (!/^\d+$/.test(index) || !isObject(element) || member === undefined || rest.length > 0) throw badPath(operation);
  return elements.map((one) => (one === element ? { ...element, [member]: operation.value } : one));
}

/** A part of the custom fields changes those; what is not named stays, and an empty array clears nothing. */
function mergeFields(stored: JsonValue | undefined, sent: JsonValue): JsonValue {
  if (!isArray(sent)) return sent;
  const merged = new Map<JsonValue | undefined, JsonObject>();
  for (const element of [...(isArray(stored) ? stored : []), ...sent]) {
    if (!isObject(element)) throw badRequest("Error converting a custom field. Path 'customFields'.");
    merged.set(element['id'], { ...merged.get(element['id']), ...element });
  }
  return [...merged.values()];
}

function badPath({ path }: Operation): Error {
  return badRequest(`The target location specified by path '${path.join('/')}' was not found.`);
}
