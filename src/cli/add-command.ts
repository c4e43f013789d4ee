import type { Command } from 'commander';
import type { CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';

/** Declares a command of the program, or of the group that is given last. */
export type Add = (name: string, description: string, work: Work, parent?: Command) => Command;
export type Work = (options: CommonOptions, output: CliOutput, args: readonly string[]) => Promise<ExitCode>;
