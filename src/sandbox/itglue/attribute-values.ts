import { badRequest, unprocessable } from './vendor-refusal';
import type { Attributes } from './json-api';

/** Reads attributes of a body; each refuses what the vendor would not store. Undefined means: not sent. */
export function textAttribute(attributes: Attributes, name: string): string | null | undefined {
  const value = attributes[name];
  if (value === undefined || value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw unprocessable(`/data/attributes/${name}`, ['is not text']);
}

export function booleanAttribute(attributes: Attributes, name: string): boolean | undefined {
  const value = attributes[name];
  if (value === undefined || value === null) return undefined;
  const parsed = parseBoolean(value);
  if (parsed === undefined) throw unprocessable(`/data/attributes/${name}`, ['is not true or false']);
  return parsed;
}

export function parseBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === '1' || value === 'true') return true;
  if (value === false || value === 0 || value === '0' || value === 'false') return false;
  return undefined;
}

export function numberAttribute(attributes: Attributes, name: string): number | null | undefined {
  const value = attributes[name];
  if (value === undefined || value === null) return value;
  const parsed = parseNumber(value);
  if (parsed === undefined) throw unprocessable(`/data/attributes/${name}`, ['is not a number']);
  return parsed;
}

export function parseNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value);
}

/** An id, as a number or as digits. */
export function parseId(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
}

/** Bulk writes name their record inside the attributes. */
export function requiredId(attributes: Attributes): number {
  const id = parseId(attributes['id']);
  if (id === undefined) throw badRequest('attributes.id is missing', 'data/attributes/id');
  return id;
}
