import axios, { type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { IAxiosRetryConfig } from 'axios-retry';
import { IntegrationError } from '../kernel/integration-error';
import { AttemptError } from './attempt-error';
import { createTransport, type Transport } from './axios-factory';
import { ConcurrencyGate } from './concurrency-gate';
import { FailureReporter } from './failure-reporter';
import { isRead, type HttpCall, type HttpReply } from './http-call';
import type { HttpClientOptions } from './http-client-options';
import { parseJsonBody, type ParsedBody } from './parse-json-body';
import { MOST_TRIES, planRetry } from './plan-retry';
import { LONGEST_WAIT_MS, SystemPausedError } from './rate-budget';
import { currentRequestScope, type Priority } from './request-scope';
import { requestUrl } from './request-url';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_RESPONSE_BYTES = 64_000_000;
const DEFAULT_PAUSE_MS = 5_000;
const TOO_LATE = 'too late';

/**
 * The only way to a vendor, one per system and process. Reads are tried again as `planRetry` says, writes are sent
 * exactly once. Every failure is an `IntegrationError`; a write in a dry run is a plain error, because it is our bug.
 */
export class HttpClient {
  private readonly transport: Transport;
  private readonly gate: ConcurrencyGate;
  private readonly report: FailureReporter;
  private readonly timeoutMs: number;
  private readonly maxResponseBytes: number;
  private readonly exchange: AxiosAdapter = axios.getAdapter('http');

  constructor(private readonly options: HttpClientOptions) {
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.maxResponseBytes = options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES;
    this.transport = createTransport({
      concurrency: options.concurrency,
      maxResponseBytes: this.maxResponseBytes,
      ...(options.caPem === undefined ? {} : { caPem: options.caPem }),
    });
    this.gate = new ConcurrencyGate(options.concurrency);
    this.report = new FailureReporter(options);
  }

  async send(wanted: HttpCall): Promise<HttpReply> {
    const scope = currentRequestScope();
    scope?.assertAllowed(wanted);
    const call = wanted.signal || !scope?.signal || !isRead(wanted) ? wanted : { ...wanted, signal: scope.signal };
    try {
      const response = await this.transport.instance.request<unknown>({
        url: requestUrl(this.options.baseUrl, call),
        method: call.method,
        data: bodyText(call),
        adapter: (config) => this.attempt(call, config),
        'axios-retry': this.retryRule(call),
        ...(isRead(call) ? {} : this.transport.freshAgents),
      });
      return { status: response.status, headers: plainHeaders(response), body: response.data };
    } catch (error) {
      if (error instanceof AttemptError) throw error.failure;
      // Whatever else axios throws holds the configuration, and with it headers and body.
      throw axios.isAxiosError(error) ? this.report.ofNetwork(call, error) : error;
    }
  }

  /** The library decides when its hook says so; all waiting is ours, on the clock. */
  private retryRule(call: HttpCall): IAxiosRetryConfig {
    if (!isRead(call)) return { retries: 0 };
    const random = this.options.random ?? Math.random;
    let waitMs: number | undefined;
    let tries = 0;
    return {
      retries: MOST_TRIES - 1,
      shouldResetTimeout: true,
      retryDelay: () => 0,
      retryCondition: (error) => {
        tries += 1;
        waitMs = error instanceof AttemptError ? planRetry(error.failure, tries, random()) : undefined;
        return waitMs !== undefined && call.signal?.aborted !== true;
      },
      onRetry: async (_count, error) => {
        if (waitMs === undefined || !(error instanceof AttemptError)) return;
        // After a 429 the whole system waits, this request among it, in the budget.
        if (error.failure.kind === 'rate-limited') this.pause(waitMs);
        else await this.sleep(waitMs, call.signal);
      },
    };
  }

  private async sleep(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.options.clock.sleep(waitMs, signal);
    } catch {
      // Stopped while it waited: the next try sees the signal and reports it.
    }
  }

  /** One try: credentials, a place, a turn, the exchange. It rejects with what `send` shall throw. */
  private async attempt(call: HttpCall, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    const credentials = await this.options.headers(call);
    config.headers.set({ 'User-Agent': 'vspc-bridge', ...contentType(call), ...credentials, ...call.headers });
    const priority = currentRequestScope()?.priority ?? 'mapping';
    try {
      return await this.inTurn(call, priority, config);
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      this.pauseAfter(call, error);
      throw new AttemptError(error, config);
    }
  }

  private async inTurn(call: HttpCall, priority: Priority, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    await this.waitForTurn(call, () => this.gate.enter(priority, call.signal));
    try {
      await this.waitForTurn(call, () => this.options.budget.acquire(this.options.system, priority, call.signal));
      call.beforeLeaving?.();
      currentRequestScope()?.count(this.options.system, call);
      const fromMs = this.options.clock.wallMs();
      const response = await this.exchangeInTime(call, config);
      this.compareClocks(response, fromMs);
      return this.readReply(call, response);
    } finally {
      this.gate.leave();
    }
  }

  private compareClocks(response: AxiosResponse, fromMs: number): void {
    const { date } = plainHeaders(response);
    const asked = { fromMs, toMs: this.options.clock.wallMs() };
    currentRequestScope()?.clockWatch.record(this.options.system, date, asked);
  }

  private async waitForTurn(call: HttpCall, wait: () => Promise<void>): Promise<void> {
    try {
      await wait();
    } catch (error) {
      if (error instanceof SystemPausedError) throw this.report.ofPause(call, error.retryAfterMs);
      if (call.signal?.aborted) throw this.report.ofStop(call, false);
      throw error;
    }
  }

  /** With a limit on the whole exchange: a server that drips a byte a minute never runs into an idle time-out. */
  private async exchangeInTime(call: HttpCall, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort(TOO_LATE);
    }, this.timeoutMs);
    const onAbort = (): void => {
      stop.abort();
    };
    call.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await this.exchange({ ...config, signal: stop.signal });
    } catch (error) {
      if (stop.signal.reason === TOO_LATE) throw this.report.ofTimeout(call, this.timeoutMs);
      if (call.signal?.aborted) throw this.report.ofStop(call, true);
      if (error instanceof Error && error.message.includes('maxContentLength')) {
        throw this.report.ofOversize(call, this.maxResponseBytes);
      }
      throw this.report.ofNetwork(call, error);
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', onAbort);
    }
  }

  private readReply(call: HttpCall, response: AxiosResponse): AxiosResponse {
    const { status } = response;
    const headers = plainHeaders(response);
    const bytes: unknown = response.data;
    const parsed = parseJsonBody(bytes instanceof Uint8Array ? bytes : new Uint8Array(), headers['content-type']);
    if (status < 200 || status >= 300) {
      throw this.report.ofStatus({ status, headers, body: bodyOfFailure(parsed), call });
    }
    if (parsed.kind === 'json') return { ...response, data: parsed.value };
    if (parsed.kind === 'unusable') throw this.report.ofBody(call, status, parsed.problem, parsed.text);
    const mayBeEmpty = call.method === 'HEAD' || status === 202 || status === 204 || !isRead(call);
    if (!mayBeEmpty) throw this.report.ofBody(call, status, 'an empty body');
    return { ...response, data: undefined };
  }

  /** Nobody else runs into a refusal that `retryRule` does not wait out: a long one, or one of a write. */
  private pauseAfter(call: HttpCall, failure: IntegrationError): void {
    if (failure.kind !== 'rate-limited') return;
    const pauseMs = failure.retryAfterMs ?? DEFAULT_PAUSE_MS;
    if (pauseMs > LONGEST_WAIT_MS || !isRead(call)) this.pause(pauseMs);
  }

  private pause(forMs: number): void {
    this.options.budget.pauseUntil(this.options.system, this.options.clock.wallMs() + forMs);
  }
}

function bodyText(call: HttpCall): string | undefined {
  if (call.body === undefined) return undefined;
  return call.body instanceof URLSearchParams ? call.body.toString() : JSON.stringify(call.body);
}

function contentType(call: HttpCall): Record<string, string> {
  if (call.body === undefined) return {};
  return {
    'Content-Type': call.body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json',
  };
}

function bodyOfFailure(parsed: ParsedBody): unknown {
  if (parsed.kind === 'json') return parsed.value;
  return parsed.kind === 'unusable' && parsed.text !== '' ? parsed.text : undefined;
}

function plainHeaders(response: AxiosResponse): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
