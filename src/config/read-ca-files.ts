import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import type { BridgeFile } from './bridge-file';
import type { TlsSection } from './bridge-systems';
import type { Finding, PathSegment } from './problem';
import { readTextFile } from './read-text-file';

const MAX_CA_BYTES = 1024 * 1024;
const HINT = 'vspc-bridge check --save-ca FILE stores the certificate of a server after showing its fingerprint.';

/** The certificates that connections are checked against, by absolute path. */
export function readCaFiles(
  bridge: BridgeFile,
  baseDir: string,
  allowMissing: boolean,
): { readonly pems: ReadonlyMap<string, string>; readonly findings: readonly Finding[] } {
  const pems = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [tls, path] of tlsSections(bridge)) {
    if (tls?.caFile === undefined) continue;
    const file = resolve(baseDir, tls.caFile);
    const read = readTextFile(file, MAX_CA_BYTES);
    if (read.kind === 'text' && isCertificate(read.text)) pems.set(file, read.text);
    else if (read.kind !== 'missing' || !allowMissing) {
      findings.push({ path: [...path, 'tls', 'caFile'], message: describe(read.kind), hint: HINT });
    }
  }
  return { pems, findings };
}

function tlsSections(bridge: BridgeFile): readonly (readonly [TlsSection | undefined, readonly PathSegment[]])[] {
  return [
    ...(bridge.vspc ?? []).map((section, index) => [section.tls, ['vspc', index]] as const),
    [bridge.connectwise?.tls, ['connectwise']] as const,
  ];
}

function describe(kind: 'text' | 'missing' | 'refused'): string {
  if (kind === 'missing') return 'names a file that does not exist';
  return kind === 'text' ? 'names a file that holds no certificate' : 'names a file that cannot be read';
}

function isCertificate(pem: string): boolean {
  if (pem.includes('PRIVATE KEY')) return false;
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
