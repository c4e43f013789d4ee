import type { CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import { settleClosing } from './ticket-rules';

interface Combination {
  readonly parent: CwRecord;
  readonly children: readonly CwRecord[];
  readonly closingStatusId: number | undefined;
  readonly by: string;
}

/** Merging closes the children, names the parent on them, and cannot be undone through the API. */
export function combineTickets(tenant: Tenant, { parent, children, closingStatusId, by }: Combination): void {
  const stamp = tenant.stamp(by);
  for (const child of children) {
    const closed = closingStatusOf(tenant, child, closingStatusId);
    const before = { ...child.values };
    const values = { ...child.values, mergedParentTicket: parent.id, status: closed ?? child.values['status'] };
    settleClosing(tenant, { values, before }, by);
    tenant.store.update(child, values, stamp);
  }
  tenant.store.update(parent, { hasMergedChildTicketFlag: true }, stamp);
}

/** The status that was asked for, when it closes tickets of this board; else the board's first one that does. */
function closingStatusOf(tenant: Tenant, ticket: CwRecord, wanted: number | undefined): number | undefined {
  const closing = tenant.store
    .where('boardStatus', 'board', ticket.values['board'] ?? 0)
    .filter(({ values }) => values['closedStatus'] === true);
  return (closing.find(({ id }) => id === wanted) ?? closing[0])?.id;
}
