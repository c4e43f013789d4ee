import type { JsonObject, JsonValue } from '../../../kernel/json';
import type { Answer, Call } from '../call';
import { answerList, answerRecord } from '../query/answer-list';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type ListQuery } from '../query/list-query';
import { CwRefusal, badRequest, forbidden, invalidObject, missingField } from '../replies';
import { getEntity } from '../schema/entities';
import { isArray, isObject, parseObjectBody } from '../write/parse-body';
import { getRecord, visibleRows, type Resource } from './resource';
import { ADDITIONS, AGREEMENTS, COMPANIES, CONFIGURATIONS, TICKETS } from './resources';
import type { Route } from './route';

const BUNDLED: Readonly<Record<string, Resource>> = {
  addition: ADDITIONS,
  agreement: AGREEMENTS,
  company: COMPANIES,
  configuration: CONFIGURATIONS,
  ticket: TICKETS,
};

/** Several reads in one request; each has its own result, and one that fails leaves the others alone. */
export const BUNDLE_ROUTES: readonly Route[] = [{ method: 'POST', pattern: '/system/bundles', run: answerBundle }];

function answerBundle(call: Call): Answer {
  const { requests } = parseObjectBody(call, 'BundleRequestsCollection');
  if (!isArray(requests)) {
    throw invalidObject('bundleRequestsCollection', [missingField('requests')]);
  }
  const most = call.tenant.switches.number('bundleMaxRequests');
  if (most > 0 && requests.length > most) throw badRequest(`A bundle takes at most ${most} requests.`);
  return { status: 200, body: { results: requests.map((request) => answerOne(call, request)) } };
}

function answerOne(call: Call, request: JsonValue): JsonObject {
  if (!isObject(request)) throw badRequest("Error converting a request of the bundle. Path 'requests'.");
  const { sequenceNumber = 0, resourceType, version } = request;
  const head = {
    sequenceNumber,
    resourceType: resourceType ?? '',
    ...(typeof version === 'string' ? { version } : {}),
  };
  try {
    const entities = readOne(call, resourceType, isObject(request['apiRequest']) ? request['apiRequest'] : {});
    return { ...head, entities, count: entities.length, success: true, statusCode: 200 };
  } catch (error) {
    if (!(error instanceof CwRefusal)) throw error;
    const body: JsonObject = typeof error.body === 'string' ? { code: 'Error', message: error.body } : error.body;
    return { ...head, entities: [], count: 0, success: false, statusCode: error.status, error: body };
  }
}

function readOne(call: Call, resourceType: JsonValue | undefined, apiRequest: JsonObject): readonly JsonValue[] {
  const resource = typeof resourceType === 'string' ? BUNDLED[resourceType.toLowerCase()] : undefined;
  if (!resource) throw badRequest(`Unknown resource type ${JSON.stringify(resourceType ?? null)}.`);
  if (resource.right && call.levelOf(resource.right, 'inquire') === 'None') throw forbidden();
  const parentIds = parentIdsOf(resource, apiRequest);
  const { id } = apiRequest;
  const entity = getEntity(resource.entity);
  if (typeof id === 'number' && id > 0) {
    const inner = innerCall(call, [...parentIds, id], text(apiRequest['fields']));
    return [answerRecord(inner, entity, getRecord(inner, resource, 'inquire')).body as JsonValue];
  }
  const inner = innerCall(call, parentIds, undefined);
  return answerList(inner, entity, visibleRows(inner, resource), bundledQuery(apiRequest)).body as readonly JsonValue[];
}

function parentIdsOf(resource: Resource, { parentId }: JsonObject): readonly number[] {
  if (!resource.parent) return [];
  if (typeof parentId !== 'number') throw invalidObject('apiRequest', [missingField('parentId')]);
  return [parentId];
}

/** The same caller, with nothing of the outer request but the address of the API. */
function innerCall(call: Call, ids: readonly number[], fields: string | undefined): Call {
  const query = new URLSearchParams(fields === undefined ? {} : { fields });
  return { ...call, ids, request: { ...call.request, query, headers: {} } };
}

function bundledQuery({ filters, page, fields }: JsonObject): ListQuery {
  const asked = isObject(filters) ? filters : {};
  const paging = isObject(page) ? page : {};
  const size = whole(paging['pageSize']) ?? DEFAULT_PAGE_SIZE;
  return {
    conditions: text(asked['conditions']),
    childConditions: text(asked['childconditions'] ?? asked['childConditions']),
    customFieldConditions: text(asked['customfieldconditions'] ?? asked['customFieldConditions']),
    orderBy: text(asked['orderBy']),
    fields: text(fields),
    page: whole(paging['page']) ?? 1,
    pageSize: Math.min(size, MAX_PAGE_SIZE),
    afterId: whole(paging['pageId']),
  };
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function whole(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}
