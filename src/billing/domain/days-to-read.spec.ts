import { BillingWorld, company, LINE } from '../../../test/support/billing-world';
import { addDays, daysBetween } from '../../kernel/civil-date';
import { daysToRead, isSettled, listDays, neededDays } from './days-to-read';
import { evaluateBilling } from './evaluate-billing';
import { periodOf } from './period';
import type { ProductLine } from './product-line';

const PERIOD = { timezone: 'America/New_York', settleAfterMs: 36 * 3_600_000 };
const NOW = new Date('2026-11-10T12:00:00Z');
const PEAK: ProductLine = { ...LINE, measure: 'peak' };

describe('the days that a pass needs', () => {
  it.each<[sentence: string, lines: readonly ProductLine[], isClosed: boolean, from: string]>([
    ['October is not closed: all of it, and the week before', [PEAK], false, '2026-09-24'],
    ['October is closed: November, and the week before', [PEAK], true, '2026-10-25'],
    ['only the latest days are wanted', [LINE], true, '2026-10-31'],
    ['only the latest days, and the last of October', [LINE], false, '2026-10-24'],
    [
      'one customer wants more than the latest',
      [{ ...LINE, overrides: [{ company: 'cw:250', set: { measure: 'average' } }] }],
      true,
      '2026-10-25',
    ],
    ['an override that says nothing of it', [{ ...LINE, overrides: [{ company: '*', set: {} }] }], true, '2026-10-31'],
  ])('%s', (_sentence, lines, isClosed, from) => {
    expect(neededDays(NOW, { period: PERIOD, lines }, isClosed)).toEqual({ from, to: '2026-11-10' });
  });

  it('where the next month has begun before its first day has by UTC, the days up to now', () => {
    const period = { timezone: 'Pacific/Kiritimati', settleAfterMs: 0 };
    const at = new Date('2026-10-31T11:00:00Z');
    expect(neededDays(at, { period, lines: [PEAK] }, true)).toEqual({ from: '2026-10-24', to: '2026-10-31' });
  });

  it('in the hours between the end of a month and its close, all of that month', () => {
    const at = new Date('2026-12-01T12:00:00Z');
    expect(neededDays(at, { period: PERIOD, lines: [PEAK] }, true)).toEqual({ from: '2026-10-25', to: '2026-12-01' });
  });

  it('on the last evening of a month by UTC, the new month has not begun in the zone', () => {
    const at = new Date('2026-12-01T03:00:00Z');
    expect(neededDays(at, { period: PERIOD, lines: [PEAK] }, true)).toEqual({ from: '2026-10-25', to: '2026-12-01' });
  });
});

describe('the days that a pass asks for', () => {
  const needed = { from: '2026-09-24', to: '2026-11-10' };

  it('are all of them at first, 31 at a time', () => {
    const windows = daysToRead(needed, new Map(), PERIOD);
    expect(windows).toEqual([
      { from: '2026-09-24', to: '2026-10-24' },
      { from: '2026-10-25', to: '2026-11-10' },
    ]);
    for (const { from, to } of windows) expect(daysBetween(from, to)).toBeLessThan(31);
  });

  it('are those that had not settled when they were read, in a pass that follows', () => {
    const read = new Map(listDays(needed).map((date) => [date, NOW]));
    expect(daysToRead(needed, read, PERIOD)).toEqual([{ from: '2026-11-07', to: '2026-11-10' }]);
    read.delete('2026-10-01');
    expect(daysToRead(needed, read, PERIOD)).toEqual([
      { from: '2026-10-01', to: '2026-10-01' },
      { from: '2026-11-07', to: '2026-11-10' },
    ]);
  });

  it('leave out no day', () => {
    const asked = daysToRead(needed, new Map(), PERIOD).flatMap(listDays);
    expect(asked[0]).toBe(needed.from);
    expect(asked.at(-1)).toBe(needed.to);
    for (const [index, date] of asked.slice(1).entries()) expect(date).toBe(addDays(asked[index]!, 1));
  });
});

describe('isSettled', () => {
  const closable = periodOf('2026-10', PERIOD);
  const facts = { products: { lines: [LINE] }, companies: [company(250)], frozen: [], closable };

  it('is so when every line of every company that is billed has closed the month', () => {
    const world = new BillingWorld().addCompany(250);
    for (let date = '2026-09-24'; date <= '2026-11-03'; date = addDays(date, 1)) world.count(250, date, '6');
    world.samples = world.samples.filter(({ date }) => date <= '2026-11-03');
    world.now = new Date('2026-11-03T12:00:00Z');
    const { freezes } = evaluateBilling(world.observation())[0]!;
    expect(freezes.map(({ period }) => period)).toEqual(['2026-10']);
    expect(isSettled({ ...facts, frozen: freezes })).toBe(true);
    expect(isSettled(facts)).toBe(false);
  });

  it.each([
    ['linked after it', company(250, [{ linkedOn: '2026-11-01' }])],
    ['not trusted for billing', company(250, [{ isTrusted: false }])],
    ['switched off', company(250, [{ standing: 'off' as const }])],
  ])('does not wait for a company that is %s', (_sentence, of) => {
    expect(isSettled({ ...facts, companies: [of] })).toBe(true);
  });

  it('does not wait for a line that does not cover the company', () => {
    const line = { ...LINE, companies: { include: ['*'], exclude: ['Company 250'] } };
    expect(isSettled({ ...facts, products: { lines: [line] } })).toBe(true);
  });
});
