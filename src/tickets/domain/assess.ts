import { explainedBy, Explanations } from './explain-findings';
import { worstFirst, type Explanation, type Finding, type Situation, type SubjectFact } from './finding';
import { findInJob, type JobView } from './find-in-job';
import type { IncidentRow } from './incident';
import { findAlarm, findOffline, findUnprotected, problemFinding, withKnownSeverity } from './find-in-others';
import type { PlanContext } from './plan-context';
import {
  problemKey,
  subjectId,
  type Instant,
  type JobFact,
  type SubjectId,
  type TerminalResult,
  type WorkloadFact,
} from './workload-facts';

const NO_RESULTS: readonly TerminalResult[] = [];

/**
 * What is wrong with every subject now; a subject with a row in the ledger is listed even when nothing is. In the order
 * in which one explains the other: servers and agents, jobs, chained jobs, workloads, alarms, the bridge itself.
 */
export function assess(context: PlanContext): ReadonlyMap<SubjectId, Situation> {
  const situations = new Map<SubjectId, Situation>();
  const explanations = new Explanations(context, situations);
  const add = (id: SubjectId, about: SubjectFact, found: readonly Finding[]): void => {
    if (found.length > 0 || context.incidents.has(id)) situations.set(id, { id, about, findings: worstFirst(found) });
  };
  assessSources(context, add);
  assessJobs(context, explanations, add);
  assessWorkloads(context, explanations, add);
  assessAlarms(context, explanations, add);
  for (const problem of context.observation.providerProblems) {
    const id = subjectId('bridge', 'problem', problemKey(problem));
    add(id, { type: 'problem', fact: problem }, [problemFinding(context, problem)]);
  }
  return situations;
}

type Add = (id: SubjectId, about: SubjectFact, found: readonly Finding[]) => void;

function assessSources(context: PlanContext, add: Add): void {
  for (const source of context.observation.agents) {
    const finding = findOffline(context, source);
    add(source.id, { type: 'source', fact: source }, finding ? [finding] : []);
  }
}

/** Chained jobs after all others, because a parent explains them; a chain of chains is settled from its head. */
function assessJobs(context: PlanContext, explanations: Explanations, add: Add): void {
  const chained: JobFact[] = [];
  const assessOne = (job: JobFact): void => {
    const view = viewOf(context, job);
    const found = findInJob(context, view);
    if (found.length === 0 && view.incident === null) return;
    const settled = found.map((finding) =>
      finding.condition === 'missed'
        ? explainedBy(finding, explanations.bySource(job) ?? explanations.byJob(parentOf(job)))
        : finding,
    );
    add(job.id, { type: 'job', fact: job, results: view.results }, settled);
  };
  for (const job of context.observation.jobs) {
    if (job.schedule?.type === 'chained') chained.push(job);
    else assessOne(job);
  }
  for (const job of inChainOrder(chained)) assessOne(job);
}

function inChainOrder(jobs: readonly JobFact[]): readonly JobFact[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const depthOf = (job: JobFact): number => {
    const seen = new Set<SubjectId>();
    for (let next: JobFact | undefined = job; next && !seen.has(next.id); next = byId.get(parentOf(next) ?? '')) {
      seen.add(next.id);
    }
    return seen.size;
  };
  const deep = jobs.map((job) => ({ job, depth: depthOf(job) }));
  return deep.sort((left, right) => left.depth - right.depth).map(({ job }) => job);
}

function viewOf(context: PlanContext, job: JobFact): JobView {
  return {
    job,
    results: context.results.get(job.id) ?? NO_RESULTS,
    incident: context.incidents.get(job.id) ?? null,
    parentEnds: parentEndsOf(context, job),
  };
}

/**
 * The same subject, judged as if the ledger held this row: what its ticket told just now (a person closed it) decides
 * which run or due time counts.
 */
export function assessAgain(context: PlanContext, situation: Situation, incident: IncidentRow): Situation {
  const { about } = situation;
  if (about.type !== 'job' || incident.waitsFor !== 'evidence') return situation;
  const explained = new Map(situation.findings.map((finding) => [finding.condition, finding.explained]));
  const found = findInJob(context, { ...viewOf(context, about.fact), incident });
  const findings = found.map((finding) => ({ ...finding, explained: explained.get(finding.condition) ?? null }));
  return { ...situation, findings: worstFirst(findings) };
}

function parentOf(job: JobFact): SubjectId | null {
  if (job.schedule?.type !== 'chained' || job.schedule.parentKey === null) return null;
  return subjectId(job.connection, job.kind, job.schedule.parentKey);
}

/** A chained job is due when its parent ends in Success or Warning. */
function parentEndsOf(context: PlanContext, job: JobFact): readonly Instant[] | null {
  const parent = parentOf(job);
  if (parent === null) return null;
  const ends = context.results.get(parent) ?? NO_RESULTS;
  return ends.filter((result) => result.result !== 'failed').map((result) => result.endedAt);
}

function assessWorkloads(context: PlanContext, explanations: Explanations, add: Add): void {
  for (const workload of context.observation.workloads) {
    const finding = findUnprotected(context, workload, context.incidents.get(workload.id) ?? null);
    const explained = finding ? whyUnprotected(explanations, workload) : null;
    add(workload.id, { type: 'workload', fact: workload }, finding ? [explainedBy(finding, explained)] : []);
  }
}

function whyUnprotected(explanations: Explanations, workload: WorkloadFact): Explanation | null {
  return explanations.byJob(workload.job) ?? explanations.bySource(workload) ?? explanations.byReturn(workload);
}

function assessAlarms(context: PlanContext, explanations: Explanations, add: Add): void {
  for (const shown of context.observation.alarms) {
    const incident = context.incidents.get(shown.id) ?? null;
    const alarm = withKnownSeverity(shown, incident);
    const finding = findAlarm(context, alarm, incident);
    add(
      alarm.id,
      { type: 'alarm', fact: alarm },
      finding ? [explainedBy(finding, explanations.byJob(alarm.about))] : [],
    );
  }
}
