import { classifyStatus } from '../http/classify-status';
import type { Classification, HttpFailure } from '../http/http-client-options';
import type { ErrorKind } from '../kernel/integration-error';
import { parseConnectWiseError, type ConnectWiseError } from './parse-connectwise-error';

/**
 * What is ConnectWise's own, first match; the rest is `classifyStatus`.
 *
 * | status                | shape or code  | kind         | why                                                       |
 * | --------------------- | -------------- | ------------ | --------------------------------------------------------- |
 * | 4xx, but 403 and 429  | code Security  | auth         | "SSL is required": the api- prefix of the host is missing |
 * | 400                   | text, no JSON  | auth         | the cloud gateway does not route: codebase, company, host |
 * | 403                   | HTML or text   | forbidden    | a firewall in front: nothing to do with the role          |
 * | 403                   | anything else  | forbidden    | the security role, or the clientId: the engine probes     |
 * | 404                   | anything       | not-found    | believed only after a probe (RULES, Engine 12)            |
 * | 429                   | key `error`    | rate-limited | its sentence may hold the delay                           |
 * | 5xx                   | anything       | transient    | also what business errors and SQL time-outs look like     |
 */
export function classifyConnectWiseError(failure: HttpFailure): Classification {
  const error = parseConnectWiseError(failure.body, failure.headers['content-type']);
  const kind = isGatewayRefusal(failure.status, error) ? 'auth' : classifyStatus(failure.status);
  const retryAfterMs = kind === 'rate-limited' ? secondsIn(error.message) : undefined;
  return {
    kind,
    message: renderMessage(kind, failure.status, error),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** The request never reached the tenant's application. */
function isGatewayRefusal(status: number, error: ConnectWiseError): boolean {
  if (error.code === 'Security') return status >= 400 && status < 500 && status !== 403 && status !== 429;
  return status === 400 && error.shape === 'text';
}

function renderMessage(kind: ErrorKind, status: number, error: ConnectWiseError): string {
  const words = [error.code, error.message].filter((part) => part !== null && part !== '').join(': ');
  const said = words === '' ? 'no explanation was given' : words.replace(/[.\s]+$/, '');
  const hint = hintFor(kind, status, error);
  return hint === null ? said : `${said}. ${hint}`;
}

function hintFor(kind: ErrorKind, status: number, error: ConnectWiseError): string | null {
  if (kind === 'auth') return status === 401 ? KEYS_HINT : GATEWAY_HINT;
  if (kind === 'forbidden') {
    return error.shape === 'html' || error.shape === 'text'
      ? 'A firewall or proxy in front of ConnectWise refused the request; this is not the security role.'
      : "Give the API member's security role this right, or check connectwise.clientId.";
  }
  return null;
}

const KEYS_HINT =
  'Check connectwise.companyId, publicKey, privateKey and clientId, and that the API member is not inactive.';
const GATEWAY_HINT = 'Check connectwise.url (on the cloud the host begins with api-) and connectwise.companyId.';

/** "Please try again in 30 seconds." A number is read from the sentence, nothing is decided by it. */
function secondsIn(message: string | null): number | undefined {
  const seconds = /(\d{1,6})\s*second/i.exec(message ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
