import { BillingDesk } from '../billing/billing-desk';
import type { Decision } from '../kernel/change';
import { STREAMS } from '../kernel/change';
import { OperatorError } from '../kernel/operator-error';
import { linkKey } from '../mapping/domain/company-link';
import { JournalRepository } from '../persistence/engine/journal.repository';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { RunReport } from '../reconciliation/run-report';
import { Runner } from '../reconciliation/runner';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { findCompanies, isOfCompanies } from './company-filter';
import type { ExplainedDecision, Explanation } from './explanation';
import { decisionKeyOf, findIncident, isIncident, viewIncident } from './incident-view';
import { findKnownSubjects } from './known-subject';
import type { Bridge } from './open-bridge';
import { parseLockTimeout } from './parse-lock-timeout';
import { ProgressLine } from './progress-line';
import { renderExplanation } from './render-explanation';
import { viewJournalEntry } from './render-history';
import { withBridge } from './with-bridge';

/** `explain REF`: why there is or is not a link, a ticket, a quantity, a page. Reads everything, changes nothing. */
export async function explainCommand(
  reference: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const explanation = (await namesSubject(bridge, reference))
      ? await explainSubject(bridge, reference, options, output)
      : await explainCompany(bridge, reference, options, output);
    renderExplanation(explanation, output);
    output.document(documentOf(explanation));
    return 0;
  });
}

/** `job:` and `ticket:`, and the bare name of what is or was wrong where no company has it. */
async function namesSubject({ app }: Bridge, reference: string): Promise<boolean> {
  if (/^(job|ticket):/.test(reference)) return true;
  const rows = await app.get(IncidentRepository).list();
  if (!rows.some((row) => row.subject.kind !== 'connection' && isIncident(row, reference))) return false;
  const names = (await app.get(CompanyLinkRepository).listLinks()).map(({ name }) => name.toLowerCase());
  return !names.includes(reference.toLowerCase());
}

async function explainCompany(
  bridge: Bridge,
  reference: string,
  options: CommonOptions,
  output: CliOutput,
): Promise<Explanation> {
  const { app } = bridge;
  const repository = app.get(CompanyLinkRepository);
  const links = findCompanies(await repository.listLinks(), reference);
  const uids = new Set<string>(links.map(({ uid }) => uid));
  const events = await Promise.all(links.map(({ connection, uid }) => repository.listHistory(connection, uid)));
  const incidents = (await app.get(IncidentRepository).listUnresolved()).filter(
    ({ company }) => company !== null && uids.has(company.uid),
  );
  const cwIds = new Set<number>(links.flatMap(({ connectwise }) => (connectwise ? [connectwise.id] : [])));
  const billed = bridge.config.streams.billing.policy === 'off' ? [] : (await app.get(BillingDesk).preview()).lines;
  return {
    links,
    known: [],
    history: events.flat().map(({ at, who, action, reason }) => ({ at: at.toISOString(), who, action, reason })),
    incidents,
    journal: await app.get(JournalRepository).listBySubjects('tickets', incidents.map(decisionKeyOf)),
    lines: billed.filter(({ company }) => cwIds.has(company.id)),
    decisions: await planFor(bridge, isOfCompanies(links), options, output),
  };
}

async function explainSubject(
  bridge: Bridge,
  reference: string,
  options: CommonOptions,
  output: CliOutput,
): Promise<Explanation> {
  const { app } = bridge;
  const rows = await app.get(IncidentRepository).list();
  const key = reference.replace(/^job:/, '');
  const isKnown = reference.startsWith('ticket:') || rows.some((row) => isIncident(row, reference));
  const incidents = isKnown ? [findIncident(rows, reference)] : [];
  const keys = new Set([key, ...incidents.map(decisionKeyOf)]);
  const matches = ({ subject }: Decision): boolean =>
    keys.has(subject.key) || [...keys].some((wanted) => subject.key.endsWith(`/${wanted}`));
  const known = (await Promise.all([...keys].map((name) => findKnownSubjects(app, name)))).flat();
  if (incidents.length === 0 && known.length === 0) throw unknownSubject(reference);
  return {
    links: [],
    history: [],
    known: [...new Map(known.map((subject) => [subject.subject, subject])).values()],
    incidents,
    journal: await app.get(JournalRepository).listBySubjects('tickets', [...keys]),
    lines: [],
    decisions: await planFor(bridge, matches, options, output),
  };
}

function unknownSubject(reference: string): OperatorError {
  return new OperatorError(
    'unknown-subject',
    `Nothing is known as ${reference}.`,
    'incidents list --all shows the keys of what is or was wrong; any other job goes by its uid in VSPC, once a pass has seen it.',
  );
}

/** A dry run, of which only what belongs to the subject is shown. */
async function planFor(
  bridge: Bridge,
  matches: (decision: Decision) => boolean,
  options: CommonOptions,
  output: CliOutput,
): Promise<readonly ExplainedDecision[]> {
  const progress = new ProgressLine(output);
  const report = await bridge.app.get(Runner).run({
    mode: 'plan',
    streams: STREAMS,
    matches,
    lockTimeoutMs: parseLockTimeout(options.lockTimeout),
    listener: progress,
  });
  progress.clear();
  return decisionsOf(report);
}

function decisionsOf(report: RunReport): readonly ExplainedDecision[] {
  return Object.entries(report.streams).flatMap(([stream, { changes, skips }]) => [
    ...changes.map(({ outcome, action, reason, rule, detail, subject }) => ({
      stream,
      outcome,
      action,
      reason,
      rule,
      detail,
      subject,
    })),
    ...skips.map(({ reason, rule, detail, subject }) => ({
      stream,
      outcome: 'skip',
      action: null,
      reason,
      rule,
      detail,
      subject,
    })),
  ]);
}

function documentOf({ links, history, known, incidents, journal, lines, decisions }: Explanation): unknown {
  return {
    links: links.map((link) => ({ ...link, ref: `vspc:${linkKey(link)}` })),
    history,
    known,
    incidents: incidents.map((row) => viewIncident(row, new Map())),
    journal: journal.map(viewJournalEntry),
    lines,
    decisions,
  };
}
