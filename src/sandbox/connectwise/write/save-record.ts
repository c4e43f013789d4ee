import type { JsonObject, JsonValue } from '../../../kernel/json';
import type { Call } from '../call';
import { badRequest } from '../replies';
import type { Entity } from '../schema/entities';
import type { CwRecord, Stamp, Values } from '../store/record-store';
import { applyMembers, assertNoIssues, newDraft, type Draft, type EntityRules } from './draft';
import { parseObjectBody } from './parse-body';
import { parsePatch } from './patch-operations';
import { validateDraft } from './validate-draft';

export interface Model {
  readonly entity: Entity;
  readonly rules: EntityRules;
}

/** POST: bind, resolve, default, validate, store. `fixed` is what the path says: the agreement of an addition. */
export function createRecord(call: Call, model: Model, fixed: Values): CwRecord {
  const { entity, rules } = model;
  const members = parseMembers(call, entity, parseObjectBody(call, entity.typeName));
  const draft = newDraft({ ...fixed });
  applyMembers(call, model, draft, members);
  rules.complete?.(call, draft);
  assertNoIssues(entity, validateDraft(call, entity, rules, draft));
  rules.settle?.(call, draft);
  const record = call.tenant.store.insert(entity.table, draft.values, stampOf(call, draft));
  rules.saved?.(call, record, draft);
  return record;
}

/** PATCH: the stored record with the operations applied, validated as a whole. */
export function patchRecord(call: Call, model: Model, record: CwRecord): void {
  const { entity, rules } = model;
  const members = parsePatch(call, entity, record.values);
  if (call.tenant.switches.is('patchReferenceByName', 'refuse')) assertIds(entity, members);
  const draft = newDraft({ ...record.values }, { ...record.values });
  applyMembers(call, model, draft, members);
  assertNoIssues(entity, validateDraft(call, entity, rules, draft));
  rules.settle?.(call, draft);
  call.tenant.store.update(record, draft.values, stampOf(call, draft));
  rules.saved?.(call, record, draft);
}

/** PUT: what the request leaves out is emptied, except what the server computes. */
export function replaceRecord(call: Call, model: Model, record: CwRecord): void {
  const { entity, rules } = model;
  const members = parseMembers(call, entity, parseObjectBody(call, entity.typeName));
  const own = Object.entries(entity.fields).filter(([, { access }]) => access === undefined);
  const emptied = Object.fromEntries(own.map(([name]) => [name, undefined]));
  const draft = newDraft({ ...record.values, ...emptied }, { ...record.values });
  for (const [name] of own) draft.changed.add(name);
  applyMembers(call, model, draft, members);
  rules.complete?.(call, draft);
  assertNoIssues(entity, validateDraft(call, entity, rules, draft));
  rules.settle?.(call, draft);
  call.tenant.store.update(record, draft.values, stampOf(call, draft));
  rules.saved?.(call, record, draft);
}

function stampOf(call: Call, { input }: Draft): Stamp {
  return { ...call.tenant.stamp(call.by), skipCallback: input['skipCallback'] === true };
}

/** Members that the model does not have are refused with the place where they stand; `_info` is what clients send back. */
function parseMembers(call: Call, entity: Entity, body: JsonObject): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(body)) {
    if (Object.hasOwn(entity.fields, name)) members.set(name, value);
    else if (name !== '_info' && call.tenant.switches.is('unknownMember', 'refuse')) {
      const position = call.request.body.toString('utf8').indexOf(`"${name}"`) + name.length + 3;
      throw badRequest(
        `Could not find member '${name}' on object of type '${entity.typeName}'. ` +
          `Path '${name}', line 1, position ${position}.`,
      );
    }
  }
  return members;
}

function assertIds(entity: Entity, members: ReadonlyMap<string, JsonValue>): void {
  for (const [name, value] of members) {
    const isReference = entity.fields[name]?.type.kind === 'reference';
    if (isReference && typeof value === 'object' && value !== null && !('id' in value)) {
      throw badRequest(`The reference ${name} needs an id.`);
    }
  }
}
