import { get, request as openRequest } from 'node:http';
import { ManualClock } from '../../../test/support/manual-clock';
import type { JsonValue } from '../../kernel/json';
import { SimulatedClock } from '../sandbox-clock';
import { SandboxServer } from './sandbox-server';
import type { Fault } from './scripted-faults';
import type { SandboxReply, SandboxRequest, StandIn } from './stand-in';

/** Just enough of a vendor: a list, a creation and a token. */
class NotesStandIn implements StandIn {
  readonly system = 'connectwise';
  readonly notes: string[] = ['one', 'two', 'three'];
  readonly switches = new Map<string, JsonValue>();

  routeOf({ method, path }: SandboxRequest): string | undefined {
    const route = `${method} ${path}`;
    return ['GET /notes', 'POST /notes', 'POST /token', 'GET /broken'].includes(route) ? route : undefined;
  }

  handle(request: SandboxRequest): SandboxReply {
    const route = this.routeOf(request) ?? '';
    if (route === 'GET /broken') throw new Error('the stand-in has a bug');
    if (route === 'POST /notes') this.notes.push(request.body.toString('utf8'));
    const body = route === 'GET /notes' ? { total: this.notes.length, data: this.notes } : { done: true };
    return { status: route === 'POST /notes' ? 201 : 200, headers: { 'X-Request-Id': 'r-1' }, body, route };
  }

  setSwitch(name: string, value: JsonValue): void {
    if (name !== 'lag') throw new Error(`No switch ${name}.`);
    this.switches.set(name, value);
  }

  snapshot(): JsonValue {
    return { notes: [...this.notes] };
  }

  people(action: Readonly<Record<string, JsonValue>>): JsonValue {
    this.notes.push(`by hand: ${JSON.stringify(action)}`);
    return { notes: this.notes.length };
  }
}

let standIn: NotesStandIn;
let clock: SimulatedClock;
let server: SandboxServer;
let base: string;

beforeEach(async () => {
  standIn = new NotesStandIn();
  clock = new SimulatedClock(new ManualClock(), { start: new Date('2026-11-02T08:00:00Z') });
  server = new SandboxServer(standIn, clock);
  base = await server.listen();
});

afterEach(async () => {
  await server.close();
});

describe('the request log', () => {
  it('holds method, path, route, query, status, bytes and time, and no credential', async () => {
    await fetch(`${base}/notes?page=2&tag=a&tag=b`, { headers: { authorization: 'Bearer secret-key', accept: 'x/y' } });
    const [entry] = server.log.list();
    expect(entry).toMatchObject({
      system: 'connectwise',
      method: 'GET',
      path: '/notes',
      route: 'GET /notes',
      query: { page: ['2'], tag: ['a', 'b'] },
      status: 200,
      write: false,
      at: '2026-11-02T08:00:00.000Z',
    });
    expect(entry?.responseBytes).toBeGreaterThan(10);
    expect(JSON.stringify(entry)).not.toContain('secret-key');
  });

  it.each([
    ['GET /notes', 'GET', '/notes', false],
    ['POST /notes', 'POST', '/notes', true],
    ['POST /token', 'POST', '/token', false],
  ])('%s counts as a write: %p', async (_sentence, method, path, write) => {
    await fetch(base + path, { method, ...(method === 'POST' ? { body: 'x' } : {}) });
    expect(server.log.list().map((entry) => entry.write)).toEqual([write]);
  });

  it('answers an unknown route with 501 that names it, and counts it', async () => {
    const response = await fetch(`${base}/nowhere`, { method: 'DELETE' });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain('DELETE /nowhere');
    const log = await control('GET', 'log');
    expect(log).toMatchObject({ unknownRoutes: 1, writes: 1, crashes: 0 });
  });

  it('counts a bug of the stand-in apart from the faults that were asked for', async () => {
    expect((await fetch(`${base}/broken`)).status).toBe(500);
    expect(await control('GET', 'log')).toMatchObject({ crashes: 1 });
  });

  it('lists what came since a sequence number, and forgets on demand', async () => {
    await fetch(`${base}/notes`);
    await fetch(`${base}/notes`);
    const log = (await control('GET', 'log?since=1&reset=true')) as { requests: unknown[]; last: number };
    expect(log.requests).toHaveLength(1);
    expect(log.last).toBe(2);
    expect(await control('GET', 'log')).toMatchObject({ requests: [] });
  });
});

describe('scripted faults', () => {
  it('drops the connection before anything is committed', async () => {
    server.faults.add('POST /notes', { drop: 'before-commit' });
    await expect(fetch(`${base}/notes`, { method: 'POST', body: 'four' })).rejects.toThrow();
    expect(standIn.notes).not.toContain('four');
    expect(server.log.list()[0]).toMatchObject({ status: 0, fault: 'drop', write: true });
  });

  it('drops the connection after the request was committed', async () => {
    server.faults.add('POST /notes', { drop: 'after-commit' });
    await expect(fetch(`${base}/notes`, { method: 'POST', body: 'four' })).rejects.toThrow();
    expect(standIn.notes).toContain('four');
  });

  it.each<[string, Fault, number, boolean]>([
    ['429 with a delay in the header', { status: 429, headers: { 'retry-after': '3' } }, 429, false],
    ['520 with the true code in the body', { status: 520, body: { errors: [{ code: 1051 }] } }, 520, false],
    ['504 after the request went through', { status: 504, commit: true }, 504, true],
    ['a page of a proxy', { html: 502 }, 502, false],
    ['a redirect to another host', { redirectTo: 'http://127.0.0.2:9/elsewhere' }, 302, false],
  ])('%s', async (_sentence, fault, status, committed) => {
    server.faults.add('POST /notes', fault);
    const response = await fetch(`${base}/notes`, { method: 'POST', body: 'four', redirect: 'manual' });
    expect(response.status).toBe(status);
    expect(standIn.notes.includes('four')).toBe(committed);
    const next = await fetch(`${base}/notes`, { method: 'POST', body: 'five' });
    expect(next.status).toBe(201);
  });

  it('sends the headers and the body of a scripted answer', async () => {
    server.faults.add('GET /notes', { status: 429, headers: { 'Retry-After': '3' }, body: { error: 'slow down' } });
    const response = await fetch(`${base}/notes`);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toEqual({ error: 'slow down' });
  });

  it.each<[string, Fault, (text: string) => boolean]>([
    ['truncated JSON', { mangle: 'truncated' }, (text) => text.startsWith('{"total"') && !text.endsWith('}')],
    ['an empty body', { mangle: 'empty' }, (text) => text === ''],
    ['a byte-order mark', { mangle: 'byte-order-mark' }, (text) => text.startsWith('\ufeff{')],
    ['text where JSON belongs', { mangle: 'not-json' }, (text) => text.startsWith('The service')],
    ['a short page under an unchanged total', { shortBy: 2 }, (text) => text === '{"total":3,"data":["one"]}'],
    ['a rewritten value', { rewrite: { find: '3', with: '9007199254740993' } }, (text) => text.includes('740993')],
  ])('%s', async (_sentence, fault, holds) => {
    server.faults.add('GET *', fault);
    const response = await fetch(`${base}/notes`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(holds(bytes.toString('utf8'))).toBe(true);
  });

  it('streams a huge body, and stops when the client has had enough', async () => {
    server.faults.add('GET /notes', { hugeBytes: 200 * 1024 * 1024 });
    const received = await new Promise<number>((resolve, reject) => {
      const call = get(`${base}/notes`, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > 1024 * 1024) call.destroy();
        });
        response.on('close', () => {
          resolve(bytes);
        });
        response.on('error', () => undefined);
      });
      call.on('error', reject);
    });
    expect(received).toBeLessThan(10 * 1024 * 1024);
    expect((await fetch(`${base}/notes`)).status).toBe(200);
  });

  it('sends a huge body to its last byte to a client that wants it', async () => {
    server.faults.add('GET /notes', { hugeBytes: 3_000_001 });
    const text = await (await fetch(`${base}/notes`)).text();
    expect(text).toHaveLength(3_000_001);
    expect(text.endsWith('x"]')).toBe(true);
  });

  it('never answers, although the request was processed, until the client gives up', async () => {
    server.faults.add('POST /notes', { hang: true });
    const call = fetch(`${base}/notes`, { method: 'POST', body: 'four', signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toThrow();
    expect(standIn.notes).toContain('four');
  });

  it('delays the vendor’s own answer', async () => {
    server.faults.add('GET /notes', { delayMs: 30 });
    const call = fetch(`${base}/notes`, { signal: AbortSignal.timeout(10) });
    await expect(call).rejects.toThrow();
    server.faults.add('GET /notes', { delayMs: 5 });
    expect((await fetch(`${base}/notes`)).status).toBe(200);
  });

  it('lets the first requests pass, and strikes as often as asked', async () => {
    server.faults.add('GET /notes', { status: 503, skip: 1, times: 2 });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await fetch(`${base}/notes`)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(server.faults.listUnused()).toEqual([]);
  });

  it('names the faults that no request ever met', async () => {
    server.faults.add('GET /never', { status: 500 });
    await fetch(`${base}/notes`);
    expect(server.faults.listUnused()).toEqual([{ route: 'GET /never', fault: { status: 500 }, struck: 0 }]);
  });

  it('does not take a fault that fits no answer for one of the vendor’s', async () => {
    server.faults.add('POST /notes', { shortBy: 1 });
    const response = await fetch(`${base}/notes`, { method: 'POST', body: 'four' });
    expect(response.status).toBe(500);
    expect(server.log.list()[0]?.crash).toContain('no list');
  });
});

describe('the control routes', () => {
  it('script and list faults', async () => {
    await control('POST', 'faults', { route: 'GET /notes', status: 500, times: 2 });
    expect((await fetch(`${base}/notes`)).status).toBe(500);
    const { faults } = (await control('GET', 'faults')) as { faults: unknown[] };
    expect(faults).toEqual([{ route: 'GET /notes', fault: { status: 500, times: 2 }, struck: 1 }]);
    await control('DELETE', 'faults');
    expect((await fetch(`${base}/notes`)).status).toBe(200);
  });

  it.each<[string, JsonValue, RegExp]>([
    ['a fault without a route', { status: 500 }, /route/],
    ['a fault of no kind', { route: '*', times: 2 }, /exactly one/],
    ['a fault of two kinds', { route: '*', status: 500, html: 502 }, /exactly one/],
    ['a fault with an unknown field', { route: '*', status: 500, after: 3 }, /no field after/],
    ['a drop that is neither before nor after', { route: '*', drop: 'sometimes' }, /drop/],
    ['a count that is no number', { route: '*', status: 500, times: 'two' }, /times/],
  ])('refuse %s with a sentence', async (_sentence, body, message) => {
    const response = await send('POST', 'faults', body);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(message);
    expect(server.faults.list()).toEqual([]);
  });

  it('show the state, and let people act', async () => {
    await control('POST', 'people', { action: 'note', text: 'seen' });
    expect(JSON.stringify(await control('GET', 'state'))).toContain('by hand');
  });

  it('set switches, and refuse those that do not exist', async () => {
    await control('POST', 'switches', { lag: 30 });
    expect(standIn.switches.get('lag')).toBe(30);
    expect((await send('POST', 'switches', { unheard: true })).status).toBe(400);
  });

  it('move the clock that otherwise stands still', async () => {
    await control('POST', 'clock', { now: '2026-12-01T00:00:00Z' });
    expect(clock.now().toISOString()).toBe('2026-12-01T00:00:00.000Z');
    await control('POST', 'clock', { advanceMs: 3_600_000 });
    expect(await control('GET', 'clock')).toEqual({ now: '2026-12-01T01:00:00.000Z' });
    expect((await send('POST', 'clock', { now: 'soon' })).status).toBe(400);
  });

  it('are never logged, and an unknown one is 404', async () => {
    expect((await send('GET', 'nonsense')).status).toBe(404);
    expect(server.log.list()).toEqual([]);
  });
});

it('refuses a body beyond its cap', async () => {
  const status = await new Promise<number | undefined>((resolve) => {
    const call = openRequest(`${base}/notes`, { method: 'POST' }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    call.on('error', () => undefined);
    call.end(Buffer.alloc(33 * 1024 * 1024));
  });
  expect(status).toBe(413);
  expect(standIn.notes).toHaveLength(3);
});

it('reports a port that is taken', async () => {
  const port = Number(new URL(base).port);
  await expect(new SandboxServer(standIn, clock).listen(port)).rejects.toThrow(/EADDRINUSE/);
});

function send(method: string, route: string, body?: JsonValue): Promise<Response> {
  return fetch(`${base}/__sandbox/${route}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function control(method: string, route: string, body?: JsonValue): Promise<unknown> {
  const response = await send(method, route, body);
  expect(response.status).toBe(200);
  return response.json();
}
