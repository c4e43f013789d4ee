import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { readerDataSource, writerDataSource } from './data-sources';
import { isLocked, openFailure } from './database-errors';
import type { DatabaseTarget } from './database-target';
import { migrateSchema, schemaStatus, type SchemaStatus } from './migrate-schema';

const FILE_LOCK_POLL_MS = 10;
const FILE_LOCK_WAIT_MS = 15_000;

export interface WriteOptions {
  /** False only for what nobody misses after a power cut, and what is written often. */
  readonly durable: boolean;
}

const DURABLE: WriteOptions = { durable: true };

/**
 * The two connections and the one unit of work. TypeORM gives every transaction of a SQLite data source the same
 * connection, so two at a time would be merged and one's rollback would take the other's rows: writes queue here.
 * No unit of work may wait for a remote system.
 */
export class Database {
  private readonly transaction = new AsyncLocalStorage<EntityManager>();
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly target: DatabaseTarget,
    private readonly writer: DataSource,
    private readonly reader: DataSource,
  ) {}

  /**
   * Connects and, unless told otherwise, brings the schema up to date.
   * @throws OperatorError when the file or server cannot be used, or the schema is newer than this program.
   */
  static async open(target: DatabaseTarget, options: { migrate: boolean } = { migrate: true }): Promise<Database> {
    const writer = await connect(target, writerDataSource);
    try {
      if (options.migrate) await migrateSchema(writer);
      return new Database(target, writer, await connect(target, readerDataSource));
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  /** Inside `write` the transaction; outside it a connection that refuses to write. */
  get manager(): EntityManager {
    return this.transaction.getStore() ?? this.reader.manager;
  }

  get kind(): DatabaseTarget['kind'] {
    return this.target.kind;
  }

  /** SQL that reads, for lists too large for entities; parameters are written `:name` on both databases. */
  async query(sql: string, parameters: Readonly<Record<string, string | number>>): Promise<unknown> {
    const [escaped, values] = this.reader.driver.escapeQueryWithParameters(sql, { ...parameters });
    return this.manager.query(escaped, values);
  }

  /** One transaction; a nested call joins the running one. Rolls back and rethrows when `work` throws. */
  async write<T>(work: (manager: EntityManager) => Promise<T>, options: WriteOptions = DURABLE): Promise<T> {
    const running = this.transaction.getStore();
    if (running) return work(running);
    if (this.target.kind === 'postgres') {
      return this.writer.transaction((manager) => this.transaction.run(manager, () => work(manager)));
    }
    const takeTurn = () => (options.durable ? this.writeToFile(work) : this.writeWithoutFlush(work));
    const result = this.tail.then(takeTurn, takeTurn);
    this.tail = result.catch(() => undefined);
    return result;
  }

  /** Nothing is torn by a power cut, but what was written last may be gone after it; spares the disk a flush. */
  private async writeWithoutFlush<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    await this.writer.query('PRAGMA synchronous = NORMAL');
    try {
      return await this.writeToFile(work);
    } finally {
      await this.writer.query('PRAGMA synchronous = FULL');
    }
  }

  /**
   * SQLite has one writer per file. The lock is taken before anything else, so that waiting for another process never
   * loses work; and it is waited for here, because the driver's own busy wait stops the whole event loop.
   */
  private async writeToFile<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let waitedMs = 0; ; waitedMs += FILE_LOCK_POLL_MS) {
      const turn = { taken: false };
      try {
        return await this.writer.transaction(async (manager) => {
          await manager.query('UPDATE schema_migration SET id = id WHERE 0');
          turn.taken = true;
          return this.transaction.run(manager, () => work(manager));
        });
      } catch (error) {
        if (turn.taken || !isLocked(error) || waitedMs >= FILE_LOCK_WAIT_MS) throw error;
        await delay(FILE_LOCK_POLL_MS);
      }
    }
  }

  schemaStatus(): Promise<SchemaStatus> {
    return schemaStatus(this.writer);
  }

  migrate(): Promise<readonly string[]> {
    return migrateSchema(this.writer);
  }

  async close(): Promise<void> {
    await this.tail;
    await Promise.all(
      [this.writer, this.reader].filter((source) => source.isInitialized).map((source) => source.destroy()),
    );
  }
}

async function connect(target: DatabaseTarget, create: (target: DatabaseTarget) => DataSource): Promise<DataSource> {
  try {
    return await create(target).initialize();
  } catch (error) {
    throw openFailure(target, error);
  }
}
