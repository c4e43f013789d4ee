import { In, IsNull } from 'typeorm';
import type { PlannedProblem } from '../../kernel/change';
import { chunksOf } from '../chunks-of';
import type { Database } from '../database';
import { ProblemEntity, StandingHoldEntity } from './engine.entities';

/** What a person has to decide, and what was held before: both know what is new. */
export class ProblemRepository {
  constructor(private readonly database: Database) {}

  listOpen(): Promise<ProblemEntity[]> {
    return this.database.manager.find(ProblemEntity, {
      where: { endedAt: IsNull() },
      order: { since: 'ASC', id: 'ASC' },
    });
  }

  /** Replaces the open problems of one stream by those of this pass; returns the ids that are new. */
  async replaceOpen(stream: string, problems: readonly PlannedProblem[], now: Date): Promise<readonly string[]> {
    return this.database.write(async (manager) => {
      const known = await manager.findBy(ProblemEntity, { stream });
      const byId = new Map(known.map((row) => [row.id, row]));
      const current = new Map(problems.map((problem) => [problem.id, problem]));
      const isOpen = (id: string): boolean => byId.get(id)?.endedAt === null;
      const rows = [...current.values()].map((problem) => ({
        ...problem,
        stream,
        since: isOpen(problem.id) ? (byId.get(problem.id)?.since ?? now) : now,
        lastSeen: now,
        endedAt: null,
      }));
      for (const part of chunksOf(rows)) await manager.upsert(ProblemEntity, part, ['id', 'stream']);
      const over = known.filter((row) => row.endedAt === null && !current.has(row.id)).map((row) => row.id);
      for (const ids of chunksOf(over)) await manager.update(ProblemEntity, { stream, id: In(ids) }, { endedAt: now });
      return [...current.keys()].filter((id) => !isOpen(id));
    });
  }

  /** Which of these holds the last pass did not have, or had for another reason. */
  async listNewHolds(stream: string, holds: ReadonlyMap<string, string>): Promise<readonly string[]> {
    const rows = await this.database.manager.findBy(StandingHoldEntity, { stream });
    const known = new Map(rows.map((row) => [row.holdKey, row.reason]));
    return [...holds].filter(([key, reason]) => known.get(key) !== reason).map(([key]) => key);
  }

  /** Replaces what is held in one stream; returns the keys that were not held, or for another reason, before. */
  async replaceHolds(stream: string, holds: ReadonlyMap<string, string>, now: Date): Promise<readonly string[]> {
    return this.database.write(async (manager) => {
      const known = new Map((await manager.findBy(StandingHoldEntity, { stream })).map((row) => [row.holdKey, row]));
      const fresh = [...holds].filter(([key, reason]) => known.get(key)?.reason !== reason).map(([key]) => key);
      const over = [...known.keys()].filter((key) => !holds.has(key));
      for (const keys of chunksOf(over)) await manager.delete(StandingHoldEntity, { stream, holdKey: In(keys) });
      const rows = fresh.map((key) => ({ stream, holdKey: key, reason: holds.get(key) ?? '', since: now }));
      for (const part of chunksOf(rows)) await manager.upsert(StandingHoldEntity, part, ['stream', 'holdKey']);
      return fresh;
    });
  }
}
