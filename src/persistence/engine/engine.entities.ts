import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { flag, instant, integer, json, nullableInstant, nullableText, text } from '../columns';

/** One pass: what was asked, when, for which time, and its summary once it ended. */
@Entity('run')
@Index('run_started', ['startedAt'])
export class RunEntity {
  @PrimaryColumn(text) id!: string;
  @Column(text) mode!: 'plan' | 'apply';
  @Column(text) status!: 'running' | 'succeeded' | 'partial' | 'failed' | 'blocked';
  @Column({ ...instant, name: 'started_at' }) startedAt!: Date;
  @Column({ ...nullableInstant, name: 'finished_at' }) finishedAt!: Date | null;
  /** The time that was decided for; differs from startedAt when the operator fixed the clock. */
  @Column(instant) now!: Date;
  @Column(json) streams!: readonly string[];
  @Column(json) summary!: unknown;
}

/** The plan of one stream of a run, as it was after policy and limits. */
@Entity('stored_plan')
export class StoredPlanEntity {
  @PrimaryColumn({ ...text, name: 'run_id' }) runId!: string;
  @PrimaryColumn(text) stream!: string;
  @Column({ ...instant, name: 'created_at' }) createdAt!: Date;
  @Column(json) document!: unknown;
}

export type JournalState = 'intended' | 'done' | 'not-done' | 'failed';

/** One remote write: what was intended before it was sent, and what became of it. Kept for ever. */
@Entity('journal')
@Index('journal_open', ['stream', 'state'])
@Unique('journal_attempt', ['stream', 'changeKey', 'effectIndex', 'attempt'])
export class JournalEntity {
  @PrimaryColumn(text) id!: string;
  @Column(text) stream!: string;
  @Column({ ...text, name: 'change_key' }) changeKey!: string;
  @Column({ ...text, name: 'subject_key' }) subjectKey!: string;
  @Column({ ...integer, name: 'effect_index' }) effectIndex!: number;
  @Column({ ...text, name: 'effect_kind' }) effectKind!: string;
  @Column(integer) attempt!: number;
  @Column(text) action!: string;
  @Column(text) reason!: string;
  @Column(nullableText) rule!: string | null;
  @Column(json) subject!: unknown;
  @Column(json) company!: unknown;
  @Column(json) before!: unknown;
  @Column(json) after!: unknown;
  @Column(json) payload!: unknown;
  @Column(json) transition!: unknown;
  @Column({ ...text, name: 'run_id' }) runId!: string;
  @Column(integer) token!: number;
  @Column(text) state!: JournalState;
  @Column({ ...instant, name: 'intended_at' }) intendedAt!: Date;
  @Column({ ...nullableInstant, name: 'outcome_at' }) outcomeAt!: Date | null;
  @Column({ ...nullableText, name: 'remote_id' }) remoteId!: string | null;
  @Column(json) response!: unknown;
  @Column(nullableText) error!: string | null;
  /** When the answer failed to come: nothing can have been sent later. Null after a kill. */
  @Column({ ...nullableInstant, name: 'sent_by' }) sentBy!: Date | null;
  /** First complete look-up that found nothing, at least settleFor after the last possible send. */
  @Column({ ...nullableInstant, name: 'first_empty_at' }) firstEmptyAt!: Date | null;
}

/** The lease of one stream. The token grows with every owner: a late writer is recognised by its old one. */
@Entity('stream_lock')
export class StreamLockEntity {
  @PrimaryColumn(text) stream!: string;
  @Column(text) owner!: string;
  @Column(integer) token!: number;
  @Column({ ...instant, name: 'lease_until' }) leaseUntil!: Date;
}

/** What is known of a source between runs: how long its list was, and since when it is incomplete. */
@Entity('source_state')
export class SourceStateEntity {
  @PrimaryColumn(text) source!: string;
  @Column({ ...nullableInstant, name: 'complete_at' }) completeAt!: Date | null;
  @Column({ ...integer, name: 'key_count' }) keyCount!: number;
  @Column({ ...nullableInstant, name: 'shrunk_at' }) shrunkAt!: Date | null;
  @Column({ ...nullableText, name: 'shrunk_digest' }) shrunkDigest!: string | null;
  @Column({ ...flag, name: 'shrink_accepted' }) shrinkAccepted!: boolean;
  @Column({ ...nullableInstant, name: 'incomplete_since' }) incompleteSince!: Date | null;
  @Column({ ...integer, name: 'incomplete_runs' }) incompleteRuns!: number;
  @Column({ ...nullableText, name: 'incomplete_kind' }) incompleteKind!: string | null;
}

/** An item that a complete read no longer shows. Gone is what two such reads 24 h apart agree on. */
@Entity('absence')
export class AbsenceEntity {
  @PrimaryColumn(text) source!: string;
  @PrimaryColumn({ ...text, name: 'item_key' }) itemKey!: string;
  @Column({ ...instant, name: 'missing_since' }) missingSince!: Date;
}

/** What a person has to decide, from when it was first seen until it was seen no more. */
@Entity('problem')
export class ProblemEntity {
  @PrimaryColumn(text) id!: string;
  /** The same problem may be met by several streams; it is over when none of them meets it any more. */
  @PrimaryColumn(text) stream!: string;
  @Column(text) system!: string;
  @Column(text) kind!: string;
  @Column(text) message!: string;
  @Column(text) hint!: string;
  @Column(instant) since!: Date;
  @Column({ ...instant, name: 'last_seen' }) lastSeen!: Date;
  @Column({ ...nullableInstant, name: 'ended_at' }) endedAt!: Date | null;
}

/** What was held when the last pass ended: only what is not in here is news. */
@Entity('standing_hold')
export class StandingHoldEntity {
  @PrimaryColumn(text) stream!: string;
  @PrimaryColumn({ ...text, name: 'hold_key' }) holdKey!: string;
  @Column(text) reason!: string;
  @Column(instant) since!: Date;
}

/** The GCRA state of one system's rate budget, shared by all processes; the values are milliseconds as text. */
@Entity('rate_budget')
export class RateBudgetEntity {
  @PrimaryColumn(text) system!: string;
  @Column({ ...text, name: 'arrival_ms' }) arrivalMs!: string;
  /** Nobody sends before: the system asked for a pause. */
  @Column({ ...text, name: 'paused_until_ms', default: '0' }) pausedUntilMs!: string;
}

export const ENGINE_ENTITIES = [
  RunEntity,
  StoredPlanEntity,
  JournalEntity,
  StreamLockEntity,
  SourceStateEntity,
  AbsenceEntity,
  ProblemEntity,
  StandingHoldEntity,
  RateBudgetEntity,
];
