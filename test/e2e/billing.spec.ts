import { BillingDesk } from '../../src/billing/billing-desk';
import { utcDateOf } from '../../src/kernel/civil-date';
import { Quantity } from '../../src/kernel/quantity';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { PRODUCT_LINES } from '../../src/sandbox/world/product-lines';
import { BillingStage } from '../support/billing-stage';
import { BridgeFixture } from '../support/bridge-fixture';

describe('billing against the sandbox', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start();
    await fixture.pass({ streams: ['mapping'] });
  });

  afterAll(async () => {
    await fixture.stop();
  });

  async function atDesk<T>(work: (desk: BillingDesk) => Promise<T>): Promise<T> {
    const bridge = await fixture.boot();
    try {
      return await work(bridge.app.get(BillingDesk));
    } finally {
      await bridge.close();
    }
  }

  function wrongAdditions(): readonly string[] {
    const { sandbox } = fixture;
    return compareWithAnswerKey(sandbox.snapshot(), sandbox.answerKey()).filter((text) => text.startsWith('Addition'));
  }

  it('writes to nothing that nobody gave it', async () => {
    const report = await fixture.pass({ streams: ['billing'] });
    expect(report.streams.billing!.status).toBe('succeeded');
    expect(fixture.sandbox.writes()).toEqual([]);
    expect(report.streams.billing!.counts['held']).toBeGreaterThan(0);
  });

  it('bills every addition to the digit once they are adopted and approved', async () => {
    const adopted = await atDesk((desk) => desk.adoptMatching());
    expect(adopted.length).toBeGreaterThan(20);
    const waiting = await fixture.pass({ streams: ['billing'] });
    expect(waiting.streams.billing!.counts['set-quantity']).toBe(0);
    await atDesk((desk) => desk.approve({ all: true }));
    const report = await fixture.pass({ streams: ['billing'] });
    expect(report.streams.billing!.counts['set-quantity']).toBeGreaterThan(10);
    expect(wrongAdditions()).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    fixture.sandbox.resetLog();
    const report = await fixture.pass({ streams: ['billing'] });
    expect(report.streams.billing!.counts['set-quantity']).toBe(0);
    expect(fixture.sandbox.writes()).toEqual([]);
  });
});

describe('the leakage report', () => {
  it('finds each leak that is planted, with its quantity at list price, and nothing else', async () => {
    const stage = await BillingStage.start({});
    try {
      await stage.adoptAll();
      await stage.approve();
      await stage.bill();
      const leaks = await stage.atDesk((desk) => desk.leakage());
      const expected = stage.sandbox.answerKey().leaks;
      expect(new Set(expected.map(({ kind }) => kind)).size).toBe(6);
      expect(leaks.map(({ kind, company, product }) => `${kind} ${company.uid} ${product ?? ''}`).sort()).toEqual(
        expected.map(({ kind, uid, product }) => `${kind} ${uid} ${product ?? 'VEEAM-M365'}`).sort(),
      );
      for (const { uid, product, quantity } of expected.filter((leak) => leak.quantity !== null)) {
        const price = PRODUCT_LINES.find((line) => line.product === product)!.price;
        const found = leaks.find((leak) => leak.company.uid === uid && leak.product === product);
        expect(found).toMatchObject({ quantity, value: new Quantity(quantity!).times(price).toFixed() });
      }
    } finally {
      await stage.stop();
    }
  });
});

describe('a pass over many companies', () => {
  it('asks for pages of lists and for additions by the bundle, and for nothing else', async () => {
    const stage = await BillingStage.start({ companies: 130 });
    const { sandbox } = stage;
    try {
      await stage.bill();
      sandbox.resetLog();
      await stage.bill();
      const asked: Record<string, number> = {};
      for (const { route } of sandbox.requests()) asked[route ?? ''] = (asked[route ?? ''] ?? 0) + 1;
      const agreements = new Set(listed(sandbox, 'agreements').map(({ id }) => id));
      const [usage] = sandbox.requests('vspc').filter(({ route }) => route === USAGE);
      const [from, to] = [usage!.query['fromDate']![0]!, usage!.query['toDate']![0]!];
      const rows = sandbox.world.vspc.usage.filter(({ date }) => utcDateOf(date) >= from && utcDateOf(date) <= to);
      const bundles = asked['POST /system/bundles']!;
      expect(bundles).toBeLessThanOrEqual(Math.ceil(agreements.size / 50));
      expect(bundles).toBeGreaterThan(1);
      expect(asked).toEqual({
        'GET /about': 1,
        [USAGE]: Math.ceil(rows.length / 500),
        'GET /login/companyinfo/{c}': 1,
        // A list that goes forward only is complete when a page is empty.
        'GET /finance/agreements': Math.ceil(agreements.size / 1000) + 1,
        'POST /system/bundles': bundles,
        'GET /procurement/catalog': 1,
      });
      expect(sandbox.writes()).toEqual([]);
    } finally {
      await stage.stop();
    }
  });
});

const USAGE = 'GET /organizations/companies/usage';

function listed(sandbox: BillingStage['sandbox'], name: string): readonly { readonly id: number }[] {
  const tables = sandbox.snapshot().connectwise as unknown as Readonly<Record<string, readonly { id: number }[]>>;
  return tables[name]!;
}
