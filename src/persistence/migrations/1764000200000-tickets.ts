import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, integerColumn, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'incident',
    columns: [textColumn('key', PRIMARY), textColumn('state'), integerColumn('ticket_id', NULLABLE), textColumn('row')],
  }),
  new Table({
    name: 'job_result',
    columns: [
      textColumn('job', PRIMARY),
      textColumn('ended_at', PRIMARY),
      textColumn('started_at', NULLABLE),
      textColumn('result'),
      textColumn('message'),
    ],
  }),
  new Table({
    name: 'subject_sight',
    columns: [
      textColumn('subject', PRIMARY),
      textColumn('first_seen_at'),
      textColumn('disabled_since', NULLABLE),
      textColumn('due_at', NULLABLE),
    ],
  }),
];

export class Tickets1764000200000 implements MigrationInterface {
  readonly name = 'Tickets1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    await runner.createIndex('incident', new TableIndex({ name: 'incident_ticket', columnNames: ['ticket_id'] }));
    await runner.createIndex('job_result', new TableIndex({ name: 'job_result_ended', columnNames: ['ended_at'] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
