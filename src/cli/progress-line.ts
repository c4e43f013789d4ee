import type { RunEvent, RunListener } from '../reconciliation/run-listener';
import type { CliOutput } from './cli-output';
import { shownName } from './printable-text';

/** What happens right now: one line redrawn on a terminal, plain lines per stream elsewhere. */
export class ProgressLine implements RunListener {
  constructor(private readonly output: CliOutput) {}

  notify(event: RunEvent): void {
    if (event.kind === 'started') {
      this.output.startedRun = event.run;
      return;
    }
    if (this.output.isInteractive) this.output.redraw(textOf(event));
    else if (event.kind !== 'change') this.output.note(textOf(event));
  }

  clear(): void {
    this.output.redraw('');
  }
}

function textOf(event: Exclude<RunEvent, { kind: 'started' }>): string {
  switch (event.kind) {
    case 'reading':
      return `${event.stream}: reading …`;
    case 'planned':
      return `${event.stream}: ${event.changes} to do`;
    case 'change':
      return `${event.stream}: ${event.done} of ${event.total} — ${event.change.action} ${shownName(event.change.subject.name)}`;
  }
}
