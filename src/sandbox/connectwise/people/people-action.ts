import type { JsonValue } from '../../../kernel/json';

/**
 * What people do in the vendor's own screens (`POST /__sandbox/people`). `by` is a member's identifier. Screens know the
 * business rules but not the API's: they set what they like and are never refused a right.
 *
 * Technicians: notes, time, owner, status by name on the ticket's board, closing and re-opening (with the board's first
 * fitting status unless one is named), moving to another board or company, merging into another ticket, overwriting the
 * external reference, deleting.
 * Bookkeepers: quantity, cancelling or deleting an addition, the next invoice date (with `invoicedThrough`, the last day
 * that an invoice covers), ending or cancelling an agreement.
 * Administrators: a product inactive or active again, a priority deleted, a company's status, name or identifier, merging
 * one company into another, deleting one, upgrading the server. Dates are `yyyy-MM-dd`.
 */
export type PeopleAction =
  | Act<'add-note', { ticketId: number; text: string; place?: 'discussion' | 'internal' | 'resolution' }>
  | Act<'add-time-entry', { ticketId: number; hours: number; text?: string }>
  | Act<'set-owner', { ticketId: number; owner: string }>
  | Act<'set-status', { ticketId: number; status: string }>
  | Act<'close-ticket', { ticketId: number; status?: string }>
  | Act<'reopen-ticket', { ticketId: number; status?: string }>
  | Act<'move-to-board', { ticketId: number; board: string; status?: string }>
  | Act<'move-to-company', { ticketId: number; companyId: number }>
  | Act<'merge-ticket', { ticketId: number; intoTicketId: number }>
  | Act<'set-external-reference', { ticketId: number; externalXRef: string }>
  | Act<'delete-ticket', { ticketId: number }>
  | Act<'set-quantity', { additionId: number; quantity: number }>
  | Act<'cancel-addition', { additionId: number; date: string }>
  | Act<'delete-addition', { additionId: number }>
  | Act<'set-next-invoice-date', { agreementId: number; date: string; invoicedThrough?: string }>
  | Act<'end-agreement', { agreementId: number; date: string }>
  | Act<'cancel-agreement', { agreementId: number; date?: string }>
  | Act<'set-product-active', { product: string; active: boolean }>
  | Act<'delete-priority', { priority: string }>
  | Act<'set-company-status', { companyId: number; status: string }>
  | Act<'rename-company', { companyId: number; name?: string; identifier?: string }>
  | Act<'merge-company', { companyId: number; intoCompanyId: number }>
  | Act<'delete-company', { companyId: number }>
  | Act<'upgrade', { version: string }>;

type Act<D extends string, P> = { readonly do: D; readonly by: string } & Readonly<P>;
export type ActionOf<D extends PeopleAction['do']> = Extract<PeopleAction, { readonly do: D }>;

type Kind = 'text' | 'text?' | 'number' | 'boolean';
const TICKET = { ticketId: 'number' } as const;
const COMPANY = { companyId: 'number' } as const;
const SHAPES: Readonly<Record<PeopleAction['do'], Readonly<Record<string, Kind>>>> = {
  'add-note': { ...TICKET, text: 'text', place: 'text?' },
  'add-time-entry': { ...TICKET, hours: 'number', text: 'text?' },
  'set-owner': { ...TICKET, owner: 'text' },
  'set-status': { ...TICKET, status: 'text' },
  'close-ticket': { ...TICKET, status: 'text?' },
  'reopen-ticket': { ...TICKET, status: 'text?' },
  'move-to-board': { ...TICKET, board: 'text', status: 'text?' },
  'move-to-company': { ...TICKET, companyId: 'number' },
  'merge-ticket': { ...TICKET, intoTicketId: 'number' },
  'set-external-reference': { ...TICKET, externalXRef: 'text' },
  'delete-ticket': TICKET,
  'set-quantity': { additionId: 'number', quantity: 'number' },
  'cancel-addition': { additionId: 'number', date: 'text' },
  'delete-addition': { additionId: 'number' },
  'set-next-invoice-date': { agreementId: 'number', date: 'text', invoicedThrough: 'text?' },
  'end-agreement': { agreementId: 'number', date: 'text' },
  'cancel-agreement': { agreementId: 'number', date: 'text?' },
  'set-product-active': { product: 'text', active: 'boolean' },
  'delete-priority': { priority: 'text' },
  'set-company-status': { ...COMPANY, status: 'text' },
  'rename-company': { ...COMPANY, name: 'text?', identifier: 'text?' },
  'merge-company': { ...COMPANY, intoCompanyId: 'number' },
  'delete-company': COMPANY,
  upgrade: { version: 'text' },
};

/** Checks every member against the action's shape; a misspelt action or member throws, naming what there is. */
export function parsePeopleAction(action: Readonly<Record<string, JsonValue>>): PeopleAction {
  const verb = action['do'];
  if (typeof verb !== 'string' || !Object.hasOwn(SHAPES, verb)) {
    throw new Error(`No action ${JSON.stringify(verb ?? null)}; there are: ${Object.keys(SHAPES).join(', ')}.`);
  }
  const shape = { by: 'text', ...SHAPES[verb as PeopleAction['do']] } as const satisfies Record<string, Kind>;
  for (const name of Object.keys(action)) {
    if (name !== 'do' && !Object.hasOwn(shape, name)) throw new Error(`${verb} has no ${name}.`);
  }
  for (const [name, kind] of Object.entries<Kind>(shape)) assertKind(verb, name, kind, action[name]);
  return action as unknown as PeopleAction;
}

function assertKind(verb: string, name: string, kind: Kind, value: JsonValue | undefined): void {
  if (kind === 'text?' && value === undefined) return;
  const wanted = { text: 'string', 'text?': 'string', number: 'number', boolean: 'boolean' }[kind];
  if (typeof value !== wanted) throw new Error(`${verb} needs ${name} as a ${wanted}.`);
  if (typeof value === 'string' && /^(date|invoicedThrough)$/.test(name) && !/^\d{4}-\d\d-\d\d$/.test(value)) {
    throw new Error(`${verb} needs ${name} as yyyy-MM-dd.`);
  }
}
