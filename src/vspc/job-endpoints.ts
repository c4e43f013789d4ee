import type { WireRecord } from '../http/wire-record';
import { jobKey, parseJob, type VspcJob } from './parse-job';
import type { VspcApi } from './vspc-api';
import { flagOrNull, numberOrNull, text, textOrNull, texts, uid, uidOrNull, word } from './vspc-fields';

/** What only the typed list of agent jobs tells: join it to the job by either id. */
export interface VspcServerAgentJob {
  readonly uid: string;
  readonly uniqueUid: string | null;
  readonly computers: number | null;
  readonly successfulComputers: number | null;
  /** Managed by the agent (a policy) or by the backup server. */
  readonly jobMode: string;
  readonly osType: string;
  /** `Server`, `Workstation`: the licence that its computers use. */
  readonly licenseType: string;
}

/** One computer of an agent job, with its own result. */
export interface VspcServerAgentObject {
  readonly uid: string;
  readonly uniqueUid: string | null;
  readonly jobUid: string | null;
  readonly uniqueJobUid: string | null;
  readonly backupServerUid: string | null;
  readonly agentUid: string | null;
  readonly computer: string;
  readonly status: string;
  readonly lastRun: Date | null;
  readonly lastEndTime: Date | null;
  readonly lastDurationSeconds: number | null;
  readonly restorePoints: number | null;
  readonly osType: string;
  readonly failureMessage: string | null;
}

/** Something that a job is made to protect, whether it ever was or not. */
export interface VspcJobObject {
  readonly uid: string;
  readonly jobUid: string | null;
  readonly uniqueJobUid: string | null;
  readonly name: string;
  readonly platform: string;
  /** The hypervisor's own id, by which the protected VM is found. */
  readonly hierarchyRef: string | null;
  readonly isExcluded: boolean | null;
  readonly status: string;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
  readonly messages: readonly string[];
}

/** The interval that a continuous job promises. */
export interface VspcJobRpo {
  readonly uid: string;
  readonly uniqueUid: string | null;
  /** Null when the job promises none. */
  readonly rpo: { readonly value: number; readonly unit: string } | null;
}

/** Lists of virtual machines by job (facts 3.6). */
export type VspcObjectKind = 'backupVmJobs' | 'replicationVmJobs';

const JOBS = '/infrastructure/backupServers/jobs';

/** The jobs of VBR servers. */
export class JobEndpoints {
  constructor(private readonly api: VspcApi) {}

  async *jobs(): AsyncGenerator<VspcJob, void, undefined> {
    const { capabilities } = await this.api.version();
    const sort = capabilities.uniqueJobIds ? ['uniqueUid'] : ['backupServerUid', 'instanceUid'];
    yield* this.api.list({ path: JOBS, sort, keyOf: jobKey, parse: parseJob });
  }

  agentJobs(): AsyncGenerator<VspcServerAgentJob, void, undefined> {
    return this.api.list({
      path: `${JOBS}/agentJobs`,
      sort: ['instanceUid'],
      keyOf: typedKey,
      parse: parseServerAgentJob,
    });
  }

  agentJobObjects(): AsyncGenerator<VspcServerAgentObject, void, undefined> {
    const path = `${JOBS}/agentJobs/objects`;
    return this.api.list({ path, sort: ['jobUid', 'instanceUid'], keyOf: objectKey, parse: parseServerAgentObject });
  }

  objects(kind: VspcObjectKind): AsyncGenerator<VspcJobObject, void, undefined> {
    const path = `${JOBS}/${kind}/objects`;
    return this.api.list({ path, sort: ['jobUid', 'instanceUid'], keyOf: objectKey, parse: parseJobObject });
  }

  cdpJobs(): AsyncGenerator<VspcJobRpo, void, undefined> {
    return this.api.list({
      path: `${JOBS}/cdpReplicationJobs`,
      sort: ['instanceUid'],
      keyOf: typedKey,
      parse: parseCdpRpo,
    });
  }

  backupCopyJobs(): AsyncGenerator<VspcJobRpo, void, undefined> {
    return this.api.list({
      path: `${JOBS}/backupCopyJobs`,
      sort: ['instanceUid'],
      keyOf: typedKey,
      parse: parseCopyRpo,
    });
  }

  simpleBackupCopyJobs(): AsyncGenerator<VspcJobRpo, void, undefined> {
    const path = `${JOBS}/simpleBackupCopyJobs`;
    return this.api.list({ path, sort: ['instanceUid'], keyOf: typedKey, parse: parseCopyRpo });
  }
}

/** VBR's id repeats on cloned servers, VSPC's does not. */
function typedKey(record: WireRecord): string | null {
  return uidOrNull(record, 'uniqueUid') ?? uidOrNull(record, 'instanceUid');
}

/** One object may be in several jobs. */
function objectKey(record: WireRecord): string | null {
  const own = uidOrNull(record, 'uniqueUid') ?? uidOrNull(record, 'instanceUid');
  const job = uidOrNull(record, 'uniqueJobUid') ?? uidOrNull(record, 'jobUid');
  return own === null ? null : `${job ?? ''} ${own}`;
}

function parseServerAgentJob(record: WireRecord): VspcServerAgentJob {
  return {
    uid: uid(record, 'instanceUid'),
    uniqueUid: uidOrNull(record, 'uniqueUid'),
    computers: numberOrNull(record, 'totalJobsCount'),
    successfulComputers: numberOrNull(record, 'successJobsCount'),
    jobMode: word(record, 'jobMode'),
    osType: word(record, 'osType'),
    licenseType: word(record, 'licenseType'),
  };
}

function parseServerAgentObject(record: WireRecord): VspcServerAgentObject {
  return {
    uid: uid(record, 'instanceUid'),
    uniqueUid: uidOrNull(record, 'uniqueUid'),
    jobUid: uidOrNull(record, 'jobUid'),
    uniqueJobUid: uidOrNull(record, 'uniqueJobUid'),
    backupServerUid: uidOrNull(record, 'backupServerUid'),
    agentUid: uidOrNull(record, 'agentUid'),
    computer: text(record, 'computer'),
    status: word(record, 'backupStatus'),
    lastRun: record.instantOrNull('lastRun'),
    lastEndTime: record.instantOrNull('lastEndTime'),
    lastDurationSeconds: numberOrNull(record, 'lastDuration'),
    restorePoints: numberOrNull(record, 'restorePointsCount'),
    osType: word(record, 'osType'),
    failureMessage: textOrNull(record, 'failureMessage'),
  };
}

function parseJobObject(record: WireRecord): VspcJobObject {
  const session = record.recordOrNull('lastSession');
  return {
    uid: uid(record, 'instanceUid'),
    jobUid: uidOrNull(record, 'jobUid'),
    uniqueJobUid: uidOrNull(record, 'uniqueJobUid'),
    name: text(record, 'name'),
    platform: word(record, 'platform'),
    hierarchyRef: textOrNull(record, 'hierarchyRef'),
    isExcluded: flagOrNull(record, 'isExcluded'),
    status: session ? word(session, 'backupStatus') : 'None',
    startTime: session?.instantOrNull('startTime') ?? null,
    endTime: session?.instantOrNull('endTime') ?? null,
    messages: session ? texts(session, 'messages') : [],
  };
}

function parseCdpRpo(record: WireRecord): VspcJobRpo {
  return rpoOf(record, numberOrNull(record, 'rpo'), word(record, 'rpoUnit'));
}

function parseCopyRpo(record: WireRecord): VspcJobRpo {
  const isOn = flagOrNull(record, 'isRpoOptionsEnabled') === true;
  return rpoOf(record, isOn ? numberOrNull(record, 'rpoOptionsValue') : null, word(record, 'rpoOptionsUnit'));
}

function rpoOf(record: WireRecord, value: number | null, unit: string): VspcJobRpo {
  return {
    uid: uid(record, 'instanceUid'),
    uniqueUid: uidOrNull(record, 'uniqueUid'),
    rpo: value === null || value <= 0 ? null : { value, unit },
  };
}
