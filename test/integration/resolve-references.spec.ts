import type { ConnectWiseClient } from '../../src/connectwise/connectwise.client';
import { cwCompanyId } from '../../src/kernel/ids';
import type { Sandbox } from '../../src/sandbox/sandbox';
import { startSandbox } from '../../src/sandbox/start-sandbox';
import { TicketReferenceResolver, type ReferenceTable } from '../../src/tickets/resolve-ticket-references';
import { listOf } from '../support/list-of';
import { ManualClock } from '../support/manual-clock';
import { connectWiseOf } from '../support/sandbox-clients';

describe('names of the settings in ConnectWise', () => {
  let sandbox: Sandbox;
  let client: ConnectWiseClient;
  let boardId: number;
  let companyId: number;

  beforeAll(async () => {
    const clock = new ManualClock();
    sandbox = await startSandbox({ start: clock.now(), wall: clock, companies: 2 });
    client = connectWiseOf(sandbox, clock);
    boardId = (await listOf(client.boards.list())).find(({ name }) => name === 'Backup')!.id;
    companyId = (await listOf(client.companies.list())).find(({ identifier }) => identifier !== 'acme')!.id;
  });

  afterAll(async () => {
    expect(sandbox.unknownRoutes()).toEqual([]);
    await sandbox.close();
  });

  /** Each table with the list that its names come from. */
  const TABLES: readonly (readonly [
    ReferenceTable,
    () => AsyncIterable<{ id: number; name: string }>,
    () => number,
  ])[] = [
    ['board', () => client.boards.list(), () => 0],
    ['priority', () => client.boards.listPriorities(), () => boardId],
    ['source', () => client.boards.listSources(), () => boardId],
    ['status', () => client.boards.listStatuses(boardId), () => boardId],
    ['type', () => client.boards.listTypes(boardId), () => boardId],
    ['subType', () => client.boards.listSubTypes(boardId), () => boardId],
    ['item', () => client.boards.listItems(boardId), () => boardId],
    ['team', () => client.boards.listTeams(boardId), () => boardId],
    ['site', () => client.companies.listSites(cwCompanyId(companyId)), () => companyId],
    ['contact', () => client.companies.listContacts(cwCompanyId(companyId)), () => companyId],
    ['agreement', () => client.agreements.listByCompany(cwCompanyId(companyId)), () => companyId],
  ];

  it.each(TABLES)(
    'of a %s are found whatever their case, and refused when there is none',
    async (table, list, scope) => {
      const resolver = new TicketReferenceResolver(client);
      const known = await listOf(list());
      const [first] = known;
      if (first) expect(await resolver.find(table, { name: ` ${first.name.toUpperCase()} ` }, scope())).toBe(first.id);
      expect(await resolver.find(table, { name: 'Nobody has this name' }, scope())).toBeNull();
      await expect(resolver.resolve(table, { name: 'Nobody has this name' }, scope())).rejects.toMatchObject({
        kind: 'rejected',
        notDone: true,
        message: expect.stringContaining(`no ${table} called “Nobody has this name”`) as string,
      });
    },
  );

  it('an id is taken as it is, and costs no request', async () => {
    sandbox.resetLog();
    expect(await new TicketReferenceResolver(client).resolve('team', { id: 4711 }, boardId)).toBe(4711);
    expect(sandbox.requests('connectwise')).toEqual([]);
  });

  it('a table is read once, and again after it could not be read', async () => {
    const resolver = new TicketReferenceResolver(client);
    sandbox.failNext('connectwise', 'GET /service/priorities', {
      status: 403,
      body: { code: 'Security', message: 'No.' },
    });
    await expect(resolver.find('priority', { name: 'x' }, 0)).rejects.toMatchObject({ kind: 'forbidden' });
    sandbox.resetLog();
    await resolver.find('priority', { name: 'x' }, 0);
    await resolver.find('priority', { name: 'y' }, 0);
    expect(sandbox.requests('connectwise')).toHaveLength(1);
  });
});
