import { RPO_HOURS } from '../bridge-settings';
import type { VspcData } from '../vspc/vspc-data';
import type { LiveJob } from '../world/live-job';
import { listSilentSources } from '../world/silent-sources';
import type { ExpectedTicket } from './answer-key';
import { companyOf, expectTicket, type TicketWorld } from './expect-tickets';

const HOUR_MS = 3_600_000;

/** A machine whose latest restore point is older than the RPO. */
interface StaleMachine {
  readonly uid: string;
  readonly name: string;
  /** The job that protects it. */
  readonly job: LiveJob;
}

/**
 * RULES, Tickets 2 and 5, for machines and computers (`rpo: 26h`):
 *
 * | its latest restore point is older than `rpo`, and        | ticket open |
 * | --------------------------------------------------------- | ----------- |
 * | it belongs to a company without a link, or one stopped    | not expected |
 * | its job has an incident, holding or open                  | no          |
 * | its job may have one                                      | either      |
 * | its server or server agent is out of touch                | no          |
 * | otherwise                                                 | yes         |
 */
export function expectWorkloadTickets(
  vspc: VspcData,
  jobs: ReadonlyMap<string, LiveJob>,
  world: TicketWorld,
): readonly ExpectedTicket[] {
  const silent = listSilentSources(vspc);
  const workstations = new Set(
    vspc.backupAgents.filter((agent) => agent.operationMode === 'Workstation').map((agent) => agent.instanceUid),
  );
  return listStaleMachines(vspc, jobs, world.now).flatMap(({ job, name, uid }): readonly ExpectedTicket[] => {
    const companyId = companyOf(job, world);
    if (companyId === null) return [];
    const ticket = { companyId, condition: 'unprotected', subjectUid: uid, subjectName: name } as const;
    const ofJob = expectTicket(job, world);
    if (ofJob) {
      const why = `Its job "${ofJob.subjectName}" is what is wrong.`;
      return [{ ...ticket, open: ofJob.open === 'either' ? 'either' : 'no', why }];
    }
    const source = 'backupAgentUid' in job.row ? job.row.backupAgentUid : job.row.backupServerUid;
    // A workstation that is out of touch is no ticket by itself, and so explains nothing.
    if (silent.has(source) && !workstations.has(source)) {
      return [{ ...ticket, open: 'no', why: 'Its server or agent is out of touch.' }];
    }
    return [{ ...ticket, open: 'yes', why: `Its last restore point is older than ${RPO_HOURS} hours.` }];
  });
}

/** Organizations that have such a machine: their pages say At risk (RULES, Documentation 4). */
export function listUnprotectedOrganizations(
  vspc: VspcData,
  jobs: ReadonlyMap<string, LiveJob>,
  now: Date,
): ReadonlySet<string> {
  return new Set(listStaleMachines(vspc, jobs, now).map(({ job }) => job.organizationUid));
}

function listStaleMachines(vspc: VspcData, jobs: ReadonlyMap<string, LiveJob>, now: Date): readonly StaleMachine[] {
  const oldest = now.getTime() - RPO_HOURS * HOUR_MS;
  const isStale = (at: Date | null | undefined): boolean => (at?.getTime() ?? oldest) < oldest;
  const machines = vspc.protectedVms
    .filter((row) => isStale(row.latestRestorePointDate))
    .map((row) => ({ uid: row.instanceUid, name: row.name, job: jobs.get(row.jobUid ?? '') }));
  const byAgent = new Map(vspc.agentJobs.map((row) => [row.backupAgentUid, row.instanceUid]));
  const computers = vspc.consoleComputers
    .filter((row) => isStale(row.latestRestorePointDate))
    .map((row) => ({ uid: row.backupAgentUid, name: row.name, job: jobs.get(byAgent.get(row.backupAgentUid) ?? '') }));
  return [...machines, ...computers].flatMap(({ job, name, uid }) => (job ? [{ uid, name, job }] : []));
}
