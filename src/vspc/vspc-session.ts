import { HttpClient } from '../http/http-client';
import type { HttpReply, QueryValue } from '../http/http-call';
import type { HttpFailure } from '../http/http-client-options';
import { IntegrationError, type SystemName } from '../kernel/integration-error';
import { fetchAsyncResult } from './async-action';
import { classifyVspcFailure, isUnsupportedVersion } from './classify-vspc-failure';
import { parseAbout, type VspcAbout } from './parse-about';
import { parseEnvelope, type VspcEnvelope } from './parse-envelope';
import { chooseRestVersion, type VspcVersion } from './rest-version';
import { SessionRedactor } from './session-redactor';
import { VspcFailures } from './vspc-failure';
import { ApiKeyLogin, PasswordLogin, type VspcLogin } from './vspc-login';
import type { VspcConnectorOptions } from './vspc-options';

export type VspcQuery = Readonly<Record<string, QueryValue>>;

const ABOUT = 'GET /about';
const VERSION_HEADER = 'x-client-version';
const DEFAULT_CONCURRENCY = 3;
/** A server that is upgraded under us is noticed within this time. */
const VERSION_TRUSTED_MS = 3_600_000;

interface KnownServer {
  readonly about: VspcAbout;
  readonly version: VspcVersion;
  readonly untilMs: number;
}

/** One logged-in conversation with one server: credentials, the version that both speak, answers that take long. */
export class VspcSession {
  readonly system: SystemName;
  readonly failures: VspcFailures;
  private readonly client: HttpClient;
  private readonly login: VspcLogin;
  private readonly redactor: SessionRedactor;
  private readonly refusedVersions = new Set<string>();
  /** `GET /path 3.6`: answered as if the version were not known. */
  private readonly turnedDown = new Set<string>();
  private known: KnownServer | undefined;
  private asking: Promise<KnownServer> | undefined;

  constructor(private readonly options: VspcConnectorOptions) {
    this.system = `vspc:${options.name}`;
    this.redactor = new SessionRedactor(options.redactor);
    this.failures = new VspcFailures(this.system, this.redactor);
    this.login = this.createLogin();
    this.client = new HttpClient({
      ...options,
      system: this.system,
      baseUrl: apiAddress(options.url),
      redactor: this.redactor,
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      headers: async (call) => (call.tokenRequest ? {} : { authorization: `Bearer ${await this.login.bearer()}` }),
      classify: (failure) => this.classify(failure),
    });
  }

  /** Asked again after an hour. */
  async version(): Promise<VspcVersion> {
    if (this.known && this.options.clock.wallMs() < this.known.untilMs) return this.known.version;
    return (await this.ask()).version;
  }

  /** Always asked anew. */
  async about(): Promise<VspcAbout> {
    return (await this.ask()).about;
  }

  /** A GET below `/api/v3`, with everything that stands between us and its data. */
  async get(path: string, query: VspcQuery = {}, operation = `GET ${path}`): Promise<VspcEnvelope> {
    const version = await this.version();
    try {
      const reply = await this.send(path, query, operation, version.rest);
      if (reply.status !== 202) return parseEnvelope(reply.body, false);
      return parseEnvelope(await this.awaitResult(operation, reply, version.rest), true);
    } catch (error) {
      if (!(await this.isRefused(version.rest, operation))) throw this.failures.ofParsing(operation, error);
    }
    // The server turned our version down: choose again, once for every version that is left.
    this.known = undefined;
    return this.get(path, query, operation);
  }

  /** A server says the same of a version that it does not know and of a list that the version does not have. */
  private async isRefused(rest: string, operation: string): Promise<boolean> {
    if (this.refusedVersions.has(rest)) return true;
    if (!this.turnedDown.has(`${operation} ${rest}`)) return false;
    try {
      await this.send('/about', {}, ABOUT, rest);
      return false;
    } catch (error) {
      if (!this.turnedDown.has(`${ABOUT} ${rest}`)) throw error;
      this.refusedVersions.add(rest);
      return true;
    }
  }

  private ask(): Promise<KnownServer> {
    this.asking ??= this.askVersion().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async askVersion(): Promise<KnownServer> {
    const operation = ABOUT;
    const about = await this.readAbout(operation, await this.send('/about', {}, operation, undefined));
    const choice = chooseRestVersion(about.serverVersion, this.refusedVersions);
    if (choice.kind === 'unreadable') {
      throw this.failures.create(operation, 'contract', `tells a version that is none: "${about.serverVersion}"`);
    }
    if (choice.kind === 'refused') {
      throw this.failures.ofServer(operation, `cannot be worked with: ${choice.reason}`);
    }
    const { version } = choice;
    if (version.capabilities.readOnlyTokens) this.login.useReadOnlyTokens();
    this.known = { about, version, untilMs: this.options.clock.wallMs() + VERSION_TRUSTED_MS };
    return this.known;
  }

  private async readAbout(operation: string, reply: HttpReply): Promise<VspcAbout> {
    try {
      if (reply.status !== 202) return parseAbout(parseEnvelope(reply.body, false).data);
      return parseAbout(parseEnvelope(await this.awaitResult(operation, reply, undefined), true).data);
    } catch (error) {
      throw this.failures.ofParsing(operation, error);
    }
  }

  private awaitResult(operation: string, accepted: HttpReply, rest: string | undefined): Promise<unknown> {
    const { clock } = this.options;
    const get = (path: string, polled: string): Promise<HttpReply> => this.send(path, {}, polled, rest);
    return fetchAsyncResult({ clock, failures: this.failures, get }, operation, accepted);
  }

  /** Once more after a 401 when the token may have ended early: somebody revoked it, or logged in elsewhere. */
  private async send(path: string, query: VspcQuery, operation: string, rest: string | undefined): Promise<HttpReply> {
    const headers = rest === undefined ? {} : { [VERSION_HEADER]: rest };
    const call = { operation, method: 'GET' as const, path, query, headers };
    try {
      return await this.client.send(call);
    } catch (error) {
      const refused = error instanceof IntegrationError && error.kind === 'auth' && error.status === 401;
      if (!refused || !this.login.forget()) throw error;
    }
    return this.client.send(call);
  }

  private classify(failure: HttpFailure): ReturnType<typeof classifyVspcFailure> {
    const sent = failure.call.headers?.[VERSION_HEADER];
    if (sent !== undefined && isUnsupportedVersion(failure.body)) {
      this.turnedDown.add(`${failure.call.operation} ${sent}`);
    }
    return classifyVspcFailure(failure);
  }

  private createLogin(): VspcLogin {
    const { credentials, clock, redactor } = this.options;
    if ('apiKey' in credentials) {
      redactor.register(credentials.apiKey);
      return new ApiKeyLogin(credentials.apiKey);
    }
    redactor.register(credentials.password);
    return new PasswordLogin({
      ...credentials,
      system: this.system,
      clock,
      redactor: this.redactor,
      send: (call) => this.client.send(call),
    });
  }
}

/** People write the address of the portal; the API is below it. */
function apiAddress(url: string): string {
  const base = url.replace(/\/+$/, '');
  return /\/api\/v3$/i.test(base) ? base : `${base}/api/v3`;
}
