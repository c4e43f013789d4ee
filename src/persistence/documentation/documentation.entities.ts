import { Column, Entity, PrimaryColumn } from 'typeorm';
import { flag, instant, integer, json, nullableInstant, nullableText, text } from '../columns';

/** The page of one IT Glue organization: which asset it is, and what it said when it was last written. */
@Entity('documentation_page')
export class DocumentationPageEntity {
  @PrimaryColumn({ ...text, name: 'organization_id' }) organizationId!: string;
  @Column({ ...text, name: 'asset_id' }) assetId!: string;
  @Column(flag) adopted!: boolean;
  @Column({ ...integer, default: 0 }) revision!: number;
  @Column({ ...json, name: 'content_hashes' }) contentHashes!: unknown;
  @Column({ ...text, name: 'times_hash' }) timesHash!: string;
  @Column({ ...json, name: 'read_hashes' }) readHashes!: unknown;
  @Column({ ...json, name: 'tagged_ids' }) taggedIds!: unknown;
  @Column({ ...nullableInstant, name: 'written_at' }) writtenAt!: Date | null;
  @Column({ ...nullableText, name: 'stale_after' }) staleAfter!: string | null;
  @Column({ ...nullableInstant, name: 'absent_since' }) absentSince!: Date | null;
  @Column({ ...nullableInstant, name: 'organization_absent_since' }) organizationAbsentSince!: Date | null;
}

/** The flexible asset type that pages go into, and which of its fields is which of ours. At most one row. */
@Entity('documentation_type')
export class DocumentationTypeEntity {
  @PrimaryColumn(text) id!: string;
  @Column({ ...json, name: 'field_ids' }) fieldIds!: unknown;
}

/** When a slow source was last read for pages, by connection. */
@Entity('documentation_slow_read')
export class DocumentationSlowReadEntity {
  @PrimaryColumn(text) connection!: string;
  @Column({ ...instant, name: 'read_at' }) readAt!: Date;
}

export const DOCUMENTATION_ENTITIES = [DocumentationPageEntity, DocumentationTypeEntity, DocumentationSlowReadEntity];
