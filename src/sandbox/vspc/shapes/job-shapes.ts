import { flag, instant, listOf, must, number, oneOf, record, since, text, uuid, withNewer } from '../shape';
import type { RowOf } from '../shape';

const weekday = oneOf('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday');

/** 24 hours of one day: 0 permitted, 1 denied. */
const timePeriod = record({ day: weekday, hours: listOf(number) });

/** Facts 3.6. Times of day are the backup server's local time, their `Utc` twins are UTC. */
const scheduleShape = {
  startDateTime: instant,
  startDateTimeUtc: instant,
  dailyScheduleOptions: record({
    kind: oneOf('Everyday', 'SelectedDays', 'Unknown', 'WeekDays'),
    days: listOf(weekday),
    time: text,
    timeUtc: text,
  }),
  monthlyScheduleOptions: record({
    time: text,
    timeUtc: text,
    dayNumberInMonth: oneOf('First', 'Fourth', 'Last', 'OnDay', 'Second', 'Third', 'Unknown'),
    dayOfWeek: weekday,
    months: listOf(
      oneOf(
        'January',
        'February',
        'March',
        'April',
        'May',
        'June',
        'July',
        'August',
        'September',
        'October',
        'November',
        'December',
      ),
    ),
  }),
  periodicallyScheduleOptions: record({
    kind: oneOf('Days', 'Hours', 'Minutes', 'Seconds', 'Unknown'),
    fullPeriod: number,
    schedule: listOf(timePeriod),
  }),
  backupWindowOptions: record({ timePeriods: listOf(timePeriod) }),
  continuousScheduleEnabled: flag,
  chainingOptions: record({ previousJobId: uuid, previousJobName: text }),
};

const sessionTaskShape = {
  instanceUid: must(uuid),
  objectUid: uuid,
  objectName: text,
  totalObjects: number,
  processedObjects: number,
  readDataSize: number,
  transferredDataSize: number,
  startTime: instant,
  endTime: instant,
  duration: number,
  failureMessages: listOf(text),
  status: must(oneOf('Failed', 'Pending', 'Running', 'Success', 'Unknown', 'Warning')),
};

/**
 * Facts 3.6. `uniqueUid` is VSPC's id and unique here; `instanceUid` is the backup server's own and repeats on clones.
 * Durations are seconds, sizes bytes.
 */
export const jobShape = {
  status: must(
    oneOf(
      'Disabling',
      'Enabling',
      'Failed',
      'Idle',
      'None',
      'Running',
      'Starting',
      'Stopping',
      'Success',
      'Unknown',
      'WaitingRepository',
      'WaitingTape',
      'Warning',
    ),
  ),
  isEnabled: must(flag),
  instanceUid: must(uuid),
  uniqueUid: must(since('3.5.1', uuid)),
  name: must(text),
  description: text,
  createdBy: text,
  creationTime: instant,
  backupServerUid: must(uuid),
  locationUid: must(uuid),
  siteUid: uuid,
  organizationUid: must(uuid),
  mappedOrganizationUid: uuid,
  type: must(
    withNewer(
      oneOf(
        'AgentBackupJob',
        'AgentPolicy',
        'AhvStorageSnapshotJob',
        'AwsBackupJob',
        'AzureBackupJob',
        'BackupCopy',
        'BackupFile',
        'BackupFileCopy',
        'BackupToTape',
        'BackupVm',
        'CdpReplicationVM',
        'CopyFile',
        'CopyVm',
        'FileToTape',
        'GoogleBackupJob',
        'ObjectStorageBackup',
        'ObjectStorageBackupCopy',
        'OracleLogBackup',
        'PostgreSqlLogBackup',
        'ReplicationVM',
        'SimpleBackupCopy',
        'SobrMaintenance',
        'SqlLogBackup',
        'SureBackup',
        'Unknown',
      ),
      '3.6.1',
      'SobrMaintenance',
    ),
  ),
  lastRun: instant,
  lastEndTime: instant,
  lastDuration: number,
  processingRate: number,
  avgDuration: number,
  transferredData: number,
  backupChainSize: number,
  bottleneck: oneOf(
    'Network',
    'None',
    'Proxy',
    'Source',
    'SourceWanAccelerator',
    'Target',
    'TargetWanAccelerator',
    'Unknown',
  ),
  scheduleType: must(
    oneOf('BackupWindow', 'Chained', 'Continuously', 'Daily', 'Monthly', 'NotScheduled', 'Periodically', 'Unknown'),
  ),
  schedule: since('3.6.1', record(scheduleShape)),
  failureMessage: text,
  targetType: oneOf('Cloud', 'Local', 'None', 'Unknown'),
  destination: text,
  retentionLimit: number,
  retentionLimitType: oneOf('Days', 'None', 'RestorePoints', 'Unknown'),
  isGfsOptionEnabled: flag,
  lastSessionTasks: must(listOf(record(sessionTaskShape))),
};

export type VspcJob = RowOf<typeof jobShape>;
export type VspcSessionTask = RowOf<typeof sessionTaskShape>;
