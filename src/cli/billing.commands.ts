import { BillingDesk, type Decided } from '../billing/billing-desk';
import type { BillingFilter } from '../billing/billing.reports';
import type { LineSelection } from '../billing/select-lines';
import type { Leak } from '../billing/domain/find-leaks';
import type { PreviewLine } from '../billing/domain/preview-line';
import { exitCodeOf } from '../reconciliation/run-report';
import { Runner } from '../reconciliation/runner';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { displayWidth, fitText } from './fit-text';
import { formatInstant } from './format-instant';
import { parseLockTimeout } from './parse-lock-timeout';
import { badOption } from './parse-options';
import { documentOf } from './pass.commands';
import { ProgressLine } from './progress-line';
import { moneyBehind, renderPreviewCsv, renderPreviewHtml, summaryOf, totalOf } from './render-preview';
import { renderRun } from './render-run';
import { withBridge } from './with-bridge';
import { writeTables } from './write-output-file';

export interface BillingOptions extends CommonOptions {
  readonly company?: string;
  readonly period?: string;
  readonly all?: boolean;
  readonly run?: string;
  readonly csv?: string;
  readonly html?: string;
}

/** `billing preview`: every quantity as the next pass would decide it, with its calculation and its price. */
export async function billingPreviewCommand(
  ids: readonly string[],
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const { run } = options;
    if (run !== undefined && options.period !== undefined)
      throw badOption('A run is of the present.', 'Give --run or --period.');
    const preview = await desk.preview({ ...filterOf(ids, options), ...(run === undefined ? {} : { run }) });
    writeTables(options, { csv: () => renderPreviewCsv(preview), html: () => renderPreviewHtml(preview) }, output);
    const { lines } = preview;
    // Of a month that somebody names, what did not change is the answer, too.
    const isAll = output.isVerbose || options.period !== undefined;
    const shown = isAll ? lines : lines.filter((line) => line.state !== 'unchanged');
    output.line(`Billing period ${preview.period}: ${summaryOf(lines)}`);
    renderLines(shown, output);
    if (output.isVerbose) for (const line of shown) output.line(`${line.id}: ${line.steps.join('; ')}`);
    output.document(preview);
    return 0;
  });
}

/** `billing approve`: what is held by a guard, as it is now; the next pass writes it if nothing has moved. */
export async function billingApproveCommand(
  ids: readonly string[],
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const decided = await desk.approve(selectionOf(ids, options));
    return renderDecisions('approved', decided, output);
  });
}

/** `billing reject`: stays held as long as it stays the same. */
export async function billingRejectCommand(
  ids: readonly string[],
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const decided = await desk.reject(selectionOf(ids, options));
    return renderDecisions('rejected', decided, output);
  });
}

/** `billing rollback RUN`: writes back what was before, where the quantity is still ours. */
export async function billingRollbackCommand(
  [runId = '', ...ids]: readonly string[],
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const result = await bridge.app.get(BillingDesk).rollback(runId, filterOf(ids, options));
    for (const { id, detail } of result.left) output.line(`left alone: ${id} (${detail})`);
    const ordered = new Set(result.ordered);
    const progress = new ProgressLine(output);
    const report = await bridge.app.get(Runner).run({
      mode: 'apply',
      streams: ['billing'],
      lockTimeoutMs: parseLockTimeout(options.lockTimeout),
      matches: ({ subject }) => ordered.has(subject.key),
      listener: progress,
      stop: context.stop,
    });
    progress.clear();
    renderRun(report, output);
    output.document({ rollback: result, ...(documentOf(report, output) as object) });
    return exitCodeOf(report);
  });
}

/** `billing report`: what was closed, and what arrived later. */
export async function billingReportCommand(
  ids: readonly string[],
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const report = await desk.report(filterOf(ids, options));
    const { period, at } = report.nextClose;
    if (report.lines.length === 0) {
      output.line(`Nothing was closed for ${report.period}.`);
      output.line(`${period} is closed by the first pass after ${formatInstant(at)}.`);
    } else {
      output.line(`Billing period ${report.period}, as it was closed:`);
      output.table(
        ['line', 'company', 'closed with', 'written', 'by the samples of today'],
        report.lines.map((line) => [
          line.id,
          line.company.name,
          line.quantity,
          line.written ?? '–',
          line.isLate ? `${line.recomputed ?? ''} (usage arrived later)` : (line.recomputed ?? 'samples are gone'),
        ]),
      );
    }
    output.document(report);
    return 0;
  });
}

/** `billing leakage`: what is used and not billed, or billed and not used. */
export async function billingLeakageCommand(
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const leaks = await desk.leakage(filterOf([], options));
    if (leaks.length === 0) output.line('Everything that is used is billed.');
    else renderLeaks(leaks, output);
    output.document({ leaks });
    return 0;
  });
}

function atDesk(
  options: BillingOptions,
  context: CliContext,
  work: (desk: BillingDesk) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, (bridge) => work(bridge.app.get(BillingDesk)));
}

function filterOf(lines: readonly string[], { company, period }: BillingOptions): BillingFilter {
  return {
    ...(lines.length === 0 ? {} : { lines }),
    ...(company === undefined ? {} : { company }),
    ...(period === undefined ? {} : { period }),
  };
}

/** Exactly one way of naming lines: approving more than was meant costs money. */
function selectionOf(ids: readonly string[], { company, all, run }: BillingOptions): LineSelection {
  const ways = [ids.length > 0, company !== undefined, all === true, run !== undefined].filter(Boolean).length;
  if (ways !== 1) {
    throw badOption(
      ways === 0 ? 'No line was named.' : 'Lines are named in more than one way.',
      'Give line ids, or --company REF, or --run ID, or --all.',
    );
  }
  if (all === true) return { all };
  if (run !== undefined) return { run };
  return company === undefined ? { ids } : { company };
}

function renderDecisions(word: string, { lines, moved }: Decided, output: CliOutput): ExitCode {
  if (lines.length === 0) output.line('Nothing waits for an approval.');
  for (const line of lines) {
    output.line(`${word}  ${line.id}  ${line.before ?? 'new'} → ${line.after ?? ''}  (${line.reason})`);
  }
  for (const id of moved) output.line(`left alone  ${id}  waits for something else than in that run`);
  output.document({ [word]: lines, moved });
  return 0;
}

/** Two lines each: the quantity with the id that approves it, and why it is so. */
function renderLines(lines: readonly PreviewLine[], output: CliOutput): void {
  const { bold, dim } = output.colors;
  const width = Math.max(0, ...lines.map((line) => displayWidth(line.id)));
  for (const line of lines) {
    const { id, company, before, after, state, reason, detail } = line;
    const change = `${before ?? (line.agreement ? 'none' : '?')} → ${after ?? '?'}`;
    output.line(
      `${fitText(id, width)}  ${bold(state.padEnd(STATE_WIDTH))}  ${change} ${moneyBehind(line.effect)}`.trimEnd(),
    );
    output.write(dim(output.paragraph(`${company.name} — ${reason}: ${detail}`, '    ')));
  }
}

const STATE_WIDTH = 'unchanged'.length;

/** Two lines each, and what each kind comes to. */
function renderLeaks(leaks: readonly Leak[], output: CliOutput): void {
  const { bold, dim } = output.colors;
  for (const kind of new Set(leaks.map((leak) => leak.kind))) {
    const of = leaks.filter((leak) => leak.kind === kind);
    output.line(`${bold(kind)}  ${totalOf(of.map(({ value }) => value))} at list price`);
    for (const { company, product, quantity, unit, value, detail } of of) {
      const amount = unit === 'count' ? `${quantity} ×` : `${quantity} ${unit} of`;
      output.line(`  ${output.cut(`${company.name}: ${amount} ${product ?? 'nothing that is sold'} (${value})`, 2)}`);
      output.write(dim(output.paragraph(detail, '    ')));
    }
  }
}
