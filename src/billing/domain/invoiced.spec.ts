import { agreement } from '../../../test/support/billing-world';
import type { AgreementSight } from './billing-observation';
import { wasInvoiced } from './invoiced';
import { periodOf } from './period';

const OCTOBER = periodOf('2026-10', { timezone: 'UTC', settleAfterMs: 0 });

function sight(seenAt: string, nextInvoiceDate: string | null): AgreementSight {
  return { agreementId: 1250, nextInvoiceDate, seenAt: `${seenAt}T00:00:00.000Z` };
}

describe('wasInvoiced', () => {
  it.each<[sentence: string, sights: readonly AgreementSight[], now: string | null, expected: boolean]>([
    ['never seen before the end', [sight('2026-11-02', '2026-11-01')], '2026-12-01', false],
    ['still the same date', [sight('2026-10-20', '2026-11-01')], '2026-11-01', false],
    ['an earlier date', [sight('2026-10-20', '2026-11-01')], '2026-10-15', false],
    ['no date any more', [sight('2026-10-20', '2026-11-01')], null, false],
    ['no date then', [sight('2026-10-20', null)], '2026-12-01', false],
    ['a later date', [sight('2026-10-20', '2026-11-01')], '2026-12-01', true],
    [
      'the newest sight before the end counts',
      [sight('2026-10-20', '2026-12-01'), sight('2026-10-01', '2026-11-01')],
      '2026-12-01',
      false,
    ],
  ])('%s', (_sentence, sights, nextInvoiceDate, expected) => {
    expect(wasInvoiced(agreement(250, { nextInvoiceDate }), OCTOBER, sights)).toBe(expected);
  });
});
