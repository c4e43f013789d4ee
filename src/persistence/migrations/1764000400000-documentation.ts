import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, flagColumn, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'documentation_page',
    columns: [
      textColumn('organization_id', PRIMARY),
      textColumn('asset_id'),
      flagColumn('adopted'),
      textColumn('content_hashes'),
      textColumn('times_hash'),
      textColumn('read_hashes'),
      textColumn('tagged_ids'),
      textColumn('written_at', NULLABLE),
      textColumn('stale_after', NULLABLE),
      textColumn('absent_since', NULLABLE),
      textColumn('organization_absent_since', NULLABLE),
    ],
  }),
  new Table({ name: 'documentation_type', columns: [textColumn('id', PRIMARY), textColumn('field_ids')] }),
  new Table({ name: 'documentation_slow_read', columns: [textColumn('connection', PRIMARY), textColumn('read_at')] }),
];

export class Documentation1764000400000 implements MigrationInterface {
  readonly name = 'Documentation1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
