import type { CompanyLinkRepository } from '../persistence/mapping/company-link.repository';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { RunContext } from '../reconciliation/run-context';
import { isActiveFor, type CompanyLink } from '../mapping/domain/company-link';
import { withPendingLinks } from '../mapping/domain/pending-links';
import type { ConnectWiseFactsReader } from './connectwise-facts.reader';
import { listTicketsToInspect } from './domain/plan-tickets';
import type { TicketCompany } from './domain/ticket-facts';
import type { TicketsMapping } from './domain/ticket-settings';
import type { TicketsObservation } from './domain/tickets-observation';
import type { VspcFactsReader } from './vspc-facts.reader';

export interface TicketsSettings {
  readonly installation: string;
  readonly timezone: string;
  readonly mapping: TicketsMapping;
}

/** Puts together everything that decides about tickets; reads notes and times only where a close depends on them. */
export class TicketsObserver {
  constructor(
    private readonly settings: TicketsSettings,
    private readonly vspc: VspcFactsReader,
    private readonly connectwise: ConnectWiseFactsReader,
    private readonly local: { readonly incidents: IncidentRepository; readonly links: CompanyLinkRepository },
  ) {}

  async observe(run: RunContext): Promise<TicketsObservation> {
    const [incidents, saved] = await Promise.all([this.local.incidents.list(), this.local.links.listLinks()]);
    const links = withPendingLinks(saved, run.pendingTransitions('mapping'));
    const [vspc, connectwise] = await Promise.all([this.vspc.read(run), this.connectwise.read(run, incidents)]);
    const observation: TicketsObservation = {
      now: run.now.getTime(),
      installation: this.settings.installation,
      timezone: this.settings.timezone,
      settings: this.settings.mapping,
      connections: vspc.connections,
      provider: connectwise.provider ?? { id: 0, name: '' },
      completeSources: new Set([...vspc.completeSources, ...connectwise.completeSources]),
      jobs: vspc.jobs,
      results: vspc.results,
      workloads: vspc.workloads,
      agents: vspc.agents,
      alarms: vspc.alarms,
      providerProblems: [],
      companies: links.map(ticketCompany),
      incidents,
      tickets: connectwise.tickets,
      catalog: connectwise.catalog,
    };
    return this.withPeople(run, observation, connectwise.enteredBy);
  }

  private async withPeople(
    run: RunContext,
    observation: TicketsObservation,
    enteredBy: ReadonlyMap<number, string | null>,
  ): Promise<TicketsObservation> {
    const wanted = new Set(listTicketsToInspect(observation));
    if (wanted.size === 0) return observation;
    const tickets = await Promise.all(
      observation.tickets.map(async (ticket) => {
        if (!wanted.has(ticket.id)) return ticket;
        return { ...ticket, people: await this.connectwise.readPeople(run, ticket, enteredBy.get(ticket.id) ?? null) };
      }),
    );
    return { ...observation, tickets };
  }
}

function ticketCompany(link: CompanyLink): TicketCompany {
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
    connectwise: link.connectwise ? { ...link.connectwise, type: null, status: null } : null,
    reseller: link.resellerUid,
  };
}
