import type { JsonObject, JsonValue } from '../kernel/json';
import { Quantity, formatQuantity, parseQuantity } from '../kernel/quantity';

/** An answer that is not what the vendor documents. Connectors turn it into an `IntegrationError` of kind `contract`. */
export class WireShapeError extends Error {
  constructor(path: string, expected: string, found: unknown) {
    super(`${path} should be ${expected}, but is ${nameOf(found)}`);
    this.name = 'WireShapeError';
  }
}

/**
 * An object of an answer, read field by field. Absent and null are the same, because the vendors do not tell them
 * apart; a value of the wrong type is an error that names its place, never its content.
 */
export class WireRecord {
  private constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    private readonly path: string,
  ) {}

  static parse(value: unknown, path: string): WireRecord {
    if (!isObject(value)) throw new WireShapeError(path, 'an object', value);
    return new WireRecord(value, path);
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  names(): readonly string[] {
    return Object.keys(this.fields);
  }

  /** As it came; undefined when absent or null. */
  value(name: string): unknown {
    const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    return value ?? undefined;
  }

  text(name: string): string {
    return this.textOrNull(name) ?? this.missing(name, 'a text');
  }

  textOrNull(name: string): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value !== 'string') throw new WireShapeError(this.at(name), 'a text', value);
    return value;
  }

  /** Absent is false. */
  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    if (typeof value !== 'boolean') throw new WireShapeError(this.at(name), 'true or false', value);
    return value;
  }

  /** A whole number that JavaScript holds exactly. */
  integer(name: string): number {
    return this.integerOrNull(name) ?? this.missing(name, 'a whole number');
  }

  integerOrNull(name: string): number | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      throw new WireShapeError(this.at(name), 'a whole number below 2^53', value);
    }
    return value;
  }

  /** Digits: ids that are a number in one place and a text in another. */
  digits(name: string): string {
    return this.digitsOrNull(name) ?? this.missing(name, 'an id');
  }

  digitsOrNull(name: string): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
    if (typeof value === 'string' && /^\d+$/.test(value)) return value;
    throw new WireShapeError(this.at(name), 'an id of digits', value);
  }

  /** A JSON number, or a text of one, as plain decimal text. */
  decimal(name: string): string {
    return this.decimalOrNull(name) ?? this.missing(name, 'a number');
  }

  decimalOrNull(name: string): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isFinite(value)) return formatQuantity(new Quantity(value));
    const quantity = typeof value === 'string' ? parseQuantity(value) : undefined;
    if (!quantity) throw new WireShapeError(this.at(name), 'a number', value);
    return formatQuantity(quantity);
  }

  /** An ISO instant with a zone. Year 1, which .NET writes for "none", is null. */
  instantOrNull(name: string): Date | null {
    const text = this.textOrNull(name);
    if (text === null || text === '' || text.startsWith('0001-')) return null;
    const instant = new Date(text);
    if (!/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(instant.getTime())) {
      throw new WireShapeError(this.at(name), 'an instant', text);
    }
    return instant;
  }

  record(name: string): WireRecord {
    return this.recordOrNull(name) ?? this.missing(name, 'an object');
  }

  recordOrNull(name: string): WireRecord | null {
    const value = this.value(name);
    return value === undefined ? null : WireRecord.parse(value, this.at(name));
  }

  /** Absent is empty. */
  records(name: string): readonly WireRecord[] {
    return this.items(name).map((item, index) => WireRecord.parse(item, `${this.at(name)}[${index}]`));
  }

  /** Absent is empty. */
  items(name: string): readonly unknown[] {
    const value = this.value(name) ?? [];
    if (!Array.isArray(value)) throw new WireShapeError(this.at(name), 'a list', value);
    return value as readonly unknown[];
  }

  /** Keys and values as they came, for content that is the account's own. Absent is empty. */
  jsonObject(name: string): JsonObject {
    const value = this.value(name) ?? {};
    if (!isJsonObject(value)) throw new WireShapeError(this.at(name), 'an object', value);
    return value;
  }

  private at(name: string): string {
    return `${this.path}.${name}`;
  }

  private missing(name: string, expected: string): never {
    throw new WireShapeError(this.at(name), expected, undefined);
  }
}

/** The rows of a list answer. */
export function parseWireRows(body: unknown, path: string): readonly WireRecord[] {
  if (!Array.isArray(body)) throw new WireShapeError(path, 'a list', body);
  return body.map((row: unknown, index) => WireRecord.parse(row, `${path}[${index}]`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value) && isJson(value);
}

function isJson(value: unknown): value is JsonValue {
  if (Array.isArray(value)) return value.every(isJson);
  if (isObject(value)) return Object.values(value).every(isJson);
  return value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
