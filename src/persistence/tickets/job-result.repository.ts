import type { ResultKind, TerminalResult } from '../../tickets/domain/workload-facts';
import type { Database } from '../database';
import { JobResultEntity } from './tickets.entities';

const ROWS_PER_INSERT = 200;
/** Enough for every streak that settings can ask for and for a rhythm. */
const RESULTS_PER_JOB = 12;

interface ResultRow {
  readonly job: string;
  readonly ended_at: string;
  readonly started_at: string | null;
  readonly result: string;
  readonly message: string;
}

interface LatestRow {
  readonly job: string;
  readonly ended_at: string;
  readonly result: string;
  readonly message: string;
  readonly succeeded_at: string | null;
}

export interface LatestResult {
  /** Subject id, `<connection>/<kind>/<key>`. */
  readonly job: string;
  readonly endedAt: Date;
  readonly result: ResultKind;
  readonly message: string;
  readonly succeededAt: Date | null;
}

/** Terminal results as they were seen; appending one again changes nothing (RULES, Engine 4). */
export class JobResultRepository {
  constructor(private readonly database: Database) {}

  /** The newest results of every job, oldest first. Read without entities: it is by far the largest list. */
  async listRecent(since: Date): Promise<TerminalResult[]> {
    const ranked =
      'SELECT job, ended_at, started_at, result, message, ' +
      'ROW_NUMBER() OVER (PARTITION BY job ORDER BY ended_at DESC) AS age FROM job_result WHERE ended_at >= ';
    const rows = (await this.database.query(
      `SELECT job, ended_at, started_at, result, message FROM (${ranked} :since) recent WHERE age <= ${RESULTS_PER_JOB} ORDER BY job, ended_at`,
      { since: since.toISOString() },
    )) as ResultRow[];
    const results: TerminalResult[] = [];
    for (const row of rows) {
      const previous = results.at(-1)?.job;
      results.push({
        // One text for all results of a job: the database hands out a new one with every row.
        job: previous === row.job ? previous : row.job,
        endedAt: Date.parse(row.ended_at),
        startedAt: row.started_at === null ? null : Date.parse(row.started_at),
        result: row.result as ResultKind,
        message: row.message,
      });
    }
    return results;
  }

  /** Of one job, newest first. */
  async listNewest(job: string, count: number): Promise<Pick<TerminalResult, 'endedAt' | 'result'>[]> {
    const order = { endedAt: 'DESC' } as const;
    const rows = await this.database.manager.find(JobResultEntity, { where: { job }, order, take: count });
    return rows.map(({ endedAt, result }) => ({ endedAt: endedAt.getTime(), result: result as ResultKind }));
  }

  /** Of every job its newest result, and when it last ended in success, as far back as results are kept. */
  async listLatest(): Promise<LatestResult[]> {
    const ofJob = 'OVER (PARTITION BY job';
    const ranked =
      `SELECT job, ended_at, result, message, MAX(CASE WHEN result = 'success' THEN ended_at END) ${ofJob}) AS succeeded_at, ` +
      `ROW_NUMBER() ${ofJob} ORDER BY ended_at DESC) AS age FROM job_result`;
    const rows = (await this.database.query(
      `SELECT job, ended_at, result, message, succeeded_at FROM (${ranked}) latest WHERE age = 1 ORDER BY job`,
      {},
    )) as LatestRow[];
    return rows.map((row) => ({
      job: row.job,
      endedAt: new Date(row.ended_at),
      result: row.result as ResultKind,
      message: row.message,
      succeededAt: row.succeeded_at === null ? null : new Date(row.succeeded_at),
    }));
  }

  /** Appends what is not there yet. */
  async record(results: readonly TerminalResult[]): Promise<void> {
    if (results.length === 0) return;
    await this.database.write(async (manager) => {
      for (let start = 0; start < results.length; start += ROWS_PER_INSERT) {
        const rows = results.slice(start, start + ROWS_PER_INSERT).map((result) => ({
          ...result,
          endedAt: new Date(result.endedAt),
          startedAt: result.startedAt === null ? null : new Date(result.startedAt),
        }));
        await manager.createQueryBuilder().insert().into(JobResultEntity).values(rows).orIgnore().execute();
      }
    });
  }

  /** Deletes a batch of results that ended before `before`; returns how many went. */
  async deleteOlderThan(before: Date, batch: number): Promise<number> {
    return this.database.write(async (manager) => {
      const old = await manager
        .createQueryBuilder(JobResultEntity, 'result')
        .where('result.endedAt < :before', { before: before.toISOString() })
        .limit(batch)
        .getMany();
      if (old.length > 0) await manager.remove(old);
      return old.length;
    });
  }
}
