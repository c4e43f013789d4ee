import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import type { RunReport } from '../../src/reconciliation/run-report';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';
import { duplicateMarks, runUntilQuiet } from '../support/world-histories';

/** Real processes of the built command, real kills: a handful, beside the many of kill-anywhere.spec.ts. */
const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const WORLD = { companies: 10, jobsPerCompany: 2 } as const;
const STREAMS = 'mapping,tickets,documentation';
/** Kills by the number of requests that ConnectWise and IT Glue have been sent when the process dies. */
const KILLS = [1, 3, 7];

interface Ended {
  readonly code: number | null;
  readonly report: RunReport | null;
}

describe.each(DATABASE_KINDS)('real processes on %s', (kind) => {
  let fixture: BridgeFixture;
  let temporary: TemporaryDatabase;

  beforeEach(async () => {
    // The processes have the machine's clock, and so must the world.
    fixture = await BridgeFixture.start({ ...WORLD, start: new Date() });
    temporary = await temporaryDatabase(kind);
    await (await temporary.open()).close();
    nameDatabase();
  });

  afterEach(async () => {
    await fixture.stop();
    await temporary.dispose();
  });

  function configFile(): string {
    return join(fixture.folder, 'config', 'bridge.yaml');
  }

  function nameDatabase(): void {
    const { target } = temporary;
    const url = target.kind === 'sqlite' ? `sqlite:${target.file}` : target.url;
    const text = readFileSync(configFile(), 'utf8').replace('sqlite:data/bridge.db', url);
    writeFileSync(configFile(), text);
  }

  /** One `reconcile`; with `killAfterWrites` it dies, without a chance to tidy up, as soon as so many writes were sent. */
  function reconcile(killAfterWrites = Number.POSITIVE_INFINITY): Promise<Ended> {
    const already = fixture.sandbox.writes().length;
    const args = [CLI, 'reconcile', '--only', STREAMS, '--json', '--quiet', '--lock-timeout', '60s', '--config'];
    const child = spawn(process.execPath, [...args, configFile()], { stdio: ['ignore', 'pipe', 'ignore'] });
    const watch = setInterval(() => {
      if (fixture.sandbox.writes().length - already >= killAfterWrites) child.kill('SIGKILL');
    }, 1);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    return new Promise((resolve) => {
      child.once('close', (code) => {
        clearInterval(watch);
        resolve({ code, report: code === null ? null : (JSON.parse(text) as RunReport) });
      });
    });
  }

  function wrongInTheEnd(): readonly string[] {
    const key = { ...fixture.sandbox.answerKey(), additions: [] };
    return compareWithAnswerKey(fixture.sandbox.snapshot(), key).filter((sentence) => !sentence.startsWith('Addition'));
  }

  async function journal(): Promise<readonly JournalEntity[]> {
    const database = await temporary.open();
    const entries = await database.manager.find(JournalEntity);
    await database.close();
    return entries;
  }

  it('7: several at once do the work of one', async () => {
    const ended = await Promise.all([reconcile(), reconcile(), reconcile()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    const applied = ended.map(({ report }) =>
      Object.values(report!.streams).reduce(
        (sum, stream) => sum + stream.changes.filter((change) => change.outcome === 'applied').length,
        0,
      ),
    );
    expect(applied.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(duplicateMarks(fixture)).toEqual([]);
    expect(wrongInTheEnd()).toEqual([]);
    const attempts = (await journal()).map((entry) => `${entry.changeKey} ${entry.effectIndex}`);
    expect(attempts.filter((attempt, index) => attempts.indexOf(attempt) !== index)).toEqual([]);
  }, 90_000);

  it('5: killed in the middle of their writes, and run on, they leave what one clean run leaves', async () => {
    for (const writes of KILLS) {
      const { code } = await reconcile(writes);
      expect(code).toBeNull();
      await freeTheLock();
    }
    fixture.wall.moveTo(new Date());
    await runUntilQuiet(fixture, { target: temporary.target });
    expect(duplicateMarks(fixture)).toEqual([]);
    expect(wrongInTheEnd()).toEqual([]);
    expect((await journal()).filter((entry) => entry.state === 'intended')).toEqual([]);
  }, 90_000);

  /** What waiting out the lease of the dead process would do. */
  async function freeTheLock(): Promise<void> {
    const database = await temporary.open();
    await database.write((manager) => manager.query(`UPDATE stream_lock SET lease_until = '1970-01-01T00:00:00.000Z'`));
    await database.close();
  }
});
