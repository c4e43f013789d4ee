import type { ItgFlexibleAsset } from '../itglue/flexible-assets.api';
import { itgOrganizationId } from '../kernel/ids';
import type { RunContext } from '../reconciliation/run-context';
import { ItGlueScript } from '../../test/support/itglue-script';
import type { ScriptedReply, SeenRequest } from '../../test/support/script-server';
import { FreshAssets } from './fresh-assets';

const TYPE = '1694461951918100';
const LISTED_MS = Date.parse('2026-11-02T08:00:00Z');
const TOOK_MS = 5_000;

interface Row {
  readonly id: number;
  /** Seconds after the newest page of the list; null: it has no time. */
  readonly at: number | null;
  readonly note?: string;
}

/** The list by last change answers `rows`, a page at a time; single pages answer that they were asked for. */
function answer(rows: readonly Row[]): (request: SeenRequest) => ScriptedReply {
  return ({ path, query }) => {
    const single = /^\/flexible_assets\/(\d+)$/.exec(path);
    if (single) return { body: { data: resource({ id: Number(single[1]), at: 0, note: 'asked for' }) } };
    const size = Number(query.get('page[size]'));
    const number = Number(query.get('page[number]'));
    const page = rows.slice((number - 1) * size, number * size);
    const next = number * size < rows.length ? number + 1 : null;
    return { body: { data: page.map(resource), meta: { 'next-page': next, 'total-count': rows.length } } };
  };
}

function resource({ id, at, note }: Row): object {
  const attributes = {
    'organization-id': 1,
    'flexible-asset-type-id': Number(TYPE),
    name: 'Page',
    traits: { notes: note ?? 'new' },
    'updated-at': at === null ? null : new Date(LISTED_MS + at * 1000).toISOString(),
  };
  return { id: String(id), type: 'flexible-assets', attributes };
}

function listed(id: number, at: number | null): ItgFlexibleAsset {
  return {
    id: String(id),
    organizationId: itgOrganizationId('1'),
    typeId: TYPE,
    name: 'Page',
    resourceUrl: null,
    archived: false,
    traits: { notes: 'listed' },
    createdAt: null,
    updatedAt: at === null ? null : new Date(LISTED_MS + at * 1000),
  };
}

describe('a page right before it is written', () => {
  let script: ItGlueScript;
  const run = (): RunContext => ({}) as RunContext;

  beforeAll(async () => {
    // Requests are counted: none may be sent twice because the machine is busy.
    script = await ItGlueScript.start(30_000);
  });

  afterAll(() => script.server.stop());

  function shelf(assets: readonly ItgFlexibleAsset[] | null): FreshAssets {
    const assetsReadIn = () => assets && { assets, tookMs: TOOK_MS };
    return new FreshAssets({ client: script.client, assetsReadIn }, script.clock);
  }

  const notesOf = async (fresh: FreshAssets, of: RunContext, id: number): Promise<unknown> =>
    (await fresh.fetch(of, TYPE, String(id))).asset.traits['notes'];

  // The list: page 1 was written last, page 2 an hour before.
  const LIST = [listed(1, 0), listed(2, -3600)];

  it.each<[string, readonly Row[], number, string, number]>([
    [
      'written since the list was read: as it is now',
      [
        { id: 2, at: 60 },
        { id: 1, at: 0 },
      ],
      2,
      'new',
      1,
    ],
    [
      'not written since: as it was listed',
      [
        { id: 1, at: 0 },
        { id: 2, at: -3600 },
      ],
      2,
      'listed',
      1,
    ],
    [
      'written while the list was being read: as it is now',
      [
        { id: 1, at: 0 },
        { id: 2, at: -5 },
      ],
      2,
      'new',
      1,
    ],
    [
      'written in a second that the vendor cut off: as it is now',
      [
        { id: 1, at: 0 },
        { id: 2, at: -6 },
      ],
      2,
      'new',
      1,
    ],
    ['that the list did not have: asked for', [{ id: 1, at: 0 }], 3, 'asked for', 2],
    [
      'when times are missing: asked for',
      [
        { id: 1, at: null },
        { id: 2, at: 60 },
      ],
      2,
      'asked for',
      2,
    ],
    [
      'when the order is another: asked for',
      [
        { id: 1, at: 0 },
        { id: 2, at: 60 },
      ],
      2,
      'asked for',
      2,
    ],
    [
      'when more than 192 were written meanwhile: asked for',
      Array.from({ length: 400 }, (_, index) => ({ id: index + 1, at: 400 - index })),
      2,
      'asked for',
      8,
    ],
  ])('%s', async (_sentence, rows, id, notes, requests) => {
    script.server.answer(answer(rows));
    expect(await notesOf(shelf(LIST), run(), id)).toBe(notes);
    expect(script.server.seen).toHaveLength(requests);
  });

  it('is asked for when the list was not complete, or has no times at all', async () => {
    script.server.answer(answer([{ id: 2, at: null }]));
    expect(await notesOf(shelf(null), run(), 2)).toBe('asked for');
    expect(await notesOf(shelf([listed(2, null)]), run(), 2)).toBe('asked for');
  });

  it('is looked at again after two seconds, and not before', async () => {
    const [fresh, pass] = [shelf(LIST), run()];
    script.server.answer(answer([{ id: 1, at: 0 }]));
    expect(await notesOf(fresh, pass, 2)).toBe('listed');
    script.server.answer(answer([{ id: 2, at: 61 }]));
    script.clock.advance(1_999);
    expect(await notesOf(fresh, pass, 2)).toBe('listed');
    script.clock.advance(1);
    expect(await notesOf(fresh, pass, 2)).toBe('new');
  });

  it('knows what this pass has written itself, and what was written between two looks', async () => {
    const [fresh, pass] = [shelf(LIST), run()];
    script.server.answer(answer([{ id: 1, at: 0 }]));
    await fresh.fetch(pass, TYPE, '1');
    fresh.keep(pass, { ...listed(1, 90), traits: { notes: 'ours' } });
    expect(await notesOf(fresh, pass, 1)).toBe('ours');
    script.clock.advance(2_000);
    // Page 2 was written before our own write, and after the first look.
    script.server.answer(
      answer([
        { id: 1, at: 90, note: 'ours' },
        { id: 2, at: 89 },
        { id: 3, at: -7 },
      ]),
    );
    expect(await notesOf(fresh, pass, 2)).toBe('new');
  });

  it('is asked for in the whole pass once the list could not be relied on', async () => {
    const [fresh, pass] = [shelf(LIST), run()];
    script.server.answer(answer([{ id: 1, at: null }]));
    await fresh.fetch(pass, TYPE, '1');
    script.server.answer(answer([]));
    expect(await notesOf(fresh, pass, 2)).toBe('asked for');
    expect(script.server.seen.map(({ path }) => path)).toEqual(['/flexible_assets/2']);
  });
});
