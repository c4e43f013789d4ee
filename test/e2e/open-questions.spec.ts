import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import { compareLinks } from '../../src/sandbox/answer-key/compare-links';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { everyReading, OPEN_QUESTIONS, readingsOf } from '../support/open-questions';
import { settle } from '../support/settled-bridge';

/** All at once; then, in the soak, each on its own. */
const ROUNDS = [0, 1, 2].map((place) => [`reading ${place + 2} of every question`, everyReading(place)] as const);

const SINGLE = OPEN_QUESTIONS.flatMap(readingsOf).map(
  (reading) => [`${reading.system} ${reading.name} = ${JSON.stringify(reading.value)}`, [reading]] as const,
);

const IS_SOAK = process.env['SOAK_HISTORIES'] !== undefined;

describe('what the vendors’ documents leave open makes no difference to all four streams', () => {
  it.each([...ROUNDS, ...(IS_SOAK ? SINGLE : [])])(
    '%s',
    async (_name, readings) => {
      const fixture = await BridgeFixture.start({ companies: 6, jobsPerCompany: 3 });
      try {
        for (const { system, name, value } of readings) fixture.sandbox.setSwitch(system, name, value);
        await settle(fixture);
        const key = fixture.sandbox.answerKey();
        const links = (await listLinks(fixture)).map((link) => ({ ...link, vspc: { uid: link.uid } }));
        expect(compareLinks(links, key)).toEqual([]);
        expect(compareWithAnswerKey(fixture.sandbox.snapshot(), key)).toEqual([]);
        expect(fixture.sandbox.unknownRoutes()).toEqual([]);
        expect(fixture.sandbox.crashes()).toEqual([]);
      } finally {
        await fixture.stop();
      }
    },
    120_000,
  );
});

async function listLinks(fixture: BridgeFixture) {
  const bridge = await fixture.boot();
  const links = await bridge.app.get(CompanyLinkRepository).listLinks();
  await bridge.close();
  return links;
}
