import { ActivityCursorEntity, ActivityEventEntity } from '../../src/persistence/tickets/tickets.entities';
import type { RunRequest } from '../../src/reconciliation/run-request';
import { BridgeFixture } from '../support/bridge-fixture';
import { DATABASE_KINDS, temporaryDatabase, type TemporaryDatabase } from '../support/temporary-database';

const ROUTE = 'GET /eventLogs/activityLogs';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe.each(DATABASE_KINDS)('the activity log of VSPC, on %s', (kind) => {
  let fixture: BridgeFixture;
  let temporary: TemporaryDatabase;

  beforeEach(async () => {
    fixture = await BridgeFixture.start({ companies: 1, jobsPerCompany: 1 });
    temporary = await temporaryDatabase(kind);
    configure({ enabled: true });
  });

  afterEach(async () => {
    expect(fixture.sandbox.unknownRoutes()).toEqual([]);
    await fixture.stop();
    await temporary.dispose();
  });

  function configure(events: object): void {
    fixture.edit<{ vspc: [object] }>('config/bridge.yaml', (config) => ({
      ...config,
      vspc: [{ ...config.vspc[0], events }],
    }));
  }

  /** Entries of one moment; without a text of their own they are equal in every field. */
  function happen(count: number, agoMs: number, text?: (index: number) => string): void {
    const { live } = fixture.sandbox.standIns.vspc;
    const date = new Date(fixture.wall.wallMs() - agoMs);
    const [company] = fixture.sandbox.world.plans;
    for (let index = 0; index < count; index += 1) {
      const message = text?.(index) ?? 'A file was restored.';
      const organizationUid = company?.uid ?? null;
      live.addActivity({
        activityLogType: 'RestorePerformed',
        activityKind: 'External',
        date,
        message,
        organizationUid,
      });
    }
  }

  async function pass(request: Partial<RunRequest> = {}) {
    fixture.wall.advance(5 * MINUTE_MS);
    return fixture.pass({ streams: ['tickets'], ...request }, { target: temporary.target });
  }

  async function kept() {
    const database = await temporary.open();
    const events = await database.manager.find(ActivityEventEntity, { order: { at: 'ASC', digest: 'ASC' } });
    const [cursor] = await database.manager.find(ActivityCursorEntity);
    await database.close();
    return { count: events.length, messages: events.map(({ message }) => message), cursor: cursor?.at ?? null };
  }

  it('is not asked for where it is not switched on', async () => {
    configure({ enabled: false });
    happen(1, MINUTE_MS);
    await pass();
    expect(fixture.sandbox.requests('vspc').filter(({ route }) => route === ROUTE)).toEqual([]);
    expect((await kept()).count).toBe(0);
  });

  it('is read as far back as the first window, and then from its cursor', async () => {
    happen(1, 15 * DAY_MS, () => 'Long ago.');
    happen(1, 13 * DAY_MS, () => 'Within the window.');
    await pass();
    expect((await kept()).messages).toEqual(['Within the window.']);
    happen(1, MINUTE_MS, () => 'New.');
    fixture.sandbox.resetLog();
    await pass();
    expect((await kept()).messages).toEqual(['Within the window.', 'New.']);
    const [asked] = fixture.sandbox.requests('vspc').filter(({ route }) => route === ROUTE);
    expect(Date.parse(String(asked?.query['from']))).toBeGreaterThan(fixture.wall.wallMs() - 13.1 * DAY_MS);
  });

  it('loses and doubles nothing of one second, though its entries are equal and the cap falls among them', async () => {
    configure({ enabled: true, maxPerPass: 100 });
    happen(250, 20 * MINUTE_MS);
    const counts: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await pass();
      counts.push((await kept()).count);
    }
    expect(counts).toEqual([100, 200, 250, 250]);
  });

  it('finds what is written later with the time of what it has read already', async () => {
    happen(2, 8 * MINUTE_MS);
    await pass();
    happen(1, 13 * MINUTE_MS);
    happen(1, 14 * MINUTE_MS, () => 'A little earlier.');
    await pass();
    await pass();
    expect((await kept()).count).toBe(4);
  });

  it('goes on where a pass was cut off', async () => {
    happen(1_300, 30 * MINUTE_MS, (index) => `Restore ${index}.`);
    fixture.sandbox.failNext('vspc', ROUTE, { status: 520, skip: 2, times: 4 });
    const report = await pass();
    const incomplete = report.streams.tickets?.sources.incomplete;
    expect(incomplete).toEqual([{ source: 'vspc:main/eventLogs/activityLogs', kind: 'transient' }]);
    expect((await kept()).count).toBe(1_000);
    await pass();
    expect(new Set((await kept()).messages).size).toBe(1_300);
    expect((await kept()).count).toBe(1_300);
  });

  it('is drained in a dry run, too, once', async () => {
    happen(2, MINUTE_MS);
    await pass({ mode: 'plan' });
    await pass();
    expect((await kept()).count).toBe(2);
  });

  it('that may not be read is one incomplete source, and everything else goes on', async () => {
    fixture.sandbox.failNext('vspc', ROUTE, {
      status: 403,
      body: { errors: [{ message: 'Forbidden', type: 'error' }] },
    });
    const { streams } = await pass();
    expect(streams.tickets?.sources.incomplete).toEqual([
      { source: 'vspc:main/eventLogs/activityLogs', kind: 'forbidden' },
    ]);
    expect(streams.tickets?.sources.complete).toBeGreaterThan(5);
  });

  it('tells of a restore in the next note of the ticket that was open then', async () => {
    const job = [...fixture.sandbox.jobs.list().values()].find(
      ({ row }) => row.organizationUid === fixture.sandbox.world.plans[0]?.uid,
    );
    fixture.sandbox.jobs.succeed(job?.uid ?? '');
    await pass({ streams: ['mapping', 'tickets'] });
    fixture.sandbox.jobs.fail(job?.uid ?? '');
    await pass();
    fixture.wall.advance(90 * MINUTE_MS);
    await pass();
    happen(1, MINUTE_MS, () => 'The accounts of May were restored.');
    await pass();
    fixture.sandbox.jobs.succeed(job?.uid ?? '');
    await pass();
    const { tickets } = fixture.sandbox.snapshot().connectwise as unknown as {
      tickets: { summary: string; notes: { text: string }[] }[];
    };
    const ticket = tickets.find(({ summary }) => summary.includes(job?.row.name ?? ''));
    expect(ticket?.notes.at(-1)?.text).toMatch(
      /^Recovered\.[\s\S]*\| recovery \| The accounts of May were restored\.;/,
    );
  });
});
