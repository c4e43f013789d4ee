import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import { compareLinks } from '../../src/sandbox/answer-key/compare-links';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { OPEN_QUESTIONS, type OpenQuestion } from '../support/open-questions';
import { settle } from '../support/settled-bridge';

/** The n-th other reading of every question, all at once; then, in the soak, each on its own. The others run the default. */
const ROUNDS = [0, 1, 2].map((round) => [
  `reading ${round + 2} of every question`,
  OPEN_QUESTIONS.flatMap((question) => chosen(question, question.others[round])),
]) as readonly (readonly [string, readonly OpenQuestion[]])[];

const SINGLE = OPEN_QUESTIONS.flatMap((question) =>
  question.others.map((other) => [
    `${question.system} ${question.name} = ${JSON.stringify(other)}`,
    chosen(question, other),
  ]),
) as readonly (readonly [string, readonly OpenQuestion[]])[];

const IS_SOAK = process.env['SOAK_HISTORIES'] !== undefined;

function chosen(question: OpenQuestion, other: OpenQuestion['others'][number] | undefined): OpenQuestion[] {
  return other === undefined ? [] : [{ ...question, others: [other] }];
}

describe('what the vendors’ documents leave open makes no difference to all four streams', () => {
  it.each([...ROUNDS, ...(IS_SOAK ? SINGLE : [])])(
    '%s',
    async (_name, readings) => {
      const fixture = await BridgeFixture.start({ companies: 6, jobsPerCompany: 3 });
      try {
        for (const { system, name, others } of readings) fixture.sandbox.setSwitch(system, name, others[0]!);
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
