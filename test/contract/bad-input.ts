import { ManualClock } from '../support/manual-clock';
import { ScriptServer, type ScriptedReply } from '../support/script-server';
import type { ClientUnderContract, ContractCalls } from './client-contract';
import { budgetFor, failureOf, redactorFor } from './client-contract';

/** A body that is none: refused as `contract`, sent for once, and never an empty list. */
const UNUSABLE: readonly (readonly [string, ScriptedReply])[] = [
  ['HTML', { headers: { 'content-type': 'text/html' }, body: '<html><title>Sign in</title></html>' }],
  ['HTML that calls itself JSON', { body: '<!DOCTYPE html><p>hello' }],
  ['nothing at all', { body: '' }],
  ['white space', { body: ' \r\n' }],
  ['JSON that is cut short', { body: '{"data":[{"id":' }],
  ['a plain text', { headers: { 'content-type': 'text/plain' }, body: 'OK' }],
  ['another type', { headers: { 'content-type': 'text/csv' }, body: 'id,name\r\n1,Alpha\r\n' }],
  ['bytes that are not UTF-8', { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }],
  ['null', { body: 'null' }],
  ['a number', { body: '7' }],
  ['a list of numbers', { body: '[1,2]' }],
  ['an object that is something else', { body: '{"hello":"world"}' }],
  ['a name in quotes', { body: '"data"' }],
];

/** More than any page needs, and than a process should hold. */
const HUGE_BYTES = 200_000_000;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Refused, named, never followed, and never taken for "no data". */
export function describeBadInput(client: ClientUnderContract): void {
  describe(`bad input to the ${client.name} client`, () => {
    let server: ScriptServer;
    let elsewhere: ScriptServer;

    beforeAll(async () => {
      server = await ScriptServer.start();
      elsewhere = await ScriptServer.start();
    });

    afterAll(async () => {
      await server.stop();
      await elsewhere.stop();
    });

    beforeEach(() => {
      elsewhere.answer((request) => client.prelude?.(request) ?? client.page(0, 1, elsewhere.url, request));
    });

    function connect(): ContractCalls {
      const clock = new ManualClock();
      const parts = { clock, redactor: redactorFor(client), budget: budgetFor(client, clock), timeoutMs: 30_000 };
      return client.connect({ url: server.url, ...parts });
    }

    /** The same reply to everything but the prelude; returns how often it was asked for. */
    function answer(reply: ScriptedReply): { times: number } {
      const asked = { times: 0 };
      server.answer((request) => {
        const before = client.prelude?.(request);
        if (before) return before;
        asked.times += 1;
        return reply;
      });
      return asked;
    }

    it.each(UNUSABLE)('%s is no data to a read, and no end of a list', async (_name, reply) => {
      const asked = answer(reply);
      expect(await failureOf(connect().read())).toMatchObject({ kind: 'contract', system: client.system });
      expect(await failureOf(connect().list())).toMatchObject({ kind: 'contract', system: client.system });
      expect(asked.times).toBe(2);
    });

    it.each(UNUSABLE)('%s behind the first page is no end of a list', async (_name, reply) => {
      let index = 0;
      server.answer((request) => {
        const before = client.prelude?.(request);
        return before ?? (index === 0 ? client.page(index++, 3, server.url, request) : reply);
      });
      expect(await failureOf(connect().list())).toMatchObject({ kind: 'contract' });
    });

    it('200 MB are given up on, and said to be too much', async () => {
      const asked = answer({ body: Buffer.alloc(HUGE_BYTES, 0x20) });
      const failure = await failureOf(connect().list());
      expect([failure.kind, failure.message]).toEqual(['contract', expect.stringMatching(/more than \d+ MB/)]);
      expect(asked.times).toBe(1);
    });

    it('a byte-order mark in front makes no difference', async () => {
      const plain = Buffer.from(JSON.stringify(client.goodRead.body));
      answer(client.goodRead);
      const read = await connect().read();
      answer({ ...client.goodRead, body: Buffer.concat([BYTE_ORDER_MARK, plain]) });
      expect(await connect().read()).toEqual(read);
    });

    it.each([302, 307, 308])('a redirect (%d) to another host is named and not followed', async (status) => {
      const location = `${elsewhere.url}/login?token=abc`;
      const asked = answer({ status, headers: { location }, body: '' });
      for (const call of [connect().read(), connect().list()]) {
        const failure = await failureOf(call);
        expect(failure).toMatchObject({ kind: 'contract', status });
        expect(failure.message).toContain(new URL(elsewhere.url).host);
        expect(failure.message).not.toContain('abc');
      }
      expect([asked.times, elsewhere.seen]).toEqual([2, []]);
    });

    it.each(client.foreign)('$name is never called, and $outcome', async ({ answer: lead, outcome }) => {
      server.answer((request) => client.prelude?.(request) ?? lead(elsewhere.url, request));
      const list = connect().list();
      if (outcome === 'read') expect(await list).not.toHaveLength(0);
      else {
        const { host } = new URL(elsewhere.url);
        expect(await failureOf(list)).toMatchObject({
          kind: 'contract',
          message: expect.stringContaining(host) as string,
        });
      }
      expect(elsewhere.seen).toEqual([]);
    });

    it.each(client.oddities)('$name', async ({ to, reply, reads }) => {
      answer(reply);
      const calls = connect();
      const call = to === 'write' ? calls.read() : calls[to]();
      if (reads === undefined) expect(await failureOf(call)).toMatchObject({ kind: 'contract', system: client.system });
      else expect(await call).toMatchObject(reads);
    });
  });
}
