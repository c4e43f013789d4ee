import { currentRequestScope } from '../http/request-scope';
import type { ClockFault } from '../http/clock-watch';
import type { Change, Plan, PlannedProblem, Stream } from '../kernel/change';
import type { IntegrationError } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import type { Database } from '../persistence/database';
import type { ProblemRepository } from '../persistence/engine/problem.repository';
import type { RunRepository } from '../persistence/engine/run.repository';
import type { EffectRunner } from './effect-runner';
import type { Policy, StreamSettings } from './engine-settings';
import { gatePlan, type GatedChange, type GatedPlan } from './gate-plan';
import type { OutstandingResolver, Resolution } from './outstanding-resolver';
import type { PendingTransitions } from './pending-transitions';
import type { Reconciler } from './reconciler';
import type { RunContext, RunMode } from './run-context';
import type { RunListener } from './run-listener';
import { countChanges, type ReportedChange, type RunStatus, type StreamReport } from './run-report';
import type { RunRequest } from './run-request';
import { sourceProblems } from './source-problems';
import type { IncompleteSource } from './source-result';
import type { StreamLock } from './stream-lock';

export interface StreamInput {
  readonly reconciler: Reconciler;
  readonly run: RunContext;
  readonly settings: StreamSettings;
  readonly request: RunRequest;
  readonly listener: RunListener;
  /** No later stream of the run decides by what this one read. */
  readonly isLast: boolean;
  readonly pending: PendingTransitions;
  /** Known before anything was read. */
  readonly notices: readonly PlannedProblem[];
}

/** After so many writes in a row without an answer the rest waits for the next pass: the system is not there. */
const GIVE_UP_AFTER = 3;

/** The operator asked to stop while a stream still read: what it has is not worth deciding by. */
export class RunStoppedError extends Error {
  constructor() {
    super('the run was stopped');
    this.name = 'RunStoppedError';
  }
}

/** What was read shows that this machine's clock is wrong: ages, days and due times would be, too. */
export class WrongClockError extends Error {
  constructor(readonly fault: ClockFault) {
    super('the clock is wrong');
    this.name = 'WrongClockError';
  }
}

/** One pass over one stream: observe, plan, store the plan; a dry run ends there, and only there. */
export class StreamPass {
  constructor(
    private readonly database: Database,
    private readonly runs: RunRepository,
    private readonly problems: ProblemRepository,
    private readonly outstanding: OutstandingResolver,
    private readonly effects: EffectRunner,
  ) {}

  /** A dry run keeps nothing but facts and the plan: its problems are for the report only. */
  async plan(input: StreamInput): Promise<{ report: StreamReport; problems: readonly PlannedProblem[] }> {
    const known = await this.outstanding.listSubjects(input.reconciler);
    const { plan, gated } = await this.decide(input, known);
    const changes = gated.changes.map((entry) => reported(entry, entry.verdict === 'go' ? 'planned' : entry.verdict));
    const sources = incompleteSources(input.run);
    const held = await this.problems.listNewHolds(input.run.stream, holdsOf(changes));
    const news = { held: held.length, incomplete: newlyIncomplete(sources) };
    return {
      report: streamReport(input, { plan, gated, changes, news }),
      problems: problemsOf(input.run, [...input.notices, ...plan.problems], gated, sources),
    };
  }

  async apply(input: StreamInput, lock: StreamLock): Promise<StreamReport> {
    const known = await this.outstanding.resolve(input.reconciler, input.run, lock);
    const { plan, gated } = await this.decide(input, known);
    await this.commitSkips(input, gated, known, lock);
    const changes = await this.applyChanges(input, gated, lock);
    const news = await this.recordStanding(
      input,
      [...input.notices, ...known.problems, ...plan.problems],
      gated,
      changes,
    );
    return streamReport(input, { plan, gated, changes, news });
  }

  private async decide(input: StreamInput, known: Resolution): Promise<{ plan: Plan; gated: GatedPlan }> {
    const { reconciler, run, settings, request, listener, isLast } = input;
    listener.notify({ kind: 'reading', stream: run.stream });
    const observation = await reconciler.observe(run);
    if (isLast) run.releaseLists();
    if (request.stop?.aborted) throw new RunStoppedError();
    const fault = currentRequestScope()?.clockWatch.findFault() ?? null;
    if (fault) throw new WrongClockError(fault);
    const plan = reconciler.plan(observation);
    const storedPlan = request.storedPlan?.get(run.stream);
    const gated = gatePlan(plan, {
      policy: settings.policy,
      limits: settings.limits,
      isComplete: (source) => run.isComplete(source),
      outstandingSubjects: known.subjects,
      ...(request.allow === undefined ? {} : { allow: request.allow }),
      ...(request.matches ? { matches: request.matches } : {}),
      ...(storedPlan ? { storedPlan } : {}),
    });
    const document = gated.changes.map((entry) => reported(entry, entry.verdict === 'go' ? 'planned' : entry.verdict));
    await this.runs.savePlan(run.runId, run.stream, document as unknown as JsonValue, run.now);
    input.pending.record(run.stream, gated);
    listener.notify({
      kind: 'planned',
      stream: run.stream,
      changes: gated.changes.filter((entry) => entry.verdict === 'go').length,
    });
    return { plan, gated };
  }

  /**
   * Local transitions that need no remote write, those of changes that wait among them (RULES, Engine 3); a subject with
   * an unknown outcome keeps its state until that is known. Under plan-only, those that policy does not govern.
   */
  private async commitSkips(
    { reconciler, run, settings }: StreamInput,
    gated: GatedPlan,
    known: Resolution,
    lock: StreamLock,
  ): Promise<void> {
    const holds = gated.changes.flatMap(({ change }) => (change.decision === 'held' ? [change] : []));
    const kept =
      settings.policy === 'plan-only'
        ? gated.skips.filter((skip) => skip.isKeptUnderPlanOnly)
        : [...gated.skips, ...holds];
    const due = kept.flatMap(({ subject, transition = null }) =>
      transition === null || known.subjects.has(subject.key) ? [] : [transition],
    );
    if (due.length === 0) return;
    await this.database.write(async () => {
      await lock.assertHeld();
      for (const transition of due) await reconciler.commit(transition, null, run.now);
    });
  }

  private async applyChanges(input: StreamInput, gated: GatedPlan, lock: StreamLock): Promise<ReportedChange[]> {
    const { reconciler, run, listener, request } = input;
    const total = gated.changes.filter((entry) => entry.verdict === 'go').length;
    const reports: ReportedChange[] = [];
    let done = 0;
    let unanswered = 0;
    let givenUp: Error | null = null;
    for (const entry of gated.changes) {
      if (entry.verdict !== 'go') {
        reports.push(reported(entry, entry.verdict));
        continue;
      }
      if (request.stop?.aborted) givenUp = new RunStoppedError();
      if (givenUp) {
        reports.push({ ...reported(entry, 'blocked'), error: `Not attempted: ${givenUp.message}` });
        continue;
      }
      const result = await this.effects.applyChange(entry.change as Change, { reconciler, run, lock });
      const report = reportOf(entry, result);
      reports.push(report);
      done += 1;
      listener.notify({ kind: 'change', stream: run.stream, change: report, done, total });
      if (result.outcome === 'applied') unanswered = 0;
      else if (result.error.kind === 'auth' || ++unanswered >= GIVE_UP_AFTER) givenUp = giveUpOn(result.error);
    }
    return reports;
  }

  private async recordStanding(
    { run }: StreamInput,
    planned: readonly PlannedProblem[],
    gated: GatedPlan,
    changes: readonly ReportedChange[],
  ): Promise<StreamReport['news']> {
    const sources = incompleteSources(run);
    await this.problems.replaceOpen(run.stream, problemsOf(run, planned, gated, sources), run.now);
    const fresh = await this.problems.replaceHolds(run.stream, holdsOf(changes), run.now);
    return { held: fresh.length, incomplete: newlyIncomplete(sources) };
  }
}

function problemsOf(
  run: RunContext,
  planned: readonly PlannedProblem[],
  gated: GatedPlan,
  sources: readonly IncompleteSource[],
): PlannedProblem[] {
  const limits = gated.overLimit.map((over) => limitProblem(run.stream, over));
  return [...planned, ...limits, ...sourceProblems(sources)];
}

function holdsOf(changes: readonly ReportedChange[]): Map<string, string> {
  return new Map(changes.filter((change) => change.outcome === 'held').map((change) => [change.key, change.reason]));
}

function newlyIncomplete(sources: readonly IncompleteSource[]): number {
  return sources.filter((source) => source.incompleteRuns === 1).length;
}

/** Refusals of single records go on; only silence and bad credentials end the stream's writes. */
function giveUpOn(error: IntegrationError): IntegrationError | null {
  return error.kind === 'auth' || error.kind === 'transient' ? error : null;
}

function limitProblem(stream: Stream, over: GatedPlan['overLimit'][number]): PlannedProblem {
  return {
    id: `limit/${stream}/${over.action}`,
    system: 'bridge',
    kind: 'blocked',
    message: `${over.count} changes of kind ${over.action} are more than the limit of ${over.limit}; none was made.`,
    hint: `Look at them with: vspc-bridge plan --only ${stream}. Release once with: vspc-bridge reconcile --only ${stream} --allow ${over.count}`,
  };
}

function incompleteSources(run: RunContext): IncompleteSource[] {
  return [...run.sources.values()].filter((source) => source !== null);
}

function reported({ change, reason }: GatedChange, outcome: ReportedChange['outcome']): ReportedChange {
  return {
    key: change.key,
    action: change.action,
    reason,
    rule: change.rule ?? null,
    detail: change.detail ?? null,
    company: change.company,
    subject: change.subject,
    outcome,
    remoteId: null,
    before: change.before,
    after: change.after,
    effect: change.money ?? null,
    error: null,
  };
}

function reportOf(entry: GatedChange, result: Awaited<ReturnType<EffectRunner['applyChange']>>): ReportedChange {
  if (result.outcome === 'applied') return { ...reported(entry, 'applied'), remoteId: result.remoteId };
  return { ...reported(entry, 'failed'), error: result.error.message };
}

interface Finished {
  readonly plan: Plan;
  readonly gated: GatedPlan;
  readonly changes: readonly ReportedChange[];
  readonly news: StreamReport['news'];
}

function streamReport(input: StreamInput, { gated, changes, news }: Finished): StreamReport {
  const { reconciler, run, settings } = input;
  const incomplete = incompleteSources(run);
  const main = [...run.sources].filter(([source]) => reconciler.isMainSource(source));
  const isBlind = main.length > 0 && main.every(([, state]) => state !== null);
  return {
    status: statusOf(isBlind, incomplete.length > 0, changes),
    policy: settings.policy,
    sources: {
      complete: run.sources.size - incomplete.length,
      incomplete: incomplete.map(({ source, kind }) => ({ source, kind })),
    },
    counts: countChanges(run.stream, run.mode, changes, gated.skips.length),
    changes,
    skips: gated.skips.map(({ reason, rule, detail, company, subject }) => ({
      reason,
      rule: rule ?? null,
      detail: detail ?? null,
      company,
      subject,
    })),
    news,
  };
}

function statusOf(isBlind: boolean, isIncomplete: boolean, changes: readonly ReportedChange[]): RunStatus {
  if (isBlind) return 'failed';
  const isTroubled = changes.some((change) => change.outcome === 'failed' || change.outcome === 'blocked');
  return isIncomplete || isTroubled ? 'partial' : 'succeeded';
}

export function blockedStream(stream: Stream, policy: Policy): StreamReport {
  return { ...skippedStream(stream, 'apply', policy), status: 'blocked' };
}

export function skippedStream(stream: Stream, mode: RunMode, policy: Policy): StreamReport {
  return {
    status: 'skipped',
    policy,
    sources: { complete: 0, incomplete: [] },
    counts: countChanges(stream, mode, [], 0),
    changes: [],
    skips: [],
    news: { held: 0, incomplete: 0 },
  };
}
