import type { ErrorKind } from '../kernel/integration-error';

export interface NetworkFailure {
  readonly kind: ErrorKind;
  /** Goes on after "vspc:main: ". */
  readonly message: string;
  /** True when the request cannot have reached the vendor. */
  readonly notDone: boolean;
}

const SAVE_CA =
  'check the address; if it is right, store the certificate with `vspc-bridge check --save-ca FILE` and name the file in tls.caFile';

/** Node's names for a chain that ends in nothing that we trust. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_REJECTED',
  'INVALID_CA',
]);

const BAD_CERTIFICATES: ReadonlyMap<string, string> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate was made for another host name: use the name that it was made for'],
  ['HOSTNAME_MISMATCH', 'its certificate was made for another host name: use the name that it was made for'],
  [
    'CERT_HAS_EXPIRED',
    'its certificate has expired: renew it on the server, then run `vspc-bridge check --save-ca FILE`',
  ],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet: check the clocks of this machine and of the server'],
  ['CERT_REVOKED', 'its certificate was revoked: renew it on the server'],
]);

const NO_CONNECTION: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing answers at this address and port: check url, the service and the firewall'],
  ['ENOTFOUND', 'its host name cannot be resolved: check url and DNS'],
  ['EAI_AGAIN', 'its host name cannot be resolved at the moment: check DNS'],
]);

/**
 * An exchange that ended without a usable answer, by the code of Node or axios. Only what fails before the request is
 * on its way is known not to be done.
 */
export function classifyNetworkError(error: unknown): NetworkFailure {
  const code = textOf(error, 'code') ?? 'unknown error';
  const refused = certificateFailure(code) ?? NO_CONNECTION.get(code);
  if (refused !== undefined) {
    return { kind: NO_CONNECTION.has(code) ? 'transient' : 'rejected', message: `${refused} (${code})`, notDone: true };
  }
  if (spokePlainText(code, error)) {
    return { kind: 'rejected', message: 'the port does not speak TLS: check scheme and port in url', notDone: true };
  }
  if (code === 'ERR_INVALID_CHAR') {
    const message = 'a credential or header holds a character that cannot be sent: check for line breaks in it';
    return { kind: 'rejected', message, notDone: true };
  }
  if (code.startsWith('HPE_') || code.startsWith('Z_')) {
    return { kind: 'contract', message: `its answer is not HTTP, or is damaged (${code})`, notDone: false };
  }
  const connecting = ['connect', 'getaddrinfo'].includes(textOf(causeOf(error), 'syscall') ?? '');
  return {
    kind: 'transient',
    message: connecting ? `no connection (${code})` : `the connection broke before the answer was complete (${code})`,
    notDone: connecting,
  };
}

function certificateFailure(code: string): string | undefined {
  if (UNTRUSTED.has(code)) return `its certificate is not trusted: ${SAVE_CA}`;
  return BAD_CERTIFICATES.get(code);
}

/** OpenSSL met something that is not TLS in the very first record, so nothing of the request was sent. */
function spokePlainText(code: string, error: unknown): boolean {
  if (code.endsWith('WRONG_VERSION_NUMBER')) return true;
  return code === 'EPROTO' && error instanceof Error && error.message.includes('wrong version number');
}

/** axios keeps Node's error as the cause of its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
