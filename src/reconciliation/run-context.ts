import type { SourceKey, Stream } from '../kernel/change';
import type { JsonValue } from '../kernel/json';
import type { Policy } from './engine-settings';
import type { PendingTransitions } from './pending-transitions';
import type { ListRead, SourceReader } from './source-reader';
import type { IncompleteSource, SourceResult } from './source-result';

export type RunMode = 'plan' | 'apply';

export interface RunContextParts {
  readonly runId: string;
  readonly mode: RunMode;
  readonly stream: Stream;
  readonly now: Date;
  readonly allow: number | null;
  readonly policy: Policy;
}

/** What a stream may use of the run it works in. Remembers which sources this stream looked at. */
export class RunContext {
  private readonly touched = new Set<SourceKey>();
  private readonly policy: Policy;

  readonly runId: string;
  readonly mode: RunMode;
  readonly stream: Stream;
  /** The one time that the whole run decides for. */
  readonly now: Date;
  /** `--allow N` of this pass; planners that have limits of their own raise them by it. */
  readonly allow: number | null;

  constructor(
    parts: RunContextParts,
    private readonly reader: SourceReader,
    private readonly pending: PendingTransitions,
  ) {
    this.runId = parts.runId;
    this.mode = parts.mode;
    this.stream = parts.stream;
    this.now = parts.now;
    this.allow = parts.allow;
    this.policy = parts.policy;
  }

  /** What an earlier stream of this run would make true; see PendingTransitions. */
  pendingTransitions(stream: Stream): readonly JsonValue[] {
    return this.pending.list(stream, { isDryRun: this.mode === 'plan', policy: this.policy });
  }

  readList<Item>(source: SourceKey, read: ListRead<Item>): Promise<SourceResult<readonly Item[]>> {
    this.touched.add(source);
    return this.reader.readList(source, read);
  }

  readOne<T>(source: SourceKey, fallback: T, fetch: () => Promise<T>): Promise<SourceResult<T>> {
    this.touched.add(source);
    return this.reader.readOne(source, fallback, fetch);
  }

  /** A detail of one record; see SourceReader.readDetail. */
  readDetail<T>(source: SourceKey, fallback: T, fetch: () => Promise<T>): Promise<SourceResult<T>> {
    this.touched.add(source);
    return this.reader.readDetail(source, fallback, fetch);
  }

  /** Everything has been observed: planning and writing need not hold the lists. */
  releaseLists(): void {
    this.reader.release();
  }

  isComplete(source: SourceKey): boolean {
    return this.reader.isComplete(source);
  }

  /** The sources that this stream looked at: the complete ones as null. */
  get sources(): ReadonlyMap<SourceKey, IncompleteSource | null> {
    const states = this.reader.states;
    return new Map([...this.touched].sort().map((source) => [source, states.get(source) ?? null]));
  }
}
