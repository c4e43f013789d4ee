import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, flagOrNull, numberOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

export interface VspcM365Server {
  readonly uid: string;
  readonly name: string;
  readonly organizationUid: VspcCompanyUid | null;
  readonly locationUid: string | null;
  readonly managementAgentUid: string | null;
  readonly version: string | null;
  readonly status: string;
  readonly managementAgentStatus: string;
}

/** A Microsoft 365 tenant. */
export interface VspcM365Organization {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isBackedUp: boolean | null;
  readonly serverUid: string | null;
  readonly lastBackupTime: Date | null;
  /** From REST 3.6; before it, and where nobody mapped it, null. */
  readonly mappedOrganizationUid: VspcCompanyUid | null;
}

export interface VspcM365Mapping {
  readonly uid: string;
  readonly m365OrganizationUid: string;
  readonly m365OrganizationName: string | null;
  readonly companyUid: VspcCompanyUid | null;
  readonly serverUid: string | null;
}

/** A user with at least one restore point. */
export interface VspcM365User {
  readonly key: string;
  readonly tenantUid: string | null;
}

/** VSPC tells neither end nor duration. */
export interface VspcM365Job {
  readonly uid: string;
  readonly name: string;
  /** `BackupJob`, `CopyJob`. */
  readonly type: string;
  /** `Stopped` also when it never ran. */
  readonly status: string;
  readonly statusDetails: string | null;
  readonly isEnabled: boolean | null;
  readonly lastRun: Date | null;
  readonly nextRun: Date | null;
  /** Null: nobody mapped the tenant. */
  readonly organizationUid: VspcCompanyUid | null;
  readonly m365OrganizationUid: string | null;
  readonly serverUid: string | null;
  readonly serverName: string | null;
  readonly managementAgentUid: string | null;
  readonly repositoryUid: string | null;
  readonly repositoryName: string | null;
  readonly errors: readonly { readonly message: string; readonly type: string }[];
}

export interface VspcM365Schedule {
  readonly jobUid: string;
  /** Backup: `Daily`, `Periodically`, `ManualOnly`; copy: `DailyAtTime`, `Periodically`, `Immediate`. */
  readonly policyType: string;
  readonly isEnabled: boolean | null;
  /** The vendor's word: `Hours4`, `Minutes15`, … */
  readonly periodicallyEvery: string;
  /** `Everyday`, `Workdays`, a day of the week, … */
  readonly dailyType: string;
  readonly dailyTime: string | null;
  /** Minutes by which every period begins later than the full hour. */
  readonly offsetMinutes: number | null;
  /** The hours of a week from Sunday midnight on, 168 of them, true where it may run; null: at any time. */
  readonly window: readonly boolean[] | null;
  /** Copy jobs only. */
  readonly sourceJobUid: string | null;
}

/** Bytes; null where the storage tells none. */
export interface VspcM365Repository {
  readonly uid: string;
  readonly name: string;
  readonly capacityBytes: number | null;
  readonly freeBytes: number | null;
  readonly usedBytes: number | null;
  readonly isObjectStorage: boolean | null;
}

const SERVERS = '/infrastructure/vb365Servers';
const ORGANIZATIONS = `${SERVERS}/organizations`;
const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** Veeam Backup for Microsoft 365. */
export class M365Endpoints {
  constructor(private readonly api: VspcApi) {}

  servers(): AsyncGenerator<VspcM365Server, void, undefined> {
    return this.api.list({ path: SERVERS, ...BY_UID, parse: parseServer });
  }

  organizations(): AsyncGenerator<VspcM365Organization, void, undefined> {
    return this.api.list({ path: ORGANIZATIONS, ...BY_UID, parse: parseOrganization });
  }

  /** Provider administrators only (facts 1.6). */
  companyMappings(): AsyncGenerator<VspcM365Mapping, void, undefined> {
    return this.api.list({ path: `${ORGANIZATIONS}/companyMappings`, ...BY_UID, parse: parseMapping });
  }

  /** Once for each repository that holds something of them; VSPC passes the question on to the servers (facts 2.9). */
  protectedUsers(): AsyncGenerator<VspcM365User, void, undefined> {
    return this.api.list({
      path: '/protectedWorkloads/vb365ProtectedObjects',
      sort: [],
      query: { objectTypeFilter: 'User', orderBy: 'name', orderDirection: 'ascending' },
      keyOf: keyOfObject,
      parse: (record) => ({ key: text(record, 'id'), tenantUid: uidOrNull(record, 'vb365OrganizationUid') }),
    });
  }

  jobs(): AsyncGenerator<VspcM365Job, void, undefined> {
    return this.api.list({ path: `${ORGANIZATIONS}/jobs`, ...BY_UID, parse: parseM365Job });
  }

  backupSchedules(): AsyncGenerator<VspcM365Schedule, void, undefined> {
    return this.api.list({ path: `${ORGANIZATIONS}/jobs/backup`, ...BY_UID, parse: parseM365Schedule });
  }

  copySchedules(): AsyncGenerator<VspcM365Schedule, void, undefined> {
    return this.api.list({ path: `${ORGANIZATIONS}/jobs/copy`, ...BY_UID, parse: parseM365Schedule });
  }

  repositories(serverUid: string): AsyncGenerator<VspcM365Repository, void, undefined> {
    const path = `${SERVERS}/${encodeURIComponent(serverUid)}/backupRepositories`;
    const operation = `GET ${SERVERS}/{id}/backupRepositories`;
    return this.api.list({ path, operation, ...BY_UID, parse: parseRepository });
  }
}

function keyOfObject(record: WireRecord): string | null {
  const parts = [textOrNull(record, 'id'), textOrNull(record, 'repositoryUid')];
  return parts.includes(null) ? null : parts.join(' ').toLowerCase();
}

function parseServer(record: WireRecord): VspcM365Server {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    locationUid: uidOrNull(record, 'locationUid'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
    version: textOrNull(record, 'version'),
    status: word(record, 'status'),
    managementAgentStatus: word(record, 'managementAgentStatus'),
  };
}

function parseOrganization(record: WireRecord): VspcM365Organization {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    type: word(record, 'type'),
    isBackedUp: flagOrNull(record, 'isBackedUp'),
    serverUid: uidOrNull(record, 'vb365ServerUid'),
    lastBackupTime: record.instantOrNull('lastBackupTime'),
    mappedOrganizationUid: companyUidOrNull(record, 'mappedOrganizationUid'),
  };
}

function parseMapping(record: WireRecord): VspcM365Mapping {
  return {
    uid: uid(record, 'instanceUid'),
    m365OrganizationUid: uid(record, 'vb365OrganizationUid'),
    m365OrganizationName: textOrNull(record, 'vb365OrganizationName'),
    companyUid: companyUidOrNull(record, 'companyUid'),
    serverUid: uidOrNull(record, 'vb365ServerUid'),
  };
}

function parseM365Job(record: WireRecord): VspcM365Job {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    type: word(record, 'jobType'),
    status: word(record, 'lastStatus'),
    statusDetails: textOrNull(record, 'lastStatusDetails'),
    isEnabled: flagOrNull(record, 'isEnabled'),
    lastRun: record.instantOrNull('lastRun'),
    nextRun: record.instantOrNull('nextRun'),
    organizationUid: companyUidOrNull(record, 'vspcOrganizationUid'),
    m365OrganizationUid: uidOrNull(record, 'vb365OrganizationUid'),
    serverUid: uidOrNull(record, 'vb365ServerUid'),
    serverName: textOrNull(record, 'vb365ServerName'),
    managementAgentUid: uidOrNull(record, 'managementAgentUid'),
    repositoryUid: uidOrNull(record, 'repositoryUid'),
    repositoryName: textOrNull(record, 'repositoryName'),
    errors: record.records('lastErrorLogRecords').map((entry) => ({
      message: text(entry, 'message'),
      type: word(entry, 'logType'),
    })),
  };
}

function parseM365Schedule(record: WireRecord): VspcM365Schedule {
  const policy = record.recordOrNull('schedulePolicy');
  const window = policy && windowOf(policy);
  return {
    jobUid: uid(record, 'instanceUid'),
    policyType: policy ? word(policy, 'schedulePolicyType') : 'Unknown',
    isEnabled: policy && flagOrNull(policy, 'scheduleEnabled'),
    periodicallyEvery: policy ? word(policy, 'periodicallyEvery') : 'Unknown',
    dailyType: policy ? word(policy, 'dailyType') : 'Unknown',
    dailyTime: policy && textOrNull(policy, 'dailyTime'),
    offsetMinutes:
      (policy && numberOrNull(policy, 'periodicallyOffsetMinutes')) ?? (window && numberOrNull(window, 'minuteOffset')),
    window: window?.items('backupWindow').map((hour) => hour !== false) ?? null,
    sourceJobUid: uidOrNull(record, 'sourceBackupJobUid'),
  };
}

/** That of periodical jobs goes before the general one; what is switched off is not looked at. */
function windowOf(policy: WireRecord): WireRecord | null {
  const periodical =
    flagOrNull(policy, 'periodicallyWindowEnabled') === true ? policy.recordOrNull('periodicallyWindowSettings') : null;
  const general =
    flagOrNull(policy, 'backupWindowEnabled') === true ? policy.recordOrNull('backupWindowSettings') : null;
  return periodical ?? general;
}

function parseRepository(record: WireRecord): VspcM365Repository {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    capacityBytes: numberOrNull(record, 'capacityBytes'),
    freeBytes: numberOrNull(record, 'freeSpaceBytes'),
    usedBytes: numberOrNull(record, 'usedSpaceBytes'),
    isObjectStorage: flagOrNull(record, 'isObjectStorageRepository'),
  };
}
