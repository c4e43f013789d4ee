import type { Stream } from '../../src/kernel/change';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import { IncidentRepository } from '../../src/persistence/tickets/incident.repository';
import type { RunReport } from '../../src/reconciliation/run-report';
import { Runner } from '../../src/reconciliation/runner';
import type { IncidentRow } from '../../src/tickets/domain/incident';
import type { BridgeFixture, ProcessOptions } from './bridge-fixture';
import { killAt } from './world-histories';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;
/** As the schedules of the example have it. */
const PASSES_PER_MAPPING = 12;

/** For pages in every pass, and not once a day. */
export const WITH_PAGES: readonly Stream[] = ['tickets', 'documentation'];

/** The bridge as `serve` runs it: one process for many passes, until it is killed and another one begins. */
export class LivingBridge {
  private process: Awaited<ReturnType<BridgeFixture['boot']>> | null = null;
  private passes = 0;

  constructor(
    private readonly fixture: BridgeFixture,
    private readonly options: ProcessOptions,
    /** Of every pass; links come first, in one of them now and then. */
    private readonly streams: readonly Stream[] = ['tickets'],
  ) {}

  async pass(): Promise<RunReport> {
    const { app } = await this.started();
    const streams = this.passes % PASSES_PER_MAPPING === 0 ? this.allStreams() : this.streams;
    this.passes += 1;
    return app.get(Runner).run({ mode: 'apply', streams, lockTimeoutMs: 0 });
  }

  /** Dies at that step of a pass; the next process waits out the lease of the dead one. */
  async killedPass(step: number): Promise<void> {
    await this.stop();
    const options = { ...this.options, hooks: killAt(step) };
    await this.fixture.pass({ streams: this.allStreams() }, options).catch(() => undefined);
    this.fixture.wall.advance(2 * MINUTE_MS);
  }

  /** Runs on as the schedule would, until no outcome is unknown and a pass changes nothing. */
  async runUntilQuiet(): Promise<void> {
    // Links first: without them a pass is quiet because it may not do anything.
    this.passes = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.fixture.wall.advance(5 * MINUTE_MS);
      const streams = Object.values((await this.pass()).streams);
      const changes = streams.flatMap((stream) => stream.changes);
      // One that could not work or read has nothing to change either.
      const hasWorked = streams.every(({ status }) => status === 'succeeded');
      const isQuiet = changes.every((change) => change.outcome === 'held' && change.reason !== 'outcome-unknown');
      const { database } = await this.started();
      const unknown = await database.manager.countBy(JournalEntity, { state: 'intended' });
      if (hasWorked && isQuiet && unknown === 0) return;
    }
    throw new Error(`not quiet after ${MOST_ROUNDS} passes`);
  }

  async incidents(): Promise<readonly IncidentRow[]> {
    const { app } = await this.started();
    return app.get(IncidentRepository).list();
  }

  async stop(): Promise<void> {
    await this.process?.close();
    this.process = null;
    this.passes = 0;
  }

  private allStreams(): readonly Stream[] {
    return ['mapping', ...this.streams];
  }

  private async started(): Promise<Awaited<ReturnType<BridgeFixture['boot']>>> {
    this.process ??= await this.fixture.boot(this.options);
    return this.process;
  }
}
