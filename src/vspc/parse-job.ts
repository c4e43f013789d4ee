import type { WireRecord } from '../http/wire-record';
import type { VspcCompanyUid } from '../kernel/ids';
import { parseJobSchedule, type VspcJobSchedule } from './parse-job-schedule';
import type { RestVersion } from './rest-version';
import {
  companyUidOrNull,
  numberOrNull,
  requiredFlag,
  requiredWord,
  text,
  textOrNull,
  texts,
  uid,
  uidOrNull,
  word,
} from './vspc-fields';

/** A job of a VBR server. While it runs, `lastRun` is the new start and `lastEndTime` the end before (facts 4.2). */
export interface VspcJob {
  /** Unique on this server and stable: VSPC's own id, else `<backup server>/<VBR's id>`. */
  readonly key: string;
  /** VBR's id; repeats when a server was cloned. */
  readonly uid: string;
  /** VSPC's id; null before REST 3.5. */
  readonly uniqueUid: string | null;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly isEnabled: boolean;
  readonly backupServerUid: string | null;
  readonly locationUid: string | null;
  /** Set on Cloud Connect servers. */
  readonly siteUid: string | null;
  /** Owner of the server: the provider for hosted ones. */
  readonly organizationUid: VspcCompanyUid | null;
  readonly mappedOrganizationUid: VspcCompanyUid | null;
  readonly lastRun: Date | null;
  readonly lastEndTime: Date | null;
  readonly lastDurationSeconds: number | null;
  readonly averageDurationSeconds: number | null;
  readonly scheduleType: string;
  /** Null before REST 3.6.1, and when not scheduled. */
  readonly schedule: VspcJobSchedule | null;
  readonly failureMessage: string | null;
  readonly destination: string | null;
  readonly targetType: string;
  readonly transferredBytes: number | null;
  readonly backupChainBytes: number | null;
  /** VM backup and replication only. */
  readonly tasks: readonly VspcSessionTask[];
}

export interface VspcSessionTask {
  readonly objectUid: string | null;
  readonly objectName: string;
  readonly status: string;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
  readonly messages: readonly string[];
}

/** Null when the job has no id at all. */
export function jobKey(record: WireRecord, rest: RestVersion): string | null {
  const unique = uniqueUidOf(record, rest);
  if (unique !== null) return unique;
  const own = uidOrNull(record, 'instanceUid');
  return own === null ? null : `${uidOrNull(record, 'backupServerUid') ?? ''}/${own}`;
}

export function parseJob(record: WireRecord, rest: RestVersion): VspcJob {
  const own = uid(record, 'instanceUid');
  return {
    key: jobKey(record, rest) ?? own,
    uid: own,
    uniqueUid: uniqueUidOf(record, rest),
    name: text(record, 'name'),
    type: word(record, 'type'),
    status: requiredWord(record, 'status'),
    isEnabled: requiredFlag(record, 'isEnabled'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    locationUid: uidOrNull(record, 'locationUid'),
    siteUid: uidOrNull(record, 'siteUid'),
    organizationUid: companyUidOrNull(record, 'organizationUid'),
    mappedOrganizationUid: companyUidOrNull(record, 'mappedOrganizationUid'),
    ...parseLastSession(record),
    scheduleType: word(record, 'scheduleType'),
    schedule: parseJobSchedule(record.recordOrNull('schedule')),
    destination: textOrNull(record, 'destination'),
    targetType: word(record, 'targetType'),
    backupChainBytes: numberOrNull(record, 'backupChainSize'),
    tasks: record.records('lastSessionTasks').map(parseTask),
  };
}

type LastSession = Pick<
  VspcJob,
  'lastRun' | 'lastEndTime' | 'lastDurationSeconds' | 'averageDurationSeconds' | 'failureMessage' | 'transferredBytes'
>;

function parseLastSession(record: WireRecord): LastSession {
  return {
    lastRun: record.instantOrNull('lastRun'),
    lastEndTime: record.instantOrNull('lastEndTime'),
    lastDurationSeconds: numberOrNull(record, 'lastDuration'),
    averageDurationSeconds: numberOrNull(record, 'avgDuration'),
    failureMessage: textOrNull(record, 'failureMessage'),
    transferredBytes: numberOrNull(record, 'transferredData'),
  };
}

/** With REST 3.5, and only there, `instanceUid` itself is VSPC's id (facts 1.8). */
function uniqueUidOf(record: WireRecord, rest: RestVersion): string | null {
  return uidOrNull(record, 'uniqueUid') ?? (rest === '3.5' ? uidOrNull(record, 'instanceUid') : null);
}

function parseTask(record: WireRecord): VspcSessionTask {
  return {
    objectUid: uidOrNull(record, 'objectUid'),
    objectName: text(record, 'objectName'),
    status: word(record, 'status'),
    startTime: record.instantOrNull('startTime'),
    endTime: record.instantOrNull('endTime'),
    messages: texts(record, 'failureMessages'),
  };
}
