import type { JsonObject, JsonValue } from '../../../kernel/json';
import { findKey } from '../conditions/entity-fields';
import { badCondition } from '../replies';
import type { Entity } from '../schema/entities';
import { referenceMembers } from '../store/reference-shape';

/** Chosen members by name; `all` or the members of what is nested below. */
type Choice = Map<string, 'all' | Set<string>>;

/**
 * Cuts a rendered record down to `fields`: a comma list of names, nested by `/`. `_info` is left out unless it is listed.
 * Names that the model does not have are refused.
 */
export function projectFields(entity: Entity, fields: string | undefined): (body: JsonObject) => JsonObject {
  if (fields === undefined) return (body) => body;
  const choice = parseFields(entity, fields);
  return (body) => {
    const projected: Record<string, JsonValue> = {};
    for (const [name, members] of choice) {
      const value = pick(body[name], members);
      if (value !== undefined) projected[name] = value;
    }
    return projected;
  };
}

function parseFields(entity: Entity, fields: string): Choice {
  const choice: Choice = new Map();
  for (const path of fields.split(',').map((part) => part.trim())) {
    const [head = '', member, ...rest] = path.split('/');
    const name = head.toLowerCase() === '_info' ? '_info' : findKey(entity.fields, head);
    if (name === undefined || rest.length > 0) throw badCondition(`${path} is not a recognized name.`);
    if (member === undefined) {
      choice.set(name, 'all');
      continue;
    }
    assertMember(entity, name, { member, path });
    const chosen = choice.get(name) ?? new Set();
    if (chosen !== 'all') choice.set(name, chosen.add(member));
  }
  return choice;
}

function assertMember(entity: Entity, name: string, { member, path }: { member: string; path: string }): void {
  if (name === '_info') return;
  const type = entity.fields[name]?.type;
  if (type?.kind === 'objects') return;
  const isReference = type?.kind === 'reference' || type?.kind === 'references';
  if (isReference && [...referenceMembers(type.to), '_info'].includes(member)) return;
  throw badCondition(`${path} is not a recognized name.`);
}

function pick(value: JsonValue | undefined, members: 'all' | Set<string>): JsonValue | undefined {
  if (value === undefined || members === 'all') return value;
  if (isList(value)) return value.map((one) => pick(one, members) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => members.has(name)));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
