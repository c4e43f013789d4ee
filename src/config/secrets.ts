import type { Redactor } from '../kernel/redaction';
import { parseDatabaseUrl } from './addresses';
import type { BridgeFile } from './bridge-file';
import type { ConnectWiseSection } from './bridge-systems';
import type { ResolvedReference } from './resolve-references';

const SECRET_KEYS: readonly string[] = ['apiKey', 'password', 'publicKey', 'privateKey', 'clientId'];

/**
 * Registers what references bring in as soon as they are resolved: everything out of a file, and whatever stands in a
 * secret setting. A port or a host out of the environment is no secret, and redacting it would garble every text.
 */
export class SecretCollector {
  constructor(private readonly redactor: Redactor) {}

  collect(reference: ResolvedReference): void {
    const isSecret = SECRET_KEYS.includes(String(reference.path.at(-1)));
    if (reference.source === 'file' || isSecret || isInUserInfo(reference)) this.redactor.register(reference.value);
  }
}

/** A password in a PostgreSQL address may hold any character: it is encoded here, and not by the operator. */
export function encodeForAddress(reference: ResolvedReference): string {
  return isInUserInfo(reference) ? encodeURIComponent(reference.value) : reference.value;
}

/** Behind the colon of `postgres://user:…@host`. */
function isInUserInfo({ text, offset }: ResolvedReference): boolean {
  return /^\s*postgres(?:ql)?:\/\/[^/]*$/.test(text.slice(0, offset)) && text.slice(offset).includes('@');
}

/** Secrets that are written into the file itself, and the forms in which they travel. */
export function registerSecrets(bridge: BridgeFile, redactor: Redactor): void {
  const secrets = [
    ...(bridge.vspc ?? []).flatMap((section) => [section.apiKey, section.password]),
    ...connectWiseSecrets(bridge.connectwise),
    bridge.itglue?.apiKey,
    ...databaseSecrets(bridge.database?.url),
  ];
  for (const secret of secrets) if (secret !== undefined) redactor.register(secret);
}

function connectWiseSecrets(section: ConnectWiseSection | undefined): readonly (string | undefined)[] {
  if (section === undefined) return [];
  const { companyId, publicKey, privateKey, clientId } = section;
  const keys = [publicKey, privateKey, clientId];
  if (companyId === undefined || publicKey === undefined || privateKey === undefined) return keys;
  // What the Authorization header carries in base64.
  return [...keys, `${companyId}+${publicKey}:${privateKey}`];
}

function databaseSecrets(url: string | undefined): readonly string[] {
  const address = url === undefined ? undefined : parseDatabaseUrl(url);
  if (address?.engine !== 'postgres' || address.password === '') return [];
  return [address.password];
}
