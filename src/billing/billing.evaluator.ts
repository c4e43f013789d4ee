import { randomUUID } from 'node:crypto';
import { RequestScope } from '../http/request-scope';
import type { Clock } from '../kernel/clock';
import type { SourceRepository } from '../persistence/engine/source.repository';
import { PendingTransitions } from '../reconciliation/pending-transitions';
import { RunContext } from '../reconciliation/run-context';
import { SourceReader } from '../reconciliation/source-reader';
import type { BillingObserver } from './billing.observer';
import type { BillingObservation } from './domain/billing-observation';
import { evaluateBilling } from './domain/evaluate-billing';
import type { LineResult } from './domain/line-result';

export interface Evaluation {
  readonly run: RunContext;
  readonly observation: BillingObservation;
  readonly results: readonly LineResult[];
}

/** Decides every line as the next pass would, for people who look: reads only, and leaves no run behind. */
export class BillingEvaluator {
  constructor(
    private readonly observer: BillingObserver,
    private readonly sources: SourceRepository,
    private readonly clock: Clock,
  ) {}

  async evaluate(): Promise<Evaluation> {
    const run = this.newRun();
    const observation = await this.reading(() => this.observer.observe(run));
    return { run, observation, results: evaluateBilling(observation) };
  }

  /** Everything that is asked within may read and nothing else. */
  reading<T>(work: () => Promise<T>): Promise<T> {
    return new RequestScope('billing', true).run(work);
  }

  private newRun(): RunContext {
    const now = this.clock.now();
    const parts = {
      runId: randomUUID(),
      mode: 'plan',
      stream: 'billing',
      now,
      allow: null,
      policy: 'plan-only',
    } as const;
    return new RunContext(parts, new SourceReader(this.sources, now), new PendingTransitions());
  }
}
