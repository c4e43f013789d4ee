import { CLOCK } from '../config/config.tokens';
import { ConnectWiseClient } from '../connectwise/connectwise.client';
import { RequestScope } from '../http/request-scope';
import type { Clock } from '../kernel/clock';
import { IntegrationError } from '../kernel/integration-error';
import { OperatorError } from '../kernel/operator-error';
import { JournalRepository } from '../persistence/engine/journal.repository';
import { IncidentRepository } from '../persistence/tickets/incident.repository';
import { CONDITIONS, type IncidentRow, type IncidentState } from '../tickets/domain/incident';
import { adoptIncident, resolveIncident, snoozeIncident } from '../tickets/domain/incident-commands';
import type { CliContext, CommonOptions, ExitCode } from './cli-context';
import type { CliOutput } from './cli-output';
import { findCompanies } from './company-filter';
import { cutText } from './fit-text';
import { formatInstant } from './format-instant';
import { decisionKeyOf, findIncident, viewIncident, type IncidentView, type SeenTicket } from './incident-view';
import { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { Bridge } from './open-bridge';
import { badOption, parseInstantOption } from './parse-options';
import { shownName } from './printable-text';
import { renderHistory, viewJournalEntry } from './render-history';
import { renderIncidentFacts } from './render-incident';
import { withBridge, withStreamLock } from './with-bridge';

export interface IncidentListOptions extends CommonOptions {
  readonly state?: string;
  readonly condition?: string;
  readonly company?: string;
  readonly all?: boolean;
}

/** What has a ticket comes first, what is over last. */
const ORDER: readonly IncidentState[] = ['open', 'holding', 'recovering', 'snoozed', 'baseline', 'resolved'];

/** `incidents list`: what is wrong now, with its ticket; `--all` also what is over. */
export async function listIncidentsCommand(
  options: IncidentListOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const states = parseChoices(options.state, ORDER, '--state');
  const conditions = parseChoices(options.condition, CONDITIONS, '--condition');
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const isOfCompany = await companyMatcher(bridge, options.company);
    const rows = (await listIncidents(bridge)).filter(
      (row) =>
        (states ? states.includes(row.state) : options.all === true || row.state !== 'resolved') &&
        (conditions === null || row.conditions.some((condition) => conditions.includes(condition))) &&
        isOfCompany(row),
    );
    const tickets = await fetchTickets(bridge, rows, output);
    const incidents = rows.map((row) => viewIncident(row, tickets));
    for (const incident of incidents) renderIncident(incident, output);
    output.line(incidents.length === 0 ? 'No incidents.' : output.colors.dim(summarise(incidents)));
    output.document({ incidents });
    return 0;
  });
}

function rankOf({ state }: IncidentRow): number {
  return ORDER.indexOf(state);
}

/** The ledger without the marks of first passes, which are nobody's incident; the newest of each state first. */
async function listIncidents({ app }: Bridge): Promise<readonly IncidentRow[]> {
  const rows = (await app.get(IncidentRepository).list()).filter((row) => row.subject.kind !== 'connection');
  return rows.sort((left, right) => rankOf(left) - rankOf(right) || right.since - left.since);
}

/** `incidents show KEY`: one incident with what is known of it and everything that was written because of it. */
export async function showIncidentCommand(
  reference: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, async (bridge) => {
    const row = findIncident(await listIncidents(bridge), reference);
    const tickets = await fetchTickets(bridge, [row], output);
    const incident = viewIncident(row, tickets);
    const journal = await bridge.app.get(JournalRepository).listBySubjects('tickets', [decisionKeyOf(row)]);
    renderHead(incident, output);
    output.line(output.colors.dim(`    ${incident.key}`));
    renderIncidentFacts(row, output, incident.ticket?.status);
    output.line();
    renderHistory(journal, output);
    output.document({ incident, history: journal.map(viewJournalEntry) });
    return 0;
  });
}

/** `incidents adopt KEY`: a baseline, or one whose ticket was deleted, becomes a ticket in the next pass. */
export function adoptIncidentCommand(
  reference: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return changeIncident(reference, { options, context, output }, (row) => {
    const isWaiting = row.state === 'baseline' || row.waitsFor !== null || row.told.includes('deleted');
    if (!isWaiting)
      throw notSo(row, 'does not wait for an adoption', 'Only a baseline, or one whose ticket was deleted, does.');
    return { row: adoptIncident(row), said: 'becomes a ticket in the next pass of the tickets stream.' };
  });
}

export interface SnoozeOptions extends CommonOptions {
  readonly until?: string;
  readonly reason?: string;
}

/** `incidents snooze KEY --until ISO --reason TEXT`: nothing opens and nothing is said until then. */
export function snoozeIncidentCommand(
  reference: string,
  options: SnoozeOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  const reason = options.reason?.trim() ?? '';
  if (options.until === undefined || reason === '')
    throw badOption(
      'snooze needs --until and --reason.',
      'For example: --until 2026-12-24T00:00:00Z --reason "moving"',
    );
  const until = parseInstantOption(options.until, '--until');
  return changeIncident(reference, { options, context, output }, (row, now) => {
    if (until <= now) throw badOption('--until is in the past.', 'Name a time that is still to come.');
    if (row.state === 'resolved') throw notSo(row, 'is over', 'There is nothing to be silent about.');
    const said = `stays silent until ${formatInstant(until)}; a recovery still closes its ticket.`;
    return { row: snoozeIncident(row, until.getTime(), reason), said };
  });
}

/** `incidents resolve KEY`: over for the bridge; only what happens from now on opens it again. */
export function resolveIncidentCommand(
  reference: string,
  options: CommonOptions,
  context: CliContext,
  output: CliOutput,
): Promise<ExitCode> {
  return changeIncident(reference, { options, context, output }, (row, now) => {
    if (row.state === 'resolved') throw notSo(row, 'is over already', 'Nothing to do.');
    const ticket = row.ticketId === null || row.closedAt !== null ? '' : ` Ticket #${row.ticketId} is left as it is.`;
    return { row: resolveIncident(row, now.getTime()), said: `is over; only a new failure opens it again.${ticket}` };
  });
}

interface Surroundings {
  readonly options: CommonOptions;
  readonly context: CliContext;
  readonly output: CliOutput;
}

type Change = (row: IncidentRow, now: Date) => { readonly row: IncidentRow; readonly said: string };

async function changeIncident(
  reference: string,
  { options, context, output }: Surroundings,
  change: Change,
): Promise<ExitCode> {
  return withBridge<ExitCode>(options, context, (bridge) =>
    withStreamLock<ExitCode>(bridge, 'tickets', options, async () => {
      const repository = bridge.app.get(IncidentRepository);
      const row = findIncident(await listIncidents(bridge), reference);
      const changed = change(row, bridge.app.get<Clock>(CLOCK).now());
      await repository.save(changed.row);
      const name = cutText(shownName(row.subject.name), NAME_COLUMNS);
      output.write(output.paragraph(`${name} ${changed.said}`));
      output.document({ incident: viewIncident(changed.row, new Map()) });
      return 0;
    }),
  );
}

function notSo(row: IncidentRow, what: string, hint: string): OperatorError {
  return new OperatorError('wrong-state', `${row.key} ${what} (it is ${row.state}).`, hint);
}

async function companyMatcher(bridge: Bridge, reference: string | undefined): Promise<(row: IncidentRow) => boolean> {
  if (reference === undefined) return () => true;
  const links = await bridge.app.get(CompanyLinkRepository).listLinks();
  const uids = new Set<string>(findCompanies(links, reference).map(({ uid }) => uid));
  return ({ company }) => company !== null && uids.has(company.uid);
}

/** As ConnectWise shows them now. When it does not answer the list is shown all the same, without their status. */
async function fetchTickets(
  bridge: Bridge,
  rows: readonly IncidentRow[],
  output: CliOutput,
): Promise<ReadonlyMap<number, SeenTicket>> {
  const seen = new Map<number, SeenTicket>();
  const ids = rows.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId]));
  if (ids.length === 0) return seen;
  const { tickets } = bridge.app.get(ConnectWiseClient);
  try {
    await new RequestScope('tickets', true).run(async () => {
      for await (const { id, status, closed } of tickets.listByIds(ids))
        seen.set(id, { status: status?.name ?? null, closed });
    });
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    output.note(`Statuses of tickets are missing: ${error.message}`);
  }
  return seen;
}

const INDENT = 12;
const NAME_COLUMNS = 60;

function renderHead({ company, state, subject }: IncidentView, output: CliOutput): void {
  const where = company === null ? '' : ` — ${company.name}`;
  const name = output.cut(`${shownName(subject.name)}${where}`, INDENT);
  output.line(`${output.colors.bold(state.padEnd(10))}  ${name}`);
}

/** Three lines: what is wrong with what, and the key to name it by. */
function renderIncident(incident: IncidentView, output: CliOutput): void {
  const { dim } = output.colors;
  const { ticket } = incident;
  const number = ticket === null ? '' : `  #${ticket.id}${ticket.status === null ? '' : ` ${ticket.status}`}`;
  const also = incident.conditions.filter((condition) => condition !== incident.condition);
  const what = [incident.condition, ...also].join(' + ');
  renderHead(incident, output);
  output.line(dim(`            ${what} since ${formatInstant(incident.since)}${number}`));
  output.line(dim(`            ${incident.key}`));
}

function summarise(incidents: readonly IncidentView[]): string {
  const counts = new Map<string, number>();
  for (const { state } of incidents) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** Null: everything. */
function parseChoices<T extends string>(
  text: string | undefined,
  known: readonly T[],
  name: string,
): readonly T[] | null {
  if (text === undefined) return null;
  const words = text.split(',').map((word) => word.trim());
  const chosen = known.filter((choice) => words.includes(choice));
  if (chosen.length === words.length) return chosen;
  throw badOption(`${name} knows: ${known.join(', ')}.`, `For example: ${name} ${known[0] ?? ''}`);
}
