import { linkKey, type CompanyLink } from '../mapping/domain/company-link';
import type { IncidentRow } from '../tickets/domain/incident';
import type { CliOutput } from './cli-output';
import type { ExplainedDecision, Explanation } from './explanation';
import { cutText } from './fit-text';
import { formatInstant } from './format-instant';
import type { KnownSubject } from './known-subject';
import { shownName } from './printable-text';
import { renderHistory } from './render-history';
import { renderIncidentFacts } from './render-incident';
import { moneyBehind } from './render-preview';

const LABEL_WIDTH = 13;
const NAME_COLUMNS = 60;

export function renderExplanation(explanation: Explanation, output: CliOutput): void {
  const { links, history, known, incidents, journal, lines } = explanation;
  for (const link of links) renderLink(link, output);
  heading('How it came to be', history.length, output);
  for (const { at, who, action, reason } of history)
    item(output, `${formatInstant(at)}  ${action} by ${who}${reason === '' ? '' : `: ${reason}`}`);
  heading('What is known', known.length, output);
  for (const subject of known) renderKnown(subject, output);
  heading('Incidents', incidents.length, output);
  for (const row of incidents) renderIncident(row, output);
  if (journal.length > 0) renderHistory(journal, output);
  heading('Quantities', lines.length, output);
  for (const line of lines) {
    item(
      output,
      `${line.line} (${line.product}): ${line.before ?? 'none'} → ${line.after ?? 'unknown'}${moneyBehind(line.effect)}, ${line.state}: ${line.detail}`,
    );
    if (line.steps.length > 0) item(output, line.steps.join(' → '), '    ');
  }
  renderDecisions(explanation, output);
}

function renderDecisions({ decisions, known }: Explanation, output: CliOutput): void {
  output.line();
  output.line(output.colors.bold('What the next pass would do'));
  for (const decision of decisions) item(output, describeDecision(decision));
  const nothing = known.length > 0 ? 'nothing: all is well with it' : 'nothing: no stream knows it';
  if (decisions.length === 0) item(output, nothing);
}

function renderLink(link: CompanyLink, output: CliOutput): void {
  output.line(`${output.colors.bold(link.name)}  vspc:${linkKey(link)}`);
  const { connectwise, itglue } = link;
  entry(output, 'state', `${link.state}${link.grade === null ? '' : `, ${link.grade}`}`);
  if (connectwise) entry(output, 'ConnectWise', `cw:${connectwise.id} ${connectwise.name} (${connectwise.identifier})`);
  if (itglue) entry(output, 'IT Glue', `itg:${itglue.id} ${itglue.name}`);
  for (const reason of link.reasons) entry(output, 'because', reason);
  entry(output, 'health', link.health);
  if (link.suspended.length > 0) entry(output, 'suspended', link.suspended.join(', '));
  for (const { connectwise: other, grade, score, reasons } of link.candidates)
    entry(output, 'could be', `cw:${other.id} ${other.name} (${grade}, ${score.toFixed(2)}) ${reasons.join('; ')}`);
}

function renderKnown({ subject, firstSeenAt, disabledSince, dueAt, results }: KnownSubject, output: CliOutput): void {
  item(output, subject);
  item(output, `first seen ${formatInstant(firstSeenAt)}`, '    ');
  if (disabledSince !== null) item(output, `disabled since ${formatInstant(disabledSince)}`, '    ');
  if (dueAt !== null) item(output, `next due ${formatInstant(dueAt)}`, '    ');
  for (const { endedAt, result } of results) item(output, `${formatInstant(endedAt)}  ended: ${result}`, '    ');
}

function renderIncident(row: IncidentRow, output: CliOutput): void {
  const whose = row.company === null ? '' : ` — ${row.company.name}`;
  item(output, output.cut(`${row.state}: ${shownName(row.subject.name)}${whose}`, 2));
  renderIncidentFacts(row, output);
}

function describeDecision({ stream, outcome, action, reason, rule, detail, subject }: ExplainedDecision): string {
  const what = action === null ? outcome : `${action} (${outcome})`;
  const why = [reason, ...(rule === null ? [] : [`rule ${rule}`])].join(', ');
  const name = cutText(shownName(subject.name), NAME_COLUMNS);
  return `${stream}: ${what} ${name} — ${why}${detail === null ? '' : `: ${detail}`}`;
}

function heading(title: string, count: number, output: CliOutput): void {
  if (count === 0) return;
  output.line();
  output.line(output.colors.bold(title));
}

function entry(output: CliOutput, label: string, text: string): void {
  output.write(output.paragraph(text, `  ${label.padEnd(LABEL_WIDTH)}`));
}

function item(output: CliOutput, text: string, indent = '  '): void {
  output.write(output.paragraph(text, indent));
}
