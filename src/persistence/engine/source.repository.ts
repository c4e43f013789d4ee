import { In } from 'typeorm';
import { chunksOf } from '../chunks-of';
import type { Database } from '../database';
import { AbsenceEntity, SourceStateEntity } from './engine.entities';

/** What is remembered of sources between runs: list lengths, incompleteness, and what has gone missing. */
export class SourceRepository {
  constructor(private readonly database: Database) {}

  findState(source: string): Promise<SourceStateEntity | null> {
    return this.database.manager.findOneBy(SourceStateEntity, { source });
  }

  listStates(): Promise<SourceStateEntity[]> {
    return this.database.manager.find(SourceStateEntity, { order: { source: 'ASC' } });
  }

  async saveState(state: SourceStateEntity): Promise<void> {
    await this.database.write((manager) => manager.save(SourceStateEntity, state));
  }

  /**
   * Notes which of the known items a complete read did not show. Returns, per missing item, since when it is missing.
   * @param present keys that the read showed; @param known keys that local state expects there
   */
  async recordAbsences(
    source: string,
    present: ReadonlySet<string>,
    known: readonly string[],
    now: Date,
  ): Promise<Map<string, Date>> {
    const missing = known.filter((key) => !present.has(key));
    return this.database.write(async (manager) => {
      const before = await manager.findBy(AbsenceEntity, { source });
      const back = before.map((row) => row.itemKey).filter((key) => present.has(key));
      for (const keys of chunksOf(back)) await manager.delete(AbsenceEntity, { source, itemKey: In(keys) });
      const since = new Map(
        before.filter((row) => !present.has(row.itemKey)).map((row) => [row.itemKey, row.missingSince]),
      );
      const fresh = missing.filter((key) => !since.has(key));
      for (const keys of chunksOf(fresh)) {
        await manager.insert(
          AbsenceEntity,
          keys.map((itemKey) => ({ source, itemKey, missingSince: now })),
        );
      }
      for (const key of fresh) since.set(key, now);
      return since;
    });
  }
}
