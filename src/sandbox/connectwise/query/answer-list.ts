import type { JsonObject } from '../../../kernel/json';
import { queryValue, type Answer, type Call } from '../call';
import { renderRecord } from '../render-record';
import type { Entity } from '../schema/entities';
import type { CwRecord } from '../store/record-store';
import { filterRows } from './filter-rows';
import { parseListQuery, type ListQuery } from './list-query';
import { pageRows } from './page-rows';
import { projectFields } from './project-fields';
import { sortRows } from './sort-rows';

/** Filtered, sorted, paged, projected: the answer to every list. */
export function answerList(
  call: Call,
  entity: Entity,
  rows: readonly CwRecord[],
  query: ListQuery = parseListQuery(call),
): Answer {
  const project = projectFields(entity, query.fields);
  const found = filterRows(call.tenant, entity, rows, query);
  const { rows: page, link } = pageRows(call, sortRows(call.tenant, entity, found, query.orderBy), query);
  const body = page.map((row) => project(renderRecord(call.tenant, entity, row, call.apiBase)));
  return { status: 200, ...(link === undefined ? {} : { headers: { link } }), body };
}

/** `/count` takes the same conditions. */
export function answerCount(call: Call, entity: Entity, rows: readonly CwRecord[]): Answer {
  return { status: 200, body: { count: filterRows(call.tenant, entity, rows, parseListQuery(call)).length } };
}

/** One record, with `fields` honoured; also the answer to writes. */
export function answerRecord(call: Call, entity: Entity, record: CwRecord, status = 200): Answer {
  const project = projectFields(entity, queryValue(call, 'fields'));
  const body: JsonObject = project(renderRecord(call.tenant, entity, record, call.apiBase));
  return { status, body };
}
