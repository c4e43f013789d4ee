import type { LiveJob } from '../world/live-job';
import type { ExpectedLink, ExpectedPage } from './answer-key';

interface PageWorld {
  /** Organizations of which something failed that is no job of a server or agent. */
  readonly failed: ReadonlySet<string>;
  /** Ids of agents and backup servers that are out of touch. */
  readonly silent: ReadonlySet<string>;
  /** Organizations with a machine that has no recent restore point. */
  readonly unprotected: ReadonlySet<string>;
}

/** One page per linked organization (RULES, Documentation 1), its status worst first (Documentation 4). */
export function expectPage(link: ExpectedLink, jobs: readonly LiveJob[], world: PageWorld): ExpectedPage | null {
  if (link.state !== 'linked' || link.itGlueId === null) return null;
  return { organizationId: link.itGlueId, name: link.name, status: statusOf(link.uid, jobs, world) };
}

function statusOf(
  uid: string,
  jobs: readonly LiveJob[],
  { failed, silent, unprotected }: PageWorld,
): ExpectedPage['status'] {
  if (failed.has(uid) || jobs.some((job) => job.failingSince !== null)) return 'Failed';
  if (unprotected.has(uid)) return 'At risk';
  if (jobs.some(({ row }) => silent.has('backupAgentUid' in row ? row.backupAgentUid : row.backupServerUid))) {
    return 'At risk';
  }
  return jobs.some(({ row }) => row.lastEndTime) ? 'Protected' : 'No data';
}
