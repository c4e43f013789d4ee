import type { Decision, Stream } from '../kernel/change';
import type { RunMode } from './run-context';
import type { RunListener } from './run-listener';

export interface RunRequest {
  readonly mode: RunMode;
  readonly streams: readonly Stream[];
  readonly matches?: (decision: Decision) => boolean;
  readonly allow?: number;
  readonly lockTimeoutMs: number;
  /** `apply FILE`: what may go ahead, per stream. */
  readonly storedPlan?: ReadonlyMap<Stream, ReadonlySet<string>>;
  readonly listener?: RunListener;
  /** When it fires, reads are given up, the change that is being made is finished, and nothing else is begun. */
  readonly stop?: AbortSignal;
}
