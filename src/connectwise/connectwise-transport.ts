import type { HttpClient } from '../http/http-client';
import { isRead, type HttpCall, type HttpReply } from '../http/http-call';
import { parseWireRows, WireRecord, WireShapeError } from '../http/wire-record';
import { IntegrationError, type ErrorKind } from '../kernel/integration-error';
import type { JsonValue } from '../kernel/json';
import type { Codebase } from './codebase';
import type { Condition } from './conditions';
import { foreignHostOf, judgePage, parseNextLink } from './page-end';
import { listDifferences, renderPatch, type PatchFields } from './patch';

/** An endpoint: its path as documented and as called. `/service/tickets/{id}` and `/service/tickets/17`. */
export interface Endpoint {
  readonly route: string;
  readonly path: string;
}

export interface ListCall<T> {
  readonly endpoint: Endpoint;
  readonly conditions?: Condition;
  /** Top-level names; `id` is always asked for. */
  readonly fields: readonly string[];
  readonly parse: (record: WireRecord) => T;
  /** The endpoint that takes the same conditions in a body, for those that no URL can hold. */
  readonly searchEndpoint?: Endpoint;
  readonly signal?: AbortSignal;
}

export interface WriteCall<T> {
  readonly endpoint: Endpoint;
  readonly parse: (record: WireRecord) => T;
}

const PAGE_SIZE = 1000;
/** A million rows; more is a server that never ends. */
const PAGE_CAP = 1000;
/** The vendor asks for URLs below about 2,000 characters; host and codebase need their share. */
const LONGEST_QUERY = 1800;

/** Paths, paging and conversions that every endpoint shares. */
export class ConnectWiseTransport {
  constructor(
    private readonly http: HttpClient,
    private readonly codebase: Codebase,
    private readonly baseUrl: string,
  ) {}

  async fetchRecord<T>(endpoint: Endpoint, parse: (record: WireRecord) => T, query?: HttpCall['query']): Promise<T> {
    const call = { ...callOf('GET', endpoint), ...(query ? { query } : {}) };
    const reply = await this.send(call);
    return parsed(call.operation, () => parse(WireRecord.parse(reply.body, 'answer')));
  }

  async fetchRows<T>(endpoint: Endpoint, parse: (record: WireRecord) => T, query: HttpCall['query']): Promise<T[]> {
    const call = { ...callOf('GET', endpoint), ...(query ? { query } : {}) };
    const reply = await this.send(call);
    return parsed(call.operation, () => parseWireRows(reply.body, 'answer').map(parse));
  }

  /**
   * Every row, in the order of their ids. Pages go forward by the last id seen, so that rows that move, come or go
   * while reading are neither skipped nor doubled. Ends only when the list is complete, and throws otherwise.
   */
  async *list<T>(call: ListCall<T>): AsyncGenerator<T, void, undefined> {
    let lastId = 0;
    for (let page = 1; page <= PAGE_CAP; page += 1) {
      const { operation, reply } = await this.fetchPage(call, lastId);
      const rows = parsed(operation, () => parseWireRows(reply.body, 'answer'));
      for (const row of rows) {
        const id = parsed(operation, () => row.integer('id'));
        if (id <= lastId) throw failure(operation, 'contract', repeatedRow(page, id, lastId));
        lastId = id;
        yield parsed(operation, () => call.parse(row));
      }
      const link = parseNextLink(reply.headers['link']);
      const foreignHost = foreignHostOf(link, this.baseUrl);
      if (foreignHost !== undefined) throw failure(operation, 'contract', foreignLink(foreignHost));
      const verdict = judgePage(rows.length, lastId, link);
      if (verdict === 'broken')
        throw failure(operation, 'contract', `answered page ${page} without the rows that its link names`);
      if (verdict === 'end') return;
    }
    throw failure(`GET ${call.endpoint.route}`, 'contract', `did not end after ${PAGE_CAP} pages`);
  }

  async create<T>(call: WriteCall<T>, body: JsonValue): Promise<T> {
    const httpCall = { ...callOf('POST', call.endpoint), body };
    const reply = await this.send(httpCall);
    return parsed(httpCall.operation, () => call.parse(WireRecord.parse(reply.body, 'answer')));
  }

  /**
   * Replaces whole fields and compares the answer with what was sent: a 200 that kept the old value is a refusal.
   * `unseen` is sent along and not compared, because answers do not show it.
   */
  async patch<T>(call: WriteCall<T>, fields: PatchFields, unseen: readonly JsonValue[] = []): Promise<T> {
    const httpCall = { ...callOf('PATCH', call.endpoint), body: [...renderPatch(fields), ...unseen] };
    const reply = await this.send(httpCall);
    return parsed(httpCall.operation, () => {
      const answer = WireRecord.parse(reply.body, 'answer');
      const differences = listDifferences(fields, answer);
      if (differences.length > 0) throw failure(httpCall.operation, 'rejected', kept(differences));
      return call.parse(answer);
    });
  }

  /** A POST that only reads (RULES, Engine 11). */
  async readByPost(endpoint: Endpoint, body: JsonValue): Promise<HttpReply> {
    return this.send({ ...callOf('POST', endpoint), body, readByPost: true });
  }

  private async fetchPage<T>(call: ListCall<T>, lastId: number): Promise<{ operation: string; reply: HttpReply }> {
    const paging = {
      fields: [...new Set(['id', ...call.fields])].join(','),
      pageSize: PAGE_SIZE,
      ...(lastId > 0 ? { pageId: lastId } : {}),
    };
    const shared = {
      headers: { 'pagination-type': 'forward-only' },
      ...(call.signal ? { signal: call.signal } : {}),
    };
    const conditions = call.conditions?.text;
    if (conditions !== undefined && !fitsInUrl(conditions)) {
      if (!call.searchEndpoint) throw new Error(`conditions too long for a URL: GET ${call.endpoint.route}`);
      const search = callOf('POST', call.searchEndpoint);
      const body = { conditions };
      return {
        operation: search.operation,
        reply: await this.send({ ...search, ...shared, query: paging, body, readByPost: true }),
      };
    }
    const get = callOf('GET', call.endpoint);
    const query = { ...(conditions === undefined ? {} : { conditions }), ...paging };
    return { operation: get.operation, reply: await this.send({ ...get, ...shared, query }) };
  }

  /** A tenant that was upgraded answers 404 at its old path: a read goes to the new one, a write is left to the next pass. */
  private async send(call: HttpCall): Promise<HttpReply> {
    const { codebase } = await this.codebase.companyInfo();
    try {
      return await this.http.send(below(codebase, call));
    } catch (error) {
      if (!isRead(call) || !mayBeRetiredCodebase(error)) throw error;
      const changed = await this.codebase.changedSince(codebase);
      if (changed === undefined) throw error;
      return this.http.send(below(changed, call));
    }
  }
}

/** Leaves room for the fields and the paging beside the conditions. */
export function fitsInUrl(conditions: string): boolean {
  return new URLSearchParams({ conditions }).toString().length <= LONGEST_QUERY - 600;
}

export function endpoint(route: string, ...ids: readonly number[]): Endpoint {
  let next = 0;
  const path = route.replace(/\{[^}]*\}/g, () => {
    const id = ids[next];
    next += 1;
    if (id === undefined || !Number.isSafeInteger(id)) throw new Error(`${route} needs whole numbers as ids`);
    return String(id);
  });
  return { route, path };
}

/** Shapes that do not fit become errors of kind `contract`; everything else passes. */
export function parsed<T>(operation: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof WireShapeError)) throw error;
    throw failure(operation, 'contract', `answered what it should not: ${error.message}`);
  }
}

export function failure(operation: string, kind: ErrorKind, what: string): IntegrationError {
  return new IntegrationError({
    system: 'connectwise',
    operation,
    kind,
    message: `connectwise: ${operation} ${what}`,
  });
}

function callOf(
  method: HttpCall['method'],
  { route, path }: Endpoint,
): Pick<HttpCall, 'operation' | 'method' | 'path'> {
  return { operation: `${method} ${route}`, method, path };
}

function below(codebase: string, call: HttpCall): HttpCall {
  return { ...call, path: `/${codebase}/apis/3.0${call.path}` };
}

/** 404, or the gateway's 400 that cannot route. */
function mayBeRetiredCodebase(error: unknown): boolean {
  if (!(error instanceof IntegrationError)) return false;
  return error.kind === 'not-found' || (error.kind === 'auth' && error.status === 400);
}

function repeatedRow(page: number, id: number, lastId: number): string {
  return `answered page ${page} out of the order of ids, or twice: ${id} after ${lastId}`;
}

function foreignLink(host: string): string {
  return `continues at another host, ${host}, which is not read`;
}

function kept(differences: readonly string[]): string {
  return `answered 200, but did not take the change: ${differences.join(', ')}`;
}
