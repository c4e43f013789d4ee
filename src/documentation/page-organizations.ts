import type { SourceKey } from '../kernel/change';
import type { ItgOrganizationId } from '../kernel/ids';
import type { ItgOrganization } from '../itglue/organizations.api';
import { isActiveFor, type CompanyLink, type Health } from '../mapping/domain/company-link';
import { partOf } from './by-company';
import type {
  BilledFact,
  CompanySection,
  ConfigurationFact,
  IncidentFact,
  MissingPart,
  OrganizationFact,
  PageRecord,
  Part,
  ProvenanceFact,
  TicketFact,
} from './domain/documentation-observation';
import { incidentFact, isStanding, openTickets, type Ledger, type LedgerRow } from './page-incidents';
import type { PageJob } from './page-jobs';
import { provenanceOf } from './page-provenance';
import type { ConnectionPages } from './vspc-pages.reader';

/** Everything that the pages of all organizations are put together from. */
export interface PageParts {
  readonly now: Date;
  readonly links: readonly CompanyLink[];
  readonly records: readonly PageRecord[];
  /** Null: the list of organizations could not be read completely. */
  readonly organizations: ReadonlyMap<string, ItgOrganization> | null;
  readonly connections: ReadonlyMap<string, ConnectionPages>;
  /** Addresses of the consoles by connection. */
  readonly consoles: ReadonlyMap<string, string>;
  readonly configurations: ReadonlyMap<string, readonly ConfigurationFact[]> | MissingPart;
  readonly ledger: Ledger;
  readonly linkToTicket: (ticketId: number) => string;
  /** By ConnectWise company. */
  readonly billing: ReadonlyMap<number, readonly BilledFact[]>;
}

/** A link of one of these has something to be decided first; nothing is undone meanwhile (RULES, Mapping 6). */
const BROKEN: ReadonlySet<Health> = new Set(['deleted', 'merged', 'missing', 'conflict']);

/** One per organization that a company is linked to, was linked to when it was ignored, or that has a page of ours. */
export function pageOrganizations(parts: PageParts): OrganizationFact[] {
  const byOrganization = new Map<ItgOrganizationId, CompanyLink[]>(
    parts.records.map(({ organizationId }) => [organizationId, []]),
  );
  for (const link of parts.links) {
    if (link.itglue === null || (link.state !== 'linked' && link.state !== 'ignored')) continue;
    const links = byOrganization.get(link.itglue.id);
    if (links) links.push(link);
    else byOrganization.set(link.itglue.id, [link]);
  }
  const index = indexLedger(parts);
  return [...byOrganization].map(([id, links]) => organizationFact(id, links, parts, index));
}

function organizationFact(
  id: ItgOrganizationId,
  links: readonly CompanyLink[],
  parts: PageParts,
  index: LedgerIndex,
): OrganizationFact {
  const known = parts.organizations?.get(id);
  const linked = links.filter((link) => link.state === 'linked');
  const active = linked.filter((link) => isActiveFor(link, 'documentation') && parts.connections.has(link.connection));
  const rows = active.map((link) => rowsOf(link, parts, index));
  return {
    id,
    name: known?.name ?? links[0]?.itglue?.name ?? id,
    present: parts.organizations === null || known !== undefined,
    sections: active.map((link, position) => sectionOf(link, rows[position] ?? [], parts)),
    suspended: linked.some((link) => BROKEN.has(link.health)) || (linked.length > 0 && active.length === 0),
    ignoredSince: linked.length > 0 ? null : ignoredSince(links),
    configurations: configurationsOf(id, parts),
    tickets: ticketsOf(active, rows.flat(), parts),
    billing: billedTo(active, parts),
    provenance: active.flatMap((link) => provenance(link, active.length > 1, parts)),
    sources: sourcesOf(active, parts),
  };
}

function ignoredSince(links: readonly CompanyLink[]): Date | null {
  const times = links.map((link) => (link.ignoredAt === null ? null : Date.parse(link.ignoredAt)));
  if (times.length === 0 || times.includes(null)) return null;
  return new Date(Math.max(...times.map(Number)));
}

function sectionOf(link: CompanyLink, rows: readonly LedgerRow[], parts: PageParts): CompanySection {
  const { connection, uid, name } = link;
  const pages = connectionOf(link, parts);
  const jobs = partOf(pages.jobs, uid);
  return {
    connection,
    uid,
    name,
    jobs: 'missing' in jobs ? jobs : jobs.map(({ job }) => job),
    workloads: partOf(pages.workloads, uid),
    repositories: partOf(pages.repositories, uid),
    microsoft365: partOf(pages.microsoft365, uid),
    licences: partOf(pages.licences, uid),
    incidents: parts.ledger.connections.has(connection)
      ? rows.filter(isStanding).map((row) => incidentFact(row, parts.ledger))
      : failedJobs('missing' in jobs ? [] : jobs, parts.now),
    dataAsOf: pages.lastHeard.get(uid) ?? null,
  };
}

/** Where nobody keeps a ledger, a last result that failed stands for its incident. */
function failedJobs(jobs: readonly PageJob[], now: Date): IncidentFact[] {
  return jobs
    .filter(({ job }) => job.result === 'failed')
    .map(({ job, endedAt }) => ({
      subjectKey: job.key,
      subjectName: job.name,
      condition: 'failed',
      since: endedAt ?? now,
      ticketId: null,
    }));
}

interface LedgerIndex {
  readonly byKey: ReadonlyMap<string, LedgerRow>;
  /** By `<connection>/<company uid>`, without what is known to be another company's by now. */
  readonly byCompany: ReadonlyMap<string, readonly LedgerRow[]>;
}

function indexLedger({ ledger, connections }: PageParts): LedgerIndex {
  const jobKeys = new Set<string>();
  for (const { jobs } of connections.values()) {
    if ('missing' in jobs) continue;
    for (const list of jobs.values()) for (const { job } of list) jobKeys.add(job.key);
  }
  const byCompany = new Map<string, LedgerRow[]>();
  for (const row of ledger.rows) {
    if (row.company === null || jobKeys.has(row.key)) continue;
    const company = `${row.connection}/${row.company.uid}`;
    byCompany.set(company, [...(byCompany.get(company) ?? []), row]);
  }
  return { byKey: new Map(ledger.rows.map((row) => [row.key, row])), byCompany };
}

/** What concerns a company: its jobs, whatever their results come through, and all else that was said to be its own. */
function rowsOf(link: CompanyLink, parts: PageParts, index: LedgerIndex): LedgerRow[] {
  const { connection, uid } = link;
  const jobs = partOf(connectionOf(link, parts).jobs, uid);
  const keys = new Set<string>();
  for (const { job, serverUid, agentUid } of 'missing' in jobs ? [] : jobs) {
    keys
      .add(job.key)
      .add(`${connection}/server/${serverUid ?? ''}`)
      .add(`${connection}/agent/${agentUid ?? ''}`);
  }
  const own = [...keys].flatMap((key) => index.byKey.get(key) ?? []);
  const others = (index.byCompany.get(`${connection}/${uid}`) ?? []).filter((row) => !keys.has(row.key));
  return [...own, ...others];
}

function ticketsOf(links: readonly CompanyLink[], rows: readonly LedgerRow[], parts: PageParts): Part<TicketFact> {
  const isKept = links.every((link) => parts.ledger.connections.has(link.connection));
  if (!isKept) return { missing: 'unread', detail: 'The tickets stream has not run yet.' };
  return openTickets(rows, parts.ledger, parts.linkToTicket);
}

/** Companies of one page may share a ConnectWise company: its lines are then one bill. */
function billedTo(links: readonly CompanyLink[], { billing }: PageParts): readonly BilledFact[] {
  const companies = new Set(links.flatMap(({ connectwise }) => (connectwise ? [connectwise.id] : [])));
  return [...companies].flatMap((id) => billing.get(id) ?? []);
}

function configurationsOf(id: string, { configurations }: PageParts): Part<ConfigurationFact> {
  return 'missing' in configurations ? configurations : (configurations.get(id) ?? []);
}

function connectionOf(link: CompanyLink, { connections }: PageParts): ConnectionPages {
  const pages = connections.get(link.connection);
  if (!pages) throw new Error(`the connection ${link.connection} was not read`);
  return pages;
}

function provenance(link: CompanyLink, isOneOfSeveral: boolean, parts: PageParts): ProvenanceFact[] {
  const pages = connectionOf(link, parts);
  return provenanceOf(pages, {
    company: isOneOfSeveral ? link.name : null,
    consoleUrl: parts.consoles.get(link.connection) ?? null,
    now: parts.now,
    lastHeard: pages.lastHeard.get(link.uid) ?? null,
    hasLedger: parts.ledger.connections.has(link.connection),
  });
}

function sourcesOf(links: readonly CompanyLink[], parts: PageParts): SourceKey[] {
  const names = new Set(links.map((link) => link.connection));
  return [...names].flatMap((name) => (parts.connections.get(name)?.reads ?? []).map((read) => read.source));
}
