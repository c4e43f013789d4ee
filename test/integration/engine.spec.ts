import fc from 'fast-check';
import type { Database } from '../../src/persistence/database';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import { LockRepository } from '../../src/persistence/engine/lock.repository';
import { buildRunner } from '../../src/reconciliation/build-runner';
import type { EngineHooks } from '../../src/reconciliation/engine-hooks';
import type { EngineSettings, Policy } from '../../src/reconciliation/engine-settings';
import { exitCodeOf, type RunReport } from '../../src/reconciliation/run-report';
import type { RunRequest } from '../../src/reconciliation/run-request';
import { ManualClock } from '../support/manual-clock';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';
import { ToyReconciler, ToyRemote, failure, type RemoteFault } from '../support/toy-stream';

const MINUTE_MS = 60_000;

function settings(policy: Policy = 'full', limits: Record<string, number> = {}): EngineSettings {
  const stream = { policy, limits };
  return { streams: { mapping: stream, tickets: stream, billing: stream, documentation: stream } };
}

class Crash extends Error {}

/** Dies at the n-th step; the database is gone with the process, so nothing can be tidied up afterwards. */
function dieAt(step: number, database: Database): EngineHooks {
  let left = step;
  return {
    reached: () => {
      if (left-- > 0) return;
      void database.close();
      throw new Crash();
    },
  };
}

describe.each(DATABASE_KINDS)('engine on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let database: Database;
  let clock: ManualClock;
  let remote: ToyRemote;

  beforeEach(async () => {
    temporary = await temporaryDatabase(kind);
    database = await temporary.open();
    clock = new ManualClock();
    remote = new ToyRemote();
  });

  afterEach(async () => {
    await database.close().catch(() => undefined);
    await temporary.dispose();
  });

  interface PassOptions extends Partial<RunRequest> {
    readonly policy?: Policy;
    readonly limits?: Record<string, number>;
    readonly hooks?: EngineHooks;
    readonly on?: Database;
  }

  async function pass({ policy, limits, hooks, on = database, ...request }: PassOptions = {}): Promise<RunReport> {
    const parts = {
      database: on,
      clock,
      settings: settings(policy, limits),
      reconcilers: [new ToyReconciler(remote, on)],
    };
    const runner = buildRunner(hooks ? { ...parts, hooks } : parts);
    return runner.run({ mode: 'apply', streams: ['tickets'], lockTimeoutMs: 0, ...request });
  }

  async function outstanding(): Promise<number> {
    return database.manager.countBy(JournalEntity, { state: 'intended' });
  }

  /** Passes on, as the schedule would, until no outcome is unknown and nothing is left to do. */
  async function settle(): Promise<RunReport> {
    for (let round = 0; round < 40; round += 1) {
      clock.advance(5 * MINUTE_MS);
      const report = await pass();
      const tickets = report.streams.tickets!;
      if ((await outstanding()) === 0 && tickets.changes.length === 0) return report;
    }
    throw new Error('did not settle in 40 passes');
  }

  it('applies a plan, and has nothing to do the second time', async () => {
    remote.desired = ['a', 'b'];
    const first = await pass();
    expect(first.streams.tickets).toMatchObject({ status: 'succeeded', counts: { create: 2, failed: 0 } });
    const writes = remote.writes;
    const second = await pass();
    expect(second.streams.tickets!.changes).toEqual([]);
    expect(remote.writes).toBe(writes);
  });

  it('writes nothing in a dry run, and says what it would do with exit code 2', async () => {
    remote.desired = ['a'];
    const report = await pass({ mode: 'plan' });
    expect(remote.writes).toBe(0);
    expect(report.streams.tickets!.changes).toMatchObject([{ action: 'create', outcome: 'planned' }]);
    expect(exitCodeOf(report)).toBe(2);
  });

  it('closes nothing when the list broke off, and goes on creating', async () => {
    remote.desired = ['a', 'b'];
    await pass();
    remote.desired = ['c'];
    remote.readFault = failure('GET /jobs', 'transient');
    const report = await pass();
    expect(report.streams.tickets).toMatchObject({ status: 'failed', counts: { create: 1, close: 0, held: 2 } });
    expect(remote.records.map((record) => record.mark)).toEqual(['a', 'b', 'c']);
    expect(exitCodeOf(report)).toBe(1);
  });

  it('does not believe a list that suddenly shrank until 24 hours later', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `m${index}`);
    remote.desired = many;
    await pass();
    remote.desired = many.slice(0, 3);
    const first = await pass();
    expect(first.streams.tickets!.sources.incomplete).toEqual([{ source: 'vspc:main/jobs', kind: 'shrunk' }]);
    expect(first.streams.tickets!.counts).toMatchObject({ close: 0, held: 17 });
    clock.advance(24 * 60 * MINUTE_MS);
    const later = await pass();
    expect(later.streams.tickets!.counts).toMatchObject({ close: 17, held: 0 });
  });

  it('tells of a hold once, then only counts it', async () => {
    remote.desired = ['a', 'b'];
    await pass();
    remote.desired = ['a'];
    const first = await pass({ policy: 'upsert-only' });
    expect(first.streams.tickets).toMatchObject({ counts: { held: 1 }, news: { held: 1 } });
    expect(exitCodeOf(first)).toBe(3);
    const second = await pass({ policy: 'upsert-only' });
    expect(second.streams.tickets).toMatchObject({ counts: { held: 1 }, news: { held: 0 } });
    expect(exitCodeOf(second)).toBe(0);
  });

  it('blocks everything of a kind above its limit, and releases it once when allowed', async () => {
    remote.desired = ['a', 'b', 'c'];
    const blocked = await pass({ limits: { create: 2 } });
    expect(blocked.streams.tickets).toMatchObject({ status: 'partial', counts: { create: 0, blocked: 3 } });
    expect(blocked.problems).toMatchObject([{ kind: 'blocked', id: 'limit/tickets/create' }]);
    expect(remote.writes).toBe(0);
    const allowed = await pass({ limits: { create: 2 }, allow: 3 });
    expect(allowed.streams.tickets!.counts).toMatchObject({ create: 3, blocked: 0 });
    expect(allowed.problems).toEqual([]);
  });

  it('finds the record again when the answer to its creation was lost', async () => {
    remote.desired = ['a'];
    remote.failNext('drop-after');
    const lost = await pass();
    expect(lost.streams.tickets!.counts).toMatchObject({ create: 0, failed: 1 });
    expect(await outstanding()).toBe(1);
    await settle();
    expect(remote.records).toEqual([{ id: '1', mark: 'a', noted: true }]);
  });

  it('sends a lost creation anew only after two empty look-ups, ten and fifteen minutes later', async () => {
    remote.desired = ['a'];
    remote.failNext('drop-before');
    await pass();
    const seen: [string, number][] = [];
    for (const minutes of [5, 4, 1, 4, 1]) {
      clock.advance(minutes * MINUTE_MS);
      const report = await pass();
      seen.push([report.streams.tickets!.changes[0]!.outcome, remote.writes]);
    }
    expect(seen).toEqual([
      ['held', 1],
      ['held', 1],
      ['held', 1],
      ['held', 1],
      ['applied', 3],
    ]);
    expect(remote.records).toHaveLength(1);
  });

  it('does not send anew while the look-up itself fails', async () => {
    remote.desired = ['a'];
    remote.failNext('drop-before');
    await pass();
    remote.readFault = failure('GET /tickets', 'transient');
    for (let round = 0; round < 10; round += 1) {
      clock.advance(60 * MINUTE_MS);
      await pass();
    }
    expect(remote.writes).toBe(1);
    expect(await outstanding()).toBe(1);
  });

  it('tries a rate-limited write again at the next pass, because it is known not to be done', async () => {
    remote.desired = ['a'];
    remote.failNext('rate-limited');
    expect((await pass()).streams.tickets!.counts).toMatchObject({ create: 0, failed: 1 });
    expect((await pass()).streams.tickets!.counts).toMatchObject({ create: 1, failed: 0 });
  });

  it('goes on with the others when one record is refused', async () => {
    remote.desired = ['a', 'b'];
    remote.failNext('rejected');
    const report = await pass();
    expect(report.streams.tickets!.counts).toMatchObject({ create: 1, failed: 1 });
    expect(exitCodeOf(report)).toBe(3);
  });

  it('gives up after three writes without an answer, and blocks the rest', async () => {
    remote.desired = ['a', 'b', 'c', 'd', 'e'];
    remote.failNext('drop-before', 'drop-before', 'drop-before');
    const report = await pass();
    expect(report.streams.tickets!.counts).toMatchObject({ failed: 3, blocked: 2 });
    expect(remote.writes).toBe(3);
  });

  it('applies from a stored plan only what has not moved', async () => {
    remote.desired = ['a', 'b'];
    const seen = await pass({ mode: 'plan', policy: 'plan-only' });
    const identities = seen.streams.tickets!.changes.map(({ action, subject, before, after }) =>
      JSON.stringify([action, subject.kind, subject.key, before, after]),
    );
    remote.desired = ['b', 'c'];
    const report = await pass({ policy: 'plan-only', storedPlan: new Map([['tickets', new Set(identities)]]) });
    expect(
      report.streams.tickets!.changes.map((change) => [change.subject.key, change.outcome, change.reason]),
    ).toEqual([
      ['b', 'applied', 'failed-runs'],
      ['c', 'held', 'stale'],
    ]);
  });

  it('lets one of two processes work and the other end blocked', async () => {
    remote.desired = ['a', 'b', 'c'];
    const other = await temporary.open();
    const reports = await Promise.all([pass(), pass({ on: other })]);
    await other.close();
    expect(remote.records.map((record) => record.mark).sort()).toEqual(['a', 'b', 'c']);
    const statuses = reports.map((report) => report.streams.tickets!.status).sort();
    expect(['blocked', 'succeeded']).toEqual(expect.arrayContaining(statuses));
  });

  it('writes nothing more once another process has taken over its expired lease', async () => {
    remote.desired = ['a', 'b', 'c'];
    const other = await temporary.open();
    const locks = new LockRepository(other);
    remote.whileObserved = () => {
      clock.advance(61_000);
      return locks.acquire('tickets', 'other', clock.now(), 60_000);
    };
    const report = await pass();
    await other.close();
    expect(report.streams.tickets!.status).toBe('blocked');
    expect(remote.writes).toBe(0);
  });

  it('does not lock a stream again by a renewal that comes after its release', async () => {
    const locks = new LockRepository(database);
    const lease = await locks.acquire('tickets', 'one', clock.now(), 60_000);
    expect(await locks.renew(lease!, clock.now(), 60_000)).toBe(true);
    await locks.release(lease!);
    expect(await locks.renew(lease!, clock.now(), 60_000)).toBe(false);
    expect(await locks.acquire('tickets', 'two', clock.now(), 60_000)).not.toBeNull();
  });

  it('ends where one clean run ends, wherever it is killed and whatever gets lost', async () => {
    const faults = fc.array(fc.constantFrom<RemoteFault>(null, 'drop-after', 'drop-before', 'rate-limited'), {
      maxLength: 6,
    });
    const history = fc.record({
      kills: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }),
      faults,
      gone: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ kills, faults: lost, gone }) => {
        await temporary.dispose();
        await database.close().catch(() => undefined);
        temporary = await temporaryDatabase(kind);
        database = await temporary.open();
        remote = new ToyRemote();
        remote.desired = ['a', 'b'];
        remote.failNext(...lost);
        for (const step of kills) {
          const mortal = await temporary.open();
          await pass({ on: mortal, hooks: dieAt(step, mortal) }).catch(() => undefined);
          await mortal.close().catch(() => undefined);
          clock.advance(2 * MINUTE_MS);
        }
        if (gone) remote.desired = ['b'];
        await settle();
        const expected = gone ? ['b'] : ['a', 'b'];
        expect(remote.records.map((record) => record.mark).sort()).toEqual(expected);
        expect(remote.records.every((record) => record.noted)).toBe(true);
      }),
      { numRuns: kind === 'sqlite' ? 25 : 10 },
    );
  });
});
