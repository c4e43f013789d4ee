import type { Effect, Plan, SourceKey } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { Applied, LookUp, OutstandingEffect, Reconciler } from '../reconciliation/reconciler';
import type { RunContext } from '../reconciliation/run-context';
import { answerOf, type BillingApplier } from './billing.applier';
import type { BillingLookUp } from './billing.look-up';
import { isBillingMainSource, type BillingObserver } from './billing.observer';
import {
  applyWrite,
  readBillingPayload,
  readBillingTransition,
  type BillingTransition,
} from './domain/billing-effects';
import type { BillingObservation } from './domain/billing-observation';
import { planBilling } from './domain/plan-billing';

/** Ties usage, agreements and additions to the engine. */
export class BillingReconciler implements Reconciler<BillingObservation> {
  readonly stream = 'billing';

  constructor(
    private readonly observer: BillingObserver,
    private readonly applier: BillingApplier,
    private readonly finder: BillingLookUp,
    private readonly lines: BillingLineRepository,
  ) {}

  isMainSource(source: SourceKey): boolean {
    return isBillingMainSource(source);
  }

  observe(run: RunContext): Promise<BillingObservation> {
    return this.observer.observe(run);
  }

  plan(observation: BillingObservation): Plan {
    return planBilling(observation);
  }

  apply(effect: Effect): Promise<Applied> {
    return this.applier.apply(readBillingPayload(effect));
  }

  lookUp({ effect }: OutstandingEffect): Promise<LookUp> {
    return this.finder.lookUp(readBillingPayload(effect));
  }

  async commit(transition: JsonValue, applied: Applied | null): Promise<void> {
    const change = readBillingTransition(transition);
    switch (change.kind) {
      case 'frozen':
        return this.lines.saveFrozen(change.frozen);
      case 'amended':
        return this.lines.saveLine(change.state);
      case 'decision-died':
        return this.lines.deleteDecision(change.companyId, change.line);
      case 'written':
        return this.commitWrite(change, applied);
    }
  }

  /** An approval is used up by its write. */
  private async commitWrite(
    change: Extract<BillingTransition, { kind: 'written' }>,
    applied: Applied | null,
  ): Promise<void> {
    const before = await this.lines.findLine(change.companyId, change.line);
    const answer = answerOf(applied?.response);
    await this.lines.saveLine(
      applyWrite(before, change, {
        additionId: Number(applied?.remoteId ?? before?.additionId ?? 0),
        quantity: answer.quantity ?? change.quantity,
        member: answer.member,
      }),
    );
    await this.lines.deleteDecision(change.companyId, change.line);
  }
}
