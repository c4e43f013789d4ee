import type { Finding, PathSegment } from './problem';

export const ITGLUE_HOSTS = {
  us: 'https://api.itglue.com',
  eu: 'https://api.eu.itglue.com',
  au: 'https://api.au.itglue.com',
} as const;

/** The web client's host of the ConnectWise cloud; the API answers at the same name with `api-` before it. */
const CONNECTWISE_WEB_HOST = /^(?:na|eu|au|aus|za)\.myconnectwise\.net$/;
/** What people copy from a browser or a manual behind the address; the bridge adds it itself. */
const API_PATH = /\/(?:api(?:\/.*)?|swagger.*|v\d+_\d+[^/]*(?:\/.*)?)$/i;

export function parseAddress(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function isLoopback(address: URL): boolean {
  const host = address.hostname.toLowerCase();
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Address without trailing slash, as the connectors take it. */
export function baseAddress(text: string): string {
  return text.trim().replace(/\/+$/, '');
}

/** The address of an API: https, or http on this machine; host and port, and nothing that the bridge adds itself. */
export function checkAddress(text: string, path: readonly PathSegment[]): readonly Finding[] {
  const address = parseAddress(text.trim());
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') {
    return [{ path, message: 'must be an address such as https://host:1280', hint: 'Begin with https://.' }];
  }
  return ADDRESS_RULES.filter((rule) => rule.isBroken(address)).map(({ message, hint }) => ({ path, message, hint }));
}

const ADDRESS_RULES: readonly (Omit<Finding, 'path'> & { isBroken(address: URL): boolean })[] = [
  {
    isBroken: (address) => address.protocol === 'http:' && !isLoopback(address),
    message: 'must begin with https://',
    hint: 'Plain http is accepted on this machine only.',
  },
  {
    isBroken: (address) => address.username !== '' || address.password !== '',
    message: 'must not hold a user name or password',
    hint: 'Use the keys of their own.',
  },
  {
    isBroken: (address) => /[?#]/.test(address.href),
    message: 'must not hold a query or fragment',
    hint: 'Leave out everything from ? or # on.',
  },
  {
    isBroken: (address) => API_PATH.test(address.pathname.replace(/\/+$/, '')),
    message: 'must not hold the path of the API',
    hint: 'Stop after host and port; the bridge adds the path.',
  },
];

export function checkConnectWiseHost(text: string, path: readonly PathSegment[]): readonly Finding[] {
  const address = parseAddress(text.trim());
  if (!address || !CONNECTWISE_WEB_HOST.test(address.hostname)) return [];
  const hint = 'Put api- before the host name.';
  return [{ path, message: 'is the address of the web client, not of the API', hint }];
}

export type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly target: string; readonly password: string };

/** `sqlite:<file>` or a PostgreSQL address with host and database; undefined for everything else. */
export function parseDatabaseUrl(text: string): DatabaseAddress | undefined {
  const sqlite = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text.trim());
  if (sqlite?.[1] !== undefined) {
    const file = sqlite[1];
    return file.startsWith(':') || file.startsWith('//') ? undefined : { engine: 'sqlite', file };
  }
  const address = /^postgres(?:ql)?:\/\//.test(text.trim()) ? parseAddress(text.trim()) : undefined;
  if (!address || address.hostname === '' || address.pathname.length < 2) return undefined;
  const password = decodeSafely(address.password);
  if (password === undefined) return undefined;
  return { engine: 'postgres', url: text.trim(), target: `${address.host}${address.pathname}`, password };
}

function decodeSafely(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
