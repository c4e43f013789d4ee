import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { ItGlueConnection } from '../itglue/itglue-connection';
import type { ClockWatch } from '../http/clock-watch';
import { RequestScope } from '../http/request-scope';
import { SystemClock } from '../kernel/system-clock';
import { VspcConnectors } from '../vspc/vspc-connectors';
import { checkConnectWise } from './check/check-connectwise';
import { checkDatabase } from './check/check-database';
import type { CheckItem } from './check/check-item';
import { checkItGlue } from './check/check-itglue';
import { checkClock, checkOwnClock, checkPort } from './check/check-surroundings';
import { checkVspc } from './check/check-vspc';
import { ConnectionsModule } from './check/connections.module';
import { saveCa } from './check/save-ca';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { wrapText } from './fit-text';
import { readConfig, type LoadedConfig } from './open-bridge';

export interface CheckOptions extends CommonOptions {
  readonly saveCa?: string;
  readonly connection?: string;
  readonly yes?: boolean;
}

/** `check`: every connection, every permission and every name, a line each, with the fix for what fails. */
export async function checkCommand(options: CheckOptions, context: CliContext, output: CliOutput): Promise<ExitCode> {
  const { saveCa: file, connection, yes } = options;
  const loaded = readConfig(options, context, { allowMissingCaFiles: file !== undefined });
  if (file !== undefined)
    return saveCa(loaded.config, { file, connection, isConfirmed: yes === true }, context, output);
  const items: CheckItem[] = [];
  const printer = new CheckPrinter(output);
  const scope = new RequestScope('mapping', true);
  await scope.run(async () => {
    for await (const item of checkEverything(loaded, scope.clockWatch)) {
      const safe = redacted(item, loaded);
      items.push(safe);
      printer.print(safe);
    }
  });
  output.document({ checks: items });
  const failed = items.filter(({ ok }) => !ok).length;
  output.line();
  if (failed === 0) output.line(output.colors.green(`All ${items.length} checks passed.`));
  else output.line(output.colors.red(`${failed} of ${items.length} checks failed.`));
  return failed === 0 ? 0 : 1;
}

async function* checkEverything(loaded: LoadedConfig, watch: ClockWatch): AsyncGenerator<CheckItem, void, undefined> {
  const clock = new SystemClock();
  yield await checkDatabase(loaded.config.database);
  yield await checkPort(loaded.config);
  const module = ConnectionsModule.forParts(loaded.config, clock, loaded.redactor);
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    yield* checkSystems(app, loaded, watch);
  } finally {
    await app.close();
  }
}

async function* checkSystems(
  app: INestApplicationContext,
  { config, mappings }: LoadedConfig,
  watch: ClockWatch,
): AsyncGenerator<CheckItem, void, undefined> {
  const vspcs = app.get(VspcConnectors);
  for (const settings of config.vspc) {
    const vspc = vspcs.get(settings.name);
    yield* checkVspc(vspc, settings, config);
    yield* present(checkClock(vspc.system, watch));
  }
  yield* checkConnectWise(app.get(ConnectWiseClient), config, mappings);
  yield* present(checkClock('connectwise', watch));
  const { client } = app.get(ItGlueConnection);
  if (client) yield* checkItGlue(client, mappings.documentation);
  yield* present(checkClock('itglue', watch), checkOwnClock(watch));
}

function present(...items: readonly (CheckItem | null)[]): CheckItem[] {
  return items.filter((item) => item !== null);
}

function redacted(item: CheckItem, { redactor }: LoadedConfig): CheckItem {
  const { message, hint } = item;
  return { ...item, message: redactor.redact(message), hint: hint === null ? null : redactor.redact(hint) };
}

/** One block per system, one line per item, wrapped under its mark. */
class CheckPrinter {
  private system = '';

  constructor(private readonly output: CliOutput) {}

  print(item: CheckItem): void {
    const { bold, green, yellow, red } = this.output.colors;
    if (item.system !== this.system) {
      if (this.system !== '') this.output.line();
      this.output.line(bold(item.system));
      this.system = item.system;
    }
    const mark = item.ok ? (item.hint === null ? green('✓') : yellow('!')) : red('✗');
    this.indented(`  ${mark} `, `${item.ok ? '' : `${item.name}: `}${item.message}`);
    if (item.hint !== null) this.indented('    → ', item.hint);
  }

  private indented(first: string, text: string): void {
    const indent = first.includes('→') ? 6 : 4;
    const [head = '', ...rest] = wrapText(text, this.output.columns - indent);
    this.output.line(`${first}${head}`);
    for (const line of rest) this.output.line(`${' '.repeat(indent)}${line}`);
  }
}
