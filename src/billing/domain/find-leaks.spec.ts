import { addition, agreement, BillingWorld, company, LINE } from '../../../test/support/billing-world';
import { evaluateBilling } from './evaluate-billing';
import { findLeaks, listIdleLines, type Leak, type LeakFacts } from './find-leaks';

function leaksOf(world: BillingWorld, more: Partial<LeakFacts> = {}): readonly Leak[] {
  const observation = world.observation();
  return findLeaks({ observation, results: evaluateBilling(observation), unlinked: [], tenants: [], ...more });
}

function show({ kind, quantity, value }: Leak): string {
  return `${kind} ${quantity} = ${value}`;
}

function world(facts: Parameters<BillingWorld['addCompany']>[1] = {}): BillingWorld {
  return new BillingWorld().addCompany(250, facts);
}

function changed(change: (made: BillingWorld) => void, facts: Parameters<typeof world>[0] = {}): BillingWorld {
  const made = world(facts);
  change(made);
  return made;
}

describe('findLeaks', () => {
  it.each<[sentence: string, world: BillingWorld, expected: readonly string[]]>([
    ['used and billed', world(), []],
    [
      'of a company that billing leaves alone',
      changed((made) => (made.companies = [company(250, [{ standing: 'off' }])])),
      [],
    ],
    [
      'used, its link not trusted',
      changed((made) => (made.companies = [company(250, [{ isTrusted: false }])])),
      ['link-not-trusted 6 = 108'],
    ],
    [
      'used, its product inactive',
      changed((made) => (made.products = made.products.map((each) => ({ ...each, inactive: true })))),
      ['inactive-product 6 = 108'],
    ],
    ['used, its product missing', changed((made) => (made.products = [])), ['inactive-product 6 = 0']],
    [
      'used, its product a bundle',
      changed((made) => (made.products = made.products.map((each) => ({ ...each, isBundle: true })))),
      ['inactive-product 6 = 108'],
    ],
    ['used, and there is no agreement', changed((made) => (made.agreements = [])), ['no-agreement 6 = 108']],
    [
      'used, and the agreement has ended',
      changed((made) => (made.agreements = [agreement(250, { endDate: '2026-10-31' })])),
      ['no-agreement 6 = 108'],
    ],
    [
      'used, and the agreement has not started',
      changed((made) => (made.agreements = [agreement(250, { startDate: '2026-12-01' })])),
      ['no-agreement 6 = 108'],
    ],
    ['used, and our addition was deleted', changed((made) => (made.additions = [])), ['expired-addition 6 = 108']],
    [
      'used, and the only addition has ended',
      changed((made) => (made.additions = [addition(250, { cancelledDate: '2026-10-31' })]), { state: null }),
      ['expired-addition 6 = 108'],
    ],
    [
      'used, and no addition of the product was ever there',
      changed((made) => (made.additions = []), { state: null }),
      ['no-line 6 = 108'],
    ],
    ['used, and an addition waits to be adopted', world({ state: null }), []],
    [
      'used, and its addition costs nothing',
      changed((made) => (made.additions = [addition(250, { unitPrice: '0' })])),
      ['zero-price 6 = 108'],
    ],
    [
      'used, and nobody knows what its addition costs',
      changed((made) => (made.additions = [addition(250, { unitPrice: null })])),
      [],
    ],
    ['billed by ours, and nothing is used', world({ usage: 0 }), ['no-usage 4 = 72']],
    ['billed by one that is not ours, and nothing is used', world({ usage: 0, state: null }), ['no-usage 4 = 72']],
    ['billed with 0, and nothing is used', world({ usage: 0, quantity: '0' }), []],
    [
      'ended, and nothing is used',
      changed((made) => (made.additions = [addition(250, { cancelledDate: '2026-10-31' })]), { usage: 0, state: null }),
      [],
    ],
    [
      'ambiguous: its additions bill all the same',
      changed((made) => made.agreements.push(agreement(250, { id: 7 }))),
      [],
    ],
    ['not measured', changed((made) => (made.samples = [])), []],
  ])('%s', (_sentence, made, expected) => {
    expect(leaksOf(made).map(show)).toEqual(expected);
  });

  it('tells of a VSPC company without a link what it used last, without a minimum', () => {
    const made = new BillingWorld().set({ minimum: '10' }).count(9, '2026-11-08', '2').count(9, '2026-11-09', '3');
    const unlinked = [
      { connection: 'main', uid: 'c9', name: 'Nobody' },
      { connection: 'main', uid: 'c10', name: 'Without usage' },
    ];
    expect(leaksOf(made, { unlinked }).map(show)).toEqual(['usage-without-link 3 = 54']);
    made.samples = made.samples.map((row) => ({ ...row, counters: { ManagedVms: '-1' } }));
    expect(leaksOf(made, { unlinked })).toEqual([]);
    made.samples = made.samples.map((row) => ({ ...row, counters: { ManagedVms: '0' } }));
    expect(leaksOf(made, { unlinked })).toEqual([]);
  });

  it('tells nothing of what a line would not bill, and counts as its override says', () => {
    const made = new BillingWorld().count(9, '2026-11-09', '3');
    const unlinked = [{ connection: 'main', uid: 'c9', name: 'Nobody' }];
    const overrides = [{ company: 'vspc:main/c9', set: { included: '1' } }];
    made.lines = [
      { ...LINE, name: 'of another', companies: { include: ['cw:250'], exclude: [] } },
      { ...LINE, name: 'of all but this', companies: { include: ['*'], exclude: ['Nobod*'] } },
      { ...LINE, name: 'of this', companies: { include: ['nobody'], exclude: [] }, overrides },
    ];
    expect(leaksOf(made, { unlinked }).map(show)).toEqual(['usage-without-link 2 = 36']);
  });

  it('tells of a tenant without a company its users, at the price of the line that counts users', () => {
    const tenants = [{ uid: 't1', name: 'nobody.example', users: 12 }];
    expect(leaksOf(new BillingWorld(), { tenants }).map(show)).toEqual(['m365-without-company 12 = 0']);
    const made = new BillingWorld();
    made.lines = [{ ...LINE, counters: ['Vb365ProtectedUsers'] }];
    expect(leaksOf(made, { tenants }).map(show)).toEqual(['m365-without-company 12 = 216']);
  });

  it('of a month that is over, names an addition without usage only if nothing is used today either', () => {
    const made = world({ usage: 0 });
    expect(leaksOf(made, { idleLines: new Set() })).toEqual([]);
    const idleLines = listIdleLines(evaluateBilling(made.observation()));
    expect(leaksOf(made, { idleLines }).map(show)).toEqual(['no-usage 4 = 72']);
  });
});
