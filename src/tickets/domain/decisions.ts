import type {
  Action,
  Change,
  ChangeClass,
  CompanyReference,
  Effect,
  Hold,
  Skip,
  SourceKey,
  Subject,
} from '../../kernel/change';
import type { JsonValue } from '../../kernel/json';
import type { Reason } from '../../kernel/reasons';
import type { IncidentRow } from './incident';
import type { Situation } from './finding';
import { toJson } from './ticket-effects';
import { changeKey } from './ticket-marks';
import { problemKey, type JobFact, type SubjectId } from './workload-facts';

/** What a decision is about, in the words of the interface: `subject.key` begins with the connection. */
export interface About {
  readonly id: SubjectId;
  readonly subject: Subject;
  readonly company: CompanyReference | null;
}

export function aboutJob(job: JobFact): About {
  const company = job.company.uid === null ? null : { uid: job.company.uid, name: job.company.name };
  return { id: job.id, subject: { kind: job.kind, key: `${job.connection}/${job.key}`, name: job.name }, company };
}

export function aboutSituation(situation: Situation): About {
  const { about, id } = situation;
  if (about.type === 'problem') {
    const name = `${about.fact.system}: ${about.fact.kind}`;
    return { id, subject: { kind: 'problem', key: `bridge/${problemKey(about.fact)}`, name }, company: null };
  }
  const { fact } = about;
  const company = fact.company.uid === null ? null : { uid: fact.company.uid, name: fact.company.name };
  return { id, subject: { kind: fact.kind, key: `${fact.connection}/${fact.key}`, name: fact.name }, company };
}

export function aboutRow(row: IncidentRow): About {
  const { connection, key, subject } = row;
  return { id: key, subject: { ...subject, key: `${connection}/${subject.key}` }, company: row.company };
}

export interface SkipInput {
  readonly reason: Reason;
  readonly detail: string;
  readonly rule?: string | null;
  /** The row as it should be from now on; the ledger is written only when it differs from what it holds. */
  readonly next?: IncidentRow | null;
  readonly stored?: IncidentRow | null;
}

export function skip(about: About, input: SkipInput): Skip {
  return {
    decision: 'skip',
    reason: input.reason,
    ...(input.rule ? { rule: input.rule } : {}),
    detail: input.detail,
    company: about.company,
    subject: about.subject,
    transition: recordOf(input),
  };
}

function recordOf({ next = null, stored = null }: Pick<SkipInput, 'next' | 'stored'>): JsonValue {
  return next === null || sameRow(next, stored) ? null : toJson({ type: 'record', row: next });
}

export interface ChangeInput {
  readonly action: Action;
  readonly reason: Reason;
  readonly detail: string;
  readonly rule: string | null;
  readonly generation: number;
  /** Names the step within a generation: part of the change's key and of the note's mark. */
  readonly step: string;
  readonly changeClass: ChangeClass;
  readonly fromAbsence: boolean;
  readonly sources: readonly SourceKey[];
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly effects: readonly Effect[];
  readonly exemptFromLimits?: boolean;
}

export function change(about: About, input: ChangeInput): Change {
  return {
    decision: 'change',
    action: input.action,
    reason: input.reason,
    ...(input.rule ? { rule: input.rule } : {}),
    detail: input.detail,
    company: about.company,
    subject: about.subject,
    key: changeKey(about.id, input.generation, input.step),
    changeClass: input.changeClass,
    inferredFromAbsence: input.fromAbsence,
    sources: input.sources,
    before: input.before,
    after: input.after,
    effects: input.effects,
    transition: null,
    ...(input.exemptFromLimits ? { exemptFromLimits: true } : {}),
  };
}

export interface HoldInput {
  readonly action: Action;
  readonly reason: Reason;
  readonly detail: string;
  readonly generation: number;
  readonly step: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** The row with what was seen: local knowledge does not wait. */
  readonly next?: IncidentRow | null;
  readonly stored?: IncidentRow | null;
}

export function hold(about: About, input: HoldInput): Hold {
  const { generation, next, step, stored, ...rest } = input;
  return {
    decision: 'held',
    ...rest,
    company: about.company,
    subject: about.subject,
    key: changeKey(about.id, generation, step),
    transition: recordOf({ next: next ?? null, stored: stored ?? null }),
  };
}

/** A change that cannot be made in this pass because its ticket was not read; what was seen is kept. */
export function untilRead(change: Change, { next, stored }: Required<Pick<SkipInput, 'next' | 'stored'>>): Hold {
  const { action, after, company, key, rule, subject } = change;
  return {
    decision: 'held',
    action,
    reason: 'incomplete-observation',
    ...(rule === undefined ? {} : { rule }),
    detail: 'Waits until its ticket can be read.',
    company,
    subject,
    key,
    before: null,
    after,
    transition: recordOf({ next, stored }),
  };
}

export function sameRow(left: IncidentRow, right: IncidentRow | null): boolean {
  if (right === null) return false;
  const keys = Object.keys(left) as (keyof IncidentRow)[];
  return keys.every((key) => left[key] === right[key] || JSON.stringify(left[key]) === JSON.stringify(right[key]));
}
