import type { SourceKey } from '../kernel/change';
import type { KnownCompanies } from '../mapping/domain/attribute-company';
import type { NormalResult } from '../vspc/normalise-result';
import type { VspcBackupServer } from '../vspc/server-endpoints';
import type { FactBase, JobFact, TerminalResult, WorkloadClass } from './domain/workload-facts';
import type { JobIndex } from './job-index';

/** What all facts of one connection share. */
export interface FactSurroundings {
  readonly connection: string;
  readonly companies: KnownCompanies;
  /** VBR servers by uid. */
  readonly servers: ReadonlyMap<string, VspcBackupServer>;
}

/** What the jobs of VBR servers are told by, beside their own row. */
export interface JobSurroundings extends FactSurroundings {
  readonly jobs: JobIndex;
  /** What continuous jobs promise, in milliseconds, by job key. */
  readonly rpos: ReadonlyMap<string, number>;
  /** `Server` or `Workstation` by the uid of the backup agent. */
  readonly agentModes: ReadonlyMap<string, string>;
}

/** A fact before the memory of earlier passes is added, with what it says about its last session. */
export interface SeenJob {
  readonly fact: Omit<JobFact, 'id' | 'firstSeenAt' | 'disabledSince' | 'dueAt'>;
  readonly nextRunAt: number | null;
  readonly result: TerminalResult | null;
  /** False where the vendor tells no end of a session, and its start stands for it. */
  readonly isEndTold: boolean;
}

/** A fact of any other kind before the memory of earlier passes is added. */
export type Seen<T extends FactBase> = Omit<T, 'id' | 'firstSeenAt'>;

/**
 * Defaults of jobs that no backup server runs. Not the first entry of a literal: V8 gives an object that begins with a
 * spread a hidden class of its own, which makes it several times as large, and there is one per job.
 */
export function jobBase<K extends JobFact['kind']>(connection: string, kind: K, source: SourceKey) {
  return {
    connection,
    kind,
    source,
    continuous: false,
    objects: [],
    serialNumber: null,
    computerName: null,
    restorePoints: null,
    averageDurationMs: null,
    destination: null,
  } as const;
}

export function placeOf(server: { readonly uid: string; readonly name: string } | null, siteUid: string | null) {
  return {
    serverKey: server?.uid ?? null,
    serverName: server?.name ?? null,
    siteKey: siteUid,
    repositoryKey: null,
    agentKey: null,
    tag: null,
  };
}

export function serverOf(uid: string | null, around: FactSurroundings): VspcBackupServer | null {
  return uid === null ? null : (around.servers.get(uid) ?? null);
}

export function millisOf(instant: Date | null): number | null {
  return instant === null ? null : instant.getTime();
}

export function durationOf(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

/** By its operation mode, else by its OS (RULES, Tickets 1). */
export function machineClass(operationMode: string, osType: string): WorkloadClass & ('server' | 'workstation') {
  if (operationMode === 'Workstation') return 'workstation';
  if (operationMode === 'Server') return 'server';
  return /desktop|workstation|mac/i.test(osType) ? 'workstation' : 'server';
}

interface Session {
  readonly lastRun: Date | null;
  readonly lastEndTime: Date | null;
  readonly message: string | null;
}

/** While a job runs, its end time is that of the session before, whose result VSPC no longer tells (facts 4.2). */
export function terminal(job: string, meaning: NormalResult, session: Session): TerminalResult | null {
  if (meaning !== 'success' && meaning !== 'warning' && meaning !== 'failed') return null;
  if (session.lastEndTime === null) return null;
  const startedAt = session.lastRun?.getTime() ?? null;
  return { job, endedAt: session.lastEndTime.getTime(), startedAt, result: meaning, message: session.message ?? '' };
}
