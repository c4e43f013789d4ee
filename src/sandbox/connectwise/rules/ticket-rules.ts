import type { Call } from '../call';
import { forbidden, type ValidationIssue } from '../replies';
import { idIn, type CwRecord, type Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules, Scope } from '../write/draft';
import { checkCompany, OF_COMPANY } from './company-checks';
import { recordNotification } from './notifications';
import { defaultBoard, fillTicketDefaults } from './ticket-defaults';

function ofBoard(label: string, field = 'board'): Scope {
  return {
    label,
    accepts: (_tenant, values, candidate) => candidate.values[field] === values['board'],
    within: (values) => `Service Board ${idIn(values, 'board') ?? 0}`,
  };
}

/** What the service desk does about tickets beyond their fields. */
export const TICKET_RULES: EntityRules = {
  scopes: {
    status: ofBoard('Service Status'),
    type: ofBoard('Service Type'),
    subType: ofBoard('Service SubType'),
    item: ofBoard('Service Item'),
    team: ofBoard('Service Team', 'boardId'),
    site: { label: 'Site', ...OF_COMPANY },
    contact: { label: 'Contact', ...OF_COMPANY },
    agreement: { label: 'Agreement', ...OF_COMPANY },
  },
  prepare: (call, draft) => {
    draft.values['board'] ??= defaultBoard(call)?.id;
  },
  complete: fillTicketDefaults,
  check: (call, draft) => [
    ...checkCompany(call.tenant, draft.values),
    ...checkBoard(call.tenant, draft),
    ...checkStatus(call.tenant, draft),
    ...checkTypes(call.tenant, draft.values),
  ],
  settle: (call, draft) => {
    assertMayClose(call, draft);
    settleClosing(call.tenant, draft, call.by);
  },
  saved: (call, record, draft) => {
    if (!draft.before) saveInitialNotes(call, record, draft);
    if (draft.input['processNotifications'] !== false) {
      recordNotification(call.tenant, record, draft.before ? 'ticket-updated' : 'ticket-created', call.by);
    }
  },
};

function checkBoard(tenant: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const board = tenant.store.find('board', values['board']);
  if (!board) return [{ code: 'MissingRequiredField', message: 'The board field is required.', field: 'board' }];
  if (before?.['board'] === board.id) return [];
  if (board.values['inactiveFlag'] !== true && board.values['projectFlag'] !== true) return [];
  return [{ code: 'InvalidField', message: `Service Board ${board.id} takes no service tickets.`, field: 'board/id' }];
}

function checkStatus(tenant: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const status = tenant.store.find('boardStatus', values['status']);
  if (!status) return [{ code: 'MissingRequiredField', message: 'The status field is required.', field: 'status' }];
  if (before?.['status'] === status.id) return [];
  if (status.values['inactive'] === true && tenant.switches.is('inactiveStatus', 'refuse')) {
    return [{ code: 'InvalidField', message: `Service Status ${status.id} is inactive.`, field: 'status/id' }];
  }
  const reopens = values['mergedParentTicket'] !== undefined && status.values['closedStatus'] !== true;
  if (reopens && tenant.switches.is('mergedReopen', 'refuse')) {
    const message = 'This ticket was combined with another by a merge and cannot be opened again.';
    return [{ code: 'InvalidField', message, field: 'status' }];
  }
  return [];
}

/** The combination of type, subtype and item has to be associated, where a board has associations at all. */
function checkTypes({ store, switches }: Tenant, values: Readonly<Values>): readonly ValidationIssue[] {
  const [type, subType, item] = ['type', 'subType', 'item'].map((field) => idIn(values, field));
  const board = idIn(values, 'board') ?? 0;
  if (type === undefined) {
    const hasTypes = store.where('boardType', 'board', board).length > 0;
    const isMissing = hasTypes && switches.is('ticketType', 'required');
    return isMissing ? [{ code: 'MissingRequiredField', message: 'The type field is required.', field: 'type' }] : [];
  }
  const associations = store.where('association', 'board', board);
  if (associations.length === 0 || (subType === undefined && item === undefined)) return [];
  const fits = associations.some(
    ({ values: one }) =>
      one['type'] === type &&
      (subType === undefined || one['subType'] === subType) &&
      (item === undefined || one['item'] === item),
  );
  if (fits) return [];
  const message = `Service SubType ${subType ?? '(none)'} and item ${item ?? '(none)'} do not go with type ${type}.`;
  return [{ code: 'InvalidField', message, field: 'subType' }];
}

/** Closing takes a right of its own. */
function assertMayClose(call: Call, draft: Draft): void {
  const closes = isClosed(call.tenant, draft.values) && draft.before?.['closedFlag'] !== true;
  if (closes && call.levelOf('Close Service Tickets', 'edit') === 'None') throw forbidden();
}

function isClosed(tenant: Tenant, values: Readonly<Values>): boolean {
  return tenant.store.find('boardStatus', values['status'])?.values['closedStatus'] === true;
}

/** There is no verb for closing: the status decides, and the server writes down who and when. */
export function settleClosing(tenant: Tenant, draft: Pick<Draft, 'values' | 'before'>, by: string): void {
  const closed = isClosed(tenant, draft.values);
  if (closed && draft.before?.['closedFlag'] !== true) {
    const at = tenant.nowText();
    Object.assign(draft.values, { closedDate: at, closedBy: by, dateResolved: at, resolvedBy: by });
  }
  if (!closed) {
    Object.assign(draft.values, { closedDate: undefined, closedBy: undefined, dateResolved: undefined });
    draft.values['resolvedBy'] = undefined;
  }
  draft.values['closedFlag'] = closed;
}

const INITIAL_NOTES = [
  ['initialDescription', 'detailDescriptionFlag'],
  ['initialInternalAnalysis', 'internalAnalysisFlag'],
  ['initialResolution', 'resolutionFlag'],
] as const;

function saveInitialNotes(call: Call, ticket: CwRecord, { input }: Draft): void {
  const { store } = call.tenant;
  const board = store.get('board', ticket.values['board']);
  for (const [source, flag] of INITIAL_NOTES) {
    const text = input[source];
    if (typeof text !== 'string' || text === '') continue;
    const stamp = call.tenant.stamp(call.by);
    store.insert(
      'note',
      {
        ticketId: ticket.id,
        text,
        [flag]: true,
        issueFlag: flag === 'detailDescriptionFlag' && board.values['markFirstNoteIssueFlag'] === true,
        member: call.member.id,
        dateCreated: stamp.at,
        createdBy: call.by,
      },
      stamp,
    );
  }
}
