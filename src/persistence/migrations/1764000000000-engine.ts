import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { NULLABLE, PRIMARY, flagColumn, integerColumn, textColumn } from '../table-columns';

const TABLES: readonly Table[] = [
  new Table({
    name: 'run',
    columns: [
      textColumn('id', PRIMARY),
      textColumn('mode'),
      textColumn('status'),
      textColumn('started_at'),
      textColumn('finished_at', NULLABLE),
      textColumn('now'),
      textColumn('streams'),
      textColumn('summary'),
    ],
  }),
  new Table({
    name: 'stored_plan',
    columns: [
      textColumn('run_id', PRIMARY),
      textColumn('stream', PRIMARY),
      textColumn('created_at'),
      textColumn('document'),
    ],
  }),
  new Table({
    name: 'journal',
    columns: [
      textColumn('id', PRIMARY),
      textColumn('stream'),
      textColumn('change_key'),
      textColumn('subject_key'),
      integerColumn('effect_index'),
      textColumn('effect_kind'),
      integerColumn('attempt'),
      textColumn('action'),
      textColumn('reason'),
      textColumn('rule', NULLABLE),
      textColumn('subject'),
      textColumn('company'),
      textColumn('before'),
      textColumn('after'),
      textColumn('payload'),
      textColumn('transition'),
      textColumn('run_id'),
      integerColumn('token'),
      textColumn('state'),
      textColumn('intended_at'),
      textColumn('outcome_at', NULLABLE),
      textColumn('remote_id', NULLABLE),
      textColumn('response'),
      textColumn('error', NULLABLE),
      textColumn('sent_by', NULLABLE),
      textColumn('first_empty_at', NULLABLE),
    ],
    uniques: [{ name: 'journal_attempt', columnNames: ['stream', 'change_key', 'effect_index', 'attempt'] }],
  }),
  new Table({
    name: 'stream_lock',
    columns: [textColumn('stream', PRIMARY), textColumn('owner'), integerColumn('token'), textColumn('lease_until')],
  }),
  new Table({
    name: 'source_state',
    columns: [
      textColumn('source', PRIMARY),
      textColumn('complete_at', NULLABLE),
      integerColumn('key_count'),
      textColumn('shrunk_at', NULLABLE),
      textColumn('shrunk_digest', NULLABLE),
      flagColumn('shrink_accepted'),
      textColumn('incomplete_since', NULLABLE),
      integerColumn('incomplete_runs'),
      textColumn('incomplete_kind', NULLABLE),
    ],
  }),
  new Table({
    name: 'absence',
    columns: [textColumn('source', PRIMARY), textColumn('item_key', PRIMARY), textColumn('missing_since')],
  }),
  new Table({
    name: 'problem',
    columns: [
      textColumn('id', PRIMARY),
      textColumn('stream', PRIMARY),
      textColumn('system'),
      textColumn('kind'),
      textColumn('message'),
      textColumn('hint'),
      textColumn('since'),
      textColumn('last_seen'),
      textColumn('ended_at', NULLABLE),
    ],
  }),
  new Table({
    name: 'standing_hold',
    columns: [
      textColumn('stream', PRIMARY),
      textColumn('hold_key', PRIMARY),
      textColumn('reason'),
      textColumn('since'),
    ],
  }),
  new Table({ name: 'rate_budget', columns: [textColumn('system', PRIMARY), textColumn('arrival_ms')] }),
];

const INDICES: readonly [table: string, index: TableIndex][] = [
  ['journal', new TableIndex({ name: 'journal_open', columnNames: ['stream', 'state'] })],
  ['run', new TableIndex({ name: 'run_started', columnNames: ['started_at'] })],
];

export class Engine1764000000000 implements MigrationInterface {
  readonly name = 'Engine1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
    for (const [table, index] of INDICES) await runner.createIndex(table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
