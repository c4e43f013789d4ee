import { randomUUID } from 'node:crypto';
import { RequestScope } from '../http/request-scope';
import type { Clock } from '../kernel/clock';
import { OperatorError } from '../kernel/operator-error';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { SourceRepository } from '../persistence/engine/source.repository';
import { PendingTransitions } from '../reconciliation/pending-transitions';
import { RunContext } from '../reconciliation/run-context';
import { SourceReader } from '../reconciliation/source-reader';
import type { BillingObserver } from './billing.observer';
import type { AdditionFact, BilledCompany } from './domain/billing-observation';
import { evaluateBilling, isApprovable } from './domain/evaluate-billing';
import { lineId, newLineState } from './domain/line-state';
import type { LineResult } from './domain/line-result';
import { namesCompany } from './domain/match-company';
import { previewLine, type PreviewLine } from './domain/preview-line';

/** Which lines a person means; exactly one of the three. */
export interface LineSelection {
  readonly ids?: readonly string[];
  /** A REF or a name. */
  readonly company?: string;
  readonly all?: boolean;
}

export interface BillingPreview {
  readonly period: string;
  readonly lines: readonly PreviewLine[];
}

/** What people do about quantities: look, approve, reject, adopt. It writes to no remote system; the next pass does. */
export class BillingDesk {
  constructor(
    private readonly observer: BillingObserver,
    private readonly lines: BillingLineRepository,
    private readonly sources: SourceRepository,
    private readonly clock: Clock,
  ) {}

  /** Every line as the next pass would decide it; reads, and writes nothing. */
  async preview(filter: { readonly company?: string } = {}): Promise<BillingPreview> {
    const results = await this.evaluate();
    const chosen = filter.company === undefined ? results : ofCompany(results, filter.company);
    return { period: results[0]?.period.id ?? '', lines: chosen.map(previewLine) };
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
    const results = ofCompany(await this.evaluate(), request.company);
    const result = results.find((candidate) => candidate.line.toLowerCase() === request.line.toLowerCase());
    if (!result) throw unknownLine(request.line);
    const addition = adoptable(result).find((candidate) => candidate.id === request.additionId);
    if (!addition) throw notAdoptable(result, request.additionId);
    await this.saveAdoption(result, addition);
    return previewLine(result);
  }

  /** Adopts, for every line without an addition, the only active one of its product. Returns what was adopted. */
  async adoptMatching(): Promise<readonly PreviewLine[]> {
    const adopted: PreviewLine[] = [];
    for (const result of await this.evaluate()) {
      const [only, ...others] = adoptable(result);
      if (!only || others.length > 0 || result.verdict.kind !== 'held') continue;
      await this.saveAdoption(result, only);
      adopted.push(previewLine(result));
    }
    return adopted;
  }

  private async decide(kind: 'approve' | 'reject', selection: LineSelection): Promise<readonly PreviewLine[]> {
    const chosen = select(await this.evaluate(), selection).filter(isApprovable);
    for (const { company, line, period, before, after } of chosen) {
      const at = this.clock.now();
      const decision = { companyId: company.id, line, kind, period: period.id, before, after: after ?? '0' };
      await this.lines.saveDecision({ ...decision, at: at.toISOString() });
      await this.lines.recordAudit({ at, action: kind, companyId: company.id, line, detail: { ...decision } });
    }
    return chosen.map(previewLine);
  }

  private async saveAdoption(result: LineResult, addition: AdditionFact): Promise<void> {
    const { company, line } = result;
    const taken = (await this.lines.listLines()).find((state) => state.additionId === addition.id);
    if (taken) {
      throw new OperatorError(
        'addition-taken',
        `Addition ${addition.id} carries ${lineId(taken.companyId, taken.line)} already.`,
        'Two lines on one addition would overwrite each other: use another product or agreement.',
      );
    }
    const { agreementId, id: additionId } = addition;
    const fresh = newLineState({ companyId: company.id, line, agreementId, additionId, origin: 'adopted' });
    await this.lines.saveLine({
      ...fresh,
      revision: result.state?.revision ?? 0,
      closedPeriod: result.state?.closedPeriod ?? null,
      rolledBackRun: result.state?.rolledBackRun ?? null,
    });
    const detail = { agreementId, additionId, quantity: addition.quantity };
    await this.lines.recordAudit({ at: this.clock.now(), action: 'adopt', companyId: company.id, line, detail });
  }

  private async evaluate(): Promise<readonly LineResult[]> {
    const now = this.clock.now();
    const reader = new SourceReader(this.sources, now);
    const parts = {
      runId: randomUUID(),
      mode: 'plan',
      stream: 'billing',
      now,
      allow: null,
      policy: 'plan-only',
    } as const;
    const run = new RunContext(parts, reader, new PendingTransitions());
    const observation = await new RequestScope('billing', true).run(() => this.observer.observe(run));
    return evaluateBilling(observation);
  }
}

function adoptable(result: LineResult): readonly AdditionFact[] {
  return result.candidates;
}

function ofCompany(results: readonly LineResult[], reference: string): readonly LineResult[] {
  const found = results.filter(({ company }) => namesCompany(reference, company));
  const companies = new Map<number, BilledCompany>(found.map(({ company }) => [company.id, company]));
  if (companies.size === 0) {
    throw new OperatorError(
      'unknown-company',
      `No company with a billing line is known as ${reference}.`,
      'List them with: vspc-bridge companies list',
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

function unknownLine(line: string): OperatorError {
  return new OperatorError(
    'unknown-line',
    `The company has no line called ${line}.`,
    'The lines are in mappings/products.yaml.',
  );
}

function notAdoptable(result: LineResult, additionId: number): OperatorError {
  const ids = adoptable(result).map((addition) => addition.id);
  const hint = ids.length > 0 ? `It could be: ${ids.join(', ')}.` : `The line is ${result.verdict.detail}.`;
  return new OperatorError(
    'not-adoptable',
    `Addition ${additionId} is not an active addition of ${result.settings.product} on the agreement of ${result.id}.`,
    hint,
  );
}
