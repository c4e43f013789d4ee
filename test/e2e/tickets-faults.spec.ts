import { DATABASE_KINDS, temporaryDatabase } from '../support/temporary-database';
import { HOUR_MS, MINUTE_MS, TicketStage } from '../support/ticket-stage';

const SOON = 5 * MINUTE_MS;
const FORBIDDEN = { errors: [{ message: 'Access denied.', type: 'security', code: 403 }] };

const HOSTILE_NAMES = [
  'Nightly "A" [B] \'C\' (D)',
  '<script>alert(1)</script> & <b>bold</b>',
  '{{ company }} {% for x in y %}',
  'Backup 🧨🔥 of the 👩‍👩‍👧 server',
  'Sicherung \u202Egnirts\u202C',
  'tab\there\u0000zero\u0007bell\nand another line',
  'half \ud83d a character',
  'x'.repeat(10_000),
  '🧨'.repeat(120),
  '\u200b\u200d',
  '',
];

describe('tickets when something goes wrong', () => {
  let stage: TicketStage;

  afterEach(async () => {
    expect(stage.sandbox.unknownRoutes()).toEqual([]);
    expect(stage.sandbox.crashes()).toEqual([]);
    await stage.stop();
  });

  it.each([
    ['at once', 0],
    ['after ten minutes', 10 * MINUTE_MS],
  ])('a ticket whose answer was lost is found %s, and never made twice', async (_when, searchLagMs) => {
    stage = await TicketStage.start();
    stage.sandbox.setSwitch('connectwise', 'searchLagMs', searchLagMs);
    await stage.pass();
    stage.sandbox.failNext('connectwise', 'POST /service/tickets', { drop: 'after-commit' });
    await stage.fail();
    for (let round = 0; round < 5; round += 1) await stage.passAfter(SOON);
    expect(stage.tickets()).toHaveLength(1);
    await stage.succeed();
    expect(stage.tickets()).toMatchObject([{ closed: true }]);
  });

  it('a ticket that was never made is made once that is certain', async () => {
    stage = await TicketStage.start();
    await stage.pass();
    stage.sandbox.failNext('connectwise', 'POST /service/tickets', { drop: 'before-commit' });
    await stage.fail();
    expect(stage.tickets()).toEqual([]);
    for (let round = 0; round < 5; round += 1) await stage.passAfter(SOON);
    expect(stage.tickets()).toHaveLength(1);
  });

  it('a list that the role may not see costs that source and one problem, nothing else', async () => {
    stage = await TicketStage.start();
    const refused = [
      ['GET /alarms/active', 'vspc:main/alarms/active'],
      [
        'GET /infrastructure/backupServers/publicCloud/policies',
        'vspc:main/infrastructure/backupServers/publicCloud/policies',
      ],
      ['GET /protectedWorkloads/virtualMachines', 'vspc:main/protectedWorkloads/vm'],
    ] as const;
    for (const [route] of refused) {
      for (let times = 0; times < 10; times += 1)
        stage.sandbox.failNext('vspc', route, { status: 403, body: FORBIDDEN });
    }
    const report = await stage.pass();
    expect(report.streams.tickets!.sources.incomplete).toMatchObject(
      refused.map(([, source]) => ({ source, kind: 'forbidden' })),
    );
    expect(report.problems.filter((problem) => problem.kind === 'forbidden')).toHaveLength(refused.length);
    stage.fixture.wall.advance(10 * MINUTE_MS);
    await stage.fail();
    expect(stage.tickets()).toHaveLength(1);
  });

  it.each(DATABASE_KINDS)(
    'whatever a job is called, it gets its ticket, and that is closed again, on %s',
    async (kind) => {
      const temporary = await temporaryDatabase(kind);
      stage = await TicketStage.start(
        { storm: { threshold: 100 } },
        { target: temporary.target },
        HOSTILE_NAMES.length,
      );
      const jobs = [...stage.sandbox.jobs.list().values()].slice(0, HOSTILE_NAMES.length);
      for (const [index, job] of jobs.entries()) job.row.name = HOSTILE_NAMES[index] ?? '';
      for (const { uid } of jobs) stage.sandbox.jobs.succeed(uid);
      await stage.pass();
      const before = new Set(stage.list().map(({ id }) => id));
      stage.fixture.wall.advance(10 * MINUTE_MS);
      for (const [index, { uid }] of jobs.entries()) stage.sandbox.jobs.fail(uid, HOSTILE_NAMES[index]);
      await stage.pass();
      await stage.passAfter(80 * MINUTE_MS);
      expect(await stage.passAfter(SOON)).toMatchObject({ streams: { tickets: { status: 'succeeded', changes: [] } } });
      const made = stage.list().filter(({ id }) => !before.has(id));
      expect(made).toHaveLength(HOSTILE_NAMES.length);
      expect(made.filter(({ summary }) => summary.length > 100)).toEqual([]);
      stage.fixture.wall.advance(10 * MINUTE_MS);
      for (const { uid } of jobs) stage.sandbox.jobs.succeed(uid);
      await stage.passAfter(SOON);
      expect(made.filter(({ id }) => !stage.ticket(id).closed)).toEqual([]);
      await temporary.dispose();
    },
  );

  it.each<[string, string]>([
    ['of a megabyte', 'Error: '.padEnd(1_000_000, 'no space left on device ')],
    ['of bytes', Array.from({ length: 2_000 }, (_unused, index) => String.fromCharCode(index % 256)).join('')],
  ])('an error text %s is cut, and no pass dies of it', async (_what, message) => {
    stage = await TicketStage.start();
    await stage.pass();
    await stage.fail(message);
    const [ticket] = stage.tickets();
    expect(ticket?.notes.join('').length).toBeLessThan(12_000);
    const report = await stage.passAfter(SOON);
    expect(report.streams.tickets).toMatchObject({ status: 'succeeded', changes: [] });
  });

  it('while tickets cannot be read nothing is written, and then what is so is said', async () => {
    stage = await TicketStage.start();
    const { id } = await stage.openTicket();
    for (let times = 0; times < 60; times += 1)
      stage.sandbox.failNext('connectwise', 'GET /service/tickets', { status: 500, body: {} });
    stage.sandbox.resetLog();
    await stage.succeed();
    expect(stage.sandbox.writes('connectwise')).toEqual([]);
    expect(stage.ticket(id).closed).toBe(false);
    stage.sandbox.clearFaults();
    await stage.passAfter(SOON);
    expect(stage.ticket(id).closed).toBe(true);
  });
});

describe('the first pass', () => {
  it('keeps what is wrong already as a baseline; what fails anew gets its ticket', async () => {
    const stage = await TicketStage.start({ firstPass: 'baseline' });
    try {
      stage.sandbox.jobs.fail(stage.job.uid);
      await stage.passAfter(2 * HOUR_MS);
      await stage.passAfter(SOON);
      expect(stage.tickets()).toEqual([]);
      await stage.succeed();
      await stage.fail();
      expect(stage.tickets()).toHaveLength(1);
    } finally {
      await stage.stop();
    }
  });
});

describe('a steady pass', () => {
  it('asks ConnectWise for tickets, besides the pages of companies, and writes nothing', async () => {
    const stage = await TicketStage.start();
    try {
      await stage.openTicket();
      await stage.passAfter(SOON);
      stage.sandbox.resetLog();
      await stage.passAfter(SOON);
      const asked = stage.sandbox.requests('connectwise').map((entry) => entry.route ?? entry.path);
      const pages = asked.filter((route) => route.includes('companies'));
      expect(asked.length - pages.length).toBeLessThanOrEqual(3);
      expect(stage.sandbox.writes()).toEqual([]);
    } finally {
      await stage.stop();
    }
  });
});
