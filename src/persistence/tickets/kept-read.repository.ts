import type { SourceKey } from '../../kernel/change';
import type { Database } from '../database';
import { KeptReadEntity } from './tickets.entities';

export interface KeptRead {
  readonly readAt: Date;
  /** Plain JSON, as it was saved. */
  readonly items: readonly unknown[];
}

/** One row holds this many items, so that no single text grows without bound. */
const ITEMS_PER_PART = 500;

/** The last complete read of sources that are not asked in every pass, with its time. */
export class KeptReadRepository {
  constructor(private readonly database: Database) {}

  async find(source: SourceKey): Promise<KeptRead | null> {
    const parts = await this.database.manager.find(KeptReadEntity, { where: { source }, order: { part: 'ASC' } });
    const [first] = parts;
    if (!first) return null;
    return { readAt: first.readAt, items: parts.flatMap((part) => part.body as readonly unknown[]) };
  }

  /** Replaces what was kept; items must be plain JSON. */
  async save(source: SourceKey, items: readonly unknown[], readAt: Date): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.delete(KeptReadEntity, { source });
      const count = Math.max(1, Math.ceil(items.length / ITEMS_PER_PART));
      for (let part = 0; part < count; part += 1) {
        const body = items.slice(part * ITEMS_PER_PART, (part + 1) * ITEMS_PER_PART);
        await manager.insert(KeptReadEntity, { source, part, readAt, body });
      }
    });
  }

  async forget(source: SourceKey): Promise<void> {
    await this.database.write((manager) => manager.delete(KeptReadEntity, { source }));
  }
}
