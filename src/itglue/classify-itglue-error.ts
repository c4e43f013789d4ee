import { classifyStatus } from '../http/classify-status';
import type { Classification, HttpFailure } from '../http/http-client-options';
import type { ErrorKind } from '../kernel/integration-error';
import { parseItGlueError, type ItGlueError } from './parse-itglue-error';

/**
 * What is IT Glue's own, first match; the rest is `classifyStatus`.
 *
 * | status | shape               | kind         | why                                                                |
 * | ------ | ------------------- | ------------ | ------------------------------------------------------------------ |
 * | 401    | JSON:API errors     | not-found    | one record is missing or not ours; the key is good (probe decides) |
 * | 401    | anything else       | auth         |                                                                    |
 * | 403    | message, or nothing | auth         | key wrong, revoked, paused or of another region; address blocked   |
 * | 403    | JSON:API errors     | forbidden    | this account or key may not do this one thing                      |
 * | 403    | HTML or text        | forbidden    | the firewall in front refused what the request says                |
 * | 429    | anything            | rate-limited | no header and no delay is documented: 30 s                         |
 */
export function classifyItGlueError(failure: HttpFailure): Classification {
  const error = parseItGlueError(failure.body, failure.headers['content-type']);
  const kind = kindOf(failure.status, error);
  const hint = hintFor(kind, failure.status, error);
  const said = (error.message ?? 'no explanation was given').replace(/[.\s]+$/, '');
  return {
    kind,
    message: hint === null ? said : `${said}. ${hint}`,
    ...(kind === 'rate-limited' && failure.headers['retry-after'] === undefined
      ? { retryAfterMs: UNTOLD_DELAY_MS }
      : {}),
  };
}

/** The window is five minutes long: a shorter wait only spends tries. */
const UNTOLD_DELAY_MS = 30_000;

function kindOf(status: number, error: ItGlueError): ErrorKind {
  if (status === 401) return error.shape === 'json-api' ? 'not-found' : 'auth';
  if (status === 403) return error.shape === 'gateway' || error.shape === 'empty' ? 'auth' : 'forbidden';
  return classifyStatus(status);
}

function hintFor(kind: ErrorKind, status: number, error: ItGlueError): string | null {
  if (kind === 'auth') return KEY_HINT;
  if (kind === 'not-found' && status === 401)
    return 'The record is missing, or belongs to another account; the key is not the cause.';
  if (kind === 'forbidden') {
    return error.shape === 'json-api'
      ? "The account's plan or the key does not allow this."
      : 'A firewall in front of IT Glue refused the request; its text may look like a script.';
  }
  return null;
}

const KEY_HINT =
  'Check itglue.apiKey and itglue.region: a key works in one region only, and is revoked after 90 days without use; ' +
  "it can also be paused, or this address be missing in the account's IP access control.";
