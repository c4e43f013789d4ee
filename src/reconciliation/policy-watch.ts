import type { PlannedProblem, Stream } from '../kernel/change';
import type { Policy } from './engine-settings';
import type { SourceReader } from './source-reader';

export interface JudgedPolicy {
  readonly policy: Policy;
  /** What a person has to know or decide about it. */
  readonly problems: readonly PlannedProblem[];
}

/** Looks, before a stream begins, whether something outside asks for more restraint than its policy. */
export interface PolicyWatch {
  judge(
    stream: Stream,
    policy: Policy,
    run: { readonly reader: SourceReader; readonly now: Date },
  ): Promise<JudgedPolicy>;
}
