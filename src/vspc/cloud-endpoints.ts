import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import type { VspcApi } from './vspc-api';
import { companyUidOrNull, text, textOrNull, uid, uidOrNull, word } from './vspc-fields';

/** A policy of a public-cloud appliance. What it did shows in its objects only, but for networks. */
export interface VspcCloudPolicy {
  readonly uid: string;
  readonly name: string;
  /** What it does now, not how it ended: `Idle`, `Running`, … (`None` before REST 3.6). */
  readonly status: string;
  /** `Enabled`, `Disabled`. */
  readonly state: string;
  readonly backupServerUid: string | null;
  readonly applianceUid: string | null;
  readonly organizationUid: VspcCompanyUid | null;
  readonly platform: string;
  /** Typed lists only. */
  readonly nextRun: Date | null;
  /** Networks only. */
  readonly lastBackup: VspcCloudSession | null;
}

export interface VspcCloudObject {
  readonly uid: string;
  readonly name: string;
  readonly policyUid: string | null;
  readonly policyName: string | null;
  readonly backupServerUid: string | null;
  readonly resourceId: string | null;
  readonly lastBackup: VspcCloudSession | null;
  readonly lastArchive: VspcCloudSession | null;
  readonly lastSnapshot: VspcCloudSession | null;
  readonly lastReplicaSnapshot: VspcCloudSession | null;
}

export interface VspcCloudSession {
  readonly status: string;
  readonly endTime: Date | null;
  readonly failureMessage: string | null;
}

export type VspcCloudKind = 'virtualMachines' | 'databases' | 'fileShares';

const POLICIES = '/infrastructure/backupServers/publicCloud/policies';
const BY_UID = {
  sort: ['instanceUid'],
  keyOf: (record: WireRecord): string | null => uidOrNull(record, 'instanceUid'),
};

/** AWS, Azure and Google appliances. */
export class CloudEndpoints {
  constructor(private readonly api: VspcApi) {}

  /** All kinds, without next run. */
  policies(): AsyncGenerator<VspcCloudPolicy, void, undefined> {
    return this.api.list({ path: POLICIES, ...BY_UID, parse: parseCloudPolicy });
  }

  typedPolicies(kind: VspcCloudKind | 'networks'): AsyncGenerator<VspcCloudPolicy, void, undefined> {
    return this.api.list({ path: `${POLICIES}/${kind}`, ...BY_UID, parse: parseCloudPolicy });
  }

  /** One row for every object and policy. */
  objects(kind: VspcCloudKind): AsyncGenerator<VspcCloudObject, void, undefined> {
    const path = `${POLICIES}/${kind}/objects`;
    return this.api.list({ path, sort: ['policyUid', 'instanceUid'], keyOf: objectKey, parse: parseCloudObject });
  }
}

function objectKey(record: WireRecord): string | null {
  const own = uidOrNull(record, 'instanceUid');
  return own === null ? null : `${uidOrNull(record, 'policyUid') ?? ''} ${own}`;
}

function parseCloudPolicy(record: WireRecord): VspcCloudPolicy {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'name'),
    status: word(record, 'status'),
    state: word(record, 'state'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    applianceUid: uidOrNull(record, 'applianceUid'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    platform: word(record, 'platformType'),
    nextRun: record.instantOrNull('nextRun'),
    lastBackup: parseSession(record.recordOrNull('lastBackup')),
  };
}

function parseCloudObject(record: WireRecord): VspcCloudObject {
  return {
    uid: uid(record, 'instanceUid'),
    name: text(record, 'instanceName'),
    policyUid: uidOrNull(record, 'policyUid'),
    policyName: textOrNull(record, 'policyName'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    resourceId: textOrNull(record, 'resourceId'),
    lastBackup: parseSession(record.recordOrNull('lastBackup')),
    lastArchive: parseSession(record.recordOrNull('lastArchive')),
    lastSnapshot: parseSession(record.recordOrNull('lastSnapshot')),
    lastReplicaSnapshot: parseSession(record.recordOrNull('lastReplicaSnapshot')),
  };
}

function parseSession(session: WireRecord | null): VspcCloudSession | null {
  return (
    session && {
      status: word(session, 'status'),
      endTime: session.instantOrNull('endTime'),
      failureMessage: textOrNull(session, 'failureMessage'),
    }
  );
}
