import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { PRIMARY, integerColumn, textColumn } from '../table-columns';

const KEPT_READ = new Table({
  name: 'kept_read',
  columns: [textColumn('source', PRIMARY), integerColumn('part', PRIMARY), textColumn('read_at'), textColumn('body')],
});

export class KeptReads1764000500000 implements MigrationInterface {
  readonly name = 'KeptReads1764000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(KEPT_READ);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(KEPT_READ.name);
  }
}
