import { VM_OBJECTS } from '../vspc/shared-lists';
import { WORKLOAD_KINDS, type VspcWorkload } from '../vspc/workload-endpoints';
import type { SourceResult } from '../reconciliation/source-result';
import { isRefused, missingOf, type ByCompany } from './by-company';
import { byUid, type ConnectionReads } from './connection-reads';
import type {
  LicenceFact,
  Microsoft365Fact,
  MissingPart,
  StorageFact,
  WorkloadFact,
} from './domain/documentation-observation';
import type { DocumentationField, DocumentationSettings } from './domain/documentation-settings';
import { pageLicences } from './page-licences';
import { pageMicrosoft365 } from './page-microsoft365';
import { pageStorage } from './page-storage';
import { pageWorkloads, type PageWorkloadKind, type WorkloadSources } from './page-workloads';

/** What VSPC itself learns of hourly and what is not asked for more often. */
export interface SlowParts {
  readonly workloads: ByCompany<WorkloadFact>;
  readonly repositories: ByCompany<StorageFact>;
  readonly microsoft365: ByCompany<Microsoft365Fact>;
  readonly licences: ByCompany<LicenceFact>;
}

const NOT_READ: MissingPart = { missing: 'unread', detail: 'Not asked for in this pass.' };

type Around = Omit<WorkloadSources, 'workloads' | 'vmObjects'>;

type Reads = Pick<ConnectionReads, 'list' | 'workloads'>;

export type SlowPart = keyof SlowParts;

const PARTS: Readonly<Record<SlowPart, readonly DocumentationField[]>> = {
  workloads: ['workloads', 'protectedWorkloads', 'staleWorkloads', 'unprotectedWorkloads', 'devices'],
  repositories: ['repositories', 'storageUsedGb'],
  microsoft365: ['microsoft365'],
  licences: ['licences'],
};

/** The parts that pages with these fields show: nothing is read for nobody. */
export function partsFor(fields: DocumentationSettings['fields']): ReadonlySet<SlowPart> {
  const parts = Object.keys(PARTS) as SlowPart[];
  return new Set(parts.filter((part) => PARTS[part].some((field) => fields[field] !== undefined)));
}

/** Each part is judged by its own reads: a role that may not see licences still sees machines. */
export async function readSlowParts(
  reads: Reads,
  around: Around,
  wanted: ReadonlySet<SlowPart>,
): Promise<SlowParts & Machines> {
  const [{ machines, workloads }, repositories, microsoft365, licences] = await Promise.all([
    wanted.has('workloads') ? readWorkloads(reads, around) : { machines: null, workloads: NOT_READ },
    wanted.has('repositories') ? readStorage(reads, around) : NOT_READ,
    wanted.has('microsoft365') ? readMicrosoft365(reads) : NOT_READ,
    wanted.has('licences') ? readLicences(reads) : NOT_READ,
  ]);
  return { machines, workloads, repositories, microsoft365, licences };
}

interface Machines {
  /** The virtual machines among the workloads; null: not read. */
  readonly machines: readonly VspcWorkload[] | null;
}

/** A list that this VSPC does not have is left out; it is only when there is none at all that the part is missing. */
async function readWorkloads(reads: Reads, around: Around): Promise<Pick<SlowParts, 'workloads'> & Machines> {
  const kinds = WORKLOAD_KINDS.filter((kind): kind is PageWorkloadKind => kind !== 'm365');
  const isListing = around.jobs.some((job) => job.type === 'BackupVm');
  const [vmObjects, ...lists] = await Promise.all([
    isListing ? reads.list('vmObjects', VM_OBJECTS.list, VM_OBJECTS.keyOf) : null,
    ...kinds.map((kind) => reads.workloads(kind)),
  ]);
  const listOf = (kind: PageWorkloadKind): SourceResult<readonly VspcWorkload[]> | undefined =>
    lists[kinds.indexOf(kind)];
  const readable = lists.filter((list) => !isRefused(list));
  const listing = vmObjects === null || isRefused(vmObjects) ? [] : [vmObjects];
  const missing = missingOf('Workloads', readable.length === 0 ? lists : [...readable, ...listing]);
  if (missing) return { workloads: missing, machines: null };
  const workloads = pageWorkloads({
    ...around,
    workloads: readable.flatMap((list) => list.value),
    // What is not among the protected ones is unprotected only where those can be seen.
    vmObjects: listOf('vm')?.complete === true ? listing.flatMap((list) => list.value) : [],
    agentObjects: ['server-computer', 'console-computer'].every((kind) => listOf(kind as PageWorkloadKind)?.complete)
      ? around.agentObjects
      : [],
  });
  return { workloads, machines: listOf('vm')?.value ?? [] };
}

async function readStorage(reads: Reads, around: Around): Promise<SlowParts['repositories']> {
  const [repositories, cloud, hosted] = await Promise.all([
    reads.list('repositories', (vspc) => vspc.servers.repositories(), byUid),
    reads.list('cloudQuotas', (vspc) => vspc.usage.tenantResources(), byUid),
    reads.list('hostedQuotas', (vspc) => vspc.usage.hostedRepositoryQuotas(), byUid),
  ]);
  const quotas = [cloud, hosted].filter((list) => !isRefused(list));
  const missing = missingOf('Repositories', [repositories, ...quotas]);
  if (missing) return missing;
  const { companies, servers } = around;
  return pageStorage({
    companies,
    servers,
    repositories: repositories.value,
    cloudQuotas: cloud.value,
    hostedQuotas: hosted.value,
  });
}

async function readMicrosoft365(reads: Reads): Promise<SlowParts['microsoft365']> {
  const [tenants, jobs, objects] = await Promise.all([
    reads.list('m365Organizations', (vspc) => vspc.m365.organizations(), byUid),
    reads.list('m365Jobs', (vspc) => vspc.m365.jobs(), byUid),
    reads.workloads('m365'),
  ]);
  const missing = missingOf('Microsoft 365 tenants', [tenants, jobs, objects]);
  return missing ?? pageMicrosoft365({ tenants: tenants.value, jobs: jobs.value, objects: objects.value });
}

async function readLicences(reads: Reads): Promise<SlowParts['licences']> {
  const usage = await reads.list(
    'licenceUsage',
    (vspc) => vspc.licences.usage(),
    ({ organizationUid }) => organizationUid,
  );
  return missingOf('Licences', [usage]) ?? pageLicences(usage.value);
}
