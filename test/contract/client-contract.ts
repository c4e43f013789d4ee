import { inspect } from 'node:util';
import type { ErrorKind } from '../../src/kernel/integration-error';
import { IntegrationError } from '../../src/kernel/integration-error';
import type { SystemName } from '../../src/kernel/integration-error';
import { Redactor } from '../../src/kernel/redaction';
import { MemoryRateBudget } from '../../src/http/memory-rate-budget';
import type { RateBudget } from '../../src/http/rate-budget';
import { ManualClock } from '../support/manual-clock';
import { ScriptServer, type ScriptedReply, type SeenRequest } from '../support/script-server';

/** What a client is made from. A time-out of its own makes the suite quick. */
export interface ContractSetup {
  readonly url: string;
  readonly clock: ManualClock;
  readonly redactor: Redactor;
  readonly budget: RateBudget;
  readonly timeoutMs: number;
}

/** The simplest calls of one client. */
export interface ContractCalls {
  readonly read: () => Promise<unknown>;
  /** A list of more than one page, read to its end. */
  readonly list: () => Promise<readonly unknown[]>;
  /** Reads a record with a date. */
  readonly dated: () => Promise<unknown>;
  /** Left out by a client that writes nothing. */
  readonly write?: () => Promise<unknown>;
}

export interface ClientUnderContract {
  readonly name: string;
  readonly system: SystemName;
  /** Every credential that `connect` uses; none may show in an error. */
  readonly secrets: readonly string[];
  connect(setup: ContractSetup): ContractCalls;
  /** Answers what comes before the call under test (version, login, discovery); undefined for that call itself. */
  prelude?(request: SeenRequest): ScriptedReply | undefined;
  readonly goodRead: ScriptedReply;
  readonly goodWrite?: ScriptedReply;
  /** One record a page: page `index` of `count`, as the vendor frames it; `url` is the server's own address. */
  page(index: number, count: number, url: string, request: SeenRequest): ScriptedReply;
  /** The vendor's own way to say that something went wrong. */
  errorBody(status: number, words: string): unknown;
  /** Where the vendor's meaning differs from the shared table. */
  readonly kinds?: Readonly<Record<number, ErrorKind>>;
  /** Answers to a list that point to another host, and what the client makes of them. */
  readonly foreign: readonly ForeignAnswer[];
  /** Values that are not what they should be. */
  readonly oddities: readonly OddAnswer[];
}

export interface ForeignAnswer {
  readonly name: string;
  /** `host`: the address that must not be called. */
  readonly answer: (host: string, request: SeenRequest) => ScriptedReply;
  readonly outcome: 'refused' | 'read';
}

export interface OddAnswer {
  readonly name: string;
  readonly to: keyof ContractCalls;
  readonly reply: ScriptedReply;
  /** Undefined: refused. */
  readonly reads?: object;
}

/** Status → kind, for an answer in the vendor's own form. Reads of kind transient and rate-limited are sent four times. */
export const STATUS_TABLE: readonly (readonly [number, ErrorKind])[] = [
  [302, 'contract'],
  [307, 'contract'],
  [400, 'rejected'],
  [401, 'auth'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'rejected'],
  [408, 'transient'],
  [409, 'conflict'],
  [412, 'conflict'],
  [415, 'rejected'],
  [422, 'rejected'],
  [429, 'rate-limited'],
  [500, 'transient'],
  [502, 'transient'],
  [503, 'transient'],
  [504, 'transient'],
];

/** Nothing that is answered takes this long, however busy the machine; silence is waited for a shorter time. */
const PATIENT_MS = 20_000;
const IMPATIENT_MS = 250;

export function redactorFor(client: ClientUnderContract): Redactor {
  const redactor = new Redactor();
  for (const secret of client.secrets) redactor.register(secret);
  return redactor;
}

export function budgetFor(client: ClientUnderContract, clock: ManualClock): RateBudget {
  return new MemoryRateBudget(clock, [[client.system, { requestsPerSecond: 1_000, burst: 1_000 }]]);
}

export function describeClientContract(client: ClientUnderContract): void {
  describe(`the ${client.name} client`, () => {
    let server: ScriptServer;
    let clock: ManualClock;

    beforeAll(async () => {
      server = await ScriptServer.start();
    });

    afterAll(async () => {
      await server.stop();
    });

    function connect(timeoutMs = PATIENT_MS): ContractCalls {
      clock = new ManualClock();
      const [redactor, budget] = [redactorFor(client), budgetFor(client, clock)];
      return client.connect({ url: server.url, clock, redactor, budget, timeoutMs });
    }

    /** Replies in turn to the call under test; returns the requests that were that call. */
    function answer(...replies: readonly ScriptedReply[]): SeenRequest[] {
      const own: SeenRequest[] = [];
      server.answer((request) => {
        const before = client.prelude?.(request);
        if (before) return before;
        own.push(request);
        return replies[Math.min(own.length, replies.length) - 1] ?? {};
      });
      return own;
    }

    function failing(status: number, headers: Readonly<Record<string, string>> = {}): ScriptedReply {
      const redirect = status < 400 ? { location: 'https://elsewhere.example/' } : {};
      return { status, headers: { ...redirect, ...headers }, body: client.errorBody(status, 'it went wrong') };
    }

    const statuses = STATUS_TABLE.map(([status, kind]) => [status, client.kinds?.[status] ?? kind] as const);

    it.each(statuses)('takes a %d to a read for %s, and repeats it only where that can help', async (status, kind) => {
      const own = answer(failing(status));
      const failure = await failureOf(connect().read());
      expect(failure).toMatchObject({ kind, status, system: client.system });
      expect(own).toHaveLength(kind === 'transient' || kind === 'rate-limited' ? 4 : 1);
    });

    it.each(statuses)('sends a write once that is answered %d, which is %s', async (status, kind) => {
      const calls = connect();
      const own = answer(failing(status));
      if (!calls.write) {
        expect(client.goodWrite).toBeUndefined();
        return;
      }
      const failure = await failureOf(calls.write());
      expect(failure).toMatchObject({ kind, status, notDone: kind !== 'transient' });
      expect(own).toHaveLength(1);
    });

    it.each([
      ['a dropped connection', { drop: 'before' as const }, PATIENT_MS],
      ['silence', { silent: true }, IMPATIENT_MS],
    ])('repeats a read, and never a write, after %s', async (_name, fault, timeoutMs) => {
      const ownReads = answer(fault, client.goodRead);
      await connect(timeoutMs).read();
      expect(ownReads).toHaveLength(2);
      const calls = connect(timeoutMs);
      const ownWrites = answer(fault, client.goodWrite ?? {});
      if (!calls.write) return;
      expect(await failureOf(calls.write())).toMatchObject({ kind: 'transient', notDone: false });
      expect(ownWrites).toHaveLength(1);
    });

    it.each([
      ['seconds', '30'],
      ['a date', 'Mon, 02 Nov 2026 08:00:30 GMT'],
    ])('waits as long as Retry-After says in %s', async (_name, value) => {
      const own = answer(failing(429, { 'retry-after': value }), client.goodRead);
      const calls = connect();
      const begunMs = clock.wallMs();
      await calls.read();
      expect(clock.wallMs() - begunMs).toBeGreaterThanOrEqual(30_000);
      expect(clock.wallMs() - begunMs).toBeLessThan(31_000);
      expect(own).toHaveLength(2);
    });

    it('does not sit out a pause of an hour', async () => {
      const own = answer(failing(429, { 'retry-after': '3600' }), client.goodRead);
      expect(await failureOf(connect().read())).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_600_000 });
      expect(own).toHaveLength(1);
    });

    it('reads a list to its end', async () => {
      let index = 0;
      server.answer((request) => client.prelude?.(request) ?? client.page(index++, 3, server.url, request));
      expect(await connect().list()).toHaveLength(3);
    });

    it.each([
      ['refused', { status: 403, body: client.errorBody(403, 'no') }],
      ['lost', { drop: 'before' as const }],
      ['HTML', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ])('does not end a list early when its second page is %s', async (_name, fault) => {
      let index = 0;
      server.answer((request) => {
        const before = client.prelude?.(request);
        if (before) return before;
        return index === 0 ? client.page(index++, 3, server.url, request) : fault;
      });
      expect(await failureOf(connect().list())).toBeInstanceOf(IntegrationError);
    });

    it.each([
      ['an error that repeats them', { status: 400, body: client.errorBody(400, client.secrets.join(' ')) }],
      ['a plain text that repeats them', { status: 401, body: client.secrets.join(' ') }],
      ['a body that is no use', { body: `{"token":"${client.secrets.join(' ')}"` }],
      ['a dropped connection', { drop: 'before' as const }],
      ['silence', { silent: true }],
    ])('shows no credential after %s', async (_name, fault: ScriptedReply) => {
      for (const name of ['read', 'list', 'write'] as const) {
        answer(fault);
        const call = connect(fault.silent ? IMPATIENT_MS : PATIENT_MS)[name];
        if (!call) continue;
        const failure = await failureOf(call());
        for (const text of everythingShownOf(failure)) {
          for (const secret of client.secrets) expect(text).not.toContain(secret);
        }
      }
    });
  });
}

function everythingShownOf(error: Error): readonly string[] {
  return [
    error.message,
    String(error.stack),
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true, getters: true }),
  ];
}

export async function failureOf(call: Promise<unknown>): Promise<IntegrationError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof IntegrationError) return error;
    throw error;
  }
  throw new Error('expected a failure, but the call succeeded');
}
