import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR_MS, MINUTE_MS, TicketStage } from '../support/ticket-stage';

describe('the database is lost, or an old copy is put back', () => {
  let stage: TicketStage;

  afterEach(async () => {
    expect(stage.sandbox.unknownRoutes()).toEqual([]);
    await stage.stop();
  });

  function forget(copy: string | null = null): void {
    const file = join(stage.fixture.folder, 'data', 'bridge.db');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    if (copy !== null) copyFileSync(copy, file);
  }

  it.each(['ticket', 'baseline'])(
    'no second ticket is opened, and the first is closed when its job recovers (first pass: %s)',
    async (firstPass) => {
      stage = await TicketStage.start({ firstPass });
      const { id } = await stage.openTicket();
      const all = stage.list().length;
      forget();
      const report = await stage.passAfter(5 * MINUTE_MS);
      expect(report.streams.tickets!.counts['create']).toBe(0);
      expect(stage.list()).toHaveLength(all);
      await stage.passAfter(HOUR_MS);
      expect(stage.ticket(id).closed).toBe(false);
      await stage.succeed();
      expect(stage.ticket(id).closed).toBe(true);
      expect(stage.list()).toHaveLength(all);
    },
  );

  it('a ticket that was opened after the copy was made is found again', async () => {
    stage = await TicketStage.start();
    await stage.pass();
    const file = join(stage.fixture.folder, 'data', 'bridge.db');
    const copy = join(stage.fixture.folder, 'copy.db');
    copyFileSync(file, copy);
    const { id } = await stage.openTicket();
    const all = stage.list().length;
    forget(copy);
    await stage.passAfter(2 * HOUR_MS);
    expect(stage.list()).toHaveLength(all);
    await stage.succeed();
    expect(stage.ticket(id).closed).toBe(true);
  });

  it('while tickets with a mark cannot be listed none is opened', async () => {
    stage = await TicketStage.start();
    const { id } = await stage.openTicket();
    forget();
    stage.sandbox.failNext('connectwise', 'GET /service/tickets', { status: 403 });
    const report = await stage.passAfter(5 * MINUTE_MS);
    expect(report.streams.tickets!.sources.incomplete).toEqual([
      { source: 'connectwise/service/tickets/marked', kind: 'forbidden' },
    ]);
    expect(stage.tickets().map((ticket) => ticket.id)).toEqual([id]);
    await stage.passAfter(5 * MINUTE_MS);
    expect(stage.tickets().map((ticket) => ticket.id)).toEqual([id]);
  });
});
