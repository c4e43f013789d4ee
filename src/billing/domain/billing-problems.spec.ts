import { BillingWorld, company, LINE } from '../../../test/support/billing-world';
import type { Reason } from '../../kernel/reasons';
import { listBillingProblems } from './billing-problems';
import { evaluateBilling } from './evaluate-billing';
import { listCounters } from './product-line';

function problems(world: BillingWorld): readonly { id: string; message: string }[] {
  return listBillingProblems(evaluateBilling(world.observation()));
}

describe('what a person has to know about billing', () => {
  it('is nothing where all goes its way', () => {
    expect(problems(new BillingWorld().addCompany(250))).toEqual([]);
  });

  it('is a day that cannot be counted, although others give the quantity', () => {
    const world = new BillingWorld().addCompany(250);
    world.samples = world.samples.map((row) =>
      row.date === '2026-11-10' ? { ...row, counters: { ManagedVms: '-1' } } : row,
    );
    expect(evaluateBilling(world.observation())[0]).toMatchObject({ after: '6', verdict: { kind: 'change' } });
    expect(problems(world)).toMatchObject([
      {
        id: 'billing/bad-counter/250/vms',
        message: 'Company 250, line vms: ManagedVms of 2026-11-10 is negative (-1); that day is not counted.',
      },
    ]);
  });

  it('is a product once, however many companies use it, and an approval once for all', () => {
    const world = new BillingWorld().addCompany(250).addCompany(251);
    expect(problems(Object.assign(world, { products: [] })).map(({ id }) => id)).toEqual([
      'billing/product-missing/VEEAM-VM',
    ]);
    const waiting = new BillingWorld();
    for (const id of [250, 251]) waiting.addCompany(id, { state: { writtenQuantity: null } });
    expect(problems(waiting)).toMatchObject([
      {
        id: 'billing/approvals',
        message: expect.stringContaining(
          '2 quantities wait for approval, for example 250/vms (Company 250): 4 → 6, first',
        ) as string,
      },
    ]);
  });

  it.each<[reason: Reason, hint: RegExp]>([
    ['ambiguous', /agreements: \{ default: <id> \} for Company 250/],
    ['none', /Make an agreement for Company 250/],
    ['expired', /Renew the agreement of Company 250/],
    ['confirm-for-billing', /vspc-bridge companies confirm vspc:main\/c250$/],
    ['addition-deleted', /vspc-bridge billing adopt --company cw:250 --line vms --addition <id>/],
    ['already-invoiced', /Correct the invoice by hand/],
    ['included-twice', /Less Included/],
    ['product-missing', /make VEEAM-VM in the catalog/],
    ['product-inactive', /Make VEEAM-VM active again/],
    ['product-bundle', /Name a product of the bundle/],
    ['unit-mismatch', /Correct unit/],
    ['bad-counter', /Look at the usage of that day in VSPC/],
    ['conflict', /a product, group or agreement of its own/],
  ])('that waits as %s says what to do about it', (reason, hint) => {
    const world = new BillingWorld().addCompany(250);
    world.companies = [company(250, [{ isTrusted: false }])];
    const [result] = evaluateBilling(world.observation());
    const held = { ...result!, verdict: { kind: 'held', action: 'set-quantity', reason, detail: 'because' } } as const;
    expect(listBillingProblems([held])).toMatchObject([
      {
        kind: reason,
        message: expect.stringMatching(/because\.$/) as string,
        hint: expect.stringMatching(hint) as string,
      },
    ]);
  });

  it('is not what a person has rejected', () => {
    const world = new BillingWorld().addCompany(250, { state: { writtenQuantity: null } });
    const at = '2026-11-10T08:00:00Z';
    world.decisions = [{ companyId: 250, line: 'vms', kind: 'reject', period: '2026-11', before: '4', after: '6', at }];
    expect(problems(world)).toEqual([]);
  });

  it('is nothing about a company that never used what nobody bills', () => {
    const world = new BillingWorld().addCompany(250, { state: null });
    world.samples = [];
    expect(problems(world)).toEqual([]);
  });
});

describe('listCounters', () => {
  it('names those of the line, and those that some company has instead', () => {
    const overrides = [
      { company: 'Alpha', set: { counters: ['BackedupVms'] } },
      { company: 'Beta', set: { included: '2' } },
    ];
    expect(listCounters({ ...LINE, overrides })).toEqual(['ManagedVms', 'BackedupVms']);
  });
});
