import { DAY_MS, dueAfter, intervalOf, type DueContext } from './due-times';
import type { DurationMs, Instant, JobFact, TerminalResult } from './workload-facts';

/** A rhythm needs this many results (RULES, Tickets 4). */
const RHYTHM_RESULTS = 5;
/** Of the gaps between starts, the one that nine of ten do not exceed: a weekend is part of the rhythm. */
const RHYTHM_QUANTILE = 0.9;
/** A job that is missed for a year is not counted further. */
const MOST_DUE_TIMES = 400;

/** Why a job cannot be missed, cheaply enough to ask every job of every pass (RULES, Tickets 4); null: it can. */
export function unscheduledReason(job: JobFact, resultsKept: number): 'not-scheduled' | 'no-schedule' | null {
  if (!job.enabled || job.running) return null;
  if (job.scheduleType === 'not-scheduled') return 'not-scheduled';
  if (job.schedule?.type === 'chained') return job.schedule.parentKey === null ? 'no-schedule' : null;
  const known = job.schedule !== null || job.dueAt !== null || job.scheduleType === 'continuously';
  return known || resultsKept >= RHYTHM_RESULTS ? null : 'no-schedule';
}

export interface DueInput extends DueContext {
  readonly job: JobFact;
  /** In order of their end. */
  readonly results: readonly TerminalResult[];
  /** Of a chained job: ends of its parent in Success or Warning, in order; null when the parent is not known. */
  readonly parentEnds: readonly Instant[] | null;
}

/** Why a job cannot be missed; `served` means that it is not. */
export type Unjudged = 'disabled' | 'not-scheduled' | 'no-schedule' | 'young' | 'served';

export type DueState =
  | { readonly type: Unjudged }
  | {
      readonly type: 'due';
      /** The earliest due time that no session has served; may be in the future. */
      readonly dueAt: Instant;
      readonly intervalMs: DurationMs;
    };

/**
 * The earliest due time not yet served (RULES, Tickets 4). First line that fits:
 *
 * | the job                                         | is due                                          |
 * | ----------------------------------------------- | ----------------------------------------------- |
 * | is disabled                                     | never: `disabled`                               |
 * | is not scheduled                                | never: `not-scheduled`                          |
 * | runs now                                        | `served`, whatever becomes of it                |
 * | is chained                                      | when its parent ended well after its own start  |
 * | is chained under a parent that is not known     | `no-schedule`                                   |
 * | was watched since its last start, has a next run | at that, as we stored it                       |
 * | has a schedule, a next run, or both             | at the earlier of the two                       |
 * | has five results or more                        | a rhythm after its last start                   |
 * | has nothing of this                             | `no-schedule`                                   |
 * | … and is younger than one interval              | never: `young`                                  |
 */
export function dueStateOf(input: DueInput): DueState {
  const { job } = input;
  if (!job.enabled) return { type: 'disabled' };
  if (job.scheduleType === 'not-scheduled') return { type: 'not-scheduled' };
  if (job.running) return { type: 'served' };
  if (job.schedule?.type === 'chained') return chainedDue(input);
  const due = earliestDue(input);
  if (due === null) return { type: 'no-schedule' };
  return input.now - bornAt(input) < due.intervalMs ? { type: 'young' } : { type: 'due', ...due };
}

interface Due {
  readonly dueAt: Instant;
  readonly intervalMs: DurationMs;
}

/** A due time up to here has been served: by the last start, or by the session that was under way. */
function servedUntil({ job, results }: DueInput): Instant {
  const lastEnd = results.at(-1)?.endedAt ?? 0;
  return Math.max(job.lastStartAt ?? 0, lastEnd) || job.firstSeenAt;
}

function bornAt({ job, results }: DueInput): Instant {
  return Math.min(job.firstSeenAt, job.lastStartAt ?? job.firstSeenAt, results[0]?.endedAt ?? job.firstSeenAt);
}

function earliestDue(input: DueInput): Due | null {
  const { job, results, rpoMs } = input;
  const after = servedUntil(input);
  const stored = job.dueAt !== null && job.dueAt > after ? job.dueAt : null;
  const calendar = calendarOf(job);
  const intervalMs = calendar ? intervalOf(calendar, rpoMs) : DAY_MS;
  const watched = job.lastStartAt !== null && job.firstSeenAt <= job.lastStartAt;
  if (stored !== null && (watched || !calendar)) return { dueAt: stored, intervalMs };
  const planned = calendar ? dueAfter(calendar, after, input) : null;
  if (planned !== null) return { dueAt: stored === null ? planned : Math.min(stored, planned), intervalMs };
  const rhythmMs = rhythmOf(results);
  return rhythmMs === null ? null : { dueAt: after + rhythmMs, intervalMs: rhythmMs };
}

type Calendar = Parameters<typeof dueAfter>[0];

function calendarOf({ schedule, scheduleType }: JobFact): Calendar | null {
  if (schedule !== null && schedule.type !== 'chained') return schedule;
  return scheduleType === 'continuously' ? { type: 'continuously', rpoMs: null, window: null } : null;
}

/** The parent's first good end after the chained job last began. */
function chainedDue(input: DueInput): DueState {
  if (input.parentEnds === null) return { type: 'no-schedule' };
  const after = servedUntil(input);
  const dueAt = input.parentEnds.find((end) => end > after);
  if (dueAt === undefined) return { type: 'served' };
  return { type: 'due', dueAt, intervalMs: 0 };
}

/** Null below five results. */
export function rhythmOf(results: readonly TerminalResult[]): DurationMs | null {
  if (results.length < RHYTHM_RESULTS) return null;
  const starts = results.map((result) => result.startedAt ?? result.endedAt);
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? start));
  gaps.sort((left, right) => left - right);
  return gaps[Math.ceil(RHYTHM_QUANTILE * gaps.length) - 1] ?? null;
}

export interface Missed {
  /** The earliest due time not served. */
  readonly since: Instant;
  /** The due time that makes it a ticket: the first one, or the first after a person closed the ticket. */
  readonly decidingDueAt: Instant;
  /** The newest due time whose grace is over. */
  readonly lastDueAt: Instant;
  readonly count: number;
}

/** Null while the grace of the earliest due time lasts. */
export function missedOf(
  input: DueInput,
  due: Due,
  graceMs: DurationMs,
  dismissedUntil: Instant | null,
): Missed | null {
  if (due.dueAt + graceMs > input.now) return null;
  const passed = due.intervalMs > 0 ? dueTimesUntil(input, due, graceMs) : parentEndsUntil(input, due, graceMs);
  const deciding = passed.find((at) => dismissedUntil !== null && at > dismissedUntil) ?? due.dueAt;
  return { since: due.dueAt, decidingDueAt: deciding, lastDueAt: passed.at(-1) ?? due.dueAt, count: passed.length };
}

function dueTimesUntil(input: DueInput, due: Due, graceMs: DurationMs): readonly Instant[] {
  const calendar = calendarOf(input.job);
  const passed = [due.dueAt];
  for (let next = due.dueAt; passed.length < MOST_DUE_TIMES;) {
    next = (calendar ? dueAfter(calendar, next, input) : null) ?? next + due.intervalMs;
    if (next + graceMs > input.now) break;
    passed.push(next);
  }
  return passed;
}

function parentEndsUntil({ now, parentEnds }: DueInput, due: Due, graceMs: DurationMs): readonly Instant[] {
  return (parentEnds ?? []).filter((end) => end >= due.dueAt && end + graceMs <= now);
}

/**
 * The next run to remember, from what the vendor shows now. A time that has passed stays until a session has served it;
 * one that lies ahead moves with its schedule.
 */
export function rememberNextRun(
  stored: Instant | null,
  shown: { readonly nextRunAt: Instant | null; readonly lastStartAt: Instant | null; readonly enabled: boolean },
  now: Instant,
): Instant | null {
  if (!shown.enabled) return null;
  const served = stored !== null && shown.lastStartAt !== null && shown.lastStartAt >= stored;
  const overdue = stored !== null && stored <= now && !served;
  return overdue ? stored : shown.nextRunAt;
}
