import { BillingWorld, company } from '../../../test/support/billing-world';
import { addDays } from '../../kernel/civil-date';
import { evaluateBilling } from './evaluate-billing';
import { lineId, type FrozenPeriod } from './line-state';
import { periodOf } from './period';
import { previewClosedLine, previewLine } from './preview-line';
import type { Measure } from './product-line';
import { reportPeriod, type ReportLine } from './report-period';

const OCTOBER = periodOf('2026-10', { timezone: 'America/New_York', settleAfterMs: 36 * 3_600_000 });

/** October, counted up from day to day, and closed. */
function closed(measure: Measure): { world: BillingWorld; frozen: FrozenPeriod } {
  const world = new BillingWorld().addCompany(250).set({ measure, push: 'close', decimals: 2, block: '0.01' });
  world.companies = [company(250, [{}, { linkedOn: '2026-10-20' }])];
  world.now = new Date('2026-11-03T12:00:00Z');
  world.samples = [];
  for (let date = '2026-09-24'; date <= '2026-11-03'; date = addDays(date, 1)) {
    world.count(250, date, date.slice(8));
    world.samples.push({ ...world.samples.at(-1)!, companyUid: 'c250-1' });
  }
  const [frozen] = evaluateBilling(world.observation())[0]!.freezes;
  return { world, frozen: frozen! };
}

function report(world: BillingWorld, frozen: FrozenPeriod, written: string | null = null): ReportLine {
  const { samples, lines } = world.observation();
  return reportPeriod({
    period: OCTOBER,
    frozen: [frozen],
    lines,
    samples,
    names: new Map([[250, 'Company 250']]),
    written: new Map(written === null ? [] : [['250/vms', written]]),
  })[0]!;
}

describe('a closed period', () => {
  it.each<[Measure, string]>([
    ['last', '62'],
    ['peak', '62'],
    ['average', '25.88'],
    ['sum', '802'],
  ])('is reproduced to the digit from the stored samples: %s', (measure, quantity) => {
    const { world, frozen } = closed(measure);
    expect(frozen.quantity).toBe(quantity);
    expect(report(world, frozen)).toMatchObject({ quantity, recomputed: quantity, isLate: false });
    expect(frozen.days).toHaveLength(measure === 'last' ? 1 : 31);
    expect(frozen.members.map(({ linkedOn }) => linkedOn)).toEqual(['2026-01-01', '2026-10-20']);
  });

  it('says what came later, and changes nothing', () => {
    const { world, frozen } = closed('peak');
    world.samples = world.samples.map((row) => ({ ...row, counters: { ManagedVms: '50' } }));
    expect(report(world, frozen)).toMatchObject({ quantity: '62', recomputed: '100', isLate: true });
  });

  it('says when its samples are gone', () => {
    const { world, frozen } = closed('sum');
    world.samples = [];
    expect(report(world, frozen)).toMatchObject({ quantity: '802', recomputed: null, isLate: false });
  });

  it('says what was written for it, where something was', () => {
    const { world, frozen } = closed('peak');
    expect(report(world, frozen)).toMatchObject({ written: null, addition: { id: 2250 } });
    const line = report(world, frozen, '62');
    expect(line).toMatchObject({ written: '62', company: { id: 250, name: 'Company 250' } });
    expect(previewClosedLine(line, '2026-10')).toMatchObject({ state: 'applied', after: '62', steps: frozen.steps });
    world.states = [];
    const nothing = { names: new Map(), written: new Map() };
    const bare = reportPeriod({ ...world.observation(), period: OCTOBER, frozen: [frozen], ...nothing })[0]!;
    expect(bare).toMatchObject({ id: lineId(250, 'vms'), addition: null, company: { name: 'cw:250' } });
    expect(previewClosedLine(bare, '2026-10')).toMatchObject({ state: 'unchanged', reason: 'unchanged' });
  });
});

describe('the preview of a line', () => {
  const preview = (world: BillingWorld) => previewLine(evaluateBilling(world.observation())[0]!);

  it('has the money of the change, by the price of the addition', () => {
    const world = new BillingWorld().addCompany(250);
    expect(preview(world)).toMatchObject({ before: '4', after: '6', state: 'planned', unitPrice: '18', effect: '36' });
  });

  it('of an addition that nobody adopted, shows what it bills', () => {
    const world = new BillingWorld().addCompany(250, { state: null });
    expect(preview(world)).toMatchObject({ before: '4', after: '6', addition: null, state: 'held', effect: '36' });
  });

  it('without an agreement, knows no money', () => {
    const world = new BillingWorld().addCompany(250);
    world.agreements = [];
    expect(preview(world)).toMatchObject({ before: null, after: '6', agreement: null, effect: null });
  });

  it('without a price, knows none either', () => {
    const world = new BillingWorld().addCompany(250);
    world.additions = world.additions.map((each) => ({ ...each, unitPrice: null }));
    world.products = world.products.map((each) => ({ ...each, price: null }));
    expect(preview(world)).toMatchObject({ unitPrice: null, effect: null });
  });

  it('of a quantity that is not known, says nothing', () => {
    const world = new BillingWorld().addCompany(250);
    world.now = new Date('2026-11-20T12:00:00Z');
    expect(preview(world)).toMatchObject({ after: null, steps: [], effect: null, state: 'held' });
  });
});
