import type { Action, Change, Decision, Hold, Plan, SourceKey } from '../kernel/change';
import type { Reason } from '../kernel/reasons';
import type { Limits, Policy } from './engine-settings';

export interface Gate {
  readonly policy: Policy;
  readonly isComplete: (source: SourceKey) => boolean;
  /** Subjects with a write of unknown outcome. */
  readonly outstandingSubjects: ReadonlySet<string>;
  readonly limits: Limits;
  /** `--allow N`: raises every limit once. */
  readonly allow?: number;
  /** `--company`: what is not of that company is left out of the plan (Engine 10). */
  readonly matches?: (decision: Decision) => boolean;
  /** `apply FILE`: the identities that a person has seen. */
  readonly storedPlan?: ReadonlySet<string>;
}

export interface GatedChange {
  readonly change: Change | Hold;
  /** `go`: would be applied; `planned`: the policy only plans; the rest as in `--json`. */
  readonly verdict: 'go' | 'planned' | 'held' | 'blocked';
  readonly reason: Reason;
}

export interface GatedPlan {
  readonly changes: readonly GatedChange[];
  readonly skips: readonly Extract<Decision, { decision: 'skip' }>[];
  /** Actions that are over their limit, with how many there were. */
  readonly overLimit: readonly { readonly action: Action; readonly count: number; readonly limit: number }[];
}

/**
 * Policy, completeness and limits as a pure filter over a plan (RULES, Engine 2, 6, 8, 9). First line that fits:
 *
 * | the change                                                        | becomes                        |
 * | ----------------------------------------------------------------- | ------------------------------ |
 * | is held by its planner                                            | held, the planner's reason     |
 * | is not in the stored plan that is being applied                   | held: stale                    |
 * | has a subject with a write of unknown outcome                     | held: outcome-unknown          |
 * | is destructive, or inferred from absence, on an incomplete source | held: incomplete-observation   |
 * | meets policy `plan-only`, not approved and not from a stored plan | planned                        |
 * | is destructive under `upsert-only`, likewise                      | held: policy                   |
 * | is of an action that is over its limit                            | blocked: limit                 |
 * | anything else                                                     | go                             |
 */
export function gatePlan(plan: Plan, gate: Gate): GatedPlan {
  const decisions = gate.matches ? plan.decisions.filter(gate.matches) : plan.decisions;
  const judged = decisions.flatMap((decision) => (decision.decision === 'skip' ? [] : [judge(decision, gate)]));
  const overLimit = actionsOverLimit(judged, gate);
  const blocked = new Set(overLimit.map((entry) => entry.action));
  return {
    changes: judged.map((entry) =>
      isLimited(entry) && blocked.has(entry.change.action) ? { ...entry, verdict: 'blocked', reason: 'limit' } : entry,
    ),
    skips: decisions.filter((decision) => decision.decision === 'skip'),
    overLimit,
  };
}

/** What makes two changes the same for a person who approved one of them (Engine 8). */
export function changeIdentity(change: Pick<Change, 'action' | 'subject' | 'before' | 'after'>): string {
  return JSON.stringify([change.action, change.subject.kind, change.subject.key, change.before, change.after]);
}

function judge(change: Change | Hold, gate: Gate): GatedChange {
  const held = (reason: Reason): GatedChange => ({ change, verdict: 'held', reason });
  if (change.decision === 'held') return held(change.reason);
  if (gate.storedPlan && !gate.storedPlan.has(changeIdentity(change))) return held('stale');
  if (gate.outstandingSubjects.has(change.subject.key)) return held('outcome-unknown');
  if (reliesOnCompleteness(change) && !change.sources.every(gate.isComplete)) return held('incomplete-observation');
  if (change.approved === true || gate.storedPlan) return { change, verdict: 'go', reason: change.reason };
  if (gate.policy === 'upsert-only' && change.changeClass === 'destructive') return held('policy');
  return { change, verdict: gate.policy === 'plan-only' ? 'planned' : 'go', reason: change.reason };
}

function reliesOnCompleteness(change: Change): boolean {
  return change.changeClass === 'destructive' || change.inferredFromAbsence;
}

function isLimited(entry: GatedChange): boolean {
  return entry.verdict !== 'held' && entry.change.decision === 'change' && entry.change.exemptFromLimits !== true;
}

function actionsOverLimit(entries: readonly GatedChange[], gate: Gate): GatedPlan['overLimit'] {
  const counts = new Map<Action, number>();
  for (const entry of entries.filter(isLimited))
    counts.set(entry.change.action, (counts.get(entry.change.action) ?? 0) + 1);
  return [...counts].flatMap(([action, count]) => {
    const limit = limitOf(action, gate);
    return limit !== undefined && count > limit ? [{ action, count, limit }] : [];
  });
}

function limitOf(action: Action, gate: Gate): number | undefined {
  const limit = gate.limits[action];
  return limit === undefined ? undefined : Math.max(limit, gate.allow ?? 0);
}
