import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { OperatorError } from '../../kernel/operator-error';

const ANSWER_WITHIN_MS = 10_000;

export interface ServerCertificate {
  /** PEM: the certificate to trust for this server. */
  readonly pem: string;
  readonly subject: string;
  readonly issuer: string;
  readonly isSelfSigned: boolean;
  /** ISO days. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly names: readonly string[];
  /** SHA-256 of what is stored, with colons. */
  readonly fingerprint: string;
  /** Whether the certificate is for the host that the address names. */
  readonly fitsHost: boolean;
  /** What the configuration trusts already verifies it. */
  readonly isTrusted: boolean;
}

/**
 * Fetches the certificate that a server shows, and the one that has to be trusted for it: its own when it is
 * self-signed, else the last of the chain. Only the handshake is made; nothing is sent over the connection.
 */
export async function fetchCertificate(address: URL, caPem: string | null): Promise<ServerCertificate> {
  const socket = await shakeHands(address, caPem);
  try {
    const shown = socket.getPeerCertificate(true);
    const leaf = new X509Certificate(shown.raw);
    const anchor = new X509Certificate(lastOfChain(shown).raw);
    const host = hostOf(address);
    return {
      pem: anchor.toString(),
      subject: oneLine(leaf.subject),
      issuer: oneLine(leaf.issuer),
      isSelfSigned: anchor.checkIssued(anchor),
      validFrom: isoDay(leaf.validFrom),
      validTo: isoDay(leaf.validTo),
      names: (leaf.subjectAltName ?? '').split(', ').filter((name) => name !== ''),
      fingerprint: anchor.fingerprint256,
      fitsHost: checkServerIdentity(host, shown) === undefined,
      isTrusted: socket.authorized,
    };
  } finally {
    socket.destroy();
  }
}

function shakeHands(address: URL, caPem: string | null): Promise<TLSSocket> {
  const host = hostOf(address);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(address.port || 443),
      // A host name for the server to choose its certificate by; an address must not be sent.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(caPem === null ? {} : { ca: caPem }),
      // Verified below, by a person: this is the one connection that is made to look at the certificate.
      rejectUnauthorized: false,
      timeout: ANSWER_WITHIN_MS,
    });
    const fail = (): void => {
      socket.destroy();
      reject(
        new OperatorError(
          'no-certificate',
          `${address.host} shows no certificate.`,
          'Check host and port of the address, and that the service runs.',
        ),
      );
    };
    socket.once('timeout', fail);
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      resolve(socket);
    });
  });
}

function lastOfChain(leaf: DetailedPeerCertificate): DetailedPeerCertificate {
  let current = leaf;
  const seen = new Set<string>();
  while (!seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    // Missing where the server does not send it, whatever the type says.
    const next = current.issuerCertificate as DetailedPeerCertificate | undefined;
    if (next?.raw === undefined) return current;
    current = next;
  }
  return current;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

function isoDay(text: string): string {
  return new Date(text).toISOString().slice(0, 10);
}
