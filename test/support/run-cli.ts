import type { CliContext } from '../../src/cli/cli-context';
import { runCli } from '../../src/cli/program';
import { Redactor } from '../../src/kernel/redaction';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The one document of --json. */
  json(): unknown;
}

export interface CliSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly isInteractive?: boolean;
  readonly confirm?: CliContext['confirm'];
  readonly stop?: AbortSignal;
  /** Called with every piece of stdout, for commands that go on running. */
  readonly onOut?: (text: string) => void;
}

/** The real command line in this process, with its output captured. */
export async function runCommandLine(argv: readonly string[], surroundings: CliSurroundings = {}): Promise<CliResult> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    terminal: {
      out: (text) => {
        out += text;
        surroundings.onOut?.(text);
      },
      err: (text) => {
        err += text;
      },
      isInteractive: surroundings.isInteractive ?? false,
      hasColors: false,
      columns: surroundings.columns ?? 80,
    },
    env: surroundings.env ?? {},
    redactor: new Redactor(),
    confirm: surroundings.confirm ?? null,
    stop: surroundings.stop ?? new AbortController().signal,
  });
  return { code, out, err, json: () => JSON.parse(out) as unknown };
}
