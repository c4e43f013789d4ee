import type { TableName } from './table-names';

/** What a field holds. A reference is stored as the id of its target and goes over the wire as an expanded object. */
export type FieldType =
  | { readonly kind: 'text'; readonly max?: number }
  | { readonly kind: 'integer' | 'number' | 'boolean' | 'instant' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'reference'; readonly to: TableName }
  | { readonly kind: 'references'; readonly to: TableName }
  | { readonly kind: 'integers' | 'texts' | 'objects' };

/**
 * `computed`: the server's own; accepted and without effect, or refused, as a switch says.
 * `create-only`: refused in PATCH. `input`: a wish that comes with a request and is never returned; `create-input`: the
 * same, with POST alone.
 */
export type FieldAccess = 'computed' | 'create-only' | 'input' | 'create-input';

export interface Field {
  readonly type: FieldType;
  readonly required: boolean;
  readonly access?: FieldAccess;
}
export type FieldTable = Readonly<Record<string, Field>>;
export type FieldTypes = Readonly<Record<string, FieldType>>;

export interface FieldMarks {
  readonly required?: readonly string[];
  readonly computed?: readonly string[];
  readonly createOnly?: readonly string[];
  readonly input?: readonly string[];
  readonly createInput?: readonly string[];
}

export function fieldTable(types: FieldTypes, marks: FieldMarks = {}): FieldTable {
  const fields: Record<string, Field> = {};
  for (const [name, type] of Object.entries(types)) {
    const access = accessOf(name, marks);
    fields[name] = { type, required: marks.required?.includes(name) ?? false, ...(access ? { access } : {}) };
  }
  return fields;
}

function accessOf(name: string, marks: FieldMarks): FieldAccess | undefined {
  if (name === 'id' || marks.computed?.includes(name)) return 'computed';
  if (marks.createOnly?.includes(name)) return 'create-only';
  if (marks.createInput?.includes(name)) return 'create-input';
  return marks.input?.includes(name) ? 'input' : undefined;
}

function each(names: string, type: FieldType): FieldTypes {
  return Object.fromEntries(names.split(' ').map((name) => [name, type]));
}

/** Texts with their greatest lengths; 0 for no limit. */
export function texts(lengths: Readonly<Record<string, number>>): FieldTypes {
  return Object.fromEntries(
    Object.entries(lengths).map(([name, max]): [string, FieldType] => [
      name,
      max > 0 ? { kind: 'text', max } : { kind: 'text' },
    ]),
  );
}

export function integers(names: string): FieldTypes {
  return each(names, { kind: 'integer' });
}

export function numbers(names: string): FieldTypes {
  return each(names, { kind: 'number' });
}

export function flags(names: string): FieldTypes {
  return each(names, { kind: 'boolean' });
}

export function instants(names: string): FieldTypes {
  return each(names, { kind: 'instant' });
}

export function choices(names: string, values: readonly string[]): FieldTypes {
  return each(names, { kind: 'choice', values });
}

export function references(targets: Readonly<Record<string, TableName>>): FieldTypes {
  return Object.fromEntries(
    Object.entries(targets).map(([name, to]): [string, FieldType] => [name, { kind: 'reference', to }]),
  );
}

export function referenceLists(targets: Readonly<Record<string, TableName>>): FieldTypes {
  return Object.fromEntries(
    Object.entries(targets).map(([name, to]): [string, FieldType] => [name, { kind: 'references', to }]),
  );
}

export function lists(kind: 'integers' | 'texts' | 'objects', names: string): FieldTypes {
  return each(names, { kind });
}

export const BILL_OPTIONS = ['Billable', 'DoNotBill', 'NoCharge', 'NoDefault'] as const;
export const LIFE_STATUSES = ['Active', 'Cancelled', 'Expired', 'Inactive'] as const;

/** Whether the field is only ever sent, never stored or returned. */
export function isInput(field: Field): boolean {
  return field.access === 'input' || field.access === 'create-input';
}
