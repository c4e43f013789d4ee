import { consoleAgentJob, serverAgentObject, vspcJob } from '../../test/support/vspc-rows';
import type { VspcJobRpo } from '../vspc/job-endpoints';
import { connectionFacts } from './connection-facts';
import type { ConnectionLists } from './connection-lists';

function read<T>(source: string, ...value: readonly T[]) {
  return { source, complete: true as const, value };
}

const NOBODY = { organizationUid: null, locationUid: null };
const VM = {
  kind: 'vm',
  key: 'w1',
  name: 'web-1',
  organizationUid: null,
  serverUid: 's1',
  jobUid: null,
  reference: null,
  latestRestorePointDate: null,
  latestSnapshotDate: null,
  mode: 'Unknown',
  restorePoints: null,
};

/** Lists of a connection on which only this is. */
function facts(change: Partial<Record<keyof ConnectionLists, unknown>>) {
  const lists = {
    companies: read('companies', { uid: 'alpha', name: 'Alpha' }),
    servers: read('servers', { uid: 's1', name: 'VBR-01', role: 'Client', managementAgentUid: 'm1', ...NOBODY }),
    backupAgents: read('backupAgents'),
    managementAgents: read('managementAgents'),
    jobs: read('jobs'),
    policyObjects: read('policyObjects'),
    agentJobs: read('agentJobs'),
    rpos: [],
    m365: { jobs: read('m365Jobs'), servers: null, schedules: [] },
    cloud: {
      policies: read('policies'),
      typedPolicies: [],
      networkPolicies: null,
      virtualMachines: null,
      databases: null,
      fileShares: null,
    },
    failoverPlans: read('failoverPlans'),
    tenants: null,
    alarms: read('alarms'),
    alarmTemplates: null,
    repositories: null,
    quotas: null,
    workloads: [],
    vmObjects: null,
    ...change,
  } as unknown as ConnectionLists;
  return connectionFacts('main', 'Provider', lists);
}

function names(change: Partial<Record<keyof ConnectionLists, unknown>>): readonly string[] {
  return facts(change).jobs.map(({ fact }) => `${fact.kind} ${fact.key}`);
}

describe('the facts of one connection', () => {
  const policy = vspcJob({ key: 'p1', uid: 'p1', uniqueUid: 'p1', type: 'AgentPolicy' });
  const cloudPolicy = {
    uid: 'c1',
    name: 'Gold',
    backupServerUid: null,
    organizationUid: null,
    state: 'Enabled',
    status: 'Idle',
    nextRun: null,
    lastBackup: null,
  };
  const cloudObject = {
    uid: 'o1',
    name: 'db',
    policyUid: 'c1',
    lastBackup: null,
    lastArchive: null,
    lastSnapshot: null,
    lastReplicaSnapshot: null,
  };
  const cloud = {
    policies: read('policies', cloudPolicy),
    typedPolicies: [read('typed', { ...cloudPolicy, nextRun: new Date('2026-11-03T00:00:00Z') })],
    networkPolicies: read('networks', { ...cloudPolicy, uid: 'n1' }),
    virtualMachines: read('vms', cloudObject, { ...cloudObject, policyUid: 'gone' }),
    databases: null,
    fileShares: read('shares', { ...cloudObject, uid: 'o2', policyUid: null }),
  };

  it.each<[string, Partial<Record<keyof ConnectionLists, unknown>>, readonly string[]]>([
    ['nothing', {}, []],
    ['jobs of servers, of every type', { jobs: read('jobs', vspcJob()) }, ['vbr-job j1']],
    ['not an agent policy itself', { jobs: read('jobs', policy) }, []],
    [
      'its computers instead, each once',
      {
        jobs: read('jobs', policy, vspcJob()),
        policyObjects: read(
          'objects',
          serverAgentObject({ uniqueJobUid: 'p1' }),
          serverAgentObject({ uniqueUid: 'ou2', uniqueJobUid: null, jobUid: 'p1' }),
          serverAgentObject({ uniqueUid: 'of a job that is none', uniqueJobUid: 'j1' }),
          serverAgentObject({ uniqueUid: 'of nobody', uniqueJobUid: 'gone', jobUid: 'gone' }),
        ),
      },
      ['vbr-job j1', 'policy-computer ou1', 'policy-computer ou2'],
    ],
    ['jobs of agents', { agentJobs: read('agentJobs', consoleAgentJob()) }, ['agent-job aj1']],
    ['objects of cloud policies that are listed, and networks', { cloud }, ['cloud-object c1/o1', 'cloud-object n1']],
  ])('are %s', (_what, lists, expected) => {
    expect(names(lists)).toEqual(expected);
  });

  it('an agent job has the name of its computer', () => {
    const backupAgents = read('agents', {
      uid: 'a1',
      name: 'SRV-01',
      operationMode: 'Server',
      managementAgentUid: null,
      siteUid: null,
      ...NOBODY,
    });
    const [job] = facts({ agentJobs: read('agentJobs', consoleAgentJob()), backupAgents }).jobs;
    expect(job?.fact.computerName).toBe('SRV-01');
  });

  it('a cloud object has the next run that only the typed list tells', () => {
    expect(facts({ cloud }).jobs[0]?.nextRunAt).toBe(Date.parse('2026-11-03T00:00:00Z'));
  });

  it.each<[string, VspcJobRpo['rpo'], number | null]>([
    ['in minutes', { value: 15, unit: 'Minutes' }, 900_000],
    ['in days', { value: 1, unit: 'Days' }, 86_400_000],
    ['in a unit that is new', { value: 1, unit: 'Moons' }, null],
    ['of none', null, null],
  ])('a continuous job is due by its own promise: %s', (_unit, rpo, rpoMs) => {
    const job = vspcJob({ type: 'CdpReplicationVM', scheduleType: 'Continuously' });
    const [made] = facts({ jobs: read('jobs', job), rpos: [read('rpos', { uid: 'v1', uniqueUid: null, rpo })] }).jobs;
    expect(made?.fact.schedule).toEqual(rpoMs === null ? null : { type: 'continuously', rpoMs, window: null });
  });

  it('servers, agents and servers of Microsoft 365 are what results come through', () => {
    const m365 = {
      jobs: read('m365Jobs'),
      servers: read('m365Servers', {
        uid: 'vb1',
        name: 'VB365',
        managementAgentUid: null,
        status: 'Healthy',
        ...NOBODY,
      }),
      schedules: [],
    };
    expect(facts({ m365 }).sources.map(({ key, kind }) => `${kind} ${key}`)).toEqual(['server s1', 'server vb1']);
  });

  describe('what was never protected', () => {
    const machine = {
      uid: 'o1',
      name: 'new-1',
      jobUid: 'v1',
      uniqueJobUid: 'j1',
      hierarchyRef: null,
      isExcluded: false,
      endTime: null,
    };
    const machines = { ...read('vspc:main/protectedWorkloads/vm', VM), source: 'vspc:main/protectedWorkloads/vm' };

    it.each<[string, Partial<Record<keyof ConnectionLists, unknown>>, readonly string[]]>([
      [
        'is told beside what is',
        { vmObjects: read('objects', machine), workloads: [machines] },
        ['vm/s1/w1', 'listed/j1/o1'],
      ],
      ['not without the list of jobs’ machines', { workloads: [machines] }, ['vm/s1/w1']],
      [
        'not while the list of protected machines is not complete',
        { vmObjects: read('objects', machine), workloads: [{ ...machines, complete: false }] },
        ['vm/s1/w1'],
      ],
      ['not without that list', { vmObjects: read('objects', machine) }, []],
    ])('%s', (_sentence, lists, keys) => {
      const { workloads } = facts({ jobs: read('jobs', vspcJob()), ...lists });
      expect(workloads.map(({ key }) => key)).toEqual(keys);
    });
  });
});
