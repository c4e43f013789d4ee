import { RequestScope } from '../../src/http/request-scope';
import type { ItgFlexibleAsset } from '../../src/itglue/flexible-assets.api';
import type { ItGlueClient } from '../../src/itglue/itglue.client';
import type { ItgNewField } from '../../src/itglue/flexible-asset-types.api';
import { itgOrganizationId } from '../../src/kernel/ids';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { listOf } from '../support/list-of';
import { ManualClock } from '../support/manual-clock';
import { itGlueOf } from '../support/sandbox-clients';

const FIELDS: readonly ItgNewField[] = [
  { name: 'Company', kind: 'Text', order: 1, required: true, useForTitle: true, showInList: true },
  { name: 'Overall Status', kind: 'Select', order: 2, defaultValue: 'Protected\nFailed', showInList: true },
  { name: 'Failed Jobs (24 h)', kind: 'Number', order: 3, decimals: 0 },
  { name: 'Last Good', kind: 'Date', order: 4, expiration: true },
  { name: 'Protected Devices', kind: 'Tag', order: 5, tagType: 'Configurations' },
  { name: 'Jobs', kind: 'Textbox', order: 6, hint: 'Written by the bridge' },
];

describe('the IT Glue client before the stand-in', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  let client: ItGlueClient;

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await startSandbox({ start: clock.now(), wall: clock });
    client = itGlueOf(sandbox, clock);
  });

  afterEach(async () => {
    expect(sandbox.unknownRoutes()).toEqual([]);
    expect(sandbox.crashes()).toEqual([]);
    expect(sandbox.listUnusedFaults()).toEqual([]);
    await sandbox.close();
  });

  /** A type with our fields, and the keys that the vendor gave them by their names. */
  async function createType(): Promise<{ id: string; keys: ReadonlyMap<string, string> }> {
    const { id } = await client.flexibleAssetTypes.create({
      name: 'Backup Summary',
      description: 'x',
      icon: 'cloud',
      fields: FIELDS,
    });
    const fields = await listOf(client.flexibleAssetTypes.listFields(id));
    return { id, keys: new Map(fields.map(({ name, nameKey }) => [name, nameKey])) };
  }

  function createOne(typeId: string, company: string): Promise<ItgFlexibleAsset> {
    return client.flexibleAssets.create({ organizationId: organizationId(), typeId, traits: { company } });
  }

  function organizationId(): ReturnType<typeof itgOrganizationId> {
    return itgOrganizationId(sandbox.world.itGlue.organizations[0]!.id);
  }

  it('reads organizations with what links them to ConnectWise', async () => {
    const organizations = await listOf(client.organizations.list());
    expect(organizations).toHaveLength(sandbox.world.itGlue.organizations.length);
    const linked = organizations.find(
      ({ psaIntegration, remoteIds }) => psaIntegration === 'enabled' && remoteIds.length > 0,
    )!;
    const found = await listOf(client.organizations.listByPsaId(linked.remoteIds[0]!));
    expect(found).toEqual([linked]);
    expect(await listOf(client.organizations.listByPsaId('99999999'))).toEqual([]);
    expect(await client.organizations.fetch(linked.id)).toEqual(linked);
    await client.organizations.probe();
  });

  it('reads everything in a read-only pass', async () => {
    const scope = new RequestScope('documentation', true);
    await scope.run(async () => {
      for (const { id } of await listOf(client.flexibleAssetTypes.list())) {
        expect(await listOf(client.flexibleAssetTypes.listFields(id))).not.toHaveLength(0);
        await listOf(client.flexibleAssets.listByType(id));
      }
      const all = await listOf(client.configurations.list());
      expect(all).toHaveLength(sandbox.world.itGlue.configurations.length);
      const own = await listOf(client.configurations.listByOrganization(all[0]!.organizationId));
      expect(own).toEqual(all.filter(({ organizationId: of }) => of === all[0]!.organizationId));
    });
    expect(sandbox.writes()).toEqual([]);
  });

  it('creates a type, reads its keys, and adds fields later', async () => {
    const { id, keys } = await createType();
    expect(keys.get('Failed Jobs (24 h)')).toBe('failed-jobs-24-h');
    const added = await client.flexibleAssetTypes.addFields(id, [{ name: 'Source Key', kind: 'Text', order: 7 }]);
    expect(added).toMatchObject([{ name: 'Source Key', nameKey: 'source-key', kind: 'Text', order: 7 }]);
    const names = (await listOf(client.flexibleAssetTypes.listFields(id))).map(({ name }) => name);
    expect(names).toEqual([...FIELDS.map(({ name }) => name), 'Source Key']);
    expect((await listOf(client.flexibleAssetTypes.list())).map(({ name }) => name)).toContain('Backup Summary');
  });

  it.each([201, 200])('creates, updates and archives an asset when creation answers %d', async (status) => {
    sandbox.setSwitch('itglue', 'createdStatus', status);
    const { id: typeId } = await createType();
    const traits = { company: 'Example', 'overall-status': 'Protected', 'failed-jobs-24-h': 0, jobs: '<p>none</p>' };
    const created = await client.flexibleAssets.create({ organizationId: organizationId(), typeId, traits });
    expect(created).toMatchObject({ name: 'Example', typeId, organizationId: organizationId(), archived: false });
    expect(created.traits).toEqual(traits);
    expect(await listOf(client.flexibleAssets.listByType(typeId))).toEqual([created]);
    const updated = await client.flexibleAssets.update(created.id, { ...traits, 'overall-status': 'Failed' });
    expect(updated.traits['overall-status']).toBe('Failed');
    const archived = await client.flexibleAssets.archive(created.id);
    expect(archived).toMatchObject({ archived: true, traits: updated.traits });
    expect(await client.flexibleAssets.fetch(created.id)).toEqual(archived);
    expect(await client.flexibleAssets.listAttachments(created.id)).toEqual([]);
  });

  it('writes several at once', async () => {
    const { id: typeId } = await createType();
    const assets = ['One', 'Two'].map((company) => ({ typeId, traits: { company } }));
    const created = await client.flexibleAssets.createMany(organizationId(), assets);
    expect(created.map(({ name }) => name)).toEqual(['One', 'Two']);
    const updated = await client.flexibleAssets.updateMany(
      created.map(({ id }) => ({ id, traits: { company: `New ${id}` } })),
    );
    expect(updated.map(({ name }) => name)).toEqual(created.map(({ id }) => `New ${id}`));
  });

  it('lists what was written last first', async () => {
    const { id: typeId } = await createType();
    const [first, second] = [await createOne(typeId, 'One'), await createOne(typeId, 'Two')];
    clock.advance(1000);
    sandbox.advance(1000);
    await client.flexibleAssets.update(first.id, { company: 'One again' });
    const names = (await listOf(client.flexibleAssets.listNewestFirst(typeId))).map(({ name }) => name);
    expect(names).toEqual(['One again', second.name]);
  });

  it('loses the traits that it does not send, as the vendor has it', async () => {
    const { id: typeId } = await createType();
    const traits = { company: 'Example', jobs: '<p>by hand</p>' };
    const created = await client.flexibleAssets.create({ organizationId: organizationId(), typeId, traits });
    expect((await client.flexibleAssets.update(created.id, { company: 'Example' })).traits).toEqual({
      company: 'Example',
    });
  });

  it('says which trait is unknown or missing', async () => {
    const { id: typeId } = await createType();
    const create = (traits: Readonly<Record<string, string>>): Promise<unknown> =>
      client.flexibleAssets.create({ organizationId: organizationId(), typeId, traits });
    await expect(create({ company: 'x', nonsense: 'y' })).rejects.toMatchObject({
      kind: 'rejected',
      status: 422,
      message: expect.stringContaining('traits') as string,
    });
    await expect(create({ jobs: 'y' })).rejects.toMatchObject({
      message: expect.stringContaining("can't be blank") as string,
    });
  });

  it.each([
    ['unknownIdOnShow', 404],
    ['unknownIdOnShow', 401],
  ])('takes a missing record for missing, and not for a bad key, when %s is %d', async (name, value) => {
    sandbox.setSwitch('itglue', name, value);
    await expect(client.flexibleAssets.fetch('1694461951999999')).rejects.toMatchObject({
      kind: 'not-found',
      status: value,
    });
    await client.organizations.probe();
  });

  it.each([401, 404])('takes a write to a missing record for not done when it answers %d', async (status) => {
    sandbox.setSwitch('itglue', 'unknownIdOnWrite', status);
    await expect(client.flexibleAssets.archive('1694461951999999')).rejects.toMatchObject({
      kind: 'not-found',
      notDone: true,
    });
  });

  it('takes a bad key for a bad key', async () => {
    const access = {
      addresses: sandbox.addresses,
      credentials: { ...sandbox.credentials, itglue: { apiKey: 'ITG.not.the-key' } },
    };
    const bad = itGlueOf(access, clock);
    await expect(bad.organizations.probe()).rejects.toMatchObject({ kind: 'auth', status: 403 });
    await expect(bad.flexibleAssets.fetch('1694461951999999')).rejects.toMatchObject({ kind: 'auth' });
  });

  it('is told by a firewall in HTML, and says so', async () => {
    const { id: typeId } = await createType();
    sandbox.setSwitch('itglue', 'firewall', true);
    const traits = { company: '<script>alert(1)</script>' };
    await expect(
      client.flexibleAssets.create({ organizationId: organizationId(), typeId, traits }),
    ).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('firewall') as string,
    });
  });

  it.each([504, 503, 408])('reads assets in smaller pages where large ones time out with %d', async (status) => {
    const { id: typeId } = await createType();
    for (let index = 0; index < 130; index += 1) await createOne(typeId, `Company ${index}`);
    sandbox.setSwitch('itglue', 'timeoutAbovePageSize', 60);
    sandbox.setSwitch('itglue', 'timeoutStatus', status);
    expect(await listOf(client.flexibleAssets.listByType(typeId))).toHaveLength(130);
  });

  it('never takes a short page for the whole list', async () => {
    sandbox.failNext('itglue', 'GET /organizations', { shortBy: 3 });
    await expect(listOf(client.organizations.list())).rejects.toMatchObject({ kind: 'contract' });
    sandbox.failNext('itglue', 'GET /organizations', { shortBy: 1000 });
    await expect(listOf(client.organizations.list())).rejects.toMatchObject({ kind: 'contract' });
  });

  it('refuses a next page at another host', async () => {
    const { id: typeId } = await createType();
    for (let index = 0; index < 201; index += 1) await createOne(typeId, `Company ${index}`);
    sandbox.setSwitch('itglue', 'linkHost', 'evil.example');
    await expect(listOf(client.flexibleAssets.listByType(typeId))).rejects.toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('evil.example') as string,
    });
  });

  it.each(['message', 'errors', 'empty', 'html'])('waits out a 429 that says %s', async (body) => {
    sandbox.setSwitch('itglue', 'rateLimitBody', body);
    sandbox.setSwitch('itglue', 'rateLimit', 1);
    await client.organizations.probe();
    const begunMs = clock.wallMs();
    // The window is five minutes long: four tries, half a minute apart, do not outlast it.
    await expect(client.organizations.probe()).rejects.toMatchObject({ kind: 'rate-limited', retryAfterMs: 30_000 });
    expect(clock.wallMs() - begunMs).toBeGreaterThanOrEqual(90_000);
  });

  it('stays below two thirds of the limit over five minutes', async () => {
    sandbox.setSwitch('itglue', 'rateLimit', 2000);
    for (let index = 0; index < 2050; index += 1) await listOf(client.organizations.listByPsaId('0'));
    expect(sandbox.requests('itglue').every(({ status }) => status === 200)).toBe(true);
  }, 60_000);

  it.each(['before-commit', 'after-commit'] as const)(
    'sends an asset once when the answer is lost %s',
    async (drop) => {
      const { id: typeId } = await createType();
      sandbox.failNext('itglue', 'POST /flexible_assets', { drop });
      const asset = { organizationId: organizationId(), typeId, traits: { company: 'Example' } };
      await expect(client.flexibleAssets.create(asset)).rejects.toMatchObject({ kind: 'transient', notDone: false });
      expect(await listOf(client.flexibleAssets.listByType(typeId))).toHaveLength(drop === 'after-commit' ? 1 : 0);
    },
  );
});
