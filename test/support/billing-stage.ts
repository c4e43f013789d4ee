import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { BillingDesk } from '../../src/billing/billing-desk';
import type { StreamReport } from '../../src/reconciliation/run-report';
import { utcDateOf } from '../../src/kernel/civil-date';
import { listAdditions } from '../../src/sandbox/answer-key/vendor-records';
import { BridgeFixture, type ProcessOptions } from './bridge-fixture';
import { runCommandLine, type CliResult } from './run-cli';

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

  /** One command of an operator, at the time of the sandbox; `answer`: what is said to a question, null for a script. */
  run(args: readonly string[], answer: boolean | null = null): Promise<CliResult> {
    return runCommandLine([...args, '--config', join(this.fixture.folder, 'config', 'bridge.yaml')], {
      env: { BRIDGE_NOW: this.sandbox.clock.now().toISOString() },
      isInteractive: answer !== null,
      confirm: answer === null ? null : () => Promise.resolve(answer),
    });
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
    this.edit('mappings/products.yaml', (file) => {
      change(file as ProductsFile);
    });
  }

  editBridge(change: (file: BridgeFile) => void): void {
    this.edit('config/bridge.yaml', (file) => {
      change(file as BridgeFile);
    });
  }

  private edit(name: string, change: (file: unknown) => void): void {
    const path = join(this.fixture.folder, name);
    const file = parse(readFileSync(path, 'utf8')) as unknown;
    change(file);
    writeFileSync(path, stringify(file));
  }
}
