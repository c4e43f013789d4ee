import { join } from 'node:path';
import { runCommandLine as run, type CliResult } from './run-cli';

export type { CliResult };

export interface CliPlace {
  /** With `config/bridge.yaml` in it. */
  readonly folder: string;
  /** What a person answers; null: nobody is there. */
  readonly answer?: boolean | null;
}

/** One command as a shell in that folder would run it, 80 columns wide. */
export function runCommandLine({ folder, answer = null }: CliPlace, ...args: readonly string[]): Promise<CliResult> {
  return run([...args, '--config', join(folder, 'config', 'bridge.yaml')], {
    env: { USER: 'jo' },
    isInteractive: answer !== null,
    confirm: answer === null ? null : () => Promise.resolve(answer),
  });
}
