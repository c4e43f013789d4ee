import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import type { AgreementSight } from '../../billing/domain/billing-observation';
import type { BillingDecision, FrozenPeriod, LineState } from '../../billing/domain/line-state';
import type { JsonValue } from '../../kernel/json';
import type { Database } from '../database';
import {
  AgreementSightEntity,
  BillingAuditEntity,
  BillingDecisionEntity,
  BillingLineEntity,
  BillingPeriodEntity,
} from './billing.entities';

const ROWS_PER_STATEMENT = 200;

export interface BillingAudit {
  readonly at: Date;
  readonly action: string;
  readonly companyId: number | null;
  readonly line: string | null;
  readonly detail: JsonValue;
}

/** The additions that are ours, what people decided about them, and the periods that are closed. */
export class BillingLineRepository {
  constructor(private readonly database: Database) {}

  async listLines(): Promise<LineState[]> {
    const rows = await this.database.manager.find(BillingLineEntity, { order: { companyId: 'ASC', line: 'ASC' } });
    return rows.map((entity) => entity.row as LineState);
  }

  async findLine(companyId: number, line: string): Promise<LineState | null> {
    const entity = await this.database.manager.findOneBy(BillingLineEntity, { companyId, line });
    return entity ? (entity.row as LineState) : null;
  }

  async saveLine(state: LineState): Promise<void> {
    const { companyId, line, additionId } = state;
    await this.database.write((manager) =>
      manager.save(BillingLineEntity, { companyId, line, additionId, row: state }),
    );
  }

  /** Additions that a person handed over, each with its entry in the audit: all of them or none. */
  async saveAdoptions(
    adoptions: readonly { readonly state: LineState; readonly audit: BillingAudit }[],
  ): Promise<void> {
    await this.database.write(async () => {
      for (const { state, audit } of adoptions) {
        await this.saveLine(state);
        await this.recordAudit(audit);
      }
    });
  }

  async listDecisions(): Promise<BillingDecision[]> {
    const rows = await this.database.manager.find(BillingDecisionEntity);
    return rows.map((entity) => entity.row as BillingDecision);
  }

  async saveDecision(decision: BillingDecision): Promise<void> {
    const { companyId, line } = decision;
    await this.database.write((manager) => manager.save(BillingDecisionEntity, { companyId, line, row: decision }));
  }

  async deleteDecision(companyId: number, line: string): Promise<void> {
    await this.database.write((manager) => manager.delete(BillingDecisionEntity, { companyId, line }));
  }

  async listFrozen(periods: readonly string[]): Promise<FrozenPeriod[]> {
    const rows = await this.database.manager.findBy(BillingPeriodEntity, { period: In([...periods]) });
    return rows.map((entity) => entity.row as FrozenPeriod);
  }

  /** A period is closed once: what is there stays (RULES, Billing 4). */
  async saveFrozen(frozen: FrozenPeriod): Promise<void> {
    const { companyId, line, period } = frozen;
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .insert()
        .into(BillingPeriodEntity)
        .values({ companyId, line, period, row: frozen })
        .orIgnore()
        .execute(),
    );
  }

  async listSights(): Promise<AgreementSight[]> {
    const rows = await this.database.manager.find(AgreementSightEntity, {
      order: { agreementId: 'ASC', seenAt: 'ASC' },
    });
    return rows.map(({ agreementId, nextInvoiceDate, seenAt }) => ({
      agreementId,
      nextInvoiceDate,
      seenAt: seenAt.toISOString(),
    }));
  }

  /** Facts of a pass: only what differs from the sight before is given. */
  async recordSights(sights: readonly AgreementSight[]): Promise<void> {
    if (sights.length === 0) return;
    await this.database.write(async (manager) => {
      for (let start = 0; start < sights.length; start += ROWS_PER_STATEMENT) {
        const rows = sights
          .slice(start, start + ROWS_PER_STATEMENT)
          .map((sight) => ({ ...sight, seenAt: new Date(sight.seenAt) }));
        await manager.createQueryBuilder().insert().into(AgreementSightEntity).values(rows).orIgnore().execute();
      }
    });
  }

  async recordAudit(entry: BillingAudit): Promise<void> {
    await this.database.write((manager) =>
      manager.insert(BillingAuditEntity, { id: randomUUID(), ...entry } as object),
    );
  }
}
