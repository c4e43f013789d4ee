import { HOLD_MINUTES, RETRY_WINDOW_MINUTES } from '../bridge-settings';
import type { VspcData } from '../vspc/vspc-data';
import { PROVIDER_COMPANY } from '../world/connectwise-office';
import type { LiveJob } from '../world/live-job';
import { listSilentSources } from '../world/silent-sources';
import type { ExpectedLink, ExpectedTicket } from './answer-key';

const MINUTE_MS = 60_000;

export interface TicketWorld {
  readonly now: Date;
  readonly providerUid: string;
  /** By company uid. */
  readonly links: ReadonlyMap<string, ExpectedLink>;
}

/**
 * RULES, Tickets 1 and 3, for jobs of backup servers and agents (`afterFailures: 1`, `firstPass: ticket`):
 *
 * | the job                                              | ticket open            |
 * | ---------------------------------------------------- | ---------------------- |
 * | belongs to a company without a link, or one stopped  | not expected           |
 * | ended well, in Warning, never ran                    | not expected           |
 * | runs, and failed before                              | either                 |
 * | failed less than `holdFor` ago for the first time    | no                     |
 * | failed once, longer ago                              | yes                    |
 * | fails again and again, for longer than hold and retry window | yes            |
 * | failed more than once in between                     | either                 |
 *
 * A job of nobody on the provider's server is the provider's.
 */
export function expectTicket(job: LiveJob, world: TicketWorld): ExpectedTicket | null {
  const companyId = companyOf(job, world);
  const { failingSince } = job;
  if (companyId === null || failingSince === null) return null;
  const ticket = { companyId, condition: 'failed', subjectUid: job.uid, subjectName: job.row.name ?? '' } as const;
  const minutes = (world.now.getTime() - failingSince.getTime()) / MINUTE_MS;
  if (job.row.status === 'Running') return { ...ticket, open: 'either', why: 'It runs again after a failure.' };
  if (minutes < HOLD_MINUTES) return { ...ticket, open: 'no', why: 'It is still holding.' };
  const isOneSession = failingSince.getTime() === job.row.lastEndTime?.getTime();
  if (isOneSession || minutes >= HOLD_MINUTES + RETRY_WINDOW_MINUTES) {
    return { ...ticket, open: 'yes', why: `It has failed for ${Math.floor(minutes)} minutes.` };
  }
  return { ...ticket, open: 'either', why: 'Its failures may be retries of one run.' };
}

/**
 * A backup server or the agent of a server that is out of touch for more than `offlineFor` is an incident of its own
 * (RULES, Tickets 5 and 6).
 */
export function expectSourceTickets(vspc: VspcData, world: TicketWorld): readonly ExpectedTicket[] {
  const silent = listSilentSources(vspc);
  const agents = vspc.backupAgents.filter((agent) => agent.operationMode === 'Server');
  return [...agents, ...vspc.backupServers].flatMap(({ instanceUid, name, organizationUid }) => {
    const companyId = world.links.get(organizationUid)?.connectWiseId ?? null;
    if (companyId === null || !silent.has(instanceUid)) return [];
    const subject = { subjectUid: instanceUid, subjectName: name };
    return [{ companyId, condition: 'source-offline', ...subject, open: 'yes', why: 'It is out of touch.' }];
  });
}

export function companyOf(job: LiveJob, { providerUid, links }: TicketWorld): number | null {
  if (job.organizationUid === providerUid) return PROVIDER_COMPANY.id;
  return links.get(job.organizationUid)?.connectWiseId ?? null;
}
