import { addDays, utcDateOf, type CivilDate } from '../../kernel/civil-date';
import { formatQuantity } from '../../kernel/quantity';
import type { Reason } from '../../kernel/reasons';
import { formatAmount } from './amount';
import type { BillingObservation } from './billing-observation';
import { calculateLine, companyCaseOf, listSteps, type Calculation, type CompanyCase } from './calculate-line';
import { tooManyCompanies } from './guards';
import { judgeLine } from './judge-line';
import { judgeRollback } from './judge-rollback';
import type { Finding, LineResult, LineVerdict } from './line-result';
import { frozenKey, lineId, type BillingDecision, type FrozenPeriod } from './line-state';
import { coversCompany, settingsFor } from './match-company';
import { closablePeriod, currentPeriod, type Period, type PeriodId } from './period';
import type { LineSettings, ProductLine } from './product-line';

/** When the pass is, and the two periods that it may write for. */
interface Moment {
  readonly today: CivilDate;
  /** VSPC counted days that have not come yet: one of the two clocks is wrong, and so would every period be. */
  readonly isClockBehind: boolean;
  readonly current: Period;
  readonly closable: Period;
}

/**
 * Every line of every company, one result each: in its present period for lines of `push: daily`, in the newest settled
 * one for lines of `push: close` that have not written it yet (RULES, Billing 4).
 */
export function evaluateBilling(observation: BillingObservation): readonly LineResult[] {
  const { now, settings, newestSample } = observation;
  const today = utcDateOf(now);
  const moment = {
    today,
    isClockBehind: newestSample !== null && newestSample > addDays(today, 1),
    current: currentPeriod(now, settings.period),
    closable: closablePeriod(now, settings.period),
  };
  const results: LineResult[] = [];
  for (const company of observation.companies) {
    const of = companyCaseOf(company);
    for (const line of settings.lines) {
      if (coversCompany(line, company)) results.push(evaluateLine(line, of, moment, observation));
    }
  }
  return guardCompanies(separateAdditions(results), observation);
}

type Place = Pick<LineResult, 'id' | 'company' | 'line' | 'settings' | 'state' | 'product'> & {
  readonly of: CompanyCase;
};
type Task = Pick<LineResult, 'period' | 'isClosing'> & { readonly calculation: Calculation };

function evaluateLine(line: ProductLine, of: CompanyCase, moment: Moment, observation: BillingObservation): LineResult {
  const { company } = of;
  const settings = settingsFor(line, company);
  const id = lineId(company.id, line.name);
  const state = observation.lines.get(id) ?? null;
  const product = observation.products.get(settings.product.toLowerCase()) ?? null;
  const place: Place = { of, id, company, line: line.name, settings, state, product };
  const closing = closingOf(place, moment, observation);
  const task = taskOf(place, closing, moment, observation);
  const finding = findingOf(place, task, moment, observation);
  const { period, isClosing, calculation } = task;
  const { agreement, addition, candidates, knownIds, before, after, verdict, amended } = finding;
  const hasDeadDecision = isDead(observation.decisions.get(id) ?? null, period.id, finding);
  const freezes = freezesOf(place, closing, moment, observation);
  // One literal: copying thirty thousand of them piece by piece takes longer than deciding them.
  return {
    id,
    company,
    line: line.name,
    settings,
    period,
    isClosing,
    calculation,
    state,
    product,
    agreement,
    addition,
    candidates,
    knownIds,
    before,
    after,
    verdict,
    amended,
    hasDeadDecision,
    freezes,
  };
}

interface Closing {
  readonly calculation: Calculation;
  /** The line waits for the close, and this one was not written or settled yet. */
  readonly isDue: boolean;
}

/** The closable period of a line; null where no day of it counts, or nothing is left to do for it. */
function closingOf(place: Place, moment: Moment, observation: BillingObservation): Closing | null {
  const { of, id, settings, state } = place;
  const { closable: period, today } = moment;
  if (of.from > period.lastDay) return null;
  const isDue = settings.push === 'close' && (state?.closedPeriod ?? '') < period.id;
  const isToFreeze = of.isBillable && !observation.frozen.has(frozenKey(id, period.id));
  if (!isDue && !isToFreeze) return null;
  return { isDue, calculation: calculateLine({ of, id, settings, period, isClosing: true, today }, observation) };
}

/** The period that a pass writes for: the settled one as long as a line of `push: close` has to, else the present one. */
function taskOf(place: Place, closing: Closing | null, moment: Moment, observation: BillingObservation): Task {
  const { of, id, settings } = place;
  const { current: period, closable, today } = moment;
  if (closing?.isDue === true) return { period: closable, isClosing: true, calculation: closing.calculation };
  const calculation = calculateLine({ of, id, settings, period, isClosing: false, today }, observation);
  return { period, isClosing: false, calculation };
}

function findingOf(place: Place, task: Task, moment: Moment, observation: BillingObservation): Finding {
  const { state, settings, id } = place;
  if (state?.rollback) return judgeRollback(state, state.rollback, observation);
  const decision = observation.decisions.get(id) ?? null;
  const { of, company, product } = place;
  const { period, isClosing, calculation } = task;
  const { isClockBehind } = moment;
  const finding = judgeLine({
    ...{ of, company, settings, period, isClosing, calculation },
    ...{ state, decision, product, isClockBehind, observation },
  });
  if (settings.push === 'daily' || task.isClosing || !isOfThePeriod(finding.verdict)) return finding;
  const detail = `written when ${task.period.id} is closed`;
  return { ...finding, verdict: { kind: 'skip', reason: 'period-open', detail } };
}

/** What a later day of the period may change; a missing agreement is told at once. */
function isOfThePeriod(verdict: LineVerdict): boolean {
  if (verdict.kind === 'skip') return false;
  return verdict.kind === 'change' || verdict.reason === 'unknown-days' || GUARDS.has(verdict.reason);
}

/** Only what was found out can tell: usage or a list that could not be read ends no approval. */
function isDead(decision: BillingDecision | null, period: PeriodId, { verdict, before, after }: Finding): boolean {
  if (decision === null) return false;
  if (decision.period !== period) return true;
  return !UNREAD.has(verdict.reason) && (decision.before !== before || decision.after !== after);
}

const UNREAD: ReadonlySet<Reason> = new Set<Reason>(['incomplete-observation', 'unknown-days', 'bad-counter']);

/** At the close, inputs and results are kept for ever (RULES, Billing 4). */
function freezesOf(
  { of, company, line, settings }: Place,
  closing: Closing | null,
  { closable }: Moment,
  { now }: BillingObservation,
): readonly FrozenPeriod[] {
  const calculation = closing?.calculation;
  if (!of.isBillable || calculation?.kind !== 'value' || calculation.frozenSteps !== null) return NO_FREEZE;
  return [
    {
      companyId: company.id,
      line,
      period: closable.id,
      value: formatQuantity(calculation.value),
      quantity: formatQuantity(calculation.quantity),
      days: calculation.days.map(({ date, value }) => ({ date, value: formatAmount(value) })),
      unknownDays: calculation.unknownDays,
      settings: frozenSettings(settings),
      members: of.members.map(({ connection, uid, linkedOn }) => ({ connection, uid, linkedOn })),
      steps: listSteps(calculation, settings),
      frozenAt: now.toISOString(),
    },
  ];
}

const NO_FREEZE: readonly FrozenPeriod[] = [];

function frozenSettings(settings: LineSettings): FrozenPeriod['settings'] {
  const { product, counters, measure, unit, counterUnit, included, minimum, maximum, round, block, decimals } =
    settings;
  return { product, counters, measure, unit, counterUnit, included, minimum, maximum, round, block, decimals };
}

/** Two lines on one addition would overwrite each other: both are held (RULES, Billing 6). */
function separateAdditions(results: readonly LineResult[]): readonly LineResult[] {
  const seen = new Set<number>();
  const shared = new Set<number>();
  for (const { addition } of results) {
    if (addition) (seen.has(addition.id) ? shared : seen).add(addition.id);
  }
  if (shared.size === 0) return results;
  return results.map((result) => {
    const { addition } = result;
    if (!addition || !shared.has(addition.id)) return result;
    const sharing = results.filter((other) => other.addition?.id === addition.id).map(({ id }) => id);
    const detail = `addition ${addition.id} carries the lines ${sharing.join(' and ')}`;
    return { ...result, verdict: { kind: 'held', action: 'set-quantity', reason: 'conflict', detail } };
  });
}

/** Too many companies at once: nothing goes that no person approved (RULES, Billing 7). */
function guardCompanies(results: readonly LineResult[], { settings }: BillingObservation): readonly LineResult[] {
  const withLines = new Set(results.map((result) => result.company.id));
  const changing = new Set(results.filter(wouldChange).map((result) => result.company.id));
  if (!tooManyCompanies(changing.size, withLines.size, settings.guards)) return results;
  const share = `${changing.size} of ${withLines.size} companies would change at once`;
  return results.map((result) => {
    const { verdict } = result;
    if (verdict.kind !== 'change' || verdict.isApproved) return result;
    const detail = `${verdict.detail}; ${share}`;
    return { ...result, verdict: { kind: 'held', action: verdict.action, reason: 'guard-companies', detail } };
  });
}

const GUARDS: ReadonlySet<Reason> = new Set<Reason>([
  'rolled-back',
  'drift',
  'guard-zero',
  'guard-adopted',
  'guard-increase',
  'guard-decrease',
  'guard-companies',
]);

/** Holds that a person's approval ends. */
export function isApprovable({ verdict }: LineResult): boolean {
  return verdict.kind === 'held' && GUARDS.has(verdict.reason);
}

function wouldChange(result: LineResult): boolean {
  return result.verdict.kind === 'change' || isApprovable(result);
}
