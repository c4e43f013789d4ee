import type { Clock } from '../../kernel/clock';
import type { JsonValue } from '../../kernel/json';

/** A request as it came over the socket; nothing is normalised but the case of header names. */
export interface SandboxRequest {
  readonly method: string;
  /** Path without query, percent-decoding left to the stand-in. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or a Buffer goes out as it is, anything else as JSON, undefined as an empty body. */
  readonly body?: unknown;
  /**
   * The route as the vendor documents it, parameters in braces: `GET /service/tickets/{id}`.
   * It is what the request log shows and what scripted faults are addressed to.
   */
  readonly route: string;
}

/**
 * One simulated vendor. It holds its own state, answers synchronously, and follows the vendor's documents, never our
 * client: an unknown route answers 501, an unknown or missing field is refused as the vendor refuses it.
 */
export interface StandIn {
  readonly system: 'vspc' | 'connectwise' | 'itglue';
  /** Names the route without touching state, so that a fault can strike before anything is committed. */
  routeOf(request: SandboxRequest): string | undefined;
  handle(request: SandboxRequest): SandboxReply;
  /** Behaviours that the vendors' documents leave uncertain; unknown names throw. */
  setSwitch(name: string, value: JsonValue): void;
  /** Everything a test or a person may look at (`GET /__sandbox/state`). */
  snapshot(): JsonValue;
  /** What technicians, bookkeepers and writers do (`POST /__sandbox/people`); returns what was changed. */
  people(action: Readonly<Record<string, JsonValue>>): JsonValue;
  /** Ends what goes on beside the answers. */
  close?(): void;
}

/** `now()` is simulated and stands still unless moved; `wallMs()` is for token ages, windows and polling. */
export type SandboxClock = Clock;
