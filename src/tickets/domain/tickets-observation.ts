import type { SourceKey } from '../../kernel/change';
import type { IncidentRow } from './incident';
import type { TicketCatalog, TicketCompany, TicketFact } from './ticket-facts';
import type { EventFact } from './event-fact';
import type { TicketsMapping } from './ticket-settings';
import type {
  AlarmFact,
  Instant,
  JobFact,
  ProviderProblemFact,
  SourceFact,
  SubjectId,
  TerminalResult,
  WorkloadFact,
} from './workload-facts';

/** Without this source complete, nothing is written to tickets (RULES, Engine 3). */
export const TICKETS_SOURCE: SourceKey = 'connectwise/service/tickets';

/**
 * Everything that decides about tickets: facts as they are now, results kept, the ledger, the tickets as ConnectWise
 * shows them, settings and the time. The order of the lists means nothing.
 */
export interface TicketsObservation {
  readonly now: Instant;
  readonly installation: string;
  /** Zone of silences, rules with a time of day, and texts. */
  readonly timezone: string;
  /** Everything of tickets.yaml. */
  readonly settings: TicketsMapping;
  readonly connections: readonly ConnectionFact[];
  readonly provider: ProviderCompany;
  /** Sources read completely in this pass. A fact out of another source is shown and never inferred from. */
  readonly completeSources: ReadonlySet<SourceKey>;
  /** Of slow lists that were not read in this pass: when they were. */
  readonly readAt: ReadonlyMap<SourceKey, Instant>;
  readonly jobs: readonly JobFact[];
  readonly results: readonly TerminalResult[];
  readonly workloads: readonly WorkloadFact[];
  /** Machines that a job listed without a restore point, and that have one now: another subject, of its own list. */
  readonly protectedNow: ReadonlySet<SubjectId>;
  /** Backup servers (one subject with their management agent) and agents. */
  readonly agents: readonly SourceFact[];
  readonly alarms: readonly AlarmFact[];
  readonly providerProblems: readonly ProviderProblemFact[];
  /** Of VSPC's activity log, where it is switched on; as far back as `eventsSince` asks. */
  readonly events: readonly EventFact[];
  readonly companies: readonly TicketCompany[];
  readonly incidents: readonly IncidentRow[];
  /** Tickets of the rows above, and the parents that they were merged into. */
  readonly tickets: readonly TicketFact[];
  /** Open tickets with a mark of this installation that no row above has; looked for only where the plan needs them. */
  readonly strays: readonly TicketFact[];
  readonly catalog: TicketCatalog;
}

export interface ConnectionFact {
  readonly name: string;
  /** Of the VSPC server, where it tells no UTC. */
  readonly timezone: string;
  /** At least its jobs were read completely in this pass: its first pass may be taken as done. */
  readonly read: boolean;
}

/** The MSP's own company in ConnectWise (`connectwise.providerCompany`). */
export interface ProviderCompany {
  readonly id: number;
  readonly name: string;
}
