import type { VspcJob } from '../vspc/shapes/job-shapes';
import type { VspcData } from '../vspc/vspc-data';
import type { World } from './create-world';
import type { LiveJob, SessionResult } from './live-job';
import { listLiveJobs } from './live-job';
import { followMicrosoft365 } from './follow-microsoft365';
import { dayOf, planUsageDay } from './plan-usage-days';
import { listSilentSources } from './silent-sources';
import { RandomSource } from './random-source';

const DAY_MS = 24 * 3_600_000;
const HEARTBEAT_MS = 60_000;
/** Shorter moves of the clock wait for the next one. */
const STEP_MS = 60_000;
/** A jump of the clock over months leaves a gap in the usage, as a long outage of VSPC would. */
const MAX_USAGE_DAYS = 62;

/** What comes of a session: in a quiet world what came of the last, in an eventful one what the seed says. */
type OutcomeRule = (job: LiveJob, due: Date) => SessionOutcome;

interface SessionOutcome {
  readonly result: SessionResult;
  readonly message: string | null;
}

interface PendingSession extends SessionOutcome {
  readonly begins: Date;
}

/**
 * Lets the simulated world go on behind the clock: scheduled jobs run when they are due, machines that are online send
 * heartbeats, and days are counted. Where nobody scripts an event, a job that was well stays well and one that failed
 * fails again: time alone must not open or close a ticket.
 */
export class WorldRunner {
  private readonly vspc: VspcData;
  private until: Date;
  private countedDay: Date;
  /** How the sessions that run now are going to end, by job. */
  private readonly pending = new Map<string, PendingSession>();

  constructor(
    private readonly world: World,
    private readonly changed: () => void,
  ) {
    this.vspc = world.vspc;
    this.until = world.settings.start;
    this.countedDay = dayOf(world.settings.start);
    for (const { uid, row } of this.listJobs().values()) {
      if (row.status === 'Running' && row.lastRun) this.pending.set(uid, { ...UNEVENTFUL, begins: row.lastRun });
    }
  }

  /** Catches up with the clock; does nothing when the clock stood still or went back. */
  follow(now: Date, outcome: OutcomeRule = sameAsBefore): void {
    if (now.getTime() - this.until.getTime() < STEP_MS) return;
    const before = this.until;
    this.until = now;
    const silent = listSilentSources(this.vspc);
    for (const job of this.listJobs().values()) {
      if (isSilent(job, silent)) continue;
      this.endRunningSession(job, before, now);
      this.startDueSession(job, now, outcome);
    }
    this.runChainedJobs(now, outcome);
    followMicrosoft365(this.vspc, now);
    for (const agent of this.vspc.managementAgents) {
      if (agent.connectionStatus === 'Online') agent.lastHeartbeatTime = new Date(now.getTime() - HEARTBEAT_MS);
    }
    this.countDays(now);
    this.changed();
  }

  listJobs(): ReadonlyMap<string, LiveJob> {
    return listLiveJobs(this.world);
  }

  /**
   * Ends sessions that the world began; one that a test began runs until the test ends it. What was shown as running
   * at the last look cannot have ended before it.
   */
  private endRunningSession(job: LiveJob, before: Date, now: Date): void {
    const { status, lastRun } = job.row;
    const pending = this.pending.get(job.uid);
    if (status !== 'Running' || pending?.begins.getTime() !== lastRun?.getTime() || !pending) return;
    const ends = new Date(Math.max(pending.begins.getTime() + job.durationMs, before.getTime() + STEP_MS));
    if (ends > now) return;
    this.pending.delete(job.uid);
    job.end(ends, pending.result, pending.message);
  }

  /** Of several due sessions only the last is shown, as VSPC shows only the last. */
  private startDueSession(job: LiveJob, now: Date, outcome: OutcomeRule): void {
    const due = job.nextRun;
    const { status, isEnabled } = job.row;
    if (due === null || due > now || !isEnabled || status === 'Running' || this.world.stalled.has(job.uid)) return;
    job.scheduleAfter(now);
    const begins = new Date((job.nextRun ?? due).getTime() - DAY_MS);
    this.runSession(job, { begins, now, ...outcome(job, begins) });
  }

  private runSession(job: LiveJob, session: SessionOutcome & { readonly begins: Date; readonly now: Date }): void {
    const { begins, now, result, message } = session;
    const ends = new Date(begins.getTime() + job.durationMs);
    job.start(begins);
    if (ends > now) this.pending.set(job.uid, { begins, result, message });
    else job.end(ends, result, message);
  }

  private runChainedJobs(now: Date, outcome: OutcomeRule): void {
    const jobs = this.listJobs();
    for (const row of this.vspc.jobs) {
      const job = jobs.get(row.uniqueUid);
      const begins = job && row.isEnabled ? this.chainedStart(row) : null;
      if (!job || !begins || (row.lastRun && row.lastRun >= begins)) continue;
      this.runSession(job, { begins, now, ...outcome(job, begins) });
    }
  }

  /** A chained job starts when its parent ended in Success or Warning. */
  private chainedStart(row: VspcJob): Date | null {
    const parentId = row.schedule?.chainingOptions?.previousJobId;
    if (!parentId) return null;
    const parent = this.vspc.jobs.find(
      (candidate) => candidate.instanceUid === parentId && candidate.backupServerUid === row.backupServerUid,
    );
    if (parent?.status !== 'Success' && parent?.status !== 'Warning') return null;
    return parent.lastEndTime ?? null;
  }

  private countDays(now: Date): void {
    const today = dayOf(now);
    const missing = Math.round((today.getTime() - this.countedDay.getTime()) / DAY_MS);
    const start = dayOf(this.world.settings.start).getTime();
    for (let back = Math.min(missing, MAX_USAGE_DAYS) - 1; back >= 0; back -= 1) {
      const day = new Date(today.getTime() - back * DAY_MS);
      const since = Math.round((day.getTime() - start) / DAY_MS);
      for (const plan of this.world.plans) this.vspc.usage.push(...planUsageDay(plan, day, since));
    }
    if (missing > 0) this.countedDay = today;
  }
}

/** An eventful day: one session in twenty fails, one in thirty warns, and what failed has an even chance to recover. */
export function eventfulOutcome(seed: string): OutcomeRule {
  return (job, due) => {
    const chance = new RandomSource(seed, `session ${job.uid} ${due.toISOString()}`).next();
    const failsBelow = job.lastResult === 'Failed' ? 0.5 : 0.05;
    if (chance < failsBelow)
      return { result: 'Failed', message: job.row.failureMessage ?? 'Error: Connection refused.' };
    if (chance > 0.967) return { result: 'Warning', message: '1 of 4 machines was skipped.' };
    return { result: 'Success', message: null };
  };
}

const UNEVENTFUL: SessionOutcome = { result: 'Success', message: null };

const sameAsBefore: OutcomeRule = (job) => ({ result: job.lastResult, message: job.row.failureMessage ?? null });

function isSilent({ row }: LiveJob, silent: ReadonlySet<string>): boolean {
  return silent.has('backupAgentUid' in row ? row.backupAgentUid : row.backupServerUid);
}
