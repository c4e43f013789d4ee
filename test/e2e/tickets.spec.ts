import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';

const MINUTE_MS = 60_000;

describe('tickets against the sandbox', () => {
  let fixture: BridgeFixture;

  beforeAll(async () => {
    fixture = await BridgeFixture.start();
  });

  afterAll(async () => {
    await fixture.stop();
  });

  function ticketDifferences(): readonly string[] {
    return compareWithAnswerKey(fixture.sandbox.snapshot(), {
      ...fixture.sandbox.answerKey(),
      additions: [],
      pages: [],
    }).filter((sentence) => /ticket/i.test(sentence));
  }

  it('opens exactly the tickets of the answer key', async () => {
    const report = await fixture.pass({ streams: ['mapping', 'tickets'] });
    expect(report.streams.tickets!.status).toBe('succeeded');
    expect(report.streams.tickets!.counts['create']).toBeGreaterThan(0);
    expect(ticketDifferences()).toEqual([]);
  });

  it('writes nothing the second time', async () => {
    fixture.sandbox.resetLog();
    const report = await fixture.pass({ streams: ['mapping', 'tickets'] });
    expect(report.streams.tickets!.changes).toEqual([]);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('closes tickets after success', async () => {
    const failing = [...fixture.sandbox.jobs.list().values()].filter((job) => job.failingSince !== null);
    expect(failing.length).toBeGreaterThan(0);
    fixture.wall.advance(30 * MINUTE_MS);
    for (const job of failing) fixture.sandbox.jobs.succeed(job.uid);
    fixture.wall.advance(5 * MINUTE_MS);
    const report = await fixture.pass({ streams: ['mapping', 'tickets'] });
    expect(report.streams.tickets!.counts['close']).toBeGreaterThan(0);
    expect(ticketDifferences()).toEqual([]);
  });

  it('opens and closes what a day more makes of the world', async () => {
    for (let hours = 0; hours < 28; hours += 4) {
      fixture.wall.advance(4 * 60 * MINUTE_MS);
      await fixture.pass({ streams: ['mapping', 'tickets'] });
    }
    const listed = fixture.sandbox.answerKey().tickets.filter((ticket) => ticket.condition === 'unprotected');
    expect(listed.filter(({ open }) => open === 'yes').length).toBeGreaterThan(0);
    expect(ticketDifferences()).toEqual([]);
  });

  it('asks only for routes that the vendors have', () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
  });
});
