import { compareText } from '../../../kernel/compare';
import type { JsonValue } from '../../../kernel/json';
import { entityFields } from '../conditions/entity-fields';
import { badCondition } from '../replies';
import type { Entity } from '../schema/entities';
import type { CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';

type Compare = (left: CwRecord, right: CwRecord) => number;

/** `field asc, other desc`; rows that tie, and all rows without an order, stand in the order of their ids. */
export function sortRows(
  tenant: Tenant,
  entity: Entity,
  rows: readonly CwRecord[],
  orderBy: string | undefined,
): readonly CwRecord[] {
  if (orderBy === undefined) return rows;
  const compares = orderBy.split(',').map((part) => parseOrder(tenant, entity, part.trim()));
  return [...rows].sort((left, right) => {
    for (const compare of compares) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return left.id - right.id;
  });
}

function parseOrder(tenant: Tenant, entity: Entity, text: string): Compare {
  const [path = '', direction = 'asc', ...rest] = text.split(/\s+/);
  const sign = { asc: 1, desc: -1 }[direction.toLowerCase()];
  if (sign === undefined || rest.length > 0) throw badCondition(`${text} is not a valid order.`);
  const field = entityFields(tenant, entity)(path);
  if (!field) throw badCondition(`${path} is not a recognized name.`);
  return (left, right) => sign * compareValues(field.read(left)[0], field.read(right)[0]);
}

/** Nulls come first, as the database sorts them. */
function compareValues(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareText(sortKey(left), sortKey(right));
}

function sortKey(value: JsonValue): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
}
