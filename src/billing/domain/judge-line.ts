import { utcDateOf } from '../../kernel/civil-date';
import { formatQuantity, Quantity } from '../../kernel/quantity';
import type { Reason } from '../../kernel/reasons';
import type {
  AdditionFact,
  AgreementFact,
  BilledCompany,
  BillingObservation,
  ProductFact,
} from './billing-observation';
import { CW_ADDITIONS, CW_AGREEMENTS, CW_PRODUCTS } from './billing-observation';
import type { Calculation, CompanyCase } from './calculate-line';
import { listBilledMembers } from './calculate-line';
import { chooseAddition } from './choose-addition';
import { chooseAgreement } from './choose-agreement';
import { describeChange } from './describe-change';
import { judgeGuards, type GuardedChange } from './guards';
import { wasInvoiced } from './invoiced';
import type { BillingAction, Finding, LineVerdict } from './line-result';
import type { BillingDecision, LineState } from './line-state';
import type { Period } from './period';
import type { LineSettings } from './product-line';
import { unitDisagrees } from './unit-of-measure';

/** One line of one company with everything that was found out about it. */
export interface LineCase {
  readonly company: BilledCompany;
  readonly of: CompanyCase;
  readonly settings: LineSettings;
  readonly period: Period;
  readonly isClosing: boolean;
  readonly calculation: Calculation;
  readonly state: LineState | null;
  readonly decision: BillingDecision | null;
  readonly product: ProductFact | null;
  /** Usage of days that have not come yet is known. */
  readonly isClockBehind: boolean;
  readonly observation: BillingObservation;
}

const NOTHING = {
  agreement: null,
  addition: null,
  candidates: [],
  knownIds: [],
  before: null,
  after: null,
  amended: null,
} as const;

/**
 * What becomes of a line whose quantity is known or not. First line that fits (RULES, Mapping 2, Billing 1 to 9):
 *
 * | the line                                                      | becomes                                     |
 * | ------------------------------------------------------------- | ------------------------------------------- |
 * | of a company that mapping stops                               | skip suspended                              |
 * | has no day to count yet                                       | skip before-link, or unchanged              |
 * | is not ours and comes to 0, or was never counted              | skip unchanged                              |
 * | of a company whose link billing does not trust                | held confirm-for-billing                    |
 * | cannot be measured                                            | held unknown-days, bad-counter              |
 * | is decided by a clock that usage is ahead of                  | held unknown-days                           |
 * | depends on a list of ConnectWise that was not read completely | skip incomplete-observation                 |
 * | has a product that is missing, inactive, a bundle, in another unit | held product-…, unit-mismatch          |
 * | has no agreement of its own                                   | held ambiguous, none, expired, not-started  |
 * | closes a period that was invoiced meanwhile                   | held already-invoiced                       |
 * | has no addition of ours                                       | held no-addition, addition-deleted; or a creation |
 * | includes units here and in ConnectWise                        | held included-twice                         |
 * | otherwise                                                     | see `judgeQuantity`                         |
 */
export function judgeLine(lineCase: LineCase): Finding {
  const { company, of, calculation, state } = lineCase;
  const stopped = company.members.find((member) => member.standing === 'stopped');
  if (stopped) return skip('suspended', `${stopped.name} is ${stopped.health}`);
  if (of.members.length === 0) return skip('suspended', 'billing is off in companies.yaml');
  if (calculation.kind === 'none') return skip(calculation.reason, calculation.detail);
  if (state === null && isNothing(lineCase)) return skip('unchanged', 'no usage, and no addition of ours');
  const doubtful = of.members.find((member) => !member.isTrusted);
  const after = calculation.kind === 'value' ? formatQuantity(calculation.quantity) : null;
  if (doubtful) {
    const detail = `${doubtful.name} is linked by ${doubtful.grade} only`;
    return held('confirm-for-billing', detail, { ...NOTHING, after });
  }
  if (calculation.kind === 'held') return held(calculation.reason, calculation.detail, NOTHING);
  if (lineCase.isClockBehind) return held('unknown-days', clockDetail(lineCase.observation), NOTHING);
  return judgeInConnectWise(lineCase, calculation);
}

function clockDetail({ now, newestSample }: BillingObservation): string {
  return `the clock says ${utcDateOf(now)}, but usage of ${newestSample ?? ''} is known: correct the clock`;
}

/** Nothing to bill and nothing of ours that could be lowered. */
function isNothing({ calculation, of, settings, observation }: LineCase): boolean {
  if (calculation.kind === 'value') return calculation.quantity.isZero();
  return !of.members.some(
    ({ connection, uid }) => observation.samples.get(`${connection}/${uid}`)?.wasCounted(settings.counters) ?? false,
  );
}

type Valued = Extract<Calculation, { kind: 'value' }>;

function judgeInConnectWise(lineCase: LineCase, calculation: Valued): Finding {
  const { observation, company, settings } = lineCase;
  const unread = [CW_AGREEMENTS, CW_ADDITIONS, CW_PRODUCTS].find((source) => !observation.completeSources.has(source));
  if (unread !== undefined) return skip('incomplete-observation', `${unread} was not read completely`);
  const after = formatQuantity(calculation.quantity);
  const productTrouble = judgeProduct(lineCase);
  if (productTrouble) return held(productTrouble.reason, productTrouble.detail, { ...NOTHING, after });
  const choice = chooseAgreement({
    companyId: company.id,
    group: settings.group,
    selector: settings.agreement,
    pinnedIds: listPinnedAgreements(company, settings.group),
    agreements: observation.agreements.get(company.id) ?? [],
    today: observation.businessDay,
  });
  if (choice.kind === 'held') return held(choice.reason, choice.detail, { ...NOTHING, after });
  return judgeInAgreement(lineCase, calculation, choice.agreement);
}

function judgeProduct({ settings, product }: LineCase): { reason: Reason; detail: string } | null {
  if (!product) return { reason: 'product-missing', detail: `the catalog has no product ${settings.product}` };
  if (product.inactive) return { reason: 'product-inactive', detail: `product ${settings.product} is inactive` };
  if (product.isBundle) {
    return { reason: 'product-bundle', detail: `product ${settings.product} is a bundle, which cannot be an addition` };
  }
  if (!unitDisagrees(settings.unit, product.unitOfMeasure)) return null;
  const detail = `the line counts in ${settings.unit}, product ${settings.product} in ${product.unitOfMeasure ?? ''}`;
  return { reason: 'unit-mismatch', detail };
}

function judgeInAgreement(lineCase: LineCase, calculation: Valued, agreement: AgreementFact): Finding {
  const { observation, settings, state, period, isClosing } = lineCase;
  const after = formatQuantity(calculation.quantity);
  const found = { ...NOTHING, agreement, after };
  if (isClosing && wasInvoiced(agreement, period, observation.sights.get(agreement.id) ?? [])) {
    return held('already-invoiced', `agreement ${agreement.id} was invoiced after ${period.id} had ended`, found);
  }
  const additions = observation.additions.get(agreement.id) ?? [];
  const { product, createMissing } = settings;
  const today = observation.businessDay;
  const choice = chooseAddition({ state, agreementId: agreement.id, product, createMissing, additions, today });
  if (choice.kind === 'held') {
    if (calculation.quantity.isZero() && choice.reason === 'no-addition') return skip('unchanged', choice.detail);
    return held(choice.reason, choice.detail, { ...found, candidates: choice.candidates });
  }
  if (choice.kind === 'create')
    return judgeCreation(lineCase, calculation, { ...found, knownIds: additions.map((each) => each.id) });
  const { addition } = choice;
  const shown = { ...found, addition, before: addition.quantity };
  if (!new Quantity(settings.included).isZero() && !new Quantity(addition.lessIncluded).isZero()) {
    const detail = `${settings.included} are included here and ${addition.lessIncluded} in addition ${addition.id}`;
    return held('included-twice', detail, shown);
  }
  return judgeQuantity(lineCase, calculation, { ...shown, addition, state: choice.state });
}

function judgeCreation(lineCase: LineCase, calculation: Valued, found: Omit<Finding, 'verdict'>): Finding {
  if (calculation.quantity.isZero()) return skip('unchanged', 'nothing is created at 0');
  const { state } = lineCase;
  const change = {
    before: null,
    after: calculation.quantity,
    isRolledBack: state?.rolledBackRun != null,
    isDrift: false,
    isFirstOfAdopted: false,
  };
  return guarded(lineCase, found, 'create-addition', change);
}

interface OnAddition extends Omit<Finding, 'verdict'> {
  readonly addition: AdditionFact;
  readonly state: LineState;
}

/**
 * | the quantity due                                       | becomes                                   |
 * | ------------------------------------------------------ | ----------------------------------------- |
 * | is 0 with `whenZero: keep`                             | skip unchanged                            |
 * | is what ConnectWise shows                              | skip unchanged; it counts as ours         |
 * | waits for a person by a guard                          | held; with a fitting approval, a change   |
 * | is 0 with `whenZero: cancel`                           | cancel-addition                           |
 * | is another                                             | set-quantity                              |
 */
function judgeQuantity(lineCase: LineCase, { quantity }: Valued, on: OnAddition): Finding {
  const { state, ...found } = on;
  const { addition } = found;
  const before = new Quantity(addition.quantity);
  const { whenZero } = lineCase.settings;
  if (quantity.isZero() && whenZero === 'keep') return settled(lineCase, on, 'kept at zero usage');
  const isCancelled = quantity.isZero() && whenZero === 'cancel';
  if (before.equals(quantity) && !isCancelled) return settled(lineCase, on, 'as it is');
  const isDrift = state.writtenQuantity !== null && !before.equals(state.writtenQuantity);
  const change = {
    before,
    after: quantity,
    isRolledBack: state.rolledBackRun !== null,
    isDrift,
    isFirstOfAdopted: state.origin === 'adopted' && state.writtenQuantity === null,
  };
  return guarded(lineCase, found, isCancelled ? 'cancel-addition' : 'set-quantity', change);
}

function settled(lineCase: LineCase, { state, ...found }: OnAddition, detail: string): Finding {
  const isAsDue = found.before === found.after;
  const amended = settle(lineCase, state, isAsDue ? found.addition.quantity : null);
  return { ...found, verdict: { kind: 'skip', reason: 'unchanged', detail }, amended };
}

/** The row of a line that needs no write: its period is done, and a quantity that is right counts as ours once we wrote. */
function settle({ isClosing, period }: LineCase, state: LineState, shown: string | null): LineState | null {
  const closedPeriod = isClosing ? period.id : state.closedPeriod;
  const isOurs = state.writtenQuantity !== null && shown !== null;
  const writtenQuantity = isOurs ? shown : state.writtenQuantity;
  if (closedPeriod === state.closedPeriod && writtenQuantity === state.writtenQuantity) return null;
  return { ...state, closedPeriod, writtenQuantity };
}

/** A guard holds until a person approved exactly this change; a rejection holds as long as it stays the same. */
function guarded(
  { decision, period, state, observation }: LineCase,
  found: Omit<Finding, 'verdict'>,
  action: BillingAction,
  change: GuardedChange,
): Finding {
  const { guards } = observation.settings;
  const guard = judgeGuards(change, guards);
  const isCancelled = action === 'cancel-addition';
  const detail = describeChange({ ...change, guard, isCancelled, state }, guards);
  const isSame = decision?.period === period.id && decision.before === found.before && decision.after === found.after;
  if (isSame && decision.kind === 'reject') {
    const reason = guard ?? 'rejected';
    const verdict: LineVerdict = {
      kind: 'held',
      action,
      reason,
      detail: `${detail}; rejected by a person`,
      isRejected: true,
    };
    return { ...found, verdict };
  }
  if (isSame) {
    const verdict: LineVerdict = {
      kind: 'change',
      action,
      reason: 'approved',
      detail: `${detail}; approved by a person`,
      isApproved: true,
    };
    return { ...found, verdict };
  }
  if (guard !== null) return { ...found, verdict: { kind: 'held', action, reason: guard, detail } };
  return { ...found, verdict: { kind: 'change', action, reason: 'usage-changed', detail, isApproved: false } };
}

/** The agreements that companies.yaml names for the group; of several VSPC companies each may name its own. */
export function listPinnedAgreements(company: BilledCompany, group: string): readonly number[] {
  const pinned = listBilledMembers(company).flatMap(({ agreements }) => agreements[group] ?? []);
  return [...new Set(pinned)];
}

function skip(reason: Reason, detail: string): Finding {
  return { ...NOTHING, verdict: { kind: 'skip', reason, detail } };
}

function held(reason: Reason, detail: string, found: Omit<Finding, 'verdict'>): Finding {
  return { ...found, verdict: { kind: 'held', action: 'set-quantity', reason, detail } };
}
