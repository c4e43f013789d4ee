import type { SourceKey } from '../kernel/change';
import type { JobResultRepository } from '../persistence/tickets/job-result.repository';
import type { SubjectSight, SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import type { VspcConnectors } from '../vspc/vspc-connectors';
import { connectionFacts, type ConnectionFacts } from './connection-facts';
import { ConnectionListsReader, listsOf, type ConnectionLists } from './connection-lists';
import { companyKey } from './domain/plan-context';
import type { ConnectionFact } from './domain/tickets-observation';
import {
  subjectId,
  type AlarmFact,
  type JobFact,
  type SourceFact,
  type SubjectId,
  type TerminalResult,
  type WorkloadFact,
} from './domain/workload-facts';
import type { KeptSources } from './kept-sources';
import { listNewResults } from './new-results';
import { withRecentRuns } from './recent-restore-points';
import { rememberFirstSights, rememberSights } from './remember-sights';

export interface ConnectionSettings {
  readonly name: string;
  readonly timezone: string;
  readonly slowSourcesMs: number;
}

export interface VspcFacts {
  readonly connections: readonly ConnectionFact[];
  readonly jobs: readonly JobFact[];
  readonly agents: readonly SourceFact[];
  readonly workloads: readonly WorkloadFact[];
  readonly protectedNow: ReadonlySet<SubjectId>;
  readonly alarms: readonly AlarmFact[];
  readonly results: readonly TerminalResult[];
  readonly completeSources: readonly SourceKey[];
  /** By connection and uid: `companyKey`; empty where nobody asks for them. */
  readonly resellerNames: ReadonlyMap<string, string>;
  /** Of lists that were not read in this pass: when they were. */
  readonly readAt: ReadonlyMap<SourceKey, number>;
}

export interface FactSettings {
  readonly providerName: string;
  readonly withResellers: boolean;
}

export interface VspcMemory {
  readonly results: JobResultRepository;
  readonly sights: SubjectSightRepository;
  readonly kept: KeptSources;
}

const HOUR_MS = 3_600_000;
/** Results older than this do not decide about tickets any more. */
const RESULTS_FOR_MS = 35 * 24 * HOUR_MS;
/** Refusals that no later pass will lift by itself: the first pass does not wait for them. */
const LASTING: readonly string[] = ['forbidden', 'not-found', 'rejected'];

/** What the VSPCs say of jobs, servers, agents, workloads and alarms, with what earlier passes remember of them. */
export class VspcFactsReader {
  constructor(
    private readonly vspc: VspcConnectors,
    private readonly connections: readonly ConnectionSettings[],
    private readonly settings: FactSettings,
    private readonly memory: VspcMemory,
  ) {}

  async read(run: RunContext): Promise<VspcFacts> {
    const lists = await Promise.all(this.connections.map((connection) => this.readLists(run, connection)));
    const seen = lists.map((read, index) =>
      connectionFacts(this.connections[index]?.name ?? '', this.settings.providerName, read),
    );
    const all = {
      jobs: seen.flatMap((facts) => facts.jobs),
      sources: seen.flatMap((facts) => facts.sources),
      workloads: seen.flatMap((facts) => facts.workloads),
      alarms: seen.flatMap((facts) => facts.alarms),
      protectedNow: seen.flatMap((facts) => facts.protectedNow),
    };
    return {
      ...(await this.remember(all, run.now)),
      connections: this.connections.map(({ name, timezone }, index) => ({
        name,
        timezone,
        read: isRead(lists[index]),
      })),
      resellerNames: new Map(lists.flatMap((read, index) => resellersOf(this.connections[index]?.name ?? '', read))),
      readAt: new Map(
        lists.flatMap(listsOf).flatMap(({ readAt, source }) => (readAt ? [[source, readAt.getTime()]] : [])),
      ),
      completeSources: lists.flatMap((read) =>
        listsOf(read)
          .filter(({ complete }) => complete)
          .map(({ source }) => source),
      ),
    };
  }

  private readLists(run: RunContext, { name, slowSourcesMs }: ConnectionSettings): Promise<ConnectionLists> {
    const { withResellers } = this.settings;
    const settings = { slowSourcesMs, withResellers };
    return new ConnectionListsReader(run, this.vspc.get(name), this.memory.kept, settings).read();
  }

  private async remember(
    seen: ConnectionFacts,
    now: Date,
  ): Promise<Omit<VspcFacts, 'connections' | 'completeSources' | 'readAt' | 'resellerNames'>> {
    const { results, sights } = this.memory;
    const known = await sights.list();
    const jobs = rememberSights(seen.jobs, known, now);
    const agents = rememberFirstSights(seen.sources, known, now);
    const workloads = rememberWorkloads(seen.workloads, known, now);
    const alarms = rememberFirstSights(seen.alarms, known, now);
    await sights.record([...jobs.changed, ...agents.changed, ...workloads.changed, ...alarms.changed]);
    const before = await results.listRecent(new Date(now.getTime() - RESULTS_FOR_MS));
    const fresh = listNewResults(seen.jobs, before, now.getTime());
    await results.record(fresh);
    const all = [...before, ...fresh];
    return {
      jobs: jobs.facts,
      agents: agents.facts,
      workloads: withRecentRuns(workloads.facts, all, (connection) => now.getTime() - this.lateBy(connection)),
      // Only what was once seen without a restore point had another name.
      protectedNow: new Set(seen.protectedNow.filter((id) => known.has(id))),
      alarms: alarms.facts.map((alarm) => ({ ...alarm, activatedAt: alarm.activatedAt || alarm.firstSeenAt })),
      results: all,
    };
  }

  /** How late restore points may be told: VSPC learns of them hourly, and they are read no more often than that. */
  private lateBy(connection: string): number {
    const settings = this.connections.find(({ name }) => name === connection);
    return HOUR_MS + (settings?.slowSourcesMs ?? 0);
  }
}

function resellersOf(connection: string, { resellers }: ConnectionLists): readonly (readonly [string, string])[] {
  return (resellers?.value ?? []).map(({ name, uid }) => [companyKey(connection, uid), name] as const);
}

/** Only what was never protected is judged by when it was first seen; of all others nothing is kept. */
function rememberWorkloads(
  seen: ConnectionFacts['workloads'],
  known: ReadonlyMap<string, SubjectSight>,
  now: Date,
): { readonly facts: readonly WorkloadFact[]; readonly changed: readonly SubjectSight[] } {
  const never = rememberFirstSights(
    seen.filter((workload) => workload.latestRestorePointAt === null),
    known,
    now,
  );
  const others = seen
    .filter((workload) => workload.latestRestorePointAt !== null)
    .map((workload) => {
      const id = subjectId(workload.connection, workload.kind, workload.key);
      return { id, firstSeenAt: now.getTime(), ...workload };
    });
  return { facts: [...others, ...never.facts], changed: never.changed };
}

/**
 * The first pass of a connection counts only when everything that decides could be read, so that what was merely not
 * seen then does not become a flood of tickets later. What is refused for good is not waited for.
 */
function isRead(lists: ConnectionLists | undefined): boolean {
  if (lists === undefined) return false;
  const { agentJobs, companies, jobs, servers } = lists;
  const main: readonly SourceResult<unknown>[] = [companies, servers, jobs, agentJobs];
  if (main.every((read) => !read.complete)) return false;
  return listsOf(lists).every((read) => read.complete || LASTING.includes(read.kind));
}
