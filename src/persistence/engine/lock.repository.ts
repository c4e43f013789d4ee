import type { Database } from '../database';
import { StreamLockEntity } from './engine.entities';

export interface Lease {
  readonly stream: string;
  readonly owner: string;
  /** Grows with every new owner; a write that carries an older one is refused. */
  readonly token: number;
}

const NEVER = new Date(0);

/** One row per stream, taken and kept by conditional updates: the same statement on both databases. */
export class LockRepository {
  constructor(private readonly database: Database) {}

  /** Takes the lock when it is free or its lease has run out; null when somebody else holds it. */
  async acquire(stream: string, owner: string, now: Date, leaseMs: number): Promise<Lease | null> {
    return this.database.write(async (manager) => {
      await manager
        .createQueryBuilder()
        .insert()
        .into(StreamLockEntity)
        .values({ stream, owner: '', token: 0, leaseUntil: NEVER })
        .orIgnore()
        .execute();
      const taken = await manager
        .createQueryBuilder()
        .update(StreamLockEntity)
        .set({ owner, token: () => 'token + 1', leaseUntil: new Date(now.getTime() + leaseMs) })
        .where('stream = :stream AND lease_until <= :now', { stream, now: now.toISOString() })
        .execute();
      if (taken.affected !== 1) return null;
      const row = await manager.findOneByOrFail(StreamLockEntity, { stream });
      return { stream, owner, token: row.token };
    });
  }

  /**
   * Prolongs the lease; false when it has been lost or given back: a renewal that was on its way while the lock was
   * released must not lock the stream again. In a transaction it also holds the row against a new owner.
   */
  async renew(lease: Lease, now: Date, leaseMs: number): Promise<boolean> {
    return this.database.write(async (manager) => {
      const renewed = await manager
        .createQueryBuilder()
        .update(StreamLockEntity)
        .set({ leaseUntil: new Date(now.getTime() + leaseMs) })
        .where('stream = :stream AND owner = :owner AND token = :token AND lease_until > :never', {
          ...lease,
          never: NEVER.toISOString(),
        })
        .execute();
      return renewed.affected === 1;
    });
  }

  async release(lease: Lease): Promise<void> {
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(StreamLockEntity)
        .set({ leaseUntil: NEVER })
        .where('stream = :stream AND owner = :owner AND token = :token', { ...lease })
        .execute(),
    );
  }
}
