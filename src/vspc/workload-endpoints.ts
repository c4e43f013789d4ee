import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, numberOrNull, text, textOrNull, uidOrNull, word } from './vspc-fields';

export type VspcWorkloadKind = keyof typeof WORKLOAD_LISTS;

/** Something with at least one restore point; what was never backed up is in none of these lists (facts 3.10). */
export interface VspcWorkload {
  readonly kind: VspcWorkloadKind;
  /** Unique within kind and server. */
  readonly key: string;
  readonly name: string;
  readonly organizationUid: VspcCompanyUid | null;
  /** VBR or VB365 server; null for computers under VSPC itself. */
  readonly serverUid: string | null;
  /** Only where the list names one: VMs. */
  readonly jobUid: string | null;
  /** The hypervisor's, cloud's or agent's own id, by which a job's object is found. */
  readonly reference: string | null;
  /** Null also for a workload that only has snapshots. */
  readonly latestRestorePointDate: Date | null;
  /** Public cloud only. */
  readonly latestSnapshotDate: Date | null;
  /** `Server`, `Workstation` for computers; `User`, `Site`, `Teams`, `Group` for Microsoft 365; else `Unknown`. */
  readonly mode: string;
  readonly restorePoints: number | null;
  readonly sourceBytes: number | null;
  readonly backupBytes: number | null;
  readonly malwareState: string;
}

/** Where each kind is listed, and what its list calls the same things. */
interface WorkloadList {
  readonly path: string;
  /** Properties that together name a row; also its sort order. */
  readonly key: readonly string[];
  readonly name?: string;
  readonly server?: string;
  readonly reference?: string;
  /** Null where the list has only snapshots. */
  readonly backup?: string | null;
  readonly snapshot?: string;
  readonly mode?: string;
  readonly restorePoints?: string;
  readonly sourceSize?: string;
  readonly backupSize?: string;
}

const ROOT = '/protectedWorkloads';

const WORKLOAD_LISTS = {
  vm: {
    path: `${ROOT}/virtualMachines`,
    key: ['instanceUid'],
    reference: 'hierarchyRef',
    sourceSize: 'usedSourceSize',
    backupSize: 'totalRestorePointSize',
  },
  'console-computer': {
    path: `${ROOT}/computersManagedByConsole`,
    key: ['backupAgentUid'],
    reference: 'backupAgentUid',
    mode: 'operationMode',
  },
  'server-computer': {
    path: `${ROOT}/computersManagedByBackupServer`,
    key: ['instanceUid'],
    reference: 'sourceInstanceUid',
    mode: 'operationMode',
  },
  'file-share': { path: `${ROOT}/fileShares`, key: ['fileShareUid'], backupSize: 'totalShortTermBackupSize' },
  'object-storage': {
    path: `${ROOT}/objectStorages`,
    key: ['objectStorageUid', 'bucketUid'],
    name: 'bucketName',
    backupSize: 'totalShortTermBackupSize',
  },
  'cloud-vm': {
    path: `${ROOT}/publicCloud/virtualMachines`,
    key: ['instanceUid'],
    reference: 'resourceId',
    backup: 'latestBackupDate',
  },
  'cloud-database': {
    path: `${ROOT}/publicCloud/databases`,
    key: ['instanceUid'],
    reference: 'resourceId',
    backup: 'latestBackupDate',
    snapshot: 'latestSnapshotDate',
    restorePoints: 'backupCount',
    backupSize: 'totalSize',
  },
  'cloud-file-share': {
    path: `${ROOT}/publicCloud/fileShares`,
    key: ['fileShareUid'],
    reference: 'resourceId',
    backup: null,
    snapshot: 'latestSnapshotDate',
    restorePoints: 'snapshotsCount',
  },
  'cloud-network': {
    path: `${ROOT}/publicCloud/networks`,
    key: ['instanceId', 'policyUid'],
    name: 'regionName',
    reference: 'accountUid',
    backup: 'lastBackup',
    restorePoints: 'restorePointsCount',
  },
  m365: {
    path: `${ROOT}/vb365ProtectedObjects`,
    key: ['id', 'repositoryUid'],
    server: 'vb365ServerUid',
    reference: 'id',
    mode: 'protectedDataType',
    restorePoints: 'restorePointsCount',
  },
} as const satisfies Readonly<Record<string, WorkloadList>>;

export const WORKLOAD_KINDS = Object.keys(WORKLOAD_LISTS) as readonly VspcWorkloadKind[];

/** What is protected. */
export class WorkloadEndpoints {
  constructor(private readonly api: VspcApi) {}

  workloads(kind: VspcWorkloadKind): AsyncGenerator<VspcWorkload, void, undefined> {
    const list: WorkloadList = WORKLOAD_LISTS[kind];
    return this.api.list({
      path: list.path,
      // The Microsoft 365 list sorts by a parameter of its own, and only by few properties (facts 2.3).
      sort: kind === 'm365' ? [] : list.key,
      query: kind === 'm365' ? { orderBy: 'name', orderDirection: 'ascending' } : {},
      keyOf: (record) => keyOf(record, list),
      parse: (record) => parseWorkload(record, kind),
    });
  }
}

function parseWorkload(record: WireRecord, kind: VspcWorkloadKind): VspcWorkload {
  const list: WorkloadList = WORKLOAD_LISTS[kind];
  return {
    kind,
    key: keyOf(record, list) ?? '',
    name: text(record, list.name ?? 'name'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    serverUid: uidOrNull(record, list.server ?? 'backupServerUid'),
    jobUid: uidOrNull(record, 'jobUid'),
    reference: list.reference === undefined ? null : textOrNull(record, list.reference),
    latestRestorePointDate: list.backup === null ? null : record.instantOrNull(list.backup ?? 'latestRestorePointDate'),
    latestSnapshotDate: list.snapshot === undefined ? null : record.instantOrNull(list.snapshot),
    mode: list.mode === undefined ? 'Unknown' : word(record, list.mode),
    restorePoints: numberOrNull(record, list.restorePoints ?? 'restorePoints'),
    sourceBytes: list.sourceSize === undefined ? null : numberOrNull(record, list.sourceSize),
    backupBytes: list.backupSize === undefined ? null : numberOrNull(record, list.backupSize),
    malwareState: word(record, 'malwareState'),
  };
}

/** Null when a part is missing. */
function keyOf(record: WireRecord, list: WorkloadList): string | null {
  const parts = list.key.map((name) => textOrNull(record, name));
  return parts.includes(null) ? null : parts.join(' ').toLowerCase();
}
