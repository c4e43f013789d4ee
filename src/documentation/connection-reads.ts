import type { SourceKey } from '../kernel/change';
import type { RunContext } from '../reconciliation/run-context';
import type { SourceResult } from '../reconciliation/source-result';
import { vspcSource, vspcWorkloadSource, type VSPC_SOURCES } from '../vspc/source-keys';
import type { VspcConnector } from '../vspc/vspc.connector';
import type { VspcWorkload, VspcWorkloadKind } from '../vspc/workload-endpoints';

/** The reads of one connection in one run; the other streams share them (RULES, Engine 1). */
export class ConnectionReads {
  /** Every read so far. */
  readonly results: SourceResult<unknown>[] = [];

  constructor(
    private readonly run: RunContext,
    private readonly connector: VspcConnector,
  ) {}

  get connection(): string {
    return this.connector.name;
  }

  list<T>(
    endpoint: keyof typeof VSPC_SOURCES,
    list: (connector: VspcConnector) => AsyncIterable<T>,
    keyOf: (item: T) => string,
  ): Promise<SourceResult<readonly T[]>> {
    return this.read(vspcSource(this.connection, endpoint), list, keyOf);
  }

  workloads(kind: VspcWorkloadKind): Promise<SourceResult<readonly VspcWorkload[]>> {
    return this.read(
      vspcWorkloadSource(this.connection, kind),
      (connector) => connector.workloads.workloads(kind),
      (workload) => workload.key,
    );
  }

  private async read<T>(
    source: SourceKey,
    list: (connector: VspcConnector) => AsyncIterable<T>,
    keyOf: (item: T) => string,
  ): Promise<SourceResult<readonly T[]>> {
    const result = await this.run.readList(source, { list: () => list(this.connector), keyOf });
    this.results.push(result);
    return result;
  }
}

/** For sources whose rows have one. */
export function byUid({ uid }: { readonly uid: string }): string {
  return uid;
}
