import type { Clock } from '../kernel/clock';
import type { ErrorKind, SystemName } from '../kernel/integration-error';
import type { Redactor } from '../kernel/redaction';
import type { HttpCall } from './http-call';
import type { RateBudget } from './rate-budget';

/** An answer that is not 2xx. */
export interface HttpFailure {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, else the text as it came (plain text, HTML); undefined when empty. */
  readonly body: unknown;
  readonly call: HttpCall;
}

/** What a failure means, decided on status, headers and codes, never on message text. */
export interface Classification {
  /** `transient` and `rate-limited` reads are tried again, everything else is final. */
  readonly kind: ErrorKind;
  /** The vendor's words, or the fix; the client puts system, operation and status before it, redacts and cuts it. */
  readonly message: string;
  /** A delay that the body asks for; the Retry-After header is read by the client. */
  readonly retryAfterMs?: number;
}

export interface HttpClientOptions {
  readonly system: SystemName;
  /** With the path prefix of the API, if it has one: `https://vspc.example.com:1280/api/v3`. */
  readonly baseUrl: string;
  /** Asked before every try, so that a renewed token is used. May send a token request through the same client. */
  headers(call: HttpCall): Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  classify(failure: HttpFailure): Classification;
  readonly budget: RateBudget;
  /** Requests in flight at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** Certificates to trust instead of the public ones, PEM. There is no way to turn the check off. */
  readonly caPem?: string;
  /** For one try, from connecting to the last byte. Shorter than a stream's lease (RULES, Engine 7). */
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
  /** In [0, 1), for jitter. */
  readonly random?: () => number;
}
