import type { BilledCompany, BillingObservation } from './billing-observation';
import { calculateLine, firstLink, isBillable, listBilledMembers, type Calculation } from './calculate-line';
import { tooManyCompanies } from './guards';
import { judgeLine } from './judge-line';
import { judgeRollback } from './judge-rollback';
import type { Finding, LineResult, LineVerdict } from './line-result';
import { frozenKey, lineId, type BillingDecision, type FrozenPeriod, type LineState } from './line-state';
import { coversCompany, settingsFor } from './match-company';
import { closablePeriod, currentPeriod, type Period, type PeriodId } from './period';
import type { LineSettings, ProductLine } from './product-line';
import { formatQuantity } from '../../kernel/quantity';

/** The two periods that a pass may write for. */
interface Periods {
  readonly current: Period;
  readonly closable: Period;
}

/**
 * Every line of every company, one result each: in its present period for lines of `push: daily`, in the newest settled
 * one for lines of `push: close` that have not written it yet (RULES, Billing 4).
 */
export function evaluateBilling(observation: BillingObservation): readonly LineResult[] {
  const { now, settings } = observation;
  const periods = { current: currentPeriod(now, settings.period), closable: closablePeriod(now, settings.period) };
  const results = observation.companies.flatMap((company) =>
    settings.lines
      .filter((line) => coversCompany(line, company))
      .map((line) => evaluateLine(line, company, periods, observation)),
  );
  return guardCompanies(separateAdditions(results), observation);
}

type Place = Pick<LineResult, 'id' | 'company' | 'line' | 'settings' | 'state' | 'product'>;
type Task = Pick<LineResult, 'period' | 'isClosing'> & { readonly calculation: Calculation };

function evaluateLine(
  line: ProductLine,
  company: BilledCompany,
  periods: Periods,
  observation: BillingObservation,
): LineResult {
  const settings = settingsFor(line, company);
  const id = lineId(company.id, line.name);
  const state = observation.lines.get(id) ?? null;
  const product = observation.products.get(settings.product.toLowerCase()) ?? null;
  const place = { id, company, line: line.name, settings, state, product };
  const closing = closingOf(
    { company, line: line.name, settings, period: periods.closable, isClosing: true },
    observation,
  );
  const freezes = isBillable(company) ? freezeOf(closing, observation) : [];
  const task = taskOf(place, closing, periods, observation);
  const finding = findingOf(place, task, observation);
  const hasDeadDecision = isDead(observation.decisions.get(id) ?? null, task.period.id, finding);
  return { ...place, ...task, ...finding, hasDeadDecision, freezes };
}

/** The period that a pass writes for: the settled one as long as a line of `push: close` has to, else the present one. */
function taskOf(place: Place, closing: Closing | null, periods: Periods, observation: BillingObservation): Task {
  const { company, line, settings, state } = place;
  if (closing && settings.push === 'close' && isDue(closing, state)) {
    return { period: periods.closable, isClosing: true, calculation: closing.calculation };
  }
  const question = { company, line, settings, period: periods.current, isClosing: false };
  return { period: periods.current, isClosing: false, calculation: calculateLine(question, observation) };
}

function findingOf(place: Place, task: Task, observation: BillingObservation): Finding {
  const { state, settings, id } = place;
  if (state?.rollback) return judgeRollback(state, state.rollback, observation);
  const finding = judgeLine({ ...place, ...task, decision: observation.decisions.get(id) ?? null, observation });
  if (settings.push === 'daily' || task.isClosing || !isOfThePeriod(finding.verdict)) return finding;
  const detail = `written when ${task.period.id} is closed`;
  return { ...finding, verdict: { kind: 'skip', reason: 'period-open', detail } };
}

/** What a later day of the period may change; a missing agreement is told at once. */
function isOfThePeriod(verdict: LineVerdict): boolean {
  if (verdict.kind === 'skip') return false;
  return verdict.kind === 'change' || verdict.reason === 'unknown-days' || GUARDS.has(verdict.reason);
}

interface Closing {
  readonly id: string;
  readonly settings: LineSettings;
  readonly period: Period;
  readonly company: BilledCompany;
  readonly line: string;
  readonly calculation: Calculation;
}

/** The closable period of a line; null where no day of it counts. */
function closingOf(question: Parameters<typeof calculateLine>[0], observation: BillingObservation): Closing | null {
  const { company, line, settings, period } = question;
  if (firstLink(listBilledMembers(company)) > period.lastDay) return null;
  return {
    id: lineId(company.id, line),
    settings,
    period,
    company,
    line,
    calculation: calculateLine(question, observation),
  };
}

/** Only what was found out can tell: a list that could not be read ends no approval. */
function isDead(decision: BillingDecision | null, period: PeriodId, { verdict, before, after }: Finding): boolean {
  if (decision === null || verdict.reason === 'incomplete-observation') return false;
  return decision.period !== period || decision.before !== before || decision.after !== after;
}

/** A close that was not written or settled yet. */
function isDue(closing: Closing, state: LineState | null): boolean {
  return (state?.closedPeriod ?? '') < closing.period.id;
}

/** At the close, inputs and results are kept for ever (RULES, Billing 4). */
function freezeOf(closing: Closing | null, observation: BillingObservation): readonly FrozenPeriod[] {
  if (closing?.calculation.kind !== 'value' || closing.calculation.isFrozen) return [];
  const { calculation, settings, period, company, line, id } = closing;
  if (observation.frozen.has(frozenKey(id, period.id))) return [];
  return [
    {
      companyId: company.id,
      line,
      period: period.id,
      value: formatQuantity(calculation.value),
      quantity: formatQuantity(calculation.quantity),
      days: calculation.days.map(({ date, value }) => ({ date, value: formatQuantity(value) })),
      unknownDays: calculation.unknownDays,
      settings: frozenSettings(settings),
      members: listBilledMembers(company).map(({ connection, uid, linkedOn }) => ({ connection, uid, linkedOn })),
      steps: calculation.steps,
      frozenAt: observation.now.toISOString(),
    },
  ];
}

function frozenSettings(settings: LineSettings): FrozenPeriod['settings'] {
  const { product, counters, measure, unit, counterUnit, included, minimum, maximum, round, block, decimals } =
    settings;
  return { product, counters, measure, unit, counterUnit, included, minimum, maximum, round, block, decimals };
}

/** Two lines on one addition would overwrite each other: both are held (RULES, Billing 6). */
function separateAdditions(results: readonly LineResult[]): readonly LineResult[] {
  const lines = new Map<number, string[]>();
  for (const { addition, id } of results) {
    if (addition) lines.set(addition.id, [...(lines.get(addition.id) ?? []), id]);
  }
  return results.map((result) => {
    const sharing = result.addition ? (lines.get(result.addition.id) ?? []) : [];
    if (sharing.length < 2) return result;
    const detail = `addition ${result.addition?.id ?? ''} carries the lines ${sharing.join(' and ')}`;
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

const GUARDS: ReadonlySet<string> = new Set([
  ...['rolled-back', 'drift', 'guard-zero', 'guard-adopted', 'guard-increase', 'guard-decrease', 'guard-companies'],
]);

/** Holds that a person's approval ends. */
export function isApprovable({ verdict }: LineResult): boolean {
  return verdict.kind === 'held' && GUARDS.has(verdict.reason);
}

function wouldChange(result: LineResult): boolean {
  return result.verdict.kind === 'change' || isApprovable(result);
}
