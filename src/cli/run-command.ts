import { ConfigProblemsError } from '../config/problem';
import { renderProblems } from '../config/render-problems';
import { IntegrationError } from '../kernel/integration-error';
import type { JsonObject } from '../kernel/json';
import { OperatorError } from '../kernel/operator-error';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import { CliOutput } from './cli-output';

/** Runs one command and turns whatever it throws into one sentence with its hint, or into a stack when it is our bug. */
export async function runCommand(
  context: CliContext,
  options: CommonOptions,
  command: (output: CliOutput) => Promise<ExitCode>,
): Promise<ExitCode> {
  const output = new CliOutput(context.terminal, options);
  try {
    return await command(output);
  } catch (error) {
    reportFailure(error, context, output);
    return 1;
  }
}

/** `{ "error": { "kind", "message", "hint" } }` on stdout with --json, a sentence on stderr for people. */
export function reportFailure(error: unknown, { terminal, redactor }: CliContext, output: CliOutput): void {
  const failure = describeFailure(error);
  const { message, hint } = failure;
  const shown = { ...failure, message: redactor.redact(message), hint: redactor.redact(hint) };
  output.failed(shown);
  terminal.err(redactor.redact(renderFailure(error, shown, output)));
}

interface Failure {
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
  readonly problems?: readonly JsonObject[];
}

function renderFailure(error: unknown, { message, hint }: Failure, output: CliOutput): string {
  if (error instanceof ConfigProblemsError) return renderProblems(error.problems);
  if (error instanceof OperatorError || error instanceof IntegrationError) {
    return (
      output.paragraph(`${output.colors.red('Error:')} ${message}`) + (hint === '' ? '' : output.hint(hint, '  → '))
    );
  }
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

function describeFailure(error: unknown): Failure {
  if (error instanceof ConfigProblemsError) {
    const problems = error.problems.map((problem) => ({ ...problem }));
    return { kind: error.kind, message: error.message, hint: error.hint, problems };
  }
  if (error instanceof OperatorError) return { kind: error.kind, message: error.message, hint: error.hint };
  if (error instanceof IntegrationError)
    return { kind: error.kind, message: error.message, hint: 'Run: vspc-bridge check' };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', message, hint: 'This is a defect of the bridge; report it with the stack shown on stderr.' };
}
