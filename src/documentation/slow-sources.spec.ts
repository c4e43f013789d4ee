import type { SourceResult } from '../reconciliation/source-result';
import { DOCUMENTATION_FIELDS } from './domain/documentation-settings';
import { backupServer, vspcJob } from '../../test/support/vspc-rows';
import { partsFor, readSlowParts, type SlowPart } from './slow-sources';

type Reads = Parameters<typeof readSlowParts>[0];
type Failing = 'forbidden' | 'transient';

const ALL = partsFor(DOCUMENTATION_FIELDS);
const LISTED = { uid: 'o1', jobUid: 'v1', uniqueJobUid: 'j1', name: 'srv-new', hierarchyRef: null, endTime: null };
const MACHINE = {
  kind: 'vm',
  key: 'w1',
  name: 'srv-db',
  organizationUid: 'alpha',
  serverUid: 's1',
  jobUid: null,
  reference: null,
  latestRestorePointDate: new Date('2026-11-01T22:00:00Z'),
  latestSnapshotDate: null,
  mode: 'Unknown',
  restorePoints: 7,
};

/** A connection in which these lists fail: endpoints by name, workloads by `workloads/<kind>`. */
function readsWith(failing: Readonly<Record<string, Failing>>): Reads {
  const rows: Readonly<Record<string, readonly unknown[]>> = {
    vmObjects: [LISTED],
    'workloads/vm': [MACHINE],
    licenceUsage: [{ organizationUid: 'alpha', servers: [] }],
  };
  const read = (source: string): Promise<SourceResult<readonly unknown[]>> => {
    const kind = failing[source] ?? failing['*'];
    const value = rows[source] ?? [];
    return Promise.resolve(
      kind === undefined
        ? { source, complete: true, value }
        : { source, complete: false, value: [], kind, message: '', incompleteRuns: 1 },
    );
  };
  return { list: read, workloads: (kind: string) => read(`workloads/${kind}`) } as unknown as Reads;
}

function partsWith(failing: Readonly<Record<string, Failing>>, wanted: ReadonlySet<SlowPart> = ALL) {
  const around = {
    companies: { names: new Map([['alpha', 'Alpha']]), providerName: 'Provider' },
    servers: new Map([['s1', backupServer()]]),
    agents: new Map(),
    managementAgents: new Map(),
    jobs: [vspcJob()],
    agentJobs: [],
    agentObjects: [],
    oldestGood: new Date('2026-11-01T06:00:00Z'),
  };
  return readSlowParts(readsWith(failing), around, wanted);
}

describe('slow sources', () => {
  it.each<[string, Readonly<Record<string, Failing>>, SlowPart, string]>([
    ['nothing fails', {}, 'workloads', 'srv-db, srv-new'],
    ['one kind of workload is refused', { 'workloads/cloud-vm': 'forbidden' }, 'workloads', 'srv-db, srv-new'],
    ['every list is refused', { '*': 'forbidden' }, 'workloads', 'refused'],
    ['a list of workloads broke', { 'workloads/file-share': 'transient' }, 'workloads', 'unread'],
    ['the machines that jobs list broke', { vmObjects: 'transient' }, 'workloads', 'unread'],
    ['the machines that jobs list are refused', { vmObjects: 'forbidden' }, 'workloads', 'srv-db'],
    ['what is protected cannot be seen', { 'workloads/vm': 'forbidden' }, 'workloads', 'nothing'],
    ['quotas are refused', { cloudQuotas: 'forbidden' }, 'repositories', 'nothing'],
    ['repositories are refused', { repositories: 'forbidden' }, 'repositories', 'refused'],
    ['a quota broke', { hostedQuotas: 'transient' }, 'repositories', 'unread'],
    ['Microsoft 365 is refused', { m365Jobs: 'forbidden' }, 'microsoft365', 'refused'],
    ['objects of Microsoft 365 broke', { 'workloads/m365': 'transient' }, 'microsoft365', 'unread'],
    ['licences are refused', { licenceUsage: 'forbidden' }, 'licences', 'refused'],
    ['licences broke', { licenceUsage: 'transient' }, 'licences', 'unread'],
  ])('when %s', async (_sentence, failing, part, shown) => {
    const found = (await partsWith(failing))[part];
    const names = 'missing' in found ? [found.missing] : (found.get('alpha') ?? []).map(({ name }) => name).sort();
    expect(names.join(', ') || 'nothing').toBe(shown);
  });

  it('are not asked for when nobody shows them, or they are not due', async () => {
    const parts = await partsWith({}, new Set<SlowPart>());
    const shown = [parts.workloads, parts.repositories, parts.microsoft365, parts.licences];
    expect(shown.map((part) => ('missing' in part ? part.missing : 'read'))).toEqual(Array(4).fill('unread'));
    expect(parts.machines).toBeNull();
    expect([...partsFor({ storageUsedGb: 'Storage', devices: 'Machines' })]).toEqual(['workloads', 'repositories']);
    expect([...partsFor({ jobs: 'Jobs' })]).toEqual([]);
  });

  it('give the machines for the restore points of jobs, as far as they were read', async () => {
    expect((await partsWith({})).machines).toEqual([MACHINE]);
    expect((await partsWith({ 'workloads/vm': 'transient' })).machines).toBeNull();
  });
});
