import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import { IncidentRepository } from '../../src/persistence/tickets/incident.repository';
import type { RunReport } from '../../src/reconciliation/run-report';
import { Runner } from '../../src/reconciliation/runner';
import type { IncidentRow } from '../../src/tickets/domain/incident';
import type { BridgeFixture, ProcessOptions } from './bridge-fixture';
import { killAt } from './world-histories';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;
const STREAMS = ['mapping', 'tickets'] as const;
/** As the schedules of the example have it. */
const TICKETS_PER_MAPPING = 12;

/** The bridge as `serve` runs it: one process for many passes, until it is killed and another one begins. */
export class LivingBridge {
  private process: Awaited<ReturnType<BridgeFixture['boot']>> | null = null;
  private passes = 0;

  constructor(
    private readonly fixture: BridgeFixture,
    private readonly options: ProcessOptions,
  ) {}

  async pass(): Promise<RunReport> {
    const { app } = await this.started();
    const streams = this.passes % TICKETS_PER_MAPPING === 0 ? STREAMS : (['tickets'] as const);
    this.passes += 1;
    return app.get(Runner).run({ mode: 'apply', streams, lockTimeoutMs: 0 });
  }

  /** Dies at that step of a pass; the next process waits out the lease of the dead one. */
  async killedPass(step: number): Promise<void> {
    await this.stop();
    await this.fixture.pass({ streams: STREAMS }, { ...this.options, hooks: killAt(step) }).catch(() => undefined);
    this.fixture.wall.advance(2 * MINUTE_MS);
  }

  /** Runs on as the schedule would, until no outcome is unknown and a pass changes nothing. */
  async runUntilQuiet(): Promise<void> {
    // Links first: without them a pass is quiet because it may not do anything.
    this.passes = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.fixture.wall.advance(5 * MINUTE_MS);
      const { streams } = await this.pass();
      const changes = Object.values(streams).flatMap((stream) => stream.changes);
      const isQuiet = changes.every((change) => change.outcome === 'held' && change.reason !== 'outcome-unknown');
      const { database } = await this.started();
      if (isQuiet && (await database.manager.countBy(JournalEntity, { state: 'intended' })) === 0) return;
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

  private async started(): Promise<Awaited<ReturnType<BridgeFixture['boot']>>> {
    this.process ??= await this.fixture.boot(this.options);
    return this.process;
  }
}
