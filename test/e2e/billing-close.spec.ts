import type { ReportLine } from '../../src/billing/domain/report-period';
import { BillingStage } from '../support/billing-stage';

const LINE = '250/server-agents';
const ADDITION = 100_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;

interface MonthEnd {
  readonly sentence: string;
  readonly timezone: string;
  readonly period: string;
  readonly lastDay: string;
  /** Midnight there and 36 hours, in hours that have passed. */
  readonly closesAt: string;
}

const MONTH_ENDS: readonly MonthEnd[] = [
  {
    sentence: 'west of UTC, and the clocks go back while it settles',
    timezone: 'America/New_York',
    period: '2026-10',
    lastDay: '2026-10-31',
    closesAt: '2026-11-02T16:00:00Z',
  },
  {
    sentence: 'on a day of 25 hours',
    timezone: 'Europe/Berlin',
    period: '2027-10',
    lastDay: '2027-10-31',
    closesAt: '2027-11-02T11:00:00Z',
  },
  {
    sentence: 'far east of UTC, at the end of a year',
    timezone: 'Pacific/Kiritimati',
    period: '2026-12',
    lastDay: '2026-12-31',
    closesAt: '2027-01-01T22:00:00Z',
  },
  {
    sentence: 'far west of UTC, in a leap year',
    timezone: 'Pacific/Pago_Pago',
    period: '2028-02',
    lastDay: '2028-02-29',
    closesAt: '2028-03-02T23:00:00Z',
  },
];

describe('a month that ends while VSPC is down', () => {
  it.each(MONTH_ENDS)('$sentence ($timezone): closed to the minute, from the stored days alone', async (end) => {
    const linked = new Date(Date.parse(`${end.lastDay}T08:00:00Z`) - 3 * DAY_MS);
    const stage = await BillingStage.start({ companies: 1, start: linked });
    try {
      stage.editProducts((file) => {
        for (const line of file.lines) Object.assign(line, { measure: 'average', push: 'close', decimals: 2 });
        file.period['timezone'] = end.timezone;
      });
      await stage.adoptAll();
      stage.count(0, 'ManagedServerAgents', 12);
      goTo(stage, `${end.lastDay}T23:30:00Z`);
      expect((await stage.bill()).counts['set-quantity']).toBe(0);
      stage.sandbox.failNext('vspc', '*', { status: 503, times: 500 });

      goTo(stage, new Date(Date.parse(end.closesAt) - MINUTE_MS).toISOString());
      expect(stage.subjects(await stage.bill(), 'guard-adopted')).toEqual([]);
      expect(await report(stage, end.period)).toBeUndefined();

      goTo(stage, end.closesAt);
      expect(stage.subjects(await stage.bill(), 'guard-adopted')).toContain(LINE);
      await stage.approve();
      await stage.bill();
      // 12 on the day of the link, 8 on three days; two of them are included.
      const closed = await report(stage, end.period);
      expect(closed).toMatchObject({ value: '9', quantity: '7', written: '7', recomputed: '7', isLate: false });
      expect(stage.quantities().get(ADDITION)).toBe('7');
    } finally {
      await stage.stop();
    }
  });

  async function report(stage: BillingStage, period: string): Promise<ReportLine | undefined> {
    const { lines } = await stage.atDesk((desk) => desk.report({ period }));
    return lines.find(({ id }) => id === LINE);
  }
});

/** The world goes on day by day, and VSPC counts each of them. */
function goTo(stage: BillingStage, instant: string): void {
  const { wall } = stage.fixture;
  const target = Date.parse(instant);
  while (wall.now().getTime() < target) {
    wall.advance(Math.min(DAY_MS, target - wall.now().getTime()));
    stage.sandbox.advance(0);
  }
}
