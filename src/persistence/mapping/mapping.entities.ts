import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, json, nullableText, text } from '../columns';

/** One VSPC company and what it is linked to; the row itself is the domain's CompanyLink. */
@Entity('company_link')
export class CompanyLinkEntity {
  @PrimaryColumn(text) connection!: string;
  @PrimaryColumn(text) uid!: string;
  @Column(json) link!: unknown;
}

/** What an operator decided on the command line about one company; the newest decision replaces the one before. */
@Entity('company_decision')
export class CompanyDecisionEntity {
  @PrimaryColumn(text) connection!: string;
  @PrimaryColumn(text) uid!: string;
  @Column(text) kind!: 'confirmed' | 'ignored' | 'unlinked';
  @Column({ ...nullableText, name: 'connectwise_id' }) connectwiseId!: string | null;
  @Column({ ...nullableText, name: 'itglue_id' }) itglueId!: string | null;
  @Column(nullableText) reason!: string | null;
  @Column({ ...instant, name: 'decided_at' }) decidedAt!: Date;
}

/** Who or what changed a link, when, why, from what to what. Kept for ever. */
@Entity('link_history')
@Index('link_history_company', ['connection', 'uid', 'at'])
export class LinkHistoryEntity {
  @PrimaryColumn(text) id!: string;
  @Column(text) connection!: string;
  @Column(text) uid!: string;
  @Column(instant) at!: Date;
  /** `bridge`, or the operator. */
  @Column(text) who!: string;
  @Column(text) action!: string;
  @Column(text) reason!: string;
  @Column(json) before!: unknown;
  @Column(json) after!: unknown;
}

export const MAPPING_ENTITIES = [CompanyLinkEntity, CompanyDecisionEntity, LinkHistoryEntity];
