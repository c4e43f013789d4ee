import { processEnvironment } from '../config/environment';
import type { CliContext } from './cli-context';

const DEFAULT_COLUMNS = 80;

/** The process's own terminal, environment and signals. The second Ctrl-C ends at once. */
export function processContext(): CliContext {
  const stopper = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopper.abort(new Error(signal));
      process.once(signal, () => process.exit(130));
    });
  }
  return {
    terminal: {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      isInteractive: process.stderr.isTTY && process.stdout.isTTY,
      columns: process.stdout.columns || DEFAULT_COLUMNS,
    },
    env: processEnvironment(),
    stop: stopper.signal,
  };
}
