import type { VendorCall } from './vendor-call';
import { snakeCase } from './vendor-call';
import type { Resource } from './json-api';
import { showIncluded, showResource } from './json-api';
import { badRequest, unprocessable } from './vendor-refusal';
import { parseBoolean } from './attribute-values';

const DEFAULT_PAGE_SIZE = 50;
const MAXIMUM_PAGE_SIZE = 1000;

/** The query of a request, names in snake case. */
export interface ListQuery {
  readonly filters: ReadonlyMap<string, string>;
  readonly sorts: readonly string[];
  readonly includes: ReadonlySet<string>;
  readonly pageNumber: number;
  readonly pageSize: number;
}

export function parseListQuery(call: VendorCall): ListQuery {
  const filters = new Map<string, string>();
  const strict = call.switches.unknownParameters === 'reject';
  for (const [name, value] of call.request.query) {
    const filter = /^filter\[(.+)\]$/.exec(name)?.[1];
    if (filter !== undefined) {
      const known = call.route.filters?.includes(snakeCase(filter)) ?? false;
      if (known) filters.set(snakeCase(filter), value);
      else if (strict) throw badRequest(`${name} is not a filter of this resource`, name);
    } else if (strict && !isKnownParameter(call, name)) {
      throw badRequest(`${name} is not a parameter of this resource`, name);
    }
  }
  return {
    filters,
    sorts: parseSorts(call, strict),
    includes: parseIncludes(call, strict),
    pageNumber: parsePositive(call, 'page[number]') ?? 1,
    pageSize: parsePageSize(call),
  };
}

function isKnownParameter(call: VendorCall, name: string): boolean {
  if (name === 'include') return call.route.includes !== undefined;
  return call.route.sorts !== undefined && ['sort', 'page[number]', 'page[size]'].includes(name);
}

function parseSorts(call: VendorCall, strict: boolean): string[] {
  const sorts = splitList(call.request.query.get('sort') ?? '').map(snakeCaseSort);
  const unknown = sorts.find((sort) => !call.route.sorts?.includes(sort.replace(/^-/, '')));
  if (strict && unknown !== undefined) throw badRequest(`${unknown} is not a sort of this resource`, 'sort');
  return sorts;
}

/** A leading hyphen is the direction, the others are spelling. */
function snakeCaseSort(sort: string): string {
  return sort.startsWith('-') ? `-${snakeCase(sort.slice(1))}` : snakeCase(sort);
}

function parseIncludes(call: VendorCall, strict: boolean): Set<string> {
  const includes = splitList(call.request.query.get('include') ?? '').map((name) => snakeCase(name.trim()));
  const honoured = includes.filter((name) => call.route.includes?.includes(name));
  const unknown = includes.find((name) => !honoured.includes(name) && !isSwitchedInclude(call, name));
  if (strict && unknown !== undefined) throw badRequest(`${unknown} cannot be included here`, 'include');
  return new Set(includes.filter((name) => honoured.includes(name) || isSwitchedInclude(call, name)));
}

function isSwitchedInclude(call: VendorCall, name: string): boolean {
  return name === 'related_items' && call.route.path === '/flexible_assets' && call.switches.relatedItemsOnIndex;
}

function parsePageSize(call: VendorCall): number {
  const size = parsePositive(call, 'page[size]') ?? DEFAULT_PAGE_SIZE;
  if (size > MAXIMUM_PAGE_SIZE && call.switches.pageSizeAboveMaximum === 'reject') {
    throw badRequest(`page[size] is above ${MAXIMUM_PAGE_SIZE}`, 'page[size]');
  }
  return Math.min(size, MAXIMUM_PAGE_SIZE);
}

function parsePositive(call: VendorCall, name: string): number | undefined {
  const text = call.request.query.get(name);
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest(`${name} is not a positive number`, name);
  return Number(text);
}

/** A comma separates values; a backslash before it makes it part of one. */
export function splitList(text: string): string[] {
  if (text === '') return [];
  return text
    .split(/(?<!\\),/)
    .map((part) => part.replaceAll('\\,', ','))
    .filter((part) => part !== '');
}

/** Whether a value is one of a list; everything is compared as text, case counts. */
export function isListed(list: string, value: unknown): boolean {
  return splitList(list).includes(asText(value));
}

export function matchesName(call: VendorCall, list: string, name: string): boolean {
  if (call.switches.nameFilter === 'exact') return isListed(list, name);
  return splitList(list).some((part) => name.includes(part));
}

export function matchesFlag(filter: string, flag: boolean): boolean {
  return parseBoolean(filter) === flag;
}

/** `start,end`, either open with `*`. */
export function isInRange(range: string, instant: string): boolean {
  const [start = '*', end = '*'] = range.split(',');
  const timeMs = new Date(instant).getTime();
  return (start === '*' || timeMs >= new Date(start).getTime()) && (end === '*' || timeMs <= new Date(end).getTime());
}

/** The vendor takes a PSA or RMM id only together with the kind of system it belongs to. */
export function refuseLoneRemoteId(query: ListQuery, system: 'psa' | 'rmm'): void {
  if (query.filters.has(`${system}_id`) && !query.filters.has(`${system}_integration_type`)) {
    throw unprocessable(`filter/${system}_integration_type`, `is required with filter[${system}_id]`);
  }
}

/** A page of records with the vendor's meta and links. */
export function showPage(call: VendorCall, query: ListQuery, resources: readonly Resource[]): object {
  const sorted = sortResources(resources, query.sorts);
  const totalPages = Math.max(1, Math.ceil(sorted.length / query.pageSize));
  const start = (query.pageNumber - 1) * query.pageSize;
  const page = sorted.slice(start, start + query.pageSize);
  const nextPage = query.pageNumber < totalPages ? query.pageNumber + 1 : null;
  const previousPage = query.pageNumber > 1 ? query.pageNumber - 1 : null;
  return {
    data: page.map(showResource),
    ...(query.includes.size === 0 ? {} : { included: showIncluded(page, call.switches.includedFieldIds) }),
    meta: {
      'current-page': query.pageNumber,
      'next-page': nextPage,
      'prev-page': previousPage,
      'total-pages': totalPages,
      'total-count': sorted.length,
      filters: {},
    },
    links: {
      self: linkTo(call, query.pageNumber),
      first: linkTo(call, 1),
      prev: previousPage === null ? null : linkTo(call, previousPage),
      next: nextPage === null ? null : linkTo(call, nextPage),
      last: linkTo(call, totalPages),
    },
  };
}

function sortResources(resources: readonly Resource[], sorts: readonly string[]): Resource[] {
  const sorted = [...resources];
  if (sorts.length === 0) return sorted;
  return sorted.sort((left, right) => {
    for (const sort of sorts) {
      const name = sort.replace(/^-/, '');
      const order = compareValues(sortValue(left, name), sortValue(right, name));
      if (order !== 0) return sort.startsWith('-') ? -order : order;
    }
    return 0;
  });
}

function sortValue(resource: Resource, name: string): unknown {
  return name === 'id' ? resource.id : resource.attributes[name];
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [leftText, rightText] = [asText(left), asText(right)];
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function linkTo(call: VendorCall, pageNumber: number): string {
  const query = new URLSearchParams(call.request.query);
  query.set('page[number]', String(pageNumber));
  const asked = call.request.headers['host'] ?? 'api.itglue.com';
  const host = call.switches.linkHost === '' ? asked : call.switches.linkHost;
  const scheme = /^(127\.|localhost|\[::1\])/.test(host) ? 'http' : 'https';
  return `${scheme}://${host}${call.request.path}?${query.toString()}`;
}
