import { writeInitialFiles } from '../config/init-files';
import type { CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';

/** `init`: configuration, mappings and schema from the examples, every stream `plan-only`; never overwrites. */
export function initCommand(_options: CommonOptions, targetDir: string, output: CliOutput): Promise<ExitCode> {
  const { written, kept } = writeInitialFiles({ targetDir });
  for (const file of written) output.line(`written  ${file}`);
  for (const file of kept) output.line(`kept     ${file}`);
  output.line();
  output.line('Next: fill in config/bridge.yaml, then test every connection with: vspc-bridge check');
  output.document({ written, kept });
  return Promise.resolve(0);
}
