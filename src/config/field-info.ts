import type { JsonValue } from '../kernel/json';

/** What the documentation, the hints for unknown keys and the JSON schema know about a setting. */
export interface FieldInfo {
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  /** In the spelling of the file. */
  readonly default?: JsonValue;
  /** The class of the section, of the entries of a list, or of the values of a map. */
  readonly section?: () => new () => object;
  /** The section whose settings this one may say differently; they are documented there. */
  readonly differsFrom?: () => new () => object;
  /** How a path goes on from here to an entry: `[]` or `.<name>`. */
  readonly entry?: string;
}

const REGISTRY = new Map<object, Map<string, FieldInfo>>();

export function recordField(prototype: object, key: string, info: FieldInfo): void {
  const fields = REGISTRY.get(prototype) ?? new Map<string, FieldInfo>();
  fields.set(key, info);
  REGISTRY.set(prototype, fields);
}

/** The settings of a section by key, those of its base class first. */
export function listFields(section: new () => object): ReadonlyMap<string, FieldInfo> {
  return fieldsOf(section.prototype as object);
}

export function fieldsOf(prototype: object): ReadonlyMap<string, FieldInfo> {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const inherited = parent === null ? [] : [...fieldsOf(parent)];
  return new Map([...inherited, ...(REGISTRY.get(prototype) ?? [])]);
}
