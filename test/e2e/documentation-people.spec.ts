import type { INestApplicationContext } from '@nestjs/common';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import { DocumentationDesk } from '../../src/documentation/documentation-desk';
import { PageRepository } from '../../src/persistence/documentation/page.repository';
import { BridgeFixture } from '../support/bridge-fixture';

const STREAMS = ['mapping', 'tickets', 'documentation'] as const;
const LIST = 'GET /flexible_assets';
const WRITE = 'PATCH /flexible_assets/{id}';
const HOUR_MS = 3_600_000;
const ASK_FOR_ONE = 'GET /flexible_assets/{id}';

/** People work in IT Glue while a pass does. */
describe('pages under people’s hands', () => {
  let fixture: BridgeFixture;
  let deeds: ((route: string, done: number) => void)[];

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 12 });
    deeds = [];
    const count = new Map<string, number>();
    fixture.sandbox.onExchange('itglue', (request) => {
      const { pathname } = new URL(request.path, 'http://localhost');
      const route = `${request.method} ${pathname.replace(/\d{6,}/g, '{id}')}`;
      count.set(route, (count.get(route) ?? 0) + 1);
      for (const deed of deeds) deed(route, count.get(route) ?? 0);
    });
    await pass();
    count.clear();
    fixture.sandbox.resetLog();
  });

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    await fixture.stop();
  });

  const pass = (): Promise<RunReport> => fixture.pass({ streams: STREAMS });
  const people = (action: JsonObject): JsonValue => fixture.sandbox.people('itglue', action);
  const assets = (): readonly JsonObject[] =>
    (fixture.sandbox.snapshot().itglue as JsonObject)['flexibleAssets'] as readonly JsonObject[];
  const traitsOf = (id: JsonValue): JsonObject => assets().find((row) => row['id'] === id)!['traits'] as JsonObject;
  const requests = (route: string): number =>
    fixture.sandbox.requests('itglue').filter((request) => request.route === route).length;

  async function inProcess<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
    const bridge = await fixture.boot();
    try {
      return await work(bridge.app);
    } finally {
      await bridge.close();
    }
  }

  /** Every page has to be written in the next pass. */
  function spoilAll(): readonly JsonValue[] {
    const ids = assets().map((row) => row['id']!);
    for (const id of ids) people({ action: 'edit-trait', id, key: 'status-reason', value: 'A person knows better' });
    fixture.wall.advance(60_000);
    return ids;
  }

  it('are written with one request each, after one look at what was changed since the list was read', async () => {
    const ids = spoilAll();
    const report = (await pass()).streams.documentation!;
    expect(report.counts['update']).toBe(ids.length);
    expect(requests(WRITE)).toBe(ids.length);
    expect(requests(ASK_FOR_ONE)).toBe(0);
    expect(requests(LIST)).toBe(2);
  });

  it('keep a note that was written after the list was read', async () => {
    const [id] = spoilAll();
    deeds.push((route, done) => {
      if (route === LIST && done === 1) people({ action: 'edit-notes', id: id!, text: '<p>in between</p>' });
    });
    await pass();
    expect(traitsOf(id!)['manual-notes']).toBe('<p>in between</p>');
    expect(traitsOf(id!)['status-reason']).not.toBe('A person knows better');
  });

  it('keep notes and tags that were made while other pages were written', async () => {
    const ids = spoilAll();
    const last = ids.at(-1)!;
    const { organizationId } = assets().find((row) => row['id'] === last)!;
    const configurations = (fixture.sandbox.snapshot().itglue as JsonObject)['configurations'] as readonly JsonObject[];
    const tag = configurations.find((row) => row['organizationId'] === organizationId)!['id']!;
    deeds.push((route, done) => {
      if (route !== WRITE) return;
      fixture.wall.advance(700);
      if (done !== 2) return;
      people({ action: 'edit-notes', id: last, text: '<p>call first</p>' });
      people({ action: 'add-tag', id: last, key: 'protected-devices', tagIds: [tag] });
    });
    expect((await pass()).streams.documentation!.counts['update']).toBe(ids.length);
    expect(traitsOf(last)['manual-notes']).toBe('<p>call first</p>');
    expect(JSON.stringify(traitsOf(last)['protected-devices'])).toContain(JSON.stringify(tag));
    // A look at every third write, two seconds apart, and none at single pages.
    expect(requests(ASK_FOR_ONE)).toBe(0);
    expect(requests(LIST)).toBeLessThanOrEqual(2 + Math.ceil(ids.length / 3));
  });

  it('keep a note that was written while a write waited for its turn', async () => {
    const ids = spoilAll();
    const last = ids.at(-1)!;
    fixture.sandbox.failNext('itglue', WRITE, {
      status: 429,
      body: { message: 'Too Many Requests' },
      skip: ids.length - 2,
    });
    deeds.push((route, done) => {
      if (route === WRITE && done === ids.length - 2)
        people({ action: 'edit-notes', id: last, text: '<p>in between</p>' });
    });
    expect((await pass()).streams.documentation!.counts['update']).toBe(ids.length - 1);
    expect(traitsOf(last)['manual-notes']).toBe('<p>in between</p>');
    expect(traitsOf(last)['status-reason']).not.toBe('A person knows better');
  });

  it('keep a tag of people’s also where the pass was about to set the same', async () => {
    const isTagged = (row: JsonObject): boolean => (row['traits'] as JsonObject)['protected-devices'] !== undefined;
    const page = assets().find(isTagged)!;
    const id = page['id']!;
    const [tag] = traitsOf(id)['protected-devices'] as readonly JsonValue[];
    const organizationId = JSON.stringify(page['organizationId']);
    people({ action: 'edit-trait', id, key: 'protected-devices', value: null });
    // Of an adopted page the bridge knows no tag of its own.
    await inProcess((app) => app.get(DocumentationDesk).adopt(organizationId, JSON.stringify(id)));
    // Workloads are asked for once an hour, and tags follow them.
    fixture.wall.advance(HOUR_MS);
    deeds.push((route, done) => {
      if (route === LIST && done === 1) people({ action: 'add-tag', id, key: 'protected-devices', tagIds: [tag!] });
    });
    await pass();
    expect(traitsOf(id)['protected-devices']).toContainEqual(tag);
    // Tags of ours go when their machine goes.
    const record = await inProcess((app) => app.get(PageRepository).find(organizationId));
    expect(record!.taggedIds).not.toContain(JSON.stringify(tag));
  });

  it.each([
    ['archived', 'archive-asset', 'archived'],
    ['deleted', 'delete-asset', 'the record is missing'],
  ])('are left alone when somebody has %s them meanwhile, and the others are written', async (_word, action, why) => {
    const [id, ...others] = spoilAll();
    deeds.push((route, done) => {
      if (route === LIST && done === 1) people({ action, id: id! });
    });
    const report = (await pass()).streams.documentation!;
    expect(report.counts['update']).toBe(others.length);
    const failed = report.changes.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.error!.toLowerCase()).toContain(why);
  });

  it('are asked for one by one when the list by last change tells no times', async () => {
    const ids = spoilAll();
    const [id] = ids;
    const rewrite = { find: '"updated-at":"', with: '"updated-at":null,"was":"' };
    fixture.sandbox.failNext('itglue', LIST, { rewrite, skip: 1 });
    deeds.push((route, done) => {
      if (route === LIST && done === 1) people({ action: 'edit-notes', id: id!, text: '<p>in between</p>' });
    });
    expect((await pass()).streams.documentation!.counts['update']).toBe(ids.length);
    expect(requests(ASK_FOR_ONE)).toBe(ids.length);
    expect(traitsOf(id!)['manual-notes']).toBe('<p>in between</p>');
  });

  it('are not written, and not waited for, when the look fails; the next pass writes them', async () => {
    const ids = spoilAll();
    fixture.sandbox.failNext('itglue', LIST, { status: 503, body: {}, skip: 1, times: 100 });
    const broken = (await pass()).streams.documentation!;
    expect(broken.counts['update']).toBe(0);
    expect(requests(WRITE)).toBe(0);
    fixture.sandbox.clearFaults();
    expect((await pass()).streams.documentation!.counts['update']).toBe(ids.length);
  });
});
