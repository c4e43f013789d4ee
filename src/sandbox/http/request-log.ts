import type { SandboxRequest, StandIn } from './stand-in';

/** Requests by POST that change nothing: the token, and the two reads that ConnectWise takes by POST. */
const READS_BY_POST: ReadonlySet<string> = new Set([
  'POST /token',
  'POST /system/bundles',
  'POST /service/tickets/search',
]);

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'cookie', 'clientid']);

/** One exchange as the wire saw it. Bodies and credentials are never kept. */
export interface LoggedRequest {
  /** Counts over all systems of one sandbox, so that the order between them can be asserted. */
  readonly sequence: number;
  readonly system: StandIn['system'];
  readonly method: string;
  readonly path: string;
  /** As the vendor documents it, with parameters in braces; null when no stand-in knows the route. */
  readonly route: string | null;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** 0 when the connection was dropped instead of an answer. */
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Everything but GET, HEAD, the token request and READ_BY_POST. */
  readonly write: boolean;
  /** Simulated time. */
  readonly at: string;
  readonly wallMs: number;
  /** The scripted fault that struck, by its kind. */
  readonly fault: string | null;
  /** The stand-in itself failed: a bug of the sandbox, which tests assert to be absent. */
  readonly crash: string | null;
}

/** What the server knows of an exchange when it ends. */
export interface Exchange {
  readonly system: StandIn['system'];
  readonly request: SandboxRequest;
  readonly route: string | undefined;
  readonly status: number;
  readonly responseBytes: number;
  readonly fault: string | undefined;
  readonly crash: string | undefined;
  readonly now: Date;
  readonly wallMs: number;
}

interface LogFilter {
  readonly system?: StandIn['system'];
  /** Only what came after this sequence number. */
  readonly since?: number;
}

/** A demo may run for weeks: of so many requests at least the newest are kept, and at most a tenth more. */
const KEPT_REQUESTS = 50_000;

/** The request log of a sandbox, shared by its listeners. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private sequence = 0;

  record(exchange: Exchange): void {
    const { request, route } = exchange;
    this.sequence += 1;
    this.entries.push({
      sequence: this.sequence,
      system: exchange.system,
      method: request.method,
      path: request.path,
      route: route ?? null,
      query: queryOf(request.query),
      headers: withoutSecrets(request.headers),
      status: exchange.status,
      requestBytes: request.body.length,
      responseBytes: exchange.responseBytes,
      write: isWrite(request.method, route),
      at: exchange.now.toISOString(),
      wallMs: exchange.wallMs,
      fault: exchange.fault ?? null,
      crash: exchange.crash ?? null,
    });
    if (this.entries.length > KEPT_REQUESTS * 1.1) this.entries = this.entries.slice(-KEPT_REQUESTS);
  }

  list(filter: LogFilter = {}): readonly LoggedRequest[] {
    const since = filter.since ?? 0;
    return this.entries.filter(
      (entry) => entry.sequence > since && (filter.system === undefined || entry.system === filter.system),
    );
  }

  /** Forgets what is listed; sequence numbers go on. */
  reset(system?: StandIn['system']): void {
    this.entries = system === undefined ? [] : this.entries.filter((entry) => entry.system !== system);
  }
}

function isWrite(method: string, route: string | undefined): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return route === undefined || !READS_BY_POST.has(route);
}

function queryOf(query: URLSearchParams): Readonly<Record<string, readonly string[]>> {
  const result: Record<string, string[]> = {};
  for (const [key, value] of query) (result[key] ??= []).push(value);
  return result;
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name)));
}
