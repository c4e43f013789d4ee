import { newLineState, type LineState } from './line-state';
import { planRollback, type JournalledWrite } from './plan-rollback';

const PLACE = { agreementId: 1250, additionId: 2250 };
const SET: JournalledWrite = {
  lineId: '250/vms',
  runId: 'r1',
  payload: { kind: 'set-quantity', ...PLACE, before: '4', quantity: '6' },
  written: '6',
};

function line(more: Partial<LineState> = {}): LineState {
  const place = { companyId: 250, line: 'vms', ...PLACE, origin: 'adopted' as const };
  return { ...newLineState(place), writtenQuantity: '6', ...more };
}

describe('planRollback', () => {
  const created: JournalledWrite['payload'] = {
    kind: 'create-addition',
    ...{ agreementId: 1250, productId: 503, quantity: '6', effectiveDate: '2026-11-01', knownIds: [], member: null },
  };

  it.each<[sentence: string, writes: readonly JournalledWrite[], state: LineState | null, expected: object]>([
    ['a line that is not ours any more', [SET], null, { kind: 'left', detail: 'the line is not ours any more' }],
    [
      'a later run has written it',
      [SET, { ...SET, runId: 'r2' }],
      line(),
      { kind: 'left', detail: 'run r2 has written it since: take that one back first' },
    ],
    [
      'an addition was created',
      [{ ...SET, payload: created }],
      line(),
      { kind: 'order', order: { kind: 'cancel', runId: 'r1', written: '6' } },
    ],
    [
      'an addition was created, and the answer named no quantity',
      [{ ...SET, payload: created, written: null }],
      line(),
      { kind: 'order', order: { kind: 'cancel', written: '6' } },
    ],
    [
      'an addition was cancelled',
      [{ ...SET, payload: { kind: 'cancel-addition', ...PLACE, before: '4', date: '2026-11-10' } }],
      line(),
      { kind: 'order', order: { kind: 'reopen', cancelledOn: '2026-11-10' } },
    ],
    [
      'a cancellation was taken back',
      [{ ...SET, payload: { kind: 'reopen-addition', ...PLACE, before: '4', date: '2026-11-10' } }],
      line(),
      { kind: 'left', detail: 'the run itself took another one back' },
    ],
    [
      'a quantity that nobody has changed since',
      [SET],
      line({ writtenQuantity: '6.0' }),
      { kind: 'order', order: { kind: 'restore', written: '6', restore: '4' } },
    ],
    [
      'the answer named no quantity',
      [{ ...SET, written: null }],
      line(),
      { kind: 'order', order: { kind: 'restore', written: '6', restore: '4' } },
    ],
    [
      'somebody has changed it since',
      [SET],
      line({ writtenQuantity: '9' }),
      { kind: 'left', detail: 'somebody has changed the quantity since' },
    ],
    ['nobody knows what we wrote', [SET], line({ writtenQuantity: null }), { kind: 'left' }],
  ])('%s', (_sentence, writes, state, expected) => {
    const [step, ...others] = planRollback('r1', writes, new Map(state ? [['250/vms', state]] : []));
    expect(step).toMatchObject({ lineId: '250/vms', ...expected });
    expect(others).toEqual([]);
  });

  it('has nothing to do for a run that wrote nothing', () => {
    expect(planRollback('r3', [SET], new Map([['250/vms', line()]]))).toEqual([]);
  });
});
