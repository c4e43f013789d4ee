import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { STREAMS, type PlannedProblem, type Stream } from '../kernel/change';
import type { Clock } from '../kernel/clock';
import type { JsonValue } from '../kernel/json';
import { ClockWatch, CLOCK_HINT, describeClockFault } from '../http/clock-watch';
import { RequestScope } from '../http/request-scope';
import type { LockRepository } from '../persistence/engine/lock.repository';
import type { ProblemRepository } from '../persistence/engine/problem.repository';
import type { RunRepository } from '../persistence/engine/run.repository';
import type { SourceRepository } from '../persistence/engine/source.repository';
import type { EngineSettings } from './engine-settings';
import { PendingTransitions } from './pending-transitions';
import type { PolicyWatch } from './policy-watch';
import type { Reconciler } from './reconciler';
import { RunContext } from './run-context';
import { statusOfRun, type ReportedProblem, type RunReport, type StreamReport } from './run-report';
import { SourceReader } from './source-reader';
import { StreamLock, LeaseLostError } from './stream-lock';
import { SILENT } from './run-listener';
import type { RunRequest } from './run-request';
import {
  blockedStream,
  RunStoppedError,
  skippedStream,
  WrongClockError,
  type StreamInput,
  type StreamPass,
} from './stream-pass';

export interface RunnerParts {
  readonly clock: Clock;
  readonly settings: EngineSettings;
  readonly reconcilers: readonly Reconciler[];
  readonly pass: StreamPass;
  readonly locks: LockRepository;
  readonly runs: RunRepository;
  readonly problems: ProblemRepository;
  readonly sources: SourceRepository;
  readonly watch?: PolicyWatch;
}

interface RunState {
  readonly id: string;
  readonly now: Date;
  readonly reader: SourceReader;
  readonly pending: PendingTransitions;
  readonly request: RunRequest;
  readonly requests: RequestScope[];
  readonly clockWatch: ClockWatch;
  /** Met by a dry run, which keeps no problems. */
  readonly found: PlannedProblem[];
}

/** One run: the streams in their order, each under its lock, and one report of it all. */
export class Runner {
  constructor(private readonly parts: RunnerParts) {}

  async run(request: RunRequest): Promise<RunReport> {
    const { clock, runs } = this.parts;
    const startedAt = new Date(clock.wallMs());
    const now = clock.now();
    const run: RunState = {
      id: randomUUID(),
      now,
      reader: new SourceReader(this.parts.sources, now),
      pending: new PendingTransitions(),
      request,
      requests: [],
      clockWatch: new ClockWatch(),
      found: [],
    };
    await runs.recordStart({ id: run.id, mode: request.mode, startedAt, now, streams: request.streams });
    request.listener?.notify({
      kind: 'started',
      run: { id: run.id, mode: request.mode, startedAt: startedAt.toISOString(), now: now.toISOString() },
    });
    try {
      const streams = await this.runStreams(run);
      await this.recordClockProblem(run);
      const report = await this.report(run, startedAt, streams);
      await runs.recordEnd(run.id, report.run.status, new Date(clock.wallMs()), summaryOf(report));
      return report;
    } catch (error) {
      await runs.recordEnd(run.id, 'failed', new Date(clock.wallMs()), null);
      throw error;
    }
  }

  private async runStreams(run: RunState): Promise<Partial<Record<Stream, StreamReport>>> {
    const reports: Partial<Record<Stream, StreamReport>> = {};
    const asked = STREAMS.filter((name) => run.request.streams.includes(name));
    for (const stream of asked) {
      const reconciler = this.parts.reconcilers.find((candidate) => candidate.stream === stream);
      if (!reconciler) continue;
      const { mode, stop } = run.request;
      const scope = new RequestScope(stream, mode === 'plan', stop, run.clockWatch);
      run.requests.push(scope);
      reports[stream] = await scope.run(() => this.runStream(reconciler, run, stream === asked.at(-1)));
    }
    return reports;
  }

  private async runStream(reconciler: Reconciler, run: RunState, isLast: boolean): Promise<StreamReport> {
    const { stream } = reconciler;
    const { policy } = this.parts.settings.streams[stream];
    if (policy === 'off') return skippedStream(stream, run.request.mode, policy);
    if (run.request.stop?.aborted) return blockedStream(stream, policy);
    try {
      const input = await this.prepare(reconciler, run, isLast);
      return await (run.request.mode === 'plan' ? this.plan(input, run.found) : this.apply(input, run.id));
    } catch (error) {
      if (error instanceof LeaseLostError || isStop(error)) return blockedStream(stream, policy);
      throw error;
    }
  }

  /** What the stream works with: its policy, or the restraint that something outside asks for. */
  private async prepare(reconciler: Reconciler, run: RunState, isLast: boolean): Promise<StreamInput> {
    const { stream } = reconciler;
    const configured = this.parts.settings.streams[stream];
    const judged = await this.parts.watch?.judge(stream, configured.policy, run);
    const settings = { ...configured, policy: judged?.policy ?? configured.policy };
    const { allow = null, listener = SILENT, mode } = run.request;
    const parts = { runId: run.id, mode, stream, now: run.now, allow, policy: settings.policy };
    const context = new RunContext(parts, run.reader, run.pending);
    const notices = judged?.problems ?? [];
    const { request, pending } = run;
    return { reconciler, run: context, settings, request, listener, isLast, pending, notices };
  }

  private async apply(input: StreamInput, runId: string): Promise<StreamReport> {
    const { stream } = input.reconciler;
    const lock = await StreamLock.acquire(this.parts.locks, this.parts.clock, {
      stream,
      owner: `${hostname()}/${process.pid}/${runId}`,
      waitMs: input.request.lockTimeoutMs,
    });
    if (!lock) return blockedStream(stream, input.settings.policy);
    try {
      return await this.parts.pass.apply(input, lock);
    } finally {
      await lock.release();
    }
  }

  private async plan(input: StreamInput, found: PlannedProblem[]): Promise<StreamReport> {
    const { report, problems } = await this.parts.pass.plan(input);
    found.push(...problems);
    return report;
  }

  private async report(
    run: RunState,
    startedAt: Date,
    streams: Partial<Record<Stream, StreamReport>>,
  ): Promise<RunReport> {
    return {
      run: {
        id: run.id,
        mode: run.request.mode,
        status: statusOfRun(Object.values(streams)),
        startedAt: startedAt.toISOString(),
        finishedAt: new Date(this.parts.clock.wallMs()).toISOString(),
        now: run.now.toISOString(),
      },
      streams,
      requests: mergeCounts(run.requests),
      problems: await this.openProblems(run),
    };
  }

  /** Of the run, not of a stream: the next run with a good clock ends it. */
  private async recordClockProblem(run: RunState): Promise<void> {
    const fault = run.clockWatch.findFault();
    const message = fault && describeClockFault(fault);
    const problems = message ? [{ id: 'clock', system: 'bridge', kind: 'clock', message, hint: CLOCK_HINT }] : [];
    run.found.push(...problems);
    if (run.request.mode === 'apply') await this.parts.problems.replaceOpen('run', problems, run.now);
  }

  /** A problem that several streams meet is told once, as old as its oldest sighting. */
  private async openProblems(run: RunState): Promise<readonly ReportedProblem[]> {
    const byId = new Map<string, ReportedProblem>();
    for (const problem of run.found) byId.set(problem.id, { ...problem, since: run.now.toISOString() });
    for (const row of await this.parts.problems.listOpen()) {
      const { id, system, kind, message, hint } = row;
      byId.set(id, { id, system, kind, message, hint, since: row.since.toISOString() });
    }
    return [...byId.values()];
  }
}

function isStop(error: unknown): boolean {
  return error instanceof RunStoppedError || error instanceof WrongClockError;
}

function mergeCounts(scopes: readonly RequestScope[]): Record<string, Record<string, number>> {
  const merged: Record<string, Record<string, number>> = {};
  for (const scope of scopes) {
    for (const [system, counts] of Object.entries(scope.counts)) {
      const ofSystem = (merged[system] ??= {});
      for (const [label, count] of Object.entries(counts)) ofSystem[label] = (ofSystem[label] ?? 0) + count;
    }
  }
  return merged;
}

/** What is kept of a run besides its plans: the counts, not every change. */
function summaryOf(report: RunReport): JsonValue {
  const streams = Object.entries(report.streams).map(
    ([stream, of]) => [stream, { status: of.status, counts: of.counts }] as const,
  );
  return { streams: Object.fromEntries(streams), requests: report.requests };
}
