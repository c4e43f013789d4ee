import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, integerColumn, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'usage_sample',
    columns: [
      textColumn('connection', PRIMARY),
      textColumn('company_uid', PRIMARY),
      textColumn('location', PRIMARY),
      textColumn('date', PRIMARY),
      textColumn('counters'),
    ],
  }),
  new Table({
    name: 'usage_day',
    columns: [textColumn('connection', PRIMARY), textColumn('date', PRIMARY), textColumn('read_at')],
  }),
  new Table({
    name: 'agreement_sight',
    columns: [
      integerColumn('agreement_id', PRIMARY),
      textColumn('seen_at', PRIMARY),
      textColumn('next_invoice_date', NULLABLE),
    ],
  }),
  new Table({
    name: 'billing_line',
    columns: [
      integerColumn('company_id', PRIMARY),
      textColumn('line', PRIMARY),
      integerColumn('addition_id'),
      textColumn('row'),
    ],
  }),
  new Table({
    name: 'billing_decision',
    columns: [integerColumn('company_id', PRIMARY), textColumn('line', PRIMARY), textColumn('row')],
  }),
  new Table({
    name: 'billing_period',
    columns: [
      integerColumn('company_id', PRIMARY),
      textColumn('line', PRIMARY),
      textColumn('period', PRIMARY),
      textColumn('row'),
    ],
  }),
  new Table({
    name: 'billing_audit',
    columns: [
      textColumn('id', PRIMARY),
      textColumn('at'),
      textColumn('action'),
      integerColumn('company_id', NULLABLE),
      textColumn('line', NULLABLE),
      textColumn('detail'),
    ],
  }),
];

const INDICES: readonly (readonly [string, TableIndex])[] = [
  ['usage_sample', new TableIndex({ name: 'usage_sample_date', columnNames: ['date'] })],
  ['billing_line', new TableIndex({ name: 'billing_line_addition', columnNames: ['addition_id'] })],
  ['billing_period', new TableIndex({ name: 'billing_period_period', columnNames: ['period'] })],
];

export class Billing1764000300000 implements MigrationInterface {
  readonly name = 'Billing1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    for (const [table, index] of INDICES) await runner.createIndex(table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
