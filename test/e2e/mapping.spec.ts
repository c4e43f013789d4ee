import type { CompanyLink } from '../../src/mapping/domain/company-link';
import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import { compareLinks, type ListedCompany } from '../../src/sandbox/answer-key/compare-links';
import { BridgeFixture } from '../support/bridge-fixture';

describe('mapping against the sandbox', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start();
  });

  afterAll(async () => {
    await fixture.stop();
  });

  async function listed(): Promise<ListedCompany[]> {
    const bridge = await fixture.boot();
    const links = await bridge.app.get(CompanyLinkRepository).listLinks();
    await bridge.close();
    return links.map((link: CompanyLink) => ({ ...link, vspc: { uid: link.uid } }));
  }

  it('links exactly the companies of the answer key, each by its grade', async () => {
    const report = await fixture.pass({ streams: ['mapping'] });
    expect(report.streams.mapping!.status).toBe('succeeded');
    expect(compareLinks(await listed(), fixture.sandbox.answerKey())).toEqual([]);
  });

  it('changes nothing the second time, and writes to no system', async () => {
    const report = await fixture.pass({ streams: ['mapping'] });
    expect(report.streams.mapping!.changes).toEqual([]);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('asks only for routes that the vendors have', () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
  });
});
