import type { Stream } from '../../src/kernel/change';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import { Runner } from '../../src/reconciliation/runner';
import type { BridgeFixture, ProcessOptions } from './bridge-fixture';
import { killAt } from './world-histories';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;
/** One pass in so many looks at companies, too. */
const TICKETS_PER_MAPPING = 4;

/** The bridge in a process that serves until it dies at a certain step of its work, when another one takes over. */
export class MortalBridge {
  private process: Awaited<ReturnType<BridgeFixture['boot']>> | null = null;
  private passes = 0;
  private isDead = false;
  kills = 0;

  /** `diesAtStep`: null for a process that never dies. */
  constructor(
    private readonly fixture: BridgeFixture,
    private readonly options: ProcessOptions,
    private readonly diesAtStep: number | null,
  ) {}

  /** A pass; when its process dies, others go on every five minutes until nothing is unknown any more. */
  async passAndSettle(): Promise<void> {
    if (await this.survivesPass()) return;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      this.fixture.wall.advance(5 * MINUTE_MS);
      if ((await this.survivesPass()) && (await this.countUnknown()) === 0) return;
    }
    throw new Error(`outcomes are unknown after ${MOST_ROUNDS} passes`);
  }

  async stop(): Promise<void> {
    await this.process?.close();
    this.process = null;
  }

  private async survivesPass(): Promise<boolean> {
    this.process ??= await this.boot();
    const streams: readonly Stream[] = this.passes % TICKETS_PER_MAPPING === 0 ? ['mapping', 'tickets'] : ['tickets'];
    this.passes += 1;
    try {
      await this.process.app.get(Runner).run({ mode: 'apply', streams, lockTimeoutMs: 0 });
      return true;
    } catch (error) {
      // Whatever it was about to do, the dead have no database any more.
      if (!this.isDead) throw error;
      this.kills += 1;
      await this.stop();
      return false;
    }
  }

  private boot(): ReturnType<BridgeFixture['boot']> {
    this.isDead = false;
    const { diesAtStep } = this;
    if (diesAtStep === null) return this.fixture.boot(this.options);
    return this.fixture.boot({
      ...this.options,
      hooks: (database) => {
        const deadly = killAt(diesAtStep)(database);
        return {
          reached: (point) => {
            try {
              deadly.reached(point);
            } catch (error) {
              this.isDead = true;
              throw error;
            }
          },
        };
      },
    });
  }

  private async countUnknown(): Promise<number> {
    return (await this.process?.database.manager.countBy(JournalEntity, { state: 'intended' })) ?? 0;
  }
}
