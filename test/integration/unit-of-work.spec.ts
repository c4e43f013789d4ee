import { SourceStateEntity } from '../../src/persistence/engine/engine.entities';
import type { Database } from '../../src/persistence/database';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';

function row(source: string): SourceStateEntity {
  return Object.assign(new SourceStateEntity(), {
    source,
    completeAt: null,
    keyCount: 0,
    shrunkAt: null,
    shrunkDigest: null,
    shrinkAccepted: false,
    incompleteSince: null,
    incompleteRuns: 0,
    incompleteKind: null,
  });
}

describe.each(DATABASE_KINDS)('unit of work on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let database: Database;

  beforeEach(async () => {
    temporary = await temporaryDatabase(kind);
    database = await temporary.open();
  });

  afterEach(async () => {
    await database.close();
    await temporary.dispose();
  });

  it('keeps every committed row when other transactions roll back beside it', async () => {
    const attempts = Array.from({ length: 30 }, (_, index) =>
      database
        .write(async (manager) => {
          await manager.insert(SourceStateEntity, row(`s${index}`));
          if (index % 3 === 0) throw new Error('roll back');
          return `s${index}`;
        })
        .catch(() => null),
    );
    const committed = (await Promise.all(attempts)).filter((name) => name !== null).sort();
    const found = await database.manager.find(SourceStateEntity);
    expect(found.map((entity) => entity.source).sort()).toEqual(committed);
    expect(committed).toHaveLength(20);
  });

  it('joins a nested call, so that its rows share the fate of the outer one', async () => {
    const outer = database.write(async (manager) => {
      await manager.insert(SourceStateEntity, row('outer'));
      await database.write(async (inner) => inner.insert(SourceStateEntity, row('inner')));
      throw new Error('roll back');
    });
    await expect(outer).rejects.toThrow('roll back');
    expect(await database.manager.count(SourceStateEntity)).toBe(0);
  });

  it('does not show to readers what is not committed', async () => {
    const seen = await database.write(async (manager) => {
      await manager.insert(SourceStateEntity, row('pending'));
      const other = await temporary.open();
      const count = await other.manager.count(SourceStateEntity);
      await other.close();
      return count;
    });
    expect(seen).toBe(0);
    expect(await database.manager.count(SourceStateEntity)).toBe(1);
  });

  it('refuses a write outside a unit of work', async () => {
    await expect(database.manager.insert(SourceStateEntity, row('stray'))).rejects.toThrow(/read-?only/i);
  });
});
