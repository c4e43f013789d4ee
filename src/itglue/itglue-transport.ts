import type { HttpCall, HttpReply, QueryValue } from '../http/http-call';
import type { HttpClient } from '../http/http-client';
import { WireShapeError } from '../http/wire-record';
import { IntegrationError, type ErrorKind } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import {
  parseJsonApiDocument,
  parseJsonApiPage,
  parseJsonApiResources,
  type JsonApiDocument,
  type JsonApiPage,
  type JsonApiResource,
} from './parse-json-api';
import { foreignHostOf, halvePage, incompleteness, type PagePosition } from './plan-pages';

/** An endpoint: its path as documented and as called. */
export interface Endpoint {
  readonly route: string;
  readonly path: string;
}

export interface ListCall<T> {
  readonly endpoint: Endpoint;
  /** Filters and includes; paging and sort are the transport's. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Stable, or rows move between pages while they are read. */
  readonly sort: 'id' | 'created_at' | '-updated_at';
  /** Even halves down to a small page: 1000 is the vendor's maximum. */
  readonly pageSize: number;
  readonly parse: (resource: JsonApiResource, included: readonly JsonApiResource[]) => T;
  readonly signal?: AbortSignal;
}

const PAGE_CAP = 5000;

/** Envelope, paging and conversions that every endpoint shares. */
export class ItGlueTransport {
  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
  ) {}

  /**
   * Every record once. Ends only when as many were read as the list counts, and throws otherwise. After a time-out
   * the same place is read on in pages of half the size.
   */
  async *list<T>(call: ListCall<T>): AsyncGenerator<T, void, undefined> {
    const operation = `GET ${call.endpoint.route}`;
    const seen = new Set<string>();
    let position: PagePosition = { number: 1, size: call.pageSize };
    for (let count = 0; count < PAGE_CAP; count += 1) {
      const { page, at } = await this.fetchPage(call, position);
      const foreignHost = foreignHostOf(page.nextUrl, this.baseUrl);
      if (foreignHost !== undefined) {
        throw failure(operation, 'contract', `continues at another host, ${foreignHost}, which is not read`);
      }
      const fresh = page.resources.filter((resource) => !seen.has(resource.id));
      if (fresh.length === 0 && page.resources.length > 0) {
        throw failure(operation, 'contract', `answered page ${at.number} with records that were read before`);
      }
      for (const resource of fresh) {
        if (seen.has(resource.id)) continue;
        seen.add(resource.id);
        yield parsed(operation, () => call.parse(resource, page.included));
      }
      if (page.nextPage === null) {
        const problem = incompleteness(seen.size, page.totalCount);
        if (problem !== undefined) throw failure(operation, 'contract', problem);
        return;
      }
      if (page.nextPage !== at.number + 1) {
        throw failure(operation, 'contract', `answered page ${at.number} and names page ${page.nextPage} as the next`);
      }
      position = { number: page.nextPage, size: at.size };
    }
    throw failure(operation, 'contract', `did not end after ${PAGE_CAP} pages`);
  }

  async fetchDocument<T>(
    endpoint: Endpoint,
    parse: (document: JsonApiDocument) => T,
    query?: HttpCall['query'],
  ): Promise<T> {
    const call = { ...callOf('GET', endpoint), ...(query ? { query } : {}) };
    const reply = await this.http.send(call);
    return parsed(call.operation, () => parse(parseJsonApiDocument(reply.body)));
  }

  /** One request whose answer is not read further: the key works. */
  async probe(endpoint: Endpoint): Promise<void> {
    const call = { ...callOf('GET', endpoint), query: { 'page[size]': 1 } };
    const reply = await this.http.send(call);
    parsed(call.operation, () => parseJsonApiPage(reply.body));
  }

  async write<T>(
    method: 'POST' | 'PATCH',
    endpoint: Endpoint,
    data: JsonValue,
    parse: (document: JsonApiDocument) => T,
    beforeLeaving?: () => void,
  ): Promise<T> {
    const { operation, reply } = await this.sendData(method, endpoint, data, beforeLeaving);
    return parsed(operation, () => parse(parseJsonApiDocument(reply.body)));
  }

  async writeMany<T>(
    method: 'POST' | 'PATCH',
    endpoint: Endpoint,
    data: readonly JsonValue[],
    parse: (resource: JsonApiResource) => T,
  ): Promise<readonly T[]> {
    const { operation, reply } = await this.sendData(method, endpoint, data);
    const written = parsed(operation, () => parseJsonApiResources(reply.body).map(parse));
    if (written.length !== data.length) {
      const what = `was sent ${data.length} records and answered ${written.length}`;
      throw failure(operation, 'contract', what);
    }
    return written;
  }

  private async sendData(
    method: 'POST' | 'PATCH',
    endpoint: Endpoint,
    data: JsonValue,
    beforeLeaving?: () => void,
  ): Promise<{ operation: string; reply: HttpReply }> {
    const call = { ...callOf(method, endpoint), body: { data }, ...(beforeLeaving ? { beforeLeaving } : {}) };
    return { operation: call.operation, reply: await this.http.send(call) };
  }

  /** A page at the place asked for, if need be in a smaller size. */
  private async fetchPage<T>(
    call: ListCall<T>,
    position: PagePosition,
  ): Promise<{ page: JsonApiPage; at: PagePosition }> {
    const httpCall = callOf('GET', call.endpoint);
    const query = { ...call.query, sort: call.sort, 'page[number]': position.number, 'page[size]': position.size };
    try {
      const reply = await this.http.send({ ...httpCall, query, ...(call.signal ? { signal: call.signal } : {}) });
      return { page: parsed(httpCall.operation, () => parseJsonApiPage(reply.body)), at: position };
    } catch (error) {
      const smaller = mayBeTooSlow(error) ? halvePage(position) : undefined;
      if (!smaller) throw error;
      return this.fetchPage(call, smaller);
    }
  }
}

export function endpoint(route: string, ...ids: readonly string[]): Endpoint {
  let next = 0;
  const path = route.replace(/\{[^}]*\}/g, () => {
    const id = ids[next];
    next += 1;
    if (id === undefined || !/^\d+$/.test(id)) throw new Error(`${route} needs ids of digits`);
    return id;
  });
  return { route, path };
}

/** Ids travel as numbers where JavaScript holds them exactly; IT Glue takes both. */
export function wireId(id: string): string | number {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}

/** A comma separates values of a filter, unless escaped. */
export function filterText(value: string): string {
  return value.replaceAll(',', '\\,');
}

function callOf(
  method: HttpCall['method'],
  { route, path }: Endpoint,
): Pick<HttpCall, 'operation' | 'method' | 'path'> {
  return { operation: `${method} ${route}`, method, path };
}

/** Time-outs, of the vendor or of ours; a refused connection is not helped by a smaller page. */
function mayBeTooSlow(error: unknown): boolean {
  return error instanceof IntegrationError && error.kind === 'transient' && !error.notDone;
}

function parsed<T>(operation: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof WireShapeError)) throw error;
    throw failure(operation, 'contract', `answered what it should not: ${error.message}`);
  }
}

function failure(operation: string, kind: ErrorKind, what: string): IntegrationError {
  return new IntegrationError({ system: 'itglue', operation, kind, message: `itglue: ${operation} ${what}` });
}
