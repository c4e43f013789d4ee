import { IsNull, MoreThanOrEqual, Not } from 'typeorm';
import type { Database } from '../database';
import { ActivityCursorEntity, ActivityEventEntity } from './tickets.entities';

const ROWS_PER_INSERT = 200;

/** An entry of VSPC's activity log as it was kept. */
export interface KeptActivity {
  readonly connection: string;
  /** Made of its fields and of its place among entries that are equal in all of them: the log gives no ids. */
  readonly digest: string;
  readonly at: Date;
  /** Decision time of the pass that first saw it. */
  readonly seenAt: Date;
  /** The vendor's word, and what it means to us; null: nothing that anybody is told. */
  readonly type: string;
  readonly kind: string | null;
  readonly message: string;
  readonly organizationUid: string | null;
}

/** The activity log as far as it was drained, with the place where the next pass goes on (RULES, Engine 4). */
export class ActivityRepository {
  constructor(private readonly database: Database) {}

  async findCursor(connection: string): Promise<Date | null> {
    return (await this.database.manager.findOneBy(ActivityCursorEntity, { connection }))?.at ?? null;
  }

  async listDigests(connection: string, since: Date): Promise<Set<string>> {
    const rows = (await this.database.query(
      'SELECT digest FROM activity_event WHERE connection = :connection AND at >= :since',
      { connection, since: since.toISOString() },
    )) as { readonly digest: string }[];
    return new Set(rows.map(({ digest }) => digest));
  }

  /** What people are told, oldest first. */
  async listTellable(since: Date): Promise<KeptActivity[]> {
    const where = { at: MoreThanOrEqual(since), kind: Not(IsNull()) };
    return this.database.manager.find(ActivityEventEntity, { where, order: { at: 'ASC', digest: 'ASC' } });
  }

  /** Entries and cursor in one transaction; the same entries again change nothing, and the cursor never goes back. */
  async append(connection: string, events: readonly KeptActivity[], cursor: Date): Promise<void> {
    await this.database.write(async (manager) => {
      for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
        const rows = events.slice(start, start + ROWS_PER_INSERT).map((event) => ({ ...event }));
        await manager.createQueryBuilder().insert().into(ActivityEventEntity).values(rows).orIgnore().execute();
      }
      const known = await manager.findOneBy(ActivityCursorEntity, { connection });
      if (known && known.at >= cursor) return;
      await manager.upsert(ActivityCursorEntity, { connection, at: cursor }, ['connection']);
    });
  }

  /** Deletes a batch of entries older than `before`; returns how many went. */
  async deleteOlderThan(before: Date, batch: number): Promise<number> {
    return this.database.write(async (manager) => {
      const old = await manager
        .createQueryBuilder(ActivityEventEntity, 'event')
        .where('event.at < :before', { before: before.toISOString() })
        .limit(batch)
        .getMany();
      if (old.length > 0) await manager.remove(old);
      return old.length;
    });
  }
}
