import fc from 'fast-check';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import { BridgeFixture } from '../support/bridge-fixture';
import { LivingBridge, WITH_PAGES } from '../support/living-bridge';
import { happenToPages, itGlueRows, pageHistories, type PageHistory, type Stage } from '../support/page-histories';
import { OWN_FIELDS, PageKeeper } from '../support/page-keeper';
import { itGlueOf } from '../support/sandbox-clients';
import { DATABASE_KINDS, temporaryDatabase, type DatabaseKind } from '../support/temporary-database';

/** Fifteen in a run of the suite, most of them where they are cheap; `npm run soak` runs as many as it is told. */
const HISTORIES: Readonly<Record<DatabaseKind, number>> = { sqlite: 13, postgres: 2 };
const SOAK_HISTORIES = process.env['SOAK_HISTORIES'];
const SEED = process.env['SOAK_SEED'];
const DAY_AND_AN_HOUR_MS = 25 * 3_600_000;

interface Outcome {
  /** Of people's own. */
  readonly losses: readonly string[];
  readonly pagesPerOrganization: readonly number[];
  readonly differences: readonly string[];
}

const GOOD = { losses: [], differences: [] };

describe.each(DATABASE_KINDS)('random histories of pages, on %s', (kind) => {
  const histories = Number(SOAK_HISTORIES ?? HISTORIES[kind]);
  const seen = { histories: 0, happenings: 0, pages: 0, writes: 0 };

  afterAll(() => {
    if (SEED === undefined) return;
    const { histories: lived, happenings, pages, writes } = seen;
    process.stdout.write(`${kind}: ${lived} histories, ${happenings} happenings, ${pages} pages, ${writes} writes\n`);
  });

  it(
    'end with what people wrote, tagged and attached, and with one page for each organization',
    async () => {
      await fc.assert(
        fc.asyncProperty(pageHistories(['alder', 'birch', 'cedar']), async (history) => {
          const { pagesPerOrganization, ...outcome } = await live(history);
          expect(outcome).toEqual(GOOD);
          expect(pagesPerOrganization).toEqual(pagesPerOrganization.map(() => 1));
          seen.pages += pagesPerOrganization.length;
        }),
        { numRuns: histories, endOnFailure: true, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    histories * 60_000,
  );

  async function live(history: PageHistory): Promise<Outcome> {
    return onStage(kind, { seed: history.seed, companies: 3 }, async (stage) => {
      const { fixture, keeper } = stage;
      for (const [name, value] of history.switches) fixture.sandbox.setSwitch('itglue', name, value);
      for (const happening of history.happenings) await happenToPages(stage, happening);
      fixture.sandbox.clearFaults();
      keeper.restoreAll();
      await settle(stage);
      seen.histories += 1;
      seen.happenings += history.happenings.length;
      seen.writes += fixture.sandbox.writes('itglue').length;
      return outcomeOf(stage);
    });
  }
});

it('fifty passes that write every page leave people’s notes, tags and files alone, and a pass more writes nothing', async () => {
  await onStage('sqlite', { seed: 'alder', companies: 1 }, async ({ fixture, bridge, keeper }) => {
    await bridge.pass();
    for (const which of [0, 1, 2])
      for (const deed of ['note', 'field', 'tag', 'attach'] as const) keeper.act(deed, which);
    for (let pass = 0; pass < 50; pass += 1) {
      fixture.wall.advance(DAY_AND_AN_HOUR_MS);
      expect((await bridge.pass()).streams.documentation!.counts['update']).toBeGreaterThan(0);
    }
    expect(keeper.losses()).toEqual([]);
    fixture.sandbox.resetLog();
    expect((await bridge.pass()).streams.documentation!.changes).toEqual([]);
    expect(fixture.sandbox.writes('itglue')).toEqual([]);
  });
});

it('hours pass, jobs run as before, and nothing is written until pages are a day old', async () => {
  await onStage('sqlite', { seed: 'birch', companies: 4 }, async ({ fixture, bridge }) => {
    await bridge.pass();
    // Nothing fails any more, and what was running when the world began has ended an hour later.
    for (const { uid } of fixture.sandbox.jobs.list().values()) fixture.sandbox.jobs.succeed(uid);
    fixture.wall.advance(3_600_000);
    await bridge.pass();
    fixture.sandbox.resetLog();
    for (let hour = 0; hour < 11; hour += 1) {
      fixture.wall.advance(2 * 3_600_000);
      expect((await bridge.pass()).streams.documentation!.changes).toEqual([]);
    }
    expect(fixture.sandbox.writes('itglue')).toEqual([]);
    fixture.wall.advance(3 * 3_600_000);
    const { changes } = (await bridge.pass()).streams.documentation!;
    expect(new Set(changes.map(({ reason }) => reason))).toEqual(new Set(['refresh-due']));
  });
});

async function onStage<T>(
  kind: DatabaseKind,
  world: { readonly seed: string; readonly companies: number },
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const fixture = await BridgeFixture.start({ ...world, jobsPerCompany: 2 });
  const temporary = await temporaryDatabase(kind);
  const bridge = new LivingBridge(fixture, { target: temporary.target }, WITH_PAGES);
  try {
    const { flexibleAssetTypes } = itGlueOf(fixture.sandbox, fixture.wall);
    for await (const { id } of flexibleAssetTypes.list()) await flexibleAssetTypes.addFields(id, OWN_FIELDS);
    return await play({ fixture, bridge, keeper: new PageKeeper(fixture) });
  } finally {
    await Promise.allSettled([bridge.stop(), fixture.stop()]);
    await temporary.dispose();
  }
}

/** The world goes on while a pass reads: what pages are compared with must be the same before the last one and after. */
async function settle({ fixture, bridge }: Stage): Promise<void> {
  const statuses = (): string => JSON.stringify(fixture.sandbox.answerKey().pages);
  let before: string;
  do {
    before = statuses();
    await bridge.runUntilQuiet();
  } while (statuses() !== before);
}

function outcomeOf({ fixture, keeper }: Stage): Outcome {
  const key = { ...fixture.sandbox.answerKey(), additions: [], tickets: [] };
  const pages = itGlueRows(fixture, 'flexibleAssets');
  return {
    losses: keeper.losses(),
    pagesPerOrganization: key.pages.map(
      ({ organizationId }) => pages.filter((page) => page['organizationId'] === Number(organizationId)).length,
    ),
    differences: compareWithAnswerKey(fixture.sandbox.snapshot(), key).filter((sentence) => /page/i.test(sentence)),
  };
}
