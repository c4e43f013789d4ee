import { LessThan } from 'typeorm';
import type { UsageSample } from '../../billing/domain/samples';
import { addDays, utcDateOf, type CivilDate } from '../../kernel/civil-date';
import { canonicalJson } from '../../kernel/stable-hash';
import type { Database } from '../database';
import { UsageDayEntity, UsageSampleEntity } from './billing.entities';

const ROWS_PER_STATEMENT = 150;

interface SampleRow {
  readonly connection: string;
  readonly company_uid: string;
  readonly location: string;
  readonly counters: string;
}

/** Daily usage as VSPC counted it: facts, recorded by natural key in dry runs too (RULES, Engine 4). */
export class UsageSampleRepository {
  constructor(private readonly database: Database) {}

  /** Both days included, one at a time: a month of a large provider is by far the largest list of billing. */
  async *listByDay(from: CivilDate, through: CivilDate): AsyncGenerator<readonly UsageSample[], void, undefined> {
    for (let date = from; date <= through; date = addDays(date, 1)) yield await this.listDay(date);
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

  /** Those of the samples that are new or changed, and the days that they were read for, in one transaction. */
  async record(
    samples: readonly UsageSample[],
    read: { readonly connection: string; readonly dates: readonly string[]; readonly at: Date },
  ): Promise<void> {
    if (samples.length === 0 && read.dates.length === 0) return;
    await this.database.write(async (manager) => {
      for (const ofDay of groupByDate(samples).values()) {
        const changed = changedOf(ofDay, await this.listDay(ofDay[0].date));
        for (const rows of chunks(changed)) {
          await manager.upsert(
            UsageSampleEntity,
            rows.map((row) => ({ ...row })),
            ['connection', 'companyUid', 'location', 'date'],
          );
        }
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

  /** Read without entities, and in no order. */
  private async listDay(date: CivilDate): Promise<readonly UsageSample[]> {
    const rows = (await this.database.query(
      'SELECT connection, company_uid, location, counters FROM usage_sample WHERE date = :date',
      { date },
    )) as SampleRow[];
    return rows.map(({ connection, company_uid: companyUid, location, counters }) => ({
      connection,
      companyUid,
      location,
      date,
      counters: JSON.parse(counters) as UsageSample['counters'],
    }));
  }
}

type SamplesOfDay = [UsageSample, ...UsageSample[]];

function groupByDate(samples: readonly UsageSample[]): ReadonlyMap<CivilDate, SamplesOfDay> {
  const groups = new Map<CivilDate, SamplesOfDay>();
  for (const sample of samples) {
    const group = groups.get(sample.date);
    if (group) group.push(sample);
    else groups.set(sample.date, [sample]);
  }
  return groups;
}

function changedOf(samples: readonly UsageSample[], stored: readonly UsageSample[]): readonly UsageSample[] {
  const known = new Map(stored.map((sample) => [placeOf(sample), sample.counters]));
  return samples.filter((sample) => {
    const before = known.get(placeOf(sample));
    return before === undefined || canonicalJson(before) !== canonicalJson(sample.counters);
  });
}

function placeOf({ connection, companyUid, location }: UsageSample): string {
  return `${connection}/${companyUid}/${location}`;
}

function chunks<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_PER_STATEMENT);
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
