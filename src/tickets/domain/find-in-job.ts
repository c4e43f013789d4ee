import { findFailed } from './failed-jobs';
import type { Finding } from './finding';
import type { Condition, IncidentRow } from './incident';
import type { ResolvedSettings } from './match-rule';
import { dueStateOf, missedOf, type DueInput } from './missed';
import { matchSubjectOf, wallClockOf, type PlanContext } from './plan-context';
import type { Instant, JobFact, TerminalResult } from './workload-facts';

export interface JobView {
  readonly job: JobFact;
  /** In order of their end. */
  readonly results: readonly TerminalResult[];
  readonly incident: IncidentRow | null;
  readonly parentEnds: readonly Instant[] | null;
}

/**
 * What is wrong with a job now (RULES, Tickets 3 to 6).
 *
 * | condition    | when                                                     | without a rule |
 * | ------------ | -------------------------------------------------------- | -------------- |
 * | failed       | `afterFailures` runs in a row failed                     | ticketed       |
 * | missed       | `grace` after the earliest due time that nothing served  | ticketed       |
 * | long-running | runs longer than `factor` × average and `atLeast`        | known only     |
 * | disabled     | for longer than `disabledFor`                            | known only     |
 * | warning      | `afterFailures` runs in a row ended in Warning or Failed | known only     |
 */
export function findInJob(context: PlanContext, view: JobView): readonly Finding[] {
  const last = view.results.at(-1)?.result ?? 'success';
  const failed = last === 'success' ? null : findResult(context, view, 'failed');
  const warning = last === 'success' ? null : findResult(context, view, 'warning');
  const missed = findMissed(context, view);
  const long = findLongRunning(context, view);
  const disabled = findDisabled(context, view);
  // Nearly every job of an estate is well, and a list of nothing is made once.
  if (!failed && !warning && !missed && !long && !disabled) return NOTHING;
  return [failed, missed, long, disabled, warning].filter((finding) => finding !== null);
}

const NOTHING: readonly Finding[] = [];

function findResult(context: PlanContext, view: JobView, row: 'failed' | 'warning'): Finding | null {
  const { incident, job, results } = view;
  return findFailed(job, results, row, { resolved: settingsFor(context, job, row), incident });
}

export function findMissed(context: PlanContext, view: JobView): Finding | null {
  const { job, results } = view;
  if (mayNotBeMissed(context, job, results)) return null;
  const clock = wallClockOf(context, job.connection);
  const rpoMs = context.rules.least('rpoMs');
  const input: DueInput = { job, results, parentEnds: view.parentEnds, clock, now: context.now, rpoMs };
  const earliest = dueStateOf(input);
  if (earliest.type !== 'due' || earliest.dueAt + context.rules.least('graceMs') > context.now) return null;
  return missedByRule(context, view, input);
}

/** The same again with the grace and the RPO that the rules give this job. */
function missedByRule(context: PlanContext, { incident, job }: JobView, least: DueInput): Finding | null {
  const resolved = settingsFor(context, job, 'missed');
  const { graceMs, rpoMs } = resolved.settings;
  const input = { ...least, rpoMs };
  const due = dueStateOf(input);
  if (due.type !== 'due') return null;
  const dismissedUntil = incident?.waitsFor === 'evidence' ? incident.closedAt : null;
  const missed = missedOf(input, due, graceMs, dismissedUntil);
  if (!missed) return null;
  const onsetAt = missed.decidingDueAt + graceMs;
  return {
    ...common(job, resolved, resolved.ticket !== false),
    condition: 'missed',
    reason: 'missed',
    since: missed.since,
    onsetAt,
    readyAt: onsetAt,
    lastSeenAt: missed.lastDueAt,
    runs: missed.count,
    fromAbsence: true,
  };
}

/** Most jobs of a healthy estate end here, before any rule or calendar is asked. */
function mayNotBeMissed({ now, rules }: PlanContext, job: JobFact, results: readonly TerminalResult[]): boolean {
  if (!job.enabled || job.running || job.scheduleType === 'not-scheduled') return true;
  const graceMs = rules.least('graceMs');
  const served = Math.max(job.lastStartAt ?? 0, results.at(-1)?.endedAt ?? 0);
  if (served + graceMs > now) return true;
  const watched = job.lastStartAt !== null && job.firstSeenAt <= job.lastStartAt;
  return watched && job.dueAt !== null && job.dueAt > served && job.dueAt + graceMs > now;
}

function findLongRunning(context: PlanContext, { job }: JobView): Finding | null {
  if (!job.running || job.lastStartAt === null || !job.averageDurationMs || job.continuous) return null;
  const resolved = settingsFor(context, job, 'long-running');
  const { atLeastMs, factor } = resolved.settings.longRunning;
  const onsetAt = job.lastStartAt + Math.max(factor * job.averageDurationMs, atLeastMs);
  if (onsetAt > context.now) return null;
  const base = common(job, resolved, resolved.ticket === true);
  return { ...base, ...momentary(job.lastStartAt, onsetAt), condition: 'long-running', reason: 'long-running' };
}

function findDisabled(context: PlanContext, { job }: JobView): Finding | null {
  if (job.enabled || job.disabledSince === null) return null;
  const resolved = settingsFor(context, job, 'disabled');
  const onsetAt = job.disabledSince + resolved.settings.disabledForMs;
  if (onsetAt > context.now) return null;
  const base = common(job, resolved, resolved.ticket === true);
  return { ...base, ...momentary(job.disabledSince, onsetAt), condition: 'disabled', reason: 'disabled' };
}

function momentary(since: Instant, onsetAt: Instant): Pick<Finding, 'since' | 'onsetAt' | 'readyAt' | 'lastSeenAt'> {
  return { since, onsetAt, readyAt: onsetAt, lastSeenAt: since };
}

type Common = Pick<
  Finding,
  'runs' | 'message' | 'severity' | 'fromAbsence' | 'sources' | 'resolved' | 'ticketed' | 'explained'
>;

function common(job: JobFact, resolved: ResolvedSettings, ticketed: boolean): Common {
  return {
    runs: 1,
    message: '',
    severity: null,
    fromAbsence: false,
    sources: [job.source],
    resolved,
    ticketed,
    explained: null,
  };
}

function settingsFor(context: PlanContext, job: JobFact, condition: Condition): ResolvedSettings {
  const { name, vendorType, workload } = job;
  return context.rules.settingsFor(matchSubjectOf(context, job, condition, { workload, kind: vendorType, job: name }));
}
