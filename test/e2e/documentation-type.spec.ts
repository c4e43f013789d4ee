import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { DOCUMENTATION_FIELDS } from '../../src/documentation/domain/documentation-settings';
import type { JsonObject } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import { BridgeFixture } from '../support/bridge-fixture';
import { LivingBridge, WITH_PAGES } from '../support/living-bridge';
import { itGlueRows } from '../support/page-histories';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NAME = 'Backups, by the bridge';

interface CompaniesFile {
  readonly companies: readonly object[];
}

/** What happens once in a page's life: its type, its fields, its end; and answers to these that are lost. */
describe('the type of pages, and their end', () => {
  let fixture: BridgeFixture;
  let bridge: LivingBridge;

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 2, jobsPerCompany: 1 });
    bridge = new LivingBridge(fixture, {}, WITH_PAGES);
  });

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.listUnusedFaults()).toEqual([]);
    await bridge.stop();
    await fixture.stop();
  });

  const pathOf = (name: string): string => join(fixture.folder, 'mappings', name);
  const read = (name: string): unknown => parse(readFileSync(pathOf(name), 'utf8'));
  const write = (name: string, file: object): void => {
    writeFileSync(pathOf(name), stringify(file));
  };

  const done = ({ streams }: RunReport): string[] =>
    streams.documentation!.changes.map(({ action, outcome }) => `${action} ${outcome}`);
  const types = (): readonly JsonObject[] =>
    itGlueRows(fixture, 'flexibleAssetTypes').filter((type) => type['name'] === NAME);
  const titles = (type: JsonObject): readonly unknown[] =>
    (type['fields'] as readonly JsonObject[]).map((field) => field['name']);

  /** Passes five minutes apart, until what was unknown is known. */
  async function settle(): Promise<void> {
    for (let pass = 0; pass < 5; pass += 1) {
      fixture.wall.advance(6 * MINUTE_MS);
      await bridge.pass();
    }
  }

  function ownType({ fields = true } = {}): void {
    const few = fields ? {} : { fields: { status: 'Overall Status', jobs: 'Jobs' } };
    write('documentation.yaml', { assetType: NAME, createType: true, ...few });
  }

  it('is made with every field in the order of the page, and the pages follow in the same pass', async () => {
    ownType();
    expect(done(await bridge.pass())).toEqual(['create-type applied', 'create applied', 'create applied']);
    expect(types().map(titles)).toEqual([Object.values(DOCUMENTATION_FIELDS)]);
    expect(done(await bridge.pass())).toEqual([]);
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'is made once when the answer is lost %s, and the pages wait for it',
    async (drop) => {
      ownType();
      fixture.sandbox.failNext('itglue', 'POST /flexible_asset_types', { drop });
      const first = done(await bridge.pass());
      expect(first[0]).toBe('create-type failed');
      await settle();
      expect(types()).toHaveLength(1);
      const pages = itGlueRows(fixture, 'flexibleAssets').filter(
        (page) => page['flexibleAssetTypeId'] === types()[0]!['id'],
      );
      expect(pages).toHaveLength(2);
      expect(done(await bridge.pass())).toEqual([]);
    },
  );

  it.each(['before-commit', 'after-commit'] as const)(
    'is extended once when the answer is lost %s, and the pages get the new fields',
    async (drop) => {
      ownType({ fields: false });
      await bridge.pass();
      await bridge.stop();
      ownType();
      const fields = 'POST /flexible_asset_types/{flexible_asset_type_id}/relationships/flexible_asset_fields';
      fixture.sandbox.failNext('itglue', fields, { drop });
      expect(done(await bridge.pass())[0]).toBe('extend-type failed');
      await settle();
      // Workloads and the like are asked for once an hour.
      fixture.wall.advance(60 * MINUTE_MS);
      await bridge.pass();
      const [type] = types();
      expect([...titles(type!)].sort()).toEqual(Object.values(DOCUMENTATION_FIELDS).sort());
      for (const page of itGlueRows(fixture, 'flexibleAssets'))
        expect(Object.keys(page['traits'] as JsonObject)).toEqual(
          expect.arrayContaining(['workloads', 'data-sources']),
        );
      expect(done(await bridge.pass())).toEqual([]);
    },
  );

  it.each([null, 'before-commit', 'after-commit'] as const)(
    'ends thirty days after its company was ignored, archived once (answer lost: %s)',
    async (drop) => {
      await bridge.pass();
      const [plan] = fixture.sandbox.world.plans.filter(
        (candidate) => candidate.itGlue !== null && !candidate.isPinned,
      );
      const pages = (): readonly JsonObject[] =>
        itGlueRows(fixture, 'flexibleAssets').filter((page) => page['organizationId'] === plan!.itGlue!.id);
      const notes = { action: 'edit-notes', id: pages()[0]!['id']!, text: '<p>ours</p>' };
      fixture.sandbox.people('itglue', notes);
      await bridge.stop();
      const file = read('companies.yaml') as CompaniesFile;
      const ignored = { vspc: { connection: 'main', uid: plan!.uid }, ignore: { reason: 'a laboratory' } };
      write('companies.yaml', { ...file, companies: [...file.companies, ignored] });
      await bridge.pass();
      fixture.wall.advance(29 * DAY_MS);
      await bridge.pass();
      expect(pages().map((page) => page['archived'])).toEqual([false]);
      fixture.wall.advance(2 * DAY_MS);
      if (drop) fixture.sandbox.failNext('itglue', 'PATCH /flexible_assets/{id}', { drop, skip: 1 });
      await bridge.pass();
      await settle();
      expect(pages().map((page) => page['archived'])).toEqual([true]);
      expect((pages()[0]!['traits'] as JsonObject)['manual-notes']).toBe('<p>ours</p>');
    },
  );
});
