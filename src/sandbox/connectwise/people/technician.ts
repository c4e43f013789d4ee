import { combineTickets } from '../rules/combine-tickets';
import { recordNotification } from '../rules/notifications';
import { settleClosing } from '../rules/ticket-rules';
import type { CwRecord, Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { ActionOf } from './people-action';

const PLACES = {
  discussion: 'detailDescriptionFlag',
  internal: 'internalAnalysisFlag',
  resolution: 'resolutionFlag',
} as const;

export function addNote(tenant: Tenant, action: ActionOf<'add-note'>): CwRecord {
  const stamp = tenant.stamp(action.by);
  const ticket = tenant.store.get('ticket', action.ticketId);
  const note = tenant.store.insert(
    'note',
    {
      ticketId: ticket.id,
      text: action.text,
      [PLACES[action.place ?? 'internal']]: true,
      member: tenant.getMember(action.by).id,
      dateCreated: stamp.at,
      createdBy: action.by,
    },
    stamp,
  );
  recordNotification(tenant, ticket, 'note-added', action.by, (action.place ?? 'internal') === 'internal');
  return note;
}

export function addTimeEntry(tenant: Tenant, action: ActionOf<'add-time-entry'>): CwRecord {
  const stamp = tenant.stamp(action.by);
  const ticket = tenant.store.get('ticket', action.ticketId);
  const startMs = tenant.clock.now().getTime() - action.hours * 3_600_000;
  const entry = tenant.store.insert(
    'timeEntry',
    {
      ticketId: ticket.id,
      text: action.text ?? 'Worked on this.',
      internalAnalysisFlag: true,
      timeStart: `${new Date(startMs).toISOString().slice(0, 19)}Z`,
      timeEnd: stamp.at,
      member: tenant.getMember(action.by).id,
    },
    stamp,
  );
  const before = ticket.values['actualHours'];
  const actualHours = (typeof before === 'number' ? before : 0) + action.hours;
  tenant.store.update(ticket, { actualHours }, stamp);
  return entry;
}

export function setOwner(tenant: Tenant, action: ActionOf<'set-owner'>): CwRecord {
  return changeTicket(tenant, action, { owner: tenant.getMember(action.owner).id });
}

export function setStatus(tenant: Tenant, action: ActionOf<'set-status' | 'close-ticket' | 'reopen-ticket'>): CwRecord {
  const board = tenant.store.get('ticket', action.ticketId).values['board'];
  const wanted = action.do === 'set-status' ? undefined : action.do === 'close-ticket';
  return changeTicket(tenant, action, { status: getStatus(tenant, board, { name: action.status, closed: wanted }).id });
}

/** Status, type and team belong to the board that is left. */
export function moveToBoard(tenant: Tenant, action: ActionOf<'move-to-board'>): CwRecord {
  const board = getByName(tenant, 'board', action.board);
  const status = getStatus(tenant, board.id, { name: action.status, closed: false });
  const cleared = { type: undefined, subType: undefined, item: undefined, team: undefined };
  return changeTicket(tenant, action, { ...cleared, board: board.id, status: status.id });
}

export function moveToCompany(tenant: Tenant, action: ActionOf<'move-to-company'>): CwRecord {
  const company = tenant.store.get('company', action.companyId);
  const cleared = { contact: undefined, contactName: undefined, agreement: undefined, siteName: undefined };
  return changeTicket(tenant, action, { ...cleared, company: company.id, site: company.values['site'] });
}

export function mergeTicket(tenant: Tenant, action: ActionOf<'merge-ticket'>): CwRecord {
  const child = tenant.store.get('ticket', action.ticketId);
  const parent = tenant.store.get('ticket', action.intoTicketId);
  combineTickets(tenant, { parent, children: [child], closingStatusId: undefined, by: action.by });
  return child;
}

export function setExternalReference(tenant: Tenant, action: ActionOf<'set-external-reference'>): CwRecord {
  return changeTicket(tenant, action, { externalXRef: action.externalXRef });
}

export function deleteTicket(tenant: Tenant, action: ActionOf<'delete-ticket'>): CwRecord {
  const ticket = tenant.store.get('ticket', action.ticketId);
  for (const table of ['note', 'timeEntry'] as const) {
    for (const row of tenant.store.where(table, 'ticketId', ticket.id)) tenant.store.remove(table, row.id, action.by);
  }
  tenant.store.remove('ticket', ticket.id, action.by);
  return ticket;
}

function changeTicket(
  tenant: Tenant,
  action: { readonly ticketId: number; readonly by: string },
  changes: Values,
): CwRecord {
  const ticket = tenant.store.get('ticket', action.ticketId);
  const values = { ...ticket.values, ...changes };
  settleClosing(tenant, { values, before: { ...ticket.values } }, action.by);
  tenant.store.update(ticket, values, tenant.stamp(action.by));
  recordNotification(tenant, ticket, 'ticket-updated', action.by);
  return ticket;
}

interface StatusWish {
  readonly name: string | undefined;
  /** Whether it has to close; undefined for either. */
  readonly closed: boolean | undefined;
}

function getStatus(tenant: Tenant, board: Values[string], wish: StatusWish): CwRecord {
  const fitting = tenant.store
    .where('boardStatus', 'board', board ?? 0)
    .filter(({ values }) => wish.closed === undefined || (values['closedStatus'] === true) === wish.closed);
  const status = wish.name === undefined ? fitting[0] : fitting.find(({ values }) => values['name'] === wish.name);
  if (!status) throw new Error(`Board ${JSON.stringify(board ?? null)} has no fitting status ${wish.name ?? ''}.`);
  return status;
}

function getByName(tenant: Tenant, table: 'board', name: string): CwRecord {
  const found = tenant.store.where(table, 'name', name)[0];
  if (!found) throw new Error(`No ${table} ${name}.`);
  return found;
}
