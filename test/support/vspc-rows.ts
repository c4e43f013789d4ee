import { vspcCompanyUid } from '../../src/kernel/ids';
import type { VspcServerAgentObject } from '../../src/vspc/job-endpoints';
import type { VspcAgentJob } from '../../src/vspc/parse-agent-job';
import type { VspcJob } from '../../src/vspc/parse-job';
import type { VspcJobSchedule } from '../../src/vspc/parse-job-schedule';
import type { VspcBackupServer } from '../../src/vspc/server-endpoints';
import type { JobSurroundings } from '../../src/tickets/fact-parts';
import { JobIndex } from '../../src/tickets/job-index';

export const STARTED = new Date('2026-11-01T22:00:00Z');
export const ENDED = new Date('2026-11-01T22:20:00Z');
export const TONIGHT = new Date('2026-11-02T22:00:00Z');

export const NO_SCHEDULE: VspcJobSchedule = {
  nextRun: null,
  daily: null,
  monthly: null,
  periodically: null,
  backupWindow: null,
  continuous: false,
  after: null,
};

/** A nightly job of Alpha's own server that ended well. */
export function vspcJob(change: Partial<VspcJob> = {}): VspcJob {
  return {
    key: 'j1',
    uid: 'v1',
    uniqueUid: 'j1',
    name: 'Nightly',
    type: 'BackupVm',
    status: 'Success',
    isEnabled: true,
    backupServerUid: 's1',
    locationUid: null,
    siteUid: null,
    organizationUid: vspcCompanyUid('alpha'),
    mappedOrganizationUid: null,
    lastRun: STARTED,
    lastEndTime: ENDED,
    lastDurationSeconds: 1200,
    averageDurationSeconds: 1000,
    scheduleType: 'Daily',
    schedule: null,
    failureMessage: null,
    destination: 'Repository 1',
    targetType: 'Local',
    transferredBytes: null,
    backupChainBytes: null,
    tasks: [],
    ...change,
  };
}

export function serverAgentObject(change: Partial<VspcServerAgentObject> = {}): VspcServerAgentObject {
  return {
    uid: 'o1',
    uniqueUid: 'ou1',
    jobUid: 'v1',
    uniqueJobUid: 'j1',
    backupServerUid: 's1',
    agentUid: 'a1',
    computer: 'srv-files',
    status: 'Success',
    lastRun: STARTED,
    lastEndTime: ENDED,
    lastDurationSeconds: 1200,
    restorePoints: 7,
    osType: 'WindowsServer',
    failureMessage: null,
    ...change,
  };
}

export function consoleAgentJob(change: Partial<VspcAgentJob> = {}): VspcAgentJob {
  return {
    uid: 'aj1',
    backupAgentUid: 'a1',
    organizationUid: vspcCompanyUid('alpha'),
    name: 'Whole machine',
    status: 'Success',
    isEnabled: true,
    policyUid: null,
    policyName: null,
    policyAssignStatus: 'Unknown',
    policyFailureMessage: null,
    operationMode: 'Server',
    systemType: 'Windows',
    destination: 'Cloud repository',
    targetType: 'CloudRepository',
    lastRun: STARTED,
    lastEndTime: ENDED,
    nextRun: TONIGHT,
    lastDurationSeconds: 1200,
    averageDurationSeconds: 1000,
    scheduleType: 'Daily',
    scheduleDisplayName: 'Daily',
    failureMessage: null,
    restorePoints: 14,
    backedUpBytes: null,
    ...change,
  };
}

export function backupServer(change: Partial<VspcBackupServer> = {}): VspcBackupServer {
  return {
    uid: 's1',
    name: 'VBR-01',
    organizationUid: vspcCompanyUid('alpha'),
    locationUid: null,
    managementAgentUid: 'm1',
    version: null,
    role: 'Client',
    status: 'Healthy',
    ...change,
  };
}

/** Alpha's own server `s1` and the provider's hosted server `h1`. */
export function surroundings(change: Partial<JobSurroundings> = {}): JobSurroundings {
  const servers = [backupServer(), backupServer({ uid: 'h1', name: 'HOSTED', role: 'Hosted' })];
  return {
    connection: 'main',
    companies: {
      names: new Map([
        ['alpha', 'Alpha'],
        ['beta', 'Beta'],
      ]),
      providerName: 'Provider',
    },
    servers: new Map(servers.map((server) => [server.uid, server])),
    jobs: new JobIndex([]),
    rpos: new Map(),
    agentModes: new Map(),
    ...change,
  };
}
