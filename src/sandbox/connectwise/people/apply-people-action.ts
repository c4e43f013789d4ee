import type { JsonValue } from '../../../kernel/json';
import type { CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import {
  deleteCompany,
  deletePriority,
  mergeCompany,
  renameCompany,
  setCompanyStatus,
  setProductActive,
  upgrade,
} from './administrator';
import {
  cancelAddition,
  cancelAgreement,
  deleteAddition,
  endAgreement,
  setNextInvoiceDate,
  setQuantity,
} from './bookkeeper';
import { parsePeopleAction, type ActionOf, type PeopleAction } from './people-action';
import {
  addNote,
  addTimeEntry,
  deleteTicket,
  mergeTicket,
  moveToBoard,
  moveToCompany,
  setExternalReference,
  setOwner,
  setStatus,
} from './technician';

type Handlers = {
  readonly [D in PeopleAction['do']]: (tenant: Tenant, action: ActionOf<D>) => CwRecord | undefined;
};

const HANDLERS: Handlers = {
  'add-note': addNote,
  'add-time-entry': addTimeEntry,
  'set-owner': setOwner,
  'set-status': setStatus,
  'close-ticket': setStatus,
  'reopen-ticket': setStatus,
  'move-to-board': moveToBoard,
  'move-to-company': moveToCompany,
  'merge-ticket': mergeTicket,
  'set-external-reference': setExternalReference,
  'delete-ticket': deleteTicket,
  'set-quantity': setQuantity,
  'cancel-addition': cancelAddition,
  'delete-addition': deleteAddition,
  'set-next-invoice-date': setNextInvoiceDate,
  'end-agreement': endAgreement,
  'cancel-agreement': cancelAgreement,
  'set-product-active': setProductActive,
  'delete-priority': deletePriority,
  'set-company-status': setCompanyStatus,
  'rename-company': renameCompany,
  'merge-company': mergeCompany,
  'delete-company': deleteCompany,
  upgrade,
};

/** Does what a person did and tells which record it was, with its stored values. */
export function applyPeopleAction(tenant: Tenant, action: Readonly<Record<string, JsonValue>>): JsonValue {
  const parsed = parsePeopleAction(action);
  tenant.getMember(parsed.by);
  const handle = HANDLERS[parsed.do] as (tenant: Tenant, action: PeopleAction) => CwRecord | undefined;
  const record = handle(tenant, parsed);
  if (!record) return { done: parsed.do };
  const values = Object.entries(record.values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return { done: parsed.do, id: record.id, values: Object.fromEntries(values) };
}
