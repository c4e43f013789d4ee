import { ManualClock } from '../../../test/support/manual-clock';
import { ask, exampleVspcData } from '../../../test/support/vspc-example';
import { uid } from '../../../test/support/vspc-example-uids';
import { VspcStandIn } from './vspc-stand-in';

const COMPANIES = '/organizations/companies';

describe('async actions', () => {
  let clock: ManualClock;
  let standIn: VspcStandIn;

  beforeEach(() => {
    clock = new ManualClock();
    standIn = new VspcStandIn(exampleVspcData(), clock);
    standIn.setSwitch('asyncRoutes', [`GET ${COMPANIES}`]);
  });

  function register(requestId?: string): string {
    const headers: Record<string, string> = requestId === undefined ? {} : { 'x-request-id': requestId };
    const reply = ask(standIn, 'GET', COMPANIES, { headers });
    expect(reply).toMatchObject({ status: 202, route: `GET ${COMPANIES}` });
    expect(reply.body).toBeUndefined();
    const location = new URL(reply.headers?.['Location'] ?? '');
    expect(location.host).toBe('vspc-inside.example.net:1280');
    return location.pathname.replace('/api/v3', '');
  }

  function statusOf(path: string): string {
    return (ask(standIn, 'GET', path).body as { data: { status: string } }).data.status;
  }

  it('run, succeed, and show the bare data until five minutes later', () => {
    const path = register();
    expect(statusOf(path)).toBe('running');
    expect(ask(standIn, 'GET', `${path}/result`).status).toBe(404);
    clock.advance(20_000);
    expect(statusOf(path)).toBe('succeed');
    const names = (ask(standIn, 'GET', `${path}/result`).body as { name: string }[]).map(({ name }) => name);
    expect(names.sort()).toEqual(['Alpha', 'Beta & Söhne']);
    clock.advance(300_001);
    expect(ask(standIn, 'GET', path).status).toBe(404);
    expect(ask(standIn, 'GET', `${path}/result`).status).toBe(404);
  });

  it('by switch: the result has its envelope', () => {
    standIn.setSwitch('asyncResult', 'enveloped');
    const path = register();
    clock.advance(20_000);
    expect(ask(standIn, 'GET', `${path}/result`).body).toMatchObject({ meta: { pagingInfo: { total: 2 } } });
  });

  it('by switch: they fail, which is kept for an hour', () => {
    standIn.setSwitch('asyncOutcome', 'failed');
    const path = register();
    clock.advance(20_000);
    expect(statusOf(path)).toBe('failed');
    expect(ask(standIn, 'GET', `${path}/result`).status).toBe(520);
    clock.advance(3_000_000);
    expect(statusOf(path)).toBe('failed');
  });

  it('can be canceled', () => {
    const path = register();
    expect(ask(standIn, 'DELETE', path).status).toBe(200);
    expect(statusOf(path)).toBe('canceled');
    expect(ask(standIn, 'GET', `${path}/result`)).toMatchObject({ status: 400, body: { errors: [{ code: 1050 }] } });
  });

  it('take the request id as their own, and answer a repeated one with the same action', () => {
    const id = uid(900);
    expect(register(id)).toBe(`/asyncActions/${id}`);
    expect(register(id)).toBe(`/asyncActions/${id}`);
    expect((ask(standIn, 'GET', '/asyncActions').body as { data: unknown[] }).data).toHaveLength(1);
  });

  it('never register themselves', () => {
    standIn.setSwitch('asyncRoutes', ['*']);
    const path = register();
    expect(ask(standIn, 'GET', path).status).toBe(200);
    expect(ask(standIn, 'GET', '/asyncActions/config').body).toEqual({ data: { resultRetentionTime: 300 } });
  });

  it('by switch: a request id forces one, as in version 6', () => {
    standIn.setSwitch('asyncRoutes', []);
    standIn.setSwitch('requestIdForcesAsync', true);
    expect(ask(standIn, 'GET', COMPANIES).status).toBe(200);
    expect(register(uid(901))).toBe(`/asyncActions/${uid(901)}`);
  });
});

describe('X-Request-id', () => {
  it('a write with the same id happens once within five minutes', () => {
    const clock = new ManualClock();
    const standIn = new VspcStandIn(exampleVspcData(), clock);
    const path = `/alarms/active/${uid(102)}/acknowledge?comment=seen&resolveOnClients=false`;
    const question = { headers: { 'x-request-id': uid(902) } };
    const historyLength = () =>
      (ask(standIn, 'GET', `/alarms/active/${uid(102)}/history`).body as { data: unknown[] }).data.length;
    ask(standIn, 'POST', path, question);
    ask(standIn, 'POST', path, question);
    expect(historyLength()).toBe(3);
    clock.advance(300_001);
    ask(standIn, 'POST', path, question);
    expect(historyLength()).toBe(4);
  });

  it('must be a uuid', () => {
    const standIn = new VspcStandIn(exampleVspcData(), new ManualClock());
    const reply = ask(standIn, 'GET', '/about', { headers: { 'x-request-id': 'abc' } });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ parameterName: 'X-Request-id' }] } });
  });
});
