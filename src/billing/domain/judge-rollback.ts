import { Quantity } from '../../kernel/quantity';
import type { AdditionFact, BillingObservation } from './billing-observation';
import { CW_ADDITIONS } from './billing-observation';
import type { Finding, LineVerdict } from './line-result';
import type { LineState, RollbackOrder } from './line-state';

/**
 * What becomes of a line that a run is taken back for (RULES, Billing 8). First line that fits:
 *
 * | the addition                                  | becomes                                        |
 * | --------------------------------------------- | ---------------------------------------------- |
 * | cannot be read                                | skip incomplete-observation                    |
 * | is gone, or is not as we left it              | skip: left alone, the line waits for approval  |
 * | was created by the run                        | cancel-addition at its effective date          |
 * | was cancelled by the run                      | set-quantity: open-ended again                 |
 * | shows what the run wrote                      | set-quantity to what was before                |
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
  const agreement = findAgreement(observation, state);
  const waiting = { ...state, rollback: null, rolledBackRun: order.runId };
  const found = { ...nothing, agreement, addition, before: addition?.quantity ?? null };
  if (!addition || !isAsWritten(addition, order)) {
    const detail = `run ${order.runId} is not taken back: somebody has changed addition ${state.additionId} since`;
    return { ...found, verdict: { kind: 'skip', reason: 'rolled-back', detail }, amended: waiting };
  }
  const detail = `taking back run ${order.runId}`;
  switch (order.kind) {
    case 'cancel':
      return { ...found, after: '0', verdict: approved('cancel-addition', detail) };
    case 'reopen':
      return { ...found, before: '0', after: addition.quantity, verdict: approved('set-quantity', detail) };
    case 'restore':
      return { ...found, after: order.restore, verdict: approved('set-quantity', detail) };
  }
}

function isAsWritten(addition: AdditionFact, order: RollbackOrder): boolean {
  if (order.kind === 'reopen') return addition.cancelledDate === order.cancelledOn;
  return addition.cancelledDate === null && new Quantity(addition.quantity).equals(order.written);
}

function findAgreement({ agreements }: BillingObservation, state: LineState): Finding['agreement'] {
  return agreements.get(state.companyId)?.find((agreement) => agreement.id === state.agreementId) ?? null;
}

/** A person asked for it: it runs under every policy but `off`. */
function approved(action: 'set-quantity' | 'cancel-addition', detail: string): LineVerdict {
  return { kind: 'change', action, reason: 'rolled-back', detail, isApproved: true };
}
