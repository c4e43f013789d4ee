import type { ProblemRepository } from '../persistence/engine/problem.repository';
import type { ReportedProblem } from './run-report';

/** Problems that one decision ends: the first one's words, and how many more there are. */
export interface ProblemGroup {
  readonly first: ReportedProblem;
  readonly others: number;
}

/** What is open now, each problem once, whichever streams have seen it. */
export async function listOpenProblems(repository: ProblemRepository): Promise<readonly ReportedProblem[]> {
  const rows = await repository.listOpen();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].map(({ id, system, kind, message, hint, since }) => ({
    id,
    system,
    kind,
    message,
    hint,
    since: since.toISOString(),
  }));
}

/** Twenty lines of one company that wait for the same confirmation are one thing to decide. */
export function groupProblems(problems: readonly ReportedProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { first: ReportedProblem; others: number }>();
  for (const problem of problems) {
    const key = `${problem.kind}\n${problem.hint}`;
    const group = groups.get(key);
    if (group) group.others += 1;
    else groups.set(key, { first: problem, others: 0 });
  }
  return [...groups.values()];
}

export function describeGroup({ first, others }: ProblemGroup): string {
  return others === 0 ? first.message : `${first.message} (and ${others} more that this decides)`;
}
