import { queryValue, type Call } from '../call';
import { CwRefusal, badRequest, invalidObject } from '../replies';

export interface ListQuery {
  readonly conditions: string | undefined;
  readonly childConditions: string | undefined;
  readonly customFieldConditions: string | undefined;
  readonly orderBy: string | undefined;
  readonly fields: string | undefined;
  readonly page: number;
  readonly pageSize: number;
  /** Set in forward-only paging: rows with greater ids follow. */
  readonly afterId: number | undefined;
}

const KNOWN_PARAMETERS = [
  'conditions',
  'childconditions',
  'customfieldconditions',
  'orderby',
  'fields',
  'page',
  'pagesize',
  'pageid',
  'clientid',
  'manageddeviceidentifier',
  'managedidentifier',
];
export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 1000;

/** Reads the query string of a list; forward-only paging is asked for by a header and takes neither page nor orderBy. */
export function parseListQuery(call: Call): ListQuery {
  assertKnownParameters(call);
  const forwardOnly = call.request.headers['pagination-type']?.toLowerCase() === 'forward-only';
  const orderBy = queryValue(call, 'orderBy');
  if (forwardOnly && orderBy !== undefined) throw badRequest('orderBy is not supported with forward-only pagination.');
  return {
    conditions: queryValue(call, 'conditions'),
    childConditions: queryValue(call, 'childConditions'),
    customFieldConditions: queryValue(call, 'customFieldConditions'),
    orderBy,
    fields: queryValue(call, 'fields'),
    page: forwardOnly ? 1 : wholeNumber(call, 'page', 1, 1),
    pageSize: pageSize(call),
    afterId: forwardOnly ? wholeNumber(call, 'pageId', 0, 0) : undefined,
  };
}

function pageSize(call: Call): number {
  const size = wholeNumber(call, 'pageSize', DEFAULT_PAGE_SIZE, 1);
  if (size <= MAX_PAGE_SIZE) return size;
  if (call.tenant.switches.is('pageSizeAboveMaximum', 'cap')) return MAX_PAGE_SIZE;
  throw outOfRange('pageSize', 1);
}

function wholeNumber(call: Call, name: string, fallback: number, least: number): number {
  const text = queryValue(call, name);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw badRequest(`The value '${text}' is not valid for ${name}.`);
  if (Number(text) < least) throw outOfRange(name, least);
  return Number(text);
}

function outOfRange(field: string, least: number): CwRefusal {
  const message = `The field ${field} must be between ${least} and ${MAX_PAGE_SIZE}.`;
  return invalidObject('apiRequest', [{ code: 'OutOfRange', message, field }]);
}

function assertKnownParameters(call: Call): void {
  if (call.tenant.switches.is('unknownQueryParameter', 'ignore')) return;
  for (const name of call.request.query.keys()) {
    if (!KNOWN_PARAMETERS.includes(name.toLowerCase())) throw badRequest(`Unknown query parameter ${name}.`);
  }
}
