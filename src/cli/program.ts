import { setMaxListeners } from 'node:events';
import { Command, CommanderError } from 'commander';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import { readProgramVersion } from './program-version';
import type { Work } from './add-command';
import { addCommands } from './register-commands';
import { CliOutput } from './cli-output';
import { runCommand } from './run-command';

/** Parses the command line, runs one command, returns its exit code. Never ends the process itself. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  let code: ExitCode = 0;
  const { terminal } = context;
  // Every read that waits listens to it; Node takes more than ten listeners for a leak.
  setMaxListeners(0, context.stop);

  function add(name: string, description: string, work: Work, parent: Command = program): Command {
    return withCommonOptions(parent.command(name).description(description)).action(async (...parsed: unknown[]) => {
      const command = parsed.at(-1) as Command;
      const options = command.optsWithGlobals<CommonOptions>();
      code = await runCommand(context, options, (output) => work(options, output, command.args));
    });
  }

  const program = new Command('vspc-bridge')
    .description('Connects Veeam Service Provider Console, ConnectWise Manage and IT Glue.')
    .version(readProgramVersion(), '-V, --version', 'the version of this program')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(vspc-bridge <command> --help tells more)');

  addCommands(add, program, context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const isJson = argv.includes('--json');
    const message = error.message.replace(/^error: /, '');
    new CliOutput(terminal, { json: isJson }).failed({ kind: 'usage', message, hint: 'See: vspc-bridge --help' });
    return 1;
  }
  return code;
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'default config/bridge.yaml, or $BRIDGE_CONFIG')
    .option('--mappings <dir>', 'default mappings beside the config folder')
    .option('--json', 'exactly one JSON document on stdout')
    .option('--quiet', 'only the answer')
    .option('--verbose', 'everything, skips included')
    .option('--no-color', 'no colours')
    .option('--lock-timeout <time>', 'how long to wait for a stream that is being worked on (default 5m)');
}
