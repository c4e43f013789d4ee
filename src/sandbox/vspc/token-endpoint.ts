import type { JsonValue } from '../../kernel/json';
import { isAtLeast } from './rest-version';
import type { RestVersion } from './rest-version';
import type { Sessions, TokenPair } from './sessions';
import type { Switches } from './switches';
import type { VspcData } from './vspc-data';
import { VspcRefusal, vspcErrors } from './vspc-refusal';

interface TokenContext {
  readonly data: VspcData;
  readonly sessions: Sessions;
  readonly switches: Switches;
  readonly version: RestVersion;
}

const NOT_SIMULATED = ['as', 'authorization_code', 'public_key'];

/**
 * POST /token (facts 1.2). A wrong password is a 400, never a 401.
 *
 * | grant_type                        | outcome                                                     |
 * | --------------------------------- | ----------------------------------------------------------- |
 * | password                          | a pair of tokens; 400 when wrong or disabled                 |
 * | password, second factor set up    | 400, or mfa_token only, by switch                           |
 * | mfa                               | a pair for a live mfa_token with the user's code            |
 * | refresh_token                     | a new pair; the token is used up                            |
 * | as, authorization_code, public_key | 501: not simulated                                         |
 * | missing, anything else            | 400 invalid_request, 400 unsupported_grant_type             |
 */
export function issueToken(contentType: string | undefined, body: Buffer, context: TokenContext): JsonValue {
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded') {
    const message = `The content type '${mediaType ?? ''}' is not supported.`;
    throw new VspcRefusal(415, vspcErrors({ message, type: 'logical', code: 415 }));
  }
  const form = new URLSearchParams(body.toString('utf8'));
  const grant = form.get('grant_type');
  if (grant === null || grant === '') throw oauthError('invalid_request', 'grant_type is missing.');
  if (NOT_SIMULATED.includes(grant)) throw new VspcRefusal(501, `The stand-in does not simulate the grant ${grant}.`);
  switch (grant) {
    case 'password':
      return grantByPassword(form, context);
    case 'refresh_token':
      return grantByRefresh(form, context);
    case 'mfa':
      return grantByMfa(form, context);
    default:
      throw oauthError('unsupported_grant_type', `The grant type '${grant}' is not supported.`);
  }
}

function grantByPassword(form: URLSearchParams, { data, sessions, switches, version }: TokenContext): JsonValue {
  const userName = requireField(form, 'username');
  const password = requireField(form, 'password');
  const user = data.users.find((candidate) => candidate.userName.toLowerCase() === userName.toLowerCase());
  if (user?.password !== password || !user.isEnabled) {
    throw oauthError('invalid_request', 'Login failed: wrong user name or password, or missing rights.');
  }
  if (!user.hasMfa) return renderPair(sessions.issue(user.uid, parseReadOnly(form, version)));
  if (switches.get('mfaPasswordGrant') === 'error') {
    throw oauthError('invalid_grant', 'Multi-factor authentication is required for this user.');
  }
  return renderToken({ mfa_token: sessions.issueMfaToken(user.uid) });
}

function grantByRefresh(form: URLSearchParams, { sessions, version }: TokenContext): JsonValue {
  const stored = sessions.redeemRefreshToken(requireField(form, 'refresh_token'));
  if (stored === undefined || sessions.findUser(stored.userUid)?.isEnabled !== true) {
    throw oauthError('invalid_grant', 'The refresh token is not valid any more.');
  }
  // A read-only session stays one: asking again cannot widen it.
  return renderPair(sessions.issue(stored.userUid, stored.isReadOnly || parseReadOnly(form, version)));
}

function grantByMfa(form: URLSearchParams, { sessions, version }: TokenContext): JsonValue {
  const stored = sessions.redeemMfaToken(requireField(form, 'mfa_token'));
  const code = requireField(form, 'mfa_code');
  const user = stored === undefined ? undefined : sessions.findUser(stored.userUid);
  if (user?.mfaCode === undefined || user.mfaCode !== code) {
    throw oauthError('invalid_grant', 'The second factor was not accepted.');
  }
  return renderPair(sessions.issue(user.uid, parseReadOnly(form, version)));
}

/** Exists since 3.6; older servers overlook it and hand out a full token. */
function parseReadOnly(form: URLSearchParams, version: RestVersion): boolean {
  const value = form.get('readOnly')?.toLowerCase();
  if (value === undefined || !isAtLeast(version, '3.6')) return false;
  if (value !== 'true' && value !== 'false') throw oauthError('invalid_request', 'readOnly must be true or false.');
  return value === 'true';
}

function requireField(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') throw oauthError('invalid_request', `${name} is missing.`);
  return value;
}

function renderPair({ accessToken, refreshToken, expiresInSeconds }: TokenPair): JsonValue {
  return renderToken({
    access_token: accessToken,
    token_type: 'bearer',
    refresh_token: refreshToken,
    expires_in: expiresInSeconds,
  });
}

function renderToken(fields: Readonly<Record<string, JsonValue>>): JsonValue {
  const none = { access_token: null, token_type: null, refresh_token: null, mfa_token: null, encrypted_code: null };
  return { ...none, expires_in: 0, ...fields };
}

function oauthError(error: string, description: string): VspcRefusal {
  return new VspcRefusal(400, { error, error_description: description, error_uri: null });
}
