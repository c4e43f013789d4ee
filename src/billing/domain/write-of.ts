import type { CivilDate } from '../../kernel/civil-date';
import type { AgreementFact } from './billing-observation';
import type { BillingPayload, BillingTransition } from './billing-effects';
import { firstLink, listBilledMembers } from './calculate-line';
import type { BillingAction, LineResult } from './line-result';

type Written = Extract<BillingTransition, { kind: 'written' }>;

/** The one remote write of a change, and the row that becomes true with it. */
export function writeOf(
  result: LineResult,
  action: BillingAction,
  today: CivilDate,
): { payload: BillingPayload; transition: Written } {
  const { addition } = result;
  const after = result.after ?? '0';
  if (action === 'create-addition' || !addition) {
    const agreementId = result.agreement?.id ?? 0;
    return { payload: creationOf(result, agreementId, after), transition: writtenOf(result, agreementId, after) };
  }
  const { agreementId, id: additionId, quantity: before } = addition;
  const place = { agreementId, additionId, before };
  const order = result.state?.rollback;
  if (order?.kind === 'reopen') {
    const payload = { kind: 'reopen-addition', ...place, date: order.cancelledOn } as const;
    return { payload, transition: writtenOf(result, agreementId, before) };
  }
  if (action === 'set-quantity') {
    return { payload: { kind: action, ...place, quantity: after }, transition: writtenOf(result, agreementId, after) };
  }
  const date = cancellationDay(result, today);
  return {
    payload: { kind: action, ...place, date },
    transition: { ...writtenOf(result, agreementId, before), cancelledOn: date },
  };
}

function writtenOf(result: LineResult, agreementId: number, quantity: string): Written {
  const { company, line, period, isClosing, state } = result;
  const order = state?.rollback ?? null;
  return {
    kind: 'written',
    companyId: company.id,
    line,
    period: period.id,
    quantity,
    closes: isClosing && order === null,
    cancelledOn: null,
    agreementId,
    rolledBackRun: order?.runId ?? null,
  };
}

function creationOf(result: LineResult, agreementId: number, quantity: string): BillingPayload {
  return {
    kind: 'create-addition',
    agreementId,
    productId: result.product?.id ?? 0,
    quantity,
    effectiveDate: firstBilledDay(result),
    knownIds: result.knownIds,
    member: result.state?.member ?? null,
  };
}

/** From the later of period start, agreement start and link date (RULES, Billing 6). */
function firstBilledDay({ period, agreement, company }: LineResult): CivilDate {
  const starts = [period.firstDay, firstLink(listBilledMembers(company)), ...agreementStarts(agreement)];
  return starts.sort().at(-1) ?? period.firstDay;
}

function agreementStarts(agreement: AgreementFact | null): CivilDate[] {
  return [agreement?.startDate, agreement?.billStartDate].filter((date) => date !== null && date !== undefined);
}

/** A rollback at the effective date, a close at the period's last day, anything else today; never before it took effect. */
function cancellationDay({ state, addition, isClosing, period }: LineResult, today: CivilDate): CivilDate {
  const effective = addition?.effectiveDate ?? today;
  if (state?.rollback) return effective;
  const wanted = isClosing ? period.lastDay : today;
  return wanted > effective ? wanted : effective;
}
