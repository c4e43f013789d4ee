import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import type { Stream } from '../../src/kernel/change';
import type { RunReport } from '../../src/reconciliation/run-report';
import { Runner } from '../../src/reconciliation/runner';
import type { BridgeFixture, ProcessOptions } from './bridge-fixture';
import { killAt } from './world-histories';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;
const PASSES_PER_MAPPING = 12;

/** The bridge as `serve` runs it with pages in every pass: one process, until it is killed and another one begins. */
export class PageBridge {
  private process: Awaited<ReturnType<BridgeFixture['boot']>> | null = null;
  private passes = 0;

  constructor(
    private readonly fixture: BridgeFixture,
    private readonly options: ProcessOptions,
  ) {}

  async pass(): Promise<RunReport> {
    this.process ??= await this.fixture.boot(this.options);
    const isFirst = this.passes % PASSES_PER_MAPPING === 0;
    this.passes += 1;
    const streams: readonly Stream[] = [...(isFirst ? (['mapping'] as const) : []), 'tickets', 'documentation'];
    return this.process.app.get(Runner).run({ mode: 'apply', streams, lockTimeoutMs: 0 });
  }

  /** Dies at that step of a pass; the next process waits out the lease of the dead one. */
  async killedPass(step: number): Promise<void> {
    await this.stop();
    const streams: readonly Stream[] = ['mapping', 'tickets', 'documentation'];
    await this.fixture.pass({ streams }, { ...this.options, hooks: killAt(step) }).catch(() => undefined);
    this.fixture.wall.advance(2 * MINUTE_MS);
  }

  /** Runs on as the schedule would, until no outcome is unknown and a pass changes nothing. */
  async runUntilQuiet(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.fixture.wall.advance(5 * MINUTE_MS);
      const changes = Object.values((await this.pass()).streams).flatMap((stream) => stream.changes);
      const isQuiet = changes.every((change) => change.outcome === 'held' && change.reason !== 'outcome-unknown');
      if (isQuiet && (await this.process?.database.manager.countBy(JournalEntity, { state: 'intended' })) === 0) return;
    }
    throw new Error(`not quiet after ${MOST_ROUNDS} passes`);
  }

  async stop(): Promise<void> {
    await this.process?.close();
    this.process = null;
    this.passes = 0;
  }
}
