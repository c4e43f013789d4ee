import { readFileSync, writeFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import { BridgeFixture } from '../support/bridge-fixture';
import { LivingBridge, WITH_PAGES } from '../support/living-bridge';
import { itGlueRows } from '../support/page-histories';
import { OWN_FIELDS } from '../support/page-keeper';
import { itGlueOf } from '../support/sandbox-clients';

const HOUR_MS = 3_600_000;

/**
 * What the vendor's documents leave open, read the other way, with what it is by default: pages are the same. Every row begins with pages as they
 * are by default; a person writes a note, a false box and a zero and spoils a field of ours, and two passes follow.
 */
const READINGS: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['numbersReadAs', 'string', 'number'],
  ['datesReadAs', 'timestamp', 'date'],
  ['falseCheckbox', 'omitted', 'returned'],
  ['emptyTraits', 'null', 'omitted'],
  ['sanitiser', true, false],
  ['firewall', true, false],
  ['textLimits', false, true],
  ['selectEnforced', false, true],
  ['requiredTraitsOnPatch', false, true],
  ['traitKeySpelling', 'either', 'exact'],
  ['tagObjects', 'ignore', 'reject'],
  ['foreignTags', 'accept', 'reject'],
  ['unknownParameters', 'ignore', 'reject'],
  ['nameFilter', 'substring', 'exact'],
  ['organizationIdList', false, true],
  ['relatedItemsOnIndex', true, false],
  ['includedFieldIds', 'number', 'string'],
  ['missingTypeFilterStatus', 400, 422],
  ['pageSizeAboveMaximum', 'reject', 'clamp'],
  ['createdStatus', 200, 201],
  ['unknownIdOnShow', 401, 404],
  ['unknownIdOnWrite', 404, 401],
  ['archivedInIndex', false, true],
  ['duplicateTypeNames', 'reject', 'accept'],
  ['payloadTooLargeStatus', 400, 413],
  ['bulkFailure', 'partial', 'atomic'],
  ['retryAfterHeader', true, false],
  ['rateLimitScope', 'key', 'account'],
  ['timeoutAbovePageSize', 30, 0],
  ['apiPrefix', true, false],
];

describe('pages, whatever the vendor does where its documents say nothing', () => {
  let fixture: BridgeFixture;
  let bridge: LivingBridge;

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 2, jobsPerCompany: 2 });
    bridge = new LivingBridge(fixture, {}, WITH_PAGES);
    const { flexibleAssetTypes } = itGlueOf(fixture.sandbox, fixture.wall);
    for await (const { id } of flexibleAssetTypes.list()) await flexibleAssetTypes.addFields(id, OWN_FIELDS);
  });

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    await bridge.stop();
    await fixture.stop();
  });

  const people = (action: JsonObject): JsonValue => fixture.sandbox.people('itglue', action);
  const pages = (): readonly JsonObject[] => itGlueRows(fixture, 'flexibleAssets');
  const traits = (): JsonObject => pages()[0]!['traits'] as JsonObject;
  const changes = async (): Promise<string[]> => described(await bridge.pass());
  const described = ({ streams }: RunReport): string[] =>
    streams.documentation!.changes.map(({ action, outcome, reason }) => `${action} ${reason} ${outcome}`);

  it('are read, merged, written and then left alone', async () => {
    await bridge.pass();
    const [page] = pages();
    const id = page!['id']!;
    const spare = itGlueRows(fixture, 'configurations').find(
      (row) => row['organizationId'] === page!['organizationId'],
    )!['id']!;
    people({ action: 'add-tag', id, key: 'spare-machines', tagIds: [spare] });
    for (const [index, [name, value, usual]] of READINGS.entries()) {
      const note = `<p>Note <b>${index}</b></p>`;
      people({ action: 'edit-notes', id, text: note });
      people({ action: 'edit-trait', id, key: 'reviewed', value: false });
      people({ action: 'edit-trait', id, key: 'seats', value: 0 });
      people({ action: 'edit-trait', id, key: 'review-date', value: '2026-11-30' });
      people({ action: 'edit-trait', id, key: 'status-reason', value: 'spoilt' });
      fixture.sandbox.setSwitch('itglue', name, value);
      expect([name, await changes(), await changes()]).toEqual([name, ['update content-changed applied'], []]);
      const { seats, reviewed = false, 'manual-notes': notes, 'review-date': date, 'status-reason': reason } = traits();
      expect([name, notes, reviewed, seats, date]).toEqual([name, note, false, 0, '2026-11-30']);
      expect(reason).not.toBe('spoilt');
      expect(JSON.stringify(traits()['spare-machines'])).toContain(JSON.stringify(spare));
      fixture.sandbox.setSwitch('itglue', name, usual);
    }
  });

  it('are known by their fields’ ids where a new title makes a new key', async () => {
    await bridge.pass();
    fixture.sandbox.setSwitch('itglue', 'renameChangesKey', true);
    const fields = itGlueRows(fixture, 'flexibleAssetTypes')[0]!['fields'] as readonly JsonObject[];
    for (const name of ['Overall Status', 'Jobs', 'Source Key', 'Company']) {
      const { id } = fields.find((field) => field['name'] === name) as { id: number };
      people({ action: 'rename-field', id, name: `${name} by hand` });
    }
    expect(await changes()).toEqual([]);
    people({ action: 'edit-notes', id: pages()[0]!['id']!, text: '<p>mine</p>' });
    fixture.wall.advance(25 * HOUR_MS);
    expect(new Set(await changes())).not.toContain('create content-changed applied');
    expect(pages()).toHaveLength(2);
    expect(traits()['manual-notes']).toBe('<p>mine</p>');
  });

  it('get no second page where lists leave archived ones out, and go on once restored', async () => {
    const file = `${fixture.folder}/mappings/documentation.yaml`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('onDeleted: ask', 'onDeleted: recreate'));
    fixture.sandbox.setSwitch('itglue', 'archivedInIndex', false);
    await bridge.pass();
    const id = pages()[0]!['id']!;
    people({ action: 'archive-asset', id });
    expect(await changes()).toEqual([]);
    fixture.wall.advance(25 * HOUR_MS);
    expect(await changes()).toContain('create deleted failed');
    expect(pages()).toHaveLength(2);
    people({ action: 'restore-asset', id });
    expect(await changes()).toContain('update refresh-due applied');
    people({ action: 'delete-asset', id });
    await bridge.pass();
    fixture.wall.advance(25 * HOUR_MS);
    expect(await changes()).toContain('create deleted applied');
    expect(pages()).toHaveLength(2);
  });
});
