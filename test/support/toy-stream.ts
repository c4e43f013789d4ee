import type { Change, Effect, Plan } from '../../src/kernel/change';
import { IntegrationError } from '../../src/kernel/integration-error';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { Database } from '../../src/persistence/database';
import { SourceStateEntity } from '../../src/persistence/engine/engine.entities';
import type { Applied, LookUp, OutstandingEffect, Reconciler } from '../../src/reconciliation/reconciler';
import type { RunContext } from '../../src/reconciliation/run-context';

export type RemoteFault = 'drop-before' | 'drop-after' | 'rate-limited' | 'rejected' | null;

/** A remote system in memory: records with a mark and a note count, and faults that strike the next write. */
export class ToyRemote {
  readonly records: { id: string; mark: string; noted: boolean }[] = [];
  desired: string[] = [];
  readFault: IntegrationError | null = null;
  writes = 0;
  /** Runs in the middle of the next observation. */
  whileObserved: (() => Promise<unknown>) | null = null;
  private readonly faults: RemoteFault[] = [];
  private nextId = 1;

  failNext(...faults: RemoteFault[]): void {
    this.faults.push(...faults);
  }

  write<T>(operation: string, commit: () => T): T {
    this.writes += 1;
    const fault = this.faults.shift() ?? null;
    if (fault === 'drop-before') throw failure(operation, 'transient');
    if (fault === 'rate-limited') throw failure(operation, 'rate-limited');
    if (fault === 'rejected') throw failure(operation, 'rejected');
    const result = commit();
    if (fault === 'drop-after') throw failure(operation, 'transient');
    return result;
  }

  create(mark: string): string {
    const id = String(this.nextId++);
    this.records.push({ id, mark, noted: false });
    return id;
  }
}

export function failure(operation: string, kind: IntegrationError['kind']): IntegrationError {
  return new IntegrationError({ system: 'connectwise', operation, kind, message: `${operation}: ${kind}` });
}

interface ToyObservation {
  readonly desired: readonly string[];
  readonly known: ReadonlyMap<string, string>;
}

/** Every desired mark becomes a record (create, then note); a mark that is desired no more is closed. */
export class ToyReconciler implements Reconciler<ToyObservation> {
  readonly stream = 'tickets';

  constructor(
    private readonly remote: ToyRemote,
    private readonly database: Database,
  ) {}

  isMainSource(source: string): boolean {
    return source === 'vspc:main/jobs';
  }

  async observe(run: RunContext): Promise<ToyObservation> {
    const read = await run.readList('vspc:main/jobs', {
      list: () => this.list(),
      keyOf: (mark: string) => mark,
    });
    // The toy keeps its ledger in a table that is at hand: source is the mark, the digest its remote id.
    const rows = await this.database.manager.find(SourceStateEntity);
    const ledger = rows.filter((row) => row.source.startsWith('toy:'));
    return { desired: read.value, known: new Map(ledger.map((row) => [row.source.slice(4), row.shrunkDigest ?? ''])) };
  }

  plan({ desired, known }: ToyObservation): Plan {
    const creates = desired.filter((mark) => known.get(mark)?.endsWith('!') !== true).map((mark) => createChange(mark));
    const closes = [...known.keys()].filter((mark) => !desired.includes(mark)).map((mark) => closeChange(mark));
    return { decisions: [...creates, ...closes], problems: [] };
  }

  apply(effect: Effect): Promise<Applied> {
    const mark = (effect.payload as JsonObject)['mark'] as string;
    return Promise.resolve().then(() => ({
      remoteId: this.remote.write(effect.kind, () => this.perform(effect.kind, mark)),
      response: null,
    }));
  }

  lookUp({ effect }: OutstandingEffect): Promise<LookUp> {
    if (this.remote.readFault) return Promise.reject(this.remote.readFault);
    const mark = (effect.payload as JsonObject)['mark'] as string;
    const found = this.remote.records.filter(
      (record) => record.mark === mark && (effect.kind !== 'note' || record.noted),
    );
    const [kept, ...others] = found;
    if (effect.kind === 'close') return Promise.resolve(found.length === 0 ? foundIt(mark) : { kind: 'absent' });
    return Promise.resolve(
      kept
        ? foundIt(
            kept.id,
            others.map((record) => record.id),
          )
        : { kind: 'absent' },
    );
  }

  async commit(transition: JsonValue, applied: Applied | null): Promise<void> {
    const { mark, state } = transition as { mark: string; state: string };
    await this.database.write(async (manager) => {
      if (state === 'closed') {
        await manager.delete(SourceStateEntity, { source: `toy:${mark}` });
        return;
      }
      const done = state === 'noted' ? '!' : '';
      const row = { source: `toy:${mark}`, completeAt: null, keyCount: 0, shrunkAt: null, shrinkAccepted: false };
      const rest = {
        incompleteSince: null,
        incompleteRuns: 0,
        incompleteKind: null,
        shrunkDigest: `${applied?.remoteId ?? ''}${done}`,
      };
      await manager.save(SourceStateEntity, { ...row, ...rest });
    });
  }

  private perform(kind: string, mark: string): string {
    if (kind === 'create') return this.remote.create(mark);
    const record = this.remote.records.find((candidate) => candidate.mark === mark);
    if (kind === 'close')
      this.remote.records.splice(
        0,
        this.remote.records.length,
        ...this.remote.records.filter((other) => other !== record),
      );
    else if (record) record.noted = true;
    return record?.id ?? '';
  }

  private async *list(): AsyncIterable<string> {
    await this.remote.whileObserved?.();
    for (const mark of this.remote.desired) yield await Promise.resolve(mark);
    if (this.remote.readFault) throw this.remote.readFault;
  }
}

function foundIt(remoteId: string, others: readonly string[] = []): LookUp {
  return { kind: 'found', applied: { remoteId, response: null }, others };
}

function createChange(mark: string): Change {
  const effect = (kind: string, state: string): Effect => ({ kind, payload: { mark }, transition: { mark, state } });
  return {
    ...baseChange(mark),
    action: 'create',
    key: `create/${mark}`,
    changeClass: 'additive',
    effects: [effect('create', 'created'), effect('note', 'noted')],
  };
}

function closeChange(mark: string): Change {
  const effects = [{ kind: 'close', payload: { mark }, transition: { mark, state: 'closed' } }];
  return { ...baseChange(mark), action: 'close', key: `close/${mark}`, changeClass: 'destructive', effects };
}

function baseChange(mark: string): Omit<Change, 'action' | 'key' | 'changeClass' | 'effects'> {
  return {
    decision: 'change',
    reason: 'failed-runs',
    company: null,
    subject: { kind: 'toy', key: mark, name: mark },
    inferredFromAbsence: false,
    sources: ['vspc:main/jobs'],
    before: null,
    after: null,
    transition: null,
  };
}
