import { vspcCompanyUid } from '../kernel/ids';
import type { VspcBackupAgent, VspcManagementAgent } from '../vspc/agent-endpoints';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { backupServer, consoleAgentJob, vspcJob } from '../../test/support/vspc-rows';
import type { WorkloadFact } from './domain/documentation-observation';
import { pageWorkloads, type WorkloadSources } from './page-workloads';

const OLDEST_GOOD = new Date('2026-11-01T06:00:00Z');
const FRESH = new Date('2026-11-01T22:00:00Z');
const OLD = new Date('2026-11-01T05:59:59Z');

function vm(change: Partial<VspcWorkload> = {}): VspcWorkload {
  return {
    kind: 'vm',
    key: 'w1',
    name: 'srv-db',
    organizationUid: vspcCompanyUid('alpha'),
    serverUid: 's1',
    jobUid: 'v1',
    reference: null,
    latestRestorePointDate: FRESH,
    latestSnapshotDate: null,
    mode: 'Unknown',
    restorePoints: 7,
    sourceBytes: null,
    backupBytes: null,
    malwareState: 'Clean',
    ...change,
  };
}

function workloadsOf(
  workloads: readonly VspcWorkload[],
  change: Partial<WorkloadSources> = {},
): readonly WorkloadFact[] {
  const sources: WorkloadSources = {
    companies: { names: new Map([['alpha', 'Alpha']]), providerName: 'Provider' },
    servers: new Map([['s1', backupServer()]]),
    agents: new Map([['a1', { uid: 'a1', managementAgentUid: 'm1' } as VspcBackupAgent]]),
    managementAgents: new Map([
      [
        'm1',
        {
          uid: 'm1',
          computer: { hostName: 'SRV-FILES', fqdn: 'srv-files.example.local', ipAddresses: ['10.0.0.5'] },
        } as unknown as VspcManagementAgent,
      ],
    ]),
    jobs: [vspcJob()],
    agentJobs: [consoleAgentJob()],
    agentObjects: [],
    vmObjects: [],
    workloads,
    oldestGood: OLDEST_GOOD,
    ...change,
  };
  return pageWorkloads(sources).get('alpha') ?? [];
}

describe('workloads of a page', () => {
  it.each([
    ['a restore point that is new enough', { latestRestorePointDate: FRESH }, 'protected'],
    ['one that is too old', { latestRestorePointDate: OLD }, 'stale'],
    ['none at all', { latestRestorePointDate: null }, 'unprotected'],
    ['only a snapshot', { kind: 'cloud-vm', latestRestorePointDate: null, latestSnapshotDate: FRESH }, 'protected'],
  ] as const)('by %s', (_sentence, change, protection) => {
    expect(workloadsOf([vm(change)])[0]!.protection).toBe(protection);
  });

  it('names the job of a machine', () => {
    expect(workloadsOf([vm()])[0]).toMatchObject({ kind: 'Virtual machine', jobName: 'Nightly' });
    const computer = vm({ kind: 'console-computer', mode: 'Server', jobUid: null, serverUid: null, reference: 'a1' });
    expect(workloadsOf([computer])[0]).toMatchObject({ kind: 'Server', jobName: 'Whole machine' });
    expect(workloadsOf([vm({ jobUid: 'of another server', serverUid: 's2' })])[0]!.jobName).toBeNull();
  });

  it('on a hosted server belongs to whom its job is mapped', () => {
    const servers = new Map([['s1', backupServer({ role: 'Hosted' })]]);
    expect(workloadsOf([vm()], { servers })).toEqual([]);
    const jobs = [vspcJob({ mappedOrganizationUid: vspcCompanyUid('alpha') })];
    expect(workloadsOf([vm({ organizationUid: null })], { servers, jobs })).toHaveLength(1);
    const byUniqueUid = vm({ organizationUid: null, jobUid: 'j1' });
    expect(workloadsOf([byUniqueUid], { servers, jobs })).toMatchObject([{ jobName: 'Nightly' }]);
  });

  it('knows what identifies the machine, so that it can be tagged', () => {
    expect(workloadsOf([vm()])[0]!.device).toEqual({
      hostName: 'srv-db',
      fqdn: null,
      serialNumber: null,
      addresses: [],
    });
    const computer = vm({ kind: 'console-computer', serverUid: null, reference: 'a1' });
    expect(workloadsOf([computer])[0]!.device).toEqual({
      hostName: 'SRV-FILES',
      fqdn: 'srv-files.example.local',
      serialNumber: null,
      addresses: ['10.0.0.5'],
    });
    expect(workloadsOf([vm({ kind: 'file-share' })])[0]!.device).toBeNull();
  });
});
