import type { Instant } from './workload-facts';

/** A ticket as ConnectWise shows it now. Notes and times are read only where the plan asks for them. */
export interface TicketFact {
  readonly id: number;
  readonly externalXRef: string | null;
  readonly companyId: number | null;
  readonly boardId: number | null;
  readonly statusId: number | null;
  readonly statusName: string;
  readonly priorityId: number | null;
  readonly closed: boolean;
  readonly closedAt: Instant | null;
  /** Closed by the member that the bridge writes as. */
  readonly closedByUs: boolean;
  readonly owner: string | null;
  /** The ticket that a person merged it into. */
  readonly mergedIntoId: number | null;
  /** Not found, believed by RULES, Engine 12. Everything else is then meaningless. */
  readonly deleted: boolean;
  /** Null: not read in this pass. */
  readonly people: TicketPeople | null;
}

/** What others did to a ticket. The bridge's own notes are left out; robots are told apart by the planner. */
export interface TicketPeople {
  readonly notes: readonly TicketTouch[];
  readonly timeEntries: readonly TicketTouch[];
}

export interface TicketTouch {
  /** Member identifier; null for a contact of the customer. */
  readonly member: string | null;
  readonly at: Instant;
}

/** Where the tickets of one VSPC company go. */
export interface TicketCompany {
  readonly connection: string;
  readonly uid: string;
  readonly name: string;
  readonly state: 'linked' | 'unlinked' | 'ignored' | 'suspended';
  readonly connectwise: {
    readonly id: number;
    readonly identifier: string;
    readonly name: string;
    readonly type: string | null;
    readonly status: string | null;
  } | null;
  /** Uid. */
  readonly reseller: string | null;
  /** Where a rule or a silence asks for one. */
  readonly resellerName: string | null;
}

export interface NamedId {
  readonly id: number;
  readonly name: string;
}

export interface BoardFact extends NamedId {
  readonly statuses: readonly (NamedId & { readonly closed: boolean; readonly inactive: boolean })[];
}

/** The names that settings use, as ConnectWise knows them. Null: could not be read in this pass. */
export interface TicketCatalog {
  readonly boards: readonly BoardFact[];
  readonly priorities: readonly NamedId[];
}
