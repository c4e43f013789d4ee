import type { JsonObject } from '../../src/kernel/json';
import type { RunReport } from '../../src/reconciliation/run-report';
import { MINUTE_MS, TicketStage } from '../support/ticket-stage';

const SOON = 5 * MINUTE_MS;
const STATUSES = 'GET /service/boards/{parentId}/statuses/info';

function problemsOf(report: RunReport): readonly string[] {
  return report.problems.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('settings that ConnectWise does not fit any more', () => {
  let stage: TicketStage;

  afterEach(async () => {
    expect(stage.sandbox.unknownRoutes()).toEqual([]);
    expect(stage.sandbox.crashes()).toEqual([]);
    await stage.stop();
  });

  /** The job that fails, and one that stands beside it. */
  async function failing(defaults: JsonObject = {}): Promise<RunReport> {
    stage = await TicketStage.start(defaults);
    await stage.pass();
    stage.fixture.wall.advance(10 * MINUTE_MS);
    stage.sandbox.jobs.fail(stage.job.uid);
    await stage.pass();
    return stage.passAfter(80 * MINUTE_MS);
  }

  it('a priority that was deleted costs no ticket: ConnectWise’s own stands there, and a problem says so', async () => {
    stage = await TicketStage.start();
    await stage.pass();
    stage.people({ do: 'delete-priority', priority: 'Priority 3 - Medium Response' });
    stage.fixture.wall.advance(10 * MINUTE_MS);
    stage.sandbox.jobs.fail(stage.job.uid);
    await stage.pass();
    await stage.passAfter(80 * MINUTE_MS);
    const report = await stage.passAfter(SOON);
    expect(stage.tickets()).toMatchObject([{ closed: false, status: 'New' }]);
    expect(problemsOf(report).join()).toContain('priority-missing: ConnectWise has no priority');
    await stage.succeed();
    expect(stage.tickets()).toMatchObject([{ closed: true }]);
  });

  it('a status for new tickets that is not there costs no ticket either', async () => {
    const report = await failing({ status: { open: 'Brand new', closed: 'Closed', reopened: 'Brand new' } });
    expect(stage.tickets()).toMatchObject([{ closed: false }]);
    expect(problemsOf(report).join()).toContain('status-missing: ConnectWise has no status "Brand new"');
    expect(report.streams.tickets?.counts['failed']).toBe(0);
  });

  it('on a board without a closed status a recovery is noted, once, and the ticket stays open', async () => {
    await failing();
    const [{ id, notes } = { id: 0, notes: [] }] = stage.tickets();
    stage.fixture.wall.advance(2 * 60 * MINUTE_MS);
    const rewrite = { find: '"closedFlag":true', with: '"closedFlag":false' };
    stage.sandbox.failNext('connectwise', STATUSES, { rewrite, times: 20 });
    const report = await stage.succeed();
    expect(problemsOf(report).join()).toContain('status-not-closing: The status "Closed" of the board "Backup"');
    await stage.passAfter(SOON);
    const ticket = stage.ticket(id);
    expect(ticket.closed).toBe(false);
    expect(ticket.notes).toHaveLength(notes.length + 1);
    expect(ticket.notes.at(-1)).toMatch(/^Recovered\./);
    stage.sandbox.clearFaults();
  });

  it('a board that is not there stops new tickets and says so; the pass goes on, and mended it opens them', async () => {
    const report = await failing({ board: 'Nowhere' });
    expect(stage.tickets()).toEqual([]);
    expect(report.streams.tickets?.counts['failed']).toBeGreaterThan(0);
    expect(problemsOf(report).join()).toContain('board-missing: ConnectWise has no board "Nowhere"');
    stage.setDefaults({ board: 'Backup' });
    await stage.passAfter(SOON);
    expect(stage.tickets()).toMatchObject([{ closed: false, board: 'Backup' }]);
  });
});
