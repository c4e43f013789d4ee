import { STREAM_ACTIONS, type Stream } from '../kernel/change';
import { compareText } from '../kernel/compare';
import type { ReportedChange, RunReport, StreamReport } from '../reconciliation/run-report';
import type { CliOutput } from './cli-output';
import { shownName } from './printable-text';
import { describeGroup, groupProblems } from '../reconciliation/group-problems';
import { renderDifference } from './render-difference';
import { moneyBehind } from './render-preview';

/** Changes shown per stream before the rest is only counted; `--verbose` shows all. */
const SHOWN = 20;
/** What is held is named again among the things that need a person. */
const SHOWN_HELD = 5;
/** Done by the mapping stream, and still for a person to decide. */
const OPEN_ENDS: readonly string[] = ['suggest', 'conflict', 'suspend'];
const SHOWN_PROBLEMS = 10;

/** The report of a pass as a person reads it: what was done, what waits and why, and what has to be decided. */
export function renderRun(report: RunReport, output: CliOutput): void {
  for (const [stream, of] of Object.entries(report.streams) as [Stream, StreamReport][])
    renderStream(stream, of, report, output);
  renderProblems(report, output);
  renderRequests(report, output);
}

function renderStream(stream: Stream, of: StreamReport, report: RunReport, output: CliOutput): void {
  const { colors } = output;
  output.line(`${colors.bold(stream)}  ${summaryOf(stream, of, report.run.mode)}`);
  renderChanges(
    of.changes.filter(({ outcome }) => outcome !== 'held'),
    SHOWN,
    output,
  );
  renderChanges(
    of.changes.filter(({ outcome }) => outcome === 'held'),
    SHOWN_HELD,
    output,
  );
  for (const { source, kind } of of.sources.incomplete)
    output.line(colors.yellow(`  not read completely: ${source} (${kind})`));
  if (output.isVerbose)
    for (const skip of of.skips)
      output.line(
        colors.dim(`  – ${shownName(skip.subject.name)}: ${skip.reason}${skip.detail ? `, ${skip.detail}` : ''}`),
      );
}

function renderChanges(changes: readonly ReportedChange[], most: number, output: CliOutput): void {
  const shown = output.isVerbose ? changes : changes.slice(0, most);
  for (const change of shown) {
    output.line(`  ${describeChange(change, output)}`);
    if (change.error !== null) output.write(output.paragraph(change.error, '      '));
    // Of a page only the difference tells what a write means; of the others the reason does.
    if (change.subject.kind === 'itglue-page' && change.action === 'update' && change.outcome !== 'applied')
      renderDifference(change.before, change.after, output);
  }
  const rest = changes.length - shown.length;
  if (rest > 0) output.line(output.colors.dim(`  … and ${rest} more (--verbose shows all)`));
}

function summaryOf(stream: Stream, of: StreamReport, mode: RunReport['run']['mode']): string {
  if (of.status === 'skipped') return 'off';
  if (of.status === 'blocked') return 'nothing was done: another process works on it, or the run was stopped';
  const parts = STREAM_ACTIONS[stream].flatMap((action) =>
    count(of, action, mode === 'plan' ? `to ${action}` : action),
  );
  const others = ['held', 'failed', 'blocked'].flatMap((kind) => count(of, kind, kind));
  const planned = mode === 'apply' ? of.changes.filter((change) => change.outcome === 'planned').length : 0;
  const waiting = planned > 0 ? [`${planned} planned (policy ${of.policy})`] : [];
  const all = [...parts, ...waiting, ...others];
  return all.length > 0 ? all.join(', ') : 'nothing to do';
}

function count(of: StreamReport, key: string, label: string): string[] {
  const value = of.counts[key] ?? 0;
  return value > 0 ? [`${value} ${label}`] : [];
}

function describeChange(change: ReportedChange, output: CliOutput): string {
  const { colors } = output;
  const { action, company, subject, remoteId, detail, reason } = change;
  const who = company && company.name !== subject.name ? `${company.name}: ` : '';
  const number = remoteId === null ? '' : ` #${remoteId}`;
  const why = `${quantitiesOf(change)}${detail ?? reason}`;
  const text = `${action}${number}  ${who}${shownName(subject.name)}  (${why})`;
  const mark = {
    applied: colors.green('✓'),
    planned: colors.cyan('+'),
    held: colors.yellow('‖'),
    failed: colors.red('✗'),
    blocked: colors.red('‖'),
  };
  const isOpenEnd = change.outcome === 'applied' && OPEN_ENDS.includes(action);
  return `${isOpenEnd ? colors.yellow('!') : mark[change.outcome]} ${output.cut(text, 4)}`;
}

/** What a quantity is and would be, and what that is worth. */
function quantitiesOf({ subject, before, after, effect }: ReportedChange): string {
  if (subject.kind !== 'billing-line' || typeof after !== 'string') return '';
  return `${typeof before === 'string' ? before : 'none'} → ${after}${moneyBehind(effect)}: `;
}

function renderProblems(report: RunReport, output: CliOutput): void {
  // What this pass brought is what its reader looks for.
  const newestFirst = [...report.problems].sort((left, right) => compareText(right.since, left.since));
  const groups = groupProblems(newestFirst);
  if (groups.length === 0) return;
  const { bold, dim } = output.colors;
  output.line();
  output.line(bold(groups.length === 1 ? 'One thing needs a person:' : `${groups.length} things need a person:`));
  for (const group of groups.slice(0, output.isVerbose ? undefined : SHOWN_PROBLEMS)) {
    output.write(output.paragraph(describeGroup(group), '  ! '));
    output.write(dim(output.hint(group.first.hint, '    → ')));
  }
  if (!output.isVerbose && groups.length > SHOWN_PROBLEMS)
    output.line(dim(`  … and ${groups.length - SHOWN_PROBLEMS} more: vspc-bridge problems`));
  output.line();
}

function renderRequests(report: RunReport, output: CliOutput): void {
  const systems = Object.entries(report.requests).map(([system, counts]) => {
    const labels = Object.entries(counts).map(([label, value]) => `${value} ${label}`);
    return `${system} ${labels.join(', ')}`;
  });
  if (systems.length > 0) output.line(output.colors.dim(`requests: ${systems.join(' · ')}`));
}
