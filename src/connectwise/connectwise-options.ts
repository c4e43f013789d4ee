import type { Secret } from '../config/secret';
import type { RateLimit } from '../http/gcra';
import type { HttpCall } from '../http/http-call';
import type { HttpClientOptions } from '../http/http-client-options';
import { classifyConnectWiseError } from './classify-connectwise-error';

/** What the connector needs of the configuration's `connectwise` section. */
export interface ConnectWiseOptions {
  /** Address of the API host; a path behind it is ignored, because the codebase is discovered. */
  readonly url: string;
  /** The login company, the part before `+` in the user name. */
  readonly companyId: string;
  readonly publicKey: Secret;
  readonly privateKey: Secret;
  /** Identifies the product to the vendor, a GUID. */
  readonly clientId: Secret;
  /** Certificates to trust instead of the public ones, for servers of the operator's own. */
  readonly tls: { readonly caPem: string | null };
}

/** The model that the wire types were written for; without it the newest of every endpoint is answered. */
export const CONNECTWISE_API_VERSION = '2025.1';

/** The vendor limits from about 1,000 requests a minute and asks for little parallelism. */
const CONCURRENCY = 4;
const TIMEOUT_MS = 30_000;
const BURST = 40;

type ConnectWiseHttpOptions = Pick<
  HttpClientOptions,
  'system' | 'baseUrl' | 'headers' | 'classify' | 'concurrency' | 'timeoutMs' | 'caPem'
>;

/** Everything about the HTTP client that is ConnectWise's own. */
export function connectWiseHttpOptions(options: ConnectWiseOptions): ConnectWiseHttpOptions {
  const authorization = `Basic ${Buffer.from(loginOf(options), 'utf8').toString('base64')}`;
  return {
    system: 'connectwise',
    baseUrl: new URL(options.url).origin,
    headers: (call) => headersFor(call, options.clientId.reveal(), authorization),
    classify: classifyConnectWiseError,
    concurrency: CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
    ...(options.tls.caPem === null ? {} : { caPem: options.tls.caPem }),
  };
}

/** For the redactor: the parts, and the whole whose Base64 is the header. */
export function connectWiseSecrets(options: ConnectWiseOptions): readonly string[] {
  const keys = [options.privateKey, options.publicKey, options.clientId];
  return [...keys.map((key) => key.reveal()), loginOf(options)];
}

function loginOf(options: ConnectWiseOptions): string {
  return `${options.companyId}+${options.publicKey.reveal()}:${options.privateKey.reveal()}`;
}

/** Finding the codebase needs no keys, so none are sent there. */
function headersFor(call: HttpCall, clientId: string, authorization: string): Readonly<Record<string, string>> {
  if (call.path.startsWith('/login/')) return { accept: 'application/json', clientId };
  return {
    accept: `application/vnd.connectwise.com+json; version=${CONNECTWISE_API_VERSION}`,
    clientId,
    authorization,
  };
}

/** The budget to ask for: at the default 8 a second, 520 in any minute, where the vendor limits from about 1,000. */
export function connectWiseRateLimit(requestsPerSecond: number): RateLimit {
  return { requestsPerSecond, burst: BURST };
}
