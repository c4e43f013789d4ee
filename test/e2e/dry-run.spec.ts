import { exitCodeOf } from '../../src/reconciliation/run-report';
import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import { BridgeFixture } from '../support/bridge-fixture';

describe('a dry run on a fresh database', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start({ companies: 12, jobsPerCompany: 3 });
  });

  afterAll(async () => {
    await fixture.stop();
  });

  it('shows the links and the tickets that follow from them, and makes neither', async () => {
    const report = await fixture.pass({ mode: 'plan', streams: ['mapping', 'tickets'] });
    expect(report.streams.mapping!.counts['link']).toBeGreaterThan(0);
    expect(report.streams.tickets!.counts['create']).toBeGreaterThan(0);
    expect(exitCodeOf(report)).toBe(2);
    expect(fixture.sandbox.writes()).toEqual([]);
    const bridge = await fixture.boot();
    expect(await bridge.app.get(CompanyLinkRepository).listLinks()).toEqual([]);
    await bridge.close();
  });

  it('says exactly what the pass then does', async () => {
    const planned = await fixture.pass({ mode: 'plan', streams: ['mapping', 'tickets'] });
    const applied = await fixture.pass({ streams: ['mapping', 'tickets'] });
    for (const stream of ['mapping', 'tickets'] as const) {
      const keysOf = (report: typeof planned) => report.streams[stream]!.changes.map((change) => change.key);
      expect(keysOf(applied)).toEqual(keysOf(planned));
    }
  });
});
