import { DATABASE_KINDS, temporaryDatabase } from '../support/temporary-database';
import { writerDataSource } from '../../src/persistence/data-sources';
import { migrateSchema } from '../../src/persistence/migrate-schema';

describe.each(DATABASE_KINDS)('schema on %s', (kind) => {
  it('goes up, down to nothing, and up again', async () => {
    const temporary = await temporaryDatabase(kind);
    const source = await writerDataSource(temporary.target).initialize();
    try {
      const first = await migrateSchema(source);
      let left = first.length;
      while (left-- > 0) await source.undoLastMigration({ transaction: 'each' });
      const second = await migrateSchema(source);
      expect(second).toEqual(first);
      expect(first.length).toBeGreaterThan(0);
    } finally {
      await source.destroy();
      await temporary.dispose();
    }
  });

  it('has exactly the columns of the entities', async () => {
    const temporary = await temporaryDatabase(kind);
    const source = await writerDataSource(temporary.target).initialize();
    try {
      await migrateSchema(source);
      const pending = await source.driver.createSchemaBuilder().log();
      expect(pending.upQueries.map((query) => query.query)).toEqual([]);
    } finally {
      await source.destroy();
      await temporary.dispose();
    }
  });

  it('refuses a database that a newer program wrote', async () => {
    const temporary = await temporaryDatabase(kind);
    const database = await temporary.open();
    await database.write(async (manager) => {
      await manager.query(
        "INSERT INTO schema_migration(timestamp, name) VALUES (1999000000000, 'Future1999000000000')",
      );
    });
    await database.close();
    await expect(temporary.open()).rejects.toMatchObject({ kind: 'database-newer' });
    await temporary.dispose();
  });
});
