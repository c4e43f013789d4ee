import { createInterface } from 'node:readline/promises';
import { processEnvironment } from '../config/environment';
import { Redactor } from '../kernel/redaction';
import type { CliContext } from './cli-context';

const DEFAULT_COLUMNS = 80;
/** 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** The process's own terminal, environment and signals. The second Ctrl-C ends at once. */
export function processContext(): CliContext {
  const stopper = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopper.abort(new Error(signal));
      process.once(signal, () => process.exit(INTERRUPTED));
    });
  }
  endQuietlyWithTheReader();
  const isInteractive = process.stderr.isTTY && process.stdout.isTTY;
  const env = processEnvironment();
  return {
    terminal: {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      isInteractive,
      hasColors: isInteractive && !env['NO_COLOR'],
      columns: process.stdout.columns || DEFAULT_COLUMNS,
    },
    env,
    redactor: new Redactor(),
    confirm: isInteractive && process.stdin.isTTY ? askForYes : null,
    stop: stopper.signal,
  };
}

async function askForYes(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** `vspc-bridge … | head` closes the pipe early: no stack trace for that. */
function endQuietlyWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
