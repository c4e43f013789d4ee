import { seenJob } from '../../test/support/seen-facts';
import { surroundings, vspcJob } from '../../test/support/vspc-rows';
import { vspcCompanyUid } from '../kernel/ids';
import type { VspcAlarm } from '../vspc/alarm-endpoints';
import type { ConnectionLists } from './connection-lists';
import type { SourceFact } from './domain/workload-facts';
import type { Seen } from './fact-parts';
import { JobIndex } from './job-index';
import { listAlarms } from './list-alarms';

const GIB = 2 ** 30;
const ALPHA = vspcCompanyUid('alpha');

function read<T>(source: string, ...value: readonly T[]) {
  return { source, complete: true as const, value };
}

const SERVER: Seen<SourceFact> = {
  connection: 'main',
  kind: 'server',
  key: 's1',
  name: 'VBR-01',
  source: 'servers',
  company: { uid: 'alpha', name: 'Alpha', by: 'organization' },
  serverKey: 's1',
  serverName: 'VBR-01',
  siteKey: null,
  repositoryKey: null,
  agentKey: null,
  tag: null,
  connected: true,
  lastHeartbeatAt: null,
  workload: 'server',
  computerName: null,
  serialNumber: null,
};

function alarm(object: Partial<VspcAlarm['object']>): VspcAlarm {
  return {
    uid: 'alarm',
    templateUid: 't1',
    repeatCount: 1,
    area: 'vspc',
    object: {
      type: 'BackupServer',
      uid: null,
      name: 'Thing',
      computerName: null,
      organizationUid: ALPHA,
      locationUid: null,
      managementAgentUid: null,
      ...object,
    },
    lastActivation: { time: new Date('2026-11-02T07:00:00Z'), status: 'Error', message: 'Bad.', remark: null },
  };
}

/** What is made of one alarm about that object. */
function found(object: Partial<VspcAlarm['object']>) {
  const info = { capacityBytes: 100 * GIB, freeBytes: 3 * GIB };
  const quota = { companyUid: ALPHA, storageQuotaBytes: 10 * GIB, usedBytes: 9 * GIB };
  const lists = {
    alarms: read('alarms', alarm(object)),
    alarmTemplates: read('templates', { uid: 't1', name: 'Template', category: 'Any', knowledge: 'Look.' }),
    repositories: read('repositories', { uid: 'r1', name: 'Main', info }, { uid: 'r2', name: 'Bucket', info: null }),
    quotas: read('quotas', quota, { ...quota, usedBytes: 0 }, { ...quota, companyUid: null }),
    servers: read('servers', { uid: 's1', managementAgentUid: 'm1' }),
    backupAgents: read('agents', { uid: 'a1', managementAgentUid: null }),
    m365: { servers: null },
  } as unknown as ConnectionLists;
  const around = surroundings({ jobs: new JobIndex([vspcJob()]) });
  const [made] = listAlarms(lists, { jobs: [seenJob()], sources: [SERVER] }, around);
  return made!;
}

describe('an alarm', () => {
  it.each<[string, Partial<VspcAlarm['object']>, string | null]>([
    ['of a job by the id of VSPC', { uid: 'j1' }, 'main/vbr-job/j1'],
    ['of a job by the id of its server', { uid: 'v1' }, 'main/vbr-job/j1'],
    ['of a server', { uid: 's1' }, 'main/server/s1'],
    ['of the management agent of a server', { uid: 'm1' }, 'main/server/s1'],
    ['without an object of its own, of that machine', { managementAgentUid: 'm1' }, 'main/server/s1'],
    ['of something else on that machine', { uid: 'proxy', managementAgentUid: 'm1' }, null],
    ['of nothing that is known', { uid: 'gone' }, null],
  ])('%s is about it', (_what, object, about) => {
    expect(found(object).about).toBe(about);
  });

  it.each<[string, Partial<VspcAlarm['object']>, string, string | null]>([
    ['a repository', { uid: 'r1' }, 'Repository Main: 3.0 GiB of 100.0 GiB free (3 %).', 'repositories'],
    ['a repository that tells no size', { uid: 'r2' }, '', null],
    [
      'a company, its cloud repositories together',
      { uid: ALPHA },
      'Cloud storage: 9.0 GiB of 20.0 GiB used (45 %).',
      'quotas',
    ],
    ['a company that is named as the owner alone', {}, 'Cloud storage: 9.0 GiB of 20.0 GiB used (45 %).', 'quotas'],
    ['anything else', { uid: 's1' }, '', null],
  ])('tells the space that is left of %s', (_what, object, capacity, capacitySource) => {
    expect(found(object)).toMatchObject({ capacity, capacitySource, knowledge: 'Look.', alarm: 'Template' });
  });
});
