import { closablePeriod, currentPeriod, periodOf, previousPeriod } from './period';

const NEW_YORK = { timezone: 'America/New_York', settleAfterMs: 36 * 3_600_000 };

describe('periods', () => {
  it.each([
    ['ends at midnight of its zone', '2026-11', '2026-11-30', '2026-12-01T05:00:00.000Z', '2026-12-02T17:00:00.000Z'],
    ['ends in summer time', '2026-06', '2026-06-30', '2026-07-01T04:00:00.000Z', '2026-07-02T16:00:00.000Z'],
    ['knows leap years', '2028-02', '2028-02-29', '2028-03-01T05:00:00.000Z', '2028-03-02T17:00:00.000Z'],
  ])('%s', (_sentence, id, lastDay, endsAt, closesAt) => {
    const period = periodOf(id, NEW_YORK);
    expect([period.firstDay, period.lastDay]).toEqual([`${id}-01`, lastDay]);
    expect([period.endsAt.toISOString(), period.closesAt.toISOString()]).toEqual([endsAt, closesAt]);
  });

  it.each([
    ['the last hour of a month in its zone', '2026-12-01T04:59:59Z', '2026-11'],
    ['the first instant of the next', '2026-12-01T05:00:00Z', '2026-12'],
  ])('%s', (_sentence, now, id) => {
    expect(currentPeriod(new Date(now), NEW_YORK).id).toBe(id);
  });

  it.each([
    ['before the settling time is over, the month before', '2026-12-02T16:59:59Z', '2026-10'],
    ['after it, the month that ended', '2026-12-02T17:00:00Z', '2026-11'],
    ['in January, December', '2027-01-20T00:00:00Z', '2026-12'],
  ])('the newest closable month: %s', (_sentence, now, id) => {
    expect(closablePeriod(new Date(now), NEW_YORK).id).toBe(id);
  });

  it('goes back over the turn of the year', () => {
    expect(previousPeriod(periodOf('2027-01', NEW_YORK), NEW_YORK).id).toBe('2026-12');
  });

  it.each(['2026-13', '2026-1', 'November', ''])('%j is no month', (id) => {
    expect(() => periodOf(id, NEW_YORK)).toThrow('not a month');
  });
});
