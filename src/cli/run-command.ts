import { ConfigProblemsError } from '../config/problem';
import { renderProblems } from '../config/render-problems';
import { IntegrationError } from '../kernel/integration-error';
import { OperatorError } from '../kernel/operator-error';
import type { CommonOptions, ExitCode, Terminal } from './cli-context';
import { CliOutput } from './cli-output';

/** Runs one command and turns whatever it throws into one sentence with its hint, or into a stack when it is our bug. */
export async function runCommand(
  terminal: Terminal,
  options: CommonOptions,
  command: (output: CliOutput) => Promise<ExitCode>,
): Promise<ExitCode> {
  const output = new CliOutput(terminal, options);
  try {
    return await command(output);
  } catch (error) {
    reportFailure(error, terminal, output);
    return 1;
  }
}

function reportFailure(error: unknown, terminal: Terminal, output: CliOutput): void {
  const failure = describeFailure(error);
  output.document({ error: failure });
  if (error instanceof ConfigProblemsError) {
    terminal.err(renderProblems(error.problems));
    return;
  }
  if (error instanceof OperatorError || error instanceof IntegrationError) {
    terminal.err(
      `${output.colors.red('Error:')} ${failure.message}\n${failure.hint === '' ? '' : `  → ${failure.hint}\n`}`,
    );
    return;
  }
  terminal.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

function describeFailure(error: unknown): { kind: string; message: string; hint: string; problems?: unknown } {
  if (error instanceof ConfigProblemsError) {
    return { kind: error.kind, message: error.message, hint: error.hint, problems: error.problems };
  }
  if (error instanceof OperatorError) return { kind: error.kind, message: error.message, hint: error.hint };
  if (error instanceof IntegrationError)
    return { kind: error.kind, message: error.message, hint: 'Run: vspc-bridge check' };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', message, hint: 'This is a defect of the bridge; report it with the stack shown on stderr.' };
}
