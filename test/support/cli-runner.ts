import { join } from 'node:path';
import { runCli } from '../../src/cli/program';
import { Redactor } from '../../src/kernel/redaction';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly json: () => unknown;
}

export interface CliPlace {
  /** With `config/bridge.yaml` in it. */
  readonly folder: string;
  /** What a person answers; null: nobody is there. */
  readonly answer?: boolean | null;
}

/** One command as a shell would run it, 80 columns wide. */
export async function runCommandLine(
  { folder, answer = null }: CliPlace,
  ...args: readonly string[]
): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    isInteractive: answer !== null,
    hasColors: false,
    columns: 80,
  };
  const context = {
    terminal,
    env: { USER: 'jo' },
    redactor: new Redactor(),
    confirm: answer === null ? null : () => Promise.resolve(answer),
    stop: new AbortController().signal,
  };
  const code = await runCli([...args, '--config', join(folder, 'config', 'bridge.yaml')], context);
  return { code, out: out.join(''), err: err.join(''), json: () => JSON.parse(out.join('')) as unknown };
}
