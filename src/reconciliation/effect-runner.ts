import type { Change, Effect } from '../kernel/change';
import type { Clock } from '../kernel/clock';
import { IntegrationError } from '../kernel/integration-error';
import type { Database } from '../persistence/database';
import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { JournalRepository } from '../persistence/engine/journal.repository';
import type { EngineHooks } from './engine-hooks';
import type { Applied, Reconciler } from './reconciler';
import type { RunContext } from './run-context';
import type { StreamLock } from './stream-lock';

export type ChangeResult =
  | { readonly outcome: 'applied'; readonly remoteId: string | null }
  | { readonly outcome: 'failed'; readonly error: IntegrationError; readonly isUnknown: boolean };

interface Work {
  readonly reconciler: Reconciler;
  readonly run: RunContext;
  readonly lock: StreamLock;
}

/**
 * Applies the effects of one change in order, each with its own intent and outcome, beginning at the first that has
 * none (RULES, Engine 5). Says to itself before every send: the intent is committed, and this is the only try.
 */
export class EffectRunner {
  constructor(
    private readonly database: Database,
    private readonly journal: JournalRepository,
    private readonly clock: Clock,
    private readonly hooks: EngineHooks,
  ) {}

  async applyChange(change: Change, work: Work): Promise<ChangeResult> {
    if (change.effects.length === 0) return this.commitLocally(change, work);
    const attempts = await this.journal.listAttempts(work.reconciler.stream, change.key);
    let remoteId: string | null = null;
    for (const [index, effect] of change.effects.entries()) {
      const ofEffect = attempts.filter((entry) => entry.effectIndex === index);
      const done = ofEffect.find((entry) => entry.state === 'done');
      if (done) {
        remoteId ??= done.remoteId;
        continue;
      }
      const result = await this.applyEffect({ change, effect, index, attempt: ofEffect.length + 1 }, work);
      if (result instanceof IntegrationError) return { outcome: 'failed', error: result, isUnknown: !result.notDone };
      remoteId ??= result.remoteId;
    }
    return { outcome: 'applied', remoteId };
  }

  private async commitLocally(change: Change, { reconciler, run, lock }: Work): Promise<ChangeResult> {
    await this.database.write(async () => {
      await lock.assertHeld();
      await reconciler.commit(change.transition, null, run.now);
    });
    return { outcome: 'applied', remoteId: null };
  }

  private async applyEffect(step: Step, work: Work): Promise<Applied | IntegrationError> {
    this.hooks.reached('before-intent');
    const entry = await this.recordIntent(step, work);
    this.hooks.reached('after-intent');
    try {
      const applied = await work.reconciler.apply(step.effect, work.run);
      this.hooks.reached('after-send');
      await this.recordDone(entry, step.effect, applied, work);
      this.hooks.reached('after-outcome');
      return applied;
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      await this.recordFailure(entry, error);
      return error;
    }
  }

  private async recordIntent(
    { change, effect, index, attempt }: Step,
    { reconciler, run, lock }: Work,
  ): Promise<JournalEntity> {
    return this.database.write(async () => {
      await lock.assertHeld();
      return this.journal.recordIntent({
        stream: reconciler.stream,
        change,
        effect,
        effectIndex: index,
        attempt,
        runId: run.runId,
        token: lock.lease.token,
        now: this.clock.now(),
      });
    });
  }

  private async recordDone(
    entry: JournalEntity,
    effect: Effect,
    applied: Applied,
    { reconciler, run }: Work,
  ): Promise<void> {
    await this.database.write(async () => {
      await this.journal.recordDone(entry.id, { ...applied, now: this.clock.now() });
      await reconciler.commit(effect.transition, applied, run.now);
    });
  }

  /** Certainly not done and refused are outcomes; everything else stays an intent that must be looked up. */
  private async recordFailure(entry: JournalEntity, error: IntegrationError): Promise<void> {
    const now = this.clock.now();
    // The vendor's support finds the request by its own id.
    const words = error.requestId === undefined ? error.message : `${error.message} (request ${error.requestId})`;
    if (!error.notDone) return this.journal.recordUnknown(entry.id, now, words);
    if (error.kind === 'rate-limited') return this.journal.recordNotDone(entry.id, now, words);
    return this.journal.recordFailed(entry.id, now, words);
  }
}

interface Step {
  readonly change: Change;
  readonly effect: Effect;
  readonly index: number;
  readonly attempt: number;
}
