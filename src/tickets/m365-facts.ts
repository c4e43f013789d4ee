import type { SourceKey } from '../kernel/change';
import { attributeCompany } from '../mapping/domain/attribute-company';
import type { VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcM365Job, VspcM365Schedule, VspcM365Server } from '../vspc/m365-endpoints';
import { normaliseResult } from '../vspc/normalise-result';
import type { JobSchedule, ScheduleType, ScheduleWindow, SourceFact, Weekday } from './domain/workload-facts';
import { subjectId } from './domain/workload-facts';
import { jobBase, millisOf, placeOf, terminal, type FactSurroundings, type Seen, type SeenJob } from './fact-parts';
import { minutesOf, weekdayOf } from './job-schedule';
import { heartbeatOf } from './source-facts';

const MINUTE_MS = 60_000;
const WEEK_HOURS = 7 * 24;
const DAILY_TYPES: ReadonlyMap<string, readonly Weekday[]> = new Map<string, readonly Weekday[]>([
  ['Everyday', []],
  ['Workdays', [1, 2, 3, 4, 5]],
  ['Weekends', [6, 0]],
]);

/**
 * A job of Veeam Backup for Microsoft 365. VSPC tells the start of its last session only, so the start stands for the
 * end: a lower bound, as every count over results is.
 */
export function m365Job(
  job: VspcM365Job,
  schedule: VspcM365Schedule | null,
  source: SourceKey,
  around: FactSurroundings,
): SeenJob {
  const meaning = normaliseResult('vb365', job.status, job.lastRun !== null);
  const message = messageOf(job);
  const id = subjectId(around.connection, 'vb365-job', job.uid);
  const server = job.serverUid === null ? null : { uid: job.serverUid, name: job.serverName ?? '' };
  return {
    fact: {
      ...jobBase(around.connection, 'vb365-job', source),
      key: job.uid,
      name: job.name,
      company: attributeCompany(job, null, around.companies),
      ...placeOf(server, null),
      repositoryKey: job.repositoryUid,
      workload: 'm365',
      vendorType: job.type,
      enabled: job.isEnabled ?? true,
      scheduleType: m365ScheduleType(schedule),
      schedule: m365Schedule(schedule),
      lastStartAt: millisOf(job.lastRun),
      running: meaning === 'running',
      message,
      destination: job.repositoryName,
    },
    nextRunAt: millisOf(job.nextRun),
    result: terminal(id, meaning, { lastRun: job.lastRun, lastEndTime: job.lastRun, message }),
    isEndTold: false,
  };
}

/** A server of Veeam Backup for Microsoft 365 goes out of touch as a backup server does. */
export function m365ServerSource(
  server: VspcM365Server,
  managementAgents: ReadonlyMap<string, VspcManagementAgent>,
  source: SourceKey,
  around: FactSurroundings,
): Seen<SourceFact> {
  const heartbeat = heartbeatOf(managementAgents.get(server.managementAgentUid ?? '') ?? null);
  return {
    connection: around.connection,
    kind: 'server',
    key: server.uid,
    name: server.name,
    source,
    company: attributeCompany(server, null, around.companies),
    ...placeOf(server, null),
    workload: 'server',
    serialNumber: null,
    ...heartbeat,
    connected: heartbeat.connected && server.status !== 'Inaccessible',
  };
}

/** What the vendor says of it, and the errors of its log beneath. */
function messageOf({ errors, statusDetails }: VspcM365Job): string {
  const logged = errors.filter((entry) => entry.type !== 'Success').map((entry) => entry.message);
  return [...new Set([statusDetails ?? '', ...logged])].filter((text) => text !== '').join('\n');
}

export function m365ScheduleType(schedule: VspcM365Schedule | null): ScheduleType {
  if (schedule === null) return 'unknown';
  if (schedule.isEnabled === false) return 'not-scheduled';
  switch (schedule.policyType) {
    case 'Daily':
    case 'DailyAtTime':
      return 'daily';
    case 'Periodically':
      return 'periodically';
    case 'ManualOnly':
      return 'not-scheduled';
    // A copy that follows its source is due when something was backed up, which nothing tells.
    case 'Immediate':
    default:
      return 'unknown';
  }
}

/** Times of day are those of the Microsoft 365 server's wall clock. */
export function m365Schedule(schedule: VspcM365Schedule | null): JobSchedule | null {
  const type = m365ScheduleType(schedule);
  if (schedule !== null && type === 'daily') return dailyOf(schedule);
  if (schedule !== null && type === 'periodically') {
    const periodMs = periodOf(schedule.periodicallyEvery);
    const offsetMinutes = schedule.offsetMinutes ?? 0;
    return periodMs === null ? null : { type: 'periodically', periodMs, offsetMinutes, window: windowOf(schedule) };
  }
  return null;
}

function dailyOf({ dailyTime, dailyType }: VspcM365Schedule): JobSchedule | null {
  const minute = minutesOf(dailyTime);
  const named = weekdayOf(dailyType);
  const weekdays = DAILY_TYPES.get(dailyType) ?? (named.length > 0 ? named : null);
  return minute === null || weekdays === null ? null : { type: 'daily', minute, utcMinute: null, weekdays };
}

/** Of a week's hours that are not all there nothing is believed: a job may run at any time. */
function windowOf({ window }: VspcM365Schedule): ScheduleWindow | null {
  if (window?.length !== WEEK_HOURS) return null;
  return Array.from({ length: 7 }, (_, day) => window.slice(24 * day, 24 * (day + 1)));
}

/** `Minutes15`, `Hours4`. */
function periodOf(every: string): number | null {
  const match = /^(Minutes|Hours)(\d+)$/.exec(every);
  return match ? Number(match[2]) * (match[1] === 'Hours' ? 60 : 1) * MINUTE_MS : null;
}
