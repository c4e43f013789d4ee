import type { SubjectSight } from '../persistence/tickets/subject-sight.repository';
import { rememberNextRun } from './domain/missed';
import { subjectId, type FactBase, type JobFact } from './domain/workload-facts';
import type { SeenJob } from './fact-parts';

export interface RememberedJobs {
  readonly facts: readonly JobFact[];
  /** Sights that are new or have changed. */
  readonly changed: readonly SubjectSight[];
}

/** Adds to what VSPC shows now what only earlier passes can know: first sight, since when disabled, the unserved due time. */
export function rememberSights(
  seen: readonly SeenJob[],
  known: ReadonlyMap<string, SubjectSight>,
  now: Date,
): RememberedJobs {
  const facts: JobFact[] = [];
  const changed: SubjectSight[] = [];
  for (const job of seen) {
    const subject = subjectId(job.fact.connection, job.fact.kind, job.fact.key);
    const before = known.get(subject) ?? null;
    const sight = sightOf(job, subject, before, now);
    if (!isSame(before, sight)) changed.push(sight);
    // Not the spread first: see jobBase.
    facts.push({
      id: subject,
      firstSeenAt: sight.firstSeenAt.getTime(),
      ...job.fact,
      disabledSince: sight.disabledSince?.getTime() ?? null,
      dueAt: sight.dueAt?.getTime() ?? null,
    });
  }
  return { facts, changed };
}

type Subject = Pick<FactBase, 'connection' | 'kind' | 'key'>;

/** The same for everything that is no job, of which only the first sight is remembered. */
export function rememberFirstSights<T extends Subject>(
  seen: readonly T[],
  known: ReadonlyMap<string, SubjectSight>,
  now: Date,
): {
  readonly facts: readonly (T & Pick<FactBase, 'id' | 'firstSeenAt'>)[];
  readonly changed: readonly SubjectSight[];
} {
  const changed: SubjectSight[] = [];
  const facts = seen.map((fact) => {
    const subject = subjectId(fact.connection, fact.kind, fact.key);
    const firstSeenAt = known.get(subject)?.firstSeenAt ?? now;
    if (!known.has(subject)) changed.push({ subject, firstSeenAt, disabledSince: null, dueAt: null });
    return { id: subject, firstSeenAt: firstSeenAt.getTime(), ...fact };
  });
  return { facts, changed };
}

function sightOf({ fact, nextRunAt }: SeenJob, subject: string, before: SubjectSight | null, now: Date): SubjectSight {
  const shown = { nextRunAt, lastStartAt: fact.lastStartAt, enabled: fact.enabled };
  const dueAt = rememberNextRun(before?.dueAt?.getTime() ?? null, shown, now.getTime());
  return {
    subject,
    firstSeenAt: before?.firstSeenAt ?? now,
    disabledSince: fact.enabled ? null : (before?.disabledSince ?? now),
    dueAt: dueAt === null ? null : new Date(dueAt),
  };
}

function isSame(before: SubjectSight | null, after: SubjectSight): boolean {
  return (
    before !== null &&
    before.disabledSince?.getTime() === after.disabledSince?.getTime() &&
    before.dueAt?.getTime() === after.dueAt?.getTime()
  );
}
