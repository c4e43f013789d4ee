import type { SourceKey } from '../../kernel/change';
import type { Reason } from '../../kernel/reasons';
import { MATCH_CONDITIONS } from './ticket-settings';
import type { AlarmSeverity, Instant, SubjectId, SubjectKind } from './workload-facts';

/** Conditions of a subject, worst first (RULES, Tickets 2). `problem` is the provider's own (RULES, Tickets 15). */
export const CONDITIONS = [...MATCH_CONDITIONS, 'problem'] as const;

export type Condition = (typeof CONDITIONS)[number];

/** 0 is the worst. */
export function severityOf(condition: Condition): number {
  return CONDITIONS.indexOf(condition);
}

/**
 * | state      | means                                                                                     |
 * | ---------- | ----------------------------------------------------------------------------------------- |
 * | baseline   | wrong at the first pass of its connection: listed, without ticket                          |
 * | holding    | wrong, and waiting for its hold, a silence, or a storm's decision                          |
 * | open       | has a ticket, or is a member of a storm that has one                                       |
 * | recovering | has a ticket that stays open although nothing is wrong any more (people, successes to come) |
 * | resolved   | over; the row stays for `reopenWithin` and for the next generation                         |
 * | snoozed    | a person asked for silence until `snoozedUntil`                                            |
 */
export type IncidentState = 'baseline' | 'holding' | 'open' | 'recovering' | 'resolved' | 'snoozed';

/** One row of the ledger: plain data, one per subject, its newest generation. Instants in milliseconds. */
export interface IncidentRow {
  /** `<connection>/<kind>/<key>`; storms: `<connection>/storm/<server|site|repository|agent>:<key>`. */
  readonly key: SubjectId;
  /** 0 before the first ticket would be made; the ticket of generation n carries n in its mark. */
  readonly generation: number;
  readonly state: IncidentState;
  readonly subject: { readonly kind: SubjectKind; readonly key: string; readonly name: string };
  readonly connection: string;
  /** VSPC company at opening; the ticket stays with it (RULES, Tickets 1). */
  readonly company: { readonly uid: string; readonly name: string } | null;
  readonly conditions: readonly Condition[];
  readonly worst: Condition;
  /** Of the worst. */
  readonly reason: Reason;
  /** When the worst began: the end of the first failed run, the due time, the last restore point … */
  readonly since: Instant;
  /** Newest evidence: end of the last failed run, last missed due time. Does not move while nothing happens. */
  readonly lastSeenAt: Instant;
  /** Failed runs in a row (a lower bound), missed due times, repeats of an alarm. */
  readonly runs: number;
  /** Of an alarm, as VSPC showed it last: while it is acknowledged none is told. */
  readonly severity: AlarmSeverity | null;
  /** How often it recovered and failed anew within `reopenWithin`. */
  readonly flaps: number;
  /** Hash of the masked error text that people were told last (RULES, Tickets 12). */
  readonly textMask: string;
  readonly ticketId: number | null;
  readonly ticketCompanyId: number | null;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: 'ours' | 'person' | null;
  readonly lastNoteAt: Instant | null;
  /** How many notes of ours it got: the number is part of the next one's mark. */
  readonly notes: number;
  /** Owner's identifier right after creation, for `humanTouch.owner`. */
  readonly ownerAtCreation: string | null;
  /** Entries of the activity log that were seen up to then were in its notes, or came too early for them. */
  readonly eventsToldAt?: Instant;
  /** True from the creation of its ticket until its configuration was looked for and attached. */
  readonly attaching?: boolean;
  /** How many steps of `escalate` have been taken. */
  readonly escalations: number;
  readonly snoozedUntil: Instant | null;
  readonly snoozeReason: string | null;
  /** Key and generation of the storm that it is folded into: `stormMark`. */
  readonly stormKey: string | null;
  /** `incidents adopt`: a baseline that an operator wants as a ticket. */
  readonly adopted: boolean;
  /** What has to happen before it may open again after a person closed or deleted its ticket (RULES, Tickets 10). */
  readonly waitsFor: 'evidence' | 'recovery' | null;
  /** What was said once and is not said again while it lasts: `disabled`, `unlinked`, `recovered`, `deleted` … */
  readonly told: readonly string[];
  /** Source that its facts come from: an absent subject is judged by it. */
  readonly source: SourceKey;
  /** First complete read that no longer listed it; gone is believed 24 h later (RULES, Engine 2). */
  readonly absentSince: Instant | null;
}

/** What the facts say about an incident now; the part of the row that moves without a ticket. */
export type IncidentSight = Pick<
  IncidentRow,
  'conditions' | 'worst' | 'reason' | 'since' | 'lastSeenAt' | 'runs' | 'severity' | 'absentSince'
>;

/**
 * What becomes true in the ledger. Every effect, skip and change carries one; the committer applies it with
 * `applyTransition` in the transaction that writes the outcome.
 */
export type IncidentTransition =
  /** Nothing changes in the ledger (a second effect of a change, for instance). */
  | { readonly type: 'none' }
  /** The row becomes exactly this: holding, baseline, a member of a storm, seen anew. Only local knowledge. */
  | { readonly type: 'record'; readonly row: IncidentRow }
  /** The ticket exists: the row, with id and owner out of the outcome. */
  | { readonly type: 'opened'; readonly row: IncidentRow }
  /** A change of an existing row, applied when key and generation still agree. `stamp` takes the outcome's time. */
  | {
      readonly type: 'amended';
      readonly key: SubjectId;
      readonly generation: number;
      readonly set: Partial<IncidentRow>;
      readonly stamp: readonly ('lastNoteAt' | 'closedAt')[];
    };

/** What members keep of their storm; a later storm under the same server is another one. */
export function stormMark(key: SubjectId, generation: number): string {
  return `${key}#${generation}`;
}

/** What stays said whatever is said after it: the company that it belongs to now, the storm that it was named in. */
export function lastingWords(told: readonly string[]): readonly string[] {
  return told.filter((word) => word.startsWith('company:') || word.includes('/storm/'));
}

/** Has a ticket of its own that is not closed, as far as we know. */
export function hasOpenTicket(row: IncidentRow): boolean {
  return row.ticketId !== null && row.closedAt === null && row.state !== 'resolved';
}

export function isSnoozed(row: IncidentRow, now: Instant): boolean {
  return row.snoozedUntil !== null && row.snoozedUntil > now;
}

/** What a remote effect came back with. `at` is the time of decision of the run that learned of it. */
export interface TicketOutcome {
  readonly at: Instant;
  readonly ticketId?: number | null;
  readonly owner?: string | null;
}

export function applyTransition(
  row: IncidentRow | null,
  transition: IncidentTransition,
  outcome: TicketOutcome,
): IncidentRow | null {
  switch (transition.type) {
    case 'none':
      return row;
    case 'record':
      return isOlder(transition.row, row) ? row : transition.row;
    case 'opened':
      return isOlder(transition.row, row)
        ? row
        : {
            ...transition.row,
            ticketId: outcome.ticketId ?? transition.row.ticketId,
            ownerAtCreation: outcome.owner ?? transition.row.ownerAtCreation,
            openedAt: outcome.at,
            lastNoteAt: outcome.at,
          };
    case 'amended': {
      if (row?.key !== transition.key || row.generation !== transition.generation) return row;
      const stamped = Object.fromEntries(transition.stamp.map((field) => [field, outcome.at]));
      return { ...row, ...transition.set, ...stamped };
    }
  }
}

/** An outcome that is committed late must not undo a newer generation. */
function isOlder(incoming: IncidentRow, row: IncidentRow | null): boolean {
  return row !== null && row.generation > incoming.generation;
}
