import type { PlannedProblem } from '../kernel/change';
import { IntegrationError } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import type { Database } from '../persistence/database';
import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { JournalRepository } from '../persistence/engine/journal.repository';
import { judgeEmptyLookUp } from './judge-look-up';
import type { LookUp, Reconciler } from './reconciler';
import type { RunContext } from './run-context';
import type { StreamLock } from './stream-lock';

export interface Resolution {
  /** Subjects that still have a write of unknown outcome: nothing of theirs may be sent. */
  readonly subjects: ReadonlySet<string>;
  readonly problems: readonly PlannedProblem[];
}

/** Finds out, before anything is planned, what became of the writes whose answer was lost (RULES, Engine 6). */
export class OutstandingResolver {
  constructor(
    private readonly database: Database,
    private readonly journal: JournalRepository,
  ) {}

  /** A dry run only knows which subjects are waiting. */
  async listSubjects(reconciler: Reconciler): Promise<Resolution> {
    const entries = await this.journal.listOutstanding(reconciler.stream);
    return { subjects: new Set(entries.map((entry) => entry.subjectKey)), problems: [] };
  }

  async resolve(reconciler: Reconciler, run: RunContext, lock: StreamLock): Promise<Resolution> {
    const subjects = new Set<string>();
    const problems: PlannedProblem[] = [];
    for (const entry of await this.journal.listOutstanding(reconciler.stream)) {
      const found = await this.lookUp(reconciler, entry, run);
      const settled = await this.database.write(async () => {
        await lock.assertHeld();
        return this.settle(reconciler, entry, found, run.now);
      });
      if (!settled) subjects.add(entry.subjectKey);
      problems.push(...problemsOf(entry, found));
    }
    return { subjects, problems };
  }

  private async lookUp(
    reconciler: Reconciler,
    entry: JournalEntity,
    run: RunContext,
  ): Promise<LookUp | IntegrationError> {
    const effect = {
      kind: entry.effectKind,
      payload: entry.payload as JsonValue,
      transition: entry.transition as JsonValue,
    };
    try {
      return await reconciler.lookUp({ effect, subjectKey: entry.subjectKey, intendedAt: entry.intendedAt }, run);
    } catch (error) {
      if (error instanceof IntegrationError) return error;
      throw error;
    }
  }

  /** True when the outcome is known now. */
  private async settle(
    reconciler: Reconciler,
    entry: JournalEntity,
    found: LookUp | IntegrationError,
    now: Date,
  ): Promise<boolean> {
    if (found instanceof IntegrationError || found.kind === 'ambiguous') return false;
    if (found.kind === 'found') {
      await this.journal.recordDone(entry.id, { ...found.applied, now });
      await reconciler.commit(entry.transition as JsonValue, found.applied, now);
      return true;
    }
    const verdict = judgeEmptyLookUp({
      intendedAt: entry.intendedAt,
      sentBy: entry.sentBy,
      firstEmptyAt: entry.firstEmptyAt,
      now,
    });
    if (verdict === 'first') await this.journal.recordFirstEmptyLookUp(entry.id, now);
    if (verdict !== 'not-done') return false;
    await this.journal.recordNotDone(entry.id, now, 'two complete look-ups found nothing');
    return true;
  }
}

function problemsOf(entry: JournalEntity, found: LookUp | IntegrationError): PlannedProblem[] {
  const base = { system: 'bridge', id: `${entry.stream}/outcome/${entry.changeKey}/${entry.effectIndex}` };
  if (found instanceof IntegrationError || found.kind === 'absent') return [];
  if (found.kind === 'ambiguous') {
    return [
      {
        ...base,
        kind: 'outcome-unknown',
        message: found.message,
        hint: 'Look at the records named, and remove what should not be there.',
      },
    ];
  }
  if (found.others.length === 0) return [];
  return [
    {
      ...base,
      kind: 'duplicate',
      message: `${entry.effectKind} was found more than once: ${found.applied.remoteId ?? ''} is kept, ${found.others.join(', ')} left alone.`,
      hint: 'Close or delete the others by hand.',
    },
  ];
}
