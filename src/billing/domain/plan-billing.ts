import type { Change, CompanyReference, Decision, Plan, SourceKey, Subject } from '../../kernel/change';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { JsonValue } from '../../kernel/json';
import type { BillingObservation } from './billing-observation';
import { CW_ADDITIONS, CW_AGREEMENTS, CW_PRODUCTS } from './billing-observation';
import { effectOf, type BillingTransition } from './billing-effects';
import { listBillingProblems } from './billing-problems';
import { listBilledMembers } from './calculate-line';
import { evaluateBilling } from './evaluate-billing';
import type { BillingAction, LineResult, LineVerdict } from './line-result';
import type { FrozenPeriod } from './line-state';
import { moneyOf } from './preview-line';
import type { PeriodId } from './period';
import { writeOf } from './write-of';

/**
 * Plans the quantities of agreement additions (RULES, Billing). The decisions are made line by line, see judge-line.ts;
 * here they become changes:
 *
 * | verdict on the line            | decision                                                              |
 * | ------------------------------ | --------------------------------------------------------------------- |
 * | skip                           | skip; a row that has to be refreshed goes along                       |
 * | held                           | held                                                                  |
 * | change to more, or a creation  | change, one effect: update, or additive                               |
 * | change to less, zero, cancel   | change, one effect: destructive                                       |
 * | any, and its period is closed  | a skip besides, which freezes inputs and result                       |
 * | any, and its approval is stale | a skip besides, which forgets the approval                            |
 */
export function planBilling(observation: BillingObservation): Plan {
  const results = evaluateBilling(observation);
  return {
    decisions: results.flatMap((result) => [
      decide(result, observation),
      ...result.freezes.map((frozen) => freeze(result, frozen)),
      ...(result.hasDeadDecision ? [forget(result)] : []),
    ]),
    problems: listBillingProblems(results),
  };
}

function decide(result: LineResult, observation: BillingObservation): Decision {
  const { verdict } = result;
  const money = verdict.kind === 'skip' ? null : moneyOf(result);
  const base = {
    reason: verdict.reason,
    detail: verdict.detail,
    company: companyOf(result),
    subject: subjectOf(result),
    ...(money === null ? {} : { money }),
  };
  const { before, after } = result;
  switch (verdict.kind) {
    case 'skip':
      return { ...base, decision: 'skip', transition: amendmentOf(result), isKeptUnderPlanOnly: true };
    case 'held':
      return { ...base, decision: 'held', action: verdict.action, key: `billing/${result.id}`, before, after };
    case 'change':
      return { ...base, ...changeOf(result, verdict, observation) };
  }
}

type ChangeParts = Omit<Change, 'reason' | 'detail' | 'company' | 'subject'>;

function changeOf(
  result: LineResult,
  verdict: Extract<LineVerdict, { kind: 'change' }>,
  observation: BillingObservation,
): ChangeParts {
  const { before, after, state, id, period, calculation } = result;
  const { payload, transition } = writeOf(result, verdict.action, observation.businessDay);
  return {
    decision: 'change',
    action: verdict.action,
    // The revision makes every write one of its own: 4 → 6 may come again after 6 → 4.
    key: `${keyOf(id, period.id)}/${state?.revision ?? 0}/${verdict.action}/${before ?? 'none'}/${after ?? 'none'}`,
    changeClass: classOf(result, verdict.action),
    inferredFromAbsence: calculation?.kind === 'value' && calculation.restsOnAbsence,
    sources: sourcesOf(result, observation),
    before,
    after,
    effects: [effectOf(payload, transition)],
    transition: null,
    ...(verdict.isApproved ? { approved: true } : {}),
  };
}

/** What the keys of all writes of a line for a period begin with. */
export function keyOf(lineId: string, period: PeriodId): string {
  return `billing/${lineId}/${period}`;
}

function classOf({ before, after }: LineResult, action: BillingAction): Change['changeClass'] {
  if (action === 'create-addition') return 'additive';
  const isLower = action === 'cancel-addition' || new Quantity(after ?? 0).lessThan(before ?? 0);
  return isLower ? 'destructive' : 'update';
}

/** A close from stored days, all of them known, does not rely on VSPC; nor does taking back a run. */
function sourcesOf(result: LineResult, { usageSources }: BillingObservation): SourceKey[] {
  const { calculation, isClosing, state } = result;
  const connectwise = [CW_AGREEMENTS, CW_ADDITIONS, CW_PRODUCTS];
  if (state?.rollback) return [CW_ADDITIONS];
  const isStored = isClosing && calculation?.kind === 'value' && calculation.unknownDays === 0;
  if (isStored) return connectwise;
  const usage = listBilledMembers(result.company).map((member) => usageSources.get(member.connection) ?? '');
  return [...new Set(usage), ...connectwise];
}

function amendmentOf({ amended }: LineResult): JsonValue {
  return amended ? asJson({ kind: 'amended', state: amended }) : null;
}

function freeze(result: LineResult, frozen: FrozenPeriod): Decision {
  const subject = { ...subjectOf(result), key: `${result.id}/${frozen.period}` };
  return {
    decision: 'skip',
    reason: 'unchanged',
    detail: `${frozen.period} is closed with ${formatQuantity(new Quantity(frozen.quantity))}`,
    company: companyOf(result),
    subject,
    transition: asJson({ kind: 'frozen', frozen }),
    isKeptUnderPlanOnly: true,
  };
}

/** An approval dies when what it binds changes, and does not come back to life with it (RULES, Billing 7). */
function forget(result: LineResult): Decision {
  const { company, line, id } = result;
  return {
    decision: 'skip',
    reason: 'unchanged',
    detail: 'what was approved or rejected is not what is due any more',
    company: companyOf(result),
    subject: { ...subjectOf(result), key: `${id}/decision` },
    transition: asJson({ kind: 'decision-died', companyId: company.id, line }),
    isKeptUnderPlanOnly: true,
  };
}

export function companyOf({ company }: LineResult): CompanyReference {
  return { uid: company.members[0]?.uid ?? String(company.id), name: company.name };
}

function subjectOf(result: LineResult): Subject {
  return { kind: 'billing-line', key: result.id, name: result.line };
}

function asJson(transition: BillingTransition): JsonValue {
  return transition as unknown as JsonValue;
}
