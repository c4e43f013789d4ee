import type { JsonObject, JsonValue } from '../../../kernel/json';
import { compileCondition, type FindField, type Predicate } from '../conditions/compile-condition';
import { entityFields, findKey } from '../conditions/entity-fields';
import { parseCondition, type Comparison, type Condition } from '../conditions/parse-condition';
import { badCondition } from '../replies';
import type { Entity } from '../schema/entities';
import type { FieldType } from '../schema/field-table';
import { readReferenceMember, referenceMembers } from '../store/reference-shape';
import type { CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { ListQuery } from './list-query';

type Filters = Pick<ListQuery, 'conditions' | 'childConditions' | 'customFieldConditions'>;

/** Applies the three kinds of conditions. Fresh rows stay invisible to them for as long as the search lags. */
export function filterRows(
  tenant: Tenant,
  entity: Entity,
  rows: readonly CwRecord[],
  filters: Filters,
): readonly CwRecord[] {
  const tests: Predicate<CwRecord>[] = [];
  if (filters.conditions !== undefined) tests.push(mainCondition(tenant, entity, filters.conditions));
  if (filters.childConditions !== undefined) tests.push(childCondition(tenant, entity, filters.childConditions));
  if (filters.customFieldConditions !== undefined) {
    tests.push(customFieldCondition(tenant, filters.customFieldConditions));
  }
  if (tests.length === 0) return rows;
  const visibleUntilMs = tenant.clock.wallMs() - tenant.switches.number('searchLagMs');
  return rows.filter((row) => row.bornWallMs <= visibleUntilMs && tests.every((test) => test(row)));
}

function mainCondition(tenant: Tenant, entity: Entity, source: string): Predicate<CwRecord> {
  const condition = parseCondition(source, lexOptions(tenant));
  if (entity.table === 'ticket') assertOneConfiguration(condition);
  const predicate = compileCondition(condition, entityFields(tenant, entity));
  const isBroken = entity.table === 'agreement' && condition.kind === 'and';
  return isBroken && tenant.switches.is('compoundAgreementConditions', 'empty') ? () => false : predicate;
}

/** OR over several attached configurations is refused by the vendor. */
function assertOneConfiguration(condition: Condition): void {
  if (condition.kind === 'comparison') return;
  const named = comparisons(condition).filter((one) => one.path.toLowerCase() === 'configuration/id');
  if (condition.kind === 'or' && named.length > 1) {
    throw badCondition('configuration/id may be asked about once only.');
  }
  condition.parts.forEach(assertOneConfiguration);
}

/** About the elements of one list of the record: `types/name="Customer"`. One element has to meet the whole of it. */
function childCondition(tenant: Tenant, entity: Entity, source: string): Predicate<CwRecord> {
  const condition = parseCondition(source, lexOptions(tenant));
  assertNoIn(tenant, condition);
  const heads = new Set(comparisons(condition).map((one) => (one.path.split('/')[0] ?? '').toLowerCase()));
  const [head = ''] = heads;
  const name = findKey(entity.fields, head);
  const type = name === undefined ? undefined : entity.fields[name]?.type;
  if (heads.size !== 1 || name === undefined || (type?.kind !== 'references' && type?.kind !== 'objects')) {
    throw badCondition(`${[...heads].join(', ')} is not a recognized name.`);
  }
  if (type.kind === 'references') return referenceElements(tenant, condition, name, type);
  const predicate = compileCondition(condition, objectMembers(`${name}/`));
  return (row) => ((row.values[name] ?? []) as readonly JsonObject[]).some((element) => predicate(element));
}

function referenceElements(
  tenant: Tenant,
  condition: Condition,
  name: string,
  { to }: Extract<FieldType, { kind: 'references' }>,
): Predicate<CwRecord> {
  const predicate = compileCondition<CwRecord>(condition, (path) => {
    const wanted = path.slice(name.length + 1).toLowerCase();
    const member = referenceMembers(to).find((one) => one.toLowerCase() === wanted);
    if (member === undefined) return undefined;
    return {
      type: { kind: member === 'id' ? 'integer' : 'text' },
      read: (target) => present(readReferenceMember(tenant, to, target, member)),
    };
  });
  return (row) =>
    ((row.values[name] ?? []) as readonly number[]).some((id) => {
      const target = tenant.store.find(to, id);
      return target !== undefined && predicate(target);
    });
}

/** `caption="X" AND value="Y"`, about one and the same custom field. */
function customFieldCondition(tenant: Tenant, source: string): Predicate<CwRecord> {
  const condition = parseCondition(source, lexOptions(tenant));
  assertNoIn(tenant, condition);
  const predicate = compileCondition(condition, objectMembers(''));
  return (row) => ((row.values['customFields'] ?? []) as readonly JsonObject[]).some((element) => predicate(element));
}

const MEMBERS: Readonly<Record<string, { readonly name: string; readonly kind: 'integer' | 'text' | 'boolean' }>> = {
  id: { name: 'id', kind: 'integer' },
  caption: { name: 'caption', kind: 'text' },
  value: { name: 'value', kind: 'text' },
  connectwiseid: { name: 'connectWiseId', kind: 'text' },
  communicationtype: { name: 'communicationType', kind: 'text' },
  defaultflag: { name: 'defaultFlag', kind: 'boolean' },
};

function objectMembers(prefix: string): FindField<JsonObject> {
  return (path) => {
    const member = MEMBERS[path.slice(prefix.length).toLowerCase()];
    if (!member) return undefined;
    return {
      type: { kind: member.kind },
      read: (element) =>
        present(element[member.name]).map((value) =>
          member.kind === 'text' && typeof value !== 'string' ? JSON.stringify(value) : value,
        ),
    };
  };
}

function assertNoIn(tenant: Tenant, condition: Condition): void {
  if (tenant.switches.is('inForChildConditions', 'accept')) return;
  if (comparisons(condition).some((one) => one.operator === 'in')) {
    throw badCondition('The operator in is only understood in conditions.');
  }
}

function comparisons(condition: Condition): readonly Comparison[] {
  return condition.kind === 'comparison' ? [condition] : condition.parts.flatMap(comparisons);
}

function lexOptions(tenant: Tenant): { readonly backslashEscapes: boolean } {
  return { backslashEscapes: tenant.switches.is('quoteEscaping', 'backslash') };
}

function present(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined || value === null ? [] : [value];
}
