/** The systems that the bridge talks to: `vspc:<connection>`, `connectwise`, `itglue`. */
export type SystemName = `vspc:${string}` | 'connectwise' | 'itglue';

/**
 * What a failed call means to the engine (ARCHITECTURE, "The engine's one abstraction"):
 *
 * | kind         | from                                         | a read makes            | a write                    |
 * | ------------ | -------------------------------------------- | ----------------------- | -------------------------- |
 * | auth         | bad key, revoked, role too low for everything | the system down for the run | not done               |
 * | forbidden    | one endpoint refuses this role               | its source incomplete   | not done                   |
 * | rate-limited | 429                                          | its source incomplete   | not done, known            |
 * | transient    | network, time-out, 5xx, 520                  | its source incomplete   | outcome unknown            |
 * | not-found    | 404                                          | see Engine rule 12      | this change fails          |
 * | conflict     | 409, 412                                     |                         | this change fails          |
 * | rejected     | 400, 415, 422                                | its source incomplete   | this change fails          |
 * | contract     | not JSON, not the expected shape, short page | its source incomplete   | outcome unknown            |
 */
export type ErrorKind =
  'auth' | 'forbidden' | 'rate-limited' | 'transient' | 'not-found' | 'conflict' | 'rejected' | 'contract';

export interface IntegrationErrorDetail {
  readonly system: SystemName;
  /** What was attempted, without query and without ids of secrets: `GET /infrastructure/backupServers/jobs`. */
  readonly operation: string;
  readonly kind: ErrorKind;
  /** Already redacted and cut; safe to show. */
  readonly message: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  /** True when it is certain that the vendor did not process the request (refused connection, 429, 4xx). */
  readonly notDone?: boolean;
  /** True when nothing of this system can be read, whatever is asked for: it is not asked again in the run. */
  readonly wholeSystem?: boolean;
}

/**
 * The one failure class of the three connectors. It never holds the library's own error: that object carries
 * headers, bodies and keys.
 */
export class IntegrationError extends Error {
  readonly system: SystemName;
  readonly operation: string;
  readonly kind: ErrorKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;
  readonly notDone: boolean;
  readonly wholeSystem: boolean;

  constructor(detail: IntegrationErrorDetail) {
    super(detail.message);
    this.name = 'IntegrationError';
    this.system = detail.system;
    this.operation = detail.operation;
    this.kind = detail.kind;
    this.status = detail.status;
    this.retryAfterMs = detail.retryAfterMs;
    this.requestId = detail.requestId;
    this.notDone = detail.notDone ?? !outcomeIsUnknown(detail.kind);
    this.wholeSystem = detail.wholeSystem ?? detail.kind === 'auth';
  }
}

/** After these kinds a write may or may not have happened (Engine rule 6). */
function outcomeIsUnknown(kind: ErrorKind): boolean {
  return kind === 'transient' || kind === 'contract';
}
