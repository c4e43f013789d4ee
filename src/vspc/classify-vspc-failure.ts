import { classifyStatus } from '../http/classify-status';
import type { Classification, HttpFailure } from '../http/http-client-options';
import type { ErrorKind } from '../kernel/integration-error';

/** The first of `errors[]`, or the content of `error{}`; VSPC answers in both forms (facts 1.7 and 2.6). */
interface VspcFault {
  readonly code: number | string | null;
  readonly type: string | null;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
}

const BAD_LOGIN =
  'user name or password is wrong, or the user may not log in. A user with multi-factor authentication cannot log in ' +
  'unattended: use an API key (Configuration, REST API Keys, Simple Key, read-only access)';
const BAD_KEY =
  'the API key or user is unknown, disabled or deleted: create a read-only API key and put it into the configuration';
const ROLE_TOO_LOW = 'the role may not read this: use a read-only API key of a Portal Administrator';

/**
 * Status, inner code and type of an answer to its kind (facts 2.6, retry matrix):
 *
 * | status                    | inner                                            | kind         |
 * | ------------------------- | ------------------------------------------------ | ------------ |
 * | 400 to POST /token        |                                                  | auth         |
 * | 400                       |                                                  | rejected     |
 * | 403 to GET /about         | every role may read it: the key is disabled      | auth         |
 * | 401, 403, 404, 409, 415   |                                                  | as the shared table |
 * | 429                       | `retryAfter` seconds                             | rate-limited |
 * | any other 5xx             |                                                  | transient    |
 * | 520                       | 429                                              | rate-limited |
 * |                           | type security, code 1101 (disabled by provider)  | forbidden    |
 * |                           | type logical, or a code from 1001 on but 1050, 1051 | rejected  |
 * |                           | transport, retryableLogical, 500, 504, 1000, 1050, 1051, none | transient |
 */
export function classifyVspcFailure(failure: HttpFailure): Classification {
  const fault = parseFault(failure.body);
  const kind = kindOf(failure, fault);
  const delay = fault.retryAfterSeconds;
  return {
    kind,
    message: [fault.message, adviceFor(failure, kind)].filter((words) => words !== '').join(' — '),
    ...(delay === null ? {} : { retryAfterMs: delay * 1000 }),
  };
}

/** The server does not know the version that we send as `X-Client-Version`. */
export function isUnsupportedVersion(body: unknown): boolean {
  return parseFault(body).code === 'UnsupportedApiVersion';
}

function kindOf(failure: HttpFailure, fault: VspcFault): ErrorKind {
  if (failure.status === 400 && failure.call.tokenRequest === true) return 'auth';
  if (failure.status === 403 && failure.call.path === '/about') return 'auth';
  // VSPC itself answers every fault of its own with 520; a 502 or 503 is a proxy in front of it.
  return failure.status === 520 ? kindOfServerFault(fault) : classifyStatus(failure.status);
}

/** The service itself, or something that passes. */
const PASSING_CODES: ReadonlySet<unknown> = new Set([500, 504, 1000, 1050, 1051]);
const PASSING_TYPES: ReadonlySet<unknown> = new Set(['transport', 'retryableLogical']);

function kindOfServerFault({ code, type }: VspcFault): ErrorKind {
  if (code === 429) return 'rate-limited';
  if (type === 'security' || code === 1101) return 'forbidden';
  if (PASSING_TYPES.has(type) || PASSING_CODES.has(code)) return 'transient';
  return type === 'logical' || Number(code) > 1000 ? 'rejected' : 'transient';
}

function adviceFor(failure: HttpFailure, kind: ErrorKind): string {
  if (failure.call.tokenRequest === true) return kind === 'auth' ? BAD_LOGIN : '';
  if (kind === 'auth') return BAD_KEY;
  return kind === 'forbidden' ? ROLE_TOO_LOW : '';
}

function parseFault(body: unknown): VspcFault {
  if (typeof body === 'string') return { code: null, type: null, message: body, retryAfterSeconds: null };
  const outer = fieldsOf(body);
  const list: unknown = outer['errors'];
  const first: unknown = Array.isArray(list) ? (list as unknown[])[0] : undefined;
  const fault = fieldsOf(first ?? outer['error']);
  const { code, type, retryAfter } = fault;
  return {
    code: typeof code === 'number' ? code : textOf(code),
    type: textOf(type),
    message: (textOf(fault['message']) ?? textOf(outer['error_description']) ?? textOf(outer['message']) ?? '').trim(),
    retryAfterSeconds: typeof retryAfter === 'number' && retryAfter >= 0 ? retryAfter : null,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
