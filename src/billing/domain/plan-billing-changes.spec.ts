import { addition, agreement, BillingWorld, company, USAGE_SOURCE } from '../../../test/support/billing-world';
import { showDecision } from '../../../test/support/show-decision';
import type { Decision } from '../../kernel/change';
import { CW_ADDITIONS, CW_AGREEMENTS } from './billing-observation';
import type { BillingDecision } from './line-state';
import { planBilling } from './plan-billing';

function decide(world: BillingWorld): string {
  return showDecision(planBilling(world.observation()).decisions[0]);
}

function world(facts: Parameters<BillingWorld['addCompany']>[1] = {}): BillingWorld {
  return new BillingWorld().addCompany(250, facts);
}

describe('planBilling, what a change is', () => {
  const changeOf = (made: BillingWorld): Extract<Decision, { decision: 'change' }> => {
    const [decision] = planBilling(made.observation()).decisions;
    if (decision?.decision !== 'change') throw new Error(`no change: ${showDecision(decision)}`);
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
