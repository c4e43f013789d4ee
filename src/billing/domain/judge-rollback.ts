import { Quantity } from '../../kernel/quantity';
import type { BillingObservation } from './billing-observation';
import { CW_ADDITIONS } from './billing-observation';
import type { Finding, LineVerdict } from './line-result';
import type { LineState, RollbackOrder } from './line-state';

/**
 * What becomes of a line that a run is taken back for (RULES, Billing 8). First line that fits:
 *
 * | the addition                                 | becomes                                        |
 * | -------------------------------------------- | ---------------------------------------------- |
 * | cannot be read                               | skip incomplete-observation                    |
 * | is gone, or shows another quantity than ours | skip: left alone, the line waits for approval  |
 * | was created by the run                       | cancel-addition at its effective date          |
 * | shows what the run wrote                     | set-quantity to what was before                |
 */
export function judgeRollback(state: LineState, order: RollbackOrder, observation: BillingObservation): Finding {
  const nothing = {
    agreement: null,
    addition: null,
    candidates: [],
    knownIds: [],
    before: null,
    after: null,
    amended: null,
  };
  if (!observation.completeSources.has(CW_ADDITIONS)) {
    const detail = `${CW_ADDITIONS} was not read completely`;
    return { ...nothing, verdict: { kind: 'skip', reason: 'incomplete-observation', detail } };
  }
  const additions = observation.additions.get(state.agreementId) ?? [];
  const addition = additions.find((candidate) => candidate.id === state.additionId) ?? null;
  const agreement =
    [...observation.agreements.values()].flat().find((candidate) => candidate.id === state.agreementId) ?? null;
  const waiting = { ...state, rollback: null, rolledBackRun: order.runId };
  const found = { ...nothing, agreement, addition, before: addition?.quantity ?? null };
  if (!addition || !new Quantity(addition.quantity).equals(order.written) || addition.cancelledDate !== null) {
    const detail = `run ${order.runId} is not taken back: somebody has changed addition ${state.additionId} since`;
    return { ...found, verdict: { kind: 'skip', reason: 'rolled-back', detail }, amended: waiting };
  }
  const detail = `taking back run ${order.runId}`;
  if (order.restore === null) return { ...found, after: '0', verdict: approved('cancel-addition', detail) };
  if (new Quantity(order.restore).equals(addition.quantity)) {
    return { ...found, verdict: { kind: 'skip', reason: 'rolled-back', detail }, amended: waiting };
  }
  return { ...found, after: order.restore, verdict: approved('set-quantity', detail) };
}

/** A person asked for it: it runs under every policy but `off`. */
function approved(action: 'set-quantity' | 'cancel-addition', detail: string): LineVerdict {
  return { kind: 'change', action, reason: 'rolled-back', detail, isApproved: true };
}
