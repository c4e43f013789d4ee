import type { SourceKey } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { severityOf, type Condition, type IncidentSight } from './incident';
import type { ResolvedSettings } from './match-rule';
import type {
  AlarmFact,
  AlarmSeverity,
  Instant,
  JobFact,
  ProviderProblemFact,
  SourceFact,
  SubjectId,
  TerminalResult,
  WorkloadFact,
} from './workload-facts';

/** One condition of one subject, as the facts show it now. */
export interface Finding {
  readonly condition: Condition;
  readonly reason: Reason;
  /** When it began: end of the first failed run, due time, last restore point, last heartbeat … */
  readonly since: Instant;
  /** When it became true by its rule; the hold counts from here, and the baseline is judged by it. */
  readonly onsetAt: Instant;
  /** When it may open. */
  readonly readyAt: Instant;
  /** Newest evidence; stands still while nothing happens. */
  readonly lastSeenAt: Instant;
  readonly runs: number;
  readonly message: string;
  /** Of an alarm. */
  readonly severity: AlarmSeverity | null;
  /** Inferred from something that is not there (RULES, Engine 2). */
  readonly fromAbsence: boolean;
  readonly sources: readonly SourceKey[];
  readonly resolved: ResolvedSettings;
  /** False: known and shown, never a ticket (RULES, Tickets 6). */
  readonly ticketed: boolean;
  readonly explained: Explanation | null;
}

export interface Explanation {
  readonly reason: 'explained-by-job' | 'explained-by-source';
  readonly by: SubjectId;
  readonly name: string;
}

export type SubjectFact =
  | { readonly type: 'job'; readonly fact: JobFact; readonly results: readonly TerminalResult[] }
  | { readonly type: 'workload'; readonly fact: WorkloadFact }
  | { readonly type: 'source'; readonly fact: SourceFact }
  | { readonly type: 'alarm'; readonly fact: AlarmFact }
  | { readonly type: 'problem'; readonly fact: ProviderProblemFact };

/** Everything known about one subject now: its facts, and what is wrong with it, worst first. */
export interface Situation {
  readonly id: SubjectId;
  readonly about: SubjectFact;
  readonly findings: readonly Finding[];
}

export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((left, right) => severityOf(left.condition) - severityOf(right.condition));
}

/** What the ledger keeps of findings; the first is the worst. */
export function sightOf(findings: readonly Finding[]): IncidentSight | null {
  const [worst] = findings;
  if (!worst) return null;
  return {
    conditions: findings.map((finding) => finding.condition),
    worst: worst.condition,
    reason: worst.reason,
    since: worst.since,
    lastSeenAt: Math.max(...findings.map((finding) => finding.lastSeenAt)),
    runs: worst.runs,
    severity: worst.severity,
    absentSince: null,
  };
}
