import type { DataSource } from 'typeorm';
import { OperatorError } from '../kernel/operator-error';
import { MIGRATIONS } from './schema';

export interface SchemaStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied by a newer program than this one. */
  readonly unknown: readonly string[];
}

/** Any number will do as long as no other program on that server uses it. */
const ADVISORY_LOCK = 740_133_501;

function knownMigrations(): string[] {
  return MIGRATIONS.map((migration) => new migration().name ?? migration.name);
}

export async function schemaStatus(source: DataSource): Promise<SchemaStatus> {
  const known = knownMigrations();
  const runner = source.createQueryRunner();
  try {
    const exists = await runner.hasTable('schema_migration');
    const rows = exists
      ? ((await runner.query('SELECT name FROM schema_migration ORDER BY id')) as { name: string }[])
      : [];
    const applied = rows.map((row) => row.name);
    return {
      applied,
      pending: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    await runner.release();
  }
}

/** @throws OperatorError when the database was written by a newer program: running on would damage it. */
export function assertNotNewer(status: SchemaStatus): void {
  if (status.unknown.length === 0) return;
  throw new OperatorError(
    'database-newer',
    `The database was written by a newer vspc-bridge (it knows ${status.unknown.join(', ')}).`,
    'Start the newer program again, or restore the backup that was taken before the update.',
  );
}

/** Brings the schema up to date; several processes may call it at once. Returns the names that were applied. */
export async function migrateSchema(source: DataSource): Promise<readonly string[]> {
  const status = await schemaStatus(source);
  assertNotNewer(status);
  if (status.pending.length === 0) return [];
  return source.options.type === 'postgres' ? withAdvisoryLock(source) : runPending(source);
}

async function withAdvisoryLock(source: DataSource): Promise<readonly string[]> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    return await runPending(source);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCK]);
    await runner.release();
  }
}

async function runPending(source: DataSource): Promise<readonly string[]> {
  const applied = await source.runMigrations({ transaction: 'each' });
  return applied.map((migration) => migration.name);
}
