import fc from 'fast-check';
import { BillingStage } from '../support/billing-stage';
import { DATABASE_KINDS, temporaryDatabase, type DatabaseKind } from '../support/temporary-database';
import { script, type WriteFault } from '../support/world-histories';

/** `npm run soak` runs many more of the same. */
const HISTORIES = Number(process.env['SOAK_HISTORIES'] ?? 1);
const SEED = process.env['SOAK_SEED'];
/** A clean pass over this world has about so many steps at which a process can die. */
const STEPS = 130;
/** And every first pass has so many. */
const SURE_STEPS = 60;
const COMPANIES = 9;
const ADDITION = 'PATCH /finance/agreements/{parentId}/additions/{id}';
const CREATION = 'POST /finance/agreements/{parentId}/additions';

interface History {
  readonly seed: string;
  readonly kills: readonly number[];
  readonly faults: readonly WriteFault[];
}

const fault: fc.Arbitrary<WriteFault> = fc.record({
  system: fc.constant('connectwise'),
  route: fc.constantFrom(ADDITION, ADDITION, CREATION),
  kind: fc.constantFrom('drop-before', 'drop-after', 'rate-limited', 'server-error'),
});

const history: fc.Arbitrary<History> = fc.record({
  seed: fc.constantFrom('alder', 'birch', 'cedar'),
  // The first is early enough to be there in any world.
  kills: fc
    .tuple(fc.nat(SURE_STEPS), fc.array(fc.nat(STEPS), { maxLength: 3 }))
    .map(([first, more]) => [first, ...more]),
  faults: fc.array(fault, { maxLength: 4 }),
});

interface Addition {
  readonly id: number;
  readonly quantity: number;
  readonly cancelledDate?: string;
  readonly product?: { readonly id: number };
}

/** The additions of a world, and how often each was written to: one entry for every write that the vendor carried out. */
interface Outcome {
  readonly additions: readonly string[];
  readonly writes: Readonly<Record<string, number>>;
}

/** What an operator has decided before: additions adopted, missing ones made, idle ones ended, first quantities approved. */
async function prepared(seed: string, options: Parameters<typeof BillingStage.start>[1]): Promise<BillingStage> {
  const stage = await BillingStage.start({ seed, companies: COMPANIES }, options);
  stage.editProducts(({ lines }) => {
    for (const line of lines) Object.assign(line, { createMissing: true, whenZero: 'cancel' });
  });
  await stage.adoptAll();
  await stage.approve();
  return stage;
}

function countWrites(stage: BillingStage): Record<string, number> {
  const writes: Record<string, number> = {};
  stage.sandbox.onExchange('connectwise', ({ method, path }, { status }) => {
    if (status >= 300 || !path.includes('/additions') || (method !== 'PATCH' && method !== 'POST')) return;
    writes[path] = (writes[path] ?? 0) + 1;
  });
  return writes;
}

function additionsOf(stage: BillingStage): readonly string[] {
  const { additions } = stage.sandbox.snapshot().connectwise as unknown as { additions: readonly Addition[] };
  return additions.map(
    ({ id, quantity, cancelledDate, product }) =>
      `${id} of ${product?.id ?? 0}: ${quantity}${cancelledDate === undefined ? '' : ` until ${cancelledDate}`}`,
  );
}

async function live({ seed, kills, faults }: History, kind: DatabaseKind): Promise<Outcome> {
  const temporary = await temporaryDatabase(kind);
  const stage = await prepared(seed, { target: temporary.target });
  try {
    const writes = countWrites(stage);
    for (const each of faults) script(stage.fixture, each);
    for (const step of kills) killed += (await stage.killedPass(step)) ? 1 : 0;
    await stage.untilQuiet();
    return { additions: additionsOf(stage), writes };
  } finally {
    await stage.stop();
    await temporary.dispose();
  }
}

/** Processes that really died before their pass was over. */
let killed = 0;

const clean = new Map<string, Promise<Outcome>>();

/** What one undisturbed process makes of the same world. */
function cleanOutcome(seed: string): Promise<Outcome> {
  const known = clean.get(seed) ?? live({ seed, kills: [], faults: [] }, 'sqlite');
  clean.set(seed, known);
  return known;
}

describe.each(DATABASE_KINDS)('billing that is killed anywhere, on %s', (kind) => {
  it(
    'leaves every quantity right, and has written each exactly once',
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async (given) => {
          const expected = await cleanOutcome(given.seed);
          expect(await live(given, kind)).toEqual(expected);
          expect(new Set(Object.values(expected.writes))).toEqual(new Set([1]));
          expect(Object.keys(expected.writes).length).toBeGreaterThan(15);
        }),
        { numRuns: HISTORIES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
      if (SEED !== undefined) process.stdout.write(`${kind}: ${HISTORIES} billing histories, ${killed} kills\n`);
      expect(killed).toBeGreaterThan(0);
    },
    60_000 + HISTORIES * 20_000,
  );

  it('restores the agreements exactly, however often the rollback itself dies', async () => {
    const temporary = await temporaryDatabase(kind);
    const stage = await prepared('alder', { target: temporary.target });
    try {
      const before = additionsOf(stage);
      const { run } = await stage.fixture.pass({ streams: ['billing'] }, { target: temporary.target });
      expect(additionsOf(stage)).not.toEqual(before);
      await stage.atDesk((desk) => desk.rollback(run.id));
      for (const step of [1, 6, 11]) expect(await stage.killedPass(step)).toBe(true);
      await stage.untilQuiet();
      const restored = additionsOf(stage).slice(0, before.length);
      expect(restored).toEqual(before);
      // What the run created cannot be deleted: it has ended before it began to bill.
      expect(
        additionsOf(stage)
          .slice(before.length)
          .every((text) => text.includes(' until ')),
      ).toBe(true);
    } finally {
      await stage.stop();
      await temporary.dispose();
    }
  });
});
