import fc from 'fast-check';
import { BillingDesk } from '../../src/billing/billing-desk';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture, type ProcessOptions } from '../support/bridge-fixture';
import { DATABASE_KINDS, temporaryDatabase, type DatabaseKind } from '../support/temporary-database';
import { duplicateMarks, histories, killAt, runUntilQuiet, script, type History } from '../support/world-histories';

/** Most of them where they are cheap; `npm run soak` runs many more on each database. */
const HISTORIES: Readonly<Record<DatabaseKind, number>> = { sqlite: 4, postgres: 2 };
const SOAK_HISTORIES = process.env['SOAK_HISTORIES'];
const SEED = process.env['SOAK_SEED'];
const MINUTE_MS = 60_000;

/** What an operator does once: gives the bridge the additions that exist, and approves the first quantities. */
async function adoptAndApprove(fixture: BridgeFixture, options: ProcessOptions): Promise<void> {
  await fixture.pass({ streams: ['mapping'] }, options);
  const bridge = await fixture.boot(options);
  const desk = bridge.app.get(BillingDesk);
  await desk.adoptMatching();
  await desk.approve({ all: true });
  await bridge.close();
}

describe.each(DATABASE_KINDS)('killed anywhere, on %s', (kind) => {
  const count = Number(SOAK_HISTORIES ?? HISTORIES[kind]);
  let killed = 0;

  afterAll(() => {
    if (SEED !== undefined) process.stdout.write(`${kind}: ${count} histories, ${killed} kills\n`);
  });

  async function live(history: History): Promise<{ differences: readonly string[]; duplicates: readonly string[] }> {
    const fixture = await BridgeFixture.start({ seed: history.seed, companies: 10, jobsPerCompany: 2 });
    const temporary = await temporaryDatabase(kind);
    const options = { target: temporary.target };
    try {
      await adoptAndApprove(fixture, options);
      for (const fault of history.faults) script(fixture, fault);
      for (const step of history.kills) {
        await fixture.pass({}, { ...options, hooks: killAt(step) }).catch(() => (killed += 1));
        // A new process finds the lease of the dead one and waits it out.
        fixture.wall.advance(2 * MINUTE_MS);
      }
      await runUntilQuiet(fixture, options);
      const differences = compareWithAnswerKey(fixture.sandbox.snapshot(), fixture.sandbox.answerKey());
      return { differences, duplicates: duplicateMarks(fixture) };
    } finally {
      await fixture.stop();
      await temporary.dispose();
    }
  }

  it(
    'the same tickets, quantities and pages exist in the end, each once',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories(['alder', 'birch', 'cedar']), async (history) => {
          expect(await live(history)).toEqual({ differences: [], duplicates: [] });
        }),
        { numRuns: count, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    count * 30_000,
  );
});
