import type { JsonObject, JsonValue } from '../../kernel/json';
import type { Entity } from './schema/entities';
import { isInput, type Field } from './schema/field-table';
import type { TableName } from './schema/table-names';
import { readValue } from './store/derived-values';
import type { CwRecord } from './store/record-store';
import { hrefOf, readReferenceMember, referenceMembers } from './store/reference-shape';
import type { Tenant } from './store/tenant';

const TICKET_LISTS = [
  'activities',
  'timeentries',
  'scheduleentries',
  'notes',
  'products',
  'configurations',
  'documents',
];
const NO_INFO: readonly TableName[] = ['timeEntry', 'ticketConfiguration'];

/**
 * A record as it goes over the wire: references expanded, nulls left out, `_info` last. `apiBase` ends in `/apis/3.0`;
 * addresses get the double slash that the vendor's have.
 */
export function renderRecord(tenant: Tenant, entity: Entity, record: CwRecord, apiBase: string): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    const value = renderField(tenant, entity, record, { name, field, apiBase });
    if (value !== undefined && value !== null) body[name] = value;
  }
  body['_info'] = renderInfo(entity.table, record, apiBase);
  return body;
}

interface FieldPlace {
  readonly name: string;
  readonly field: Field;
  readonly apiBase: string;
}

function renderField(
  tenant: Tenant,
  entity: Entity,
  record: CwRecord,
  { name, field, apiBase }: FieldPlace,
): JsonValue | undefined {
  if (isInput(field)) return undefined;
  const value = readValue(tenant, entity.table, record, entity.storedNames?.[name] ?? name);
  if (field.type.kind === 'boolean') return value ?? false;
  if (value === undefined || value === null) return undefined;
  if (field.type.kind === 'reference') return renderReference(tenant, field.type.to, value, apiBase);
  if (field.type.kind === 'references') {
    const { to } = field.type;
    return (value as readonly number[]).flatMap((id) => renderReference(tenant, to, id, apiBase) ?? []);
  }
  return value;
}

/** `{ id, name, …, _info }` of the record that is referred to; undefined when it is gone. */
export function renderReference(
  tenant: Tenant,
  table: TableName,
  id: JsonValue,
  apiBase: string,
): JsonObject | undefined {
  const target = tenant.store.find(table, id);
  if (!target) return undefined;
  const reference: Record<string, JsonValue> = {};
  for (const member of referenceMembers(table)) {
    const value = readReferenceMember(tenant, table, target, member);
    if (value !== undefined && value !== null) reference[member] = value;
  }
  const href = hrefOf(table, target);
  if (href) reference['_info'] = { [href.name]: `${apiBase}/${href.path}` };
  return reference;
}

function renderInfo(table: TableName, record: CwRecord, apiBase: string): JsonObject {
  const info: Record<string, JsonValue> = NO_INFO.includes(table) ? {} : { ...record.info };
  if (table === 'ticket') {
    for (const list of TICKET_LISTS) info[`${list}_href`] = `${apiBase}//service/tickets/${record.id}/${list}`;
  } else if (NO_INFO.includes(table)) {
    const href = hrefOf(table === 'ticketConfiguration' ? 'configuration' : table, record);
    if (href) info[href.name] = `${apiBase}/${href.path}`;
  }
  return info;
}
