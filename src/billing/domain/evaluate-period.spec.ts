import { addition, agreement, BillingWorld, company } from '../../../test/support/billing-world';
import { addDays } from '../../kernel/civil-date';
import { evaluateBilling } from './evaluate-billing';
import { evaluatePeriod, observationOf } from './evaluate-period';
import { periodOf } from './period';

const OCTOBER = periodOf('2026-10', { timezone: 'America/New_York', settleAfterMs: 36 * 3_600_000 });

/** October with five a day, November with seven. */
function world(): BillingWorld {
  const made = new BillingWorld().addCompany(250);
  made.samples = [];
  for (let date = '2026-09-24'; date <= '2026-11-10'; date = addDays(date, 1)) {
    made.count(250, date, date < '2026-11-01' ? '5' : '7');
  }
  return made;
}

function october(made: BillingWorld, frozen: BillingWorld['frozen'] = []) {
  const observation = made.observation();
  const then = observationOf(observation, { period: OCTOBER, samples: observation.samples, frozen });
  return evaluatePeriod(then, OCTOBER).map(({ verdict, after }) => `${verdict.reason} ${after ?? ''}`);
}

describe('a month that is over', () => {
  it.each<[sentence: string, change: (made: BillingWorld) => void, expected: string]>([
    ['has its own usage', () => undefined, 'usage-changed 5'],
    ['was never given to us', (made) => (made.states = []), 'no-addition 5'],
    ['has a product that is not in the catalog any more', (made) => (made.products = []), 'product-missing 5'],
    [
      'an agreement that ended since carried it',
      (made) => (made.agreements = [agreement(250, { endDate: '2026-11-05', status: 'Expired' })]),
      'usage-changed 5',
    ],
    [
      'one that was cancelled since did, too',
      (made) =>
        (made.agreements = [agreement(250, { cancelled: true, dateCancelled: '2026-11-05', status: 'Cancelled' })]),
      'usage-changed 5',
    ],
    [
      'one that was cancelled in it did not',
      (made) => (made.agreements = [agreement(250, { cancelled: true, dateCancelled: '2026-10-05' })]),
      'expired 5',
    ],
    [
      'one that was cancelled nobody knows when did not',
      (made) => (made.agreements = [agreement(250, { cancelled: true })]),
      'expired 5',
    ],
    [
      'an addition that began later did not bill it',
      (made) => (made.additions = [addition(250, { effectiveDate: '2026-11-01' })]),
      'addition-deleted 5',
    ],
    [
      'one that never said when it began did',
      (made) => (made.additions = [addition(250, { effectiveDate: null })]),
      'usage-changed 5',
    ],
    [
      'a company that was linked later had nothing to bill',
      (made) => (made.companies = [company(250, [{ linkedOn: '2026-11-02' }])]),
      'before-link ',
    ],
    [
      'a line that does not cover the company is none',
      (made) => made.set({ companies: { include: ['Beta'], exclude: [] } }),
      '',
    ],
  ])('%s', (_sentence, change, expected) => {
    const made = world();
    change(made);
    expect(october(made).join()).toBe(expected);
  });

  it('has the quantity that it was closed with, whatever came later', () => {
    const made = world();
    made.now = new Date('2026-11-03T12:00:00Z');
    const { freezes } = evaluateBilling(made.observation())[0]!;
    made.samples = made.samples.map((row) => ({ ...row, counters: { ManagedVms: '9' } }));
    expect(october(made, [...freezes])).toEqual(['usage-changed 5']);
    expect(october(made)).toEqual(['usage-changed 9']);
  });
});
