import type { HttpCall, HttpReply } from '../http/http-call';
import { WireRecord } from '../http/wire-record';
import type { Clock } from '../kernel/clock';
import { IntegrationError, type SystemName } from '../kernel/integration-error';
import type { SessionRedactor } from './session-redactor';

export type VspcCredentials = { readonly apiKey: string } | { readonly username: string; readonly password: string };

/** Where the bearer of the next request comes from. */
export interface VspcLogin {
  bearer(): Promise<string>;
  /** After a 401: true when a new login may help, false when the credential itself was refused. */
  forget(): boolean;
  /** The server has tokens that can only read: use one from now on. */
  useReadOnlyTokens(): void;
}

/** Valid until somebody disables it. */
export class ApiKeyLogin implements VspcLogin {
  constructor(private readonly apiKey: string) {}

  bearer(): Promise<string> {
    return Promise.resolve(this.apiKey);
  }

  forget(): boolean {
    return false;
  }

  useReadOnlyTokens(): void {
    // Whether a key may only read is decided where it is made.
  }
}

interface PasswordLoginOptions {
  readonly system: SystemName;
  readonly username: string;
  readonly password: string;
  readonly clock: Clock;
  readonly redactor: SessionRedactor;
  readonly send: (call: HttpCall) => Promise<HttpReply>;
}

interface Token {
  readonly access: string;
  readonly refresh: string | null;
  readonly readOnly: boolean;
  readonly renewAtMs: number;
}

/** Facts 1.2: the lifetime is told in seconds; 15 minutes is the shortest that anybody has seen. */
const ASSUMED_LIFETIME_S = 900;
const RENEWED_AT = 0.8;
/** A refused password is not tried again at once: every try counts towards locking the account. */
const REFUSED_FOR_MS = 300_000;

const MFA_ADVICE =
  'asks for multi-factor authentication, which cannot be done unattended: use an API key ' +
  '(Configuration, REST API Keys, Simple Key, read-only access)';

/** User name and password: one login for all who wait, renewed before it ends. */
export class PasswordLogin implements VspcLogin {
  private token: Token | undefined;
  private renewal: Promise<Token> | undefined;
  private refusal: { readonly error: IntegrationError; readonly untilMs: number } | undefined;
  private readOnly = false;

  constructor(private readonly options: PasswordLoginOptions) {}

  async bearer(): Promise<string> {
    const { token } = this;
    if (token && this.options.clock.wallMs() < token.renewAtMs && token.readOnly === this.readOnly) return token.access;
    this.renewal ??= this.renew().finally(() => {
      this.renewal = undefined;
    });
    return (await this.renewal).access;
  }

  forget(): boolean {
    this.token = undefined;
    return true;
  }

  useReadOnlyTokens(): void {
    this.readOnly = true;
  }

  private async renew(): Promise<Token> {
    if (this.refusal && this.options.clock.wallMs() < this.refusal.untilMs) throw this.refusal.error;
    const refresh = this.token?.refresh ?? null;
    const { username, password } = this.options;
    try {
      this.token =
        (refresh === null ? undefined : await this.tryRefresh(refresh)) ??
        (await this.request({ grant_type: 'password', username, password }));
      this.refusal = undefined;
      return this.token;
    } catch (error) {
      if (error instanceof IntegrationError && error.kind === 'auth') {
        this.refusal = { error, untilMs: this.options.clock.wallMs() + REFUSED_FOR_MS };
      }
      throw error;
    }
  }

  /** Undefined when the refresh token has ended, which is no news: the password is still there. */
  private async tryRefresh(refreshToken: string): Promise<Token | undefined> {
    try {
      return await this.request({ grant_type: 'refresh_token', refresh_token: refreshToken });
    } catch (error) {
      if (error instanceof IntegrationError && error.kind === 'auth') return undefined;
      throw error;
    }
  }

  private async request(grant: Readonly<Record<string, string>>): Promise<Token> {
    const { readOnly } = this;
    const reply = await this.options.send({
      operation: 'POST /token',
      method: 'POST',
      path: '/token',
      tokenRequest: true,
      body: new URLSearchParams({ ...grant, ...(readOnly ? { readOnly: 'true' } : {}) }),
    });
    return this.parse(reply.body, readOnly);
  }

  private parse(body: unknown, readOnly: boolean): Token {
    const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
    const record = WireRecord.parse(fields, 'token');
    const access = record.value('access_token');
    const refresh = record.value('refresh_token');
    const lifetime = Number(record.value('expires_in'));
    if (typeof access !== 'string' || access === '') throw this.refused(record.has('mfa_token'));
    this.options.redactor.rememberToken(access);
    if (typeof refresh === 'string') this.options.redactor.rememberToken(refresh);
    const lifetimeS = lifetime > 0 && Number.isFinite(lifetime) ? lifetime : ASSUMED_LIFETIME_S;
    return {
      access,
      refresh: typeof refresh === 'string' && refresh !== '' ? refresh : null,
      readOnly,
      renewAtMs: this.options.clock.wallMs() + lifetimeS * 1000 * RENEWED_AT,
    };
  }

  private refused(wantsMfa: boolean): IntegrationError {
    const { system } = this.options;
    const message = `${system}: POST /token ${wantsMfa ? MFA_ADVICE : 'answered without an access token'}`;
    return new IntegrationError({ system, operation: 'POST /token', kind: wantsMfa ? 'auth' : 'contract', message });
  }
}
