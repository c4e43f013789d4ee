import type { Stream } from '../kernel/change';
import type { RunMode } from './run-context';
import type { ReportedChange } from './run-report';

/** What a person may watch while a run goes on. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly run: { readonly id: string; readonly mode: RunMode; readonly startedAt: string; readonly now: string };
    }
  | { readonly kind: 'reading'; readonly stream: Stream }
  | { readonly kind: 'planned'; readonly stream: Stream; readonly changes: number }
  | {
      readonly kind: 'change';
      readonly stream: Stream;
      readonly change: ReportedChange;
      readonly done: number;
      readonly total: number;
    };

export interface RunListener {
  notify(event: RunEvent): void;
}

export const SILENT: RunListener = { notify: () => undefined };
