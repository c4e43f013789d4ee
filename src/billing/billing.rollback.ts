import type { Clock } from '../kernel/clock';
import type { JsonValue } from '../kernel/json';
import { OperatorError } from '../kernel/operator-error';
import type { BillingLineRepository } from '../persistence/billing/billing-line.repository';
import type { JournalEntity } from '../persistence/engine/engine.entities';
import type { JournalRepository } from '../persistence/engine/journal.repository';
import { answerOf } from './billing.applier';
import { readBillingPayload } from './domain/billing-effects';
import { lineId, parseLineId } from './domain/line-state';
import { planRollback, type JournalledWrite } from './domain/plan-rollback';

export interface LineOfCompany {
  readonly companyId: number;
  readonly line: string;
}

export interface RollbackResult {
  readonly runId: string;
  /** Lines that the next pass takes back. */
  readonly ordered: readonly string[];
  readonly left: readonly { readonly id: string; readonly detail: string }[];
}

/** Turns what the journal says of a run into orders for the next pass: it too writes by intent and outcome. */
export class BillingRollback {
  constructor(
    private readonly journal: JournalRepository,
    private readonly lines: BillingLineRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws OperatorError when the run has written no quantity, or none of the chosen lines */
  async order(runId: string, isChosen: (line: LineOfCompany) => boolean): Promise<RollbackResult> {
    const ofRun = (await this.journal.listByRun(runId)).filter((entry) => entry.stream === 'billing');
    if (!ofRun.some((entry) => entry.state === 'done')) throw nothingWritten(`Run ${runId} has written no quantity.`);
    const subjects = [...new Set(ofRun.map((entry) => entry.subjectKey))].filter((key) => isChosen(parseLineId(key)));
    if (subjects.length === 0) throw nothingWritten(`Run ${runId} has written no quantity of these lines.`);
    const writes = (await this.journal.listBySubjects('billing', subjects)).filter((entry) => entry.state === 'done');
    const states = new Map((await this.lines.listLines()).map((state) => [lineId(state.companyId, state.line), state]));
    const steps = planRollback(runId, writes.map(writeOf), states);
    for (const step of steps) {
      if (step.kind !== 'order') continue;
      await this.lines.saveLine({ ...step.state, rollback: step.order });
      const { companyId, line } = step.state;
      const detail = step.order as unknown as JsonValue;
      await this.lines.recordAudit({ at: this.clock.now(), action: 'rollback', companyId, line, detail });
    }
    return {
      runId,
      ordered: steps.flatMap((step) => (step.kind === 'order' ? [step.lineId] : [])),
      left: steps.flatMap((step) => (step.kind === 'left' ? [{ id: step.lineId, detail: step.detail }] : [])),
    };
  }
}

function nothingWritten(message: string): OperatorError {
  const hint = 'The run id is in the answer of the pass: vspc-bridge reconcile --only billing --json';
  return new OperatorError('nothing-to-roll-back', message, hint);
}

function writeOf(entry: JournalEntity): JournalledWrite {
  const payload = readBillingPayload({ payload: entry.payload as JsonValue });
  return { lineId: entry.subjectKey, runId: entry.runId, payload, written: answerOf(entry.response).quantity };
}
