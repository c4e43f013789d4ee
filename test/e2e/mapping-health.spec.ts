import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/kernel/json';
import type { CompanyLink } from '../../src/mapping/domain/company-link';
import { CompanyLinkRepository } from '../../src/persistence/mapping/company-link.repository';
import type { Story } from '../../src/sandbox/world/company-stories';
import { BridgeFixture } from '../support/bridge-fixture';

const ALL = ['billing', 'documentation', 'tickets'];
const DAY_MS = 24 * 3_600_000;

/** Companies are renamed, deleted, merged and set inactive by people; the bridge looks, stops what the rule says, and undoes nothing. */
describe('health of links', () => {
  let fixture: BridgeFixture;

  beforeEach(async () => {
    fixture = await BridgeFixture.start();
    await fixture.pass({ streams: ['mapping'] });
  });

  afterEach(async () => {
    await fixture.stop();
  });

  async function links(): Promise<CompanyLink[]> {
    const bridge = await fixture.boot();
    const rows = await bridge.app.get(CompanyLinkRepository).listLinks();
    await bridge.close();
    return rows;
  }

  function uidOf(story: Story): string {
    return fixture.sandbox.world.plans.find((plan) => plan.story === story)!.uid;
  }

  async function linkOf(story: Story): Promise<CompanyLink> {
    return (await links()).find((link) => link.uid === uidOf(story))!;
  }

  function inConnectWise(action: JsonObject): void {
    fixture.sandbox.people('connectwise', { by: 'tvarga', ...action });
  }

  /** One pass; every other link must stay as it was. */
  async function passChangingOnly(story: Story): Promise<CompanyLink> {
    const before = new Map((await links()).map((link) => [link.uid, link]));
    await fixture.pass({ streams: ['mapping'] });
    const after = await links();
    const changed = after.filter((link) => JSON.stringify(link) !== JSON.stringify(before.get(link.uid)));
    expect(changed.map((link) => link.uid)).toEqual([uidOf(story)]);
    expect(fixture.sandbox.writes()).toEqual([]);
    return changed[0]!;
  }

  it('deleted in ConnectWise stops all streams of that company and of no other', async () => {
    const { connectwise } = await linkOf('external-id');
    inConnectWise({ do: 'delete-company', companyId: connectwise!.id });
    const link = await passChangingOnly('external-id');
    expect(link).toMatchObject({ state: 'linked', health: 'deleted', suspended: ALL, connectwise });
  });

  it('merged into another is seen although lastUpdated did not move, and the survivor is proposed where its name tells it', async () => {
    const [mine, other] = [await linkOf('external-id'), await linkOf('hosted')];
    const survivor = other.connectwise!.id;
    inConnectWise({ do: 'rename-company', companyId: survivor, name: `${mine.name}, Inc.` });
    await fixture.pass({ streams: ['mapping'] });
    inConnectWise({ do: 'merge-company', companyId: mine.connectwise!.id, intoCompanyId: survivor });
    const link = await passChangingOnly('external-id');
    expect(link).toMatchObject({ health: 'merged', suspended: ALL, connectwise: { id: mine.connectwise!.id } });
    expect(link.candidates.map((candidate) => candidate.connectwise.id)).toEqual([survivor]);
  });

  it('inactive stops billing alone, and active again lets it go on', async () => {
    const { connectwise } = await linkOf('identifier');
    inConnectWise({ do: 'set-company-status', companyId: connectwise!.id, status: 'Inactive' });
    expect(await passChangingOnly('identifier')).toMatchObject({ health: 'inactive', suspended: ['billing'] });
    inConnectWise({ do: 'set-company-status', companyId: connectwise!.id, status: 'Active' });
    expect(await passChangingOnly('identifier')).toMatchObject({ health: 'ok', suspended: [] });
  });

  it('renamed on either side changes the shown name, and the history has it', async () => {
    const { connectwise } = await linkOf('exact-name');
    fixture.sandbox.people('vspc', { action: 'renameCompany', uid: uidOf('exact-name'), name: 'Another Sign' });
    inConnectWise({ do: 'rename-company', companyId: connectwise!.id, name: 'A Third Sign' });
    const link = await passChangingOnly('exact-name');
    expect(link).toMatchObject({
      name: 'Another Sign',
      health: 'renamed',
      suspended: [],
      connectwise: { id: connectwise!.id, name: 'A Third Sign' },
    });
    const bridge = await fixture.boot();
    const history = await bridge.app.get(CompanyLinkRepository).listHistory(link.connection, link.uid);
    await bridge.close();
    expect(history.map(({ who, action }) => [who, action])).toEqual([
      ['bridge', 'link'],
      ['bridge', 'refresh'],
    ]);
  });

  it('gone from VSPC is believed after a day, and then everything stops and nothing is undone', async () => {
    const before = await linkOf('external-id');
    fixture.sandbox.people('vspc', { action: 'deleteCompany', uid: uidOf('external-id') });
    await fixture.pass({ streams: ['mapping'] });
    expect(await linkOf('external-id')).toMatchObject({ health: 'ok', suspended: [] });
    fixture.wall.advance(DAY_MS);
    await fixture.pass({ streams: ['mapping'] });
    expect(await linkOf('external-id')).toMatchObject({
      state: 'linked',
      health: 'missing',
      suspended: ALL,
      connectwise: before.connectwise,
    });
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('gone from IT Glue is believed after a day and stops documentation alone', async () => {
    const { itglue } = await linkOf('external-id');
    fixture.sandbox.people('itglue', { action: 'delete-organization', id: Number(itglue!.id) });
    await fixture.pass({ streams: ['mapping'] });
    expect(await linkOf('external-id')).toMatchObject({ suspended: [] });
    fixture.wall.advance(DAY_MS);
    const report = await fixture.pass({ streams: ['mapping'] });
    expect(await linkOf('external-id')).toMatchObject({ health: 'ok', suspended: ['documentation'], itglue });
    expect(report.problems.map(({ id }) => id)).toContainEqual(expect.stringContaining('mapping/organization/'));
  });

  it('a reseller that rolls up answers for its customers, and is itself in the table', async () => {
    const { uid, resellerUid } = fixture.sandbox.world.plans.find((plan) => plan.story === 'reseller-customer')!;
    const file = join(fixture.folder, 'mappings', 'companies.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('resellers: own', 'resellers: roll-up'));
    await fixture.pass({ streams: ['mapping'] });
    const rows = new Map((await links()).map((link) => [String(link.uid), link]));
    expect(rows.get(resellerUid!)).toMatchObject({ state: 'linked', grade: 'exact-name' });
    expect(rows.get(uid)).toMatchObject({ state: 'linked', connectwise: rows.get(resellerUid!)!.connectwise });
    expect((await fixture.pass({ streams: ['mapping'] })).streams.mapping!.changes).toEqual([]);
  });

  it('what is used and is nobody’s is a problem with its numbers', async () => {
    const report = await fixture.pass({ streams: ['mapping'] });
    const { vspcName, uid } = fixture.sandbox.world.plans.find((plan) => plan.story === 'unmapped')!;
    const problem = report.problems.find(({ id }) => id === `mapping/alive/main/${uid}`)!;
    expect(problem.message).toMatch(new RegExp(`^${vspcName} has \\d+ server agents?, .* and no link`));
    expect(report.problems.some(({ id }) => id.startsWith('mapping/hosted/'))).toBe(true);
  });

  it('a Microsoft 365 tenant that is taken from its company is a problem', async () => {
    const ids = async () => (await fixture.pass({ streams: ['mapping'] })).problems.map(({ id }) => id);
    const isTenant = (id: string) => id.startsWith('mapping/tenant/');
    const { vb365Organizations } = fixture.sandbox.world.vspc;
    const before = (await ids()).filter(isTenant);
    expect(before.length).toBeLessThan(vb365Organizations.length);
    for (const { instanceUid } of vb365Organizations)
      fixture.sandbox.people('vspc', { action: 'mapVb365', uid: instanceUid, companyUid: null });
    expect((await ids()).filter(isTenant)).toHaveLength(vb365Organizations.length);
  });

  it('half a list of ConnectWise suspends nobody', async () => {
    const before = await links();
    fixture.sandbox.failNext('connectwise', 'GET /company/companies', { shortBy: 12 });
    const report = await fixture.pass({ streams: ['mapping'] });
    expect(await links()).toEqual(before);
    expect(report.streams.mapping!.status).not.toBe('failed');
    fixture.sandbox.clearFaults();
  });
});
