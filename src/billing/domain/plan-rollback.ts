import { Quantity } from '../../kernel/quantity';
import type { BillingPayload } from './billing-effects';
import type { LineState, RollbackOrder } from './line-state';

/** One write of a run as the journal keeps it. */
export interface JournalledWrite {
  readonly lineId: string;
  readonly runId: string;
  readonly payload: BillingPayload;
  /** The quantity that ConnectWise answered. */
  readonly written: string | null;
}

export type RollbackStep =
  | { readonly kind: 'order'; readonly lineId: string; readonly state: LineState; readonly order: RollbackOrder }
  | { readonly kind: 'left'; readonly lineId: string; readonly detail: string };

/**
 * What has to be done to take a run back, write by write (RULES, Billing 8). First line that fits:
 *
 * | the write                                        | step                                     |
 * | ------------------------------------------------ | ---------------------------------------- |
 * | of a line that is not ours any more              | left alone                               |
 * | was followed by one of another run               | left alone: that run has to go back first |
 * | created an addition                              | order: cancel it at its effective date   |
 * | cancelled an addition                            | order: make it open-ended again          |
 * | set a quantity that nobody has changed since     | order: write what was before             |
 * | set a quantity that somebody has changed since   | left alone                               |
 *
 * Whether the addition still shows what we wrote is judged again when the order is carried out.
 */
export function planRollback(
  runId: string,
  /** Of every line that the run wrote, oldest first, later runs included. */
  writes: readonly JournalledWrite[],
  lines: ReadonlyMap<string, LineState>,
): readonly RollbackStep[] {
  const newest = new Map(writes.map((write) => [write.lineId, write]));
  const ids = new Set(writes.filter((write) => write.runId === runId).map((write) => write.lineId));
  return [...ids].sort().flatMap((lineId): RollbackStep[] => {
    const state = lines.get(lineId);
    const last = newest.get(lineId);
    if (!state || !last) return [left(lineId, 'the line is not ours any more')];
    if (last.runId !== runId) return [left(lineId, `run ${last.runId} has written it since: take that one back first`)];
    return [stepOf(last, state)];
  });
}

function stepOf({ lineId, runId, payload, written }: JournalledWrite, state: LineState): RollbackStep {
  switch (payload.kind) {
    case 'create-addition':
      return { kind: 'order', lineId, state, order: { kind: 'cancel', runId, written: written ?? payload.quantity } };
    case 'cancel-addition':
      return { kind: 'order', lineId, state, order: { kind: 'reopen', runId, cancelledOn: payload.date } };
    case 'reopen-addition':
      return left(lineId, 'the run itself took another one back');
    case 'set-quantity': {
      const quantity = written ?? payload.quantity;
      if (state.writtenQuantity === null || !new Quantity(state.writtenQuantity).equals(quantity)) {
        return left(lineId, 'somebody has changed the quantity since');
      }
      return {
        kind: 'order',
        lineId,
        state,
        order: { kind: 'restore', runId, written: quantity, restore: payload.before },
      };
    }
  }
}

function left(lineId: string, detail: string): RollbackStep {
  return { kind: 'left', lineId, detail };
}
