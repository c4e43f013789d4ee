import type { AppConfig } from '../config/app-config';
import type { CompanyReference, Stream, Subject } from '../kernel/change';
import { STREAMS } from '../kernel/change';
import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { JournalRepository } from '../persistence/engine/journal.repository';
import type { ProblemRepository } from '../persistence/engine/problem.repository';
import type { RunRepository } from '../persistence/engine/run.repository';
import { listOpenProblems } from '../reconciliation/group-problems';
import type { ReportedProblem } from '../reconciliation/run-report';
import type { PassScheduler } from '../scheduling/pass-scheduler';

/** Of the journal; a change is one write or a few. */
const RECENT_WRITES = 80;

export interface StreamStatus {
  readonly stream: Stream;
  readonly policy: string;
  readonly schedule: string;
  readonly isRunning: boolean;
  /** ISO instants. */
  readonly nextPassAt: string | null;
  readonly lastPass: {
    readonly at: string;
    readonly status: string;
    readonly counts: Readonly<Record<string, number>>;
  } | null;
}

export interface RecentChange {
  readonly at: string;
  readonly stream: string;
  readonly action: string;
  readonly reason: string;
  readonly company: string | null;
  readonly subject: string;
  readonly state: JournalEntity['state'];
  readonly remoteId: string | null;
}

/** What the pages show, in the words of the command line. */
export interface BridgeStatus {
  readonly installation: string;
  readonly now: string;
  readonly streams: readonly StreamStatus[];
  readonly problems: readonly ReportedProblem[];
  readonly changes: readonly RecentChange[];
}

/** Reads what the database knows of the last passes. */
export class StatusReader {
  constructor(
    private readonly config: AppConfig,
    private readonly scheduler: PassScheduler,
    private readonly runs: RunRepository,
    private readonly problems: ProblemRepository,
    private readonly journal: JournalRepository,
  ) {}

  async read(now: Date): Promise<BridgeStatus> {
    return {
      installation: this.config.installation,
      now: now.toISOString(),
      streams: await Promise.all(STREAMS.map((stream) => this.readStream(stream))),
      problems: await listOpenProblems(this.problems),
      changes: recentChanges(await this.journal.listRecent(RECENT_WRITES)),
    };
  }

  private async readStream(stream: Stream): Promise<StreamStatus> {
    const { policy, schedule } = this.config.streams[stream];
    return {
      stream,
      policy,
      schedule,
      isRunning: this.scheduler.isBusy(stream),
      nextPassAt: this.scheduler.nextFiring(stream)?.toISOString() ?? null,
      lastPass: await this.readLastPass(stream),
    };
  }

  private async readLastPass(stream: Stream): Promise<StreamStatus['lastPass']> {
    const plan = await this.runs.findLatestPass(stream);
    if (!plan) return null;
    const run = await this.runs.find(plan.runId);
    const summary = (run?.summary ?? {}) as RunSummary;
    const { status, counts } = summary.streams?.[stream] ?? { status: run?.status ?? 'unknown', counts: {} };
    return { at: plan.createdAt.toISOString(), status, counts };
  }
}

/** What the runner keeps of a run. */
interface RunSummary {
  readonly streams?: Readonly<
    Record<string, { readonly status: string; readonly counts: Readonly<Record<string, number>> }>
  >;
}

/** Newest first; a change whose writes are not all done shows the one that is not. */
function recentChanges(entries: readonly JournalEntity[]): readonly RecentChange[] {
  const byChange = new Map<string, JournalEntity>();
  for (const entry of entries) {
    const key = `${entry.stream} ${entry.changeKey}`;
    const known = byChange.get(key);
    if (!known || (known.state === 'done' && entry.state !== 'done')) byChange.set(key, entry);
  }
  return [...byChange.values()].map(recentChange);
}

function recentChange(entry: JournalEntity): RecentChange {
  return {
    at: (entry.outcomeAt ?? entry.intendedAt).toISOString(),
    stream: entry.stream,
    action: entry.action,
    reason: entry.reason,
    company: (entry.company as CompanyReference | null)?.name ?? null,
    subject: (entry.subject as Subject).name,
    state: entry.state,
    remoteId: entry.remoteId,
  };
}
