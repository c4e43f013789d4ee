import type { JsonObject, JsonValue } from '../../kernel/json';
import type { TypeFieldFact } from './documentation-observation';

/** All traits of an asset as they have to be sent, or the field whose value cannot be sent back. */
export type MergedTraits =
  | { readonly kind: 'merged'; readonly traits: JsonObject }
  | { readonly kind: 'held'; readonly fieldName: string; readonly detail: string };

/**
 * IT Glue deletes every trait that a write does not repeat, so that what people wrote is sent back with what is ours
 * (RULES, Documentation 2).
 *
 * | the field                           | its value as read              | is sent                                    |
 * | ----------------------------------- | ------------------------------ | ------------------------------------------ |
 * | is owned and has a new value        | any                            | the new value; null clears it              |
 * | any other                           | absent or null                 | not at all                                 |
 * | Upload                              | a file                         | never: held                                |
 * | Upload                              | no file                        | not at all                                 |
 * | Password                            | the id of a password           | never: held, for it would become the text  |
 * | Tag                                 | an object with values          | their ids                                  |
 * | Tag                                 | an object without values       | not at all                                 |
 * | Date                                | a day or an instant            | the day                                    |
 * | Checkbox, Number, Percent, Text …   | false, 0, text                 | as read                                    |
 * | of any kind                         | something else                 | never: held                                |
 */
export function mergeTraits(
  fields: readonly TypeFieldFact[],
  asRead: JsonObject,
  owned: ReadonlyMap<string, JsonValue>,
): MergedTraits {
  const traits: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = owned.get(field.nameKey);
    if (value !== undefined) {
      if (value !== null) traits[field.nameKey] = value;
      continue;
    }
    const sent = asSent(field, asRead[field.nameKey] ?? null);
    if (sent === UNSENDABLE) return { kind: 'held', fieldName: field.name, detail: detailFor(field) };
    if (sent !== null) traits[field.nameKey] = sent;
  }
  return { kind: 'merged', traits };
}

const UNSENDABLE = Symbol('cannot be sent back');

function asSent(field: TypeFieldFact, value: JsonValue): JsonValue | typeof UNSENDABLE {
  if (value === null) return null;
  if (field.kind === 'Upload') return hasFile(value) ? UNSENDABLE : null;
  if (field.kind === 'Password') return UNSENDABLE;
  if (field.kind === 'Tag') {
    const ids = tagIds(value);
    return ids === undefined ? UNSENDABLE : ids;
  }
  if (typeof value === 'object') return UNSENDABLE;
  if (field.kind === 'Date' && typeof value === 'string') return value.slice(0, 10);
  return value;
}

function hasFile(value: JsonValue): boolean {
  const values = valuesOf(value);
  return values === undefined || values.length > 0;
}

/** The ids in a Tag as read; null for none, undefined for a shape that nobody has seen. */
export function tagIds(value: JsonValue): readonly JsonValue[] | null | undefined {
  const values = valuesOf(value);
  if (values === undefined) return undefined;
  const ids = values.map((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    const { id } = item as JsonObject;
    return typeof id === 'number' || typeof id === 'string' ? id : undefined;
  });
  if (ids.some((id) => id === undefined)) return undefined;
  return ids.length === 0 ? null : ids.filter((id) => id !== undefined);
}

function valuesOf(value: JsonValue): readonly JsonValue[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { values } = value as JsonObject;
  return Array.isArray(values) ? (values as readonly JsonValue[]) : undefined;
}

function detailFor(field: TypeFieldFact): string {
  if (field.kind === 'Upload') return `A write would lose the file in the field "${field.name}".`;
  if (field.kind === 'Password') return `A write would spoil the password in the field "${field.name}".`;
  return `The value of the field "${field.name}" has a shape that cannot be sent back.`;
}
