import type { PlannedProblem } from '../kernel/change';
import { STALE_AFTER_RUNS } from './engine-settings';
import { systemOf, type IncompleteSource } from './source-result';

const HINTS: Readonly<Record<IncompleteSource['kind'], string>> = {
  auth: 'Check the key or password in config/bridge.yaml, then run: vspc-bridge check',
  forbidden: "Give the bridge's account the role that README names for this, then run: vspc-bridge check",
  'rate-limited': 'Lower requestsPerSecond for this system, or wait: the next pass reads it again.',
  transient: 'Check that the system answers; the next pass reads it again.',
  'not-found': 'Check the address in config/bridge.yaml, then run: vspc-bridge check',
  conflict: 'The next pass reads it again.',
  rejected: 'The system refuses the request; run: vspc-bridge check',
  contract: 'The answer is not what the system documents; check for a proxy in between, then run: vspc-bridge check',
  shrunk: 'If the entries are really gone, run: vspc-bridge accept-shrink <source>. Otherwise wait a day.',
};

/** Kinds that a later pass may well not see again: they become a problem only when they last. */
const PASSING: readonly IncompleteSource['kind'][] = ['transient', 'rate-limited', 'conflict'];

/** Problems that follow from what could not be read. A system that refuses us, or is too old, is one problem, not twenty. */
export function sourceProblems(sources: readonly IncompleteSource[]): PlannedProblem[] {
  const problems = new Map<string, PlannedProblem>();
  for (const source of sources) {
    const isStale = source.incompleteRuns >= STALE_AFTER_RUNS;
    if (PASSING.includes(source.kind) && !isStale) continue;
    const isOfSystem = source.kind === 'auth' || source.wholeSystem === true;
    const problem = isOfSystem ? systemProblem(source) : sourceProblem(source, isStale);
    problems.set(problem.id, problem);
  }
  return [...problems.values()];
}

/** What keeps a whole system from being read. */
function systemProblem(source: IncompleteSource): PlannedProblem {
  const system = systemOf(source.source);
  const { kind, message } = source;
  return { id: `${kind}/${system}`, system, kind, message, hint: HINTS[kind].replace('<source>', source.source) };
}

function sourceProblem(source: IncompleteSource, isStale: boolean): PlannedProblem {
  const runs = isStale ? ` It could not be read completely in ${source.incompleteRuns} runs in a row.` : '';
  return {
    id: `source/${source.source}`,
    system: systemOf(source.source),
    kind: PASSING.includes(source.kind) ? 'stale' : source.kind,
    message: `${source.source}: ${source.message}${runs}`,
    hint: HINTS[source.kind].replace('<source>', source.source),
  };
}
