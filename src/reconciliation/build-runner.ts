import type { Clock } from '../kernel/clock';
import type { Database } from '../persistence/database';
import { JournalRepository } from '../persistence/engine/journal.repository';
import { LockRepository } from '../persistence/engine/lock.repository';
import { ProblemRepository } from '../persistence/engine/problem.repository';
import { RunRepository } from '../persistence/engine/run.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { EffectRunner } from './effect-runner';
import { NO_HOOKS, type EngineHooks } from './engine-hooks';
import type { EngineSettings } from './engine-settings';
import { OutstandingResolver } from './outstanding-resolver';
import type { PolicyWatch } from './policy-watch';
import type { Reconciler } from './reconciler';
import { Runner } from './runner';
import { StreamPass } from './stream-pass';

export interface EngineParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly settings: EngineSettings;
  readonly reconcilers: readonly Reconciler[];
  readonly hooks?: EngineHooks;
  readonly watch?: PolicyWatch;
}

/** Puts the engine together; the one place that knows all its parts. */
export function buildRunner({ database, clock, settings, reconcilers, watch, hooks = NO_HOOKS }: EngineParts): Runner {
  const journal = new JournalRepository(database);
  const runs = new RunRepository(database);
  const problems = new ProblemRepository(database);
  const effects = new EffectRunner(database, journal, clock, hooks);
  const pass = new StreamPass(database, runs, problems, new OutstandingResolver(database, journal), effects);
  const locks = new LockRepository(database);
  return new Runner({
    clock,
    settings,
    reconcilers,
    pass,
    locks,
    runs,
    problems,
    sources: new SourceRepository(database),
    ...(watch ? { watch } : {}),
  });
}
