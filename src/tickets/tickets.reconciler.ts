import type { Effect, Plan, SourceKey } from '../kernel/change';
import { IntegrationError } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import type { IncidentRepository } from '../persistence/tickets/incident.repository';
import type { Applied, LookUp, OutstandingEffect, Reconciler } from '../reconciliation/reconciler';
import type { RunContext } from '../reconciliation/run-context';
import { VSPC_SOURCES } from '../vspc/source-keys';
import { applyTransition, type IncidentTransition } from './domain/incident';
import { planTickets } from './domain/plan-tickets';
import { readIncidentTransition, readTicketPayload, visitPayload } from './domain/ticket-effects';
import { TICKETS_SOURCE, type TicketsObservation } from './domain/tickets-observation';
import type { ConnectWiseFactsReader } from './connectwise-facts.reader';
import type { TicketTexts } from './domain/ticket-variables';
import type { TicketsApplier } from './tickets.applier';
import type { TicketsLookUp } from './tickets.look-up';
import type { TicketsObserver } from './tickets.observer';

const REFUSALS: readonly IntegrationError['kind'][] = ['rejected', 'not-found', 'conflict'];

/** Ties signals, incidents and tickets to the engine. */
export class TicketsReconciler implements Reconciler<TicketsObservation> {
  readonly stream = 'tickets';

  constructor(
    private readonly parts: {
      readonly observer: TicketsObserver;
      readonly applier: TicketsApplier;
      readonly finder: TicketsLookUp;
      readonly texts: TicketTexts;
    },
    private readonly facts: ConnectWiseFactsReader,
    private readonly incidents: IncidentRepository,
  ) {}

  isMainSource(source: SourceKey): boolean {
    return (
      source === TICKETS_SOURCE ||
      source.endsWith(`/${VSPC_SOURCES.jobs}`) ||
      source.endsWith(`/${VSPC_SOURCES.agentJobs}`)
    );
  }

  observe(run: RunContext): Promise<TicketsObservation> {
    this.parts.applier.forgetNames();
    return this.parts.observer.observe(run);
  }

  plan(observation: TicketsObservation): Plan {
    return planTickets(observation, this.parts.texts);
  }

  /** A refusal may come of what is kept of boards and statuses: the next pass reads them again. */
  async apply(effect: Effect): Promise<Applied> {
    try {
      return await visitPayload(readTicketPayload(effect), this.parts.applier);
    } catch (error) {
      if (error instanceof IntegrationError && REFUSALS.includes(error.kind)) await this.facts.forgetCatalog();
      throw error;
    }
  }

  lookUp({ effect }: OutstandingEffect): Promise<LookUp> {
    return visitPayload(readTicketPayload(effect), this.parts.finder);
  }

  async commit(transition: JsonValue, applied: Applied | null, now: Date): Promise<void> {
    const change = readIncidentTransition(transition);
    const key = keyOf(change);
    if (key === null) return;
    const before = await this.incidents.find(key);
    const after = applyTransition(before, change, {
      at: now.getTime(),
      ticketId: ticketIdOf(applied),
      owner: ownerOf(applied),
    });
    if (after !== null && after !== before) await this.incidents.save(after);
  }
}

function keyOf(transition: IncidentTransition): string | null {
  switch (transition.type) {
    case 'none':
      return null;
    case 'amended':
      return transition.key;
    case 'record':
    case 'opened':
      return transition.row.key;
  }
}

function ticketIdOf(applied: Applied | null): number | null {
  return applied?.remoteId == null ? null : Number(applied.remoteId);
}

function ownerOf(applied: Applied | null): string | null {
  const response = applied?.response;
  if (typeof response !== 'object' || response === null || !('owner' in response)) return null;
  return typeof response['owner'] === 'string' ? response['owner'] : null;
}
