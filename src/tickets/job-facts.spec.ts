import {
  consoleAgentJob,
  ENDED,
  NO_SCHEDULE,
  serverAgentObject,
  STARTED,
  surroundings,
  TONIGHT,
  vspcJob,
} from '../../test/support/vspc-rows';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcServerAgentObject } from '../vspc/job-endpoints';
import type { VspcAgentJob } from '../vspc/parse-agent-job';
import type { VspcJob } from '../vspc/parse-job';
import { agentJob, policyComputer, vbrJob } from './job-facts';
import { JobIndex } from './job-index';

const SOURCE = 'vspc:main/infrastructure/backupServers/jobs';
const ALPHA = { uid: 'alpha', name: 'Alpha', by: 'organization' };
const CHAINED = { ...NO_SCHEDULE, after: { jobUid: 'v0', jobName: 'First' } };
const PARENT = vspcJob({ key: 'j0', uid: 'v0', uniqueUid: 'j0' });

describe('a job of a backup server', () => {
  it.each<[string, Partial<VspcJob>, object]>([
    ['is keyed by the id of VSPC', {}, { kind: 'vbr-job', key: 'j1', name: 'Nightly', source: SOURCE }],
    ['of a customer’s own server is the customer’s', {}, { company: ALPHA, serverKey: 's1', serverName: 'VBR-01' }],
    [
      'on a hosted server that is mapped is the customer’s it is mapped to',
      { backupServerUid: 'h1', mappedOrganizationUid: vspcCompanyUid('beta') },
      { company: { uid: 'beta', name: 'Beta', by: 'mapped' }, serverKey: 'h1' },
    ],
    [
      'on a hosted server that nobody mapped is the provider’s',
      { backupServerUid: 'h1' },
      { company: { uid: null, name: 'Provider', by: 'provider' } },
    ],
    [
      'of a server that is not listed stands alone',
      { backupServerUid: 'gone' },
      { serverKey: null, serverName: null, company: ALPHA },
    ],
    ['on a Cloud Connect server has its site', { siteUid: 'site' }, { siteKey: 'site' }],
    ['knows its durations in milliseconds', {}, { averageDurationMs: 1_000_000 }],
    ['without an average has none', { averageDurationSeconds: null }, { averageDurationMs: null }],
    ['that runs', { status: 'Running' }, { running: true, lastStartAt: STARTED.getTime() }],
    ['that waits for a tape runs', { status: 'WaitingTape' }, { running: true }],
    ['that is disabled', { isEnabled: false }, { enabled: false }],
    ['backs up virtual machines', { type: 'ReplicationVM' }, { workload: 'vm', vendorType: 'ReplicationVM' }],
    ['writes to tape', { type: 'BackupToTape' }, { workload: 'tape' }],
    ['copies backups', { type: 'SimpleBackupCopy' }, { workload: 'copy' }],
    ['copies machines', { type: 'CopyVm' }, { workload: 'copy' }],
    ['backs up file shares', { type: 'BackupFile' }, { workload: 'file-share' }],
    ['copies file shares', { type: 'BackupFileCopy' }, { workload: 'copy' }],
    ['backs up object storage', { type: 'ObjectStorageBackup' }, { workload: 'file-share' }],
    ['backs up a cloud', { type: 'AzureBackupJob' }, { workload: 'cloud' }],
    ['backs up logs of machines', { type: 'SqlLogBackup' }, { workload: 'vm', continuous: true }],
    ['backs up computers', { type: 'AgentBackupJob' }, { workload: 'server' }],
    ['of a type that is new is a server’s', { type: 'Unknown' }, { workload: 'server' }],
    ['that copies at once never rests', { type: 'BackupCopy', scheduleType: 'Continuously' }, { continuous: true }],
    ['that copies daily does', { type: 'BackupCopy', scheduleType: 'Daily' }, { continuous: false }],
    [
      'after another one is chained to its key, not to the id of VBR',
      { scheduleType: 'Chained', schedule: CHAINED },
      { scheduleType: 'chained', schedule: { type: 'chained', parentKey: 'j0', parentName: 'First' } },
    ],
    [
      'after one that is not listed has no parent',
      { backupServerUid: 'h1', schedule: { ...CHAINED, after: { jobUid: 'gone', jobName: 'Gone' } } },
      { schedule: { type: 'chained', parentKey: null, parentName: 'Gone' } },
    ],
    [
      'that promises an interval is due by it',
      { key: 'cdp', type: 'CdpReplicationVM', scheduleType: 'Continuously' },
      { schedule: { type: 'continuously', rpoMs: 900_000, window: null } },
    ],
    [
      'that rests between its runs is not, whatever it promises',
      { key: 'cdp', type: 'BackupCopy', scheduleType: 'Daily' },
      { schedule: null },
    ],
  ])('%s', (_sentence, change, expected) => {
    const around = surroundings({ jobs: new JobIndex([PARENT]), rpos: new Map([['cdp', 900_000]]) });
    expect(vbrJob(vspcJob(change), SOURCE, around).fact).toMatchObject(expected);
  });

  it('has its tasks as a table', () => {
    const tasks = [
      ['vm1', 'Success', 'success'],
      ['vm2', 'Failed', 'failed'],
      ['vm3', 'Pending', 'pending'],
      ['vm4', 'Running', 'running'],
      ['vm5', 'None', 'unknown'],
    ] as const;
    const task = { objectUid: null, startTime: null, endTime: null, messages: ['first', 'second'] };
    const job = vspcJob({ tasks: tasks.map(([objectName, status]) => ({ ...task, objectName, status })) });
    const message = 'first\nsecond';
    expect(vbrJob(job, SOURCE, surroundings()).fact.objects).toEqual(
      tasks.map(([name, , result]) => ({ name, result, message })),
    );
  });
});

describe('the result of the last session', () => {
  const ended = { job: 'main/vbr-job/j1', startedAt: STARTED.getTime(), endedAt: ENDED.getTime(), message: '' };

  it.each<[string, Partial<VspcJob>, object | null]>([
    ['is its word, from start to end', {}, { ...ended, result: 'success' }],
    [
      'has the vendor’s message',
      { status: 'Failed', failureMessage: 'No space.' },
      { ...ended, result: 'failed', message: 'No space.' },
    ],
    ['is not told while the job runs again', { status: 'Running', lastRun: TONIGHT }, null],
    ['is not told by a word that is new', { status: 'Unknown' }, null],
    ['is none of a job that never ran', { status: 'None', lastRun: null, lastEndTime: null }, null],
    ['is none without an end', { status: 'Failed', lastEndTime: null }, null],
    ['is not good when a nightly job idles', { status: 'Idle' }, null],
    ['is good when a continuous one idles', { type: 'SqlLogBackup', status: 'Idle' }, { ...ended, result: 'success' }],
  ])('%s', (_sentence, change, expected) => {
    expect(vbrJob(vspcJob(change), SOURCE, surroundings()).result).toEqual(expected);
  });
});

describe('a computer of an agent policy', () => {
  const policy = vspcJob({ type: 'AgentPolicy', status: 'Failed', schedule: CHAINED });

  it.each<[string, Partial<VspcServerAgentObject>, object]>([
    [
      'is a subject of its own',
      {},
      { kind: 'policy-computer', key: 'ou1', name: 'Nightly on srv-files', computerName: 'srv-files', agentKey: 'a1' },
    ],
    ['without an id of VSPC goes by its policy and its own', { uniqueUid: null }, { key: 'j1/o1' }],
    ['is a server by its agent, whatever its OS', { agentUid: 'server', osType: 'Mac' }, { workload: 'server' }],
    ['is a workstation by its agent, whatever its OS', { agentUid: 'pc' }, { workload: 'workstation' }],
    ['is a workstation by its OS, where no agent is known', { osType: 'WindowsDesktop' }, { workload: 'workstation' }],
    ['is a server by its OS, where no agent is known', { osType: 'Linux' }, { workload: 'server' }],
    ['has restore points', {}, { restorePoints: 7, destination: 'Repository 1' }],
    ['runs when it runs itself', { status: 'Running' }, { running: true }],
    [
      'is not due by the parent of its policy',
      {},
      { schedule: { type: 'chained', parentKey: null, parentName: 'First' } },
    ],
  ])('%s', (_sentence, change, expected) => {
    const agentModes = new Map([
      ['server', 'Server'],
      ['pc', 'Workstation'],
    ]);
    const around = surroundings({ jobs: new JobIndex([PARENT]), agentModes });
    expect(policyComputer(serverAgentObject(change), policy, SOURCE, around).fact).toMatchObject(expected);
  });

  it('has its own result, not that of the policy', () => {
    const { result } = policyComputer(serverAgentObject(), policy, SOURCE, surroundings());
    expect(result).toMatchObject({ job: 'main/policy-computer/ou1', result: 'success', endedAt: ENDED.getTime() });
  });
});

describe('a job of an agent that VSPC manages', () => {
  it.each<[string, Partial<VspcAgentJob>, object]>([
    ['is keyed by its id', {}, { kind: 'agent-job', key: 'aj1', company: ALPHA, serverKey: null, agentKey: 'a1' }],
    ['is of its machine', {}, { computerName: 'srv-files', restorePoints: 14, destination: 'Cloud repository' }],
    ['of a server', {}, { workload: 'server' }],
    ['of a workstation', { operationMode: 'Workstation' }, { workload: 'workstation' }],
    [
      'without a licence on a Mac is a workstation’s',
      { operationMode: 'UnLicensed', systemType: 'Mac' },
      { workload: 'workstation' },
    ],
    ['is enabled where nothing is said', { isEnabled: null }, { enabled: true }],
    ['that runs', { status: 'Running' }, { running: true }],
  ])('%s', (_sentence, change, expected) => {
    expect(agentJob(consoleAgentJob(change), 'srv-files', SOURCE, surroundings()).fact).toMatchObject(expected);
  });

  it('is due at its next run, and ended as it says', () => {
    const { nextRunAt, result } = agentJob(consoleAgentJob({ status: 'Failed' }), null, SOURCE, surroundings());
    expect(nextRunAt).toBe(TONIGHT.getTime());
    expect(result).toMatchObject({ job: 'main/agent-job/aj1', result: 'failed' });
  });

  it('has no result before its first run', () => {
    const never = consoleAgentJob({ status: 'Warning', lastRun: null, lastEndTime: null });
    expect(agentJob(never, null, SOURCE, surroundings()).result).toBeNull();
  });
});
