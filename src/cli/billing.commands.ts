import { BillingDesk, type BillingFilter, type BillingPreview, type LineSelection } from '../billing/billing-desk';
import type { PreviewLine } from '../billing/domain/preview-line';
import { exitCodeOf } from '../reconciliation/run-report';
import { Runner } from '../reconciliation/runner';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { displayWidth, fitText } from './fit-text';
import { parseLockTimeout } from './parse-lock-timeout';
import { badOption, parseWholeNumber } from './parse-options';
import { documentOf } from './pass.commands';
import { ProgressLine } from './progress-line';
import { renderPreviewCsv, renderPreviewHtml } from './render-preview';
import { renderRun } from './render-run';
import { withBridge } from './with-bridge';
import { writeOutputFile } from './write-output-file';

export interface BillingOptions extends CommonOptions {
  readonly company?: string;
  readonly period?: string;
  readonly all?: boolean;
  readonly line?: string;
  readonly addition?: string;
  readonly csv?: string;
  readonly html?: string;
}

/** `billing preview`: every quantity as the next pass would decide it, with its calculation and its price. */
export async function billingPreviewCommand(
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const preview = await desk.preview(filterOf(options));
    writeFiles(preview, options, output);
    const { lines } = preview;
    const shown = output.isVerbose ? lines : lines.filter((line) => line.state !== 'unchanged');
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
    const lines = await desk.approve(selectionOf(ids, options));
    return renderDecisions('approved', lines, output);
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
    const lines = await desk.reject(selectionOf(ids, options));
    return renderDecisions('rejected', lines, output);
  });
}

/** `billing adopt --company REF --line NAME --addition ID`: an addition that exists becomes ours. */
export async function billingAdoptCommand(
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const { company, line, addition } = options;
  if (company === undefined || line === undefined || addition === undefined) {
    throw badOption(
      'billing adopt needs --company, --line and --addition.',
      'For example: vspc-bridge billing adopt --company cw:250 --line server-agents --addition 901',
    );
  }
  const additionId = parseWholeNumber(addition, { name: '--addition', min: 1, max: 999_999_999 });
  return atDesk(options, context, async (desk) => {
    const adopted = await desk.adopt({ company, line, additionId });
    output.line(`Addition ${additionId} carries ${adopted.id} from now on.`);
    output.line('The first quantity that is written to it waits for: vspc-bridge billing approve');
    output.document({ adopted: { ...adopted, addition: { id: additionId } } });
    return 0;
  });
}

/** `billing rollback RUN`: writes back what was before, where the quantity is still ours. */
export async function billingRollbackCommand(
  runId: string,
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const result = await bridge.app.get(BillingDesk).rollback(runId);
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
  options: BillingOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return atDesk(options, context, async (desk) => {
    const report = await desk.report(filterOf(options));
    if (report.lines.length === 0) output.line(`Nothing was closed for ${report.period}.`);
    else {
      output.table(
        ['line', 'company', 'closed with', 'written', 'by the samples of today'],
        report.lines.map((line) => [
          line.id,
          line.company.name,
          line.quantity,
          line.written ?? '',
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
    const leaks = await desk.leakage(filterOf(options));
    if (leaks.length === 0) output.line('Everything that is used is billed.');
    else {
      output.table(
        ['leak', 'company', 'quantity', 'unit', 'list price', 'detail'],
        leaks.map((leak) => [leak.kind, leak.company.name, leak.quantity, leak.unit, leak.value, leak.detail]),
      );
    }
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

function filterOf({ company, period }: BillingOptions): BillingFilter {
  return { ...(company === undefined ? {} : { company }), ...(period === undefined ? {} : { period }) };
}

/** Exactly one way of naming lines: approving more than was meant costs money. */
function selectionOf(ids: readonly string[], { company, all }: BillingOptions): LineSelection {
  const ways = [ids.length > 0, company !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1) {
    throw badOption(
      ways === 0 ? 'No line was named.' : 'Lines are named in more than one way.',
      'Give line ids, or --company REF, or --all.',
    );
  }
  if (all === true) return { all };
  return company === undefined ? { ids } : { company };
}

function renderDecisions(word: string, lines: readonly PreviewLine[], output: CliOutput): ExitCode {
  if (lines.length === 0) output.line('Nothing waits for an approval.');
  for (const line of lines) {
    output.line(`${word}  ${line.id}  ${line.before ?? 'new'} → ${line.after ?? ''}  (${line.reason})`);
  }
  output.document({ [word]: lines });
  return 0;
}

/** Two lines each: the quantity with the id that approves it, and why it is so. */
function renderLines(lines: readonly PreviewLine[], output: CliOutput): void {
  const { bold, dim } = output.colors;
  const width = Math.max(0, ...lines.map((line) => displayWidth(line.id)));
  for (const { id, company, before, after, state, effect, reason, detail } of lines) {
    const change = `${before ?? 'none'} → ${after ?? '?'}`;
    const money = effect === null || effect === '0' ? '' : `  (${effect.startsWith('-') ? '' : '+'}${effect})`;
    output.line(`${fitText(id, width)}  ${bold(state.padEnd(STATE_WIDTH))}  ${change}${money}`);
    output.write(dim(output.paragraph(`${company.name} — ${reason}: ${detail}`, '    ')));
  }
}

const STATE_WIDTH = 'unchanged'.length;

function summaryOf(lines: readonly PreviewLine[]): string {
  const states = ['planned', 'approved', 'held', 'unchanged'] as const;
  return states.map((state) => `${lines.filter((line) => line.state === state).length} ${state}`).join(', ');
}

function writeFiles(preview: BillingPreview, { csv, html }: BillingOptions, output: CliOutput): void {
  if (csv !== undefined) writeOutputFile(csv, renderPreviewCsv(preview));
  if (html !== undefined) writeOutputFile(html, renderPreviewHtml(preview));
  for (const file of [csv, html]) if (file !== undefined) output.note(`written  ${file}`);
}
