import { ManualClock } from '../../../test/support/manual-clock';
import { ask, exampleVspcData, FULL_KEY, READ_ONLY_KEY } from '../../../test/support/vspc-example';
import { uid } from '../../../test/support/vspc-example-uids';
import type { SandboxReply } from '../http/stand-in';
import { VspcStandIn } from './vspc-stand-in';

interface TokenBody {
  readonly access_token: string | null;
  readonly refresh_token: string | null;
  readonly mfa_token: string | null;
  readonly expires_in: number;
}

const FORM = 'application/x-www-form-urlencoded';
const RESOLVE = `/alarms/active/${uid(102)}/resolve?comment=x&resolveOnClients=false`;

function logIn(standIn: VspcStandIn, form: Record<string, string>, headers: Record<string, string> = {}): SandboxReply {
  const body = new URLSearchParams(form).toString();
  return ask(standIn, 'POST', '/token', { headers: { 'content-type': FORM, authorization: '', ...headers }, body });
}

function tokensOf(reply: SandboxReply): TokenBody {
  return reply.body as TokenBody;
}

describe('login', () => {
  let clock: ManualClock;
  let standIn: VspcStandIn;
  const password = { grant_type: 'password', username: 'bridge', password: 'right password' };

  beforeEach(() => {
    clock = new ManualClock();
    standIn = new VspcStandIn(exampleVspcData(), clock);
  });

  it('a password gives a pair of tokens that live for expires_in seconds', () => {
    const tokens = tokensOf(logIn(standIn, password));
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, mfa_token: null });
    expect(ask(standIn, 'GET', '/users/me', { key: tokens.access_token ?? '' }).status).toBe(200);
    clock.advance(3_600_000);
    expect(ask(standIn, 'GET', '/users/me', { key: tokens.access_token ?? '' }).status).toBe(401);
  });

  it('a refresh token gives a new pair once', () => {
    const first = tokensOf(logIn(standIn, password));
    clock.advance(3_600_000);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    const second = tokensOf(logIn(standIn, refresh));
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(logIn(standIn, refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each<[string, Record<string, string>, string]>([
    ['a wrong password', { ...password, password: 'wrong' }, 'invalid_request'],
    ['an unknown user', { ...password, username: 'nobody' }, 'invalid_request'],
    ['no password', { grant_type: 'password', username: 'bridge' }, 'invalid_request'],
    ['no grant', { username: 'bridge' }, 'invalid_request'],
    ['an unknown grant', { grant_type: 'guess' }, 'unsupported_grant_type'],
    ['a refresh token that never was', { grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
    ['a second factor without its token', { grant_type: 'mfa', mfa_token: 'x', mfa_code: '123456' }, 'invalid_grant'],
    ['a user with a second factor', { ...password, username: 'carol' }, 'invalid_grant'],
    ['readOnly that is neither', { ...password, readOnly: 'perhaps' }, 'invalid_request'],
  ])('%s is a 400 of OAuth, not a 401', (_name, form, error) => {
    const reply = logIn(standIn, form);
    expect(reply).toMatchObject({ status: 400, body: { error, error_uri: null } });
  });

  it('by switch: a second factor answers with its token only, which the code completes', () => {
    standIn.setSwitch('mfaPasswordGrant', 'mfa-token');
    const first = tokensOf(logIn(standIn, { ...password, username: 'carol' }));
    expect(first.access_token).toBeNull();
    const form = { grant_type: 'mfa', mfa_token: first.mfa_token ?? '', mfa_code: '123456' };
    const { access_token: token } = tokensOf(logIn(standIn, form));
    expect(ask(standIn, 'GET', '/users/me', { key: token ?? '' }).body).toMatchObject({ data: { userName: 'carol' } });
  });

  it('JSON is not taken for a form', () => {
    expect(logIn(standIn, password, { 'content-type': 'application/json' }).status).toBe(415);
  });

  it('a read-only token may only read, and its refresh stays so', () => {
    const first = tokensOf(logIn(standIn, { ...password, readOnly: 'true' }));
    expect(ask(standIn, 'POST', RESOLVE, { key: first.access_token ?? '' }).status).toBe(403);
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' };
    const second = tokensOf(logIn(standIn, form));
    expect(ask(standIn, 'POST', RESOLVE, { key: second.access_token ?? '' }).status).toBe(403);
    expect(ask(standIn, 'GET', '/about', { key: second.access_token ?? '' }).status).toBe(200);
  });

  it('before 3.6 nobody knows readOnly: the token may write', () => {
    const { access_token: token } = tokensOf(
      logIn(standIn, { ...password, readOnly: 'true' }, { 'x-client-version': '3.5.1' }),
    );
    expect(ask(standIn, 'POST', RESOLVE, { key: token ?? '' }).status).toBe(200);
  });

  it('an API key is a bearer; the read-only one may not write', () => {
    expect(ask(standIn, 'GET', '/about', { key: READ_ONLY_KEY }).status).toBe(200);
    expect(ask(standIn, 'POST', RESOLVE, { key: READ_ONLY_KEY })).toMatchObject({
      status: 403,
      body: { errors: [{ type: 'security', code: 403 }] },
    });
    expect(ask(standIn, 'POST', RESOLVE, { key: FULL_KEY }).status).toBe(200);
  });

  it('a disabled key is a 401, by switch a 403', () => {
    standIn.live.setKeyEnabled(FULL_KEY, false);
    expect(ask(standIn, 'GET', '/about').status).toBe(401);
    standIn.setSwitch('disabledKeyStatus', '403');
    expect(ask(standIn, 'GET', '/about').status).toBe(403);
  });

  it('without a bearer, or with an unknown one, nothing is told', () => {
    expect(ask(standIn, 'GET', '/about', { headers: { authorization: '' } }).status).toBe(401);
    expect(ask(standIn, 'GET', '/about', { headers: { authorization: 'Basic abc' } }).status).toBe(401);
    expect(ask(standIn, 'GET', '/about', { key: 'unknown' }).status).toBe(401);
  });

  it('revoking ends every session of a user', () => {
    const { access_token: token } = tokensOf(logIn(standIn, password));
    expect(ask(standIn, 'DELETE', `/users/${uid(2)}/tokens`).status).toBe(200);
    expect(ask(standIn, 'GET', '/about', { key: token ?? '' }).status).toBe(401);
  });
});

describe('roles', () => {
  it.each([
    ['PortalReadonlyOperator', '/infrastructure/backupServers/jobs', 200],
    ['PortalReadonlyOperator', '/alarms/active', 200],
    ['PortalReadonlyOperator', '/organizations/companies/usage', 200],
    ['PortalReadonlyOperator', '/licensing/usage/organizations', 403],
    ['PortalReadonlyOperator', '/organizations/resellers', 403],
    ['PortalReadonlyOperator', '/infrastructure/vb365Servers/organizations/companyMappings', 403],
    ['PortalReadonlyOperator', '/eventLogs/activityLogs', 403],
    ['SiteAdministrator', '/licensing/usage/organizations', 200],
    ['ResellerOwner', '/organizations/resellers', 200],
    ['ResellerInvoiceAuditor', '/alarms/templates', 403],
    ['CompanySubtenant', '/infrastructure/backupServers/repositories', 403],
    ['CompanyLocationUser', '/organizations/companies/usage', 403],
    ['CompanyInvoiceAuditor', '/organizations/locations', 200],
    ['PortalAdministrator', '/eventLogs/activityLogs', 200],
  ] as const)('%s asking for %s gets %i', (role, path, status) => {
    const standIn = new VspcStandIn(exampleVspcData(role), new ManualClock());
    expect(ask(standIn, 'GET', path).status).toBe(status);
  });
});
