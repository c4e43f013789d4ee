import type { AgreementFact } from './billing-observation';
import { chooseAgreement, standingOf, type AgreementQuestion } from './choose-agreement';

const TODAY = '2026-11-10';

function agreement(id: number, more: Partial<AgreementFact> = {}): AgreementFact {
  return {
    id,
    name: `Managed backup ${id}`,
    type: 'Managed Services',
    companyId: 250,
    startDate: '2025-01-01',
    endDate: null,
    cancelled: false,
    dateCancelled: null,
    billStartDate: null,
    nextInvoiceDate: null,
    status: 'Active',
    ...more,
  };
}

const ENDED = { endDate: '2026-06-30', status: 'Expired' };
const CANCELLED = { cancelled: true, status: 'Cancelled' };
const LATER = { startDate: '2027-01-01', status: 'Inactive' };

describe('chooseAgreement', () => {
  function choose(agreements: readonly AgreementFact[], more: Partial<AgreementQuestion> = {}): number | string {
    const choice = chooseAgreement({
      companyId: 250,
      group: 'default',
      selector: { type: 'managed services' },
      pinnedIds: [],
      agreements,
      today: TODAY,
      ...more,
    });
    return choice.kind === 'chosen' ? choice.agreement.id : choice.reason;
  }

  it.each<[sentence: string, agreements: AgreementFact[], more: Partial<AgreementQuestion>, expected: number | string]>(
    [
      ['the only active one of the type', [agreement(1), agreement(2, { type: 'Projects' })], {}, 1],
      [
        'the only active one of the name',
        [agreement(1), agreement(2, { name: 'Cloud' })],
        { selector: { name: 'managed*' } },
        1,
      ],
      ['two active ones', [agreement(1), agreement(2)], {}, 'ambiguous'],
      ['the pinned one of two', [agreement(1), agreement(2)], { pinnedIds: [2] }, 2],
      ['the pinned one, whatever its type', [agreement(1, { type: 'Projects' })], { pinnedIds: [1] }, 1],
      ['a pinned one of somebody else', [agreement(1)], { pinnedIds: [9] }, 'none'],
      ['a pinned one that ended', [agreement(1, ENDED), agreement(2)], { pinnedIds: [1] }, 'expired'],
      ['a pinned one that was cancelled', [agreement(1, CANCELLED)], { pinnedIds: [1] }, 'expired'],
      ['a pinned one that will start', [agreement(1, LATER)], { pinnedIds: [1] }, 'not-started'],
      ['two pinned ones', [agreement(1), agreement(2)], { pinnedIds: [1, 2] }, 'ambiguous'],
      ['only ended and cancelled ones', [agreement(1, ENDED), agreement(2, CANCELLED)], {}, 'expired'],
      ['one that ended and one that runs', [agreement(1, ENDED), agreement(2)], {}, 2],
      ['one that ended and one that will start', [agreement(1, ENDED), agreement(2, LATER)], {}, 'not-started'],
      ['none of the type', [agreement(1, { type: 'Projects' })], {}, 'none'],
      ['none at all', [], {}, 'none'],
      ['none of the name', [agreement(1)], { selector: { name: 'Backup *' } }, 'none'],
      ['no selector and no pin', [agreement(1)], { selector: null }, 'none'],
    ],
  )('%s', (_sentence, agreements, more, expected) => {
    expect(choose(agreements, more)).toBe(expected);
  });

  it.each<[sentence: string, agreement: AgreementFact, expected: string]>([
    ['ends today: still active', agreement(1, { endDate: TODAY }), 'active'],
    ['ended yesterday, although the server says Active', agreement(1, { endDate: '2026-11-09' }), 'ended'],
    ['no status, dates tell', agreement(1, { status: null }), 'active'],
    ['no status, starts tomorrow', agreement(1, { status: null, startDate: '2026-11-11' }), 'not-started'],
    ['cancelled as of yesterday', agreement(1, { dateCancelled: '2026-11-09' }), 'ended'],
    ['inactive for no visible reason', agreement(1, { status: 'Inactive' }), 'ended'],
  ])('%s', (_sentence, fact, expected) => {
    expect(standingOf(fact, TODAY)).toBe(expected);
  });
});
