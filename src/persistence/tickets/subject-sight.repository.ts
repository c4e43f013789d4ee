import type { Database } from '../database';
import { SubjectSightEntity } from './tickets.entities';

export interface SubjectSight {
  readonly subject: string;
  readonly firstSeenAt: Date;
  readonly disabledSince: Date | null;
  readonly dueAt: Date | null;
}

const ROWS_PER_SAVE = 200;

interface SightRow {
  readonly subject: string;
  readonly first_seen_at: string;
  readonly disabled_since: string | null;
  readonly due_at: string | null;
}

/** What VSPC shows only now and the rules need later. */
export class SubjectSightRepository {
  constructor(private readonly database: Database) {}

  /** Read without entities: a row per job, agent and server, in every pass. */
  async list(): Promise<Map<string, SubjectSight>> {
    const rows = (await this.database.query(
      'SELECT subject, first_seen_at, disabled_since, due_at FROM subject_sight',
      {},
    )) as SightRow[];
    return new Map(rows.map((row) => [row.subject, sightOf(row)]));
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

function sightOf(row: SightRow): SubjectSight {
  return {
    subject: row.subject,
    firstSeenAt: new Date(row.first_seen_at),
    disabledSince: row.disabled_since === null ? null : new Date(row.disabled_since),
    dueAt: row.due_at === null ? null : new Date(row.due_at),
  };
}
