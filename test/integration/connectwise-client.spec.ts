import type { ConnectWiseClient } from '../../src/connectwise/connectwise.client';
import type { CwNewTicket } from '../../src/connectwise/cw-ticket';
import { cwCompanyId } from '../../src/kernel/ids';
import { RequestScope } from '../../src/http/request-scope';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { listOf } from '../support/list-of';
import { ManualClock } from '../support/manual-clock';
import { connectWiseOf } from '../support/sandbox-clients';

const XREF = 'vspcb:test:00ff00ff00ff00ff:1';

describe('the ConnectWise client before the stand-in', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  let client: ConnectWiseClient;

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await startSandbox({ start: clock.now(), wall: clock });
    client = connectWiseOf(sandbox, clock);
  });

  afterEach(async () => {
    expect(sandbox.unknownRoutes()).toEqual([]);
    expect(sandbox.crashes()).toEqual([]);
    expect(sandbox.listUnusedFaults()).toEqual([]);
    await sandbox.close();
  });

  async function anyCompany(): Promise<number> {
    const companies = await listOf(client.companies.list());
    const statuses = await listOf(client.companies.listStatuses());
    const blocked = new Set(statuses.filter((status) => status.disallowSaving).map(({ id }) => id));
    const found = companies.find(({ deleted, status }) => !deleted && !blocked.has(status?.id ?? 0));
    return found!.id;
  }

  async function newTicket(more: Partial<CwNewTicket> = {}): Promise<CwNewTicket> {
    const boards = await listOf(client.boards.list());
    const board = boards.find(({ inactive, isProjectBoard }) => !inactive && !isProjectBoard)!;
    return {
      summary: 'Backup "Nightly" failed',
      companyId: await anyCompany(),
      externalXRef: XREF,
      description: 'What failed, and <b>since</b> when.',
      visibility: 'internal',
      boardId: board.id,
      ...more,
    };
  }

  it('says what it is connected to', async () => {
    expect(await client.system.fetchSystemInfo()).toMatchObject({
      version: expect.stringMatching(/^v\d{4}\./) as string,
    });
    expect(await client.system.fetchCompanyInfo()).toMatchObject({ isCloud: true });
    await client.system.probe();
  });

  it('reads every set-up table, in read-only passes too', async () => {
    const scope = new RequestScope('mapping', true);
    await scope.run(async () => {
      const companyId = cwCompanyId(await anyCompany());
      const boards = await listOf(client.boards.list());
      for (const { id } of boards) {
        expect(await listOf(client.boards.listStatuses(id))).not.toHaveLength(0);
        await listOf(client.boards.listTypes(id));
        await listOf(client.boards.listSubTypes(id));
        await listOf(client.boards.listItems(id));
        await listOf(client.boards.listTeams(id));
        await listOf(client.boards.listAssociations(id));
      }
      const tables = [
        client.companies.listTypes(),
        client.boards.listPriorities(),
        client.boards.listSources(),
        client.system.listMembers(),
        client.agreements.listTypes(),
        client.catalog.listUnitsOfMeasure(),
      ];
      for (const table of tables) expect(await listOf<{ id: number }>(table)).not.toHaveLength(0);
      await listOf(client.companies.listSites(companyId));
      await listOf(client.companies.listContacts(companyId));
      await listOf(client.configurations.listByCompany(companyId));
      await listOf(client.configurations.listByTypeName('Veeam Managed Computer'));
    });
    expect(scope.counts['connectwise']).toEqual({ GET: expect.any(Number) as number });
    expect(sandbox.writes()).toEqual([]);
  });

  it.each(['always', 'omit'])('reads all companies, deleted ones included, when a last page says %s', async (last) => {
    sandbox.setSwitch('connectwise', 'forwardOnlyLastLink', last);
    const companies = await listOf(client.companies.list());
    expect(companies).toHaveLength(sandbox.world.connectWise.companies.length);
    expect(companies.some(({ deleted }) => deleted)).toBe(true);
  });

  it('finds rows that a page lost at its end', async () => {
    sandbox.failNext('connectwise', 'GET /company/companies', { shortBy: 5 });
    expect(await listOf(client.companies.list())).toHaveLength(sandbox.world.connectWise.companies.length);
  });

  it('takes a page that lost all rows for broken, not for empty', async () => {
    sandbox.failNext('connectwise', 'GET /company/companies', { shortBy: 1000 });
    await expect(listOf(client.companies.list())).rejects.toMatchObject({ kind: 'contract' });
  });

  it('creates a ticket, finds it by its mark, by id and among the open ones', async () => {
    const created = await client.tickets.create(await newTicket());
    expect(created).toMatchObject({ externalXRef: XREF, closed: false, summary: 'Backup "Nightly" failed' });
    expect(created.audit.enteredBy).toBe(sandbox.world.connectWise.login.apiMember);
    expect(await client.tickets.fetch(created.id)).toEqual(created);
    expect(await client.tickets.fetchByXRef(XREF)).toEqual([created]);
    expect(await listOf(client.tickets.listOpenByXRefPrefix('vspcb:test:'))).toEqual([created]);
    expect(await listOf(client.tickets.listOpenByXRefPrefix('vspcb:other:'))).toEqual([]);
    const many = [created.id, ...Array.from({ length: 400 }, (_, index) => 5_000_000 + index)];
    expect(await listOf(client.tickets.listByIds(many))).toEqual([created]);
    expect(sandbox.requests('connectwise').some(({ route }) => route === 'POST /service/tickets/search')).toBe(true);
  });

  it('keeps the description where the customer does not see it', async () => {
    const created = await client.tickets.create(await newTicket());
    expect(await listOf(client.tickets.listNotes(created.id))).toMatchObject([{ placements: ['internal'] }]);
    const other = await client.tickets.create(await newTicket({ visibility: 'customer', externalXRef: `${XREF}0` }));
    expect(await listOf(client.tickets.listNotes(other.id))).toMatchObject([{ placements: ['discussion'] }]);
  });

  it('notes, and mails nobody', async () => {
    const { id } = await client.tickets.create(await newTicket());
    const note = await client.tickets.createNote(id, {
      text: 'still failing\n[vspcb:00ff00ff]',
      placement: 'internal',
    });
    const notes = await listOf(client.tickets.listNotes(id));
    expect(notes.at(-1)).toEqual(note);
    expect(note.createdBy).toBe(sandbox.world.connectWise.login.apiMember);
    expect(await listOf(client.tickets.listTimeEntries(id))).toEqual([]);
    expect(sandbox.standIns.connectwise.snapshot()).toMatchObject({ notifications: [] });
  });

  it('closes and reopens by the ids of the ticket’s board', async () => {
    const created = await client.tickets.create(await newTicket());
    const statuses = await listOf(client.boards.listStatuses(created.board!.id));
    const closing = statuses.find(({ closes, inactive }) => closes && !inactive)!;
    const open = statuses.find(({ closes, inactive, isDefault }) => !closes && !inactive && isDefault)!;
    expect(await client.tickets.patch(created.id, { statusId: closing.id })).toMatchObject({ closed: true });
    expect(await listOf(client.tickets.listOpenByXRefPrefix('vspcb:test:'))).toEqual([]);
    expect(await client.tickets.patch(created.id, { statusId: open.id })).toMatchObject({ closed: false });
  });

  it('says why a status of another board is refused', async () => {
    const created = await client.tickets.create(await newTicket());
    await expect(client.tickets.patch(created.id, { statusId: 999_999 })).rejects.toMatchObject({
      kind: 'rejected',
      status: 400,
      message: expect.stringMatching(/status/i) as string,
    });
  });

  it('attaches a configuration and sees it attached', async () => {
    const [configuration] = sandbox.world.connectWise.configurations;
    const created = await client.tickets.create(await newTicket({ companyId: configuration!.companyId }));
    await client.tickets.attachConfiguration(created.id, configuration!.id);
    expect(await listOf(client.tickets.listConfigurations(created.id))).toMatchObject([{ id: configuration!.id }]);
  });

  it('reads agreements, and their additions in one request', async () => {
    const agreements = await listOf(client.agreements.list());
    expect(agreements).toHaveLength(sandbox.world.connectWise.agreements.length);
    sandbox.resetLog();
    const read = await listOf(client.additions.listByAgreements(agreements.map(({ id }) => id)));
    expect(read.flatMap(({ additions }) => additions)).toHaveLength(sandbox.world.connectWise.additions.length);
    expect(sandbox.requests('connectwise')).toHaveLength(Math.ceil(agreements.length / 50));
    const [some] = read.filter(({ additions }) => additions.length > 0);
    expect(await listOf(client.additions.list(some!.agreementId))).toEqual(some!.additions);
    const byCompany = await listOf(client.agreements.listByCompany(cwCompanyId(agreements[0]!.company!.id)));
    expect(byCompany.map(({ id }) => id)).toContain(agreements[0]!.id);
  });

  it('reads the same additions from a server that takes small bundles only', async () => {
    sandbox.setSwitch('connectwise', 'bundleMaxRequests', 3);
    const ids = sandbox.world.connectWise.agreements.map(({ id }) => id);
    const read = await listOf(client.additions.listByAgreements(ids));
    expect(read.flatMap(({ additions }) => additions)).toHaveLength(sandbox.world.connectWise.additions.length);
  });

  it('changes a quantity, and creates and ends an addition', async () => {
    const { apiMember } = sandbox.world.connectWise.login;
    const active = (await listOf(client.agreements.list())).filter(({ status }) => status === 'Active');
    const read = await listOf(client.additions.listByAgreements(active.map(({ id }) => id)));
    const { agreementId, additions } = read.find((entry) =>
      entry.additions.some(({ cancelledDate }) => cancelledDate === null),
    )!;
    const addition = additions.find(({ cancelledDate }) => cancelledDate === null)!;
    const changed = await client.additions.patchQuantity(agreementId, addition.id, '7.25');
    expect(changed).toMatchObject({ quantity: '7.25', audit: { updatedBy: apiMember } });
    expect(await client.additions.fetch(agreementId, addition.id)).toEqual(changed);
    const created = await client.additions.create(agreementId, {
      productId: addition.product.id,
      quantity: '3',
      effectiveDate: '2026-12-01',
    });
    expect(created).toMatchObject({ quantity: '3', effectiveDate: '2026-12-01', audit: { enteredBy: apiMember } });
    const ended = await client.additions.patchCancelledDate(agreementId, created.id, '2026-12-31');
    expect(ended.cancelledDate).toBe('2026-12-31');
    expect((await client.additions.patchCancelledDate(agreementId, created.id, null)).cancelledDate).toBeNull();
  });

  it('finds products by identifier without reading the catalog', async () => {
    const [first, second] = sandbox.world.connectWise.catalog;
    const items = await listOf(
      client.catalog.listByIdentifiers([first!.identifier, second!.identifier, 'NO-SUCH-PRODUCT']),
    );
    expect(items.map(({ identifier }) => identifier).sort()).toEqual([first!.identifier, second!.identifier].sort());
  });

  it.each([
    ['401', 'auth'],
    ['404', 'not-found'],
  ])('knows bad keys from a missing ticket when the server answers %s', async (status, kind) => {
    sandbox.setSwitch('connectwise', 'badCredentials', status);
    const credentials = { ...sandbox.credentials.connectwise, privateKey: 'not-the-key' };
    const access = { addresses: sandbox.addresses, credentials: { ...sandbox.credentials, connectwise: credentials } };
    const bad = connectWiseOf(access, clock);
    await expect(bad.tickets.fetch(1)).rejects.toMatchObject({ kind });
    await expect(bad.system.probe()).rejects.toMatchObject({ kind: 'auth' });
    await expect(client.tickets.fetch(999_999)).rejects.toMatchObject({ kind: 'not-found' });
    await client.system.probe();
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'sends a ticket once when the answer is lost %s',
    async (drop) => {
      const ticket = await newTicket();
      sandbox.failNext('connectwise', 'POST /service/tickets', { drop });
      await expect(client.tickets.create(ticket)).rejects.toMatchObject({ kind: 'transient', notDone: false });
      expect(await client.tickets.fetchByXRef(XREF)).toHaveLength(drop === 'after-commit' ? 1 : 0);
    },
  );

  it('repeats reads through faults of every kind', async () => {
    const expected = await listOf(client.companies.list());
    sandbox.failNext('connectwise', 'GET /company/companies', { status: 429, headers: { 'retry-after': '7' } });
    sandbox.failNext('connectwise', 'GET /company/companies', { status: 520 });
    sandbox.failNext('connectwise', 'GET /company/companies', { drop: 'before-commit' });
    expect(await listOf(client.companies.list())).toEqual(expected);
  });

  it.each([
    ['truncated', { mangle: 'truncated' as const }],
    ['not JSON', { mangle: 'not-json' as const }],
    ['empty', { mangle: 'empty' as const }],
  ])('never takes an answer that is %s for no companies', async (_sentence, fault) => {
    sandbox.failNext('connectwise', 'GET /company/companies', fault);
    await expect(listOf(client.companies.list())).rejects.toMatchObject({ kind: 'contract' });
  });
});
