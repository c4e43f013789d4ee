import type { HttpCall } from '../http/http-call';
import type { HttpClientOptions } from '../http/http-client-options';
import { classifyItGlueError } from './classify-itglue-error';

export type ItGlueRegion = 'us' | 'eu' | 'au';

/** What the connector needs of the configuration's `itglue` section. */
export interface ItGlueOptions {
  /** A region, or the address of a gateway in front of IT Glue. A key is valid in one region only. */
  readonly location: { readonly region: ItGlueRegion } | { readonly url: string };
  readonly apiKey: string;
}

const REGION_URLS = {
  us: 'https://api.itglue.com',
  eu: 'https://api.eu.itglue.com',
  au: 'https://api.au.itglue.com',
} as const satisfies Record<ItGlueRegion, string>;

/**
 * IT Glue allows 3,000 requests in five minutes, for everything that an account has connected. We ask for two thirds:
 * a burst of 200 and 6 a second are at most 2,000 in any five minutes.
 */
export const ITGLUE_RATE = { requestsPerSecond: 6, burst: 200 } as const;

export const ITGLUE_CONCURRENCY = 4;
/** Long, because lists of flexible assets are slow, and still shorter than a stream's lease of 60 s. */
const TIMEOUT_MS = 45_000;

const MEDIA_TYPE = 'application/vnd.api+json';

export type ItGlueHttpOptions = Pick<
  HttpClientOptions,
  'system' | 'baseUrl' | 'headers' | 'classify' | 'concurrency' | 'timeoutMs'
>;

/** Everything about the HTTP client that is IT Glue's own. */
export function itGlueHttpOptions(options: ItGlueOptions): ItGlueHttpOptions {
  return {
    system: 'itglue',
    baseUrl: itGlueUrl(options.location),
    headers: (call) => headersFor(call, options.apiKey),
    classify: classifyItGlueError,
    concurrency: ITGLUE_CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
  };
}

export function itGlueUrl(location: ItGlueOptions['location']): string {
  return 'url' in location ? location.url : REGION_URLS[location.region];
}

function headersFor(call: HttpCall, apiKey: string): Readonly<Record<string, string>> {
  const contentType: Record<string, string> = call.body === undefined ? {} : { 'content-type': MEDIA_TYPE };
  return { accept: MEDIA_TYPE, 'x-api-key': apiKey, ...contentType };
}
