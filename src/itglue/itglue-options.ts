import type { Secret } from '../config/secret';
import type { HttpCall } from '../http/http-call';
import type { RateLimit } from '../http/gcra';
import type { HttpClientOptions } from '../http/http-client-options';
import { classifyItGlueError } from './classify-itglue-error';

/** What the connector needs of the configuration's `itglue` section. */
export interface ItGlueOptions {
  /** The address of a region, where alone the key is valid, or of a gateway in front of it. */
  readonly url: string;
  readonly apiKey: Secret;
}

const WINDOW_SECONDS = 300;
/** IT Glue allows 3,000 in five minutes, shared by everything that an account has connected: we take two thirds. */
const REQUESTS_PER_WINDOW = 2000;

/** The budget to ask for: at the default 6 a second, a burst of 200 makes 2,000 in any five minutes. */
export function itGlueRateLimit(requestsPerSecond: number): RateLimit {
  const steady = Math.min(requestsPerSecond, (REQUESTS_PER_WINDOW - 1) / WINDOW_SECONDS);
  return { requestsPerSecond: steady, burst: Math.floor(REQUESTS_PER_WINDOW - steady * WINDOW_SECONDS) };
}

const CONCURRENCY = 4;
/** Long, because lists of flexible assets are slow, and still shorter than a stream's lease of 60 s. */
const TIMEOUT_MS = 45_000;

const MEDIA_TYPE = 'application/vnd.api+json';

type ItGlueHttpOptions = Pick<
  HttpClientOptions,
  'system' | 'baseUrl' | 'headers' | 'classify' | 'concurrency' | 'timeoutMs'
>;

/** Everything about the HTTP client that is IT Glue's own. */
export function itGlueHttpOptions(options: ItGlueOptions): ItGlueHttpOptions {
  return {
    system: 'itglue',
    baseUrl: options.url,
    headers: (call) => headersFor(call, options.apiKey.reveal()),
    classify: classifyItGlueError,
    concurrency: CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
  };
}

function headersFor(call: HttpCall, apiKey: string): Readonly<Record<string, string>> {
  const contentType: Record<string, string> = call.body === undefined ? {} : { 'content-type': MEDIA_TYPE };
  return { accept: MEDIA_TYPE, 'x-api-key': apiKey, ...contentType };
}
