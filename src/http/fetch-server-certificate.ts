import type { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { classifyNetworkError } from './classify-network-error';

export interface ServerCertificate {
  /** SHA-256, in pairs with colons: what the operator compares with the server's own display. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: Date;
  readonly isSelfSigned: boolean;
  /** Everything that the server presented, its own certificate first: what `tls.caFile` needs. */
  readonly pem: string;
}

const TIMEOUT_MS = 15_000;

/**
 * The certificate that a server presents, for `check --save-ca`: looked at before it is trusted, so nothing is checked
 * and nothing is sent over this connection. Rejects with an error whose message can be shown.
 */
export function fetchServerCertificate(url: string): Promise<ServerCertificate> {
  const { hostname, port, protocol } = new URL(url);
  if (protocol !== 'https:') return Promise.reject(new Error('only https has a certificate: check url'));
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || '443'),
      // Looking is not trusting: the connection is closed before a single byte of ours is on it.
      rejectUnauthorized: false,
      ...(/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname }),
    });
    const fail = (message: string): void => {
      socket.destroy();
      reject(new Error(message));
    };
    socket.setTimeout(TIMEOUT_MS, () => {
      fail(`no certificate within ${TIMEOUT_MS / 1000} s`);
    });
    socket.once('error', (error) => {
      fail(classifyNetworkError(error).message);
    });
    socket.once('secureConnect', () => {
      const own = socket.getPeerX509Certificate();
      socket.destroy();
      if (own) resolve(describeCertificate(own));
      else reject(new Error('the server presented no certificate'));
    });
  });
}

function describeCertificate(own: X509Certificate): ServerCertificate {
  return {
    fingerprint: own.fingerprint256,
    subject: own.subject.replaceAll('\n', ', '),
    issuer: own.issuer.replaceAll('\n', ', '),
    validTo: new Date(own.validTo),
    isSelfSigned: own.checkIssued(own),
    pem: listChain(own).join(''),
  };
}

/** A root is its own issuer, which would go on for ever. */
function listChain(leaf: X509Certificate): readonly string[] {
  const pems = new Set<string>();
  let next: X509Certificate | undefined = leaf;
  while (next && !pems.has(next.toString())) {
    pems.add(next.toString());
    next = next.issuerCertificate;
  }
  return [...pems];
}
