import { cwCompanyId, itgOrganizationId, vspcCompanyUid } from '../kernel/ids';
import type { ItgOrganization } from '../itglue/organizations.api';
import type { CompanyLink } from '../mapping/domain/company-link';
import { job } from '../../test/support/documentation-builders';
import type { OrganizationFact } from './domain/documentation-observation';
import { ledgerOf, type LedgerRow } from './page-incidents';
import type { PageJob } from './page-jobs';
import { pageOrganizations, type PageParts } from './page-organizations';
import type { ConnectionPages } from './vspc-pages.reader';

const NOW = new Date('2026-11-02T08:00:00Z');
const ORG = itgOrganizationId('4711');

function link(change: Partial<CompanyLink> = {}): CompanyLink {
  return {
    connection: 'main',
    uid: vspcCompanyUid('alpha'),
    name: 'Alpha',
    resellerUid: null,
    state: 'linked',
    grade: 'pinned',
    score: 1,
    reasons: [],
    connectwise: { id: cwCompanyId(250), identifier: 'ALPHA', name: 'Alpha' },
    itglue: { id: ORG, name: 'Alpha' },
    health: 'ok',
    suspended: [],
    candidates: [],
    linkedAt: null,
    ignoredAt: null,
    ...change,
  };
}

function pageJob(key: string, change: Partial<PageJob> = {}): PageJob {
  const endedAt = new Date('2026-11-01T22:20:00Z');
  return { companyUid: 'alpha', job: job(key), endedAt, serverUid: 's1', agentUid: null, ...change };
}

function connection(jobs: readonly PageJob[]): ConnectionPages {
  const unread = { missing: 'unread', detail: '' } as const;
  return {
    connection: 'main',
    jobs: new Map([['alpha', jobs]]),
    lastHeard: new Map([['alpha', NOW]]),
    workloads: unread,
    repositories: unread,
    microsoft365: unread,
    licences: unread,
    reads: [],
  };
}

function row(key: string, change: Partial<LedgerRow> = {}): LedgerRow {
  const [connectionName = '', kind = '', id = ''] = key.split('/');
  return {
    key,
    connection: connectionName,
    subject: { kind, key: id, name: `Name of ${id}` },
    state: 'open',
    conditions: ['failed'],
    worst: 'failed',
    since: Date.parse('2026-11-01T22:20:00Z'),
    generation: 1,
    company: { uid: 'alpha', name: 'Alpha' },
    ticketId: null,
    stormKey: null,
    closedAt: null,
    openedAt: null,
    ...change,
  } as LedgerRow;
}

const MARKER = row('main/connection/main', { state: 'baseline', conditions: [], company: null });

function organizationOf(change: Partial<PageParts>): OrganizationFact {
  const facts = pageOrganizations({
    now: NOW,
    links: [link()],
    records: [],
    organizations: new Map([[ORG, { id: ORG, name: 'Alpha in IT Glue' } as ItgOrganization]]),
    connections: new Map([['main', connection([pageJob('main/vbr-job/j1')])]]),
    consoles: new Map([['main', 'https://vspc.example.com:1280']]),
    configurations: new Map(),
    ledger: ledgerOf([MARKER], true),
    linkToTicket: (id) => `https://psa.example.com/${id}`,
    billing: new Map(),
    ...change,
  });
  expect(facts).toHaveLength(1);
  return facts[0]!;
}

describe('which page an organization has', () => {
  const beta = link({ uid: vspcCompanyUid('beta'), name: 'Beta' });
  const rows: readonly (readonly [string, readonly CompanyLink[], Partial<OrganizationFact>])[] = [
    ['one linked company is one section', [link()], { suspended: false, ignoredSince: null }],
    [
      'a company whose link is broken holds the page',
      [link(), link({ ...beta, health: 'missing' })],
      { suspended: true },
    ],
    [
      'a company that is switched off holds it when it is the only one',
      [link({ suspended: ['documentation'] })],
      { suspended: true },
    ],
    [
      'and is left out when there are others',
      [link(), { ...beta, suspended: ['documentation'] }],
      { suspended: false },
    ],
    [
      'a company that billing waits for is documented',
      [link({ health: 'inactive', suspended: ['billing'] })],
      { suspended: false },
    ],
    [
      'when all are ignored, since the last of them was',
      [
        link({ state: 'ignored', ignoredAt: '2026-10-01T00:00:00.000Z' }),
        { ...beta, state: 'ignored', ignoredAt: '2026-10-09T00:00:00.000Z' },
      ],
      { ignoredSince: new Date('2026-10-09T00:00:00.000Z'), suspended: false },
    ],
    [
      'when one is still linked, none counts as ignored',
      [link(), { ...beta, state: 'ignored', ignoredAt: '2026-10-09T00:00:00.000Z' }],
      { ignoredSince: null },
    ],
  ];

  it.each(rows)('%s', (_sentence, links, expected) => {
    expect(organizationOf({ links })).toMatchObject(expected);
  });

  it('is named as IT Glue names it, and gone only from a complete list', () => {
    expect(organizationOf({})).toMatchObject({ name: 'Alpha in IT Glue', present: true });
    expect(organizationOf({ organizations: new Map() })).toMatchObject({ name: 'Alpha', present: false });
    expect(organizationOf({ organizations: null })).toMatchObject({ name: 'Alpha', present: true });
  });
});

describe('the incidents of a section', () => {
  function incidentsOf(rows: readonly LedgerRow[], isKept = true, jobs = [pageJob('main/vbr-job/j1')]) {
    const connections = new Map([['main', connection(jobs)]]);
    return organizationOf({ ledger: ledgerOf(rows, isKept), connections }).sections[0]!.incidents.map(
      ({ subjectKey }) => subjectKey,
    );
  }

  it.each([
    ['are those of its jobs', 'main/vbr-job/j1', {}, true],
    ['of a server that its jobs run on, whoever owns it', 'main/server/s1', { company: null }, true],
    ['of its other things', 'main/workload/w1', {}, true],
    ['not of another company', 'main/workload/w1', { company: { uid: 'beta', name: 'Beta' } }, false],
    ['silenced and baseline included', 'main/vbr-job/j1', { state: 'snoozed' }, true],
    ['not what has recovered and only waits for people', 'main/vbr-job/j1', { state: 'recovering' }, false],
    ['not a storm, whose members speak for it', 'main/storm/server:s1', {}, false],
  ] as const)('%s', (_sentence, key, change, isShown) => {
    expect(incidentsOf([MARKER, row(key, change)])).toEqual(isShown ? [key] : []);
  });

  it('are failed last results where nobody keeps a ledger, and what it held once is not believed', () => {
    const failing = pageJob('main/vbr-job/j2', { job: job('main/vbr-job/j2', { result: 'failed' }) });
    const old = row('main/vbr-job/j1');
    const jobs = [pageJob('main/vbr-job/j1'), failing];
    expect(incidentsOf([MARKER, old], false, jobs)).toEqual(['main/vbr-job/j2']);
    expect(incidentsOf([old], true, jobs)).toEqual(['main/vbr-job/j2']);
  });
});

describe('open tickets and bills', () => {
  it('lists a ticket once, a storm’s for all its members, and none that is closed', () => {
    const storm = row('main/storm/server:s1', { ticketId: 12, generation: 3 });
    const { tickets } = organizationOf({
      ledger: ledgerOf(
        [
          MARKER,
          storm,
          row('main/vbr-job/j1', { ticketId: 11, state: 'recovering' }),
          row('main/workload/w1', { stormKey: `${storm.key}#3` }),
          row('main/workload/w2', { stormKey: `${storm.key}#3` }),
          row('main/workload/w3', { ticketId: 13, closedAt: NOW.getTime() }),
        ],
        true,
      ),
    });
    expect(tickets).toMatchObject([
      { id: 11, status: 'Recovered, still open', url: 'https://psa.example.com/11' },
      { id: 12, status: 'Open' },
    ]);
  });

  it('are not known before the tickets stream has run', () => {
    expect(organizationOf({ ledger: ledgerOf([], true) }).tickets).toMatchObject({ missing: 'unread' });
  });

  it('bills two companies of one ConnectWise company once', () => {
    const line = { period: '2026-11', line: 'agents', product: 'P', quantity: '4', agreement: '#55' };
    const links = [link(), link({ uid: vspcCompanyUid('beta') })];
    expect(organizationOf({ links, billing: new Map([[250, [line]]]) }).billing).toEqual([line]);
  });
});
