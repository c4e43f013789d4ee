import { BillingDesk } from '../../src/billing/billing-desk';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
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
