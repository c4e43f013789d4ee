import { addition, agreement, BillingWorld, company, LINE } from '../../../test/support/billing-world';
import { showDecision } from '../../../test/support/show-decision';
import { addDays } from '../../kernel/civil-date';
import { CW_AGREEMENTS } from './billing-observation';
import { planBilling } from './plan-billing';

function decide(world: BillingWorld): string {
  return showDecision(planBilling(world.observation()).decisions[0]);
}

function world(facts: Parameters<BillingWorld['addCompany']>[1] = {}): BillingWorld {
  return new BillingWorld().addCompany(250, facts);
}

describe('planBilling, line by line of judge-line.ts', () => {
  it.each<[sentence: string, world: () => BillingWorld, expected: string]>([
    ['more usage is written', () => world(), 'set-quantity usage-changed 4→6'],
    ['the same usage is not', () => world({ usage: 4 }), 'skip unchanged'],
    ['4.0 is 4', () => world({ usage: 4, quantity: '4.0' }), 'skip unchanged'],
    [
      'a stopped company is left alone',
      () => withMember({ standing: 'stopped', health: 'inactive' }),
      'skip suspended',
    ],
    ['a pin that switches billing off does, too', () => withMember({ standing: 'off' }), 'skip suspended'],
    ['a link of today has no day yet', () => withMember({ linkedOn: '2026-11-11' }), 'skip before-link'],
    ['no usage and nothing of ours is nothing', () => world({ usage: 0, state: null }), 'skip unchanged'],
    ['a link by name waits', () => withMember({ isTrusted: false }), 'held confirm-for-billing none→6'],
    ['an old sample is not the present', () => later(world(), 3), 'held unknown-days none→none'],
    ['a bad counter holds', () => badCounter(world()), 'held bad-counter none→none'],
    [
      'usage of tomorrow means that the clock is wrong',
      () => tuned({ newestSample: '2026-11-20' }),
      'held unknown-days none→none',
    ],
    [
      'agreements that were not read decide nothing',
      () => tuned({ incomplete: [CW_AGREEMENTS] }),
      'skip incomplete-observation',
    ],
    ['a product that is not in the catalog', () => tuned({ products: [] }), 'held product-missing none→6'],
    ['an inactive product', () => product({ inactive: true }), 'held product-inactive none→6'],
    ['a bundle', () => product({ isBundle: true }), 'held product-bundle none→6'],
    ['a product that is sold by the TB', () => product({ unitOfMeasure: 'TB' }), 'held unit-mismatch none→6'],
    ['no agreement', () => tuned({ agreements: [] }), 'held none none→6'],
    [
      'two agreements',
      () => tuned({ agreements: [agreement(250), agreement(250, { id: 7 })] }),
      'held ambiguous none→6',
    ],
    ['an addition that nobody adopted', () => world({ state: null }), 'held no-addition none→6'],
    [
      '…also when lines may create: a second would bill twice',
      () => world({ state: null }).set({ createMissing: true }),
      'held no-addition none→6',
    ],
    ['…and with nothing used it is left alone', () => world({ state: null, usage: 0 }), 'skip unchanged'],
    ['no addition of the product', () => bare(world({ state: null })), 'held no-addition none→6'],
    [
      'no addition, and the line creates',
      () => bare(world({ state: null })).set({ createMissing: true }),
      'create-addition usage-changed none→6',
    ],
    [
      'nothing is created at 0',
      () => bare(world({ usage: 0, state: {} })).set({ createMissing: true }),
      'held addition-deleted none→0',
    ],
    [
      'nothing is created at 0, where our addition was on another agreement',
      () => bare(world({ usage: 0, state: { agreementId: 7 } })).set({ createMissing: true }),
      'skip unchanged',
    ],
    [
      'a company that the line leaves out',
      () => world().set({ companies: { include: ['cw:7'], exclude: [] } }),
      'nothing',
    ],
    ['our addition is gone', () => bare(world()), 'held addition-deleted none→6'],
    [
      'our addition was cancelled by a person',
      () => tuned({ additions: [addition(250, { cancelledDate: '2026-11-01' })] }),
      'held addition-deleted none→6',
    ],
    [
      'one that ends next month still bills',
      () => tuned({ additions: [addition(250, { cancelledDate: '2026-12-01' })] }),
      'set-quantity usage-changed 4→6',
    ],
    ['units included on both sides', () => included(), 'held included-twice 4→5'],
    ['to zero waits', () => world({ usage: 0 }), 'held guard-zero 4→0'],
    [
      'to zero with whenZero keep is nothing to do',
      () => world({ usage: 0 }).set({ whenZero: 'keep' }),
      'skip unchanged',
    ],
    [
      'to zero with whenZero cancel waits, too',
      () => world({ usage: 0 }).set({ whenZero: 'cancel' }),
      'held guard-zero 4→0',
    ],
    [
      'the first write to an adopted addition waits',
      () => world({ state: { writtenQuantity: null } }),
      'held guard-adopted 4→6',
    ],
    ['what somebody changed is kept', () => world({ state: { writtenQuantity: '5' } }), 'held drift 4→6'],
    [
      'what somebody changed to what is due is ours again',
      () => world({ usage: 4, state: { writtenQuantity: '5' } }),
      'skip unchanged',
    ],
    ['after a rollback it waits', () => world({ state: { rolledBackRun: 'r1' } }), 'held rolled-back 4→6'],
    ['a closing line waits for the end of the month', () => closedOctober().set({ push: 'close' }), 'skip period-open'],
    [
      'a missing agreement is told during the month',
      () => noAgreement(closedOctober().set({ push: 'close' })),
      'held none none→6',
    ],
  ])('%s', (_sentence, make, expected) => {
    expect(decide(make())).toBe(expected);
  });

  function withMember(
    member: Parameters<typeof company>[1] extends readonly (infer M)[] | undefined ? M : never,
  ): BillingWorld {
    const made = world();
    made.companies = [company(250, [member])];
    return made;
  }

  function tuned(facts: Partial<BillingWorld>): BillingWorld {
    return Object.assign(world(), facts);
  }

  function product(facts: Partial<BillingWorld['products'][number]>): BillingWorld {
    const made = world();
    made.products = made.products.map((fact) => ({ ...fact, ...facts }));
    return made;
  }

  function bare(made: BillingWorld): BillingWorld {
    made.additions = [];
    return made;
  }

  function noAgreement(made: BillingWorld): BillingWorld {
    made.agreements = [];
    return made;
  }

  function included(): BillingWorld {
    const made = world().set({ included: '1' });
    made.additions = [addition(250, { lessIncluded: '1' })];
    return made;
  }

  function later(made: BillingWorld, days: number): BillingWorld {
    made.now = new Date(`${addDays('2026-11-10', days)}T12:00:00Z`);
    return made;
  }

  function badCounter(made: BillingWorld): BillingWorld {
    made.samples = [];
    for (let back = 0; back < 10; back += 1) made.count(250, addDays('2026-11-10', -back), '-1');
    return made;
  }

  function closedOctober(): BillingWorld {
    return world({ state: { closedPeriod: '2026-10' } });
  }
});

describe('several companies', () => {
  it('waits when too many would change at once', () => {
    const made = new BillingWorld();
    for (let id = 250; id < 260; id += 1) made.addCompany(id, { usage: id < 253 ? 6 : 4 });
    made.guards = { ...made.guards, maxCompaniesPercent: '20' };
    const reasons = planBilling(made.observation()).decisions.map(showDecision);
    expect(reasons.filter((text) => text.startsWith('held guard-companies'))).toHaveLength(3);
  });

  it('holds two lines on one addition, and no other', () => {
    const made = world();
    made.lines = [LINE, { ...LINE, name: 'more-vms' }];
    made.states = [...made.states, { ...made.states[0]!, line: 'more-vms' }];
    made.addCompany(251);
    expect(planBilling(made.observation()).decisions.map(showDecision)).toEqual([
      'held conflict 4→6',
      'held conflict 4→6',
      'set-quantity usage-changed 4→6',
      'held no-addition none→6',
    ]);
  });

  it('adds up what several VSPC companies use, each from its own link', () => {
    const made = world({ usage: 3 });
    made.companies = [company(250, [{}, { linkedOn: '2026-11-09' }])];
    made.samples.push(...made.samples.map((row) => ({ ...row, companyUid: 'c250-1' })));
    expect(decide(made)).toBe('set-quantity usage-changed 4→6');
    made.companies = [company(250, [{}, { linkedOn: '2026-11-11' }])];
    expect(decide(made)).toBe('set-quantity usage-changed 4→3');
  });

  it('says the same whatever order facts come in', () => {
    const made = new BillingWorld().addCompany(250).addCompany(251, { usage: 9 });
    const forward = planBilling(made.observation());
    made.samples.reverse();
    made.additions.reverse();
    made.agreements.reverse();
    made.states.reverse();
    expect(planBilling(made.observation())).toEqual(forward);
  });
});
