import fc from 'fast-check';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { DATABASE_KINDS, temporaryDatabase } from '../support/temporary-database';
import { duplicateMarks, histories, killAt, runUntilQuiet, script, type History } from '../support/world-histories';

/** `npm run soak` runs many more of the same. */
const HISTORIES = Number(process.env['SOAK_HISTORIES'] ?? 6);
const MINUTE_MS = 60_000;

describe.each(DATABASE_KINDS)('killed anywhere, on %s', (kind) => {
  async function live(history: History): Promise<{ differences: readonly string[]; duplicates: readonly string[] }> {
    const fixture = await BridgeFixture.start({ seed: history.seed, companies: 10, jobsPerCompany: 2 });
    const temporary = await temporaryDatabase(kind);
    try {
      for (const fault of history.faults) script(fixture, fault);
      for (const step of history.kills) {
        await fixture.pass({}, { target: temporary.target, hooks: killAt(step) }).catch(() => undefined);
        // A new process finds the lease of the dead one and waits it out.
        fixture.wall.advance(2 * MINUTE_MS);
      }
      await runUntilQuiet(fixture, { target: temporary.target });
      const differences = compareWithAnswerKey(fixture.sandbox.snapshot(), fixture.sandbox.answerKey()).filter(
        (sentence) => /ticket/i.test(sentence),
      );
      return { differences, duplicates: duplicateMarks(fixture) };
    } finally {
      await fixture.stop();
      await temporary.dispose();
    }
  }

  it(
    'the same tickets exist in the end, each once',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories(['alder', 'birch', 'cedar']), async (history) => {
          expect(await live(history)).toEqual({ differences: [], duplicates: [] });
        }),
        { numRuns: HISTORIES },
      );
    },
    HISTORIES * 30_000,
  );
});
