import { STREAM_ACTIONS, type CompanyReference, type Stream, type Subject } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { Reason } from '../kernel/reasons';
import type { Policy } from './engine-settings';
import type { RunMode } from './run-context';

/** `--json` of plan and reconcile (INTERFACE): a fixed contract, spelt as it is printed. */
export interface RunReport {
  readonly run: {
    readonly id: string;
    readonly mode: RunMode;
    readonly status: RunStatus;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly now: string;
  };
  readonly streams: Readonly<Partial<Record<Stream, StreamReport>>>;
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly problems: readonly ReportedProblem[];
}

export type RunStatus = 'succeeded' | 'partial' | 'failed' | 'blocked';

export interface StreamReport {
  readonly status: RunStatus | 'skipped';
  readonly policy: Policy;
  readonly sources: {
    readonly complete: number;
    readonly incomplete: readonly { readonly source: string; readonly kind: string }[];
  };
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: readonly ReportedChange[];
  readonly skips: readonly ReportedSkip[];
  /** Holds and incomplete sources that the last pass did not have: they alone are an alarm (exit 3). */
  readonly news: { readonly held: number; readonly incomplete: number };
}

export type ChangeOutcome = 'applied' | 'planned' | 'held' | 'failed' | 'blocked';

export interface ReportedChange {
  readonly key: string;
  readonly action: string;
  readonly reason: Reason;
  readonly rule: string | null;
  readonly detail: string | null;
  readonly company: CompanyReference | null;
  readonly subject: Subject;
  readonly outcome: ChangeOutcome;
  readonly remoteId: string | null;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** What it adds to the next invoice, decimal text; null where it is not about money, or no price is known. */
  readonly effect: string | null;
  readonly error: string | null;
}

export interface ReportedSkip {
  readonly reason: Reason;
  readonly rule: string | null;
  readonly detail: string | null;
  readonly company: CompanyReference | null;
  readonly subject: Subject;
}

export interface ReportedProblem {
  readonly id: string;
  readonly system: string;
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
  readonly since: string;
}

const OTHER_COUNTS = ['skip', 'held', 'failed', 'blocked'] as const;

/** Every action of the stream, zeros included: what was applied in an applying pass, what is planned in a plan. */
export function countChanges(
  stream: Stream,
  mode: RunMode,
  changes: readonly ReportedChange[],
  skips: number,
): Record<string, number> {
  const counted = mode === 'apply' ? 'applied' : 'planned';
  const counts: Record<string, number> = {};
  for (const action of STREAM_ACTIONS[stream]) {
    counts[action] = changes.filter((change) => change.action === action && change.outcome === counted).length;
  }
  for (const other of OTHER_COUNTS) counts[other] = changes.filter((change) => change.outcome === other).length;
  counts['skip'] = skips;
  return counts;
}

/** The run as a whole is as bad as its worst stream that ran. */
export function statusOfRun(streams: readonly StreamReport[]): RunStatus {
  const ran = streams.filter((stream) => stream.status !== 'skipped').map((stream) => stream.status);
  if (ran.length > 0 && ran.every((status) => status === 'blocked')) return 'blocked';
  if (ran.length > 0 && ran.every((status) => status === 'failed')) return 'failed';
  return ran.every((status) => status === 'succeeded') ? 'succeeded' : 'partial';
}

/**
 * Exit code of `plan` and `reconcile` (INTERFACE, "Exit codes"). First line that fits:
 *
 * | what happened                                                             | code |
 * | ------------------------------------------------------------------------- | ---- |
 * | a stream failed: it could read none of its main sources                   | 1    |
 * | `plan` found changes                                                      | 2    |
 * | a change failed or is blocked, a stream is blocked, or a hold or an incomplete source is new | 3 |
 * | anything else                                                             | 0    |
 */
export function exitCodeOf(report: RunReport): 0 | 1 | 2 | 3 {
  const streams = Object.values(report.streams);
  if (streams.some((stream) => stream.status === 'failed')) return 1;
  if (
    report.run.mode === 'plan' &&
    streams.some((stream) => stream.changes.some((change) => change.outcome === 'planned'))
  )
    return 2;
  return streams.some(needsAttention) ? 3 : 0;
}

function needsAttention(stream: StreamReport): boolean {
  if (stream.status === 'blocked') return true;
  if ((stream.counts['failed'] ?? 0) + (stream.counts['blocked'] ?? 0) > 0) return true;
  return stream.news.held + stream.news.incomplete > 0;
}
