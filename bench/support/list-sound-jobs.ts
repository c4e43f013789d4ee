import type { Sandbox } from '../../src/sandbox/sandbox';
import type { LiveJob } from '../../src/sandbox/world/live-job';

/** One job of each company that is linked and that nothing is wrong with. */
export function listSoundJobs(sandbox: Sandbox, isLinked: (link: Link) => boolean): readonly LiveJob[] {
  const jobs = [...sandbox.jobs.list().values()];
  const troubled = new Set(jobs.filter((job) => job.failingSince !== null).map(({ row }) => row.organizationUid));
  const linked = new Set(
    sandbox
      .answerKey()
      .links.filter(isLinked)
      .map(({ uid }) => uid),
  );
  const ofCompany = new Map(jobs.map((job) => [job.row.organizationUid, job]));
  return [...ofCompany].flatMap(([company, job]) => (linked.has(company) && !troubled.has(company) ? [job] : []));
}

type Link = ReturnType<Sandbox['answerKey']>['links'][number];
