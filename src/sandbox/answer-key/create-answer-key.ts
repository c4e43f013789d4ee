import type { World } from '../world/create-world';
import type { LiveJob } from '../world/live-job';
import { listLiveJobs } from '../world/live-job';
import { listSilentSources } from '../world/silent-sources';
import type { AnswerKey } from './answer-key';
import { expectAdditions } from './expect-additions';
import { expectLeaks, expectTenantLeaks } from './expect-leaks';
import { expectLink } from './expect-links';
import { expectPage } from './expect-pages';
import { latestSamples } from './latest-samples';
import { expectOtherTickets, listFailedSubjects } from './expect-other-tickets';
import { expectSourceTickets, expectTicket } from './expect-tickets';
import { expectWorkloadTickets, listUnprotectedOrganizations } from './expect-workload-tickets';

/** The answer key of the world as it stands at an instant. */
export function createAnswerKey(world: World, now: Date): AnswerKey {
  const liveJobs = listLiveJobs(world);
  const jobs = [...liveJobs.values()];
  const byCompany = groupByCompany(jobs);
  const links = new Map(world.plans.map((plan) => [plan.uid, expectLink(plan)]));
  const silent = listSilentSources(world.vspc);
  const unprotected = listUnprotectedOrganizations(world.vspc, liveJobs, now);
  const failed = new Set(listFailedSubjects(world.vspc).map(({ organizationUid }) => organizationUid));
  const samples = latestSamples(world.vspc.usage);
  const ticketWorld = { now, providerUid: world.providerUid, links };
  return {
    now: now.toISOString(),
    links: [...links.values()],
    tickets: [
      ...jobs.flatMap((job) => expectTicket(job, ticketWorld) ?? []),
      ...expectWorkloadTickets(world.vspc, liveJobs, ticketWorld),
      ...expectSourceTickets(world.vspc, ticketWorld),
      ...expectOtherTickets(world.vspc, ticketWorld, world.settings.start),
    ],
    additions: world.plans.flatMap((plan) => {
      const link = links.get(plan.uid);
      return link ? expectAdditions(plan, link, samples.get(plan.uid) ?? new Map()) : [];
    }),
    leaks: [
      ...world.plans.flatMap((plan) => {
        const link = links.get(plan.uid);
        return link ? expectLeaks(plan, link, samples.get(plan.uid) ?? new Map()) : [];
      }),
      ...expectTenantLeaks(world.vspc),
    ],
    pages: [...links.values()].flatMap(
      (link) => expectPage(link, byCompany.get(link.uid) ?? [], { failed, silent, unprotected }) ?? [],
    ),
  };
}

function groupByCompany(jobs: readonly LiveJob[]): ReadonlyMap<string, readonly LiveJob[]> {
  const groups = new Map<string, LiveJob[]>();
  for (const job of jobs) {
    const group = groups.get(job.organizationUid);
    if (group) group.push(job);
    else groups.set(job.organizationUid, [job]);
  }
  return groups;
}
