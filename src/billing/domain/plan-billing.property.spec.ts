import fc from 'fast-check';
import { addition, BillingWorld, LINE } from '../../../test/support/billing-world';
import { addDays } from '../../kernel/civil-date';
import type { Change, Decision } from '../../kernel/change';
import { formatQuantity } from '../../kernel/quantity';
import { applyWrite, readBillingPayload, readBillingTransition, type BillingTransition } from './billing-effects';
import { evaluateBilling, isApprovable } from './evaluate-billing';
import { lineId, newLineState, type LineState } from './line-state';
import { planBilling } from './plan-billing';
import type { ProductLine } from './product-line';

/** A short look in every test run, a long one with SOAK=1. */
const RUNS = process.env['SOAK'] === '1' ? 5_000 : 60;
jest.setTimeout(RUNS * 100 + 10_000);

const TODAY = '2026-11-10';
const FIRST_DAY = '2026-09-24';
const COUNTERS = ['ManagedVms', 'ManagedServerAgents', 'ManagedWorkstationAgents'] as const;

interface Customer {
  readonly counts: readonly (readonly number[])[];
  readonly shown: number | null;
  readonly written: 'never' | 'as shown' | 'another';
  readonly isAdopted: boolean;
}

interface Case {
  readonly lines: readonly ProductLine[];
  readonly customers: readonly Customer[];
  readonly isApproved: readonly boolean[];
}

const settings = fc.record({
  measure: fc.constantFrom('last', 'peak', 'average'),
  push: fc.constantFrom('daily', 'close'),
  whenZero: fc.constantFrom('zero', 'keep', 'cancel'),
  round: fc.constantFrom('up', 'down', 'half-up', 'none'),
  block: fc.constantFrom('1', '0.5', '5'),
  decimals: fc.constantFrom(0, 1),
  included: fc.constantFrom('0', '2'),
  createMissing: fc.boolean(),
} as const);

const lines = fc.array(settings, { minLength: 1, maxLength: COUNTERS.length }).map((all) =>
  all.map((each, index): ProductLine => ({
    ...LINE,
    ...each,
    name: `line-${index}`,
    counters: [COUNTERS[index] ?? 'ManagedVms'],
    product: `PRODUCT-${index}`,
  })),
);

const customer: fc.Arbitrary<Customer> = fc.record({
  // Per line, per location.
  counts: fc.array(fc.array(fc.nat(9), { minLength: 2, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
  shown: fc.option(fc.nat(9)),
  written: fc.constantFrom('never', 'as shown', 'another'),
  isAdopted: fc.boolean(),
});

const randomCase: fc.Arbitrary<Case> = fc.record({
  lines,
  customers: fc.array(customer, { minLength: 1, maxLength: 3 }),
  isApproved: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
});

function worldOf({ lines: all, customers, isApproved }: Case): BillingWorld {
  const world = new BillingWorld();
  world.lines = [...all];
  world.products = all.map(({ product }, index) => ({
    ...{ id: 500 + index, identifier: product, inactive: false, isBundle: false, unitOfMeasure: 'Each', price: '9.5' },
  }));
  for (const [index, each] of customers.entries()) addCustomer(world, 250 + index, each);
  const waiting = evaluateBilling(world.observation()).filter(isApprovable);
  world.decisions = waiting
    .filter((_result, index) => isApproved[index])
    .map(({ company, line, period, before, after }) => {
      const at = '2026-11-10T08:00:00Z';
      return { companyId: company.id, line, kind: 'approve', period: period.id, before, after: after ?? '0', at };
    });
  return world;
}

function addCustomer(world: BillingWorld, id: number, { counts, shown, written, isAdopted }: Customer): void {
  world.addCompany(id, { state: null });
  world.additions = world.additions.filter(({ agreementId }) => agreementId !== id + 1000);
  world.samples = world.samples.filter(({ companyUid }) => companyUid !== `c${id}`);
  for (let date = FIRST_DAY; date <= TODAY; date = addDays(date, 1)) {
    for (const place of [0, 1]) {
      const counters = Object.fromEntries(COUNTERS.map((name, index) => [name, String(counts[index]![place])]));
      world.samples.push({ connection: 'main', companyUid: `c${id}`, location: `place ${place}`, date, counters });
    }
  }
  if (shown === null) return;
  for (const [index, line] of world.lines.entries()) {
    const place = { id: id * 10 + index, agreementId: id + 1000 };
    world.additions.push(
      addition(id, { ...place, product: line.product, productId: 500 + index, quantity: String(shown) }),
    );
    const base = newLineState({
      ...{ companyId: id, line: line.name, agreementId: id + 1000, additionId: id * 10 + index },
      origin: isAdopted ? 'adopted' : 'created',
    });
    const writtenQuantity = written === 'never' ? null : String(written === 'another' ? shown + 1 : shown);
    world.states.push({ ...base, writtenQuantity });
  }
}

/** Does what the plan says, as ConnectWise and the database would. */
function carryOut(world: BillingWorld, decisions: readonly Decision[]): void {
  for (const decision of decisions) {
    if (decision.decision === 'change') write(world, decision);
    else if (decision.decision === 'skip' && decision.transition !== null) {
      keep(world, readBillingTransition(decision.transition));
    }
  }
}

function write(world: BillingWorld, change: Change): void {
  const [effect] = change.effects;
  const payload = readBillingPayload(effect!);
  const transition = readBillingTransition(effect!.transition) as Extract<BillingTransition, { kind: 'written' }>;
  const id = payload.kind === 'create-addition' ? world.additions.length + 90_000 : payload.additionId;
  if (payload.kind === 'create-addition') {
    const { product } = world.lines.find(({ name }) => name === transition.line)!;
    const { agreementId, productId, quantity, effectiveDate } = payload;
    world.additions.push(addition(0, { id, agreementId, product, productId, quantity, effectiveDate }));
  }
  world.additions = world.additions.map((each) => {
    if (each.id !== id) return each;
    if (payload.kind === 'cancel-addition') return { ...each, cancelledDate: payload.date };
    return payload.kind === 'set-quantity' ? { ...each, quantity: payload.quantity } : each;
  });
  const { quantity } = world.additions.find((each) => each.id === id)!;
  const key = lineId(transition.companyId, transition.line);
  const before = world.states.find((state) => lineId(state.companyId, state.line) === key) ?? null;
  save(world, applyWrite(before, transition, { additionId: id, quantity, member: null }));
  forget(world, key);
}

function keep(world: BillingWorld, transition: BillingTransition): void {
  if (transition.kind === 'amended') save(world, transition.state);
  if (transition.kind === 'frozen') world.frozen.push(transition.frozen);
  if (transition.kind === 'decision-died') forget(world, lineId(transition.companyId, transition.line));
}

function save(world: BillingWorld, state: LineState): void {
  const key = lineId(state.companyId, state.line);
  world.states = [...world.states.filter((other) => lineId(other.companyId, other.line) !== key), state];
}

function forget(world: BillingWorld, key: string): void {
  world.decisions = world.decisions.filter(({ companyId, line }) => lineId(companyId, line) !== key);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, at: ((index + 1) * (seed + 7)) % 101 }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);
}

describe('the plan of any billing', () => {
  it('has nothing left to do once it is carried out: twice is once', () => {
    let changes = 0;
    fc.assert(
      fc.property(randomCase, (given) => {
        const world = worldOf(given);
        const first = planBilling(world.observation()).decisions;
        changes += first.filter(({ decision }) => decision === 'change').length;
        carryOut(world, first);
        // A line of `push: close` goes on with the present period once the settled one is written.
        carryOut(world, planBilling(world.observation()).decisions);
        const { decisions } = planBilling(world.observation());
        expect(decisions.filter(({ decision }) => decision === 'change')).toEqual([]);
        expect(decisions.filter((decision) => decision.decision === 'skip' && decision.transition !== null)).toEqual(
          [],
        );
      }),
      { numRuns: RUNS },
    );
    expect(changes).toBeGreaterThan(RUNS);
  });

  it('does not depend on the order of its facts', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(90), (given, seed) => {
        const world = worldOf(given);
        const forward = planBilling(world.observation());
        for (const name of ['samples', 'additions', 'agreements', 'states', 'decisions', 'products'] as const) {
          Object.assign(world, { [name]: shuffled<unknown>(world[name], seed) });
        }
        expect(planBilling(world.observation())).toEqual(forward);
      }),
      { numRuns: RUNS },
    );
  });

  it('counts the same however usage is spread over locations', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(9), (given, part) => {
        const elsewhere = given.customers.map((each) => ({
          ...each,
          counts: each.counts.map(([first = 0, second = 0]) => {
            const moved = Math.min(part, first);
            return [first - moved, second + moved];
          }),
        }));
        const due = (customers: readonly Customer[]): readonly string[] =>
          evaluateBilling(worldOf({ ...given, customers }).observation()).map(({ calculation }) =>
            calculation?.kind === 'value' ? formatQuantity(calculation.quantity) : '',
          );
        expect(due(elsewhere)).toEqual(due(given.customers));
      }),
      { numRuns: RUNS },
    );
  });
});
