import { DocumentationDesk } from '../../src/documentation/documentation-desk';
import { renderPageHtml } from '../../src/documentation/domain/render-page';
import type { JsonObject, JsonValue } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import type { Fault } from '../../src/sandbox/http/scripted-faults';
import { BridgeFixture } from '../support/bridge-fixture';
import { LivingBridge, WITH_PAGES } from '../support/living-bridge';
import { itGlueRows } from '../support/page-histories';

const JOBS = 'GET /infrastructure/backupServers/jobs';

/** What comes from outside may be anything: it is shown and contained, and the other customers' pages are written. */
describe('bad input to pages', () => {
  let fixture: BridgeFixture;
  let bridge: LivingBridge;

  beforeAll(async () => {
    fixture = await BridgeFixture.start({ companies: 6, jobsPerCompany: 3 });
    bridge = new LivingBridge(fixture, {}, WITH_PAGES);
    await bridge.pass();
  });

  afterEach(() => {
    expect(fixture.sandbox.crashes()).toEqual([]);
    fixture.sandbox.clearFaults();
  });

  afterAll(async () => {
    await bridge.stop();
    await fixture.stop();
  });

  const people = (action: JsonObject): JsonValue => fixture.sandbox.people('itglue', action);
  const pages = (): readonly JsonObject[] => itGlueRows(fixture, 'flexibleAssets');
  const traitsOf = (page: JsonObject): JsonObject => page['traits'] as JsonObject;
  const boxesOf = (page: JsonObject): string =>
    Object.values(traitsOf(page))
      .filter((value) => typeof value === 'string')
      .join('\n')
      // Where a browser may break a long word; nobody sees it.
      .replaceAll('<wbr>', '');

  function spoilAll(): void {
    for (const { id = null } of pages()) people({ action: 'edit-trait', id, key: 'status-reason', value: 'spoilt' });
  }

  async function passWith(route: string, fault: Fault, system: 'vspc' | 'itglue' = 'vspc'): Promise<RunReport> {
    fixture.wall.advance(60_000);
    fixture.sandbox.failNext(system, route, fault);
    return bridge.pass();
  }

  const applied = ({ streams }: RunReport): number =>
    streams.documentation!.changes.filter(({ outcome }) => outcome === 'applied').length;

  it.each<[string, string, string]>([
    ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a style', '</td><style>*{display:none}</style>', '&lt;/td&gt;&lt;style&gt;*{display:none}&lt;/style&gt;'],
    ['an event handler', '\\" onmouseover=\\"alert(1)', '&quot; onmouseover=&quot;alert(1)'],
    ['a data URI', 'data:text/html;base64,PHNjcmlwdD4=', 'data:text/html;base64,PHNjcmlwdD4='],
    ['a link', '<a href=\\"javascript:alert(1)\\">x</a>', '&lt;a href=&quot;javascript:alert(1)&quot;&gt;x&lt;/a&gt;'],
    ['half a character', 'Nightly \\ud83d servers', 'Nightly \uFFFD servers'],
    ['invisible marks', 'Night\\u202ely\\u0000 \\u2066servers', 'Nightly servers'],
  ])('a name with %s is text on the page, and all other pages are written', async (_sentence, name, shown) => {
    fixture.sandbox.setSwitch('itglue', 'firewall', true);
    spoilAll();
    const report = await passWith(JOBS, { rewrite: { find: '"name":"Nightly servers"', with: `"name":"${name}"` } });
    expect(applied(report)).toBe(pages().length);
    const concerned = pages().filter((page) => boxesOf(page).includes(shown));
    expect(concerned.length).toBeGreaterThan(0);
    for (const page of concerned) {
      const tags = boxesOf(page).match(/<[^>]*>/g) ?? [];
      expect(tags.filter((tag) => /script|style\b(?!=)|javascript:|data:|onmouseover/i.test(tag))).toEqual([]);
    }
    fixture.sandbox.setSwitch('itglue', 'firewall', false);
  });

  it('an organization’s name with a script in it is text in the preview', async () => {
    const [page] = pages();
    const organizationId = JSON.stringify(page!['organizationId']);
    people({ action: 'rename-organization', id: Number(organizationId), name: 'A <script>alert(1)</script> & "B"' });
    await bridge.pass();
    const booted = await fixture.boot();
    const { page: preview, titles } = await booted.app.get(DocumentationDesk).preview(organizationId);
    await booted.close();
    expect(renderPageHtml(preview, titles)).not.toMatch(/<script/i);
    expect(traitsOf(pages()[0]!)['company']).toBe('A ‹script›alert(1)‹/script› & "B"');
  });

  it('a page that the vendor refuses is a failure of its own', async () => {
    spoilAll();
    const refusal = {
      status: 422,
      body: { errors: [{ status: 422, title: 'Unprocessable Entity', detail: ['is too long'] }] },
    };
    const report = await passWith('PATCH /flexible_assets/{id}', refusal, 'itglue');
    expect(applied(report)).toBe(pages().length - 1);
    const failed = report.streams.documentation!.changes.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject([{ error: expect.stringContaining('is too long') as string }]);
    expect(applied(await bridge.pass())).toBe(1);
  });

  it('a field that somebody deleted, and one of another kind, are left out of every page, and told', async () => {
    const fields = itGlueRows(fixture, 'flexibleAssetTypes')[0]!['fields'] as readonly JsonObject[];
    const idOf = (name: string): JsonValue => fields.find((field) => field['name'] === name)!['id']!;
    people({ action: 'delete-field', id: idOf('Licences') });
    people({ action: 'change-field-kind', id: idOf('Stale Workloads'), kind: 'Text' });
    spoilAll();
    const report = await bridge.pass();
    expect(applied(report)).toBe(pages().length);
    const told = report.problems.filter(({ kind }) => kind === 'field-changed').map(({ message }) => message);
    expect(told).toEqual([
      'The type "Backup Summary (Veeam)" has no field "Licences"; pages are written without it.',
      'The field "Stale Workloads" of "Backup Summary (Veeam)" is of the kind Text and has to be Number; it is left alone.',
    ]);
  });

  it('lists that time out when their pages are large are read in small ones', async () => {
    spoilAll();
    fixture.sandbox.setSwitch('itglue', 'timeoutAbovePageSize', 30);
    expect(applied(await bridge.pass())).toBe(pages().length);
    fixture.sandbox.setSwitch('itglue', 'timeoutAbovePageSize', 0);
  });

  it('a key of another region changes nothing, says what to check, and stops no other stream', async () => {
    spoilAll();
    fixture.sandbox.setSwitch('itglue', 'servedRegion', 'eu');
    fixture.sandbox.resetLog();
    const report = await bridge.pass();
    expect(report.streams.documentation).toMatchObject({ status: 'failed' });
    expect(report.streams.tickets).toMatchObject({ status: 'succeeded' });
    expect(fixture.sandbox.writes('itglue')).toEqual([]);
    expect(
      report.problems
        .filter(({ system }) => system === 'itglue')
        .map(({ message }) => message)
        .join(' '),
    ).toMatch(/region/);
    fixture.sandbox.setSwitch('itglue', 'servedRegion', 'account');
    expect(applied(await bridge.pass())).toBe(pages().length);
  });

  it('an organization that vanished is told after a day, and the other pages are written', async () => {
    const [gone] = pages();
    people({ action: 'delete-organization', id: gone!['organizationId']! });
    spoilAll();
    expect(applied(await bridge.pass())).toBe(pages().length);
    fixture.wall.advance(25 * 3_600_000);
    const report = await bridge.pass();
    expect(report.problems).toContainEqual(expect.objectContaining({ kind: 'organization-gone' }));
    expect(report.streams.documentation!.changes.every(({ action }) => action === 'update')).toBe(true);
  });
});
