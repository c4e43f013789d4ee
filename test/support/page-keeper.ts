import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { BridgeFixture } from './bridge-fixture';
import { itGlueRows, type Deed, type Meanwhile } from './page-histories';

/** Fields of people's own, with what they write into them. `manual-notes` is there in the sandbox. */
export const OWN_FIELDS = [
  { name: 'Contract', kind: 'Text', order: 101 },
  { name: 'Reviewed', kind: 'Checkbox', order: 102 },
  { name: 'Review Date', kind: 'Date', order: 103 },
  { name: 'Seats', kind: 'Number', decimals: 0, order: 104 },
  { name: 'Spare Machines', kind: 'Tag', tagType: 'Configurations', order: 105 },
] as const;

const VALUES: readonly (readonly [string, JsonValue])[] = [
  ['contract', 'C-2026/7 "gold" & <more>'],
  ['contract', null],
  ['reviewed', true],
  ['reviewed', false],
  ['review-date', '2026-11-30'],
  ['seats', 0],
  ['seats', 25],
];
const SPOILT: readonly (readonly [string, JsonValue])[] = [
  ['status-reason', 'A person knows better'],
  ['jobs', '<p>mine</p>'],
  ['source-key', 'mine'],
  ['company', 'Renamed by hand'],
  ['failed-jobs', 99],
  ['stale-after', null],
];
const TAG_FIELDS = ['protected-devices', 'spare-machines'];
/** A deed takes longer than a look at what changed lasts. */
const DEED_MS = 2_500;

/** Acts as people do in IT Glue, and remembers what of it must still be there in the end. */
export class PageKeeper {
  private readonly values = new Map<JsonValue, Map<string, JsonValue>>();
  private readonly tags = new Map<JsonValue, Set<string>>();
  private attachments = 0;
  private renamed = 0;
  private pending: Meanwhile | null = null;
  private steps = 0;

  constructor(private readonly fixture: BridgeFixture) {
    fixture.sandbox.onExchange('itglue', ({ method, path, query }) => {
      const isList = method === 'GET' && path === '/flexible_assets' && query.get('sort') === 'created_at';
      if (this.pending === null || !(isList || method === 'PATCH' || method === 'POST')) return;
      this.steps += 1;
      if (this.steps !== this.pending.after) return;
      this.act(this.pending.deed, this.pending.which);
      this.fixture.wall.advance(DEED_MS);
    });
  }

  /** Something to do while the next pass is at work; null ends it. */
  meanwhile(deed: Meanwhile | null): void {
    this.pending = deed;
    this.steps = 0;
  }

  act(deed: Deed, which: number): void {
    const pages = itGlueRows(this.fixture, 'flexibleAssets');
    const page = pages[which % Math.max(1, pages.length)];
    if (!page) return;
    const id = page['id'] ?? null;
    switch (deed) {
      case 'note': {
        this.write(id, 'manual-notes', `<p>Note ${which}: call <b>first</b>, "please" &amp; früh 早い</p>`);
        return;
      }
      case 'field': {
        this.write(id, ...(VALUES[which % VALUES.length] ?? ['contract', 'x']));
        return;
      }
      case 'spoil': {
        const [key, value] = SPOILT[which % SPOILT.length] ?? ['jobs', 'x'];
        this.fixture.sandbox.people('itglue', { action: 'edit-trait', id, key, value });
        return;
      }
      case 'tag': {
        this.tag(page, which);
        return;
      }
      case 'attach': {
        const fileName = `plan-${which}.pdf`;
        this.fixture.sandbox.people('itglue', { action: 'attach-file', resourceType: 'flexible_assets', id, fileName });
        this.attachments += 1;
        return;
      }
      case 'rename-field': {
        this.renameField(which);
        return;
      }
      default: {
        this.fixture.sandbox.people('itglue', { action: `${deed}-asset`, id });
      }
    }
  }

  restoreAll(): void {
    for (const { id = null } of itGlueRows(this.fixture, 'flexibleAssets'))
      this.fixture.sandbox.people('itglue', { action: 'restore-asset', id });
  }

  /** What people wrote, tagged or attached and is not there any more, in words. */
  losses(): readonly string[] {
    const pages = new Map(itGlueRows(this.fixture, 'flexibleAssets').map((page) => [page['id'] ?? null, page]));
    const traitOf = (id: JsonValue, key: string): JsonValue =>
      (pages.get(id)?.['traits'] as JsonObject | undefined)?.[key] ?? null;
    const lost = [...this.values].flatMap(([id, values]) =>
      [...values].flatMap(([key, value]) => {
        const found = traitOf(id, key);
        // A box that is not ticked may be left out by the vendor.
        return JSON.stringify(found) === JSON.stringify(value) || (value === false && found === null)
          ? []
          : [`${JSON.stringify(id)} ${key}: ${JSON.stringify(value)} is ${JSON.stringify(found)}`];
      }),
    );
    const untagged = [...this.tags].flatMap(([id, tags]) =>
      [...tags].flatMap((tag) => {
        const [key = '', configuration = ''] = tag.split(' ');
        return JSON.stringify(traitOf(id, key)).includes(configuration) ? [] : [`${JSON.stringify(id)} lost ${tag}`];
      }),
    );
    const attached = itGlueRows(this.fixture, 'attachments').length;
    const detached = attached === this.attachments ? [] : [`${attached} of ${this.attachments} attachments`];
    return [...lost, ...untagged, ...detached];
  }

  private write(id: JsonValue, key: string, value: JsonValue): void {
    this.fixture.sandbox.people('itglue', { action: 'edit-trait', id, key, value });
    const values = this.values.get(id) ?? new Map<string, JsonValue>();
    this.values.set(id, values.set(key, value));
  }

  private tag(page: JsonObject, which: number): void {
    const key = TAG_FIELDS[which % TAG_FIELDS.length] ?? '';
    const configuration = itGlueRows(this.fixture, 'configurations').find(
      (row) => row['organizationId'] === page['organizationId'],
    )?.['id'];
    if (configuration === undefined) return;
    const id = page['id'] ?? null;
    const isOurs = JSON.stringify((page['traits'] as JsonObject)[key] ?? null).includes(JSON.stringify(configuration));
    this.fixture.sandbox.people('itglue', { action: 'add-tag', id, key, tagIds: [configuration] });
    // Of a tag that the bridge has set itself, it may not be told that a person wants it, too.
    if (!isOurs) this.tags.set(id, (this.tags.get(id) ?? new Set()).add(`${key} ${JSON.stringify(configuration)}`));
  }

  /** Titles are the operator's; ours are known by their keys. */
  private renameField(which: number): void {
    const fields = itGlueRows(this.fixture, 'flexibleAssetTypes')[0]?.['fields'] as readonly JsonObject[];
    const field = fields[which % fields.length];
    this.renamed += 1;
    if (field)
      this.fixture.sandbox.people('itglue', {
        action: 'rename-field',
        id: field['id'] ?? null,
        name: `Title ${this.renamed}`,
      });
  }
}
