import { findFailed } from './failed-jobs';
import { worstFirst, type Finding, type Situation } from './finding';
import { matchSubjectOf, type PlanContext } from './plan-context';
import { subjectId, type JobFact, type SubjectId, type TerminalResult } from './workload-facts';

const NO_RESULTS: readonly TerminalResult[] = [];

/** What is wrong with every subject now; those with a row in the ledger are listed even when nothing is. */
export function assess(context: PlanContext): ReadonlyMap<SubjectId, Situation> {
  const situations = new Map<SubjectId, Situation>();
  for (const job of context.observation.jobs) {
    const id = subjectId(job.connection, job.kind, job.key);
    const results = context.results.get(id) ?? NO_RESULTS;
    const findings = worstFirst(findInJob(context, job, id, results));
    if (findings.length > 0 || context.incidents.has(id)) {
      situations.set(id, { id, about: { type: 'job', fact: job, results }, findings });
    }
  }
  return situations;
}

function findInJob(
  context: PlanContext,
  job: JobFact,
  id: SubjectId,
  results: readonly TerminalResult[],
): readonly Finding[] {
  const last = results.at(-1);
  if (!last || last.result === 'success') return [];
  const incident = context.incidents.get(id) ?? null;
  const findings: Finding[] = [];
  for (const row of ['failed', 'warning'] as const) {
    const resolved = context.rules.settingsFor(
      matchSubjectOf(context, job, row, { workload: job.workload, kind: job.vendorType, job: job.name }),
    );
    const finding = findFailed(job, results, row, { resolved, incident });
    if (finding) findings.push(finding);
  }
  return findings;
}
