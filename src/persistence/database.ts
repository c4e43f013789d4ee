import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { readerDataSource, writerDataSource } from './data-sources';
import { openFailure } from './database-errors';
import type { DatabaseTarget } from './database-url';
import { migrateSchema, schemaStatus, type SchemaStatus } from './migrate-schema';

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

  /** One transaction; a nested call joins the running one. Rolls back and rethrows when `work` throws. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const running = this.transaction.getStore();
    if (running) return work(running);
    const begin = () => this.writer.transaction((manager) => this.transaction.run(manager, () => work(manager)));
    if (this.target.kind === 'postgres') return begin();
    const result = this.tail.then(begin, begin);
    this.tail = result.catch(() => undefined);
    return result;
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
