import { ManualClock } from '../../../test/support/manual-clock';
import { ask, askList, exampleVspcData } from '../../../test/support/vspc-example';
import { VspcStandIn } from './vspc-stand-in';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
const COMPANIES = '/organizations/companies';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

describe('UNCERTAIN, by switch', () => {
  let clock: ManualClock;
  let standIn: VspcStandIn;

  beforeEach(() => {
    clock = new ManualClock();
    standIn = new VspcStandIn(exampleVspcData(), clock);
  });

  function logIn(form: Record<string, string>): { readonly status: number; readonly body: Tokens } {
    const body = new URLSearchParams(form).toString();
    const reply = ask(standIn, 'POST', '/token', { headers: FORM, body });
    return { status: reply.status, body: reply.body as Tokens };
  }

  const byPassword = () => logIn({ grant_type: 'password', username: 'bridge', password: 'right password' });
  const byRefresh = (token: string) => logIn({ grant_type: 'refresh_token', refresh_token: token });

  it('a token lives for another time, and says so', () => {
    standIn.setSwitch('tokenLifetimeSeconds', 900);
    const { body } = byPassword();
    expect(body.expires_in).toBe(900);
    clock.advance(899_000);
    expect(ask(standIn, 'GET', '/users/me', { key: body.access_token }).status).toBe(200);
    clock.advance(1_000);
    expect(ask(standIn, 'GET', '/users/me', { key: body.access_token }).status).toBe(401);
  });

  it('a refresh token lives for another time', () => {
    standIn.setSwitch('refreshLifetimeSeconds', 7_200);
    const { body } = byPassword();
    clock.advance(7_200_000);
    expect(byRefresh(body.refresh_token).status).toBe(400);
  });

  it('a refresh token may be used twice', () => {
    standIn.setSwitch('refreshReuse', 'allowed');
    const { body } = byPassword();
    expect([byRefresh(body.refresh_token).status, byRefresh(body.refresh_token).status]).toEqual([200, 200]);
  });

  it('a version that is not known has another status', () => {
    const askOld = () => ask(standIn, 'GET', '/about', { headers: { 'x-client-version': '1.0' } });
    expect(askOld().status).toBe(400);
    standIn.setSwitch('unsupportedVersionStatus', 404);
    expect(askOld()).toMatchObject({ status: 404, body: { error: { code: 'UnsupportedApiVersion' } } });
  });

  it('a query parameter that the operation does not have is overlooked', () => {
    expect(ask(standIn, 'GET', `${COMPANIES}?colour=red`).status).toBe(400);
    standIn.setSwitch('unknownQuery', 'ignore');
    expect(ask(standIn, 'GET', `${COMPANIES}?colour=red`).status).toBe(200);
  });

  it('an administrator changed the cap of a page', () => {
    standIn.setSwitch('maxPageSize', 1_000);
    expect(ask(standIn, 'GET', `${COMPANIES}?limit=1000`).status).toBe(200);
    standIn.setSwitch('maxPageSize', 100);
    expect(ask(standIn, 'GET', `${COMPANIES}?limit=101`).status).toBe(400);
  });

  it('lists keep their order without sort', () => {
    standIn.setSwitch('unsortedOrder', 'stable');
    const orders = Array.from({ length: 6 }, () => JSON.stringify(askList(standIn, COMPANIES).data));
    expect(new Set(orders).size).toBe(1);
  });

  it('an action in the background runs for another time', () => {
    standIn.setSwitch('asyncRoutes', [`GET ${COMPANIES}`]);
    standIn.setSwitch('asyncRunningMs', 1_000);
    const { pathname } = new URL(ask(standIn, 'GET', COMPANIES).headers?.['Location'] ?? '');
    const statusOf = () => ask(standIn, 'GET', pathname.replace('/api/v3', '')).body as { data: { status: string } };
    expect(statusOf().data.status).toBe('running');
    clock.advance(1_000);
    expect(statusOf().data.status).toBe('succeed');
  });
});
