import { readerOf } from './property-path';
import type { Row } from './property-path';
import type { TableName, VspcTables } from './vspc-data';

const MAX_VIEWS = 64;

/** Rows that change keep their place in a list ordered by uid; only rows that come or go move it. */
export type Dependence = 'membership' | 'content';

interface View {
  readonly revision: number;
  readonly rows: readonly Row[];
}

/**
 * Filtered and sorted lists, remembered until their table changes: walking 100,000 jobs in pages of 500 sorts them
 * once and not 200 times.
 */
export class TableViews {
  private readonly revisions = { membership: new Map<TableName, number>(), content: new Map<TableName, number>() };
  private readonly views = new Map<string, View>();
  private readonly indexes = new Map<string, { revision: number; byValue: ReadonlyMap<unknown, Row> }>();

  constructor(private readonly tables: VspcTables) {}

  /** Rows came, went or got another uid; also right for anything else. */
  touch(table: TableName): void {
    this.advance('membership', table);
    this.advance('content', table);
  }

  /** Rows changed, but not their uids. */
  touchContent(table: TableName): void {
    this.advance('content', table);
  }

  /** A switch may change what a filter means. */
  forgetAll(): void {
    this.views.clear();
  }

  rows(table: TableName): readonly Row[] {
    return this.tables[table];
  }

  view(
    table: TableName,
    { key, dependsOn }: { readonly key: string; readonly dependsOn: Dependence },
    build: (rows: readonly Row[]) => readonly Row[],
  ): readonly Row[] {
    const name = `${table} ${key}`;
    const revision = this.revision(dependsOn, table);
    const known = this.views.get(name);
    if (known?.revision === revision) return known.rows;
    const rows = build(this.rows(table));
    this.views.delete(name);
    this.views.set(name, { revision, rows });
    const [oldest] = this.views.keys();
    if (this.views.size > MAX_VIEWS && oldest !== undefined) this.views.delete(oldest);
    return rows;
  }

  /** The row whose uid property has this value; the first one where several do. */
  find(table: TableName, property: string, value: unknown): Row | undefined {
    const name = `${table} ${property}`;
    const revision = this.revision('membership', table);
    let index = this.indexes.get(name);
    if (index?.revision !== revision) {
      const read = readerOf(property);
      const byValue = new Map<unknown, Row>();
      for (const row of this.rows(table)) if (!byValue.has(read(row))) byValue.set(read(row), row);
      index = { revision, byValue };
      this.indexes.set(name, index);
    }
    return index.byValue.get(value);
  }

  private advance(dependence: Dependence, table: TableName): void {
    this.revisions[dependence].set(table, this.revision(dependence, table) + 1);
  }

  private revision(dependence: Dependence, table: TableName): number {
    return this.revisions[dependence].get(table) ?? 0;
  }
}
