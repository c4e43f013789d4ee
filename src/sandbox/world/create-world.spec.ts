import { stableHash } from '../../kernel/stable-hash';
import type { JsonValue } from '../../kernel/json';
import { inventedName } from './invented-names';
import type { WorldSettings } from './plan-company';
import { quantityOf, PRODUCT_LINES } from './product-lines';
import type { World } from './create-world';
import { createWorld } from './create-world';
import { STORIES } from './company-stories';

const SETTINGS: WorldSettings = {
  seed: 'autumn',
  companies: STORIES.length + 6,
  jobsPerCompany: 5,
  start: new Date('2026-11-02T08:00:00Z'),
};

function hashOf(world: World): string {
  const { vspc, connectWise, itGlue } = world;
  return stableHash(JSON.parse(JSON.stringify({ vspc, connectWise, itGlue })) as JsonValue);
}

describe('a world', () => {
  const world = createWorld(SETTINGS);

  it('is the same for the same seed', () => {
    expect(hashOf(createWorld(SETTINGS))).toBe(hashOf(world));
  });

  it.each<[string, Partial<WorldSettings>]>([
    ['seed', { seed: 'winter' }],
    ['number of jobs', { jobsPerCompany: 4 }],
    ['start', { start: new Date('2026-11-03T08:00:00Z') }],
  ])('differs for another %s', (_what, change) => {
    expect(hashOf(createWorld({ ...SETTINGS, ...change }))).not.toBe(hashOf(world));
  });

  it('keeps its companies when one more joins', () => {
    const larger = createWorld({ ...SETTINGS, companies: SETTINGS.companies + 1 });
    expect(larger.plans.slice(0, SETTINGS.companies)).toEqual(world.plans);
  });

  it('joins VSPC by ids', () => {
    const { vspc } = world;
    const organizations = new Set(vspc.organizations.map((row) => row.instanceUid));
    const servers = new Set(vspc.backupServers.map((row) => row.instanceUid));
    const agents = new Set(vspc.backupAgents.map((row) => row.instanceUid));
    const managementAgents = new Set(vspc.managementAgents.map((row) => row.instanceUid));
    const jobs = new Set(vspc.jobs.map((row) => row.uniqueUid));
    for (const company of vspc.companies) expect(organizations).toContain(company.instanceUid);
    for (const job of vspc.jobs) {
      expect(servers).toContain(job.backupServerUid);
      expect(organizations).toContain(job.mappedOrganizationUid ?? job.organizationUid);
    }
    for (const job of vspc.agentJobs) expect(agents).toContain(job.backupAgentUid);
    for (const agent of vspc.backupAgents) expect(managementAgents).toContain(agent.managementAgentUid);
    for (const server of vspc.backupServers) expect(managementAgents).toContain(server.managementAgentUid);
    for (const machine of vspc.protectedVms) expect(jobs).toContain(machine.jobUid);
    expect(jobs.size).toBe(vspc.jobs.length);
  });

  it('joins VSPC, ConnectWise and IT Glue by ids', () => {
    const companies = new Map(world.connectWise.companies.map((row) => [row.id, row]));
    const named = world.vspc.organizations.flatMap((row) => (row.companyId ? [Number(row.companyId)] : []));
    expect(named.length).toBeGreaterThan(10);
    for (const id of named) expect(companies.has(id)).toBe(true);
    const remote = world.itGlue.organizations.flatMap((row) => row.adapterResources ?? []);
    expect(remote.length).toBeGreaterThan(10);
    for (const { remoteId } of remote) expect(companies.has(Number(remoteId))).toBe(true);
    const agreements = new Set(world.connectWise.agreements.map((row) => row.id));
    for (const addition of world.connectWise.additions) expect(agreements).toContain(addition.agreementId);
  });

  it('has unique ids where the vendors have', () => {
    const { companies, agreements, additions, contacts, sites } = world.connectWise;
    for (const rows of [companies, agreements, additions, contacts, sites, world.itGlue.organizations]) {
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    }
    expect(new Set(companies.map((row) => row.identifier.toLowerCase())).size).toBe(companies.length);
    for (const row of companies) {
      expect(row.identifier.length).toBeLessThanOrEqual(30);
      expect(row.name.length).toBeLessThanOrEqual(50);
    }
  });

  it.each<[string, (world: World) => boolean]>([
    ['a company in two locations', ({ plans }) => plans.some((plan) => plan.locations.length === 2)],
    ['a deleted company', ({ connectWise }) => connectWise.companies.some((row) => row.deletedFlag === true)],
    ['a merged company', ({ connectWise }) => connectWise.companies.some((row) => row.mergedIntoId === 250)],
    ['two companies of one name', ({ connectWise }) => countTwins(connectWise.companies.map((row) => row.name)) === 1],
    ['a reseller with a customer', ({ vspc }) => vspc.companies.some((row) => row.resellerUid !== null)],
    [
      'a hosted job that is mapped',
      ({ vspc }) => vspc.jobs.some((row) => typeof row.mappedOrganizationUid === 'string'),
    ],
    [
      'a hosted job that nobody mapped',
      ({ vspc, providerUid }) =>
        vspc.jobs.some((row) => row.organizationUid === providerUid && !row.mappedOrganizationUid),
    ],
    ['a job that never ran', ({ vspc }) => vspc.jobs.some((row) => row.status === 'None' && !row.lastRun)],
    ['a disabled job', ({ vspc }) => [...vspc.jobs, ...vspc.agentJobs].some((row) => !row.isEnabled)],
    ['a chained job', ({ vspc }) => vspc.jobs.some((row) => row.scheduleType === 'Chained')],
    ['a job that runs', ({ vspc }) => vspc.jobs.some((row) => row.status === 'Running')],
    ['a silent agent', ({ vspc }) => vspc.managementAgents.some((row) => row.connectionStatus === 'Inaccessible')],
    [
      'an unmapped Microsoft 365 tenant',
      ({ vspc }) => vspc.vb365Organizations.some((row) => !row.mappedOrganizationUid),
    ],
    ['an instanceUid twice', ({ vspc }) => countTwins(vspc.jobs.map((row) => row.instanceUid)) === 1],
    [
      'a repository without figures',
      ({ vspc }) => vspc.repositories.some((row) => row.info?.isCapacityAvailable === false),
    ],
    ['Cyrillic', ({ vspc }) => vspc.companies.some((row) => /\p{Script=Cyrillic}/u.test(row.name))],
    ['Japanese', ({ vspc }) => vspc.companies.some((row) => /\p{Script=Han}/u.test(row.name))],
    ['tags and quotes in a job', ({ vspc }) => vspc.agentJobs.some((row) => row.name?.includes('<b>"') ?? false)],
  ])('has %s', (_what, holds) => {
    expect(holds(world)).toBe(true);
  });

  it('counts every company in every location, every day up to today', () => {
    const today = world.vspc.usage.filter((row) => row.date.toISOString() === '2026-11-02T00:00:00.000Z');
    const places = world.plans.reduce((count, plan) => count + plan.locations.length, 0);
    expect(today).toHaveLength(places);
    expect(world.vspc.usage).toHaveLength(places * 35);
  });

  it('splits a count over locations without losing any', () => {
    const plan = world.plans.find((candidate) => candidate.locations.length === 2)!;
    const rows = world.vspc.usage.filter(
      (row) => row.companyUid === plan.uid && row.date.toISOString().startsWith('2026-11-02'),
    );
    const total = rows.reduce(
      (sum, row) => sum + (row.counters.find((entry) => entry.type === 'ManagedVms')?.value ?? 0),
      0,
    );
    expect(total).toBe(plan.usage['virtual-machines']);
  });
});

it('makes a world of 2,000 companies with 10 jobs each', () => {
  const world = createWorld({ ...SETTINGS, companies: 2_000, jobsPerCompany: 10 });
  expect(world.vspc.jobs.length + world.vspc.agentJobs.length).toBeGreaterThan(19_900);
});

it('invents a different name for every one of 8,000 companies', () => {
  const names = Array.from({ length: 8_000 }, (_unused, index) => inventedName(index, 777));
  expect(new Set(names.map((entry) => entry.name)).size).toBe(8_000);
  expect(new Set(names.map((entry) => entry.identifier)).size).toBe(8_000);
});

it.each([
  ['counts stay what they are', 'server-agents', 7, 0, '7'],
  ['what is included comes off', 'server-agents', 7, 2, '5'],
  ['and never below zero', 'server-agents', 1, 2, '0'],
  ['storage is rounded up to hundredths of a terabyte', 'cloud-storage', 1_230_000_000_001, 0, '1.24'],
  ['without a trailing zero', 'cloud-storage', 1_500_000_000_000, 0, '1.5'],
  ['the smallest amount still counts', 'cloud-storage', 1, 0, '0.01'],
] as const)('%s', (_sentence, name, sample, included, quantity) => {
  const line = PRODUCT_LINES.find((candidate) => candidate.name === name)!;
  expect(quantityOf(line, sample, included)).toBe(quantity);
});

function countTwins(values: readonly string[]): number {
  return values.length - new Set(values).size;
}
