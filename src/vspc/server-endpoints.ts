import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, flagOrNull, numberOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

export interface VspcBackupServer {
  readonly uid: string;
  readonly name: string;
  /** The owner: the provider for `Hosted` and `CloudConnect`. */
  readonly organizationUid: VspcCompanyUid | null;
  readonly locationUid: string | null;
  readonly managementAgentUid: string | null;
  readonly version: string | null;
  /** `Client`, `Hosted`, `CloudConnect`. */
  readonly role: string;
  /** `Healthy`, `Warning`, `Inaccessible`. */
  readonly status: string;
}

export interface VspcRepository {
  readonly uid: string;
  readonly name: string;
  readonly backupServerUid: string | null;
  /** Null where the server knows nothing about it. */
  readonly info: VspcRepositoryInfo | null;
}

/** Sizes in bytes; null where the storage tells none, as object storage does: no percentage then. */
export interface VspcRepositoryInfo {
  /** Set on extents: do not sum them with their scale-out parent. */
  readonly parentRepositoryUid: string | null;
  readonly capacityBytes: number | null;
  readonly freeBytes: number | null;
  readonly usedBytes: number | null;
  readonly backupBytes: number | null;
  readonly isImmutable: boolean | null;
  readonly type: string;
  readonly status: string;
  readonly isCloud: boolean | null;
  readonly path: string | null;
  readonly hostName: string | null;
}

/** A Cloud Connect server. */
export interface VspcSite {
  readonly uid: string;
  readonly name: string;
  readonly backupServerUid: string | null;
  readonly managementAgentUid: string | null;
}

/** A Cloud Connect tenant. Its credentials are never read. */
export interface VspcTenant {
  readonly uid: string;
  readonly name: string;
  readonly siteUid: string | null;
  readonly companyUid: VspcCompanyUid | null;
  readonly isEnabled: boolean | null;
}

export interface VspcFailoverPlan {
  readonly uid: string;
  readonly name: string;
  readonly backupServerUid: string | null;
  readonly tenantUid: string | null;
  readonly status: string;
  /** From REST 3.6.1. */
  readonly lastSession: {
    readonly endTime: Date | null;
    readonly status: string;
    readonly message: string | null;
  } | null;
}

const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** What the jobs run on. */
export class ServerEndpoints {
  constructor(private readonly api: VspcApi) {}

  backupServers(): AsyncGenerator<VspcBackupServer, void, undefined> {
    return this.api.list({ path: '/infrastructure/backupServers', ...BY_UID, parse: parseBackupServer });
  }

  /** With their sizes. */
  repositories(): AsyncGenerator<VspcRepository, void, undefined> {
    const query = { expand: 'BackupRepositoryInfo' };
    const path = '/infrastructure/backupServers/repositories';
    return this.api.list({ path, ...BY_UID, query, parse: parseRepository });
  }

  sites(): AsyncGenerator<VspcSite, void, undefined> {
    const keyOf = (record: WireRecord): string | null => uidOrNull(record, 'siteUid');
    return this.api.list({ path: '/infrastructure/sites', sort: ['siteUid'], keyOf, parse: parseSite });
  }

  tenants(): AsyncGenerator<VspcTenant, void, undefined> {
    return this.api.list({ path: '/infrastructure/sites/tenants', ...BY_UID, parse: parseTenant });
  }

  failoverPlans(): AsyncGenerator<VspcFailoverPlan, void, undefined> {
    return this.api.list({ path: '/infrastructure/backupServers/failoverplans', ...BY_UID, parse: parseFailoverPlan });
  }
}

function parseBackupServer(record: WireRecord): VspcBackupServer {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    locationUid: uidOrNull(record, 'locationUid'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
    version: textOrNull(record, 'displayVersion') ?? textOrNull(record, 'version'),
    role: word(record, 'backupServerRoleType'),
    status: word(record, 'status'),
  };
}

/** The expanded part lies in `_embedded` itself, or one level deeper. */
function parseRepository(record: WireRecord): VspcRepository {
  const embedded = record.recordOrNull('_embedded');
  const info = embedded?.recordOrNull('backupRepositoryInfo') ?? embedded;
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    info: info?.has('type') || info?.has('status') ? parseRepositoryInfo(info) : null,
  };
}

function parseRepositoryInfo(info: WireRecord): VspcRepositoryInfo {
  return {
    parentRepositoryUid: uidOrNull(info, 'parentRepositoryUid'),
    capacityBytes: sizeWhere(info, 'capacity', 'isCapacityAvailable'),
    freeBytes: sizeWhere(info, 'freeSpace', 'isFreeSpaceAvailable'),
    usedBytes: sizeWhere(info, 'usedSpace', 'isUsedSpaceAvailable'),
    backupBytes: numberOrNull(info, 'backupSize'),
    isImmutable: flagOrNull(info, 'isImmutabilityEnabled'),
    type: word(info, 'type'),
    status: word(info, 'status'),
    isCloud: flagOrNull(info, 'isCloud'),
    path: textOrNull(info, 'path'),
    hostName: textOrNull(info, 'hostName'),
  };
}

function sizeWhere(info: WireRecord, name: string, available: string): number | null {
  return flagOrNull(info, available) === false ? null : numberOrNull(info, name);
}

function parseSite(record: WireRecord): VspcSite {
  return {
    uid: uid(record, 'siteUid'),
    name: text(record, 'siteName'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
  };
}

function parseTenant(record: WireRecord): VspcTenant {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    siteUid: uidOrNull(record, 'siteUid'),
    companyUid: companyUidOrNull(record, 'assignedForCompany'),
    isEnabled: flagOrNull(record, 'isEnabled'),
  };
}

function parseFailoverPlan(record: WireRecord): VspcFailoverPlan {
  const session = record.recordOrNull('lastSession');
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    tenantUid: uidOrNull(record, 'tenantUid'),
    status: word(record, 'status'),
    lastSession: session && {
      endTime: session.instantOrNull('endTime'),
      status: word(session, 'status'),
      message: textOrNull(session, 'message'),
    },
  };
}
