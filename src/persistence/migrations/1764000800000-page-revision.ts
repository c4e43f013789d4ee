import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { integerColumn } from '../table-columns';

/** Times do not tell two writes of a page apart: what a look-up finds and what follows it belong to one pass. */
export class PageRevision1764000800000 implements MigrationInterface {
  readonly name = 'PageRevision1764000800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('documentation_page', new TableColumn(integerColumn('revision', { default: 0 })));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('documentation_page', 'revision');
  }
}
