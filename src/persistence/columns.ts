import type { ColumnOptions, ValueTransformer } from 'typeorm';

/**
 * The portable subset that SQLite and PostgreSQL store alike: text, integer, boolean. Instants are ISO 8601 UTC text,
 * which sorts as time does; ids, quantities and bytes are text, because SQLite rounds wide numbers; JSON is text and is
 * never queried inside.
 */
const instantTransformer: ValueTransformer = {
  to: (value: Date | null | undefined) => (value ? value.toISOString() : value),
  from: (value: string | null) => (value === null ? null : new Date(value)),
};

const jsonTransformer: ValueTransformer = {
  to: (value: unknown) => (value === undefined ? value : JSON.stringify(value)),
  from: (value: string | null) => (value === null ? null : (JSON.parse(value) as unknown)),
};

/** PostgreSQL refuses a text with a zero in it, and other people's messages are whatever they are. */
const textTransformer: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value),
  from: (value: unknown) => value,
};

export const text = { type: 'text', transformer: textTransformer } as const satisfies ColumnOptions;
export const nullableText = {
  type: 'text',
  nullable: true,
  transformer: textTransformer,
} as const satisfies ColumnOptions;
export const integer = { type: 'integer' } as const satisfies ColumnOptions;
export const nullableInteger = { type: 'integer', nullable: true } as const satisfies ColumnOptions;
export const flag = { type: 'boolean' } as const satisfies ColumnOptions;
export const instant = { type: 'text', transformer: instantTransformer } as const satisfies ColumnOptions;
export const nullableInstant = {
  type: 'text',
  nullable: true,
  transformer: instantTransformer,
} as const satisfies ColumnOptions;
/** `null` is stored as the JSON text `null`, so that the column itself never is. */
export const json = { type: 'text', transformer: jsonTransformer } as const satisfies ColumnOptions;
