import type { Finding } from './finding';
import type { IncidentRow } from './incident';
import { problemSubject } from './match-situation';
import { matchSubjectOf, type PlanContext } from './plan-context';
import type { AlarmFact, ProviderProblemFact, SourceFact, WorkloadFact } from './workload-facts';

/**
 * What is wrong with a workload, a server or agent, an alarm's object, or the bridge itself (RULES, Tickets 5, 6, 15).
 *
 * | subject  | condition      | when                                                         | without a rule      |
 * | -------- | -------------- | ------------------------------------------------------------ | ------------------- |
 * | workload | unprotected    | its latest restore point is older than `rpo`                  | ticketed            |
 * | workload | unprotected    | it has none, and a job has listed it for `rpo`                | ticketed, `never-protected` |
 * | workload | none           | its job ended well just now, and it has no incident yet       |                     |
 * | server   | source-offline | not connected, and `offlineFor` since its last heartbeat      | ticketed            |
 * | agent    | source-offline | the same; of a server                                         | ticketed            |
 * | agent    | source-offline | the same; of a workstation                                    | known only          |
 * | alarm    | alarm          | active or acknowledged, and `holdFor` since its activation    | known only          |
 * | problem  | problem        | while it lasts                                                | ticketed            |
 */
export function findUnprotected(
  context: PlanContext,
  workload: WorkloadFact,
  incident: IncidentRow | null,
): Finding | null {
  const { now, rules } = context;
  const never = workload.latestRestorePointAt === null;
  if (never && workload.job === null) return null;
  // The run that a restore point is expected of opens nothing, and closes nothing before the point is there.
  const isNew = incident === null || incident.state === 'resolved';
  if (isNew && workload.expectedRestorePointAt !== null) return null;
  const since = workload.latestRestorePointAt ?? workload.firstSeenAt;
  if (since + rules.least('rpoMs') > now) return null;
  const detail = { workload: workload.workload, kind: workload.vendorType };
  const resolved = rules.settingsFor(matchSubjectOf(context, workload, 'unprotected', detail));
  const onsetAt = since + resolved.settings.rpoMs;
  if (onsetAt > now) return null;
  return {
    condition: 'unprotected',
    reason: never ? 'never-protected' : 'unprotected',
    since,
    onsetAt,
    readyAt: onsetAt,
    lastSeenAt: since,
    runs: 1,
    message: '',
    severity: null,
    fromAbsence: true,
    sources: [workload.source],
    resolved,
    ticketed: resolved.ticket !== false,
    explained: null,
  };
}

export function findOffline(context: PlanContext, source: SourceFact): Finding | null {
  if (source.connected) return null;
  const since = source.lastHeartbeatAt ?? source.firstSeenAt;
  if (since + context.rules.least('offlineForMs') > context.now) return null;
  const subject = matchSubjectOf(context, source, 'source-offline', { workload: source.workload });
  const resolved = context.rules.settingsFor(subject);
  const onsetAt = since + resolved.settings.offlineForMs;
  if (onsetAt > context.now) return null;
  return {
    condition: 'source-offline',
    reason: 'source-offline',
    since,
    onsetAt,
    readyAt: onsetAt,
    lastSeenAt: since,
    runs: 1,
    message: '',
    severity: null,
    fromAbsence: false,
    sources: [source.source],
    resolved,
    ticketed: resolved.ticket ?? (source.kind === 'server' || source.workload === 'server'),
    explained: null,
  };
}

/** An acknowledged alarm tells no severity: it has the one that it was seen with. */
export function withKnownSeverity(alarm: AlarmFact, incident: IncidentRow | null): AlarmFact {
  if (alarm.state !== 'acknowledged' || incident === null || incident.state === 'resolved') return alarm;
  return { ...alarm, severity: incident.severity ?? alarm.severity };
}

/** Acknowledging an alarm gives it a new time and changes nothing (RULES, Tickets 8). */
export function findAlarm(context: PlanContext, alarm: AlarmFact, incident: IncidentRow | null): Finding | null {
  if (alarm.state === 'resolved') return null;
  const { category, severity } = alarm;
  const resolved = context.rules.settingsFor(
    matchSubjectOf(context, alarm, 'alarm', { alarm: alarm.alarm, category, severity }),
  );
  const ongoing = alarm.state === 'acknowledged' && incident !== null && incident.state !== 'resolved';
  const since = ongoing ? incident.since : alarm.activatedAt;
  return {
    condition: 'alarm',
    reason: 'alarm',
    since,
    onsetAt: since,
    readyAt: since + resolved.settings.holdForMs,
    lastSeenAt: since,
    runs: alarm.repeats,
    message: alarm.message,
    severity,
    fromAbsence: false,
    sources: [alarm.source],
    resolved,
    ticketed: resolved.ticket === true,
    explained: null,
  };
}

/** Rules decide how its ticket looks, never whether there is one (RULES, Tickets 15). */
export function problemFinding(context: PlanContext, problem: ProviderProblemFact): Finding {
  const { since } = problem;
  return {
    condition: 'problem',
    reason: `system-${problem.kind}`,
    since,
    onsetAt: since,
    readyAt: since,
    lastSeenAt: since,
    runs: 1,
    message: problem.message,
    severity: null,
    fromAbsence: false,
    sources: [],
    resolved: context.rules.settingsFor(problemSubject(context, problem.system, 'problem')),
    ticketed: true,
    explained: null,
  };
}
