import type { TableColumnOptions } from 'typeorm';

/** The migration side of columns.ts: one spelling per logical type, so that entities and schema cannot drift apart. */
export function textColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'text', ...options };
}

export function integerColumn(name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions {
  return { name, type: 'integer', ...options };
}

export function flagColumn(name: string): TableColumnOptions {
  return { name, type: 'boolean' };
}

export const NULLABLE: Partial<TableColumnOptions> = { isNullable: true };
export const PRIMARY: Partial<TableColumnOptions> = { isPrimary: true };
