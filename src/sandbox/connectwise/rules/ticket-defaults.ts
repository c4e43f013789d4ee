import type { Call } from '../call';
import { fillMissing, type CwRecord, type RecordStore } from '../store/record-store';
import type { Draft } from '../write/draft';

/** The member's own board, else the first active board of the service desk. */
export function defaultBoard({ tenant, member }: Call): CwRecord | undefined {
  const own = tenant.store.find('board', member.values['serviceDefaultBoard']);
  const isUsable = ({ values }: CwRecord): boolean => values['projectFlag'] !== true && values['inactiveFlag'] !== true;
  return own ?? tenant.store.list('board').find(isUsable);
}

/** Whatever the request left out. */
export function fillTicketDefaults({ tenant: { store } }: Call, { values }: Draft): void {
  const board = store.find('board', values['board']);
  if (!board) return;
  const company = store.find('company', values['company']);
  fillMissing(values, {
    status: defaultStatus(store, board.id)?.id,
    type: defaultOf(store.where('boardType', 'board', board.id))?.id,
    team: defaultOf(store.where('boardTeam', 'boardId', board.id))?.id,
    priority: (defaultOf(store.list('priority')) ?? store.list('priority')[0])?.id,
    source: defaultOf(store.list('source'))?.id,
    serviceLocation: defaultOf(store.list('serviceLocation'))?.id,
    site: company?.values['site'],
    location: board.values['location'],
    department: board.values['department'],
    severity: 'Medium',
    impact: 'Medium',
    automaticEmailContactFlag: board.values['sendToContactFlag'],
    automaticEmailResourceFlag: board.values['sendToResourceFlag'],
    automaticEmailCcFlag: board.values['sendToCCFlag'],
  });
  values['recordType'] = 'ServiceTicket';
  fillContact(store, values);
}

function fillContact(store: RecordStore, values: Draft['values']): void {
  const site = store.find('site', values['site']);
  values['siteName'] ??= site?.values['name'];
  const contact = store.find('contact', values['contact']);
  if (!contact) return;
  const [first, last] = [contact.values['firstName'], contact.values['lastName']];
  if (typeof first === 'string' && typeof last === 'string') values['contactName'] ??= `${first} ${last}`;
}

function defaultStatus(store: RecordStore, boardId: number): CwRecord | undefined {
  const statuses = store.where('boardStatus', 'board', boardId).filter(({ values }) => values['inactive'] !== true);
  return defaultOf(statuses) ?? statuses[0];
}

function defaultOf(records: readonly CwRecord[]): CwRecord | undefined {
  return records.find(({ values }) => values['defaultFlag'] === true && values['inactiveFlag'] !== true);
}
