import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';

const STREAMS = ['mapping', 'tickets', 'documentation'] as const;

describe('documentation against the sandbox', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start();
  });

  afterAll(async () => {
    await fixture.stop();
  });

  function pageDifferences(): readonly string[] {
    const key = { ...fixture.sandbox.answerKey(), additions: [], tickets: [] };
    return compareWithAnswerKey(fixture.sandbox.snapshot(), key).filter((sentence) => /page/i.test(sentence));
  }

  it('writes exactly the pages of the answer key', async () => {
    const report = await fixture.pass({ streams: STREAMS });
    const pages = report.streams.documentation!;
    expect(pages.changes.filter((change) => change.outcome !== 'applied')).toEqual([]);
    expect(pages.status).toBe('succeeded');
    expect(pages.counts['create']).toBe(fixture.sandbox.answerKey().pages.length);
    expect(pageDifferences()).toEqual([]);
  });

  it('writes nothing the second time', async () => {
    fixture.sandbox.resetLog();
    const report = await fixture.pass({ streams: STREAMS });
    expect(report.streams.documentation!.changes).toEqual([]);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('asks only for routes that the vendors have', () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
  });
});
