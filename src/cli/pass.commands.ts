import { readFileSync } from 'node:fs';
import { STREAMS, type Stream } from '../kernel/change';
import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import { CLOCK } from '../config/config.tokens';
import { exitCodeOf, type ReportedChange, type RunReport } from '../reconciliation/run-report';
import type { RunRequest } from '../reconciliation/run-request';
import { Runner } from '../reconciliation/runner';
import { identitiesOf, parseStoredPlan, storedPlanOf } from '../reconciliation/stored-plan';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { companyFilter } from './company-filter';
import type { Bridge } from './open-bridge';
import { parseLockTimeout } from './parse-lock-timeout';
import { ProgressLine } from './progress-line';
import { renderPlanCsv, renderPlanHtml } from './render-plan';
import { renderRun } from './render-run';
import { withBridge } from './with-bridge';
import { writeOutputFile, writeTables } from './write-output-file';

export interface PassOptions extends CommonOptions {
  readonly only?: string;
  readonly company?: string;
  readonly allow?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly html?: string;
}

/** `plan`: observes and plans; the dry run of everything (INTERFACE). */
export async function planCommand(options: PassOptions, context: CliContext, output: CliOutput): Promise<ExitCode> {
  return withBridge(options, context, async (bridge) => {
    const report = await runPass(
      bridge,
      { mode: 'plan', streams: parseStreams(options.only), stop: context.stop },
      options,
      output,
    );
    if (options.out !== undefined) {
      const plan = storedPlanOf(report, bridge.config.installation);
      writeOutputFile(options.out, `${JSON.stringify(plan, null, 2)}\n`);
      output.note(`The plan is in ${options.out}; apply it within 24 hours with: vspc-bridge apply ${options.out}`);
    }
    writeTables(options, { csv: () => renderPlanCsv(report), html: () => renderPlanHtml(report) }, output);
    return exitCodeOf(report);
  });
}

/** `reconcile`: one pass; plans, and applies under each stream's policy. */
export async function reconcileCommand(
  options: PassOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge(options, context, async (bridge) => {
    const allow = options.allow === undefined ? {} : { allow: parseAllow(options.allow) };
    const request = { mode: 'apply' as const, streams: parseStreams(options.only), stop: context.stop, ...allow };
    return exitCodeOf(await runPass(bridge, request, options, output));
  });
}

/** `apply FILE`: goes ahead where nothing has moved since a person looked at the plan (RULES, Engine 8). */
export async function applyCommand(
  file: string,
  options: PassOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge(options, context, async (bridge) => {
    const now = bridge.app.get<Clock>(CLOCK).now();
    const plan = parseStoredPlan(readPlanFile(file), { installation: bridge.config.installation, now });
    const streams = STREAMS.filter((stream) => (plan.changes[stream] ?? []).length > 0);
    const request = { mode: 'apply' as const, streams, storedPlan: identitiesOf(plan), stop: context.stop };
    return exitCodeOf(await runPass(bridge, request, options, output));
  });
}

async function runPass(
  bridge: Bridge,
  request: Omit<RunRequest, 'lockTimeoutMs' | 'listener' | 'matches'>,
  options: PassOptions,
  output: CliOutput,
): Promise<RunReport> {
  const progress = new ProgressLine(output);
  const matches = options.company === undefined ? undefined : await companyFilter(bridge, options.company);
  const report = await bridge.app.get(Runner).run({
    ...request,
    lockTimeoutMs: parseLockTimeout(options.lockTimeout),
    listener: progress,
    ...(matches ? { matches } : {}),
  });
  progress.clear();
  renderRun(report, output);
  output.document(documentOf(report, output));
  return report;
}

/** Skips are listed only with `--verbose`; keys and news are ours and stay out of the contract. */
export function documentOf(report: RunReport, output: Pick<CliOutput, 'isVerbose'>): unknown {
  const streams = Object.entries(report.streams).map(([stream, of]) => {
    const { status, policy, sources, counts, skips } = of;
    const changes = of.changes.map((change) => withoutKey(change));
    return [stream, { status, policy, sources, counts, changes, ...(output.isVerbose ? { skips } : {}) }];
  });
  return { ...report, streams: Object.fromEntries(streams) as unknown };
}

function withoutKey(change: ReportedChange): Omit<ReportedChange, 'key'> {
  const { action, reason, rule, detail, company, subject, outcome, remoteId, before, after, effect, error } = change;
  return { action, reason, rule, detail, company, subject, outcome, remoteId, before, after, effect, error };
}

export function parseStreams(only: string | undefined): readonly Stream[] {
  if (only === undefined) return STREAMS;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !STREAMS.includes(name as Stream));
  if (unknown.length > 0) {
    throw new OperatorError(
      'unknown-stream',
      `There is no stream called ${unknown.join(', ')}.`,
      `Streams are: ${STREAMS.join(', ')}.`,
    );
  }
  return STREAMS.filter((stream) => names.includes(stream));
}

function parseAllow(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new OperatorError('bad-option', '--allow takes a whole number.', 'For example: --allow 120');
}

function readPlanFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OperatorError(
      'plan-unreadable',
      `The plan ${file} cannot be read.`,
      'Write one with: vspc-bridge plan --out FILE',
    );
  }
}
