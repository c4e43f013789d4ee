import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import type { BillingAudit, BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { RunRepository } from '../persistence/engine/run.repository';
import type { BillingEvaluator } from './billing.evaluator';
import type { BillingFilter, BillingReport, BillingReports } from './billing.reports';
import type { BillingRollback, LineOfCompany, RollbackResult } from './billing.rollback';
import { carriedOver } from './domain/billing-effects';
import type { Leak } from './domain/find-leaks';
import { lineId, newLineState, type LineState } from './domain/line-state';
import type { LineResult } from './domain/line-result';
import { currentPeriod } from './domain/period';
import { planAdoptions, type Adoption, type AdoptionPlan } from './domain/plan-adoptions';
import { previewClosedLine, previewLine, type PreviewLine } from './domain/preview-line';
import {
  linesOf,
  linesOfCompany,
  linesOfRun,
  selectHolds,
  selectLines,
  type LineSelection,
  type PlannedHold,
} from './select-lines';

export interface BillingPreview {
  readonly period: string;
  readonly lines: readonly PreviewLine[];
}

export interface Decided {
  readonly lines: readonly PreviewLine[];
  /** Lines of a run that wait for another change now: left alone. */
  readonly moved: readonly string[];
}

interface DeskParts {
  readonly evaluator: BillingEvaluator;
  readonly reports: BillingReports;
  readonly rollbacks: BillingRollback;
  readonly lines: BillingLineRepository;
  readonly runs: RunRepository;
  readonly clock: Clock;
}

/** What people do about quantities. It writes to no remote system: the next pass does what was decided here. */
export class BillingDesk {
  constructor(private readonly parts: DeskParts) {}

  /** Every line as the next pass would decide it; of a month that is over, as it was closed; of a run, what it planned. */
  async preview(filter: BillingFilter & { readonly run?: string } = {}): Promise<BillingPreview> {
    if (filter.period !== undefined && !this.parts.reports.isPresent(filter.period)) {
      const { period, lines } = await this.report(filter);
      return { period, lines: lines.map((line) => previewClosedLine(line, period)) };
    }
    const { results, observation } = await this.parts.evaluator.evaluate();
    const ofRun = filter.run === undefined ? null : await this.findPlan(filter.run);
    const chosen = linesOfRun(linesOf(results, filter), ofRun);
    return { period: currentPeriod(observation.now, observation.settings.period).id, lines: chosen.map(previewLine) };
  }

  /** Approves what is held now; binds company, line, period, before and after (RULES, Billing 7). */
  approve(selection: LineSelection): Promise<Decided> {
    return this.decide('approve', selection);
  }

  reject(selection: LineSelection): Promise<Decided> {
    return this.decide('reject', selection);
  }

  /**
   * Makes an existing addition ours. The first write to it waits for an approval.
   * @throws OperatorError when it is not an active addition of the line's product on the line's agreement, or is taken
   */
  async adopt(request: { company: string; line: string; additionId: number }): Promise<PreviewLine> {
    const results = linesOfCompany((await this.parts.evaluator.evaluate()).results, request.company);
    const result = results.find((candidate) => candidate.line.toLowerCase() === request.line.toLowerCase());
    if (!result) throw unknownLine(request.line);
    const addition = result.candidates.find((candidate) => candidate.id === request.additionId);
    if (!addition) throw notAdoptable(result, request.additionId);
    const [adopted = previewLine(result)] = await this.adoptPlanned({ adoptions: [{ result, addition }], left: [] });
    return adopted;
  }

  /** What `adoptMatching` would do: for every line that is held for want of one, the only addition of its product. */
  async planAdoptions(filter: Pick<BillingFilter, 'company'> = {}): Promise<AdoptionPlan> {
    const { results } = await this.parts.evaluator.evaluate();
    return planAdoptions(linesOf(results, filter), await this.listTaken());
  }

  /** All of them or none. @throws OperatorError when one was taken meanwhile */
  async adoptPlanned({ adoptions }: AdoptionPlan): Promise<readonly PreviewLine[]> {
    const taken = await this.listTaken();
    for (const { addition } of adoptions) {
      const owner = taken.get(addition.id);
      if (owner !== undefined) throw additionTaken(addition.id, owner);
    }
    const at = this.parts.clock.now();
    await this.parts.lines.saveAdoptions(adoptions.map((adoption) => rowsOf(adoption, at)));
    return adoptions.map(({ result }) => previewLine(result));
  }

  async adoptMatching(): Promise<readonly PreviewLine[]> {
    return this.adoptPlanned(await this.planAdoptions());
  }

  /**
   * Orders the next pass to take a run back (RULES, Billing 8), or what it wrote of some lines; says what it leaves alone
   * and why.
   */
  async rollback(runId: string, { company, lines }: Omit<BillingFilter, 'period'> = {}): Promise<RollbackResult> {
    const companyIds = company === undefined ? null : await this.parts.reports.listCompanyIds(company);
    const isChosen = ({ companyId, line }: LineOfCompany): boolean =>
      (companyIds?.has(companyId) ?? true) && (lines?.includes(lineId(companyId, line)) ?? true);
    return this.parts.rollbacks.order(runId, isChosen);
  }

  report(filter: BillingFilter = {}): Promise<BillingReport> {
    return this.parts.reports.report(filter);
  }

  /** @throws OperatorError for a month that has not begun, and when a source cannot be read */
  leakage(filter: Pick<BillingFilter, 'period' | 'company'> = {}): Promise<readonly Leak[]> {
    return this.parts.reports.leakage(filter);
  }

  private async decide(kind: 'approve' | 'reject', selection: LineSelection): Promise<Decided> {
    const { evaluator, lines, clock } = this.parts;
    const plan = selection.run === undefined ? null : await this.findPlan(selection.run);
    const { results } = await evaluator.evaluate();
    const { chosen, moved } = plan ? selectHolds(results, plan) : selectLines(results, selection);
    for (const { company, line, period, before, after } of chosen) {
      const at = clock.now();
      const decision = { companyId: company.id, line, kind, period: period.id, before, after: after ?? '0' };
      await lines.saveDecision({ ...decision, at: at.toISOString() });
      await lines.recordAudit({ at, action: kind, companyId: company.id, line, detail: { ...decision } });
    }
    return { lines: chosen.map(previewLine), moved };
  }

  private async findPlan(runId: string): Promise<readonly PlannedHold[]> {
    const plan = await this.parts.runs.findPlan(runId, 'billing');
    if (plan) return plan.document as readonly PlannedHold[];
    throw new OperatorError(
      'unknown-run',
      `No run ${runId} with a plan for billing is known; plans are kept for 30 days.`,
      'The id is run.id in the answer of: vspc-bridge plan --only billing --json',
    );
  }

  private async listTaken(): Promise<ReadonlyMap<number, string>> {
    const lines = await this.parts.lines.listLines();
    return new Map(lines.map(({ additionId, companyId, line }) => [additionId, lineId(companyId, line)]));
  }
}

function rowsOf({ result, addition }: Adoption, at: Date): { state: LineState; audit: BillingAudit } {
  const { company, line, state } = result;
  const { agreementId, id: additionId, quantity } = addition;
  const fresh = newLineState({ companyId: company.id, line, agreementId, additionId, origin: 'adopted' });
  const detail = { agreementId, additionId, quantity };
  return {
    state: { ...fresh, ...carriedOver(state) },
    audit: { at, action: 'adopt', companyId: company.id, line, detail },
  };
}

function additionTaken(additionId: number, line: string): OperatorError {
  return new OperatorError(
    'addition-taken',
    `Addition ${additionId} carries ${line} already.`,
    'Two lines on one addition would overwrite each other: use another product or agreement.',
  );
}

function unknownLine(line: string): OperatorError {
  return new OperatorError(
    'unknown-line',
    `The company has no line called ${line}.`,
    'The lines are in mappings/products.yaml.',
  );
}

function notAdoptable(result: LineResult, additionId: number): OperatorError {
  const ids = result.candidates.map((addition) => addition.id);
  return new OperatorError(
    'not-adoptable',
    `Addition ${additionId} cannot be adopted for ${result.id}: it has to be an active addition of ${result.settings.product} on the line's agreement.`,
    ids.length > 0
      ? `It could be: ${ids.join(', ')}.`
      : `The line is ${result.verdict.reason}: ${result.verdict.detail}.`,
  );
}
