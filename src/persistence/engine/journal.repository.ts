import { randomUUID } from 'node:crypto';
import { In, Like } from 'typeorm';
import type { Change, Effect } from '../../kernel/change';
import type { JsonValue } from '../../kernel/json';
import type { Database } from '../database';
import { JournalEntity } from './engine.entities';

export interface Intent {
  readonly stream: string;
  readonly change: Change;
  readonly effect: Effect;
  readonly effectIndex: number;
  readonly attempt: number;
  readonly runId: string;
  readonly token: number;
  readonly now: Date;
}

export interface Outcome {
  readonly remoteId: string | null;
  readonly response: JsonValue;
  readonly now: Date;
}

/** What the bridge meant to write and what became of it (RULES, Engine 5 and 6). Rows are never deleted. */
export class JournalRepository {
  constructor(private readonly database: Database) {}

  /** Every attempt at the effects of one change, oldest first. */
  listAttempts(stream: string, changeKey: string): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, {
      where: { stream, changeKey },
      order: { effectIndex: 'ASC', attempt: 'ASC' },
    });
  }

  /** Intents whose outcome nobody knows, oldest first. */
  listOutstanding(stream: string): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, {
      where: { stream, state: 'intended' },
      order: { intendedAt: 'ASC', id: 'ASC' },
    });
  }

  listByRun(runId: string): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, { where: { runId }, order: { intendedAt: 'ASC', id: 'ASC' } });
  }

  listBySubjects(stream: string, subjectKeys: readonly string[]): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, {
      where: { stream, subjectKey: In([...subjectKeys]) },
      order: { intendedAt: 'ASC', changeKey: 'ASC', effectIndex: 'ASC', attempt: 'ASC' },
    });
  }

  /** Writes that were done, oldest first, whose key is like an SQL pattern. */
  listDone(stream: string, keyPattern: string): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, {
      where: { stream, changeKey: Like(keyPattern), state: 'done' },
      order: { intendedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The newest writes of every stream, newest first. */
  listRecent(limit: number): Promise<JournalEntity[]> {
    return this.database.manager.find(JournalEntity, { order: { intendedAt: 'DESC', id: 'DESC' }, take: limit });
  }

  async recordIntent(intent: Intent): Promise<JournalEntity> {
    const { change, effect } = intent;
    const values: Omit<JournalEntity, never> = {
      id: randomUUID(),
      stream: intent.stream,
      changeKey: change.key,
      subjectKey: change.subject.key,
      effectIndex: intent.effectIndex,
      effectKind: effect.kind,
      attempt: intent.attempt,
      action: change.action,
      reason: change.reason,
      rule: change.rule ?? null,
      subject: { ...change.subject },
      company: change.company ? { ...change.company } : null,
      before: change.before,
      after: change.after,
      payload: effect.payload,
      transition: effect.transition,
      runId: intent.runId,
      token: intent.token,
      state: 'intended',
      intendedAt: intent.now,
      outcomeAt: null,
      remoteId: null,
      response: null,
      error: null,
      sentBy: null,
      firstEmptyAt: null,
    };
    const entity = Object.assign(new JournalEntity(), values);
    await this.database.write((manager) => manager.insert(JournalEntity, entity as object));
    return entity;
  }

  async recordDone(id: string, outcome: Outcome): Promise<void> {
    await this.update(id, {
      state: 'done',
      outcomeAt: outcome.now,
      remoteId: outcome.remoteId,
      response: outcome.response,
      error: null,
    });
  }

  /** It is certain that nothing was written: the next pass may send it anew. */
  async recordNotDone(id: string, now: Date, error: string | null): Promise<void> {
    await this.update(id, { state: 'not-done', outcomeAt: now, error });
  }

  /** The vendor refused it. The next pass decides anew from the state it then finds. */
  async recordFailed(id: string, now: Date, error: string): Promise<void> {
    await this.update(id, { state: 'failed', outcomeAt: now, error });
  }

  /** Still unknown: keeps why, for people. */
  async recordUnknown(id: string, now: Date, error: string): Promise<void> {
    await this.update(id, { sentBy: now, error });
  }

  async recordFirstEmptyLookUp(id: string, now: Date): Promise<void> {
    await this.update(id, { firstEmptyAt: now });
  }

  private async update(id: string, values: Partial<JournalEntity>): Promise<void> {
    await this.database.write((manager) => manager.update(JournalEntity, { id }, values as object));
  }
}
