import type { WireRecord } from '../http/wire-record';
import type { JsonValue } from '../kernel/json';
import { formatQuantity, parseQuantity, Quantity } from '../kernel/quantity';

/**
 * One field of a record to be replaced. A reference is always the whole object: a path into it may be ignored with a
 * 200 that changed nothing.
 */
export type PatchValue =
  | { readonly kind: 'reference'; readonly id: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'decimal'; readonly decimal: string }
  | { readonly kind: 'instant'; readonly instant: string }
  | { readonly kind: 'removed' };

export type PatchFields = Readonly<Record<string, PatchValue>>;

export function renderPatch(fields: PatchFields): readonly JsonValue[] {
  return Object.entries(fields).map(([path, value]) =>
    value.kind === 'removed' ? { op: 'remove', path } : { op: 'replace', path, value: wireValue(value) },
  );
}

/** The fields that the answer shows otherwise than they were sent, in words; empty when all were taken. */
export function listDifferences(fields: PatchFields, answer: WireRecord): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const sent = comparable(value);
    const kept = keptValue(name, value.kind, answer);
    return kept === sent ? [] : [`${name} is ${kept ?? 'empty'} instead of ${sent ?? 'empty'}`];
  });
}

/** What the record shows, in the form of `comparable`; null when it shows nothing. */
function keptValue(name: string, kind: PatchValue['kind'], answer: WireRecord): string | null {
  switch (kind) {
    case 'reference':
      return answer.recordOrNull(name)?.digitsOrNull('id') ?? null;
    case 'text':
      return answer.textOrNull(name) || null;
    case 'decimal':
      return answer.decimalOrNull(name);
    case 'instant':
      return answer.instantOrNull(name)?.toISOString() ?? null;
    case 'removed':
      return answer.has(name) ? 'still set' : null;
  }
}

/** Equal values have equal texts. */
function comparable(value: PatchValue): string | null {
  switch (value.kind) {
    case 'reference':
      return String(value.id);
    case 'text':
      return value.text || null;
    case 'decimal':
      return formatQuantity(new Quantity(value.decimal));
    case 'instant':
      return new Date(value.instant).toISOString();
    case 'removed':
      return null;
  }
}

function wireValue(value: Exclude<PatchValue, { kind: 'removed' }>): JsonValue {
  switch (value.kind) {
    case 'reference':
      return { id: value.id };
    case 'text':
      return value.text;
    case 'decimal':
      return exactNumber(value.decimal);
    case 'instant':
      return value.instant;
  }
}

/** Quantities travel as JSON numbers; one that a double cannot hold would be billed wrong, so it is not sent. */
export function exactNumber(decimal: string): number {
  const quantity = parseQuantity(decimal);
  const number = Number(decimal);
  if (!quantity?.equals(new Quantity(number))) throw new Error(`not a number that can be sent exactly: ${decimal}`);
  return number;
}
