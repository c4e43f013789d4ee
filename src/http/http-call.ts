import type { JsonValue } from '../kernel/json';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One request to a vendor, without credentials: those are added by the client's `headers` for every try. */
export interface HttpCall {
  /** For errors, logs and metrics: `GET /infrastructure/backupServers/jobs`, ids written as `{id}`. */
  readonly operation: string;
  readonly method: HttpMethod;
  /** Below the client's base URL, begins with one slash, without query; ids percent-encoded by the caller. */
  readonly path: string;
  /** A list repeats its key; undefined leaves the key out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue | URLSearchParams;
  /** A POST that only reads (RULES, Engine 11): allowed in a dry run, retried, counted as READ. */
  readonly readByPost?: boolean;
  /** The login itself: allowed in a dry run, retried. */
  readonly tokenRequest?: boolean;
  readonly signal?: AbortSignal;
  /** Called when the turn of a try has come, which may be long after `send`: what it throws is thrown, and nothing is sent. */
  readonly beforeLeaving?: () => void;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Parsed JSON; undefined only after HEAD, 202, 204 and writes that answer nothing: an empty 200 to a read is an
   * error. An integer beyond 2^53 arrives as a string of its digits, never rounded.
   */
  readonly body: unknown;
}

/** Only reads are ever sent twice (RULES, Engine 6 and 11). */
export function isRead(call: HttpCall): boolean {
  return call.method === 'GET' || call.method === 'HEAD' || call.readByPost === true || call.tokenRequest === true;
}
