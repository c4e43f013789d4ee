import type { Finding } from './finding';
import type { ResolvedSettings } from './match-rule';
import { isBroken, openingOf, runsInARow, type FailedRun, type RunRules } from './runs';
import type { IncidentRow } from './incident';
import type { JobFact, TerminalResult } from './workload-facts';

/** Results of one job in order of their end, oldest first. */
export function inOrder(results: TerminalResult[]): TerminalResult[] {
  let ordered = true;
  for (let index = 1; index < results.length && ordered; index += 1) {
    ordered = (results[index - 1]?.endedAt ?? 0) <= (results[index]?.endedAt ?? 0);
  }
  return ordered ? results : [...results].sort((left, right) => left.endedAt - right.endedAt);
}

/**
 * The conditions that come from results (RULES, Tickets 3).
 *
 * | last results, `afterFailures` 2            | `failed`               | `warning`              |
 * | ------------------------------------------ | ---------------------- | ---------------------- |
 * | success                                    | no                     | no                     |
 * | one failure                                | no                     | no                     |
 * | failure, its retry within `retryWindow`    | no, one run            | no, one run            |
 * | failure, failure                           | from the second's end  | from the second's end  |
 * | failure, warning, failure                  | no, when it recovers   | from the warning's end |
 * | warning, warning                           | no                     | from the second's end  |
 */
export function findFailed(
  job: JobFact,
  results: readonly TerminalResult[],
  row: 'failed' | 'warning',
  context: { readonly resolved: ResolvedSettings; readonly incident: IncidentRow | null },
): Finding | null {
  const { settings } = context.resolved;
  const runs = runsInARow(results, row, settings);
  const last = runs.at(-1);
  const opening = openingOf({
    runs,
    rules: settings,
    runningSince: job.running ? job.lastStartAt : null,
    dismissedUntil: context.incident?.waitsFor === 'evidence' ? context.incident.closedAt : null,
  });
  const first = runs[0];
  if (!first || !last || !opening) return null;
  return {
    condition: row,
    reason: row === 'failed' ? 'failed-runs' : 'warning-runs',
    since: beganAt(first, { results, row, settings, incident: context.incident }),
    ...opening,
    lastSeenAt: last.endedAt,
    runs: runs.length,
    message: last.message || job.message,
    severity: null,
    fromAbsence: false,
    sources: [job.source],
    resolved: context.resolved,
    ticketed: row === 'failed' ? context.resolved.ticket !== false : context.resolved.ticket === true,
    explained: null,
  };
}

interface Beginning {
  readonly results: readonly TerminalResult[];
  readonly row: 'failed' | 'warning';
  readonly settings: RunRules;
  readonly incident: IncidentRow | null;
}

/** Only the newest results are at hand: a row that none of them breaks began when its incident says it did. */
function beganAt(first: FailedRun, { results, row, settings, incident }: Beginning): number {
  const goesOn = incident !== null && incident.worst === row && !OVER.has(incident.state);
  return goesOn && !isBroken(results, row, settings) ? Math.min(incident.since, first.endedAt) : first.endedAt;
}

const OVER: ReadonlySet<IncidentRow['state']> = new Set(['recovering', 'resolved']);

export interface Successes {
  /** The row of successes at the end of the results; a failure breaks it. */
  readonly current: readonly TerminalResult[];
  /** The longest such row at any time since: it had recovered, even if it failed anew before we looked. */
  readonly best: number;
}

/**
 * Terminal successes that ended after an instant (RULES, Tickets 8). A Warning counts when it recovers, is passed over
 * when it does not, and breaks the row of an incident of warnings.
 */
export function successesAfter(
  results: readonly TerminalResult[],
  after: number,
  warning: 'counts' | 'ignored' | 'breaks',
): Successes {
  let current: TerminalResult[] = [];
  let best = 0;
  for (const result of results) {
    if (result.endedAt <= after) continue;
    const counts = result.result === 'success' || (result.result === 'warning' && warning === 'counts');
    const breaks = result.result === 'failed' || (result.result === 'warning' && warning === 'breaks');
    if (counts) current.push(result);
    else if (breaks) current = [];
    best = Math.max(best, current.length);
  }
  return { current, best };
}
