import type { WireRecord } from '../http/wire-record';
import type { JsonValue } from '../kernel/json';
import { parseAudit, parseReference, type CwAudit, type CwReference } from './cw-reference';
import type { PatchFields, PatchValue } from './patch';

export interface CwTicket {
  readonly id: number;
  readonly summary: string;
  readonly board: CwReference | null;
  /** Ids differ from board to board, also for the same name. */
  readonly status: CwReference | null;
  readonly company: CwReference | null;
  readonly priority: CwReference | null;
  readonly owner: CwReference | null;
  readonly team: CwReference | null;
  readonly externalXRef: string | null;
  readonly closed: boolean;
  readonly closedDate: Date | null;
  /** Identifier of the member who closed it. */
  readonly closedBy: string | null;
  /** Set once people merged it into another ticket. */
  readonly mergedIntoTicketId: number | null;
  /** Hours that people booked on it, a decimal text. */
  readonly actualHours: string;
  readonly audit: CwAudit;
}

export const TICKET_FIELDS = [
  'summary',
  'board',
  'status',
  'company',
  'priority',
  'owner',
  'team',
  'externalXRef',
  'closedFlag',
  'closedDate',
  'closedBy',
  'mergedParentTicket',
  'actualHours',
  '_info',
];

/** Who may read the first text of a ticket; the other half never sees it. */
export type CwVisibility = 'internal' | 'customer';

/** References by id; what is left out gets the server's default. */
export interface CwTicketReferences {
  readonly boardId?: number;
  readonly statusId?: number;
  readonly priorityId?: number;
  readonly typeId?: number;
  readonly subTypeId?: number;
  readonly itemId?: number;
  readonly teamId?: number;
  readonly ownerId?: number;
  readonly sourceId?: number;
  readonly siteId?: number;
  readonly contactId?: number;
  readonly agreementId?: number;
}

export interface CwNewTicket extends CwTicketReferences {
  /** At most 100 characters. */
  readonly summary: string;
  readonly companyId: number;
  /** At most 100 characters; the mark by which the ticket is found again. */
  readonly externalXRef: string;
  readonly description: string;
  readonly visibility: CwVisibility;
}

export interface CwTicketChange extends CwTicketReferences {
  readonly summary?: string;
}

const REFERENCES = [
  ['boardId', 'board'],
  ['statusId', 'status'],
  ['priorityId', 'priority'],
  ['typeId', 'type'],
  ['subTypeId', 'subType'],
  ['itemId', 'item'],
  ['teamId', 'team'],
  ['ownerId', 'owner'],
  ['sourceId', 'source'],
  ['siteId', 'site'],
  ['contactId', 'contact'],
  ['agreementId', 'agreement'],
] as const satisfies readonly (readonly [keyof CwTicketReferences, string])[];

export function parseTicket(record: WireRecord): CwTicket {
  return {
    id: record.integer('id'),
    summary: record.textOrNull('summary') ?? '',
    board: parseReference(record, 'board'),
    status: parseReference(record, 'status'),
    company: parseReference(record, 'company'),
    priority: parseReference(record, 'priority'),
    owner: parseReference(record, 'owner'),
    team: parseReference(record, 'team'),
    externalXRef: record.textOrNull('externalXRef'),
    closed: record.flag('closedFlag'),
    closedDate: record.instantOrNull('closedDate'),
    closedBy: record.textOrNull('closedBy'),
    mergedIntoTicketId: record.recordOrNull('mergedParentTicket')?.integerOrNull('id') ?? null,
    actualHours: record.decimalOrNull('actualHours') ?? '0',
    audit: parseAudit(record),
  };
}

/** The description becomes the first note; `processNotifications: false` mails nobody (RULES, Tickets 12). */
export function renderNewTicket(ticket: CwNewTicket): JsonValue {
  const textField = ticket.visibility === 'internal' ? 'initialInternalAnalysis' : 'initialDescription';
  return {
    summary: ticket.summary,
    company: { id: ticket.companyId },
    externalXRef: ticket.externalXRef,
    [textField]: ticket.description,
    processNotifications: false,
    ...Object.fromEntries(referencesOf(ticket).map(([field, id]) => [field, { id }])),
  };
}

/** In the order of the table, board before status: a status belongs to its board. */
export function renderTicketChange(change: CwTicketChange): PatchFields {
  const references = referencesOf(change).map(([field, id]): [string, PatchValue] => [
    field,
    { kind: 'reference', id },
  ]);
  const summary: [string, PatchValue][] =
    change.summary === undefined ? [] : [['summary', { kind: 'text', text: change.summary }]];
  return Object.fromEntries([...references, ...summary]);
}

function referencesOf(references: CwTicketReferences): readonly [string, number][] {
  return REFERENCES.flatMap(([key, field]): [string, number][] => {
    const id = references[key];
    return id === undefined ? [] : [[field, id]];
  });
}
