import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { BillingEvaluator } from './billing.evaluator';
import type { BillingReport, BillingReports } from './billing.reports';
import type { BillingRollback, RollbackResult } from './billing.rollback';
import type { AdditionFact } from './domain/billing-observation';
import { carriedOver } from './domain/billing-effects';
import { isApprovable } from './domain/evaluate-billing';
import type { Leak } from './domain/find-leaks';
import { lineId, newLineState } from './domain/line-state';
import type { LineResult } from './domain/line-result';
import { namesCompany } from './domain/match-company';
import { currentPeriod } from './domain/period';
import { previewClosedLine, previewLine, type PreviewLine } from './domain/preview-line';

/** Which lines a person means; exactly one of the three. */
export interface LineSelection {
  readonly ids?: readonly string[];
  /** A REF or a name. */
  readonly company?: string;
  readonly all?: boolean;
}

export interface BillingFilter {
  /** `YYYY-MM` */
  readonly period?: string;
  /** A REF or a name. */
  readonly company?: string;
}

export interface BillingPreview {
  readonly period: string;
  readonly lines: readonly PreviewLine[];
}

interface DeskParts {
  readonly evaluator: BillingEvaluator;
  readonly reports: BillingReports;
  readonly rollbacks: BillingRollback;
  readonly lines: BillingLineRepository;
  readonly clock: Clock;
}

/** What people do about quantities. It writes to no remote system: the next pass does what was decided here. */
export class BillingDesk {
  constructor(private readonly parts: DeskParts) {}

  /** Every line as the next pass would decide it; of a month that is over, as it was closed. */
  async preview(filter: BillingFilter = {}): Promise<BillingPreview> {
    if (filter.period !== undefined && !this.parts.reports.isPresent(filter.period)) {
      const { period, lines } = await this.report(filter);
      return { period, lines: lines.map((line) => previewClosedLine(line, period)) };
    }
    const { results, observation } = await this.parts.evaluator.evaluate();
    const chosen = filter.company === undefined ? results : ofCompany(results, filter.company);
    return { period: currentPeriod(observation.now, observation.settings.period).id, lines: chosen.map(previewLine) };
  }

  /** Approves what is held now; binds company, line, period, before and after (RULES, Billing 7). */
  approve(selection: LineSelection): Promise<readonly PreviewLine[]> {
    return this.decide('approve', selection);
  }

  reject(selection: LineSelection): Promise<readonly PreviewLine[]> {
    return this.decide('reject', selection);
  }

  /**
   * Makes an existing addition ours. The first write to it waits for an approval.
   * @throws OperatorError when it is not an active addition of the line's product on the line's agreement, or is taken
   */
  async adopt(request: { company: string; line: string; additionId: number }): Promise<PreviewLine> {
    const results = ofCompany((await this.parts.evaluator.evaluate()).results, request.company);
    const result = results.find((candidate) => candidate.line.toLowerCase() === request.line.toLowerCase());
    if (!result) throw unknownLine(request.line);
    const addition = result.candidates.find((candidate) => candidate.id === request.additionId);
    if (!addition) throw notAdoptable(result, request.additionId);
    await this.saveAdoption(result, addition);
    return previewLine(result);
  }

  /** Adopts, for every line that is held for want of one, the only active addition of its product. */
  async adoptMatching(): Promise<readonly PreviewLine[]> {
    const adopted: PreviewLine[] = [];
    for (const result of (await this.parts.evaluator.evaluate()).results) {
      const [only, ...others] = result.candidates;
      if (!only || others.length > 0 || result.verdict.reason !== 'no-addition') continue;
      await this.saveAdoption(result, only);
      adopted.push(previewLine(result));
    }
    return adopted;
  }

  /** Orders the next pass to take a run back (RULES, Billing 8); says what it leaves alone and why. */
  rollback(runId: string): Promise<RollbackResult> {
    return this.parts.rollbacks.order(runId);
  }

  report(filter: BillingFilter = {}): Promise<BillingReport> {
    return this.parts.reports.report(filter);
  }

  /** @throws OperatorError for a month that is over: what the three systems were then is not known */
  leakage(filter: Pick<BillingFilter, 'period'> = {}): Promise<readonly Leak[]> {
    return this.parts.reports.leakage(filter.period);
  }

  private async decide(kind: 'approve' | 'reject', selection: LineSelection): Promise<readonly PreviewLine[]> {
    const { evaluator, lines, clock } = this.parts;
    const chosen = select((await evaluator.evaluate()).results, selection).filter(isApprovable);
    for (const { company, line, period, before, after } of chosen) {
      const at = clock.now();
      const decision = { companyId: company.id, line, kind, period: period.id, before, after: after ?? '0' };
      await lines.saveDecision({ ...decision, at: at.toISOString() });
      await lines.recordAudit({ at, action: kind, companyId: company.id, line, detail: { ...decision } });
    }
    return chosen.map(previewLine);
  }

  private async saveAdoption(result: LineResult, addition: AdditionFact): Promise<void> {
    const { lines, clock } = this.parts;
    const { company, line, state } = result;
    const taken = (await lines.listLines()).find((other) => other.additionId === addition.id);
    if (taken) throw additionTaken(addition.id, lineId(taken.companyId, taken.line));
    const { agreementId, id: additionId } = addition;
    const fresh = newLineState({ companyId: company.id, line, agreementId, additionId, origin: 'adopted' });
    await lines.saveLine({ ...fresh, ...carriedOver(state) });
    const detail = { agreementId, additionId, quantity: addition.quantity };
    await lines.recordAudit({ at: clock.now(), action: 'adopt', companyId: company.id, line, detail });
  }
}

function ofCompany(results: readonly LineResult[], reference: string): readonly LineResult[] {
  const found = results.filter(({ company }) => namesCompany(reference, company));
  if (found.length === 0) {
    throw new OperatorError(
      'unknown-company',
      `No company with a billing line is known as ${reference}.`,
      'List them with: vspc-bridge companies list',
    );
  }
  const companies = new Map(found.map(({ company }) => [company.id, company.name]));
  if (companies.size > 1) {
    const names = [...companies].map(([id, name]) => `cw:${id} (${name})`).join(', ');
    throw new OperatorError(
      'ambiguous-company',
      `${reference} fits ${companies.size} companies: ${names}.`,
      'Name one of them by its reference.',
    );
  }
  return found;
}

function select(results: readonly LineResult[], { ids, company, all }: LineSelection): readonly LineResult[] {
  if (all === true) return results;
  if (company !== undefined) return ofCompany(results, company);
  const wanted = new Set(ids ?? []);
  const found = results.filter((result) => wanted.has(result.id));
  const missing = [...wanted].filter((id) => !found.some((result) => result.id === id));
  if (missing.length > 0 || wanted.size === 0) {
    throw new OperatorError(
      'unknown-line',
      missing.length > 0 ? `There is no line ${missing.join(', ')}.` : 'No line was named.',
      'The ids are shown by: vspc-bridge billing preview',
    );
  }
  const idle = found.find((result) => !isApprovable(result));
  if (idle) {
    throw new OperatorError(
      'nothing-to-decide',
      `${idle.id} does not wait for an approval (${idle.verdict.reason}: ${idle.verdict.detail}).`,
      'What waits is shown by: vspc-bridge billing preview',
    );
  }
  return found;
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
