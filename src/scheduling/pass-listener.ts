import type { Stream } from '../kernel/change';
import type { RunReport } from '../reconciliation/run-report';

/** What is told of every pass of a service. */
export interface PassListener {
  finished(report: RunReport): void;
  failed(streams: readonly Stream[], error: unknown): void;
  /** Its slot came while it still ran. */
  skipped(stream: Stream): void;
  swept(deleted: number): void;
}

export const PASS_LISTENER = Symbol('PASS_LISTENER');
