import type { SourceKey } from '../../kernel/change';
import type { CompanyAttribution } from '../../mapping/domain/attribute-company';
import type { Workload } from './ticket-settings';

/** Milliseconds since the epoch, UTC. Facts, ledger and planner count in nothing else. */
export type Instant = number;
/** A length of time in milliseconds. */
export type DurationMs = number;

/** What can have an incident. One word of it is the middle part of every subject id. */
export type SubjectKind =
  | 'vbr-job'
  | 'policy-computer'
  | 'agent-job'
  | 'vb365-job'
  | 'cloud-object'
  | 'failover-plan'
  | 'workload'
  | 'server'
  | 'agent'
  | 'alarm'
  | 'problem'
  | 'storm'
  /** Marks the first pass of a connection in the ledger; never a ticket. */
  | 'connection';

/** The `workload` key of a rule (INTERFACE, `match` keys). */
export type WorkloadClass = Workload;

/** `<connection>/<kind>/<key>`: unique in the installation, the key of the ledger. */
export type SubjectId = string;

export function subjectId(connection: string, kind: SubjectKind, key: string): SubjectId {
  return `${connection}/${kind}/${key}`;
}

/** What every fact has: where it was read, whose it is, and what it stands on (for storms and rules). */
export interface FactBase {
  /** Made once, when the fact is: a plan asks for it many times. */
  readonly id: SubjectId;
  readonly connection: string;
  readonly kind: SubjectKind;
  /** Unique within connection and kind; the vendor's stable uid. */
  readonly key: string;
  readonly name: string;
  /** The read that this fact came from. */
  readonly source: SourceKey;
  readonly company: CompanyAttribution;
  readonly serverKey: string | null;
  readonly serverName: string | null;
  readonly siteKey: string | null;
  readonly repositoryKey: string | null;
  readonly agentKey: string | null;
  readonly tag: string | null;
  /** When the bridge first saw it; with that nothing young is called missed. */
  readonly firstSeenAt: Instant;
}

export type ScheduleType =
  'daily' | 'monthly' | 'periodically' | 'continuously' | 'window' | 'chained' | 'not-scheduled' | 'unknown';

/** 0 = Sunday … 6 = Saturday, as in cron. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * A schedule in normal form. Times of day are minutes after midnight of the server's wall clock; `utcMinute` is the
 * vendor's `…Utc` twin where it told one.
 */
export type JobSchedule =
  | {
      readonly type: 'daily';
      readonly minute: number;
      readonly utcMinute: number | null;
      /** Empty means every day. */
      readonly weekdays: readonly Weekday[];
    }
  | {
      readonly type: 'monthly';
      readonly minute: number;
      readonly utcMinute: number | null;
      /** Which of that weekday in the month; `last`, or a day of the month when `weekday` is null. */
      readonly nth: number | 'last';
      readonly weekday: Weekday | null;
      /** 1 = January; empty means every month. */
      readonly months: readonly number[];
    }
  | {
      readonly type: 'periodically';
      readonly periodMs: DurationMs;
      /** Minutes after midnight (or after the full hour, for periods below a day) at which the first period begins. */
      readonly offsetMinutes: number;
      readonly window: ScheduleWindow | null;
    }
  | { readonly type: 'continuously'; readonly rpoMs: DurationMs | null; readonly window: ScheduleWindow | null }
  | { readonly type: 'chained'; readonly parentKey: string | null; readonly parentName: string | null };

/** 7 × 24 hours, Sunday first; true where the job may run. */
export type ScheduleWindow = readonly (readonly boolean[])[];

/** One row of the table in a ticket: a VM of a job, a computer of a policy. */
export interface ObjectResult {
  readonly name: string;
  readonly result: ResultKind | 'running' | 'pending' | 'unknown';
  readonly message: string;
}

export type ResultKind = 'success' | 'warning' | 'failed';

/** A thing that runs and ends in a result: a VBR job, a policy on a computer, an agent job, a VB365 job, a cloud object. */
export interface JobFact extends FactBase {
  readonly workload: WorkloadClass;
  /** The vendor's own word, `BackupVm`; what a rule's `kind` matches. */
  readonly vendorType: string;
  readonly enabled: boolean;
  /** Since when we have seen it disabled; null while enabled. */
  readonly disabledSince: Instant | null;
  /** Never idle: an `Idle` is a good end (backup copy, CDP, log backup). */
  readonly continuous: boolean;
  readonly scheduleType: ScheduleType;
  readonly schedule: JobSchedule | null;
  /** The earliest next run told and not yet served, as `rememberNextRun` keeps it. */
  readonly dueAt: Instant | null;
  readonly lastStartAt: Instant | null;
  readonly running: boolean;
  readonly averageDurationMs: DurationMs | null;
  readonly objects: readonly ObjectResult[];
  /** The vendor's message about the last terminal result. */
  readonly message: string;
  readonly restorePoints: number | null;
  readonly destination: string | null;
  /** Name of the computer for agents and policies: attaching a configuration, and for people. */
  readonly computerName: string | null;
  readonly serialNumber: string | null;
}

/** A terminal result, kept 90 days, keyed (job, end time): RULES, Tickets 3. */
export interface TerminalResult {
  readonly job: SubjectId;
  readonly endedAt: Instant;
  /** Null where the vendor tells no start of a finished session; then the end stands for it. */
  readonly startedAt: Instant | null;
  readonly result: ResultKind;
  readonly message: string;
}

/** A protected thing with restore points, judged by its RPO (RULES, Tickets 5). */
export interface WorkloadFact extends FactBase {
  readonly workload: WorkloadClass;
  readonly vendorType: string;
  /** Null: a job lists it, and it has no restore point at all. */
  readonly latestRestorePointAt: Instant | null;
  /** A good run of its job that is so young that the list need not know its restore point yet. */
  readonly expectedRestorePointAt: Instant | null;
  readonly restorePoints: number | null;
  /** Subject id of the job that makes its restore points, where known. */
  readonly job: SubjectId | null;
  readonly computerName: string | null;
  readonly serialNumber: string | null;
}

/**
 * Something that results come through: a backup server (with its management agent, one subject) or an agent.
 * `key` is what `serverKey` and `agentKey` of the other facts name.
 */
export interface SourceFact extends FactBase {
  readonly kind: 'server' | 'agent';
  readonly connected: boolean;
  readonly lastHeartbeatAt: Instant | null;
  /** Server agents and backup servers are ticketed without a rule, workstations are not. */
  readonly workload: 'server' | 'workstation';
  readonly computerName: string | null;
  readonly serialNumber: string | null;
}

export type AlarmSeverity = 'info' | 'warning' | 'error' | 'unknown';

export type AlarmState = 'active' | 'acknowledged' | 'resolved';

export interface AlarmFact extends FactBase {
  readonly kind: 'alarm';
  /** Of the template, joined: `Repository free space`. */
  readonly alarm: string;
  readonly category: string;
  readonly severity: AlarmSeverity;
  readonly state: AlarmState;
  readonly activatedAt: Instant;
  /** How often it was raised, as VSPC counts it. */
  readonly repeats: number;
  readonly message: string;
  /** Figures of the repository or quota that it is about, and the read that they came from; may be empty. */
  readonly capacity: string;
  readonly capacitySource: SourceKey | null;
  readonly knowledge: string;
  /** Subject id of what it is about, where that is a subject of ours. */
  readonly about: SubjectId | null;
}

/** `auth@connectwise`: the key of a problem's subject, below the connection `bridge`. */
export function problemKey(problem: Pick<ProviderProblemFact, 'kind' | 'system'>): string {
  return `${problem.kind}@${problem.system}`;
}

/** A problem of the bridge itself that is worth a ticket of the provider's own (RULES, Tickets 15). */
export interface ProviderProblemFact {
  readonly kind: 'auth' | 'blocked' | 'stale';
  readonly system: string;
  readonly since: Instant;
  readonly message: string;
  readonly hint: string;
}
