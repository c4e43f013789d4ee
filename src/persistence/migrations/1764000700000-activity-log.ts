import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'activity_event',
    columns: [
      textColumn('connection', PRIMARY),
      textColumn('digest', PRIMARY),
      textColumn('at'),
      textColumn('seen_at'),
      textColumn('type'),
      textColumn('kind', NULLABLE),
      textColumn('message'),
      textColumn('organization_uid', NULLABLE),
    ],
  }),
  new Table({ name: 'activity_cursor', columns: [textColumn('connection', PRIMARY), textColumn('at')] }),
];

export class ActivityLog1764000700000 implements MigrationInterface {
  readonly name = 'ActivityLog1764000700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    await runner.createIndex('activity_event', new TableIndex({ name: 'activity_event_at', columnNames: ['at'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
