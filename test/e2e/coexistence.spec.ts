import type { RunReport } from '../../src/reconciliation/run-report';
import { BridgeFixture } from '../support/bridge-fixture';

const ROUTE = 'GET /company/configurations';
const MINUTE_MS = 60_000;
const STREAMS = ['mapping', 'tickets', 'billing'] as const;

describe('beside Veeam’s own plugin, with coexistence: auto', () => {
  let fixture: BridgeFixture;

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    await fixture.stop();
  });

  async function started(veeamPlugin?: 'active' | 'inactive'): Promise<void> {
    fixture = await BridgeFixture.start({ companies: 2, jobsPerCompany: 2, ...(veeamPlugin ? { veeamPlugin } : {}) });
  }

  function configure(coexistence: object): void {
    fixture.edit<object>('config/bridge.yaml', (config) => ({ ...config, coexistence }));
  }

  async function pass(): Promise<RunReport> {
    fixture.wall.advance(5 * MINUTE_MS);
    return fixture.pass({ streams: STREAMS });
  }

  function policies({ streams }: RunReport) {
    return STREAMS.map((stream) => streams[stream]?.policy);
  }

  function told({ problems }: RunReport): readonly string[] {
    return problems.filter(({ kind }) => kind === 'coexistence').map(({ id }) => id);
  }

  function looks(): number {
    const asked = fixture.sandbox.requests('connectwise').filter(({ route }) => route === ROUTE);
    return asked.filter(({ query }) => String(query['conditions']).includes('Veeam Managed Computer')).length;
  }

  const BOTH = ['coexistence/veeamTicketing', 'coexistence/veeamBilling'];

  it('both streams only plan while it keeps configurations, and say why', async () => {
    await started('active');
    const report = await pass();
    expect(policies(report)).toEqual(['full', 'plan-only', 'plan-only']);
    expect(told(report).toSorted()).toEqual(BOTH.toSorted());
    expect(report.problems.find(({ id }) => id === BOTH[0])?.hint).toContain('veeamTicketing: on');
    expect(report.streams.tickets?.changes.some(({ outcome }) => outcome === 'planned')).toBe(true);
    expect(fixture.sandbox.writes('connectwise')).toEqual([]);
  });

  it('it is looked for once an hour, with one request for both streams', async () => {
    await started('active');
    await pass();
    await pass();
    expect(looks()).toBe(1);
    fixture.wall.advance(60 * MINUTE_MS);
    expect(policies(await pass())).toEqual(['full', 'plan-only', 'plan-only']);
    expect(looks()).toBe(2);
  });

  it('each stream goes its own way where that is said', async () => {
    await started('active');
    configure({ veeamTicketing: 'off', veeamBilling: 'auto' });
    const report = await pass();
    expect(policies(report)).toEqual(['full', 'full', 'plan-only']);
    expect(told(report)).toEqual(['coexistence/veeamBilling']);
  });

  it('it is not looked for where both are said', async () => {
    await started('active');
    configure({ veeamTicketing: 'off', veeamBilling: 'on' });
    const report = await pass();
    expect([policies(report), told(report), looks()]).toEqual([['full', 'full', 'plan-only'], [], 0]);
  });

  it('nothing changes, and nothing is said, where it never was', async () => {
    await started();
    const report = await pass();
    expect([policies(report), told(report), looks()]).toEqual([['full', 'full', 'full'], [], 1]);
  });

  it('it is told as unsure where all that it left is inactive', async () => {
    await started('inactive');
    const report = await pass();
    expect(policies(report)).toEqual(['full', 'full', 'full']);
    expect(told(report).toSorted()).toEqual(BOTH.toSorted());
    expect(report.problems.find(({ id }) => id === BOTH[0])?.message).toContain('not sure');
  });

  it('it is told as unsure where configurations cannot be read; what was seen before stands', async () => {
    await started('active');
    const denied = { status: 403, body: { code: 'Security', message: 'Denied.' }, times: 10 };
    fixture.sandbox.failNext('connectwise', ROUTE, denied);
    expect(policies(await pass())).toEqual(['full', 'full', 'full']);
    fixture.sandbox.clearFaults();
    expect(policies(await pass())).toEqual(['full', 'plan-only', 'plan-only']);
    fixture.wall.advance(60 * MINUTE_MS);
    fixture.sandbox.failNext('connectwise', ROUTE, denied);
    const report = await pass();
    expect(policies(report)).toEqual(['full', 'plan-only', 'plan-only']);
    expect(report.problems.find(({ id }) => id === BOTH[0])?.message).toContain('cannot be read');
  });
});
