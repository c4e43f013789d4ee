import { addition, BillingWorld } from '../../../test/support/billing-world';
import { CW_ADDITIONS } from './billing-observation';
import type { RollbackOrder } from './line-state';
import { planBilling } from './plan-billing';

const RESTORE: RollbackOrder = { kind: 'restore', runId: 'r1', written: '6', restore: '4' };
const CANCEL: RollbackOrder = { kind: 'cancel', runId: 'r1', written: '6' };
const REOPEN: RollbackOrder = { kind: 'reopen', runId: 'r1', cancelledOn: '2026-11-09' };

function world(rollback: RollbackOrder, more: Parameters<typeof addition>[1] = {}): BillingWorld {
  const made = new BillingWorld().addCompany(250, { quantity: '6', state: { rollback, closedPeriod: '2026-10' } });
  made.additions = [addition(250, { quantity: '6', ...more })];
  return made;
}

/** The decision, with what is sent to ConnectWise. */
function decide(made: BillingWorld): object {
  const [decision] = planBilling(made.observation()).decisions;
  if (decision?.decision !== 'change') return { ...decision };
  const { action, approved, sources, effects } = decision;
  return { action, approved, sources, payload: effects[0]!.payload, transition: effects[0]!.transition };
}

const PLACE = { agreementId: 1250, additionId: 2250, before: '6' };
const LEFT = { decision: 'skip', reason: 'rolled-back' };

describe('taking a run back', () => {
  it.each<[sentence: string, world: BillingWorld, expected: object]>([
    [
      'waits for the additions to be read',
      Object.assign(world(RESTORE), { incomplete: [CW_ADDITIONS] }),
      { decision: 'skip', reason: 'incomplete-observation', transition: null },
    ],
    ['leaves an addition alone that is gone', Object.assign(world(RESTORE), { additions: [] }), LEFT],
    ['leaves a quantity alone that somebody changed', world(RESTORE, { quantity: '7' }), LEFT],
    ['leaves a quantity alone that somebody cancelled', world(RESTORE, { cancelledDate: '2026-11-09' }), LEFT],
    ['leaves a cancellation alone that somebody changed', world(REOPEN, { cancelledDate: '2026-11-01' }), LEFT],
    [
      'writes what was before',
      world(RESTORE, { quantity: '6.0' }),
      { action: 'set-quantity', payload: { kind: 'set-quantity', ...PLACE, before: '6.0', quantity: '4' } },
    ],
    [
      'cancels what was created, as of the day it began',
      world(CANCEL, { effectiveDate: '2026-11-03' }),
      { action: 'cancel-addition', payload: { kind: 'cancel-addition', ...PLACE, date: '2026-11-03' } },
    ],
    [
      'cancels today what never said when it began',
      world(CANCEL, { effectiveDate: null }),
      { action: 'cancel-addition', payload: { kind: 'cancel-addition', ...PLACE, date: '2026-11-10' } },
    ],
    [
      'makes open-ended again what was cancelled',
      world(REOPEN, { cancelledDate: '2026-11-09' }),
      { action: 'set-quantity', payload: { kind: 'reopen-addition', ...PLACE, date: '2026-11-09' } },
    ],
  ])('%s', (_sentence, made, expected) => {
    expect(decide(made)).toMatchObject(expected);
  });

  it('runs because a person asked for it, and relies on the additions alone', () => {
    expect(decide(world(RESTORE))).toMatchObject({ approved: true, sources: [CW_ADDITIONS] });
  });

  it('holds the line afterwards, taken back or left alone, and opens its period again', () => {
    expect(decide(world(RESTORE))).toMatchObject({ transition: { rolledBackRun: 'r1', closes: false } });
    expect(decide(world(RESTORE, { quantity: '7' }))).toMatchObject({
      transition: { kind: 'amended', state: { rollback: null, rolledBackRun: 'r1' } },
    });
  });
});
