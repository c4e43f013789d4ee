import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseTarget } from './database-target';
import { ENTITIES, MIGRATIONS } from './schema';

/** Short: the wait is synchronous. Writers wait in Database.write; in WAL mode readers hardly ever have to. */
const BUSY_TIMEOUT_MS = 50;

/** `synchronous = FULL`: an intent that was written must survive a power cut, or its request would be sent again. */
function prepareWriter(connection: BetterSqlite3.Database): void {
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  connection.pragma('synchronous = FULL');
}

function prepareReader(connection: BetterSqlite3.Database): void {
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  connection.pragma('query_only = ON');
}

const common = {
  entities: ENTITIES,
  migrations: MIGRATIONS,
  migrationsTransactionMode: 'each' as const,
  migrationsTableName: 'schema_migration',
  synchronize: false,
  logging: false,
};

export function writerDataSource(target: DatabaseTarget): DataSource {
  return new DataSource(optionsOf(target, 'writer'));
}

/** Reads go through a connection of their own: on SQLite the writer's would show what is not committed yet. */
export function readerDataSource(target: DatabaseTarget): DataSource {
  return new DataSource(optionsOf(target, 'reader'));
}

function optionsOf(target: DatabaseTarget, role: 'writer' | 'reader'): DataSourceOptions {
  if (target.kind === 'postgres') {
    const readOnly = role === 'reader' ? { options: '-c default_transaction_read_only=on' } : {};
    return { ...common, type: 'postgres', url: target.url, extra: { max: 8, ...readOnly } };
  }
  makeFolder(dirname(target.file));
  return {
    ...common,
    type: 'better-sqlite3',
    database: target.file,
    enableWAL: true,
    prepareDatabase: role === 'writer' ? prepareWriter : prepareReader,
  };
}

/** One level at a time: Node 20's own recursion never ends where a file system refuses a folder with ENOENT. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
