import type { VspcJobObject } from '../vspc/job-endpoints';
import type { VspcWorkload } from '../vspc/workload-endpoints';
import { ENDED, serverAgentObject, vspcJob } from '../../test/support/vspc-rows';
import { neverProtected, type ListedSources } from './page-unprotected';

function machine(change: Partial<VspcJobObject> = {}): VspcJobObject {
  return {
    uid: 'o1',
    jobUid: 'v1',
    uniqueJobUid: 'j1',
    name: 'srv-new',
    platform: 'VMware',
    hierarchyRef: 'vm-79',
    isExcluded: false,
    status: 'None',
    startTime: null,
    endTime: null,
    messages: [],
    ...change,
  };
}

function workload(change: Partial<VspcWorkload>): VspcWorkload {
  return { kind: 'vm', name: 'other', serverUid: 's1', reference: null, ...change } as VspcWorkload;
}

const computer = (change: Parameters<typeof serverAgentObject>[0] = {}) =>
  serverAgentObject({ computer: 'PC-7', lastEndTime: null, restorePoints: 0, ...change });

function namesOf(change: Partial<ListedSources>): readonly string[] {
  const sources = { jobs: [vspcJob()], vmObjects: [], agentObjects: [], workloads: [], ...change };
  return neverProtected(sources).map(({ fact }) => fact.name);
}

describe('what was never protected', () => {
  it.each<[string, Partial<ListedSources>, readonly string[]]>([
    ['a machine that a job lists', { vmObjects: [machine()] }, ['srv-new']],
    ['one that two jobs list, once', { vmObjects: [machine(), machine({ uid: 'o2' })] }, ['srv-new']],
    ['the same name on two servers, twice', twoServers(), ['srv-new', 'srv-new']],
    ['not one that is excluded', { vmObjects: [machine({ isExcluded: true })] }, []],
    ['not one that was in a session', { vmObjects: [machine({ endTime: ENDED })] }, []],
    ['not one of a job that is not there', { vmObjects: [machine({ jobUid: 'x', uniqueJobUid: null })] }, []],
    ['not one that is protected, by its name', protectedBy({ name: 'SRV-NEW' }), []],
    ['not one that is protected, by the hypervisor’s id', protectedBy({ reference: 'vm-79' }), []],
    [
      'one of a name that is protected on another server',
      protectedBy({ name: 'srv-new', serverUid: 's2' }),
      ['srv-new'],
    ],
    ['a computer of an agent job', { agentObjects: [computer()] }, ['PC-7']],
    ['a computer whose restore points are not told', { agentObjects: [computer({ restorePoints: null })] }, ['PC-7']],
    ['not a computer with a session', { agentObjects: [computer({ lastEndTime: ENDED })] }, []],
    ['not a computer with restore points', { agentObjects: [computer({ restorePoints: 3 })] }, []],
    [
      'not a computer that is protected by its full name',
      { agentObjects: [computer()], workloads: [workload({ kind: 'server-computer', name: 'pc-7.example.local' })] },
      [],
    ],
  ])('is %s', (_sentence, change, names) => {
    expect(namesOf(change)).toEqual(names);
  });

  it('says by which job it is listed, and is nothing to tag', () => {
    const [listed] = neverProtected({ jobs: [vspcJob()], vmObjects: [machine()], agentObjects: [], workloads: [] });
    expect(listed!.job.key).toBe('j1');
    expect(listed!.fact).toEqual({
      key: 'listed/s1/vm-79',
      name: 'srv-new',
      kind: 'Virtual machine',
      protection: 'unprotected',
      lastRestorePointAt: null,
      restorePoints: 0,
      jobName: 'Nightly',
      device: null,
    });
  });
});

function protectedBy(change: Partial<VspcWorkload>): Partial<ListedSources> {
  return { vmObjects: [machine()], workloads: [workload(change)] };
}

function twoServers(): Partial<ListedSources> {
  const jobs = [vspcJob(), vspcJob({ key: 'j2', uniqueUid: 'j2', uid: 'v2', backupServerUid: 's2' })];
  return { jobs, vmObjects: [machine(), machine({ uid: 'o2', uniqueJobUid: 'j2', jobUid: 'v2' })] };
}
