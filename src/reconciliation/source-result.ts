import type { SourceKey } from '../kernel/change';
import type { ErrorKind } from '../kernel/integration-error';

/** Why a source is incomplete: a failed call, or a list that is suddenly too short to be believed. */
export type IncompleteKind = ErrorKind | 'shrunk';

/** One read of one source. An incomplete one may still hold what was read before it broke. */
export type SourceResult<T> =
  | { readonly source: SourceKey; readonly complete: true; readonly value: T }
  | {
      readonly source: SourceKey;
      readonly complete: false;
      readonly value: T;
      readonly kind: IncompleteKind;
      readonly message: string;
      readonly wholeSystem?: boolean;
      readonly incompleteRuns: number;
    };

export interface IncompleteSource {
  readonly source: SourceKey;
  readonly kind: IncompleteKind;
  readonly message: string;
  /** Nothing of its system can be read. */
  readonly wholeSystem?: boolean;
  /** Runs in a row without a complete read, this one included: 1 is news. */
  readonly incompleteRuns: number;
}

/** `vspc:main/alarms/active` belongs to the system `vspc:main`. */
export function systemOf(source: SourceKey): string {
  return source.split('/', 1)[0] ?? source;
}
