import { surroundings, vspcJob } from '../../test/support/vspc-rows';
import { seenJob } from '../../test/support/seen-facts';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcJobObject } from '../vspc/job-endpoints';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { JobIndex } from './job-index';
import { indexProtectingJobs, listedMachines, protectedWorkload } from './protected-facts';

const DAY_1 = new Date('2026-11-01T22:00:00Z');
const DAY_2 = new Date('2026-11-02T22:00:00Z');

function workload(change: Partial<VspcWorkload> = {}): VspcWorkload {
  return {
    kind: 'vm',
    key: 'w1',
    name: 'web-1',
    organizationUid: vspcCompanyUid('alpha'),
    serverUid: 's1',
    jobUid: 'v1',
    reference: 'ref-1',
    latestRestorePointDate: DAY_1,
    latestSnapshotDate: null,
    mode: 'Unknown',
    restorePoints: 7,
    sourceBytes: null,
    backupBytes: null,
    malwareState: 'Clean',
    ...change,
  };
}

const MAPPED = vspcJob({
  key: 'j2',
  uid: 'v2',
  uniqueUid: 'j2',
  backupServerUid: 'h1',
  mappedOrganizationUid: vspcCompanyUid('beta'),
});
const AROUND = surroundings({ jobs: new JobIndex([vspcJob(), MAPPED]) });
const JOBS = indexProtectingJobs([
  seenJob({ kind: 'agent-job', key: 'well', agentKey: 'a1' }),
  {
    ...seenJob({ kind: 'agent-job', key: 'bad', agentKey: 'a1' }),
    result: { job: 'x', startedAt: 1, endedAt: 2, result: 'failed', message: '' },
  },
  seenJob({ kind: 'agent-job', key: 'also-well', agentKey: 'a1' }),
  seenJob({ kind: 'policy-computer', key: 'p1', serverKey: 's1', computerName: 'SRV-1.example.local' }),
]);

describe('a protected workload', () => {
  it.each<[string, Partial<VspcWorkload>, object]>([
    ['of a job is found by its job', {}, { key: 'vm/s1/w1', job: 'main/vbr-job/j1', workload: 'vm' }],
    [
      'of a mapped job on a shared server is that customer’s',
      { serverUid: 'h1', jobUid: 'j2' },
      { company: { uid: 'beta' } },
    ],
    ['of nobody’s job has none', { jobUid: 'gone' }, { job: null }],
    [
      'of an agent has the job that is in trouble',
      { kind: 'console-computer', key: 'a1', serverUid: null, mode: 'Server', reference: 'a1' },
      { job: 'main/agent-job/bad', workload: 'server', agentKey: 'a1', computerName: 'web-1' },
    ],
    [
      'under a backup server is found by its host name',
      { kind: 'server-computer', name: 'srv-1', mode: 'Workstation' },
      { job: 'main/policy-computer/p1', workload: 'workstation' },
    ],
    ['on a share', { kind: 'file-share' }, { workload: 'file-share', job: null }],
    [
      'in a cloud is protected by a snapshot, too',
      { kind: 'cloud-database', latestSnapshotDate: DAY_2 },
      { workload: 'cloud', latestRestorePointAt: DAY_2.getTime() },
    ],
    ['without any', { latestRestorePointDate: null }, { latestRestorePointAt: null }],
  ])('%s', (_sentence, change, expected) => {
    expect(protectedWorkload(workload(change), 'source', JOBS, AROUND)).toMatchObject(expected);
  });
});

describe('a machine that was never protected', () => {
  function object(change: Partial<VspcJobObject>): VspcJobObject {
    return {
      uid: 'o1',
      jobUid: 'v1',
      uniqueJobUid: 'j1',
      name: 'new-1',
      platform: 'VMware',
      hierarchyRef: 'ref-9',
      isExcluded: false,
      status: 'None',
      startTime: null,
      endTime: null,
      messages: [],
      ...change,
    };
  }

  it.each<[string, Partial<VspcJobObject>, boolean]>([
    ['is one that a job lists and no list of protected machines has', {}, true],
    ['is none that is protected under its reference', { hierarchyRef: 'ref-1' }, false],
    ['is none that is protected under its name', { name: 'web-1' }, false],
    ['is none that is excluded', { isExcluded: true }, false],
    ['is none that was backed up just now', { endTime: DAY_1, status: 'Success' }, false],
    ['is one that a session could not back up', { endTime: DAY_1, status: 'Failed' }, true],
    ['is none of a job that is not listed', { jobUid: 'gone', uniqueJobUid: null }, false],
  ])('%s', (_sentence, change, isNever) => {
    const listed = new JobIndex([vspcJob()]);
    const { never } = listedMachines([object(change)], [workload()], 'source', { ...AROUND, listed });
    expect(never.map(({ job, latestRestorePointAt }) => ({ job, latestRestorePointAt }))).toEqual(
      isNever ? [{ job: 'main/vbr-job/j1', latestRestorePointAt: null }] : [],
    );
  });

  it('is one although neither it nor a protected machine has a reference', () => {
    const listed = new JobIndex([vspcJob()]);
    const protectedOnes = [workload({ reference: null })];
    const { never } = listedMachines([object({ hierarchyRef: null })], protectedOnes, 'source', { ...AROUND, listed });
    expect(never).toHaveLength(1);
  });

  it('goes on under the id of its list from its first restore point on', () => {
    const listed = new JobIndex([vspcJob()]);
    const around = { ...AROUND, listed };
    const [before] = listedMachines([object({})], [], 'source', around).never;
    const { never, protectedNow } = listedMachines([object({ name: 'web-1' })], [workload()], 'source', around);
    expect([never, protectedNow]).toEqual([[], [`main/workload/${before?.key ?? ''}`]]);
  });
});
