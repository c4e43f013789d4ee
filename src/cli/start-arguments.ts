import { DEFAULT_CONFIG_FILE } from '../config/load-config';
import type { Environment } from '../config/environment';

/**
 * What `npm start` runs (INTERFACE, "Two commands on a fresh machine"). Whatever else was typed is passed on.
 *
 * | configuration | `--once`    | command       |
 * | ------------- | ----------- | ------------- |
 * | present       | no          | serve         |
 * | present       | yes         | reconcile     |
 * | absent        | no          | demo          |
 * | absent        | yes         | demo --once   |
 *
 * A file that `--config` or `$BRIDGE_CONFIG` names counts as present: when it does not exist, that has to be said.
 */
export function startArguments(
  argv: readonly string[],
  env: Environment,
  exists: (file: string) => boolean,
): readonly string[] {
  const isNamed = argv.some((argument) => /^--config(=|$)/.test(argument)) || Boolean(env['BRIDGE_CONFIG']);
  if (!isNamed && !exists(DEFAULT_CONFIG_FILE)) return ['demo', ...argv];
  const rest = argv.filter((argument) => argument !== '--once');
  return [rest.length < argv.length ? 'reconcile' : 'serve', ...rest];
}
