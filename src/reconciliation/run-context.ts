import type { SourceKey, Stream } from '../kernel/change';
import type { ListRead, SourceReader } from './source-reader';
import type { IncompleteSource, SourceResult } from './source-result';

export type RunMode = 'plan' | 'apply';

/** What a stream may use of the run it works in. Remembers which sources this stream looked at. */
export class RunContext {
  private readonly touched = new Set<SourceKey>();

  constructor(
    readonly runId: string,
    readonly mode: RunMode,
    readonly stream: Stream,
    /** The one time that the whole run decides for. */
    readonly now: Date,
    private readonly reader: SourceReader,
  ) {}

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

  isComplete(source: SourceKey): boolean {
    return this.reader.isComplete(source);
  }

  /** The sources that this stream looked at: the complete ones as null. */
  get sources(): ReadonlyMap<SourceKey, IncompleteSource | null> {
    const states = this.reader.states;
    return new Map([...this.touched].sort().map((source) => [source, states.get(source) ?? null]));
  }
}
