import type { JsonValue } from './json';
import type { Reason } from './reasons';

/** Actions per stream, in the order that `--json` counts them (INTERFACE, "`--json` of plan and reconcile"). */
export const STREAM_ACTIONS = {
  mapping: ['link', 'suggest', 'conflict', 'ignore', 'suspend'],
  tickets: ['create', 'note', 'close', 'reopen', 'escalate'],
  billing: ['set-quantity', 'create-addition', 'cancel-addition'],
  documentation: ['create-type', 'extend-type', 'create', 'update', 'archive'],
} as const;

export type Stream = keyof typeof STREAM_ACTIONS;
export type Action = (typeof STREAM_ACTIONS)[Stream][number];
export const STREAMS: readonly Stream[] = ['mapping', 'tickets', 'billing', 'documentation'];

/** `system[:connection]/endpoint[/parent]`, the unit of completeness (RULES, Engine 1). */
export type SourceKey = string;

/** Destructive is: close, lower, zero, cancel, archive, unlink (RULES, Engine 2). */
export type ChangeClass = 'additive' | 'update' | 'destructive';

export interface Subject {
  readonly kind: string;
  /** Unique within the stream; two changes of one subject are never in flight together. */
  readonly key: string;
  readonly name: string;
}

export interface CompanyReference {
  readonly uid: string;
  readonly name: string;
}

/**
 * One remote write. `transition` is the local state that becomes true with its outcome; it is stored with the intent,
 * so that a later run can commit it even when the plan has moved on.
 */
export interface Effect {
  readonly kind: string;
  readonly payload: JsonValue;
  readonly transition: JsonValue;
}

interface DecisionBase {
  readonly reason: Reason;
  /** The operator's rule that decided, where one did. */
  readonly rule?: string;
  /** One sentence for people. */
  readonly detail?: string;
  /** What it adds to the next invoice: decimal text, negative when it takes away. Absent where no price is known. */
  readonly money?: string;
  readonly company: CompanyReference | null;
  readonly subject: Subject;
}

/** Something to do. Its effects are a fixed list; a change without effects is a local transition that counts. */
export interface Change extends DecisionBase {
  readonly decision: 'change';
  readonly action: Action;
  /** The same in every pass until the change is done: the journal recognises it by this. */
  readonly key: string;
  readonly changeClass: ChangeClass;
  /** Inferred from something that is not there (missed, unprotected, gone): never on an incomplete source. */
  readonly inferredFromAbsence: boolean;
  readonly sources: readonly SourceKey[];
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly effects: readonly Effect[];
  /** Local state of a change without effects. */
  readonly transition: JsonValue;
  /** A person approved it: runs under every policy but `off`, never past a guard (RULES, Engine 8). */
  readonly approved?: boolean;
  readonly exemptFromLimits?: boolean;
}

/** Nothing to do, and why. A transition that it carries is kept in an applying pass. */
export interface Skip extends DecisionBase {
  readonly decision: 'skip';
  readonly transition: JsonValue;
  /** It becomes true whatever the policy: an approval that died, a month that is closed. */
  readonly isKeptUnderPlanOnly?: boolean;
}

/** Something to do that waits for a person or for better knowledge. */
export interface Hold extends DecisionBase {
  readonly decision: 'held';
  readonly action: Action;
  readonly key: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** What was seen all the same: kept in an applying pass while the remote change waits (RULES, Engine 3). */
  readonly transition?: JsonValue;
}

export type Decision = Change | Skip | Hold;

/** A problem that a person has to decide; `id` is stable, so that it is raised once and seen to end. */
export interface PlannedProblem {
  readonly id: string;
  readonly system: string;
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
}

export interface Plan {
  readonly decisions: readonly Decision[];
  readonly problems: readonly PlannedProblem[];
}
