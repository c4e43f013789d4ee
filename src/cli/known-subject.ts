import type { INestApplicationContext } from '@nestjs/common';
import { JobResultRepository } from '../persistence/tickets/job-result.repository';
import { SubjectSightRepository } from '../persistence/tickets/subject-sight.repository';

/** What earlier passes remember of a job, whether or not anything is wrong with it. Instants are ISO texts. */
export interface KnownSubject {
  /** `<connection>/<kind>/<key>`. */
  readonly subject: string;
  readonly firstSeenAt: string;
  readonly disabledSince: string | null;
  readonly dueAt: string | null;
  /** Newest first. */
  readonly results: readonly { readonly endedAt: string; readonly result: string }[];
}

const RESULTS_SHOWN = 5;

/** Jobs, agents and servers that a person may mean by a key: of the subject alone, or with its connection. */
export async function findKnownSubjects(app: INestApplicationContext, key: string): Promise<readonly KnownSubject[]> {
  const sights = [...(await app.get(SubjectSightRepository).list()).values()];
  const meant = sights.filter(({ subject }) => isSubject(subject, key));
  return Promise.all(
    meant.map(async ({ disabledSince, dueAt, firstSeenAt, subject }) => {
      const results = await app.get(JobResultRepository).listNewest(subject, RESULTS_SHOWN);
      return {
        subject,
        firstSeenAt: firstSeenAt.toISOString(),
        disabledSince: disabledSince?.toISOString() ?? null,
        dueAt: dueAt?.toISOString() ?? null,
        results: results.map(({ endedAt, result }) => ({ endedAt: new Date(endedAt).toISOString(), result })),
      };
    }),
  );
}

/** `5d2f…`, `main/5d2f…` as plans name it, or the whole key of the ledger. */
export function isSubject(subject: string, key: string): boolean {
  if (key === '') return false;
  if (subject === key || subject.endsWith(`/${key}`)) return true;
  const [connection = '', ...rest] = key.split('/');
  return rest.length > 0 && subject.startsWith(`${connection}/`) && subject.endsWith(`/${rest.join('/')}`);
}
