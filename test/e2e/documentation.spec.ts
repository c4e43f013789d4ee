import { DocumentationDesk } from '../../src/documentation/documentation-desk';
import { compareWithAnswerKey } from '../../src/sandbox/answer-key/compare-with-answer-key';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import { BridgeFixture } from '../support/bridge-fixture';

const STREAMS = ['mapping', 'tickets', 'documentation'] as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A bridge and a sandbox of its own for every story: people's deeds in one must not be seen in another. */
describe('documentation against the sandbox', () => {
  let fixture: BridgeFixture;

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 12 });
  });

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    expect(fixture.sandbox.crashes()).toEqual([]);
    expect(fixture.sandbox.listUnusedFaults()).toEqual([]);
    await fixture.stop();
  });

  const pass = (): Promise<RunReport> => fixture.pass({ streams: STREAMS });
  const people = (action: JsonObject): JsonValue => fixture.sandbox.people('itglue', action);

  /** Time passes for the bridge and in the sandbox, whose machines stay in touch and whose jobs run as before. */
  function wait(durationMs: number): void {
    fixture.wall.advance(durationMs);
    fixture.sandbox.advance(0);
  }

  function pageDifferences(): readonly string[] {
    const key = { ...fixture.sandbox.answerKey(), additions: [], tickets: [] };
    return compareWithAnswerKey(fixture.sandbox.snapshot(), key).filter((sentence) => /page/i.test(sentence));
  }

  function rows(name: string): readonly JsonObject[] {
    return (fixture.sandbox.snapshot().itglue as JsonObject)[name] as readonly JsonObject[];
  }

  const assets = (): readonly JsonObject[] => rows('flexibleAssets');
  const traitsOf = (id: JsonValue): JsonObject => assets().find((row) => row['id'] === id)!['traits'] as JsonObject;

  function fieldId(name: string): JsonValue {
    const fields = rows('flexibleAssetTypes')[0]!['fields'] as readonly JsonObject[];
    return fields.find((field) => field['name'] === name)!['id']!;
  }

  async function inDesk<T>(work: (desk: DocumentationDesk) => Promise<T>): Promise<T> {
    const bridge = await fixture.boot();
    try {
      return await work(bridge.app.get(DocumentationDesk));
    } finally {
      await bridge.close();
    }
  }

  it('writes exactly the pages of the answer key, and nothing the second time', async () => {
    const first = (await pass()).streams.documentation!;
    expect(first.changes.filter((change) => change.outcome !== 'applied')).toEqual([]);
    expect(first.status).toBe('succeeded');
    expect(first.counts['create']).toBe(fixture.sandbox.answerKey().pages.length);
    expect(pageDifferences()).toEqual([]);
    fixture.sandbox.resetLog();
    expect((await pass()).streams.documentation!.changes).toEqual([]);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('tags the machines that IT Glue knows, and none that is archived', async () => {
    await pass();
    const configurations = new Map<JsonValue, JsonObject>(rows('configurations').map((row) => [row['id']!, row]));
    const tagged = assets().flatMap((page) => {
      const ids = ((page['traits'] as JsonObject)['protected-devices'] ?? []) as readonly JsonValue[];
      return ids.map((id) => ({ page, machine: configurations.get(id)! }));
    });
    expect(tagged.length).toBeGreaterThan(3);
    for (const { page, machine } of tagged) {
      expect(machine).toMatchObject({ organizationId: page['organizationId'], name: 'First machine' });
      const others = rows('configurations').filter((row) => row['hostname'] === machine['hostname']);
      expect(others.map((row) => row['archived'] === true)).toEqual([false, true]);
    }
    expect(fixture.sandbox.writes('itglue').filter(({ route }) => route?.includes('configurations'))).toEqual([]);
  });

  it('follows the state of things', async () => {
    await pass();
    const failing = [...fixture.sandbox.jobs.list().values()].filter((job) => job.failingSince !== null);
    expect(failing.length).toBeGreaterThan(0);
    wait(30 * MINUTE_MS);
    for (const job of failing) fixture.sandbox.jobs.succeed(job.uid);
    wait(5 * MINUTE_MS);
    const { counts } = (await pass()).streams.documentation!;
    expect(counts['update']).toBeGreaterThan(0);
    expect(counts['create']).toBe(0);
    expect(pageDifferences()).toEqual([]);
  });

  it('leaves what people wrote, tagged and attached, however often it writes', async () => {
    await pass();
    const id = assets()[0]!['id']!;
    const tags = rows('configurations').filter((row) => row['organizationId'] === assets()[0]!['organizationId']);
    const tagIds = tags.slice(0, 1).map((row) => row['id']!);
    people({ action: 'edit-notes', id, text: '<p>Key to the <b>rack</b>: reception</p>' });
    people({ action: 'add-tag', id, key: 'protected-devices', tagIds });
    people({ action: 'attach-file', resourceType: 'flexible_assets', id, fileName: 'restore-test.pdf' });
    people({ action: 'edit-trait', id, key: 'status-reason', value: 'A person knows better' });
    const before = traitsOf(id);
    for (let day = 0; day < 3; day += 1) {
      expect((await pass()).streams.documentation!.counts['update']).toBeGreaterThan(0);
      wait(25 * HOUR_MS);
    }
    const after = traitsOf(id);
    expect(after['manual-notes']).toBe(before['manual-notes']);
    expect(after['protected-devices']).toEqual(expect.arrayContaining(tagIds));
    expect(after['status-reason']).not.toBe('A person knows better');
    expect(rows('attachments')).toHaveLength(1);
  });

  it('makes no second page when the answer to a creation is lost', async () => {
    fixture.sandbox.failNext('itglue', 'POST /flexible_assets', { drop: 'after-commit' });
    const first = (await pass()).streams.documentation!;
    expect(first.changes.filter((change) => change.outcome === 'failed')).toHaveLength(1);
    for (let round = 0; round < 3; round += 1) {
      wait(11 * MINUTE_MS);
      await pass();
    }
    expect(pageDifferences()).toEqual([]);
    wait(6 * MINUTE_MS);
    expect((await pass()).streams.documentation!.changes).toEqual([]);
  });

  it('makes no second page when somebody edits the key of one whose answer was lost, and puts the key back', async () => {
    fixture.sandbox.failNext('itglue', 'POST /flexible_assets', { drop: 'after-commit' });
    await pass();
    const count = assets().length;
    const { id = null, organizationId } = assets()[0]!;
    people({ action: 'edit-trait', id, key: 'source-key', value: 'mine' });
    for (let round = 0; round < 4; round += 1) {
      wait(11 * MINUTE_MS);
      await pass();
    }
    expect(assets()).toHaveLength(count);
    expect(traitsOf(id)['source-key']).toBe(`vspcb:sandbox/org/${JSON.stringify(organizationId)}`);
  });

  it('goes on writing a page whose lost answer was found in a pass that wrote it again', async () => {
    fixture.sandbox.failNext('itglue', 'POST /flexible_assets', { drop: 'after-commit' });
    await pass();
    const [page] = assets();
    const id = page!['id']!;
    for (const value of ['once', 'twice', 'three times']) {
      people({ action: 'edit-trait', id, key: 'status-reason', value });
      wait(11 * MINUTE_MS);
      expect((await pass()).streams.documentation!.counts['update']).toBeGreaterThan(0);
      expect(traitsOf(id)['status-reason']).not.toBe(value);
    }
    expect((await pass()).streams.documentation!.changes).toEqual([]);
  });

  it('sends a creation that never arrived again, after two empty look-ups', async () => {
    fixture.sandbox.failNext('itglue', 'POST /flexible_assets', { drop: 'before-commit' });
    await pass();
    for (let round = 0; round < 4; round += 1) {
      wait(11 * MINUTE_MS);
      await pass();
    }
    expect(pageDifferences()).toEqual([]);
  });

  it('recognises a change whose answer was lost', async () => {
    await pass();
    const id = assets()[0]!['id']!;
    people({ action: 'edit-trait', id, key: 'status-reason', value: 'edited' });
    fixture.sandbox.failNext('itglue', 'PATCH /flexible_assets/{id}', { drop: 'after-commit' });
    await pass();
    for (let round = 0; round < 2; round += 1) {
      wait(11 * MINUTE_MS);
      await pass();
    }
    fixture.sandbox.resetLog();
    expect((await pass()).streams.documentation!.changes).toEqual([]);
    expect(fixture.sandbox.writes('itglue')).toEqual([]);
  });

  it('asks before it makes a page again that somebody deleted', async () => {
    await pass();
    const count = assets().length;
    people({ action: 'delete-asset', id: assets()[0]!['id']! });
    expect((await pass()).streams.documentation!.changes).toEqual([]);
    wait(25 * HOUR_MS);
    const report = await pass();
    expect(report.streams.documentation!.changes).toContainEqual(
      expect.objectContaining({ outcome: 'held', reason: 'deleted' }),
    );
    expect(report.problems).toContainEqual(expect.objectContaining({ kind: 'deleted' }));
    expect(assets()).toHaveLength(count - 1);
  });

  it('writes the other pages when an organization vanished', async () => {
    await pass();
    const { organizationId } = assets()[0]! as { organizationId: number };
    people({ action: 'delete-organization', id: organizationId });
    people({ action: 'edit-trait', id: assets()[0]!['id']!, key: 'status-reason', value: 'edited' });
    const report = (await pass()).streams.documentation!;
    expect(report.changes).toMatchObject([{ action: 'update', outcome: 'applied' }]);
    wait(25 * HOUR_MS);
    const { problems } = await pass();
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'organization-gone' }));
  });

  it('knows a field by its key whatever people call it', async () => {
    await pass();
    people({ action: 'rename-field', id: fieldId('Overall Status'), name: 'Backup state' });
    fixture.sandbox.resetLog();
    const { streams, problems } = await pass();
    expect(streams.documentation!.changes).toEqual([]);
    expect(problems.filter(({ system }) => system === 'itglue')).toEqual([]);
  });

  it('goes on without a field that somebody deleted, and says so', async () => {
    await pass();
    people({ action: 'delete-field', id: fieldId('Jobs') });
    people({ action: 'change-field-kind', id: fieldId('Failed Jobs'), kind: 'Text' });
    people({ action: 'edit-trait', id: assets()[0]!['id']!, key: 'status-reason', value: 'edited' });
    const { streams, problems } = await pass();
    expect(streams.documentation!.changes).toMatchObject([{ action: 'update', outcome: 'applied' }]);
    const changed = problems.filter(({ kind }) => kind === 'field-changed').map(({ id }) => id);
    expect(changed.sort()).toEqual(['documentation/field-changed/failedJobs', 'documentation/field-changed/jobs']);
  });

  it('keeps the oldest of two pages with our key', async () => {
    await pass();
    const id = assets()[0]!['id']!;
    people({ action: 'duplicate-asset', id });
    const { streams, problems } = await pass();
    expect(streams.documentation!.changes).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'duplicate' }));
  });

  it('makes the page that an operator named its own, and keeps what people wrote there', async () => {
    const { organizationId } = fixture.sandbox.answerKey().pages[0]!;
    const others = await inDesk((desk) => desk.preview(organizationId)).catch((error: unknown) => error);
    expect(others).toMatchObject({ kind: 'no-page' });
    await pass();
    const own = assets().find((row) => row['organizationId'] === Number(organizationId))!;
    people({ action: 'duplicate-asset', id: own['id']! });
    const copy = assets().at(-1)!;
    const copyId = JSON.stringify(copy['id']);
    people({ action: 'edit-notes', id: copy['id']!, text: '<p>Ours since 2019</p>' });
    await expect(inDesk((desk) => desk.adopt('1', copyId))).rejects.toMatchObject({
      kind: 'not-adoptable',
    });
    await inDesk((desk) => desk.adopt(organizationId, copyId));
    const report = await pass();
    expect(report.streams.documentation!.changes).toMatchObject([
      { action: 'update', outcome: 'applied', remoteId: copyId },
    ]);
    expect(traitsOf(copy['id']!)['manual-notes']).toBe('<p>Ours since 2019</p>');
    expect((await pass()).streams.documentation!.changes).toEqual([]);
  });

  it('previews what the next pass would write, without writing', async () => {
    await fixture.pass({ streams: ['mapping', 'tickets'] });
    const [expected] = fixture.sandbox.answerKey().pages;
    fixture.sandbox.resetLog();
    const { page } = await inDesk((desk) => desk.preview(expected!.organizationId));
    expect(page.status).toBe(expected!.status);
    expect(fixture.sandbox.writes()).toEqual([]);
  });

  it('touches nothing while IT Glue cannot be read, and says that the stream failed', async () => {
    await pass();
    fixture.sandbox.resetLog();
    fixture.sandbox.failNext('itglue', 'GET *', { status: 403, body: { message: 'Forbidden' }, times: 50 });
    const report = (await pass()).streams.documentation!;
    expect(report.status).toBe('failed');
    expect(fixture.sandbox.writes('itglue')).toEqual([]);
    fixture.sandbox.clearFaults();
    expect((await pass()).streams.documentation!.changes).toEqual([]);
  });
});
