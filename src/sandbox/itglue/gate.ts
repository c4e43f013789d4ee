import type { SandboxClock, SandboxRequest } from '../http/stand-in';
import type { ItGlueRegion } from './itglue-data';
import type { ItGlueState } from './itglue-state';
import type { ItGlueSwitches } from './switches';
import { VendorRefusal, forbidden, jsonApiRefusal } from './vendor-refusal';

const WINDOW_MS = 5 * 60_000;
const MAXIMUM_BODY_BYTES = 10 * 1024 * 1024;
const REGION_OF_HOST: Readonly<Record<string, ItGlueRegion>> = {
  'api.itglue.com': 'us',
  'api.eu.itglue.com': 'eu',
  'api.au.itglue.com': 'au',
};

/** The gateway in front of the account: payload limit, firewall, key, and the sliding window of requests. */
export class Gate {
  private readonly requestTimes = new Map<string, number[]>();

  constructor(
    private readonly state: ItGlueState,
    private readonly clock: SandboxClock,
  ) {}

  /** Lets a request pass and returns the name of its key, or throws what the gateway would answer. */
  pass(request: SandboxRequest, switches: ItGlueSwitches): string {
    if (request.body.length > MAXIMUM_BODY_BYTES) {
      throw new VendorRefusal(switches.payloadTooLargeStatus, { message: 'Request Too Long' });
    }
    const keyName = this.nameOfKey(request, switches);
    this.countRequest(switches.rateLimitScope === 'key' ? keyName : '', switches);
    if (switches.firewall && /<\s*script/i.test(request.body.toString('utf8'))) {
      throw new VendorRefusal(403, '<html><head><title>403 Forbidden</title></head><body>403 Forbidden</body></html>');
    }
    refuseOtherContentTypes(request);
    return keyName;
  }

  /** Requests that count in the present window, over all keys. */
  requestsInWindow(): number {
    const startMs = this.clock.wallMs() - WINDOW_MS;
    return [...this.requestTimes.values()].flat().filter((timeMs) => timeMs > startMs).length;
  }

  private nameOfKey(request: SandboxRequest, switches: ItGlueSwitches): string {
    const value = request.headers['x-api-key'];
    const key = this.state.account.keys.find((candidate) => candidate.value === value);
    if (key?.state !== 'active') throw forbidden();
    if (servedRegion(request, switches, this.state) !== this.state.account.region) throw forbidden();
    return key.name;
  }

  private countRequest(scope: string, switches: ItGlueSwitches): void {
    if (switches.rateLimit === 0) return;
    const nowMs = this.clock.wallMs();
    const times = (this.requestTimes.get(scope) ?? []).filter((timeMs) => timeMs > nowMs - WINDOW_MS);
    this.requestTimes.set(scope, times);
    const oldestMs = times[0];
    if (times.length < switches.rateLimit || oldestMs === undefined) {
      times.push(nowMs);
      return;
    }
    const retryAfterSeconds = Math.ceil((oldestMs + WINDOW_MS - nowMs) / 1000);
    throw tooManyRequests(switches, retryAfterSeconds);
  }
}

function servedRegion(request: SandboxRequest, switches: ItGlueSwitches, state: ItGlueState): ItGlueRegion {
  if (switches.servedRegion !== 'account') return switches.servedRegion;
  return REGION_OF_HOST[request.headers['host'] ?? ''] ?? state.account.region;
}

function tooManyRequests(switches: ItGlueSwitches, retryAfterSeconds: number): VendorRefusal {
  const headers: Record<string, string> = switches.retryAfterHeader ? { 'retry-after': String(retryAfterSeconds) } : {};
  switch (switches.rateLimitBody) {
    case 'message':
      return new VendorRefusal(429, { message: 'Too Many Requests' }, headers);
    case 'errors':
      return new VendorRefusal(429, jsonApiRefusal(429, { status: 429, title: 'Too Many Requests' }).body, headers);
    case 'empty':
      return new VendorRefusal(429, undefined, headers);
    case 'html':
      return new VendorRefusal(429, '<html><body><h1>429 Too Many Requests</h1></body></html>', headers);
  }
}

/** A body needs the type of JSON:API; parameters such as the character set may follow. */
function refuseOtherContentTypes(request: SandboxRequest): void {
  if (request.body.length === 0) return;
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/vnd.api+json') return;
  throw jsonApiRefusal(415, {
    status: 415,
    title: 'Unsupported Media Type',
    detail: 'The content type of a request with a body is application/vnd.api+json',
  });
}
