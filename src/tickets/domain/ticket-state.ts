import type { IncidentRow } from './incident';
import type { Recovery } from './recovery';
import type { TicketFact } from './ticket-facts';
import type { TicketSettings } from './ticket-settings';
import type { Instant } from './workload-facts';

/**
 * What the ticket of an open incident tells, and what follows for the ledger (RULES, Tickets 10).
 *
 * | the ticket                        | setting              | it means                                             |
 * | --------------------------------- | -------------------- | ---------------------------------------------------- |
 * | was not read                      |                      | `unknown`: nothing remote in this pass                |
 * | is open                           |                      | `open`                                               |
 * | was closed by us                  |                      | `over`: may come again within `reopenWithin`          |
 * | was closed by a person            | `wait`               | `over`: waits for new evidence                        |
 * | was closed by a person            | `reopen`             | `over`: opens again at once                           |
 * | was closed by a person            | `ignore`             | `over`: waits until it recovered                      |
 * | closed, and nothing is wrong      |                      | `over`, resolved                                      |
 * | is gone                           | `problem`            | `over`: waits until it recovered, a problem is listed  |
 * | is gone                           | `recreate`           | `over`: the next generation opens                     |
 * | was merged, its parent is open    | `follow`             | `open`: notes go to the parent                        |
 * | was merged, its parent is closed  | `follow`             | `over`: as closed by us                               |
 * | was merged, its parent was not read | `follow`           | `unknown`; a parent may have been merged again        |
 * | was merged                        | `ignore`             | `over`: waits for new evidence                        |
 * | is on another board or company    | `ignore`             | `left`: hands off                                     |
 */
export type TicketState =
  | { readonly type: 'unknown' }
  | { readonly type: 'left' }
  | { readonly type: 'open'; readonly ticket: TicketFact; readonly noteTo: TicketFact; readonly merged: boolean }
  | { readonly type: 'over'; readonly base: IncidentRow };

export interface TicketStateInput {
  readonly row: IncidentRow;
  readonly tickets: ReadonlyMap<number, TicketFact>;
  readonly settings: TicketSettings;
  readonly boardId: number | null;
  readonly recovery: Recovery | null;
  readonly now: Instant;
}

export function ticketStateOf(input: TicketStateInput): TicketState {
  const { boardId, row, settings, tickets } = input;
  const ticket = row.ticketId === null ? undefined : tickets.get(row.ticketId);
  if (!ticket) return { type: 'unknown' };
  if (ticket.deleted) return { type: 'over', base: deletedRow(input) };
  if (ticket.mergedIntoId !== null) return mergedState(input, ticket, ticket.mergedIntoId);
  if (ticket.closed) return { type: 'over', base: closedRow(input, ticket) };
  const moved = (boardId !== null && ticket.boardId !== boardId) || ticket.companyId !== row.ticketCompanyId;
  if (moved && settings.onMoved === 'ignore') return { type: 'left' };
  return { type: 'open', ticket, noteTo: ticket, merged: false };
}

function mergedState(input: TicketStateInput, ticket: TicketFact, parentId: number): TicketState {
  const parent = lastParent(input.tickets, parentId);
  if (input.settings.onMerged === 'ignore') {
    return { type: 'over', base: over(input, { closedAt: ticket.closedAt, by: 'person', waitsFor: 'evidence' }) };
  }
  if (!parent) return { type: 'unknown' };
  if (!parent.closed && !parent.deleted) return { type: 'open', ticket, noteTo: parent, merged: true };
  return { type: 'over', base: over(input, { closedAt: parent.closedAt, by: 'ours', waitsFor: null }) };
}

/** Where a chain of merged tickets ends, as far as it was read. */
function lastParent(tickets: TicketStateInput['tickets'], firstId: number): TicketFact | undefined {
  const seen = new Set<number>();
  let parent = tickets.get(firstId);
  while (parent) {
    if (parent.mergedIntoId === null || seen.has(parent.id)) return parent;
    seen.add(parent.id);
    parent = tickets.get(parent.mergedIntoId);
  }
  return undefined;
}

function closedRow(input: TicketStateInput, ticket: TicketFact): IncidentRow {
  const by = ticket.closedByUs ? 'ours' : 'person';
  const wait = { wait: 'evidence', reopen: null, ignore: 'recovery' } as const;
  const recovered = input.recovery?.recovered === true;
  const waitsFor = by === 'ours' || recovered ? null : wait[input.settings.onClosedByPerson];
  return over(input, { closedAt: ticket.closedAt, by, waitsFor });
}

function deletedRow(input: TicketStateInput): IncidentRow {
  const recreate = input.settings.onDeleted === 'recreate' || input.recovery?.recovered === true;
  const base = over(input, { closedAt: null, by: 'person', waitsFor: recreate ? null : 'recovery' });
  return recreate ? base : { ...base, told: ['deleted'] };
}

interface End {
  readonly closedAt: Instant | null;
  readonly by: 'ours' | 'person';
  readonly waitsFor: IncidentRow['waitsFor'];
}

function over({ now, row }: TicketStateInput, end: End): IncidentRow {
  return {
    ...row,
    state: 'resolved',
    closedAt: end.closedAt ?? now,
    closedBy: end.by,
    waitsFor: end.waitsFor,
    told: [],
    stormKey: null,
  };
}
