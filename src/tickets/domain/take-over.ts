import type { Decision, Skip } from '../../kernel/change';
import { aboutRow, aboutSituation, skip } from './decisions';
import type { Situation } from './finding';
import { applyTransition, hasOpenTicket, type IncidentRow } from './incident';
import { blankRow, rowWith } from './incident-row';
import { textMaskOf } from './mask-text';
import type { PlanContext } from './plan-context';
import { readIncidentTransition } from './ticket-effects';
import type { TicketFact } from './ticket-facts';
import { incidentHash, parseTicketMark } from './ticket-marks';
import type { TicketsObservation } from './tickets-observation';
import type { FactBase, SubjectId } from './workload-facts';

interface Stray {
  readonly ticket: TicketFact;
  readonly generation: number;
}

/**
 * Open tickets with a mark of this installation that the ledger does not know: it was lost, or restored from an older
 * copy. They are ours (ARCHITECTURE, invariant 3), so the ledger gets them back and none is opened a second time.
 *
 * | the ticket's subject            | the ledger's row                          | then                              |
 * | ------------------------------- | ----------------------------------------- | --------------------------------- |
 * | is wrong                        | none, or an older generation without open | the row gets the ticket           |
 * | is a storm that opens now       | none, or an older generation              | the row gets the ticket           |
 * | is listed and not wrong         | none                                      | the row gets the ticket, and the next pass closes it |
 * | any                             | with an open ticket                       | left alone                        |
 * | any                             | this generation or a newer one            | left alone: a person opened it again |
 * | is not listed                   | none                                      | left alone: nothing is known of it |
 */
export class Strays {
  private readonly byHash = new Map<string, Stray>();

  constructor(private readonly context: PlanContext) {
    const { installation, strays } = context.observation;
    // Of several the newest generation counts, and of that the lowest id (RULES, Engine 6).
    for (const ticket of [...strays].sort((left, right) => left.id - right.id)) {
      const mark = parseTicketMark(installation, ticket.externalXRef);
      if (mark === null || mark.generation <= (this.byHash.get(mark.incident)?.generation ?? 0)) continue;
      this.byHash.set(mark.incident, { ticket, generation: mark.generation });
    }
  }

  /** What a subject without an open ticket gets instead of one; null: there is nothing to take. */
  planFor(situation: Situation, base: IncidentRow | null, stored: IncidentRow | null): Skip | null {
    const stray = this.find(situation.id, base);
    if (!stray) return null;
    const own = situation.findings.filter((finding) => finding.ticketed && finding.explained === null);
    const row = rowWith(situation, own, 'open', base);
    const textMask = textMaskOf(own[0]?.message ?? '');
    return this.taken(aboutSituation(situation), { ...row, textMask }, stored, stray);
  }

  /** A storm that would open finds its ticket; its members are folded as they would have been. */
  instead(decision: Decision): Decision {
    if (decision.decision !== 'change' || decision.action !== 'create' || decision.subject.kind !== 'storm') {
      return decision;
    }
    const transition = readIncidentTransition(decision.effects[0]?.transition ?? null);
    if (transition.type !== 'opened') return decision;
    const stored = this.context.incidents.get(transition.row.key) ?? null;
    const stray = this.find(transition.row.key, stored);
    return stray ? this.taken(aboutRow(transition.row), transition.row, stored, stray) : decision;
  }

  /** What recovered while the ledger did not know it. */
  planRecovered(decided: ReadonlySet<SubjectId>): readonly Skip[] {
    if (this.byHash.size === 0) return [];
    const { agents, jobs, workloads } = this.context.observation;
    return [...jobs, ...agents, ...workloads].flatMap((fact) => {
      const isKnown = decided.has(fact.id) || this.context.incidents.has(fact.id);
      const stray = isKnown ? null : this.find(fact.id, null);
      if (!stray) return [];
      const row = listedRow(fact, this.context.now);
      return [this.taken(aboutRow(row), row, null, stray)];
    });
  }

  private find(id: SubjectId, stored: IncidentRow | null): Stray | null {
    if (this.byHash.size === 0 || (stored !== null && hasOpenTicket(stored))) return null;
    const stray = this.byHash.get(incidentHash(id));
    return stray && stray.generation > (stored?.generation ?? 0) ? stray : null;
  }

  private taken(about: Parameters<typeof skip>[0], row: IncidentRow, stored: IncidentRow | null, stray: Stray): Skip {
    const { ticket, generation } = stray;
    const open: IncidentRow = {
      ...row,
      generation,
      ticketCompanyId: ticket.companyId,
      closedAt: null,
      closedBy: null,
      waitsFor: null,
      told: [],
      adopted: false,
      notes: NOTES_BEFORE,
    };
    const outcome = { at: this.context.now, ticketId: ticket.id, owner: ticket.owner };
    const next = applyTransition(null, { type: 'opened', row: open }, outcome);
    const detail = `Ticket ${ticket.id} has its mark: the ledger takes it back.`;
    return skip(about, { reason: 'taken-over', detail, next, stored });
  }
}

/** Whether tickets with our mark have to be looked for: before one is opened, and when a connection is first read. */
export function needsStrays(observation: TicketsObservation, decisions: readonly Decision[]): boolean {
  const opens = decisions.some((decision) => decision.decision === 'change' && decision.action === 'create');
  const known = new Set(observation.incidents.map((row) => row.key));
  return opens || observation.connections.some(({ name, read }) => read && !known.has(`${name}/connection/${name}`));
}

/** The number of a note is part of its mark: those of the forgotten time must not be taken for ours of today. */
const NOTES_BEFORE = 10_000;

/** Any good run ends it: when it went wrong is not known. */
function listedRow(fact: FactBase, now: number): IncidentRow {
  const { connection, id, key, kind, name, source } = fact;
  return { ...blankRow({ key: id, subject: { kind, key, name }, connection, source }), state: 'open', since: now };
}
