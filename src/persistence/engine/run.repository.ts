import { In, LessThan, Not } from 'typeorm';
import type { JsonValue } from '../../kernel/json';
import type { Database } from '../database';
import { RunEntity, StoredPlanEntity } from './engine.entities';

export class RunRepository {
  constructor(private readonly database: Database) {}

  async recordStart(run: Pick<RunEntity, 'id' | 'mode' | 'startedAt' | 'now' | 'streams'>): Promise<void> {
    await this.database.write((manager) =>
      manager.insert(RunEntity, { ...run, status: 'running', finishedAt: null, summary: null } as object),
    );
  }

  async recordEnd(id: string, status: RunEntity['status'], finishedAt: Date, summary: JsonValue): Promise<void> {
    await this.database.write((manager) =>
      manager.update(RunEntity, { id }, { status, finishedAt, summary } as object),
    );
  }

  async savePlan(runId: string, stream: string, document: JsonValue, createdAt: Date): Promise<void> {
    await this.database.write((manager) =>
      manager.insert(StoredPlanEntity, { runId, stream, document, createdAt } as object),
    );
  }

  find(id: string): Promise<RunEntity | null> {
    return this.database.manager.findOneBy(RunEntity, { id });
  }

  /** What a run planned for a stream, after policy and limits. */
  findPlan(runId: string, stream: string): Promise<StoredPlanEntity | null> {
    return this.database.manager.findOneBy(StoredPlanEntity, { runId, stream });
  }

  findLatest(): Promise<RunEntity | null> {
    return this.database.manager.findOne(RunEntity, {
      where: { status: Not('running') },
      order: { startedAt: 'DESC', id: 'DESC' },
    });
  }

  /** What the latest pass that may write planned for this stream; somebody's dry run is none. */
  findLatestPass(stream: string): Promise<StoredPlanEntity | null> {
    return this.database.manager
      .createQueryBuilder(StoredPlanEntity, 'plan')
      .innerJoin(RunEntity, 'run', 'run.id = plan.runId')
      .where('plan.stream = :stream AND run.mode = :mode', { stream, mode: 'apply' })
      .orderBy({ 'plan.createdAt': 'DESC', 'plan.runId': 'DESC' })
      .limit(1)
      .getOne();
  }

  /** Deletes runs and plans older than `before`, a batch at a time, never the latest. Returns how many runs went. */
  async deleteOlderThan(before: Date, batch: number): Promise<number> {
    const latest = await this.findLatest();
    return this.database.write(async (manager) => {
      const old = await manager.find(RunEntity, {
        where: { startedAt: LessThan(before), ...(latest ? { id: Not(latest.id) } : {}) },
        order: { startedAt: 'ASC' },
        take: batch,
      });
      const ids = old.map((run) => run.id);
      if (ids.length === 0) return 0;
      await manager.delete(StoredPlanEntity, { runId: In(ids) });
      await manager.delete(RunEntity, { id: In(ids) });
      return ids.length;
    });
  }
}
