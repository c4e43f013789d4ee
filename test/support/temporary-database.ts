import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Database } from '../../src/persistence/database';
import type { DatabaseTarget } from '../../src/persistence/database-target';
import { temporaryFolder } from './temporary-folder';

export type DatabaseKind = DatabaseTarget['kind'];
export const DATABASE_KINDS: readonly DatabaseKind[] = ['sqlite', 'postgres'];

export interface TemporaryDatabase {
  readonly target: DatabaseTarget;
  /** Opens another connection to the same database, as a second process would. */
  open(): Promise<Database>;
  dispose(): Promise<void>;
}

/** An empty database of its own: a file, or a database on the PostgreSQL that the test run brought up. */
export async function temporaryDatabase(kind: DatabaseKind): Promise<TemporaryDatabase> {
  return kind === 'sqlite' ? temporarySqlite() : temporaryPostgres();
}

function temporarySqlite(): TemporaryDatabase {
  const folder = temporaryFolder('vspc-bridge-');
  const target: DatabaseTarget = { kind: 'sqlite', file: join(folder, 'bridge.db') };
  return {
    target,
    open: () => Database.open(target),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

async function temporaryPostgres(): Promise<TemporaryDatabase> {
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: the global set-up did not start PostgreSQL.');
  const name = `bridge_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const target: DatabaseTarget = { kind: 'postgres', url: url.toString() };
  return {
    target,
    open: () => Database.open(target),
    dispose: () => asAdministrator(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function asAdministrator(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
