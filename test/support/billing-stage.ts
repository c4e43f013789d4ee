import { BillingDesk } from '../../src/billing/billing-desk';
import { JournalEntity } from '../../src/persistence/engine/engine.entities';
import { Runner } from '../../src/reconciliation/runner';
import type { StreamReport } from '../../src/reconciliation/run-report';
import { utcDateOf } from '../../src/kernel/civil-date';
import { listAdditions } from '../../src/sandbox/answer-key/vendor-records';
import { BridgeFixture, type ProcessOptions } from './bridge-fixture';
import { killAt } from './world-histories';

const MINUTE_MS = 60_000;
const MOST_ROUNDS = 60;

interface ProductsFile {
  lines: Record<string, unknown>[];
  guards: Record<string, number>;
  period: Record<string, string>;
}

interface BridgeFile {
  streams: Record<string, { policy: string }>;
  coexistence: Record<string, string>;
}

/** A sandbox, a bridge that bills it, and the operator, the bookkeeper and VSPC around them. */
export class BillingStage {
  private constructor(
    readonly fixture: BridgeFixture,
    private readonly options: ProcessOptions,
  ) {}

  /** Companies are linked; nothing is adopted. */
  static async start(
    world: Parameters<typeof BridgeFixture.start>[0],
    options: ProcessOptions = {},
  ): Promise<BillingStage> {
    const fixture = await BridgeFixture.start({ jobsPerCompany: 1, ...world });
    const stage = new BillingStage(fixture, options);
    await fixture.pass({ streams: ['mapping'] }, options);
    return stage;
  }

  get sandbox(): BridgeFixture['sandbox'] {
    return this.fixture.sandbox;
  }

  stop(): Promise<void> {
    return this.fixture.stop();
  }

  async bill(): Promise<StreamReport> {
    const { streams } = await this.fixture.pass({ streams: ['billing'] }, this.options);
    return streams.billing!;
  }

  /**
   * A pass that dies at that step; the next one finds the lease of the dead process and waits it out. False: the pass was
   * over before.
   */
  async killedPass(step: number): Promise<boolean> {
    const options = { ...this.options, hooks: killAt(step) };
    const isDead = await this.fixture.pass({ streams: ['billing'] }, options).then(
      () => false,
      () => true,
    );
    this.fixture.wall.advance(2 * MINUTE_MS);
    return isDead;
  }

  /** Runs on as the schedule would, in one process, until no outcome is unknown and a pass changes nothing. */
  async untilQuiet(): Promise<void> {
    const bridge = await this.fixture.boot(this.options);
    const { app, database } = bridge;
    try {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        this.fixture.wall.advance(5 * MINUTE_MS);
        const { streams } = await app.get(Runner).run({ mode: 'apply', streams: ['billing'], lockTimeoutMs: 0 });
        const isQuiet = streams.billing!.changes.every(
          ({ outcome, reason }) => outcome === 'held' && reason !== 'outcome-unknown',
        );
        if (isQuiet && (await database.manager.countBy(JournalEntity, { state: 'intended' })) === 0) return;
      }
      throw new Error(`not quiet after ${MOST_ROUNDS} passes`);
    } finally {
      await bridge.close();
    }
  }

  async atDesk<T>(work: (desk: BillingDesk) => Promise<T>): Promise<T> {
    const bridge = await this.fixture.boot(this.options);
    try {
      return await work(bridge.app.get(BillingDesk));
    } finally {
      await bridge.close();
    }
  }

  async adoptAll(): Promise<void> {
    await this.atDesk((desk) => desk.adoptMatching());
  }

  async approve(...ids: readonly string[]): Promise<void> {
    await this.atDesk((desk) => desk.approve(ids.length === 0 ? { all: true } : { ids }));
  }

  /** Of every addition, as ConnectWise holds it. */
  quantities(): ReadonlyMap<number, string> {
    return new Map(listAdditions(this.sandbox.snapshot()).map(({ id, quantity }) => [id, quantity]));
  }

  /** The subjects of what a pass held, or changed, for a reason. */
  subjects(report: StreamReport, reason: string): readonly string[] {
    return report.changes.filter((change) => change.reason === reason).map(({ subject }) => subject.key);
  }

  /** What VSPC counted for the n-th company on its latest day, at its first location. */
  count(company: number, counter: string, value: number): void {
    const { usage } = this.sandbox.world.vspc;
    const { uid: companyUid, locations } = this.sandbox.world.plans[company]!;
    const newest = Math.max(...usage.filter((row) => row.companyUid === companyUid).map(({ date }) => date.getTime()));
    const day = utcDateOf(new Date(newest));
    this.sandbox.standIns.vspc.live.setUsage({
      companyUid,
      locationUid: locations[0]!.uid,
      day,
      counters: { [counter]: value },
    });
  }

  editProducts(change: (file: ProductsFile) => void): void {
    this.fixture.edit('mappings/products.yaml', changed(change));
  }

  editBridge(change: (file: BridgeFile) => void): void {
    this.fixture.edit('config/bridge.yaml', changed(change));
  }
}

/** For a file that is changed in place. */
function changed<Content>(change: (content: Content) => void): (content: Content) => Content {
  return (content) => {
    change(content);
    return content;
  };
}
