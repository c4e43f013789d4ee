import { vspc } from '../../../test/support/mapping-world';
import { cwCompanyId, vspcCompanyUid } from '../../kernel/ids';
import { NOTHING_ALIVE, type AliveFacts, type CompanyActivity, type TenantFact } from './alive-facts';
import type { CompanyLink, LinkState } from './company-link';
import { findUnlinkedAlive } from './find-unlinked-alive';
import { emptyRow } from './link-row';

const candidate = (id: number) => ({
  connectwise: { id: cwCompanyId(id), identifier: 'I', name: 'Quorella Ltd' },
  grade: 'strong' as const,
  score: 0.9,
  reasons: [],
});

function row(state: LinkState, more: Partial<CompanyLink> = {}): CompanyLink {
  return { ...emptyRow(vspc('a', 'Quorella')), state, ...more };
}

function active(usage: readonly (readonly [string, number])[], jobs = 0): AliveFacts {
  const activity: CompanyActivity = { connection: 'main', uid: vspcCompanyUid('a'), jobs, usage: new Map(usage) };
  return { ...NOTHING_ALIVE, companies: [activity] };
}

function tenant(more: Partial<TenantFact>): AliveFacts {
  const fact = {
    connection: 'main',
    uid: 't',
    name: 'quorella.example',
    companyUid: null,
    isBackedUp: false,
    jobs: 0,
    users: null,
  };
  return { ...NOTHING_ALIVE, tenants: [{ ...fact, ...more }] };
}

function hosted(...unmappedJobs: readonly string[]): AliveFacts {
  return machinesOn(0, unmappedJobs);
}

function machinesOn(unmappedMachines: number, unmappedJobs: readonly string[] = []): AliveFacts {
  const server = { connection: 'main', uid: 's', name: 'VBR-HOSTED01', unmappedJobs, unmappedMachines };
  return { ...NOTHING_ALIVE, hostedServers: [server] };
}

const SERVERS = [['ManagedServerAgents', 12]] as const;

describe('findUnlinkedAlive', () => {
  it.each<[string, AliveFacts, CompanyLink, string]>([
    [
      'usage and jobs',
      active([...SERVERS, ['CloudTotalUsage', 3.14e12]], 4),
      row('unlinked'),
      'Quorella has 12 server agents, 3.1 TB of cloud storage and 4 jobs, and no link',
    ],
    ['one of something', active([['ManagedVms', 1]]), row('unlinked'), 'Quorella has 1 virtual machine, and no link'],
    ['small sizes', active([['VbrBackupSize', 5.2e9]]), row('unlinked'), '5.2 GB of backups'],
    [
      'counters without a name of their own',
      active([
        ['ProtectedFileShares', 2],
        ['Zero', 0],
      ]),
      row('conflict'),
      '1 other counter',
    ],
    ['jobs alone', active([], 1), row('suggested'), 'Quorella has 1 job, and no link'],
    [
      'an unmapped tenant with jobs',
      tenant({ jobs: 2 }),
      row('linked'),
      'The Microsoft 365 tenant quorella.example with 2 jobs belongs to no company',
    ],
    [
      'an unmapped tenant that is backed up',
      tenant({ isBackedUp: true }),
      row('linked'),
      'with 0 jobs belongs to no company',
    ],
    [
      'unmapped jobs of a hosted server',
      hosted('b', 'a'),
      row('linked'),
      '2 jobs on VBR-HOSTED01 belong to no company: a, b.',
    ],
    [
      'machines beside them',
      machinesOn(7, ['a']),
      row('linked'),
      '1 job and 7 machines on VBR-HOSTED01 belong to no company: a.',
    ],
    ['one machine whose job is gone', machinesOn(1), row('linked'), '1 machine on VBR-HOSTED01 belongs to no company.'],
    [
      'a tenant whose users were counted',
      tenant({ jobs: 1, users: 12 }),
      row('linked'),
      'with 12 users and 1 job belongs to no company',
    ],
    ['many unmapped jobs', hosted('a', 'b', 'c', 'd', 'e'), row('linked'), 'a, b, c, and 2 more.'],
  ])('%s', (_sentence, facts, link, message) => {
    expect(findUnlinkedAlive(facts, [link]).map((problem) => problem.message)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it.each<[string, AliveFacts, CompanyLink]>([
    ['a linked company', active(SERVERS), row('linked')],
    ['an ignored company', active(SERVERS), row('ignored')],
    ['nothing used, nothing runs', active([['ManagedServerAgents', 0]]), row('unlinked')],
    ['a company without a row', active(SERVERS), { ...row('unlinked'), uid: vspcCompanyUid('b') }],
    ['a tenant that is nobody’s and idle', tenant({}), row('linked')],
    ['a tenant of a company', tenant({ companyUid: vspcCompanyUid('a'), isBackedUp: true }), row('linked')],
    ['a hosted server without unmapped jobs', hosted(), row('linked')],
  ])('is silent about %s', (_sentence, facts, link) => {
    expect(findUnlinkedAlive(facts, [link])).toEqual([]);
  });

  it('lists everything, in one order', () => {
    const all = {
      ...active(SERVERS),
      ...{ tenants: tenant({ jobs: 1 }).tenants, hostedServers: hosted('a').hostedServers },
    };
    const ids = findUnlinkedAlive(all, [row('unlinked')]).map((problem) => problem.id);
    expect(ids).toEqual(['mapping/alive/main/a', 'mapping/hosted/main/s', 'mapping/tenant/main/t']);
  });

  it.each<[string, CompanyLink, string]>([
    ['one suggestion', row('suggested', { candidates: [candidate(1)] }), 'companies confirm vspc:main/a'],
    ['several', row('suggested', { candidates: [candidate(1), candidate(2)] }), 'companies link vspc:main/a cw:ID'],
    ['none', row('unlinked'), 'vspc-bridge companies ignore vspc:main/a --reason TEXT'],
  ])('names the command that decides it: %s', (_sentence, link, hint) => {
    expect(findUnlinkedAlive(active(SERVERS), [link])[0]?.hint).toContain(hint);
  });
});
