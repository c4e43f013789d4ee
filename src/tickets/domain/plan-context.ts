import { WallClock } from './civil-time';
import type { Condition, IncidentRow } from './incident';
import { RuleBook, type MatchSubject } from './match-rule';
import type { BoardFact, NamedId, TicketCompany, TicketFact } from './ticket-facts';
import type { NameOrId } from './ticket-settings';
import { TICKETS_SOURCE, type TicketsObservation } from './tickets-observation';
import { inOrder } from './failed-jobs';
import { activeSilences, type ActiveSilence } from './silences';
import type { FactBase, Instant, SourceFact, SubjectId, TerminalResult } from './workload-facts';

/** The observation with its look-ups, built once per plan. */
export interface PlanContext {
  readonly observation: TicketsObservation;
  readonly now: Instant;
  readonly clock: WallClock;
  readonly rules: RuleBook;
  readonly silences: readonly ActiveSilence[];
  readonly incidents: ReadonlyMap<SubjectId, IncidentRow>;
  readonly tickets: ReadonlyMap<number, TicketFact>;
  readonly results: ReadonlyMap<SubjectId, readonly TerminalResult[]>;
  readonly companies: ReadonlyMap<string, TicketCompany>;
  /** What rules see of a company; filled while planning. */
  readonly companySubjects: Map<string, MatchSubject['company']>;
  /** Servers and agents by subject id. */
  readonly agents: ReadonlyMap<SubjectId, SourceFact>;
  /** Wall clocks of the connections. */
  readonly clocks: ReadonlyMap<string, WallClock>;
  /** When the first pass of a connection was taken; absent: it is this one. */
  readonly baselines: ReadonlyMap<string, Instant>;
  /** False: tickets cannot be read, so nothing is written to them (RULES, Engine 3). */
  readonly ticketsReadable: boolean;
}

export function buildContext(observation: TicketsObservation): PlanContext {
  const clock = WallClock.in(observation.timezone);
  const incidents = new Map(observation.incidents.map((row) => [row.key, row]));
  const markers = observation.incidents.filter((row) => row.subject.kind === 'connection');
  return {
    observation,
    now: observation.now,
    clock,
    rules: new RuleBook(observation.settings.defaults, observation.settings.rules, clock),
    silences: activeSilences(observation.settings.silences, observation.now, clock),
    incidents,
    tickets: new Map(observation.tickets.map((ticket) => [ticket.id, ticket])),
    results: groupResults(observation.results),
    companies: new Map(observation.companies.map((company) => [companyKey(company.connection, company.uid), company])),
    agents: new Map(observation.agents.map((agent) => [agent.id, agent])),
    companySubjects: new Map(),
    clocks: new Map(observation.connections.map(({ name, timezone }) => [name, WallClock.in(timezone)])),
    baselines: new Map(markers.map((row) => [row.connection, row.since])),
    ticketsReadable: observation.completeSources.has(TICKETS_SOURCE),
  };
}

function groupResults(results: readonly TerminalResult[]): Map<SubjectId, readonly TerminalResult[]> {
  const groups = new Map<SubjectId, TerminalResult[]>();
  let group: TerminalResult[] = [];
  for (const result of results) {
    // They come job by job: only the first of each is looked up.
    if (group[0]?.job !== result.job) {
      group = groups.get(result.job) ?? [];
      if (group.length === 0) groups.set(result.job, group);
    }
    group.push(result);
  }
  for (const [job, group] of groups) {
    const ordered = inOrder(group);
    if (ordered !== group) groups.set(job, ordered);
  }
  return groups;
}

/** The clock of a connection's VSPC server, where it tells no UTC (RULES, Tickets 4). */
export function wallClockOf(context: PlanContext, connection: string): WallClock {
  return context.clocks.get(connection) ?? context.clock;
}

export function companyKey(connection: string, uid: string): string {
  return `${connection}/${uid}`;
}

/** The linked company of a fact; null for the provider's own and for what VSPC names nobody for. */
export function companyOf(context: PlanContext, connection: string, uid: string | null): TicketCompany | null {
  if (uid === null) return null;
  return context.companies.get(companyKey(connection, uid)) ?? null;
}

/** Where a ticket goes, or why none may be made. */
export type Destination =
  | { readonly kind: 'company'; readonly companyId: number; readonly name: string; readonly provider: boolean }
  | { readonly kind: 'none'; readonly reason: 'unlinked' | 'ignored' | 'suspended' };

/** RULES, Tickets 1 and 15: an unmapped job on a shared server, and what belongs to nobody, is the provider's. */
export function destinationOf(
  context: PlanContext,
  connection: string,
  company: { readonly uid: string | null; readonly by: 'mapped' | 'organization' | 'provider' },
): Destination {
  const { provider } = context.observation;
  if (company.by === 'provider' || company.uid === null) {
    return { kind: 'company', companyId: provider.id, name: provider.name, provider: true };
  }
  const linked = companyOf(context, connection, company.uid);
  if (linked?.state === 'linked' && linked.connectwise) {
    return { kind: 'company', companyId: linked.connectwise.id, name: linked.connectwise.name, provider: false };
  }
  if (linked?.state === 'ignored' || linked?.state === 'suspended') return { kind: 'none', reason: linked.state };
  return { kind: 'none', reason: 'unlinked' };
}

export type MatchDetail = Pick<MatchSubject, 'workload' | 'kind' | 'job' | 'alarm' | 'category' | 'severity'>;

export const NO_DETAIL: MatchDetail = {
  workload: null,
  kind: null,
  job: null,
  alarm: null,
  category: null,
  severity: null,
};

export function matchSubjectOf(
  context: PlanContext,
  fact: FactBase,
  condition: Condition,
  detail: Partial<MatchDetail>,
): MatchSubject {
  const { alarm, category, job, kind, severity, workload } = detail;
  return {
    condition,
    workload: workload ?? null,
    kind: kind ?? null,
    company: companySubjectOf(context, fact),
    connection: fact.connection,
    server: fact.serverName,
    job: job ?? null,
    alarm: alarm ?? null,
    category: category ?? null,
    severity: severity ?? null,
    tag: fact.tag,
  };
}

/** The same for all facts of a company, so made once. */
function companySubjectOf(context: PlanContext, { company, connection }: FactBase): MatchSubject['company'] {
  const key = `${connection}/${company.uid ?? ''}/${company.name}`;
  const known = context.companySubjects.get(key);
  if (known) return known;
  const linked = companyOf(context, connection, company.uid);
  const connectwise = linked?.connectwise ?? { id: null, name: company.name, identifier: '', type: null, status: null };
  const names = new Set([company.name, connectwise.name, connectwise.identifier].filter((name) => name !== ''));
  const subject = {
    uid: company.uid,
    names: [...names],
    connectwiseId: connectwise.id,
    type: connectwise.type,
    status: connectwise.status,
    reseller: linked?.reseller ?? null,
    resellerName: linked?.resellerName ?? null,
  };
  context.companySubjects.set(key, subject);
  return subject;
}

/** A name or id of the settings among what ConnectWise has; null when there is none such. */
export function resolveNamed<T extends NamedId>(wanted: NameOrId, known: readonly T[]): T | null {
  if (typeof wanted === 'number') return known.find((entry) => entry.id === wanted) ?? null;
  const name = wanted.trim().toLowerCase();
  return known.find((entry) => entry.name.trim().toLowerCase() === name) ?? null;
}

export function boardById(context: PlanContext, id: number | null): BoardFact | null {
  return context.observation.catalog.boards.find((board) => board.id === id) ?? null;
}
