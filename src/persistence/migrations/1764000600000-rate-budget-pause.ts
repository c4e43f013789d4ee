import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { textColumn } from '../table-columns';

/** A pause that a vendor asks for holds for every process. */
export class RateBudgetPause1764000600000 implements MigrationInterface {
  readonly name = 'RateBudgetPause1764000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('rate_budget', new TableColumn(textColumn('paused_until_ms', { default: "'0'" })));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('rate_budget', 'paused_until_ms');
  }
}
