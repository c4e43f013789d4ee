import type { TerminalResult } from './domain/workload-facts';
import type { SeenJob } from './fact-parts';

/**
 * Results that are not kept yet, keyed (job, end time). Where the vendor tells no end, the start stands for it; when the
 * session of that start comes to something else meanwhile, a retry say, that ended just now.
 */
export function listNewResults(
  seen: readonly SeenJob[],
  known: readonly TerminalResult[],
  now: number,
): readonly TerminalResult[] {
  const keys = new Set(known.map(keyOf));
  const latest = new Map<string, TerminalResult>();
  for (const result of known) {
    const before = latest.get(sessionOf(result));
    if (!before || before.endedAt < result.endedAt) latest.set(sessionOf(result), result);
  }
  return seen.flatMap(({ isEndTold, result }) => {
    if (result === null) return [];
    const before = isEndTold ? undefined : latest.get(sessionOf(result));
    if (before) return before.result === result.result ? [] : [{ ...result, endedAt: now }];
    return keys.has(keyOf(result)) ? [] : [result];
  });
}

function keyOf({ endedAt, job }: TerminalResult): string {
  return `${job} ${endedAt}`;
}

function sessionOf({ job, startedAt }: TerminalResult): string {
  return `${job} ${startedAt ?? ''}`;
}
