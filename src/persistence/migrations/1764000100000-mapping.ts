import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'company_link',
    columns: [textColumn('connection', PRIMARY), textColumn('uid', PRIMARY), textColumn('link')],
  }),
  new Table({
    name: 'company_decision',
    columns: [
      textColumn('connection', PRIMARY),
      textColumn('uid', PRIMARY),
      textColumn('kind'),
      textColumn('connectwise_id', NULLABLE),
      textColumn('itglue_id', NULLABLE),
      textColumn('reason', NULLABLE),
      textColumn('decided_at'),
    ],
  }),
  new Table({
    name: 'link_history',
    columns: [
      textColumn('id', PRIMARY),
      textColumn('connection'),
      textColumn('uid'),
      textColumn('at'),
      textColumn('who'),
      textColumn('action'),
      textColumn('reason'),
      textColumn('before'),
      textColumn('after'),
    ],
  }),
];

export class Mapping1764000100000 implements MigrationInterface {
  readonly name = 'Mapping1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    const index = new TableIndex({ name: 'link_history_company', columnNames: ['connection', 'uid', 'at'] });
    await runner.createIndex('link_history', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
