import type { JsonValue } from '../../../kernel/json';
import type { Entity } from '../schema/entities';
import { isInput, type FieldType } from '../schema/field-table';
import { readValue } from '../store/derived-values';
import type { CwRecord } from '../store/record-store';
import { readReferenceMember, referenceMembers } from '../store/reference-shape';
import type { Tenant } from '../store/tenant';
import type { ConditionField, FindField } from './compile-condition';

type RecordField = ConditionField<CwRecord>;

/**
 * What conditions and orderBy may name on a model, without case: its fields, members of its references by `/`, the two
 * names of the root whose values live in `_info`, and per model the oddities that the vendor has.
 */
export function entityFields(tenant: Tenant, entity: Entity): FindField<CwRecord> {
  return (path) => {
    const alias = findKey(entity.conditionNames ?? {}, path);
    return findByPath(tenant, entity, alias ? (entity.conditionNames?.[alias] ?? path) : path);
  };
}

function findByPath(tenant: Tenant, entity: Entity, path: string): RecordField | undefined {
  const [head = '', member, ...rest] = path.split('/');
  if (rest.length > 0) return undefined;
  if (entity.table === 'ticket' && path.toLowerCase() === 'configuration/id') return attachedConfiguration(tenant);
  const name = findKey(entity.fields, head);
  if (name === undefined) return member === undefined ? infoField(head) : undefined;
  return member === undefined ? ownField(tenant, entity, name) : referenceField(tenant, entity, name, member);
}

function ownField(tenant: Tenant, entity: Entity, name: string): RecordField | undefined {
  const field = entity.fields[name];
  if (!field || isInput(field) || isList(field.type)) return undefined;
  const place = { stored: entity.storedNames?.[name] ?? name, type: field.type };
  return { type: field.type, read: (row) => present(readOrFalse(tenant, entity, row, place)) };
}

function readOrFalse(
  tenant: Tenant,
  entity: Entity,
  row: CwRecord,
  { stored, type }: { readonly stored: string; readonly type: FieldType },
): JsonValue | undefined {
  const value = readValue(tenant, entity.table, row, stored);
  return type.kind === 'boolean' ? (value ?? false) : value;
}

function referenceField(tenant: Tenant, entity: Entity, name: string, wanted: string): RecordField | undefined {
  const type = entity.fields[name]?.type;
  if (type?.kind !== 'reference') return undefined;
  const member = referenceMembers(type.to).find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (member === undefined) return undefined;
  return {
    type: { kind: member === 'id' || member === 'sort' ? 'integer' : 'text' },
    read: (row) => {
      const target = tenant.store.find(type.to, readValue(tenant, entity.table, row, name));
      return target ? present(readReferenceMember(tenant, type.to, target, member)) : [];
    },
  };
}

function infoField(head: string): RecordField | undefined {
  const wanted = head.toLowerCase();
  if (wanted === 'lastupdated') return { type: { kind: 'instant' }, read: (row) => [row.info.lastUpdated] };
  if (wanted === 'dateentered') return { type: { kind: 'instant' }, read: (row) => [row.info.dateEntered] };
  return undefined;
}

function attachedConfiguration(tenant: Tenant): RecordField {
  return {
    type: { kind: 'integer' },
    read: (row) =>
      (row.values['configurationIds'] as readonly number[] | undefined)?.filter((id) => has(tenant, id)) ?? [],
  };
}

function has(tenant: Tenant, configurationId: number): boolean {
  return tenant.store.find('configuration', configurationId) !== undefined;
}

function isList(type: FieldType): boolean {
  return ['references', 'integers', 'texts', 'objects'].includes(type.kind);
}

function present(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined || value === null ? [] : [value];
}

/** The key as the model spells it. */
export function findKey(keys: Readonly<Record<string, unknown>>, wanted: string): string | undefined {
  return Object.keys(keys).find((key) => key.toLowerCase() === wanted.toLowerCase());
}
