import { LessThan } from 'typeorm';
import type { UsageSample } from '../../billing/domain/samples';
import { utcDateOf } from '../../kernel/civil-date';
import type { Database } from '../database';
import { UsageDayEntity, UsageSampleEntity } from './billing.entities';

const ROWS_PER_STATEMENT = 150;

interface SampleRow {
  readonly connection: string;
  readonly company_uid: string;
  readonly location: string;
  readonly date: string;
  readonly counters: string;
}

/** Daily usage as VSPC counted it: facts, recorded by natural key in dry runs too (RULES, Engine 4). */
export class UsageSampleRepository {
  constructor(private readonly database: Database) {}

  /** Both days included, in the order of the key. Read without entities: it is by far the largest list of billing. */
  async list(from: string, through: string): Promise<UsageSample[]> {
    const rows = (await this.database.query(
      'SELECT connection, company_uid, location, date, counters FROM usage_sample ' +
        'WHERE date >= :from AND date <= :through ORDER BY connection, company_uid, date, location',
      { from, through },
    )) as SampleRow[];
    return rows.map(({ company_uid: companyUid, counters, ...row }) => ({
      ...row,
      companyUid,
      counters: JSON.parse(counters) as UsageSample['counters'],
    }));
  }

  async findNewestDay(): Promise<string | null> {
    const rows = (await this.database.query('SELECT MAX(date) AS newest FROM usage_sample', {})) as {
      newest: string | null;
    }[];
    return rows[0]?.newest ?? null;
  }

  /** When each day of the connection was last read completely. */
  async listReadDays(connection: string): Promise<Map<string, Date>> {
    const days = await this.database.manager.findBy(UsageDayEntity, { connection });
    return new Map(days.map((day) => [day.date, day.readAt]));
  }

  /** New and changed samples, and the days that they were read for, in one transaction. */
  async record(
    samples: readonly UsageSample[],
    read: { readonly connection: string; readonly dates: readonly string[]; readonly at: Date },
  ): Promise<void> {
    if (samples.length === 0 && read.dates.length === 0) return;
    await this.database.write(async (manager) => {
      for (const rows of chunks(samples)) {
        await manager.upsert(
          UsageSampleEntity,
          rows.map((row) => ({ ...row })),
          ['connection', 'companyUid', 'location', 'date'],
        );
      }
      const days = read.dates.map((date) => ({ connection: read.connection, date, readAt: read.at }));
      for (const rows of chunks(days)) await manager.upsert(UsageDayEntity, rows, ['connection', 'date']);
    });
  }

  /** Deletes at most `batch` samples of days before `before`, and forgets when those days were read. */
  async deleteOlderThan(before: Date, batch: number): Promise<number> {
    const date = utcDateOf(before);
    return this.database.write(async (manager) => {
      await manager.delete(UsageDayEntity, { date: LessThan(date) });
      const old = await manager.find(UsageSampleEntity, {
        where: { date: LessThan(date) },
        order: { date: 'ASC' },
        take: batch,
      });
      if (old.length > 0) await manager.remove(old);
      return old.length;
    });
  }
}

function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
