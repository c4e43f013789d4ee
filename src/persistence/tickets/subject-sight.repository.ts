import type { Database } from '../database';
import { SubjectSightEntity } from './tickets.entities';

export interface SubjectSight {
  readonly subject: string;
  readonly firstSeenAt: Date;
  readonly disabledSince: Date | null;
  readonly dueAt: Date | null;
}

const ROWS_PER_SAVE = 200;

/** What VSPC shows only now and the rules need later. */
export class SubjectSightRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<Map<string, SubjectSight>> {
    const rows = await this.database.manager.find(SubjectSightEntity);
    return new Map(rows.map((row) => [row.subject, row]));
  }

  /** Writes new and changed sights; the same one again changes nothing. */
  async record(sights: readonly SubjectSight[]): Promise<void> {
    if (sights.length === 0) return;
    await this.database.write(async (manager) => {
      for (let start = 0; start < sights.length; start += ROWS_PER_SAVE) {
        const rows = sights.slice(start, start + ROWS_PER_SAVE).map((sight) => ({ ...sight }));
        await manager.upsert(SubjectSightEntity, rows, ['subject']);
      }
    });
  }
}
