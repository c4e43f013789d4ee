import { join, resolve } from 'node:path';
import { OperatorError } from '../kernel/operator-error';
import { isErrnoException } from '../config/errno';
import type { Sandbox } from '../sandbox/sandbox';
import type { SandboxOptions } from '../sandbox/sandbox-options';
import { startSandbox } from '../sandbox/start-sandbox';
import { writeSandboxConfig } from '../sandbox/write-config';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { badOption, parseInstantOption, parseWholeNumber } from './parse-options';
import { waitForStop } from './wait-for-stop';

export interface SandboxCommandOptions extends CommonOptions {
  readonly companies?: string;
  readonly jobs?: string;
  readonly seed?: string;
  readonly port?: string;
  readonly start?: string;
  readonly speed?: string;
  readonly writeConfig?: string;
}

const MOST_COMPANIES = 50_000;
const MOST_JOBS = 1_000;
const MOST_SPEED = 1_000_000;
/** Three systems need three ports in a row. */
const LAST_PORT = 65_533;

/** `sandbox`: the simulated vendors on their own, until Ctrl-C. */
export async function sandboxCommand(
  options: SandboxCommandOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const sandbox = await start(options);
  try {
    const written = await writeConfiguration(sandbox, options.writeConfig);
    output.documentLine({
      addresses: sandbox.addresses,
      credentials: sandbox.credentials,
      seed: sandbox.world.settings.seed,
      now: sandbox.clock.now().toISOString(),
      companies: sandbox.world.plans.length,
      config: written,
    });
    render(sandbox, written, output);
    await waitForStop(context.stop);
    return 0;
  } finally {
    await sandbox.close();
  }
}

async function start(options: SandboxCommandOptions): Promise<Sandbox> {
  try {
    return await startSandbox(parseSandboxOptions(options));
  } catch (error) {
    if (!isErrnoException(error) || (error.code !== 'EADDRINUSE' && error.code !== 'EACCES')) throw error;
    const port = 'port' in error ? String(error.port) : (options.port ?? '');
    const what = error.code === 'EACCES' ? 'needs the rights of an administrator' : 'is in use by another process';
    throw new OperatorError(
      'port-busy',
      `Port ${port} on 127.0.0.1 ${what}.`,
      'Choose three free ones in a row with --port, or leave it out.',
    );
  }
}

export function parseSandboxOptions(options: SandboxCommandOptions): SandboxOptions {
  const { companies, jobs, seed, port, start: startText, speed } = options;
  return {
    ...(companies === undefined
      ? {}
      : { companies: parseWholeNumber(companies, { name: '--companies', min: 1, max: MOST_COMPANIES }) }),
    ...(jobs === undefined
      ? {}
      : { jobsPerCompany: parseWholeNumber(jobs, { name: '--jobs', min: 0, max: MOST_JOBS }) }),
    ...(seed === undefined ? {} : { seed }),
    ...(port === undefined ? {} : { ports: portsFrom(port) }),
    ...(startText === undefined ? {} : { start: parseInstantOption(startText, '--start') }),
    ...(speed === undefined ? {} : { speed: parseSpeed(speed) }),
  };
}

/** VSPC, ConnectWise and IT Glue in this order. */
function portsFrom(text: string): { vspc: number; connectwise: number; itglue: number } {
  const first = parseWholeNumber(text, { name: '--port', min: 0, max: LAST_PORT });
  if (first === 0) return { vspc: 0, connectwise: 0, itglue: 0 };
  return { vspc: first, connectwise: first + 1, itglue: first + 2 };
}

function parseSpeed(text: string): number {
  const speed = /^\d{1,7}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (speed <= MOST_SPEED) return speed;
  throw badOption('--speed takes simulated seconds per second, 0 or more.', 'For example: --speed 60');
}

/** The path of the configuration, or null when none was asked for. */
async function writeConfiguration(sandbox: Sandbox, dir: string | undefined): Promise<string | null> {
  if (dir === undefined) return null;
  try {
    await writeSandboxConfig(sandbox, dir);
    return join(resolve(dir), 'config', 'bridge.yaml');
  } catch (error) {
    if (!isErrnoException(error)) throw error;
    throw new OperatorError(
      'not-writable',
      `The configuration cannot be written to ${dir} (${error.code ?? 'unknown error'}).`,
      'Name a folder that this user may write to.',
    );
  }
}

function render(sandbox: Sandbox, config: string | null, output: CliOutput): void {
  const { addresses, credentials, world, clock } = sandbox;
  const { vspc, connectwise, itglue } = credentials;
  const { bold, dim } = output.colors;
  output.line(bold(`A simulated MSP with ${world.plans.length} companies, in three vendors' words`));
  output.line(dim(`The keys open nothing but this sandbox. Seed ${world.settings.seed}.`));
  output.line();
  output.line(`${bold('VSPC')}         ${addresses.vspc}`);
  output.line(`  api key      ${vspc.apiKey}`);
  output.line(`  or           ${vspc.userName} / ${vspc.password}`);
  output.line(`${bold('ConnectWise')}  ${addresses.connectwise}`);
  output.line(`  company      ${connectwise.companyId}`);
  output.line(`  public key   ${connectwise.publicKey}`);
  output.line(`  private key  ${connectwise.privateKey}`);
  output.line(`  client id    ${connectwise.clientId}`);
  output.line(`${bold('IT Glue')}      ${addresses.itglue}`);
  output.line(`  api key      ${itglue.apiKey}`);
  output.line();
  output.line(`Its clock shows ${clock.now().toISOString()}. What it holds, at every address:`);
  output.line('  GET /__sandbox/state    GET /__sandbox/log    POST /__sandbox/clock');
  output.line();
  output.line(
    config === null ? 'A configuration that fits: add --write-config DIR.' : `The configuration is in\n  ${config}`,
  );
  if (config !== null) output.line(`Use it with\n  vspc-bridge reconcile --config ${config}`);
  output.line('Ctrl-C ends it.');
}
