import { addition, agreement, BillingWorld, company } from '../../../test/support/billing-world';
import { addDays } from '../../kernel/civil-date';
import { applyWrite } from './billing-effects';
import { newLineState } from './line-state';
import { planBilling } from './plan-billing';

/** The payload of the only change. */
function payloadOf(world: BillingWorld): object {
  const [decision] = planBilling(world.observation()).decisions;
  return decision?.decision === 'change' ? (decision.effects[0]!.payload as object) : {};
}

function idle(more: Parameters<typeof addition>[1] = {}): BillingWorld {
  const world = new BillingWorld().addCompany(250, { usage: 0 }).set({ whenZero: 'cancel' });
  world.additions = [addition(250, more)];
  world.decisions = [
    {
      companyId: 250,
      line: 'vms',
      kind: 'approve',
      period: '2026-11',
      before: '4',
      after: '0',
      at: '2026-11-10T08:00:00Z',
    },
  ];
  return world;
}

describe('a cancellation', () => {
  it('ends today', () => {
    expect(payloadOf(idle())).toMatchObject({ kind: 'cancel-addition', date: '2026-11-10' });
  });

  it('never ends before the addition began', () => {
    expect(payloadOf(idle({ effectiveDate: '2026-11-20' }))).toMatchObject({ date: '2026-11-20' });
  });

  it('at a close ends with the period', () => {
    const world = idle().set({ whenZero: 'cancel', push: 'close', measure: 'peak' });
    world.now = new Date('2026-11-03T12:00:00Z');
    world.samples = [];
    for (let date = '2026-09-24'; date <= '2026-11-03'; date = addDays(date, 1)) world.count(250, date, '0');
    world.decisions = world.decisions.map((decision) => ({ ...decision, period: '2026-10' }));
    expect(payloadOf(world)).toMatchObject({ kind: 'cancel-addition', date: '2026-10-31' });
  });
});

describe('a creation', () => {
  it('begins with the period where the agreement says no day', () => {
    const world = new BillingWorld().addCompany(250, { state: null }).set({ createMissing: true });
    world.additions = [];
    world.agreements = [agreement(250, { startDate: null, billStartDate: null })];
    world.companies = [company(250)];
    expect(payloadOf(world)).toMatchObject({ kind: 'create-addition', effectiveDate: '2026-11-01', knownIds: [] });
  });
});

describe('the row of a line after a write', () => {
  const written = {
    kind: 'written',
    companyId: 250,
    line: 'vms',
    period: '2026-11',
    quantity: '6',
    closes: false,
    cancelledOn: null,
    agreementId: 1250,
    rolledBackRun: null,
  } as const;
  const state = newLineState({ companyId: 250, line: 'vms', agreementId: 1250, additionId: 2250, origin: 'adopted' });

  it.each([
    ['a first creation is ours', null, 9, { origin: 'created', additionId: 9, revision: 1, closedPeriod: null }],
    ['the same addition keeps its origin', { ...state, revision: 4 }, 2250, { origin: 'adopted', revision: 5 }],
    [
      'another addition keeps what belongs to the line',
      { ...state, revision: 4, closedPeriod: '2026-10', member: 'bridge' },
      9,
      { origin: 'created', additionId: 9, revision: 5, closedPeriod: '2026-10', member: 'bridge' },
    ],
  ])('%s', (_sentence, before, additionId, expected) => {
    const after = applyWrite(before, written, { additionId, quantity: '6', member: null });
    expect(after).toMatchObject({ writtenQuantity: '6', writtenPeriod: '2026-11', ...expected });
  });

  it('a close is done with, and a rollback opens it again', () => {
    const outcome = { additionId: 2250, quantity: '6', member: 'bridge' };
    const closed = applyWrite(state, { ...written, closes: true }, outcome);
    expect(closed).toMatchObject({ closedPeriod: '2026-11', member: 'bridge' });
    expect(applyWrite(closed, { ...written, rolledBackRun: 'r1' }, outcome)).toMatchObject({
      closedPeriod: null,
      rolledBackRun: 'r1',
    });
  });
});
