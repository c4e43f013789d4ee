import type { DurationMs, Instant, ResultKind, TerminalResult } from './workload-facts';

/** While the job runs again an incident keeps holding, but no longer than this from the end of the run that counts. */
export const MAX_HOLD_WHILE_RUNNING_MS: DurationMs = 4 * 60 * 60_000;

/** One or more failed sessions of which each began within `retryWindow` of the one before (RULES, Tickets 3). */
export interface FailedRun {
  readonly startedAt: Instant;
  /** End of the last session of the run. */
  readonly endedAt: Instant;
  /** How many sessions were folded into it. */
  readonly sessions: number;
  readonly message: string;
}

export interface RunRules {
  readonly retryWindowMs: DurationMs;
  readonly warningRecovers: boolean;
}

/**
 * The failed runs since the row was last broken, oldest first.
 *
 * | a row of  | counts          | is broken by                        | ignores                             |
 * | --------- | --------------- | ----------------------------------- | ----------------------------------- |
 * | `failed`  | Failed          | Success; Warning when it recovers   | Warning when it does not recover    |
 * | `warning` | Warning, Failed | Success                             | nothing                             |
 *
 * `results` in order of their end, oldest first. What VSPC never showed us is not counted: a lower bound.
 */
export function runsInARow(
  results: readonly TerminalResult[],
  row: 'failed' | 'warning',
  rules: RunRules,
): readonly FailedRun[] {
  const runs: FailedRun[] = [];
  for (const result of results) {
    const effect = effectOn(row, result.result, rules);
    if (effect === 'break') runs.length = 0;
    else if (effect === 'count') addFailure(runs, result, rules.retryWindowMs);
  }
  return runs;
}

/** Whether one of the results ends a row, so that what is left of it began after that. */
export function isBroken(results: readonly TerminalResult[], row: 'failed' | 'warning', rules: RunRules): boolean {
  return results.some((result) => effectOn(row, result.result, rules) === 'break');
}

function effectOn(row: 'failed' | 'warning', result: ResultKind, rules: RunRules): 'break' | 'count' | 'ignore' {
  if (result === 'success') return 'break';
  if (result === 'failed' || row === 'warning') return 'count';
  return rules.warningRecovers ? 'break' : 'ignore';
}

function addFailure(runs: FailedRun[], result: TerminalResult, retryWindowMs: DurationMs): void {
  const startedAt = result.startedAt ?? result.endedAt;
  const previous = runs.at(-1);
  if (previous && startedAt - previous.endedAt <= retryWindowMs) {
    runs[runs.length - 1] = {
      startedAt: previous.startedAt,
      endedAt: Math.max(previous.endedAt, result.endedAt),
      sessions: previous.sessions + 1,
      message: result.message || previous.message,
    };
    return;
  }
  runs.push({ startedAt, endedAt: result.endedAt, sessions: 1, message: result.message });
}

export interface HoldRules {
  readonly afterFailures: number;
  readonly holdForMs: DurationMs;
}

export interface OpeningInput {
  readonly runs: readonly FailedRun[];
  readonly rules: HoldRules;
  /** A session that has not ended yet, if there is one. */
  readonly runningSince: Instant | null;
  /** A person closed the ticket then: a later run is what counts, if there is one (RULES, Tickets 10). */
  readonly dismissedUntil: Instant | null;
}

export interface Opening {
  /** End of the run that completed the count. */
  readonly onsetAt: Instant;
  /** When the hold ends. */
  readonly readyAt: Instant;
}

/**
 * When an incident of these runs may open; null while too few runs failed. The hold counts from the end of the run that
 * completed the count; while the job runs again it goes on, at most four hours from that end (RULES, Tickets 3).
 */
export function openingOf(input: OpeningInput): Opening | null {
  const counted = completingRun(input);
  if (!counted) return null;
  const onsetAt = counted.endedAt;
  const held = onsetAt + input.rules.holdForMs;
  const runsAgain = input.runningSince !== null && input.runningSince >= onsetAt;
  return { onsetAt, readyAt: runsAgain ? Math.max(held, onsetAt + MAX_HOLD_WHILE_RUNNING_MS) : held };
}

function completingRun(input: OpeningInput): FailedRun | undefined {
  const { dismissedUntil, rules, runs } = input;
  const completing = runs[Math.max(1, rules.afterFailures) - 1];
  if (!completing || dismissedUntil === null) return completing;
  return runs.find((run) => run.endedAt > Math.max(dismissedUntil, completing.endedAt - 1)) ?? completing;
}
