import { HOLD_MINUTES, RPO_HOURS } from '../bridge-settings';
import type { VspcActiveAlarm } from '../vspc/shapes/alarm-shapes';
import type { VspcData } from '../vspc/vspc-data';
import { PROVIDER_COMPANY } from '../world/connectwise-office';
import { ALARMS_BY_RULE } from '../world/full-storage';
import type { ExpectedTicket } from './answer-key';
import type { TicketWorld } from './expect-tickets';

const MINUTE_MS = 60_000;
const GIBIBYTE = 2 ** 30;

/** Something that VSPC shows as failed or alarming, and whose it is. */
interface Trouble {
  readonly organizationUid: string;
  readonly condition: ExpectedTicket['condition'];
  readonly subjectUid: string;
  readonly subjectName: string;
  /** Its end, or when it was raised. */
  readonly at: Date;
  readonly says?: readonly string[];
}

/**
 * RULES, Tickets 1, 3, 5 and 6, for what is no job of a backup server or of an agent:
 *
 * | what                                                              | ticket                                      |
 * | ----------------------------------------------------------------- | ------------------------------------------- |
 * | a job of Microsoft 365 that failed                                | of the company that its tenant is mapped to |
 * | an object of a public-cloud policy of which a session failed      | one per object                              |
 * | a failover plan that failed                                       | of the owner of its server                  |
 * | a computer of an agent policy that failed                         | one per computer                            |
 * | an alarm that a rule asks for                                     | with the space that is left                 |
 * | any other alarm                                                   | none                                        |
 * | each of these, less than `holdFor` ago                            | not yet                                     |
 * | a machine that a job has listed without a restore point for `rpo` | one                                         |
 * | the same, for less                                                | not yet                                     |
 */
export function expectOtherTickets(vspc: VspcData, world: TicketWorld, start: Date): readonly ExpectedTicket[] {
  const troubles = [...listFailedSubjects(vspc), ...alarmsByRule(vspc)];
  return [
    ...troubles.flatMap((trouble) => expectAfterHold(trouble, world) ?? []),
    ...neverProtected(vspc).flatMap((machine) => expectNeverProtected(machine, world, start) ?? []),
  ];
}

/** What failed besides the jobs of servers and agents. */
export function listFailedSubjects(vspc: VspcData): readonly Trouble[] {
  return [...failedTenantJobs(vspc), ...failedCloudObjects(vspc), ...failedPlans(vspc), ...failedComputers(vspc)];
}

function expectAfterHold({ at, organizationUid, ...subject }: Trouble, world: TicketWorld): ExpectedTicket | null {
  const companyId = companyIdOf(organizationUid, world);
  if (companyId === null) return null;
  const minutes = (world.now.getTime() - at.getTime()) / MINUTE_MS;
  const ticket = { companyId, ...subject };
  return minutes < HOLD_MINUTES
    ? { ...ticket, open: 'no', why: 'It is still holding.' }
    : { ...ticket, open: 'yes', why: `It has been so for ${Math.floor(minutes)} minutes.` };
}

function companyIdOf(organizationUid: string, { links, providerUid }: TicketWorld): number | null {
  if (organizationUid === providerUid) return PROVIDER_COMPANY.id;
  return links.get(organizationUid)?.connectWiseId ?? null;
}

/** The start of the last session stands for its end, of which VSPC tells nothing. */
function failedTenantJobs({ vb365Jobs }: VspcData): readonly Trouble[] {
  return vb365Jobs
    .filter((row) => row.lastStatus === 'Failed')
    .flatMap(({ instanceUid, lastRun, name, vspcOrganizationUid }) =>
      lastRun && vspcOrganizationUid ? [failed(vspcOrganizationUid, instanceUid, name, lastRun)] : [],
    );
}

function failedCloudObjects(vspc: VspcData): readonly Trouble[] {
  const owners = new Map(vspc.cloudPolicies.map((policy) => [policy.instanceUid, policy.organizationUid]));
  const shares = vspc.cloudFileShareObjects.map((row) => ({ row, sessions: [row.lastSnapshot] }));
  const others = [...vspc.cloudVmObjects, ...vspc.cloudDatabaseObjects].map((row) => ({
    row,
    sessions: [row.lastBackup, row.lastSnapshot, row.lastArchive],
  }));
  return [...others, ...shares].flatMap(({ row, sessions }) => {
    const owner = owners.get(row.policyUid);
    const ends = sessions.flatMap((one) => (one?.status === 'Failed' && one.endTime ? [one.endTime.getTime()] : []));
    if (!owner || ends.length === 0) return [];
    return [failed(owner, row.instanceUid, row.instanceName, new Date(Math.max(...ends)))];
  });
}

function failedPlans({ backupServers, failoverPlans }: VspcData): readonly Trouble[] {
  const owners = new Map(backupServers.map((server) => [server.instanceUid, server.organizationUid]));
  return failoverPlans.flatMap(({ backupServerUid, instanceUid, lastSession, name }) => {
    const owner = owners.get(backupServerUid);
    if (lastSession?.status !== 'Failed' || !lastSession.endTime || !owner) return [];
    return [failed(owner, instanceUid, name, lastSession.endTime)];
  });
}

function failedComputers({ jobs, serverAgentObjects }: VspcData): readonly Trouble[] {
  const policies = new Map(jobs.filter((row) => row.type === 'AgentPolicy').map((row) => [row.uniqueUid, row]));
  return serverAgentObjects.flatMap(({ backupStatus, computer, lastEndTime, uniqueJobUid, uniqueUid }) => {
    const policy = policies.get(uniqueJobUid);
    if (backupStatus !== 'Failed' || !policy || !lastEndTime) return [];
    return [failed(policy.mappedOrganizationUid ?? policy.organizationUid, uniqueUid, computer ?? '', lastEndTime)];
  });
}

function failed(organizationUid: string, subjectUid: string, subjectName: string, at: Date): Trouble {
  return { organizationUid, condition: 'failed', subjectUid, subjectName, at };
}

function alarmsByRule(vspc: VspcData): readonly Trouble[] {
  const wanted = new Map(
    vspc.alarmTemplates
      .filter(({ name }) => ALARMS_BY_RULE.some((asked) => asked === name))
      .map((template) => [template.instanceUid, template.name]),
  );
  return vspc.activeAlarms.flatMap((alarm) => {
    const name = wanted.get(alarm.alarmTemplateUid);
    const { lastActivation, object } = alarm;
    if (name === undefined || lastActivation.status !== 'Error') return [];
    return [
      {
        organizationUid: object.organizationUid,
        condition: 'alarm' as const,
        subjectUid: alarm.instanceUid,
        subjectName: name,
        at: lastActivation.time,
        says: spaceOf(vspc, alarm),
      },
    ];
  });
}

/** What is left of the repository, or used of the quota, that an alarm is about. */
function spaceOf({ repositories, tenantResources }: VspcData, { object }: VspcActiveAlarm): readonly string[] {
  const info = repositories.find(({ instanceUid }) => instanceUid === object.objectUid)?.info;
  if (info?.capacity && info.freeSpace != null) {
    return [`${gib(info.freeSpace)} of ${gib(info.capacity)} free`];
  }
  const quotas = tenantResources.filter(({ companyUid }) => companyUid === object.organizationUid);
  if (object.type !== 'Company' || quotas.length === 0) return [];
  const used = quotas.reduce((sum, quota) => sum + (quota.usedSpace ?? 0), 0);
  return [`${gib(used)} of ${gib(quotas.reduce((sum, quota) => sum + quota.storageQuota, 0))} used`];
}

function gib(bytes: number): string {
  return `${(bytes / GIBIBYTE).toFixed(1)} GiB`;
}

interface ListedMachine {
  readonly uid: string;
  readonly name: string;
  readonly organizationUid: string;
}

/** Machines that a job lists and that no list of protected machines has. */
export function neverProtected({ jobs, protectedVms, vmObjects }: VspcData): readonly ListedMachine[] {
  return vmObjects.flatMap(({ instanceUid, isExcluded, name, uniqueJobUid }) => {
    const job = jobs.find((row) => row.uniqueUid === uniqueJobUid);
    const isProtected = protectedVms.some((vm) => vm.name === name && vm.backupServerUid === job?.backupServerUid);
    if (!job || isExcluded === true || isProtected) return [];
    return [{ uid: instanceUid, name, organizationUid: job.mappedOrganizationUid ?? job.organizationUid }];
  });
}

/** It counts from the first pass, which is at the start of the world. */
function expectNeverProtected(machine: ListedMachine, world: TicketWorld, start: Date): ExpectedTicket | null {
  const companyId = companyIdOf(machine.organizationUid, world);
  if (companyId === null) return null;
  const isDue = world.now.getTime() - start.getTime() >= RPO_HOURS * 60 * MINUTE_MS;
  return {
    companyId,
    condition: 'unprotected',
    subjectUid: machine.uid,
    subjectName: machine.name,
    open: isDue ? 'yes' : 'no',
    why: `A job lists it without a restore point${isDue ? '' : ', for less than the RPO'}.`,
  };
}
