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
  private readonly planned = new Map<Stream, Planned>();

  /** Only the transitions are kept: a plan of thousands of pages must not outlive its own stream. */
  record(stream: Stream, plan: GatedPlan): void {
    this.planned.set(stream, {
      go: localTransitions(plan, 'go'),
      planned: localTransitions(plan, 'planned'),
      skipped: plan.skips.flatMap(({ transition = null }) => (transition === null ? [] : [transition])),
    });
  }

  list(stream: Stream, seenBy: { readonly isDryRun: boolean; readonly policy: Policy }): readonly JsonValue[] {
    const of = this.planned.get(stream);
    if (!of) return [];
    const isPlanOnly = seenBy.policy === 'plan-only';
    return [
      ...(seenBy.isDryRun ? of.go : []),
      ...(isPlanOnly ? of.planned : []),
      ...(seenBy.isDryRun || isPlanOnly ? of.skipped : []),
    ];
  }
}

interface Planned {
  readonly go: readonly JsonValue[];
  readonly planned: readonly JsonValue[];
  readonly skipped: readonly JsonValue[];
}

/** Of changes that write nothing anywhere but here. */
function localTransitions(plan: GatedPlan, verdict: GatedPlan['changes'][number]['verdict']): JsonValue[] {
  const changes = plan.changes.filter((entry) => entry.verdict === verdict);
  return changes.flatMap(({ change }) =>
    change.decision === 'change' && change.effects.length === 0 && change.transition !== null
      ? [change.transition]
      : [],
  );
}
