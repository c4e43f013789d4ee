import { join } from 'node:path';
import { addDays } from '../../src/kernel/civil-date';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { SandboxSystem } from '../../src/sandbox/sandbox-options';
import { BillingStage } from '../support/billing-stage';
import { runCommandLine, type CliResult } from '../support/run-cli';

const LINE = '250/server-agents';
const TODAY = '2026-11-05';
const DAY_MS = 24 * 3_600_000;
/** A count that no company of the sandbox has. */
const MARKED = 777_777;
/** What the first company really has. */
const SERVERS = 8;
/** Usage of the last days may still change in VSPC: every pass asks for it. */
const DAYS_READ_AGAIN = 4;

/** Each through the real path, from the wire to the report: held with a reason, and nothing of it written. */
describe('bad input to billing', () => {
  let stage: BillingStage;
  let before: ReadonlyMap<number, string>;

  beforeAll(async () => {
    stage = await BillingStage.start({ companies: 2, start: new Date('2026-11-02T08:00:00Z') });
    stage.fixture.wall.advance(3 * DAY_MS);
    stage.sandbox.advance(0);
    await stage.adoptAll();
    await stage.approve();
    await stage.bill();
    before = stage.quantities();
  });

  beforeEach(() => {
    stage.sandbox.resetLog();
  });

  afterEach(() => {
    stage.sandbox.clearFaults();
    mark(DAYS_READ_AGAIN, SERVERS);
  });

  afterAll(async () => {
    await stage.stop();
  });

  async function pass(): Promise<RunReport> {
    return stage.fixture.pass({ streams: ['billing'] });
  }

  /** What became of the line, and why. */
  async function held(): Promise<string> {
    const { streams } = await pass();
    expect(stage.quantities()).toEqual(before);
    const { outcome, reason, detail } = streams.billing!.changes.find(({ subject }) => subject.key === LINE)!;
    return `${outcome} ${reason}: ${detail ?? ''}`;
  }

  /** The vendor's answers with one piece of their text replaced. */
  function rewrite(system: SandboxSystem, route: string, find: string, text: string): void {
    stage.sandbox.failNext(system, route, { rewrite: { find, with: text }, times: 3 });
  }

  /** Sets the count of the last days. */
  function mark(days: number, count = MARKED): void {
    const { uid: companyUid, locations } = stage.sandbox.world.plans[0]!;
    for (let back = 0; back < days; back += 1) {
      const at = { companyUid, locationUid: locations[0]!.uid, day: addDays(TODAY, -back) };
      stage.sandbox.standIns.vspc.live.setUsage({ ...at, counters: { ManagedServerAgents: count } });
    }
  }

  /** Changes the first line of products.yaml; returns what was there. */
  function editFirst(settings: Record<string, unknown>): Record<string, unknown> {
    let was: Record<string, unknown> = {};
    stage.editProducts(({ lines }) => {
      was = { ...lines[0] };
      Object.assign(lines[0]!, settings);
    });
    return was;
  }

  function reconcile(): Promise<CliResult> {
    const config = join(stage.fixture.folder, 'config', 'bridge.yaml');
    return runCommandLine(['reconcile', '--only', 'billing', '--config', config]);
  }

  it.each<[sentence: string, value: string, detail: RegExp]>([
    ['negative', '-8', /ManagedServerAgents of 2026-\d\d-\d\d is negative \(-8\)/],
    ['a fraction', '8.5', /is a fraction \(8\.5\)/],
    ['absurd', '90071992547409931', /is beyond 2\^53/],
    ['without a value', 'null', /is without a value/],
  ])('a counter that is %s holds the line, and names counter, day and value', async (_sentence, value, detail) => {
    mark(DAYS_READ_AGAIN);
    rewrite('vspc', 'GET /organizations/companies/usage', String(MARKED), value);
    const shown = await held();
    expect(shown).toMatch(/^held bad-counter: /);
    expect(shown).toMatch(detail);
  });

  it('one bad day is not counted, and a person is told', async () => {
    mark(1);
    rewrite('vspc', 'GET /organizations/companies/usage', String(MARKED), '-8');
    const { problems } = await pass();
    expect(stage.quantities()).toEqual(before);
    const [problem] = problems.filter(({ kind }) => kind === 'bad-counter');
    expect(problem!.message).toMatch(
      /line server-agents: .* of 2026-11-05 is negative \(-8\); that day is not counted/,
    );
  });

  it('a counter that is not there counts as nothing, and waits for a person', async () => {
    rewrite('vspc', 'GET /organizations/companies/usage', '"ManagedServerAgents"', '"ManagedToasters"');
    expect(await held()).toMatch(/^held guard-zero: nothing is used any more/);
  });

  it('an unknown counter name is refused with the nearest one, and nothing is started', async () => {
    const products = editFirst({ counters: ['ManagedServerAgent'] });
    const result = await reconcile();
    editFirst(products);
    expect(result.code).toBe(1);
    expect(result.err.replace(/\s+/g, ' ')).toMatch(/Did you mean “?ManagedServerAgents/);
    expect(stage.sandbox.requests()).toEqual([]);
  });

  it.each([
    ['inactive', '"inactiveFlag":false', '"inactiveFlag":true', 'product-inactive'],
    ['missing', 'VEEAM-SRV', 'VEEAM-ANOTHER', 'product-missing'],
    ['a bundle', '"productClass":"', '"productClass":"Bundle","was":"', 'product-bundle'],
    ['sold by the TB', '"Each"', '"TB"', 'unit-mismatch'],
  ])('a product that is %s', async (_sentence, find, text, reason) => {
    mark(1);
    rewrite('connectwise', 'GET /procurement/catalog', find, text);
    expect(await held()).toMatch(new RegExp(`^held ${reason}: `));
  });

  it('two lines for one addition are refused before anything is read', async () => {
    stage.editProducts(({ lines }) => lines.push({ ...lines[0], name: 'again', counters: ['ManagedVms'] }));
    const result = await reconcile();
    stage.editProducts(({ lines }) => lines.pop());
    expect(result.code).toBe(1);
    expect(result.err).toMatch(/reaches the same addition as lines\[0\]/);
    expect(stage.sandbox.requests()).toEqual([]);
  });

  it('two lines for one addition that only a pattern shows: the second cannot have it', async () => {
    const again = { name: 'again', counters: ['ManagedVms'], companies: { include: ['cw:250'] } };
    stage.editProducts(({ lines }) => lines.push({ ...lines[0], ...again }));
    const request = { company: 'cw:250', line: 'again', additionId: 100_000 };
    await expect(stage.atDesk((desk) => desk.adopt(request))).rejects.toThrow('carries 250/server-agents already');
    stage.editProducts(({ lines }) => lines.pop());
  });

  it.each([
    ['before its link', -40, []],
    ['before its usage', -2, [/^held unknown-days: the clock says 2026-11-03, but usage of 2026-11-05 is known/]],
  ])('a clock that shows a day of the company %s decides nothing', async (_sentence, days, expected) => {
    stage.fixture.wall.advance(days * DAY_MS);
    const { streams } = await pass();
    stage.fixture.wall.advance(-days * DAY_MS);
    expect(stage.quantities()).toEqual(before);
    expect(streams.billing!.counts['set-quantity']).toBe(0);
    const ofLine = streams.billing!.changes.filter(({ subject }) => subject.key === LINE);
    expect(ofLine.map(({ outcome, reason, detail }) => `${outcome} ${reason}: ${detail ?? ''}`)).toEqual(
      expected.map((text) => expect.stringMatching(text) as string),
    );
  });

  it('days that VSPC has not counted are unknown, not zero', async () => {
    stage.fixture.wall.advance(4 * DAY_MS);
    stage.sandbox.failNext('vspc', 'GET /organizations/companies/usage', {
      status: 200,
      body: { meta: { pagingInfo: { total: 0, count: 0, offset: 0 } }, data: [] },
      times: 3,
    });
    expect(await held()).toMatch(/^held unknown-days: the latest usage is of 2026-11-0\d/);
  });
});
