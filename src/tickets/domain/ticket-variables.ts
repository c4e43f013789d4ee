import type { Reason } from '../../kernel/reasons';
import type { Condition } from './incident';

/** Why a text is written. */
export type TextEvent =
  | 'opened'
  | 'reopened'
  | 'condition-changed'
  | 'text-changed'
  | 'still-failing'
  | 'escalated'
  | 'recovered'
  | 'gone'
  | 'disabled'
  | 'unlinked'
  | 'company-changed'
  | 'storm-joined'
  | 'storm-changed';

export interface ObjectRow {
  readonly name: string;
  readonly result: string;
  readonly message: string;
}

/**
 * Everything that a text may use; the variables of the operator's Liquid templates (docs/ lists them). Times are texts
 * in the bridge's zone, or empty; numbers are numbers; nothing is undefined.
 */
export interface TicketVariables {
  readonly event: TextEvent;
  readonly reason: Reason;
  readonly condition: Condition;
  readonly conditions: readonly Condition[];
  readonly subjectKind: string;
  readonly subjectName: string;
  readonly company: string;
  readonly connection: string;
  readonly server: string;
  readonly computer: string;
  readonly workload: string;
  readonly jobType: string;
  readonly since: string;
  readonly lastSeen: string;
  /** End of the last good run, or the last restore point. */
  readonly lastGood: string;
  readonly nextRun: string;
  readonly runs: number;
  readonly restorePoints: number | null;
  readonly destination: string;
  readonly message: string;
  readonly objects: readonly ObjectRow[];
  /** What the vendor advises, for alarms. */
  readonly knowledge: string;
  /** Set when what is shown is not of this pass: a slow list that is kept, or beneath a server or agent out of touch. */
  readonly dataAsOf: string;
  readonly rule: string;
  readonly incident: string;
  readonly generation: number;
  readonly previousTicketId: number | null;
  /** Subjects folded into a storm, or the storm that this one is named in. */
  readonly members: readonly ObjectRow[];
  readonly detail: string;
}

/** Turns variables into text: the bridge's own words, or the operator's templates outside the domain. */
export interface TicketTexts {
  summary(variables: TicketVariables): string;
  description(variables: TicketVariables): string;
  note(variables: TicketVariables): string;
}
