import { addition, agreement, BillingWorld, company, LINE, USAGE_SOURCE } from '../../../test/support/billing-world';
import { addDays } from '../../kernel/civil-date';
import type { Decision } from '../../kernel/change';
import type { JsonValue } from '../../kernel/json';
import { CW_ADDITIONS, CW_AGREEMENTS } from './billing-observation';
import { evaluateBilling } from './evaluate-billing';
import type { BillingDecision } from './line-state';
import { planBilling } from './plan-billing';

/** `set-quantity usage-changed 4→6`, `held guard-zero 4→0`, `skip unchanged`. */
function show(decision: Decision | undefined): string {
  if (!decision) return 'nothing';
  if (decision.decision === 'skip') return `skip ${decision.reason}`;
  const what = `${decision.reason} ${quantityText(decision.before)}→${quantityText(decision.after)}`;
  return decision.decision === 'held' ? `held ${what}` : `${decision.action} ${what}`;
}

function quantityText(value: JsonValue): string {
  return typeof value === 'string' ? value : 'none';
}

function decide(world: BillingWorld): string {
  return show(planBilling(world.observation()).decisions[0]);
}

function world(facts: Parameters<BillingWorld['addCompany']>[1] = {}): BillingWorld {
  return new BillingWorld().addCompany(250, facts);
}

const OCTOBER = { linkedOn: '2026-01-01' };

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

describe('planBilling, what a change is', () => {
  const changeOf = (made: BillingWorld): Extract<Decision, { decision: 'change' }> => {
    const [decision] = planBilling(made.observation()).decisions;
    if (decision?.decision !== 'change') throw new Error(`no change: ${show(decision)}`);
    return decision;
  };

  it('raising is an update that names its sources', () => {
    const change = changeOf(world());
    expect(change.changeClass).toBe('update');
    expect(change.sources).toEqual([USAGE_SOURCE, CW_AGREEMENTS, CW_ADDITIONS, 'connectwise/procurement/catalog']);
  });

  it('lowering is destructive', () => {
    expect(changeOf(world({ usage: 3 })).changeClass).toBe('destructive');
  });

  it('a creation begins at the latest of period, agreement and link', () => {
    const made = world({ state: null }).set({ createMissing: true });
    made.additions = [];
    expect(changeOf(made).effects[0]?.payload).toMatchObject({
      effectiveDate: '2026-11-01',
      productId: 503,
      knownIds: [],
    });
    made.agreements = [agreement(250, { billStartDate: '2026-11-04' })];
    expect(changeOf(made).effects[0]?.payload).toMatchObject({ effectiveDate: '2026-11-04' });
    made.companies = [company(250, [{ linkedOn: '2026-11-07' }])];
    expect(changeOf(made).effects[0]?.payload).toMatchObject({ effectiveDate: '2026-11-07' });
  });

  it('a creation knows what was there before, and says why it waits or goes', () => {
    const made = world({ state: null }).set({ createMissing: true });
    made.additions = [addition(250, { id: 7, product: 'VEEAM-SRV' })];
    expect(changeOf(made)).toMatchObject({
      detail: 'there is no addition yet',
      effects: [{ payload: { knownIds: [7] } }],
    });
  });

  it('a cancellation says that the addition would end', () => {
    const [decision] = planBilling(world({ usage: 0 }).set({ whenZero: 'cancel' }).observation()).decisions;
    expect(decision).toMatchObject({
      action: 'cancel-addition',
      detail: 'nothing is used any more, the addition would end',
    });
  });

  it('tells what the next invoice changes by, where a price is known', () => {
    expect(changeOf(world()).money).toBe('36');
    expect(changeOf(world({ usage: 3 })).money).toBe('-18');
    const unpriced = world();
    unpriced.additions = [addition(250, { unitPrice: null })];
    unpriced.products = unpriced.products.map((each) => ({ ...each, price: null }));
    expect(changeOf(unpriced)).not.toHaveProperty('money');
    // What an addition that nobody adopted bills is in the preview; the plan is about ours.
    const [waiting] = planBilling(world({ state: null }).observation()).decisions;
    expect(waiting).not.toHaveProperty('money');
  });

  it('a drop that waits says by how much, and what would let it go', () => {
    const made = world({ usage: 3, quantity: '9' });
    made.guards = { ...made.guards, maxDecreasePercent: '30' };
    const [decision] = planBilling(made.observation()).decisions;
    expect(decision).toMatchObject({ reason: 'guard-decrease', detail: '-66.7 %, above maxDecreasePercent (30)' });
  });

  it('has a key of its own for every write, and the same in every pass until it is done', () => {
    expect(changeOf(world()).key).toBe(changeOf(world()).key);
    expect(changeOf(world({ state: { revision: 2 } })).key).not.toBe(changeOf(world()).key);
  });

  it('a value that rests on a missing counter is inferred from absence', () => {
    const made = world({ quantity: '8' });
    made.count(250, '2026-11-10', '2', 'b');
    made.samples = made.samples.map((row) => (row.location === 'b' ? { ...row, counters: {} } : row));
    expect(changeOf(made).inferredFromAbsence).toBe(true);
  });
});

describe('approvals', () => {
  const approval: BillingDecision = {
    companyId: 250,
    line: 'vms',
    kind: 'approve',
    period: '2026-11',
    before: '4',
    after: '6',
    at: '2026-11-10T08:00:00Z',
  };

  it.each<[sentence: string, decision: Partial<BillingDecision>, expected: string]>([
    ['fits: it goes, under every policy', {}, 'set-quantity approved 4→6'],
    ['another before', { before: '5' }, 'held guard-adopted 4→6'],
    ['another after', { after: '7' }, 'held guard-adopted 4→6'],
    ['another period', { period: '2026-10' }, 'held guard-adopted 4→6'],
    ['a rejection stays held', { kind: 'reject' }, 'held guard-adopted 4→6'],
    ['a rejection of another change does not matter', { kind: 'reject', after: '7' }, 'held guard-adopted 4→6'],
  ])('%s', (_sentence, decision, expected) => {
    const made = world({ state: { writtenQuantity: null } });
    made.decisions = [{ ...approval, ...decision }];
    expect(decide(made)).toBe(expected);
  });

  it('dies when what it binds has changed, and is forgotten', () => {
    const made = world({ state: { writtenQuantity: null } });
    made.decisions = [{ ...approval, after: '7' }];
    const [, forgotten] = planBilling(made.observation()).decisions;
    expect(forgotten).toMatchObject({ decision: 'skip', transition: { kind: 'decision-died' } });
  });

  it.each<[sentence: string, change: (made: BillingWorld) => void]>([
    ['a list could not be read', (made) => (made.incomplete = [CW_ADDITIONS])],
    ['usage is old', (made) => (made.now = new Date('2026-11-14T12:00:00Z'))],
    ['a counter cannot be', (made) => (made.samples = made.samples.map(withValue('-1')))],
  ])('does not die because %s', (_sentence, change) => {
    const made = world({ state: { writtenQuantity: null } });
    made.decisions = [approval];
    change(made);
    expect(planBilling(made.observation()).decisions).toHaveLength(1);
  });

  it('dies whatever the policy is', () => {
    const made = world({ state: { writtenQuantity: null } });
    made.decisions = [{ ...approval, period: '2026-10' }];
    expect(planBilling(made.observation()).decisions[1]).toMatchObject({ isKeptUnderPlanOnly: true });
  });

  function withValue(value: string) {
    return (row: BillingWorld['samples'][number]) => ({ ...row, counters: { ManagedVms: value } });
  }
});

describe('several companies', () => {
  it('waits when too many would change at once', () => {
    const made = new BillingWorld();
    for (let id = 250; id < 260; id += 1) made.addCompany(id, { usage: id < 253 ? 6 : 4 });
    made.guards = { ...made.guards, maxCompaniesPercent: '20' };
    const reasons = planBilling(made.observation()).decisions.map(show);
    expect(reasons.filter((text) => text.startsWith('held guard-companies'))).toHaveLength(3);
  });

  it('holds two lines on one addition, and no other', () => {
    const made = world();
    made.lines = [LINE, { ...LINE, name: 'more-vms' }];
    made.states = [...made.states, { ...made.states[0]!, line: 'more-vms' }];
    made.addCompany(251);
    expect(planBilling(made.observation()).decisions.map(show)).toEqual([
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

describe('the close of a period', () => {
  /** October counted to the end, seen from the day after settling. */
  function october(push: 'daily' | 'close', more: Partial<typeof LINE> = {}): BillingWorld {
    const made = world({ quantity: '4' }).set({ push, measure: 'peak', ...more });
    made.now = new Date('2026-11-03T12:00:00Z');
    made.samples = [];
    for (let date = '2026-09-24'; date <= '2026-11-03'; date = addDays(date, 1)) {
      made.count(250, date, date === '2026-10-14' ? '9' : '5');
    }
    made.companies = [company(250, [OCTOBER])];
    return made;
  }

  it('writes the closed period once, and freezes what it came from', () => {
    const { decisions } = planBilling(october('close').observation());
    expect(show(decisions[0])).toBe('set-quantity usage-changed 4→9');
    expect(decisions[0]).toMatchObject({ sources: [CW_AGREEMENTS, CW_ADDITIONS, 'connectwise/procurement/catalog'] });
    expect(decisions[1]).toMatchObject({
      transition: { kind: 'frozen', frozen: { period: '2026-10', quantity: '9' } },
    });
  });

  it('a daily line freezes, and goes on with the present period', () => {
    const { decisions } = planBilling(october('daily').observation());
    expect(show(decisions[0])).toBe('set-quantity usage-changed 4→5');
    expect(decisions[1]).toMatchObject({ transition: { frozen: { period: '2026-10', quantity: '9' } } });
  });

  it('what arrives after the close changes nothing', () => {
    const made = october('close');
    const [frozen] = evaluateBilling(made.observation())[0]!.freezes;
    made.frozen = [frozen!];
    made.samples = made.samples.map((row) => ({ ...row, counters: { ManagedVms: '77' } }));
    expect(decide(made)).toBe('set-quantity usage-changed 4→9');
  });

  it('closes from stored days while VSPC is down', () => {
    const made = october('close');
    made.incomplete = [USAGE_SOURCE];
    expect(decide(made)).toBe('set-quantity usage-changed 4→9');
    made.samples = made.samples.filter((row) => row.date !== '2026-10-20');
    expect(decide(made)).toBe('held unknown-days none→none');
  });

  it('is held when an invoice was made meanwhile', () => {
    const made = october('close');
    made.sights = new Map([
      [1250, [{ agreementId: 1250, nextInvoiceDate: '2026-11-01', seenAt: '2026-10-20T00:00:00Z' }]],
    ]);
    expect(decide(made)).toBe('held already-invoiced none→9');
  });

  it('before the settling time is over, nothing is closed', () => {
    const made = october('close');
    made.now = new Date('2026-11-02T15:00:00Z');
    made.states = made.states.map((state) => ({ ...state, closedPeriod: '2026-09' }));
    expect(decide(made)).toBe('skip period-open');
  });

  it('never bills a period before the link', () => {
    const made = october('close');
    made.companies = [company(250, [{ linkedOn: '2026-11-02' }])];
    expect(planBilling(made.observation()).decisions.map(show)).toEqual(['skip period-open']);
  });
});
