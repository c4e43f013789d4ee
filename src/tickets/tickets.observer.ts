import type { CwTicket } from '../connectwise/cw-ticket';
import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { ProblemRepository } from '../persistence/engine/problem.repository';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { RunContext } from '../reconciliation/run-context';
import { isActiveFor, type CompanyLink } from '../mapping/domain/company-link';
import { withPendingLinks } from '../mapping/domain/pending-links';
import type { ActivityLogReader } from './activity-log.reader';
import type { CompanyKind, ConnectWiseFactsReader } from './connectwise-facts.reader';
import { companyKey } from './domain/plan-context';
import { listFurtherReads } from './domain/plan-tickets';
import type { TicketCompany } from './domain/ticket-facts';
import type { TicketsMapping } from './domain/ticket-settings';
import { ticketMarkPrefix } from './domain/ticket-marks';
import { TICKETS_SOURCE, type TicketsObservation } from './domain/tickets-observation';
import { eventsSince } from './domain/told-events';
import { providerProblems, stillOpen } from './provider-problems';
import type { VspcFacts, VspcFactsReader } from './vspc-facts.reader';

export interface TicketsSettings {
  readonly installation: string;
  readonly timezone: string;
  readonly mapping: TicketsMapping;
}

export interface LocalFacts {
  readonly incidents: IncidentRepository;
  readonly links: CompanyLinkRepository;
  readonly problems: ProblemRepository;
}

/** Puts together everything that decides about tickets; reads notes and times only where a close depends on them. */
export class TicketsObserver {
  constructor(
    private readonly settings: TicketsSettings,
    private readonly vspc: VspcFactsReader,
    private readonly connectwise: ConnectWiseFactsReader,
    private readonly local: LocalFacts,
    private readonly activities: ActivityLogReader,
  ) {}

  async observe(run: RunContext): Promise<TicketsObservation> {
    const [incidents, saved, problems] = await Promise.all([
      this.local.incidents.list(),
      this.local.links.listLinks(),
      this.local.problems.listOpen(),
    ]);
    const links = withPendingLinks(saved, run.pendingTransitions('mapping'));
    const [vspc, connectwise] = await Promise.all([this.vspc.read(run), this.connectwise.read(run, incidents)]);
    const { events } = await this.activities.read(
      run,
      eventsSince(incidents, this.settings.mapping, run.now.getTime()),
    );
    const completeSources = new Set([...vspc.completeSources, ...connectwise.completeSources]);
    const observation: TicketsObservation = {
      now: run.now.getTime(),
      installation: this.settings.installation,
      timezone: this.settings.timezone,
      settings: this.settings.mapping,
      connections: vspc.connections,
      provider: connectwise.provider ?? { id: 0, name: '' },
      completeSources,
      readAt: vspc.readAt,
      jobs: vspc.jobs,
      results: vspc.results,
      workloads: vspc.workloads,
      protectedNow: vspc.protectedNow,
      agents: vspc.agents,
      alarms: vspc.alarms,
      providerProblems: providerProblems(stillOpen(problems, completeSources)),
      events,
      companies: links.map((link) => ticketCompany(link, connectwise.companies, vspc.resellerNames)),
      incidents,
      tickets: connectwise.tickets,
      strays: [],
      catalog: connectwise.catalog,
    };
    const further = listFurtherReads(observation);
    const complete = further.strays ? await this.withStrays(run, observation) : observation;
    return this.withPeople(run, complete, { ids: further.people, asRead: connectwise.asRead });
  }

  /** Where they cannot be read, tickets count as not read: a second one would be opened beside the first. */
  private async withStrays(run: RunContext, observation: TicketsObservation): Promise<TicketsObservation> {
    const { complete, value } = await this.connectwise.readMarked(run, ticketMarkPrefix(observation.installation));
    const known = new Set(observation.incidents.map((row) => row.ticketId));
    const completeSources = new Set(observation.completeSources);
    if (!complete) completeSources.delete(TICKETS_SOURCE);
    return { ...observation, completeSources, strays: value.filter((ticket) => !known.has(ticket.id)) };
  }

  private async withPeople(
    run: RunContext,
    observation: TicketsObservation,
    { asRead, ids }: { readonly asRead: ReadonlyMap<number, CwTicket>; readonly ids: readonly number[] },
  ): Promise<TicketsObservation> {
    const wanted = new Set(ids);
    if (wanted.size === 0) return observation;
    const tickets = await Promise.all(
      observation.tickets.map(async (ticket) => {
        const read = wanted.has(ticket.id) ? asRead.get(ticket.id) : undefined;
        return read ? { ...ticket, people: await this.connectwise.readPeople(run, read) } : ticket;
      }),
    );
    return { ...observation, tickets };
  }
}

const UNKNOWN_KIND: CompanyKind = { type: null, status: null };

function ticketCompany(
  link: CompanyLink,
  kinds: ReadonlyMap<number, CompanyKind>,
  resellers: VspcFacts['resellerNames'],
): TicketCompany {
  const state =
    link.state === 'linked'
      ? isActiveFor(link, 'tickets')
        ? 'linked'
        : 'suspended'
      : link.state === 'ignored'
        ? 'ignored'
        : 'unlinked';
  return {
    connection: link.connection,
    uid: link.uid,
    name: link.name,
    state,
    connectwise: link.connectwise && { ...link.connectwise, ...(kinds.get(link.connectwise.id) ?? UNKNOWN_KIND) },
    reseller: link.resellerUid,
    resellerName: resellers.get(companyKey(link.connection, link.resellerUid ?? '')) ?? null,
  };
}
