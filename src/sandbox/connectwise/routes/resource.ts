import { pathId, type Answer, type Call } from '../call';
import type { CwFunction, CwVerb } from '../connectwise-data';
import { answerCount, answerList, answerRecord } from '../query/answer-list';
import { forbidden, notFound } from '../replies';
import { getEntity, type EntityName } from '../schema/entities';
import type { TableName } from '../schema/table-names';
import type { CwRecord } from '../store/record-store';
import type { EntityRules } from '../write/draft';
import { createRecord, patchRecord } from '../write/save-record';
import type { Route } from './route';

type Write = 'create' | 'patch' | 'delete';

/** A collection with its records: list, count, one, and the writes that it allows. */
export interface Resource {
  readonly entity: EntityName;
  readonly path: string;
  readonly right?: CwFunction;
  /** The record in the path that the collection hangs below, and the field that names it. */
  readonly parent?: { readonly entity: EntityName; readonly field: string };
  readonly writes?: readonly Write[];
  readonly rules?: EntityRules;
  /** Has no route for one record. */
  readonly listOnly?: boolean;
  /** Rows that the caller may not see as if they were not there. */
  readonly sees?: (call: Call, record: CwRecord) => boolean;
  /** What goes with a deleted record: tables and the field that names it. */
  readonly ownedTables?: Readonly<Partial<Record<TableName, string>>>;
}

export function resourceRoutes(resource: Resource): readonly Route[] {
  const { path } = resource;
  const one = `${path}/{id}`;
  const right = (verb: CwVerb): Pick<Route, 'right'> => (resource.right ? { right: [resource.right, verb] } : {});
  const entity = getEntity(resource.entity);
  const routes: Route[] = [
    {
      method: 'GET',
      pattern: path,
      ...right('inquire'),
      run: (call) => answerList(call, entity, visibleRows(call, resource)),
    },
    {
      method: 'GET',
      pattern: `${path}/count`,
      ...right('inquire'),
      run: (call) => answerCount(call, entity, visibleRows(call, resource)),
    },
  ];
  if (!resource.listOnly) {
    routes.push({
      method: 'GET',
      pattern: one,
      ...right('inquire'),
      run: (call) => answerRecord(call, entity, getRecord(call, resource, 'inquire')),
    });
  }
  const writes: Readonly<Record<Write, Route>> = {
    create: { method: 'POST', pattern: path, ...right('add'), run: (call) => create(call, resource) },
    patch: { method: 'PATCH', pattern: one, ...right('edit'), run: (call) => patch(call, resource) },
    delete: { method: 'DELETE', pattern: one, ...right('delete'), run: (call) => remove(call, resource) },
  };
  return [...routes, ...(resource.writes ?? []).map((write) => writes[write])];
}

/** Rows of the collection that the role and the board restrictions let through. */
export function visibleRows(call: Call, resource: Resource, parentId?: number): readonly CwRecord[] {
  const { store } = call.tenant;
  const { table } = getEntity(resource.entity);
  const rows = resource.parent
    ? store.where(table, resource.parent.field, parentId ?? assertParent(call, resource.parent))
    : store.list(table);
  return rows.filter((row) => mayTouch(call, resource, row, 'inquire') && (resource.sees?.(call, row) ?? true));
}

/** The record that the path names, when it exists and the role reaches it. */
export function getRecord(call: Call, resource: Resource, verb: CwVerb): CwRecord {
  const { table, typeName } = getEntity(resource.entity);
  const id = pathId(call, resource.parent ? 1 : 0);
  const record = call.tenant.store.find(table, id);
  const { parent } = resource;
  if (!record || (parent && record.values[parent.field] !== assertParent(call, parent))) throw notFound(typeName, id);
  if (!(resource.sees?.(call, record) ?? true)) {
    throw call.tenant.switches.is('invisibleTicket', '404') ? notFound(typeName, id) : forbidden();
  }
  if (!mayTouch(call, resource, record, verb)) throw forbidden();
  return record;
}

function assertParent(call: Call, { entity }: NonNullable<Resource['parent']>): number {
  const { table, typeName } = getEntity(entity);
  const id = pathId(call, 0);
  if (!call.tenant.store.find(table, id)) throw notFound(typeName, id);
  return id;
}

/** `My` reaches what the member entered. */
function mayTouch(call: Call, resource: Resource, record: CwRecord, verb: CwVerb): boolean {
  if (!resource.right || call.levelOf(resource.right, verb) !== 'My') return true;
  return record.info.enteredBy === call.by;
}

function create(call: Call, resource: Resource): Answer {
  const entity = getEntity(resource.entity);
  const { parent } = resource;
  const fixed = parent ? { [parent.field]: assertParent(call, parent) } : {};
  const record = createRecord(call, { entity, rules: resource.rules ?? {} }, fixed);
  return answerRecord(call, entity, record, call.tenant.switches.is('createdStatus', '201') ? 201 : 200);
}

function patch(call: Call, resource: Resource): Answer {
  const entity = getEntity(resource.entity);
  const record = getRecord(call, resource, 'edit');
  patchRecord(call, { entity, rules: resource.rules ?? {} }, record);
  return answerRecord(call, entity, record);
}

function remove(call: Call, resource: Resource): Answer {
  const { table } = getEntity(resource.entity);
  const record = getRecord(call, resource, 'delete');
  deleteWithOwned(call, table, record.id, resource.ownedTables ?? {});
  return { status: 204 };
}

function deleteWithOwned(call: Call, table: TableName, id: number, owned: Resource['ownedTables']): void {
  const { store } = call.tenant;
  for (const [ownedTable, field] of Object.entries(owned ?? {}) as [TableName, string][]) {
    for (const row of store.where(ownedTable, field, id)) store.remove(ownedTable, row.id, call.by);
  }
  store.remove(table, id, call.by);
}
