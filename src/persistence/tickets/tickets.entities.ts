import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, integer, json, nullableInstant, nullableInteger, nullableText, text } from '../columns';

/** The incident ledger: one row per subject, its newest generation. The row itself is the domain's IncidentRow. */
@Entity('incident')
@Index('incident_ticket', ['ticketId'])
export class IncidentEntity {
  @PrimaryColumn(text) key!: string;
  @Column(text) state!: string;
  @Column({ ...nullableInteger, name: 'ticket_id' }) ticketId!: number | null;
  @Column(json) row!: unknown;
}

/** A terminal result, keyed (job, end time): VSPC hides the last one while the job runs. Kept 90 days. */
@Entity('job_result')
@Index('job_result_ended', ['endedAt'])
export class JobResultEntity {
  @PrimaryColumn(text) job!: string;
  @PrimaryColumn({ ...instant, name: 'ended_at' }) endedAt!: Date;
  @Column({ ...nullableInstant, name: 'started_at' }) startedAt!: Date | null;
  @Column(text) result!: string;
  @Column(text) message!: string;
}

/** What is remembered of a subject between passes, because VSPC does not: first sight, disabling, the due time. */
@Entity('subject_sight')
export class SubjectSightEntity {
  @PrimaryColumn(text) subject!: string;
  @Column({ ...instant, name: 'first_seen_at' }) firstSeenAt!: Date;
  @Column({ ...nullableInstant, name: 'disabled_since' }) disabledSince!: Date | null;
  @Column({ ...nullableInstant, name: 'due_at' }) dueAt!: Date | null;
}

/** The last complete read of a source that is not asked in every pass, in parts. */
@Entity('kept_read')
export class KeptReadEntity {
  @PrimaryColumn(text) source!: string;
  @PrimaryColumn(integer) part!: number;
  @Column({ ...instant, name: 'read_at' }) readAt!: Date;
  @Column(json) body!: unknown;
}

/** Entries of VSPC's activity log, keyed by what they say: the log gives no ids. Kept 90 days. */
@Entity('activity_event')
@Index('activity_event_at', ['at'])
export class ActivityEventEntity {
  @PrimaryColumn(text) connection!: string;
  @PrimaryColumn(text) digest!: string;
  @Column(instant) at!: Date;
  @Column({ ...instant, name: 'seen_at' }) seenAt!: Date;
  @Column(text) type!: string;
  @Column(nullableText) kind!: string | null;
  @Column(text) message!: string;
  @Column({ ...nullableText, name: 'organization_uid' }) organizationUid!: string | null;
}

/** How far the activity log of a connection was drained. */
@Entity('activity_cursor')
export class ActivityCursorEntity {
  @PrimaryColumn(text) connection!: string;
  @Column(instant) at!: Date;
}

export const TICKETS_ENTITIES = [
  IncidentEntity,
  JobResultEntity,
  SubjectSightEntity,
  KeptReadEntity,
  ActivityEventEntity,
  ActivityCursorEntity,
];
