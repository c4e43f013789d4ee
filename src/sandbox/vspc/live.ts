import { utcDateOf } from '../../kernel/civil-date';
import type { SandboxClock } from '../http/stand-in';
import { uuidFrom } from './async-actions';
import { finishRow, startRow } from './live-jobs';
import type { JobOutcome, JobRow } from './live-jobs';
import type { VspcRelease } from './rest-version';
import type { VspcAlarmActivation, VspcActiveAlarm } from './shapes/alarm-shapes';
import type { VspcJob } from './shapes/job-shapes';
import type { VspcActivity } from './shapes/log-shapes';
import type { VspcUsage } from './shapes/organization-shapes';
import type { TableViews } from './table-views';
import type { TableName, VspcData, VspcTables } from './vspc-data';

export interface AlarmRaise {
  readonly templateUid: string;
  readonly object: VspcActiveAlarm['object'];
  readonly status: 'Error' | 'Warning' | 'Info';
  readonly message?: string;
  readonly at?: Date;
}

export interface UsageDay {
  readonly companyUid: string;
  readonly locationUid: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * What happens inside a VSPC while nobody asks: jobs run, agents vanish, alarms come and go, people map and rename.
 * Every change goes through here, so that remembered lists are forgotten. What is not there throws.
 */
export class VspcLive {
  private created = 0;
  private usageSeen = 0;
  private readonly usageIndex = new Map<string, VspcUsage>();

  constructor(
    private readonly data: VspcData,
    private readonly views: TableViews,
    private readonly clock: SandboxClock,
  ) {}

  /** Running hides the last result: new start, old end (facts 4.2). */
  startJob(uid: string, at?: Date): void {
    const { table, row } = this.findJob(uid);
    startRow({ table, row } as JobRow, at ?? this.clock.now());
    this.views.touchContent(table);
  }

  finishJob(uid: string, outcome: JobOutcome): void {
    const { table, row } = this.findJob(uid);
    finishRow({ table, row } as JobRow, { ...outcome, at: outcome.at ?? this.clock.now() });
    this.views.touchContent(table);
  }

  setJobEnabled(uid: string, isEnabled: boolean): void {
    const { table, row } = this.findJob(uid);
    if (table !== 'serverAgentObjects') row.isEnabled = isEnabled;
    this.views.touchContent(table);
  }

  /** The next run, where the kind of job has one; null for a job that waits for a person. */
  setNextRun(uid: string, at: Date | null): void {
    const found = this.findJob(uid);
    if (found.table === 'jobs') {
      const schedule = at === null ? null : { ...found.row.schedule, startDateTime: at, startDateTimeUtc: at };
      found.row.schedule = schedule;
    } else if (found.table !== 'serverAgentObjects') found.row.nextRun = at;
    this.views.touchContent(found.table);
  }

  /** Assigns a hosted job to a company; null takes it away again. */
  mapJob(uid: string, companyUid: string | null): void {
    this.get('jobs', 'uniqueUid', uid).mappedOrganizationUid = companyUid;
    this.views.touchContent('jobs');
  }

  mapVb365Organization(uid: string, companyUid: string | null): void {
    const tenant = this.get('vb365Organizations', 'instanceUid', uid);
    const companyName = companyUid === null ? null : this.get('companies', 'instanceUid', companyUid).name;
    tenant.mappedOrganizationUid = companyUid;
    tenant.mappedOrganizationName = companyName;
    for (const job of this.data.vb365Jobs.filter((candidate) => candidate.vb365OrganizationUid === uid)) {
      job.vspcOrganizationUid = companyUid;
      job.vspcOrganizationName = companyName;
    }
    this.remove('vb365Mappings', (mapping) => mapping.vb365OrganizationUid === uid);
    if (companyUid !== null && companyName !== null) {
      this.data.vb365Mappings.push({
        instanceUid: this.newUid(),
        vb365OrganizationUid: uid,
        vb365OrganizationName: tenant.name,
        vb365ServerUid: tenant.vb365ServerUid,
        vb365ServerName: tenant.vb365ServerName,
        companyUid,
        companyName,
      });
    }
    this.touch('vb365Organizations', 'vb365Jobs', 'vb365Mappings');
  }

  addJob(job: VspcJob): void {
    this.data.jobs.push(job);
    this.views.touch('jobs');
  }

  /** Takes a job out of every list that knows it. */
  removeJob(uid: string): void {
    const { table } = this.findJob(uid);
    if (table === 'agentJobs' || table === 'vb365Jobs') {
      this.remove(table, (row) => row.instanceUid === uid);
      return;
    }
    for (const name of JOB_TABLES) this.remove(name, (row) => row.uniqueUid === uid);
    for (const name of OBJECT_TABLES) this.remove(name, (row) => row.uniqueJobUid === uid);
  }

  setServerStatus(uid: string, status: VspcTables['backupServers'][number]['status']): void {
    this.get('backupServers', 'instanceUid', uid).status = status;
    this.views.touchContent('backupServers');
  }

  /** An agent that is not online sends nothing: its last heartbeat stands still. */
  setAgentConnection(uid: string, connection: 'Online' | 'Inaccessible', lastHeartbeat?: Date): void {
    const agent = this.get('managementAgents', 'instanceUid', uid);
    agent.connectionStatus = connection;
    agent.status = connection === 'Online' ? 'Healthy' : 'Inaccessible';
    if (connection === 'Online') agent.lastHeartbeatTime = lastHeartbeat ?? this.clock.now();
    else if (lastHeartbeat !== undefined) agent.lastHeartbeatTime = lastHeartbeat;
    this.views.touchContent('managementAgents');
  }

  /** One active alarm per template and object: raising it again counts it and keeps the former activation. */
  raiseAlarm({ templateUid, object, status, message, at }: AlarmRaise): string {
    const known = this.data.activeAlarms.find(
      (alarm) =>
        alarm.alarmTemplateUid === templateUid &&
        alarm.object.instanceUid === object.instanceUid &&
        alarm.object.objectUid === object.objectUid,
    );
    const alarm = known ?? {
      instanceUid: this.newUid(),
      alarmTemplateUid: templateUid,
      repeatCount: 0,
      object,
      lastActivation: this.activation(status, at),
      area: 'vspc',
      history: [],
    };
    if (known === undefined) this.data.activeAlarms.push(alarm);
    else known.history.push(known.lastActivation);
    alarm.repeatCount += 1;
    alarm.lastActivation = { ...this.activation(status, at), message: message ?? null };
    this.views.touch('activeAlarms');
    return alarm.instanceUid;
  }

  resolveAlarm(uid: string, remark?: string, at?: Date): void {
    this.changeAlarm(uid, 'Resolved', { remark, at });
  }

  acknowledgeAlarm(uid: string, remark?: string, at?: Date): void {
    this.changeAlarm(uid, 'Acknowledged', { remark, at });
  }

  /** Writes the counters of one company, location and day; counters not named stay. */
  setUsage({ companyUid, locationUid, day, counters }: UsageDay): void {
    const company = this.get('companies', 'instanceUid', companyUid);
    let row = this.usageRows().get(usageKey(companyUid, locationUid, day));
    if (row === undefined) {
      const date = new Date(`${day}T00:00:00Z`);
      row = { companyUid, locationUid, resellerUid: company.resellerUid, date, counters: [] };
      this.data.usage.push(row);
    }
    const kept = row.counters.filter(({ type }) => !Object.hasOwn(counters, type));
    row.counters = [...kept, ...Object.entries(counters).map(([type, value]) => ({ type, value }))];
    this.views.touch('usage');
  }

  /** Every company, location and day; grows with the table, from which nothing is ever taken. */
  private usageRows(): ReadonlyMap<string, VspcUsage> {
    for (const row of this.data.usage.slice(this.usageSeen)) {
      this.usageIndex.set(usageKey(row.companyUid, row.locationUid, utcDateOf(row.date)), row);
    }
    this.usageSeen = this.data.usage.length;
    return this.usageIndex;
  }

  /** A company is renamed through its organization, so that both change. */
  renameCompany(uid: string, name: string): void {
    this.get('companies', 'instanceUid', uid).name = name;
    this.get('organizations', 'instanceUid', uid).name = name;
    this.touch('companies', 'organizations');
  }

  /** Its jobs, usage and alarms stay for a while (facts 5). */
  deleteCompany(uid: string): void {
    this.get('companies', 'instanceUid', uid);
    this.remove('companies', (company) => company.instanceUid === uid);
    this.remove('organizations', (organization) => organization.instanceUid === uid);
    this.remove('locations', (location) => location.organizationUid === uid);
  }

  addActivity(activity: VspcActivity): void {
    this.data.activities.push(activity);
    this.views.touch('activities');
  }

  /** An upgrade; the build becomes the release's own. */
  setRelease(release: VspcRelease): void {
    this.data.server.release = release;
    this.data.server.build = undefined;
  }

  setKeyEnabled(key: string, isEnabled: boolean): void {
    const found = this.data.apiKeys.find((candidate) => candidate.key === key);
    if (found === undefined) throw missing('API key', 'given');
    found.isEnabled = isEnabled;
  }

  /** Everything that has no word of its own: overwrites properties of one row. */
  change<T extends TableName>(
    table: T,
    by: keyof VspcTables[T][number] & string,
    ...[value, values]: [string, Partial<VspcTables[T][number]>]
  ): void {
    Object.assign(this.get(table, by, value), values);
    this.views.touch(table);
  }

  private changeAlarm(uid: string, status: string, by: { remark: string | undefined; at: Date | undefined }): void {
    const alarm = this.get('activeAlarms', 'instanceUid', uid);
    alarm.history.push(alarm.lastActivation);
    const { message } = alarm.lastActivation;
    alarm.lastActivation = { ...this.activation(status, by.at), message, remark: by.remark ?? null };
    this.views.touchContent('activeAlarms');
  }

  private activation(status: string, at: Date | undefined): VspcAlarmActivation {
    return { instanceUid: this.newUid(), time: at ?? this.clock.now(), status };
  }

  private findJob(uid: string): JobRow {
    const job = this.views.find('jobs', 'uniqueUid', uid);
    if (job !== undefined) return { table: 'jobs', row: job as VspcJob };
    for (const [table, key] of OTHER_JOBS) {
      const row = this.views.find(table, key, uid);
      if (row !== undefined) return { table, row } as JobRow;
    }
    throw missing('job', uid);
  }

  private get<T extends TableName>(table: T, property: string, value: string): VspcTables[T][number] {
    const row = this.views.find(table, property, value);
    if (row === undefined) throw missing(table, value);
    return row as VspcTables[T][number];
  }

  private remove<T extends TableName>(table: T, isGone: (row: VspcTables[T][number]) => boolean): void {
    const rows: VspcTables[T][number][] = this.data[table];
    const kept = rows.filter((row) => !isGone(row));
    if (kept.length === rows.length) return;
    rows.splice(0, rows.length, ...kept);
    this.views.touch(table);
  }

  private touch(...tables: readonly TableName[]): void {
    for (const table of tables) this.views.touch(table);
  }

  private newUid(): string {
    this.created += 1;
    return uuidFrom(`live ${String(this.created)}`);
  }
}

const OTHER_JOBS = [
  ['agentJobs', 'instanceUid'],
  ['vb365Jobs', 'instanceUid'],
  ['serverAgentObjects', 'uniqueUid'],
] as const;

const JOB_TABLES = [
  'jobs',
  'vmJobs',
  'replicationJobs',
  'cdpJobs',
  'copyJobs',
  'simpleCopyJobs',
  'serverAgentJobs',
  'fileShareJobs',
  'fileShareCopyJobs',
  'fileCopyJobs',
  'vmCopyJobs',
  'objectStorageJobs',
  'objectStorageCopyJobs',
  'backupTapeJobs',
  'fileTapeJobs',
] as const;

const OBJECT_TABLES = [
  'vmObjects',
  'replicationObjects',
  'cdpObjects',
  'serverAgentObjects',
  'copyLinks',
  'simpleCopyLinks',
  'tapeLinks',
  'fileShareObjects',
] as const;

function missing(what: string, which: string): Error {
  return new Error(`VSPC stand-in: there is no ${what} ${which}.`);
}

function usageKey(companyUid: string, locationUid: string, day: string): string {
  return `${companyUid} ${locationUid} ${day}`;
}
