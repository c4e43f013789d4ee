import { stableHash } from '../../kernel/stable-hash';
import type { SandboxClock } from '../http/stand-in';
import type { Switches } from './switches';
import type { VspcData, VspcUser } from './vspc-data';
import { forbidden, unauthorized } from './vspc-refusal';
import type { VspcRefusal } from './vspc-refusal';

/** Who is asking, by token or key. */
export interface Caller {
  readonly user: VspcUser;
  readonly isReadOnly: boolean;
}

interface StoredToken {
  readonly userUid: string;
  readonly isReadOnly: boolean;
  readonly expiresAtMs: number;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** Access, refresh and second-factor tokens by wall time, and the API keys of the data. Facts 1.2 and 1.3. */
export class Sessions {
  private readonly access = new Map<string, StoredToken>();
  private readonly refresh = new Map<string, StoredToken>();
  private readonly mfa = new Map<string, StoredToken>();
  private issued = 0;

  constructor(
    private readonly data: VspcData,
    private readonly clock: SandboxClock,
    private readonly switches: Switches,
  ) {}

  issue(userUid: string, isReadOnly: boolean): TokenPair {
    const expiresInSeconds = this.switches.get('tokenLifetimeSeconds');
    const refreshSeconds = this.switches.get('refreshLifetimeSeconds');
    return {
      accessToken: this.store(this.access, { userUid, isReadOnly }, expiresInSeconds),
      refreshToken: this.store(this.refresh, { userUid, isReadOnly }, refreshSeconds),
      expiresInSeconds,
    };
  }

  issueMfaToken(userUid: string): string {
    return this.store(this.mfa, { userUid, isReadOnly: false }, 300);
  }

  /** Uses a refresh token up, unless the switch lets it live. */
  redeemRefreshToken(token: string): StoredToken | undefined {
    const stored = this.live(this.refresh, token);
    if (stored !== undefined && this.switches.get('refreshReuse') === 'refused') this.refresh.delete(token);
    return stored;
  }

  redeemMfaToken(token: string): StoredToken | undefined {
    const stored = this.live(this.mfa, token);
    this.mfa.delete(token);
    return stored;
  }

  /** Ends every session of a user. */
  revoke(userUid: string): void {
    for (const tokens of [this.access, this.refresh, this.mfa]) {
      for (const [token, stored] of tokens) if (stored.userUid === userUid) tokens.delete(token);
    }
  }

  /** 401 for everything but a live token or an enabled key of an enabled user. */
  identify(authorization: string | undefined): Caller {
    const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (bearer === undefined) throw unauthorized('The request carries no bearer token.');
    const stored = this.live(this.access, bearer);
    if (stored !== undefined) return this.callerOf(stored.userUid, stored.isReadOnly);
    const key = this.data.apiKeys.find((candidate) => candidate.key === bearer);
    if (key === undefined) throw unauthorized('The token is not known or has expired.');
    if (!key.isEnabled) throw this.disabled();
    return this.callerOf(key.userUid, key.isReadOnly);
  }

  findUser(userUid: string): VspcUser | undefined {
    return this.data.users.find((user) => user.uid === userUid);
  }

  private callerOf(userUid: string, isReadOnly: boolean): Caller {
    const user = this.findUser(userUid);
    if (user?.isEnabled !== true) throw this.disabled();
    return { user, isReadOnly };
  }

  private disabled(): VspcRefusal {
    const message = 'The key or its user is disabled.';
    return this.switches.get('disabledKeyStatus') === '401' ? unauthorized(message) : forbidden(message);
  }

  private live(tokens: Map<string, StoredToken>, token: string): StoredToken | undefined {
    const stored = tokens.get(token);
    return stored !== undefined && stored.expiresAtMs > this.clock.wallMs() ? stored : undefined;
  }

  private store(
    tokens: Map<string, StoredToken>,
    owner: Pick<StoredToken, 'userUid' | 'isReadOnly'>,
    lifetimeSeconds: number,
  ): string {
    const expiresAtMs = this.clock.wallMs() + lifetimeSeconds * 1000;
    this.issued += 1;
    const claims = { sub: owner.userUid, exp: Math.floor(expiresAtMs / 1000), jti: this.issued };
    const parts = [{ typ: 'JWT', alg: 'RS256' }, claims].map((part) => encode(JSON.stringify(part)));
    const token = [...parts, encode(stableHash(claims))].join('.');
    tokens.set(token, { ...owner, expiresAtMs });
    return token;
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
