import type { Hold, Plan } from '../../src/kernel/change';
import type { Database } from '../../src/persistence/database';
import { SourceStateEntity } from '../../src/persistence/engine/engine.entities';
import { buildRunner } from '../../src/reconciliation/build-runner';
import type { Policy } from '../../src/reconciliation/engine-settings';
import type { RunMode } from '../../src/reconciliation/run-context';
import { ManualClock } from '../support/manual-clock';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';
import { ToyReconciler, ToyRemote } from '../support/toy-stream';

/** Holds everything, and has seen something all the same. */
class HoldingReconciler extends ToyReconciler {
  override plan(): Plan {
    const hold: Hold = {
      decision: 'held',
      action: 'note',
      reason: 'incomplete-observation',
      company: null,
      subject: { kind: 'toy', key: 'a', name: 'a' },
      key: 'note/a',
      before: null,
      after: null,
    };
    const silent: Hold = { ...hold, key: 'note/b', subject: { ...hold.subject, key: 'b' }, transition: null };
    return { decisions: [{ ...hold, transition: { mark: 'a', state: 'seen' } }, silent], problems: [] };
  }
}

describe.each(DATABASE_KINDS)('what is seen while a change waits, on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let database: Database;

  beforeEach(async () => {
    temporary = await temporaryDatabase(kind);
    database = await temporary.open();
  });

  afterEach(async () => {
    await database.close();
    await temporary.dispose();
  });

  it.each<[string, Policy, RunMode, readonly string[]]>([
    ['is kept in an applying pass', 'full', 'apply', ['toy:a']],
    ['is kept under upsert-only', 'upsert-only', 'apply', ['toy:a']],
    ['is not kept under plan-only', 'plan-only', 'apply', []],
    ['is not kept in a dry run', 'full', 'plan', []],
  ])('%s', async (_name, policy, mode, kept) => {
    const stream = { policy, limits: {} };
    const remote = new ToyRemote();
    const runner = buildRunner({
      database,
      clock: new ManualClock(),
      settings: { streams: { mapping: stream, tickets: stream, billing: stream, documentation: stream } },
      reconcilers: [new HoldingReconciler(remote, database)],
    });
    const report = await runner.run({ mode, streams: ['tickets'], lockTimeoutMs: 0 });
    const rows = await database.manager.find(SourceStateEntity);
    expect(rows.map((row) => row.source).filter((source) => source.startsWith('toy:'))).toEqual(kept);
    expect(report.streams.tickets!.changes.map((change) => change.outcome)).toEqual(['held', 'held']);
    expect(remote.writes).toBe(0);
  });
});
