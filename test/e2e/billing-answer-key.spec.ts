import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { billingMonthKey } from '../../src/sandbox/billing-month/billing-month-key';
import {
  BILLING_MONTH,
  MONTH_DAYS,
  MONTH_ID,
  countToday,
  invoiceEarly,
} from '../../src/sandbox/billing-month/month-life';
import { monthProducts } from '../../src/sandbox/billing-month/with-billing-month';
import { LEAK_KINDS } from '../../src/billing/domain/find-leaks';
import { BillingStage } from '../support/billing-stage';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days on which the bridge runs: quotas are known of no other. */
const PASS_DAYS = [14, MONTH_DAYS];

/** src/sandbox/billing-month: every measure, unit and rounding, the quotas, and what bookkeepers forget. */
describe('the billing month of the sandbox', () => {
  let stage: BillingStage;
  let before: ReadonlyMap<number, string>;
  let closeRun: string;

  beforeAll(async () => {
    stage = await BillingStage.start(BILLING_MONTH);
    before = stage.quantities();
    const products = join(stage.fixture.folder, 'mappings', 'products.yaml');
    mkdirSync(dirname(products), { recursive: true });
    writeFileSync(products, stringify(monthProducts(stage.sandbox.world)));
    countToday(stage.sandbox);
    await stage.adoptAll();
    await stage.approve();
    await stage.bill();
    for (let day = 2; day <= MONTH_DAYS; day += 1) {
      pass(DAY_MS);
      countToday(stage.sandbox);
      if (!PASS_DAYS.includes(day)) continue;
      await stage.bill();
      // What nobody used before has no line that waits for its addition.
      await stage.adoptAll();
    }
    // 08:00 UTC of 2 November: New York's October has ended, and has not settled.
    pass(DAY_MS);
    pass(DAY_MS);
    await stage.bill();
    invoiceEarly(stage.sandbox);
    pass(12 * HOUR_MS);
    await stage.bill();
    await stage.approve();
    closeRun = (await stage.fixture.pass({ streams: ['billing'] })).run.id;
  });

  afterAll(async () => {
    await stage.stop();
  });

  function pass(durationMs: number): void {
    stage.fixture.wall.advance(durationMs);
    stage.sandbox.advance(0);
  }

  it('ends with every addition of the answer key to the digit', () => {
    const { additions } = billingMonthKey(stage.sandbox.world);
    const wrong = additions.filter(({ id, quantity }) => stage.quantities().get(id) !== quantity);
    expect(wrong.map((each) => ({ ...each, found: stage.quantities().get(each.id) }))).toEqual([]);
    expect([...stage.quantities().keys()].sort()).toEqual(additions.map(({ id }) => id).sort());
    const changed = additions.filter(({ id, quantity }) => before.get(id) !== quantity);
    expect(changed.length).toBeGreaterThan(40);
  });

  it('holds where the answer key says hold, and nowhere else', async () => {
    const { lines } = await stage.atDesk((desk) => desk.preview());
    const held = lines.filter(({ state }) => state === 'held').map(({ id, reason }) => `${id} ${reason}`);
    const { holds } = billingMonthKey(stage.sandbox.world);
    expect(held.sort()).toEqual([...holds].sort());
    expect(new Set(holds.map((text) => text.split(' ')[1])).size).toBe(8);
  });

  it('finds each leak that is planted, with its quantity and its list price, and nothing else', async () => {
    const leaks = await stage.atDesk((desk) => desk.leakage({ period: MONTH_ID }));
    const shown = leaks.map(({ kind, company, product, quantity, value }) =>
      [kind, company.uid, product, quantity, value].join(' '),
    );
    const expected = billingMonthKey(stage.sandbox.world).leaks;
    expect(shown.sort()).toEqual(expected.map((leak) => Object.values(leak).join(' ')).sort());
    expect(new Set(expected.map(({ kind }) => kind))).toEqual(new Set(LEAK_KINDS));
  });

  it('keeps quotas to the digit, and says which steps made them', async () => {
    const { lines } = await stage.atDesk((desk) => desk.preview({ company: 'cw:250' }));
    const steps = (name: string) => lines.find(({ line }) => line === name)?.steps;
    expect(steps('cloud-quota')).toEqual([
      'quota.cloudStorage 3710000000000',
      '3.71 TB',
      'no included units',
      'rounded up to a multiple of 0.1 to 3.8',
      '3.8',
    ]);
    expect(steps('hosted-quota')?.at(-1)).toBe('700');
  });

  it('reproduces October to the digit from the stored samples', async () => {
    const { lines } = await stage.atDesk((desk) => desk.report({ period: MONTH_ID }));
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(({ quantity, recomputed }) => quantity !== recomputed)).toEqual([]);
  });

  it('has written every line that waited for the close in one pass, and takes exactly that pass back', async () => {
    const atClose = stage.quantities();
    const { ordered, left } = await stage.atDesk((desk) => desk.rollback(closeRun));
    expect(left).toEqual([]);
    await stage.bill();
    const restored = [...stage.quantities()].filter(([id, quantity]) => atClose.get(id) !== quantity);
    expect(restored).toHaveLength(ordered.length);
    expect(restored.map(([id, quantity]) => [id, quantity])).toEqual(restored.map(([id]) => [id, before.get(id)]));
  });
});
