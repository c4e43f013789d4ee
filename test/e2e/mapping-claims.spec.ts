import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport } from '../../src/reconciliation/run-report';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import type { Story } from '../../src/sandbox/world/company-stories';
import { BridgeFixture } from '../support/bridge-fixture';
import { runCommandLine, type CliResult } from '../support/cli-runner';

interface Listed {
  readonly state: string;
  readonly grade: string | null;
  readonly health: string;
  readonly suspended: readonly string[];
  readonly connectwise: { readonly id: number } | null;
  readonly candidates: readonly { readonly connectwise: { readonly id: number } }[];
}

/** Claims that cannot all be right, as files, people and VSPC make them. */
describe('claims', () => {
  let fixture: BridgeFixture;

  beforeEach(async () => {
    fixture = await BridgeFixture.start();
  });

  afterEach(async () => {
    expect(fixture.sandbox.writes()).toEqual([]);
    await fixture.stop();
  });

  function run(...args: readonly string[]): Promise<CliResult> {
    return runCommandLine({ folder: fixture.folder }, ...args);
  }

  function pass(): Promise<RunReport> {
    return fixture.pass({ streams: ['mapping'] });
  }

  function planOf(story: Story) {
    return fixture.sandbox.world.plans.find((plan) => plan.story === story)!;
  }

  function ref(story: Story): string {
    return `vspc:main/${planOf(story).uid}`;
  }

  async function listed(story: Story): Promise<Listed> {
    const result = await run('companies', 'list', '--company', ref(story), '--json');
    return (result.json() as { companies: readonly Listed[] }).companies[0]!;
  }

  function inCompaniesFile(pins: string): void {
    const file = join(fixture.folder, 'mappings', 'companies.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^companies:\n/, `companies:\n${pins}`));
  }

  function pin(story: Story, more: string): string {
    return `  - vspc: { connection: main, uid: ${planOf(story).uid} }\n    ${more}\n`;
  }

  it('two companies of one name in VSPC have one company in ConnectWise: neither is linked, both are shown', async () => {
    const { name, id } = planOf('exact-name').connectWise!;
    fixture.sandbox.people('vspc', { action: 'renameCompany', uid: planOf('unmapped').uid, name });
    await pass();
    for (const story of ['exact-name', 'unmapped'] as const) {
      const company = await listed(story);
      expect(company).toMatchObject({ state: 'suggested', connectwise: null, candidates: [{ connectwise: { id } }] });
    }
    const { out } = await run('companies', 'suggest');
    expect(out).toContain(`vspc-bridge companies confirm ${ref('exact-name')}`);
    expect(out).toContain(`vspc-bridge companies confirm ${ref('unmapped')}`);
  });

  it('several on one come about by confirming each, and then stand', async () => {
    const { id } = planOf('external-id').connectWise!;
    await pass();
    expect((await run('companies', 'link', ref('unmapped'), `cw:${id}`)).code).toBe(0);
    await pass();
    expect(await listed('unmapped')).toMatchObject({ state: 'linked', grade: 'confirmed', connectwise: { id } });
    expect(await listed('external-id')).toMatchObject({ state: 'linked', connectwise: { id } });
  });

  it('a customer on two VSPC servers is two companies: one ConnectWise company for both takes two confirmations', async () => {
    const file = join(fixture.folder, 'config', 'bridge.yaml');
    const text = readFileSync(file, 'utf8');
    const [, main = ''] = /^vspc:\n((?: .*\n)+)/m.exec(text) ?? [];
    // The same world and the same key behind another address.
    const second = await startSandbox({ start: fixture.wall.now(), wall: fixture.wall });
    const { vspc } = fixture.sandbox.addresses;
    const other = main.replace('name: main', 'name: second').replace(vspc, second.addresses.vspc);
    writeFileSync(file, text.replace(main, main + other));
    try {
      const { id } = planOf('external-id').connectWise!;
      const { uid } = planOf('external-id');
      const both = [`vspc:main/${uid}`, `vspc:second/${uid}`];
      await pass();
      for (const reference of both) {
        const shown = await run('companies', 'list', '--company', reference, '--json');
        expect(shown.json()).toMatchObject({
          companies: [{ state: 'suggested', candidates: [{ connectwise: { id } }] }],
        });
        expect((await run('companies', 'confirm', reference)).out).toContain(`suggested → cw:${id}`);
      }
      expect((await pass()).streams.mapping!.changes).toEqual([]);
      const pinned = (
        await run('companies', 'list', '--company', `vspc:second/${planOf('pinned').uid}`, '--json')
      ).json();
      expect(pinned).toMatchObject({ companies: [{ connectwise: null }] });
    } finally {
      await second.close();
    }
  });

  it.each<[string, (id: number) => string, RegExp]>([
    ['nobody', () => '987654', /is pinned .*id 987654, but ConnectWise has no such company/],
    ['a deleted company', (id) => String(id), /is deleted in ConnectWise; tickets, billing and documentation wait/],
  ])('a pin to %s links to nothing that works, and is a problem with its line', async (_whom, idOf, message) => {
    const deleted = planOf('deleted').connectWise!.id;
    inCompaniesFile(pin('unmapped', `connectwise: { id: ${idOf(deleted)} }`));
    const { problems } = await pass();
    const problem = problems.find((candidate) => message.test(candidate.message));
    expect(`${problem?.message ?? 'none'} ${problem?.hint ?? ''}`).toMatch(/companies\.yaml, line \d+/);
    const company = await listed('unmapped');
    expect(company.state === 'linked' ? company.suspended : company.connectwise).toEqual(
      company.state === 'linked' ? ['billing', 'documentation', 'tickets'] : null,
    );
  });

  it.each<[string, string, RegExp]>([
    ['the same company', 'connectwise: { id: 250 }', /companies\[1\] is about the same VSPC company as companies\[0\]/],
    ['two companies', 'connectwise: { id: 251 }', /companies\[1\] puts one VSPC company on two ConnectWise companies/],
    ['two ways at once', 'connectwise: { id: 250, identifier: A }', /has both an id and an identifier/],
    ['nothing', 'streams: {}', /companies\[1\] is about the same VSPC company/],
  ])('two pins to %s are refused with file and line before anything starts', async (_what, second, message) => {
    inCompaniesFile(pin('unmapped', 'connectwise: { id: 250 }') + pin('unmapped', second));
    const { code, err } = await run('reconcile', '--only', 'mapping');
    expect([code, err.replace(/\s+/g, ' ')]).toEqual([1, expect.stringMatching(message)]);
    expect(err).toMatch(/companies\.yaml:\d+/);
    expect(fixture.sandbox.requests()).toEqual([]);
  });

  it('aliases that point at one another are followed once: an identifier is better than a name', async () => {
    const [left, right] = [planOf('exact-name'), planOf('cyrillic')];
    const { organizations } = fixture.sandbox.world.vspc;
    organizations.find(({ instanceUid }) => instanceUid === left.uid)!.alias = right.connectWise!.identifier;
    organizations.find(({ instanceUid }) => instanceUid === right.uid)!.alias = left.connectWise!.identifier;
    fixture.sandbox.standIns.vspc.touch('organizations');
    await pass();
    const before = [await listed('exact-name'), await listed('cyrillic')];
    expect(before).toMatchObject([
      { state: 'linked', grade: 'identifier', connectwise: { id: right.connectWise!.id } },
      { state: 'linked', grade: 'identifier', connectwise: { id: left.connectWise!.id } },
    ]);
    expect((await pass()).streams.mapping!.changes).toEqual([]);
    expect([await listed('exact-name'), await listed('cyrillic')]).toEqual(before);
  });

  it('a loop of YAML anchors is refused as what it is', async () => {
    const file = join(fixture.folder, 'mappings', 'companies.yaml');
    writeFileSync(file, 'companies: &loop\n  - *loop\n');
    const { code, err } = await run('reconcile', '--only', 'mapping');
    expect(code).toBe(1);
    expect(err).toMatch(/companies\.yaml:\d+/);
    expect(err).not.toMatch(/\n\s+at /);
  });
});
