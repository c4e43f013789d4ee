import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import {
  companyUidOrNull,
  numberOrNull,
  requiredWord,
  text,
  textOrNull,
  uid,
  uidOrNull,
  word,
  flagOrNull,
} from './vspc-fields';

/** A job of an agent that VSPC manages; an agent under a VBR server shows among that server's jobs instead. */
export interface VspcAgentJob {
  readonly uid: string;
  readonly backupAgentUid: string | null;
  readonly organizationUid: VspcCompanyUid | null;
  readonly name: string;
  readonly status: string;
  readonly isEnabled: boolean | null;
  readonly policyUid: string | null;
  readonly policyName: string | null;
  readonly policyAssignStatus: string;
  readonly policyFailureMessage: string | null;
  /** `Server`, `Workstation`, `UnLicensed`. */
  readonly operationMode: string;
  readonly systemType: string;
  readonly destination: string | null;
  readonly targetType: string;
  readonly lastRun: Date | null;
  readonly lastEndTime: Date | null;
  readonly nextRun: Date | null;
  readonly lastDurationSeconds: number | null;
  readonly averageDurationSeconds: number | null;
  readonly scheduleType: string;
  readonly scheduleDisplayName: string | null;
  readonly failureMessage: string | null;
  readonly restorePoints: number | null;
  readonly backedUpBytes: number | null;
}

export function parseAgentJob(record: WireRecord): VspcAgentJob {
  return {
    uid: uid(record, 'instanceUid'),
    backupAgentUid: uidOrNull(record, 'backupAgentUid'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    name: text(record, 'name'),
    status: requiredWord(record, 'status'),
    isEnabled: flagOrNull(record, 'isEnabled'),
    policyUid: uidOrNull(record, 'backupPolicyUid'),
    policyName: textOrNull(record, 'backupPolicyName'),
    policyAssignStatus: word(record, 'backupPolicyAssignStatus'),
    policyFailureMessage: textOrNull(record, 'backupPolicyFailureMessage'),
    operationMode: word(record, 'operationMode'),
    systemType: word(record, 'systemType'),
    destination: textOrNull(record, 'destination'),
    targetType: word(record, 'targetType'),
    lastRun: record.instantOrNull('lastRun'),
    lastEndTime: record.instantOrNull('lastEndTime'),
    nextRun: record.instantOrNull('nextRun'),
    lastDurationSeconds: numberOrNull(record, 'lastDuration'),
    averageDurationSeconds: numberOrNull(record, 'avgDuration'),
    scheduleType: word(record, 'scheduleType'),
    scheduleDisplayName: textOrNull(record, 'scheduleDisplayName'),
    failureMessage: textOrNull(record, 'failureMessage'),
    restorePoints: numberOrNull(record, 'restorePoints'),
    backedUpBytes: numberOrNull(record, 'backedUpSize'),
  };
}
