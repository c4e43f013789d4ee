import { ScriptServer, type ScriptedReply } from '../../../../test/support/script-server';
import { sampleData } from '../../../../test/support/connectwise-sample';
import { ManualClock } from '../../../../test/support/manual-clock';
import { seedTenant } from '../store/seed-tenant';
import { Tenant } from '../store/tenant';
import { CALLBACK_TIMEOUT_MS, isLoopback, postCallback } from './post-callback';
import { renderCallback, signBody, type CallbackMessage } from './render-callback';

const NEVER = new AbortController().signal;

function messageTo(url: string): CallbackMessage {
  const tenant = new Tenant(sampleData(), new ManualClock());
  seedTenant(tenant);
  const values = { url, objectId: 1, type: 'company', level: 'owner', apiBase: 'http://cw.test/v4_6_release/apis/3.0' };
  const callback = tenant.store.insert('callback', values, tenant.stamp('bridge'));
  return renderCallback(tenant, callback, { action: 'updated', record: tenant.store.get('company', 250), by: 'tech1' });
}

describe('addresses that are called', () => {
  it.each([
    ['http://127.0.0.1:8080/x?recordId=', true],
    ['https://127.9.9.9/', true],
    ['http://localhost/', true],
    ['http://[::1]:80/', true],
    ['http://127.0.0.1.example/', false],
    ['http://localhost.example/', false],
    ['http://127.0.0.1@hook.example/', false],
    ['http://10.0.0.1/', false],
    ['http://hook.example/?to=127.0.0.1', false],
    ['hook', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });

  it('are loopback alone', async () => {
    expect(await postCallback(messageTo('http://hook.example/?recordId='), NEVER)).toBe('not-loopback');
  });
});

describe('the signature', () => {
  it('is that of the raw body, with the hashed key', () => {
    // Made with: printf '{"ID":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf key | sha256sum | cut -c1-64) -binary | base64
    expect(signBody('key', '{"ID":1}')).toBe('RO1q/pOIUlVyVqTjr20/huCMgRZqYHZ/xaYci9ohylg=');
  });
});

describe('what comes of a POST', () => {
  let receiver: ScriptServer;

  beforeEach(async () => {
    receiver = await ScriptServer.start();
  });

  afterEach(async () => {
    await receiver.stop();
  });

  it.each<[string, ScriptedReply, number | string]>([
    ['the status', { status: 204 }, 204],
    ['the status of a redirect, which is not followed', { status: 302, headers: { location: '/other' } }, 302],
    ['a status whose body breaks off', { status: 200, body: { long: 'x' }, drop: 'middle' }, 200],
    ['a connection that breaks', { drop: 'before' }, 'unreachable'],
  ])('%s', async (_sentence, reply, result) => {
    receiver.answer(() => reply);
    expect(await postCallback(messageTo(`${receiver.url}/?recordId=`), NEVER)).toBe(result);
    expect(receiver.seen).toHaveLength(1);
  });

  it('a receiver that stays silent has five seconds', async () => {
    receiver.answer(() => ({ silent: true }));
    expect(CALLBACK_TIMEOUT_MS).toBe(5_000);
    expect(await postCallback(messageTo(`${receiver.url}/?recordId=`), NEVER, 20)).toBe('timed-out');
  });

  it('the stand-in was closed', async () => {
    receiver.answer(() => ({ silent: true }));
    const end = new AbortController();
    const result = postCallback(messageTo(`${receiver.url}/?recordId=`), end.signal);
    end.abort();
    expect(await result).toBe('unreachable');
  });

  it('nobody is there, or the record’s id spoils the address', async () => {
    const gone = `${receiver.url}/?recordId=`;
    await receiver.stop();
    expect(await postCallback(messageTo(gone), NEVER)).toBe('unreachable');
    expect(await postCallback(messageTo('http://127.0.0.1:9999'), NEVER)).toBe('not-loopback');
    receiver = await ScriptServer.start();
  });
});
