import type { JsonObject, JsonValue } from '../../../kernel/json';
import type { Answer, Call } from '../call';
import { answerCount, answerList } from '../query/answer-list';
import { parseListQuery } from '../query/list-query';
import { CwRefusal, badRequest, invalidObject, missingField, notFound } from '../replies';
import { renderRecord } from '../render-record';
import { combineTickets } from '../rules/combine-tickets';
import { ENTITIES } from '../schema/entities';
import type { CwRecord, Values } from '../store/record-store';
import { isArray, parseObjectBody } from '../write/parse-body';
import { parseLookup } from '../write/parse-member';
import { getRecord, visibleRows } from './resource';
import { TICKETS } from './resources';
import type { Route } from './route';

/** What tickets have beyond list and record. */
export const TICKET_ROUTES: readonly Route[] = [
  { method: 'POST', pattern: '/service/tickets/search', right: ['Service Tickets', 'inquire'], run: searchTickets },
  {
    method: 'POST',
    pattern: '/service/tickets/{parentId}/merge',
    right: ['Service Tickets', 'edit'],
    run: mergeTickets,
  },
  {
    method: 'POST',
    pattern: '/service/tickets/{parentId}/attachChildren',
    right: ['Service Tickets', 'edit'],
    plainJsonOnly: true,
    run: attachChildren,
  },
  {
    method: 'GET',
    pattern: '/service/tickets/{parentId}/allNotes',
    right: ['Service Tickets', 'inquire'],
    run: listAllNotes,
  },
  {
    method: 'GET',
    pattern: '/service/tickets/{parentId}/timeentries',
    right: ['Service Tickets', 'inquire'],
    run: (call) => answerList(call, ENTITIES.timeEntry, timeEntries(call)),
  },
  {
    method: 'GET',
    pattern: '/service/tickets/{parentId}/timeentries/count',
    right: ['Service Tickets', 'inquire'],
    run: (call) => answerCount(call, ENTITIES.timeEntry, timeEntries(call)),
  },
];

/** The POST twin of the list, for conditions that are too long for an address. */
function searchTickets(call: Call): Answer {
  const body = parseObjectBody(call, 'FilterValues');
  const filters: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const key = name.toLowerCase();
    if (!['conditions', 'orderby', 'childconditions', 'customfieldconditions'].includes(key)) {
      throw badRequest(`Could not find member '${name}' on object of type 'FilterValues'. Path '${name}', line 1.`);
    }
    if (typeof value === 'string' && value.trim() !== '') filters[key] = value;
    else if (value !== null && value !== '') throw badRequest(`Error converting ${name} to type 'String'.`);
  }
  return answerList(call, ENTITIES.ticket, visibleRows(call, TICKETS), {
    ...parseListQuery(call),
    conditions: filters['conditions'],
    orderBy: filters['orderby'],
    childConditions: filters['childconditions'],
    customFieldConditions: filters['customfieldconditions'],
  });
}

function mergeTickets(call: Call): Answer {
  const parent = getRecord(call, TICKETS, 'edit');
  const body = parseObjectBody(call, 'TicketMerge');
  const { mergeTicketIds, status } = body;
  if (!isArray(mergeTicketIds) || mergeTicketIds.length === 0) {
    throw invalidObject('ticketMerge', [missingField('mergeTicketIds')]);
  }
  const closing = closingStatus(call, parent, status);
  const children = mergeTicketIds.map((id) => getTicket(call, id));
  combineTickets(call.tenant, { parent, children, closingStatusId: closing, by: call.by });
  return { status: 200, body: { success: true, message: 'The tickets were merged.' } };
}

function closingStatus(call: Call, parent: CwRecord, status: JsonValue | undefined): number {
  if (status === undefined || status === null) {
    throw invalidObject('ticketMerge', [missingField('status')]);
  }
  const { id, name } = parseLookup('status', 'boardStatus', status);
  const found = call.tenant.store
    .where('boardStatus', 'board', parent.values['board'] ?? 0)
    .find((one) => one.id === id || (id === undefined && one.values['name'] === name));
  if (found) return found.id;
  const message = `Service Status ${id ?? name ?? '(none)'} not found for this Service Board.`;
  throw invalidObject('ticketMerge', [{ code: 'NotFound', message, field: 'status/id' }]);
}

function attachChildren(call: Call): Answer {
  const parent = getRecord(call, TICKETS, 'edit');
  const { childTicketIds } = parseObjectBody(call, 'TicketBundle');
  if (!isArray(childTicketIds)) throw badRequest("Error converting childTicketIds. Path 'childTicketIds', line 1.");
  const stamp = call.tenant.stamp(call.by);
  for (const child of childTicketIds.map((id) => getTicket(call, id))) {
    call.tenant.store.update(child, { parentTicketId: parent.id }, stamp);
  }
  call.tenant.store.update(parent, { hasChildTicket: true }, stamp);
  return { status: 200, body: { success: true, message: 'The tickets were attached.' } };
}

function getTicket({ tenant }: Call, id: JsonValue): CwRecord {
  const ticket = tenant.store.find('ticket', id);
  if (ticket) return ticket;
  if (typeof id !== 'number') throw new CwRefusal(400, { code: 'ConnectWiseApi', message: 'Ticket ids are integers.' });
  throw notFound('Ticket', id);
}

function timeEntries(call: Call): readonly CwRecord[] {
  return call.tenant.store.where('timeEntry', 'ticketId', getRecord(call, TICKETS, 'inquire').id);
}

/** Notes of the ticket and what was written into its time entries, in the order in which they were entered. */
function listAllNotes(call: Call): Answer {
  const ticket = getRecord(call, TICKETS, 'inquire');
  const { store } = call.tenant;
  const notes = store.where('note', 'ticketId', ticket.id).map((note) => asAnyNote(note, ticket.id, 'TicketNote'));
  const entries = store
    .where('timeEntry', 'ticketId', ticket.id)
    .map((entry) => asAnyNote(entry, ticket.id, 'TimeEntryNote'));
  const rows = [...notes, ...entries].sort((left, right) =>
    left.info.dateEntered === right.info.dateEntered
      ? left.id - right.id
      : Date.parse(left.info.dateEntered) - Date.parse(right.info.dateEntered),
  );
  return answerList(call, ENTITIES.allNotes, rows);
}

function asAnyNote(record: CwRecord, ticketId: number, noteType: 'TicketNote' | 'TimeEntryNote'): CwRecord {
  const values: Values = { ...record.values, noteType, ticket: ticketId, originalAuthor: record.info.enteredBy };
  return { ...record, values };
}

/** The tickets of the snapshot: as they go over the wire, with their notes. */
export function renderTicketTree(call: Pick<Call, 'tenant' | 'apiBase'>, ticket: CwRecord): JsonObject {
  const { tenant, apiBase } = call;
  const list = (table: 'note' | 'timeEntry'): JsonValue[] => {
    const noteType = table === 'note' ? 'TicketNote' : 'TimeEntryNote';
    return tenant.store
      .where(table, 'ticketId', ticket.id)
      .map((row) => renderRecord(tenant, ENTITIES.allNotes, asAnyNote(row, ticket.id, noteType), apiBase));
  };
  return {
    ...renderRecord(tenant, ENTITIES.ticket, ticket, apiBase),
    notes: list('note'),
    timeEntries: list('timeEntry'),
  };
}
