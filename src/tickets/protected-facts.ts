import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import type { VspcJobObject } from '../vspc/job-endpoints';
import type { VspcJob } from '../vspc/parse-job';
import type { VspcWorkload, VspcWorkloadKind } from '../vspc/workload-endpoints';
import type { FactBase, SubjectId, WorkloadClass, WorkloadFact } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import { machineClass, placeOf, serverOf, type JobSurroundings, type Seen, type SeenJob } from './fact-parts';

/**
 * What is judged by its restore points. Objects of Microsoft 365 are not: whoever left the tenant keeps old restore
 * points for ever, so there the jobs are judged alone.
 */
export const JUDGED_WORKLOADS: readonly VspcWorkloadKind[] = [
  'vm',
  'console-computer',
  'server-computer',
  'file-share',
  'object-storage',
  'cloud-vm',
  'cloud-database',
  'cloud-file-share',
];

const TYPES: Readonly<Partial<Record<VspcWorkloadKind, string>>> = {
  vm: 'VirtualMachine',
  'console-computer': 'Computer',
  'server-computer': 'Computer',
  'file-share': 'FileShare',
  'object-storage': 'ObjectStorage',
  'cloud-vm': 'CloudVirtualMachine',
  'cloud-database': 'CloudDatabase',
  'cloud-file-share': 'CloudFileShare',
};

/** Subject ids of the jobs that make restore points, as the workload lists let them be found. */
export interface ProtectingJobs {
  /** Of a computer under VSPC itself: the job of its agent; of several, the one that is in trouble. */
  readonly byAgent: ReadonlyMap<string, SubjectId>;
  /** Of a computer under a backup server, `<server>/<host name in lower case>`. */
  readonly byComputer: ReadonlyMap<string, SubjectId>;
}

export function indexProtectingJobs(jobs: readonly SeenJob[]): ProtectingJobs {
  const byAgent = new Map<string, SubjectId>();
  const byComputer = new Map<string, SubjectId>();
  // What did not end well comes last and stays.
  const ordered = [...jobs].sort((left, right) => troubleOf(left) - troubleOf(right));
  for (const { fact } of ordered) {
    const id = idOf(fact);
    if (fact.kind === 'agent-job' && fact.agentKey !== null) byAgent.set(fact.agentKey, id);
    if (fact.kind === 'policy-computer') byComputer.set(computerKey(fact.serverKey, fact.computerName ?? ''), id);
  }
  return { byAgent, byComputer };
}

function troubleOf({ result }: SeenJob): number {
  return result === null || result.result === 'success' ? 0 : 1;
}

export function protectedWorkload(
  workload: VspcWorkload,
  source: SourceKey,
  jobs: ProtectingJobs,
  around: JobSurroundings,
): Seen<WorkloadFact> {
  const server = serverOf(workload.serverUid, around);
  const isComputer = workload.kind === 'console-computer' || workload.kind === 'server-computer';
  const vmJob = workload.kind === 'vm' ? around.jobs.find(workload.jobUid, workload.serverUid) : null;
  const owner = vmJob === null ? workload : { ...workload, mappedOrganizationUid: mappedOf(vmJob) };
  return {
    connection: around.connection,
    kind: 'workload',
    key: [workload.kind, workload.serverUid ?? '', workload.key].join('/'),
    name: workload.name,
    source,
    company: attributeCompany(owner, server, around.companies),
    ...placeOf(server, null),
    agentKey: workload.kind === 'console-computer' ? workload.reference : null,
    workload: classOf(workload),
    vendorType: TYPES[workload.kind] ?? 'Unknown',
    latestRestorePointAt: latestOf(workload),
    expectedRestorePointAt: null,
    restorePoints: workload.restorePoints,
    job: vmJob === null ? jobOf(workload, jobs) : subjectId(around.connection, 'vbr-job', vmJob.key),
    computerName: isComputer ? workload.name : null,
    serialNumber: null,
  };
}

/** Of a mapped job on a shared server the machine is that customer's too (facts 5.5). */
function mappedOf(job: Pick<VspcJob, 'key'> & Partial<Pick<VspcJob, 'mappedOrganizationUid'>>): string | null {
  return job.mappedOrganizationUid ?? null;
}

function jobOf({ key, kind, name, serverUid }: VspcWorkload, jobs: ProtectingJobs): SubjectId | null {
  if (kind === 'console-computer') return jobs.byAgent.get(key) ?? null;
  if (kind === 'server-computer') return jobs.byComputer.get(computerKey(serverUid, name)) ?? null;
  return null;
}

function computerKey(serverUid: string | null, name: string): string {
  return `${serverUid ?? ''}/${name.toLowerCase().split('.', 1)[0] ?? ''}`;
}

function classOf({ kind, mode }: VspcWorkload): WorkloadClass {
  switch (kind) {
    case 'vm':
      return 'vm';
    case 'console-computer':
    case 'server-computer':
      return machineClass(mode, '');
    case 'file-share':
    case 'object-storage':
      return 'file-share';
    case 'm365':
      return 'm365';
    default:
      return 'cloud';
  }
}

/** A snapshot protects as a backup does. */
function latestOf({ latestRestorePointDate, latestSnapshotDate }: VspcWorkload): number | null {
  const times = [latestRestorePointDate, latestSnapshotDate].flatMap((date) => (date ? [date.getTime()] : []));
  return times.length > 0 ? Math.max(...times) : null;
}

/** Machines that jobs list, told apart by whether a list of protected things has them. */
export interface ListedMachines {
  /** Without a restore point (facts 3.10). */
  readonly never: readonly Seen<WorkloadFact>[];
  /** What the others were called as long as they had none. */
  readonly protectedNow: readonly SubjectId[];
}

type ListedSurroundings = JobSurroundings & {
  readonly listed: { find(id: string | null, serverUid: string | null): VspcJob | null };
};

export function listedMachines(
  objects: readonly VspcJobObject[],
  workloads: readonly VspcWorkload[],
  source: SourceKey,
  around: ListedSurroundings,
): ListedMachines {
  const known = new Set(workloads.filter((workload) => workload.kind === 'vm').flatMap(namesOf));
  const never: Seen<WorkloadFact>[] = [];
  const protectedNow: SubjectId[] = [];
  for (const object of objects) {
    const job = around.listed.find(object.uniqueJobUid, null) ?? around.listed.find(object.jobUid, null);
    if (job === null || object.isExcluded === true) continue;
    const places = [object.hierarchyRef, object.name].flatMap((name) => placeOn(job.backupServerUid, name));
    if (places.some((place) => known.has(place)))
      protectedNow.push(subjectId(around.connection, 'workload', listedKey(job, object)));
    else if (!wasBackedUp(object)) never.push(listedMachine(object, job, source, around));
  }
  return { never, protectedNow };
}

function listedKey(job: VspcJob, object: VspcJobObject): string {
  return ['listed', job.key, object.uid].join('/');
}

/** Then it has a restore point that the list will tell. */
function wasBackedUp({ endTime, status }: VspcJobObject): boolean {
  return endTime !== null && status !== 'Failed';
}

function listedMachine(
  object: VspcJobObject,
  job: VspcJob,
  source: SourceKey,
  around: ListedSurroundings,
): Seen<WorkloadFact> {
  const server = serverOf(job.backupServerUid, around);
  return {
    connection: around.connection,
    kind: 'workload',
    key: listedKey(job, object),
    name: object.name,
    source,
    company: attributeCompany(job, server, around.companies),
    ...placeOf(server, job.siteUid),
    workload: 'vm',
    vendorType: 'VirtualMachine',
    latestRestorePointAt: null,
    expectedRestorePointAt: null,
    restorePoints: 0,
    job: subjectId(around.connection, 'vbr-job', job.key),
    computerName: null,
    serialNumber: null,
  };
}

function namesOf({ name, reference, serverUid }: VspcWorkload): string[] {
  return [name, reference].flatMap((known) => placeOn(serverUid, known));
}

/** What has no name there is not the same as something else without one. */
function placeOn(serverUid: string | null, name: string | null): string[] {
  return name === null || name === '' ? [] : [`${serverUid ?? ''}/${name}`];
}

function idOf({ connection, key, kind }: Seen<FactBase>): SubjectId {
  return subjectId(connection, kind, key);
}
