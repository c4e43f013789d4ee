import { OperatorError } from '../kernel/operator-error';
import { ProblemRepository } from '../persistence/engine/problem.repository';
import { SourceRepository } from '../persistence/engine/source.repository';
import { describeGroup, groupProblems, listOpenProblems, type ProblemGroup } from '../reconciliation/group-problems';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { formatInstant } from './format-instant';
import { openBridge } from './open-bridge';

/** `problems`: what a person has to decide, each with the command that decides it, as the last passes left it. */
export async function problemsCommand(
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const bridge = await openBridge(options, context);
  try {
    const problems = await listOpenProblems(bridge.app.get(ProblemRepository));
    if (problems.length === 0) output.line('Nothing needs a person.');
    for (const group of groupProblems(problems)) renderGroup(group, output);
    output.document({ problems });
    return 0;
  } finally {
    await bridge.close();
  }
}

function renderGroup(group: ProblemGroup, output: CliOutput): void {
  const { bold, dim } = output.colors;
  const { kind, system, since, hint } = group.first;
  output.line(`${bold(kind)}  ${system}  ${dim(`since ${formatInstant(since)}`)}`);
  output.write(output.paragraph(describeGroup(group), '  '));
  output.write(output.hint(hint, '  → '));
}

/** `accept-shrink SOURCE`: an operator knows that the entries are really gone (RULES, Engine 1). */
export async function acceptShrinkCommand(
  source: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const bridge = await openBridge(options, context);
  try {
    const sources = bridge.app.get(SourceRepository);
    const state = await sources.findState(source);
    if (state?.shrunkAt == null) {
      throw new OperatorError(
        'not-shrunk',
        `${source} is not waiting for anything.`,
        'See what waits with: vspc-bridge problems',
      );
    }
    await sources.saveState(Object.assign(state, { shrinkAccepted: true }));
    output.line(`The next pass believes ${source} as it is.`);
    output.document({ source, accepted: true });
    return 0;
  } finally {
    await bridge.close();
  }
}
