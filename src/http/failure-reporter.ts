import { IntegrationError, type IntegrationErrorDetail } from '../kernel/integration-error';
import { classifyNetworkError } from './classify-network-error';
import { classifyStatus } from './classify-status';
import type { HttpCall } from './http-call';
import type { HttpClientOptions, HttpFailure } from './http-client-options';
import { parseRetryAfter } from './retry-after';
import { showText } from './show-text';

const REQUEST_ID_HEADERS = ['x-request-id', 'x-cw-request-id', 'x-amzn-requestid', 'x-amz-apigw-id'];

type Reported = Omit<IntegrationErrorDetail, 'system' | 'operation'>;

/** Turns everything that can go wrong into the one error class, without anything that could hold a secret. */
export class FailureReporter {
  constructor(private readonly options: HttpClientOptions) {}

  /** An answer that is not 2xx. */
  ofStatus(failure: HttpFailure): IntegrationError {
    const { status, headers, call } = failure;
    if (status >= 300 && status < 400) return this.ofRedirect(failure);
    const found = this.options.classify(failure);
    const words = found.message.trim();
    return this.report(call, {
      kind: found.kind,
      status,
      message: `answered ${status}${words === '' ? '' : `: ${words}`}`,
      ...optional('retryAfterMs', longest(found.retryAfterMs, this.headerDelayMs(headers))),
      ...optional('requestId', this.requestIdOf(headers)),
    });
  }

  /** A 2xx whose body is not what it should be; of a write the outcome is unknown. */
  ofBody(call: HttpCall, status: number, problem: string, text = ''): IntegrationError {
    const words = text === '' ? '' : ` ("${text}")`;
    return this.report(call, { kind: 'contract', status, message: `answered ${status} with ${problem}${words}` });
  }

  /** No answer, or not all of it. */
  ofNetwork(call: HttpCall, error: unknown): IntegrationError {
    const found = classifyNetworkError(error);
    return this.report(call, found);
  }

  ofTimeout(call: HttpCall, timeoutMs: number): IntegrationError {
    const message = `gave no complete answer within ${timeoutMs / 1000} s`;
    return this.report(call, { kind: 'transient', message });
  }

  ofOversize(call: HttpCall, maxBytes: number): IntegrationError {
    const message = `answered with more than ${Math.floor(maxBytes / 1_000_000)} MB, which no page of it needs`;
    return this.report(call, { kind: 'contract', message });
  }

  ofPause(call: HttpCall, retryAfterMs: number): IntegrationError {
    const message = `asked for a pause that lasts another ${Math.ceil(retryAfterMs / 1000)} s; nothing was sent`;
    return this.report(call, { kind: 'rate-limited', retryAfterMs, notDone: true, message });
  }

  ofStop(call: HttpCall, sent: boolean): IntegrationError {
    const message = sent ? 'was stopped before the answer came' : 'was stopped before it was sent';
    return this.report(call, { kind: 'transient', notDone: !sent, message });
  }

  private ofRedirect({ status, headers, call }: HttpFailure): IntegrationError {
    const target = hostOf(headers['location']);
    const message = `answered ${status}, a redirect to ${target}, which is not followed: correct url in the configuration`;
    return this.report(call, { kind: classifyStatus(status), status, notDone: true, message });
  }

  private headerDelayMs(headers: HttpFailure['headers']): number | undefined {
    return parseRetryAfter(headers['retry-after'], this.options.clock.wallMs());
  }

  /** What the vendor calls the request, for its support; nothing that a proxy could have put there. */
  private requestIdOf(headers: HttpFailure['headers']): string | undefined {
    const found = REQUEST_ID_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
    const isId = found !== undefined && /^[\w.:=+/-]{1,80}$/.test(found);
    return isId ? showText(found, this.options.redactor) : undefined;
  }

  private report(call: HttpCall, found: Reported): IntegrationError {
    const { system, redactor } = this.options;
    return new IntegrationError({
      ...found,
      system,
      operation: call.operation,
      message: showText(`${system}: ${call.operation} ${found.message}`, redactor),
    });
  }
}

/** Scheme and host only: the query of a redirect may hold a token. */
function hostOf(location: string | undefined): string {
  if (location === undefined) return 'nowhere';
  if (!/^[a-z]+:\/\//i.test(location) && !location.startsWith('//')) return 'another path';
  try {
    const url = new URL(location, 'https://unknown.invalid');
    return url.host;
  } catch {
    return 'an unreadable address';
  }
}

function longest(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Math.max(left, right);
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
