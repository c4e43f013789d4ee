import type { Stream } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { Policy } from './engine-settings';
import type { GatedPlan } from './gate-plan';

/**
 * Local transitions that an earlier stream of this run planned and did not commit. Links decide what the other streams
 * see: a dry run on a fresh database would show nothing at all without them.
 *
 * | the earlier stream's transition         | the later stream       | is seen                |
 * | --------------------------------------- | ---------------------- | ---------------------- |
 * | a pass would make it                    | in a dry run           | yes                    |
 * | only planned, its policy is plan-only   | of policy plan-only    | yes                    |
 * | only planned, its policy is plan-only   | of another policy      | no: a pass would not see it either |
 * | was made                                | any                    | it is in the database  |
 */
export class PendingTransitions {
  private readonly planned = new Map<Stream, GatedPlan>();

  record(stream: Stream, plan: GatedPlan): void {
    this.planned.set(stream, plan);
  }

  list(stream: Stream, seenBy: { readonly isDryRun: boolean; readonly policy: Policy }): readonly JsonValue[] {
    const plan = this.planned.get(stream);
    if (!plan) return [];
    const changes = plan.changes.filter(
      ({ verdict }) =>
        (verdict === 'go' && seenBy.isDryRun) || (verdict === 'planned' && seenBy.policy === 'plan-only'),
    );
    const transitions = changes.flatMap(({ change }) =>
      change.decision === 'change' && change.effects.length === 0 ? [change.transition] : [],
    );
    const skips = seenBy.isDryRun || seenBy.policy === 'plan-only' ? plan.skips.map((skip) => skip.transition) : [];
    return [...transitions, ...skips].filter((transition) => transition !== null);
  }
}
