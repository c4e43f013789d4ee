import { inspect } from 'node:util';
import { ManualClock } from '../../test/support/manual-clock';
import { ScriptServer } from '../../test/support/script-server';
import { createSelfSigned } from '../../test/support/self-signed-certificate';
import { IntegrationError } from '../kernel/integration-error';
import { Redactor } from '../kernel/redaction';
import { classifyStatus } from './classify-status';
import type { HttpCall } from './http-call';
import { HttpClient } from './http-client';
import type { HttpClientOptions } from './http-client-options';
import { MemoryRateBudget } from './memory-rate-budget';
import { RequestScope } from './request-scope';

const SECRET = 'k3y-that-nobody-may-see';
const READ: HttpCall = { operation: 'GET /things', method: 'GET', path: '/things' };
const WRITE: HttpCall = { operation: 'POST /things', method: 'POST', path: '/things', body: { name: 'a' } };

let server: ScriptServer;
let clock: ManualClock;

beforeAll(async () => {
  server = await ScriptServer.start();
});

afterAll(async () => {
  await server.stop();
});

beforeEach(() => {
  clock = new ManualClock();
});

/** No answer of these servers takes that long, however busy the machine is. */
const PATIENT_MS = 30_000;

function clientOf(changes: Partial<HttpClientOptions> = {}): HttpClient {
  const redactor = new Redactor();
  redactor.register(SECRET);
  return new HttpClient({
    system: 'connectwise',
    baseUrl: `${server.url}/api`,
    headers: () => ({ authorization: `Bearer ${SECRET}` }),
    classify: ({ status, body }) => ({
      kind: classifyStatus(status),
      message: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
    }),
    budget: new MemoryRateBudget(clock, [['connectwise', { requestsPerSecond: 1000, burst: 1000 }]]),
    concurrency: 4,
    clock,
    redactor,
    timeoutMs: 2_000,
    random: () => 0.5,
    ...changes,
  });
}

async function failureOf(sending: Promise<unknown>): Promise<IntegrationError> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof IntegrationError) return error;
    throw error;
  }
  throw new Error('expected a failure');
}

describe('an answer', () => {
  it('comes back with status, headers in lower case and parsed body', async () => {
    server.answerInTurn({ status: 201, headers: { 'X-Total': '7' }, body: { id: 1 } });
    const reply = await clientOf().send(WRITE);
    expect(reply).toMatchObject({ status: 201, headers: { 'x-total': '7' }, body: { id: 1 } });
  });

  it('is asked for with the credentials, below the base address, with lists repeated and undefined left out', async () => {
    server.answerInTurn({ body: [] });
    await clientOf().send({ ...READ, query: { expand: ['A', 'B'], limit: 500, name: 'a&b=ü', none: undefined } });
    const [seen] = server.seen;
    expect(seen?.path).toBe('/api/things');
    expect(seen?.headers['authorization']).toBe(`Bearer ${SECRET}`);
    expect([...(seen?.query ?? [])]).toEqual([
      ['expand', 'A'],
      ['expand', 'B'],
      ['limit', '500'],
      ['name', 'a&b=ü'],
    ]);
  });

  it('keeps every digit of an id beyond 2^53', async () => {
    server.answerInTurn({ body: '{"id":9007199254740993,"text":"9007199254740993 in words","small":12.5}' });
    const reply = await clientOf().send(READ);
    expect(reply.body).toEqual({ id: '9007199254740993', text: '9007199254740993 in words', small: 12.5 });
  });

  it('may begin with a byte-order mark', async () => {
    server.answerInTurn({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"a":1}')]) });
    expect((await clientOf().send(READ)).body).toEqual({ a: 1 });
  });
});

describe('a body that is no use is refused and named, never taken for no data', () => {
  it.each([
    [
      'HTML from a proxy',
      { headers: { 'content-type': 'text/html' }, body: '<html><title>Sign in</title>' },
      /HTML.*Sign in/,
    ],
    ['HTML that calls itself JSON', { body: '  <!DOCTYPE html><p>hello' }, /HTML/],
    ['nothing', { body: '' }, /empty body/],
    ['white space', { body: ' \r\n' }, /empty body/],
    ['JSON that is cut short', { body: '{"data":[{"id":1},{"id":' }, /broken or cut short/],
    [
      'another type',
      { headers: { 'content-type': 'application/xml' }, body: 'data' },
      /application\/xml instead of JSON/,
    ],
    ['bytes that are not UTF-8', { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }, /not UTF-8/],
    ['more than the cap', { body: `"${'x'.repeat(2_000_000)}"` }, /more than 1 MB/],
  ])('%s', async (_name, reply, message) => {
    server.answerInTurn(reply);
    const failure = await failureOf(clientOf({ maxResponseBytes: 1_000_000 }).send(READ));
    expect(failure.kind).toBe('contract');
    expect(failure.message).toMatch(message);
    expect(server.seen).toHaveLength(1);
  });

  it('of a write leaves the outcome unknown', async () => {
    server.answerInTurn({ body: '<html>' });
    expect(await failureOf(clientOf().send(WRITE))).toMatchObject({ kind: 'contract', notDone: false });
  });

  it('but 202, 204 and a write may answer nothing', async () => {
    for (const [call, status] of [[READ, 202] as const, [READ, 204] as const, [WRITE, 200] as const]) {
      server.answerInTurn({ status, body: '' });
      expect((await clientOf().send(call)).body).toBeUndefined();
    }
  });
});

describe('a redirect is named and never followed', () => {
  it.each([
    ['to another host', 'https://elsewhere.example/login?token=abc', /redirect to elsewhere\.example, /],
    ['to another path', '/login', /redirect to another path/],
  ])('%s', async (_name, location, message) => {
    server.answerInTurn({ status: 302, headers: { location }, body: '' });
    const failure = await failureOf(clientOf().send(READ));
    expect(failure).toMatchObject({ kind: 'contract', status: 302, notDone: true });
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('abc');
    expect(server.seen).toHaveLength(1);
  });
});

describe('a read is tried again', () => {
  it.each([
    ['after a 500', { status: 500 }],
    ['after a 503 that names a delay', { status: 503, headers: { 'retry-after': '7' } }],
    ['after a 429', { status: 429 }],
    ['after a dropped connection', { drop: 'before' as const }],
    ['after an answer that breaks off', { drop: 'middle' as const, body: { data: [1, 2, 3] } }],
  ])('%s', async (_name, fault) => {
    server.answerInTurn(fault, { body: 'true' });
    expect((await clientOf().send(READ)).body).toBe(true);
    expect(server.seen).toHaveLength(2);
  });

  it.each([
    ['HEAD', { ...READ, method: 'HEAD' as const }],
    ['a search by POST', { ...WRITE, readByPost: true }],
    ['the login', { ...WRITE, tokenRequest: true }],
  ])('also when it is %s', async (_name, call) => {
    server.answerInTurn({ status: 502 }, { body: '{}' });
    await clientOf().send(call);
    expect(server.seen).toHaveLength(2);
  });

  it('four times at most, with growing waits', async () => {
    server.answerInTurn({ status: 500, body: { message: 'broken' } });
    const begunMs = clock.wallMs();
    const failure = await failureOf(clientOf().send(READ));
    expect(failure).toMatchObject({ kind: 'transient', status: 500, operation: 'GET /things', system: 'connectwise' });
    expect(server.seen).toHaveLength(4);
    // 0.75 of 1 s, 2 s and 4 s: a `random` of 0.5 takes a quarter away.
    expect(clock.wallMs() - begunMs).toBe(5_250);
  });

  it('with fresh credentials', async () => {
    let tries = 0;
    server.answerInTurn({ status: 500 }, { body: '{}' });
    await clientOf({ headers: () => ({ authorization: `Bearer ${(tries += 1)}` }) }).send(READ);
    expect(server.seen.map((seen) => seen.headers['authorization'])).toEqual(['Bearer 1', 'Bearer 2']);
  });

  it('not when a time-out of its own has passed four times', async () => {
    server.answerInTurn({ silent: true });
    const failure = await failureOf(clientOf({ timeoutMs: 250 }).send(READ));
    expect(failure).toMatchObject({ kind: 'transient', notDone: false });
    expect(failure.message).toContain('within 0.25 s');
    expect(server.seen).toHaveLength(4);
  });

  it('not when somebody has stopped it', async () => {
    const stop = new AbortController();
    server.answer(() => {
      stop.abort();
      return { silent: true };
    });
    expect(await failureOf(clientOf().send({ ...READ, signal: stop.signal }))).toMatchObject({ kind: 'transient' });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a write is sent exactly once', () => {
  it.each([
    ['a dropped connection', { drop: 'before' as const }, { kind: 'transient', notDone: false }],
    ['an answer that breaks off', { drop: 'middle' as const, body: { id: 1 } }, { kind: 'transient', notDone: false }],
    ['a 500', { status: 500 }, { kind: 'transient', notDone: false }],
    ['a 503', { status: 503, headers: { 'retry-after': '1' } }, { kind: 'transient', notDone: false }],
    ['a 429, which is known not to be done', { status: 429 }, { kind: 'rate-limited', notDone: true }],
    ['a 400, which is known not to be done', { status: 400 }, { kind: 'rejected', notDone: true }],
    ['silence', { silent: true }, { kind: 'transient', notDone: false }],
  ])('after %s', async (_name, fault, expected) => {
    server.answerInTurn(fault, { body: '{}' });
    const timeoutMs = 'silent' in fault ? 1_000 : PATIENT_MS;
    expect(await failureOf(clientOf({ timeoutMs }).send(WRITE))).toMatchObject(expected);
    expect(server.seen).toHaveLength(1);
  });

  it('over a connection of its own, so that an idle one that was closed cannot make its outcome unknown', async () => {
    server.answerInTurn({ body: '{}' });
    const client = clientOf();
    await client.send(READ);
    await client.send(READ);
    const afterReads = server.connections;
    await client.send(WRITE);
    await client.send(READ);
    expect(server.connections - afterReads).toBe(1);
  });
});

describe('Retry-After', () => {
  it.each([
    ['seconds in the header', { 'retry-after': '25' }, undefined, 25_250],
    ['an HTTP date in the header', { 'retry-after': 'Mon, 02 Nov 2026 08:00:40 GMT' }, undefined, 40_250],
    ['a delay in the body', {}, 12_000, 12_250],
    ['the longer of both', { 'retry-after': '3' }, 9_000, 9_250],
    ['nothing usable', { 'retry-after': 'soon' }, undefined, 3_750],
  ])('is read from %s', async (_name, headers, retryAfterMs, waitedMs) => {
    server.answerInTurn({ status: 429, headers }, { body: '{}' });
    const begunMs = clock.wallMs();
    const classify = (): { kind: 'rate-limited'; message: string; retryAfterMs?: number } => ({
      kind: 'rate-limited',
      message: '',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    await clientOf({ classify }).send(READ);
    expect(clock.wallMs() - begunMs).toBe(waitedMs);
  });

  it('above a minute fails at once, and nobody else is sent before it has passed', async () => {
    server.answerInTurn({ status: 429, headers: { 'retry-after': '300' } }, { body: '{}' });
    const client = clientOf();
    expect(await failureOf(client.send(READ))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 300_000 });
    expect(await failureOf(client.send(WRITE))).toMatchObject({ kind: 'rate-limited', notDone: true });
    expect(server.seen).toHaveLength(1);
    clock.advance(250_000);
    await client.send(READ);
    expect(clock.wallMs() - new Date('2026-11-02T08:00:00Z').getTime()).toBe(300_000);
  });
});

describe('an error shows no secret', () => {
  it.each([
    ['an answer that repeats them', { status: 400, body: { message: `bad key ${SECRET}` } }],
    ['a plain text answer', { status: 401, headers: { 'content-type': 'text/plain' }, body: `no ${SECRET}` }],
    ['a dropped connection', { drop: 'before' as const }],
    ['a broken body', { body: '{"a":' }],
    ['a body of another type', { headers: { 'content-type': 'text/plain' }, body: `key=${SECRET}` }],
    ['silence', { silent: true }],
  ])('after %s', async (_name, fault) => {
    server.answerInTurn(fault);
    const call: HttpCall = { ...WRITE, query: { key: SECRET }, body: { password: SECRET } };
    const failure = await failureOf(clientOf({ timeoutMs: 'silent' in fault ? 50 : PATIENT_MS }).send(call));
    const shown = [
      failure.message,
      String(failure),
      JSON.stringify(failure),
      inspect(failure, { depth: 9, showHidden: true }),
    ];
    for (const text of shown) expect(text).not.toContain(SECRET);
    expect(failure.cause).toBeUndefined();
  });

  it.each([
    ['the id that support asks for', 'r-17', 'r-17'],
    ['no secret that somebody put there', SECRET, expect.not.stringContaining(SECRET) as string],
    ['nothing that is no id', 'a page <b>of a proxy</b>', undefined],
  ])('and as the id of the request %s', async (_name, id, expected) => {
    server.answerInTurn({ status: 400, headers: { 'x-cw-request-id': id }, body: {} });
    expect((await failureOf(clientOf().send(WRITE))).requestId).toEqual(expected);
  });

  it('and no control characters, and not more than 500 characters', async () => {
    server.answerInTurn({ status: 400, body: `"\\u001b[31m${'x'.repeat(2_000)}"` });
    const failure = await failureOf(
      clientOf({ classify: ({ body }) => ({ kind: 'rejected', message: String(body) }) }).send(READ),
    );
    expect(failure.message).toHaveLength(500);
    expect(failure.message).not.toContain('\u001b');
  });
});

describe('a connection that cannot be made is known not to be done', () => {
  it('refused', async () => {
    const closed = await ScriptServer.start();
    const { url } = closed;
    await closed.stop();
    const failure = await failureOf(clientOf({ baseUrl: url }).send(WRITE));
    expect(failure).toMatchObject({ kind: 'transient', notDone: true });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  it('a name that does not exist', async () => {
    const failure = await failureOf(clientOf({ baseUrl: 'http://nowhere.invalid' }).send(WRITE));
    expect(failure).toMatchObject({ kind: 'transient', notDone: true });
  });
});

describe('TLS', () => {
  const own = createSelfSigned(['localhost'], ['127.0.0.1']);
  let secure: ScriptServer;

  beforeAll(async () => {
    secure = await ScriptServer.start(own);
  });

  afterAll(async () => {
    await secure.stop();
  });

  it('accepts a self-signed certificate that the operator has stored', async () => {
    secure.answerInTurn({ body: '{"ok":true}' });
    const client = clientOf({ baseUrl: secure.url, caPem: own.cert });
    expect((await client.send(READ)).body).toEqual({ ok: true });
    await client.send(WRITE);
    expect(secure.connections).toBeGreaterThan(1);
  });

  it.each([
    ['that nobody has stored', () => secure.url, undefined, /not trusted.*check --save-ca/],
    ['for another name', () => secure.url, createSelfSigned(['other.example']), /another host name|not trusted/],
  ])('refuses one %s, at once, with the fix', async (_name, url, other, message) => {
    const baseUrl = url();
    const wrong = other ? await ScriptServer.start(other) : undefined;
    const failure = await failureOf(
      clientOf({ baseUrl: wrong?.url ?? baseUrl, ...(other ? { caPem: other.cert } : {}) }).send(READ),
    );
    await wrong?.stop();
    expect(failure).toMatchObject({ kind: 'rejected', notDone: true });
    expect(failure.message).toMatch(message);
  });

  it('says so when the port does not speak it', async () => {
    const failure = await failureOf(clientOf({ baseUrl: server.url.replace('http:', 'https:') }).send(READ));
    expect(failure.kind).toBe('rejected');
    expect(failure.message).toContain('does not speak TLS');
  });
});

describe('a scope', () => {
  it('that only reads refuses a write as our own mistake, and lets logins and searches through', async () => {
    server.answerInTurn({ body: '{}' });
    const client = clientOf();
    const scope = new RequestScope('tickets', true);
    await scope.run(async () => {
      await client.send(READ);
      await client.send({ ...WRITE, tokenRequest: true });
      await client.send({ ...WRITE, readByPost: true });
      await expect(client.send(WRITE)).rejects.toThrow('a dry run tried to write: POST /things');
    });
    expect(scope.counts).toEqual({ connectwise: { GET: 1, POST: 1, READ: 1 } });
    expect(server.seen).toHaveLength(3);
  });

  it('counts what went over the wire, tries included', async () => {
    server.answerInTurn({ status: 500 }, { status: 500 }, { body: '{}' });
    const scope = new RequestScope('billing', false);
    await scope.run(() => clientOf().send(READ));
    expect(scope.counts).toEqual({ connectwise: { GET: 3 } });
  });

  it('decides who goes first when places are short', async () => {
    const order: string[] = [];
    server.answer(({ path }) => {
      order.push(path);
      return { body: '{}' };
    });
    const client = clientOf({ concurrency: 1 });
    const send = (priority: 'tickets' | 'mapping', path: string): Promise<unknown> =>
      new RequestScope(priority, false).run(() => client.send({ ...READ, path }));
    await Promise.all([send('mapping', '/first'), send('mapping', '/last'), send('tickets', '/urgent')]);
    expect(order).toEqual(['/api/first', '/api/urgent', '/api/last']);
  });
});

it.each(['//elsewhere.example/x', 'things', '/../outside', '/a?b=c', '/a#b', '/%2e%2e/outside'])(
  'a path that leads away from the base address is our own mistake and never sent: %s',
  async (path) => {
    server.answerInTurn({ body: '{}' });
    await expect(clientOf().send({ ...READ, path })).rejects.not.toBeInstanceOf(IntegrationError);
    expect(server.seen).toHaveLength(0);
  },
);
