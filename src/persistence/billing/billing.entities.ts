import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, integer, json, nullableInteger, nullableText, text } from '../columns';

/** What VSPC counted for one company at one location on one UTC day. Kept 25 months. */
@Entity('usage_sample')
@Index('usage_sample_date', ['date'])
export class UsageSampleEntity {
  @PrimaryColumn(text) connection!: string;
  @PrimaryColumn({ ...text, name: 'company_uid' }) companyUid!: string;
  @PrimaryColumn(text) location!: string;
  @PrimaryColumn(text) date!: string;
  @Column(json) counters!: unknown;
}

/** When a day's usage was last read completely: what has settled is not asked for again. */
@Entity('usage_day')
export class UsageDayEntity {
  @PrimaryColumn(text) connection!: string;
  @PrimaryColumn(text) date!: string;
  @Column({ ...instant, name: 'read_at' }) readAt!: Date;
}

/** The next invoice date of an agreement, from when a pass first saw it. */
@Entity('agreement_sight')
export class AgreementSightEntity {
  @PrimaryColumn({ ...integer, name: 'agreement_id' }) agreementId!: number;
  @PrimaryColumn({ ...instant, name: 'seen_at' }) seenAt!: Date;
  @Column({ ...nullableText, name: 'next_invoice_date' }) nextInvoiceDate!: string | null;
}

/** The addition of one line of one ConnectWise company; the row itself is the domain's LineState. */
@Entity('billing_line')
@Index('billing_line_addition', ['additionId'])
export class BillingLineEntity {
  @PrimaryColumn({ ...integer, name: 'company_id' }) companyId!: number;
  @PrimaryColumn(text) line!: string;
  @Column({ ...integer, name: 'addition_id' }) additionId!: number;
  @Column(json) row!: unknown;
}

/** A person's word on one change of a line; the newest replaces the one before. */
@Entity('billing_decision')
export class BillingDecisionEntity {
  @PrimaryColumn({ ...integer, name: 'company_id' }) companyId!: number;
  @PrimaryColumn(text) line!: string;
  @Column(json) row!: unknown;
}

/** A closed period with its inputs. Kept for ever. */
@Entity('billing_period')
@Index('billing_period_period', ['period'])
export class BillingPeriodEntity {
  @PrimaryColumn({ ...integer, name: 'company_id' }) companyId!: number;
  @PrimaryColumn(text) line!: string;
  @PrimaryColumn(text) period!: string;
  @Column(json) row!: unknown;
}

/** What people decided about billing: adoptions, approvals, rejections, rollbacks. Kept for ever. */
@Entity('billing_audit')
export class BillingAuditEntity {
  @PrimaryColumn(text) id!: string;
  @Column(instant) at!: Date;
  @Column(text) action!: string;
  @Column({ ...nullableInteger, name: 'company_id' }) companyId!: number | null;
  @Column({ ...nullableText }) line!: string | null;
  @Column(json) detail!: unknown;
}

export const BILLING_ENTITIES = [
  UsageSampleEntity,
  UsageDayEntity,
  AgreementSightEntity,
  BillingLineEntity,
  BillingDecisionEntity,
  BillingPeriodEntity,
  BillingAuditEntity,
];
