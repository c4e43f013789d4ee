import { COMPANY_INFO, ConnectWiseScript } from '../../test/support/connectwise-script';
import { listOf } from '../../test/support/list-of';
import type { ScriptedReply, SeenRequest } from '../../test/support/script-server';
import { cwCompanyId } from '../kernel/ids';

const DONE = { link: '<>; rel="next"' };

function company(id: number): Record<string, unknown> {
  return { id, identifier: `C${id}`, name: `Company ${id}`, types: [{ id: 1, name: 'Customer' }] };
}

function page(ids: readonly number[], link?: string): ScriptedReply {
  return { headers: link === undefined ? {} : { link }, body: ids.map(company) };
}

function bodyOf(request: SeenRequest | undefined): unknown {
  return JSON.parse(request?.body ?? 'null');
}

describe('the ConnectWise client on the wire', () => {
  let script: ConnectWiseScript;

  beforeEach(async () => {
    script = await ConnectWiseScript.start();
  });

  afterEach(async () => {
    await script.stop();
  });

  describe('finding the tenant', () => {
    it('asks for the codebase once, without keys, and puts keys and version on everything else', async () => {
      script.answer(() => ({ headers: DONE, body: [] }));
      await Promise.all([listOf(script.client.companies.list()), listOf(script.client.boards.listPriorities())]);
      expect(script.discoveries).toBe(1);
      expect(script.seen[0]?.path).toBe('/v2025_1/apis/3.0/company/companies');
      expect(script.seen[0]?.headers).toMatchObject({
        accept: 'application/vnd.connectwise.com+json; version=2025.1',
        clientid: 'client-id',
        authorization: `Basic ${Buffer.from('example+public-key:private-key').toString('base64')}`,
        'pagination-type': 'forward-only',
      });
    });

    it.each([
      ['a server of the operator', { body: { ...COMPANY_INFO, IsCloud: 'False' } }],
      ['a server without discovery', { status: 404, body: { code: 'NotFound' } }],
      ['a codebase that is no folder', { body: { ...COMPANY_INFO, Codebase: '../../evil/' } }],
    ])('takes the router for %s', async (_sentence, companyInfo) => {
      script.companyInfo = companyInfo;
      script.answer(() => ({ headers: DONE, body: [] }));
      await listOf(script.client.companies.list());
      expect(script.seen[0]?.path).toBe('/v4_6_release/apis/3.0/company/companies');
    });

    it.each([
      ['an unknown login company', { body: 'null' }, { kind: 'auth' }],
      ['a server that is something else', { body: { IsCloud: true } }, { kind: 'contract' }],
      ['a proxy', { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>' }, { kind: 'forbidden' }],
    ])('says it of %s', async (_sentence, companyInfo, error) => {
      script.companyInfo = companyInfo;
      script.answer(() => ({ body: [] }));
      await expect(script.client.system.fetchSystemInfo()).rejects.toMatchObject(error);
      expect(script.seen).toHaveLength(0);
    });

    it('asks again after discovery failed', async () => {
      script.companyInfo = { status: 401, body: {} };
      script.answer(() => ({ body: { version: 'v2025.1.1' } }));
      await expect(script.client.system.fetchSystemInfo()).rejects.toMatchObject({ kind: 'auth' });
      script.companyInfo = { body: COMPANY_INFO };
      expect(await script.client.system.fetchSystemInfo()).toEqual({
        version: 'v2025.1.1',
        isCloud: false,
        serverTimeZone: null,
      });
    });
  });

  describe('a tenant that was upgraded', () => {
    const retired = { status: 404, body: { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' } };
    const answerByCodebase = (request: SeenRequest): ScriptedReply =>
      request.path.startsWith('/v2025_2/') ? { body: { id: 17, summary: 'x' } } : retired;

    async function upgrade(): Promise<void> {
      script.answer(() => ({ body: { id: 17, summary: 'x' } }));
      await script.client.tickets.fetch(17);
      script.companyInfo = { body: { ...COMPANY_INFO, Codebase: 'v2025_2/' } };
      script.clock.advance(11 * 60_000);
      script.answer(answerByCodebase);
    }

    it('is read at its new codebase', async () => {
      await upgrade();
      expect(await script.client.tickets.fetch(17)).toMatchObject({ id: 17 });
      expect(script.seen.map(({ path }) => path.split('/')[1])).toEqual(['v2025_1', 'v2025_2']);
    });

    it('is not written to twice, and the next write goes to the new codebase', async () => {
      await upgrade();
      await expect(script.client.tickets.patch(17, { summary: 'x' })).rejects.toMatchObject({
        kind: 'not-found',
        notDone: true,
      });
      expect(script.seen).toHaveLength(1);
      await script.client.tickets.fetch(17);
      expect(await script.client.tickets.patch(17, { summary: 'x' })).toMatchObject({ id: 17 });
    });

    it('is not asked for again and again because of records that are gone', async () => {
      script.answer(() => ({ status: 404, body: { code: 'NotFound', message: 'Ticket 17 not found' } }));
      for (let round = 0; round < 5; round += 1) {
        await expect(script.client.tickets.fetch(17)).rejects.toMatchObject({ kind: 'not-found' });
      }
      expect(script.discoveries).toBe(1);
      expect(script.seen).toHaveLength(5);
    });

    it('that the gateway no longer routes is found again as well', async () => {
      await upgrade();
      script.answer((request) =>
        request.path.startsWith('/v2025_2/')
          ? { body: { id: 17, summary: 'x' } }
          : {
              status: 400,
              headers: { 'content-type': 'text/plain' },
              body: 'Cannot route. Codebase/company is invalid',
            },
      );
      expect(await script.client.tickets.fetch(17)).toMatchObject({ id: 17 });
    });
  });

  describe('a list', () => {
    it('goes forward by the last id that it saw', async () => {
      script.answer((_request, index) => [page([1, 2]), page([5]), page([])][index] ?? page([]));
      expect((await listOf(script.client.companies.list())).map(({ id }) => id)).toEqual([1, 2, 5]);
      expect(script.seen.map(({ query }) => query.get('pageId'))).toEqual([null, '2', '5']);
      expect(script.seen[0]?.query.get('pageSize')).toBe('1000');
      expect(script.seen[0]?.query.get('fields')).toMatch(/^id,identifier,name,/);
      expect(script.seen[0]?.query.has('orderBy')).toBe(false);
    });

    it('finds the rows that got lost at the end of a page', async () => {
      const next = (id: number): string => `<${script.url}/x/?pageId=${id}>; rel="next"`;
      script.answer((_request, index) => [page([1, 2], next(3)), page([3], next(3))][index] ?? page([]));
      expect(await listOf(script.client.companies.list())).toHaveLength(3);
    });

    it.each([
      ['a page that comes twice', () => page([1, 2]), /out of the order of ids, or twice: 1 after 2/],
      ['a page in another order', () => page([2, 1]), /1 after 2/],
      [
        'an empty page whose link names rows',
        () => page([], '</x/?pageId=7>; rel="next"'),
        /without the rows that its link names/,
      ],
      [
        'a next page at another host',
        () => page([1], '<https://evil.example/x?pageId=1>; rel="next"'),
        /another host, evil\.example/,
      ],
      ['rows without ids', () => ({ body: [{ name: 'x' }] }), /id should be a whole number/],
      ['ids beyond 2^53', () => ({ body: '[{"id":9007199254740993}]' }), /id should be a whole number below 2\^53/],
      [
        'a number where a name belongs',
        () => ({ body: [{ ...company(1), name: 7 }] }),
        /name should be a text, but is a number/,
      ],
      [
        'a date without a zone',
        () => ({ body: [{ ...company(1), dateDeleted: 'yesterday' }] }),
        /dateDeleted should be an instant/,
      ],
    ])('is never complete with %s', async (_sentence, answer, message) => {
      script.answer(answer);
      const reading = listOf(script.client.companies.list());
      await expect(reading).rejects.toMatchObject({
        kind: 'contract',
        message: expect.stringMatching(message) as string,
      });
    });

    it('gives up on a server that never ends', async () => {
      script.answer((_request, index) => page([index + 1]));
      await expect(listOf(script.client.companies.list())).rejects.toMatchObject({
        kind: 'contract',
        message: expect.stringContaining('did not end after 1000 pages') as string,
      });
    }, 30_000);

    it('can be left early without another request', async () => {
      script.answer(() => page([1, 2, 3]));
      for await (const { id } of script.client.companies.list()) {
        expect(id).toBe(1);
        break;
      }
      expect(script.seen).toHaveLength(1);
    });
  });

  describe('tickets', () => {
    const ticket = (id: number, externalXRef: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
      id,
      summary: 'Backup failed',
      externalXRef,
      closedFlag: false,
      _info: { enteredBy: 'bridge', lastUpdated: '2026-11-02T08:00:00Z' },
      ...more,
    });

    it('are found by a mark that is exactly ours', async () => {
      script.answer(() => ({ headers: DONE, body: [ticket(3, 'VSPCB:prod:aa:1'), ticket(4, 'vspcb:prod:aa:1')] }));
      expect((await script.client.tickets.fetchByXRef('vspcb:prod:aa:1')).map(({ id }) => id)).toEqual([4]);
      expect(script.seen[0]?.query.get('conditions')).toBe('externalXRef = "vspcb:prod:aa:1"');
    });

    it('that are open are told from what only contains the mark', async () => {
      const rows = [
        ticket(3, 'x vspcb:prod:aa:1'),
        ticket(4, 'vspcb:prod:aa:1'),
        ticket(5, 'vspcb:prod:bb:1', { closedFlag: true }),
      ];
      script.answer(() => ({ headers: DONE, body: rows }));
      expect((await listOf(script.client.tickets.listOpenByXRefPrefix('vspcb:prod:'))).map(({ id }) => id)).toEqual([
        4,
      ]);
      expect(script.seen[0]?.query.get('conditions')).toBe(
        'externalXRef contains "vspcb:prod:" AND closedFlag = False',
      );
    });

    it('few by id go into the address', async () => {
      script.answer(() => ({ headers: DONE, body: [ticket(3, 'a')] }));
      await listOf(script.client.tickets.listByIds([9, 3, 9]));
      expect(script.seen[0]).toMatchObject({ method: 'GET', path: '/v2025_1/apis/3.0/service/tickets' });
      expect(script.seen[0]?.query.get('conditions')).toBe('id in (3,9)');
    });

    it('many by id go into the body of a search, which is a read and is repeated', async () => {
      script.answer((_request, index) => (index === 0 ? { status: 503 } : { headers: DONE, body: [] }));
      await listOf(script.client.tickets.listByIds(Array.from({ length: 1000 }, (_, index) => index + 1)));
      expect(script.seen.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
      expect(script.seen[1]?.path).toBe('/v2025_1/apis/3.0/service/tickets/search');
      expect(script.seen[1]?.query.get('pageSize')).toBe('1000');
      expect(bodyOf(script.seen[1])).toMatchObject({
        conditions: expect.stringMatching(/^id in \(1,2,3,.*,900\)$/) as string,
      });
    });

    it('none by id cost nothing', async () => {
      script.answer(() => ({ body: [] }));
      expect(await listOf(script.client.tickets.listByIds([]))).toEqual([]);
      expect(script.seen).toHaveLength(0);
    });

    it('never have an address that is longer than servers take', async () => {
      script.answer(() => ({ headers: DONE, body: [] }));
      for (const count of [1, 50, 100, 150, 200, 250, 300, 900]) {
        await listOf(script.client.tickets.listByIds(Array.from({ length: count }, (_, index) => 1_000_000 + index)));
      }
      const longest = Math.max(...script.seen.map(({ path, query }) => `${path}?${query.toString()}`.length));
      expect(longest).toBeLessThan(2000);
      expect(new Set(script.seen.map(({ method }) => method))).toEqual(new Set(['GET', 'POST']));
    });

    it('are read with everything that the streams decide by', async () => {
      const wire = ticket(17, 'vspcb:prod:aa:1', {
        board: { id: 2, name: 'Backup' },
        status: { id: 12, name: 'New' },
        company: { id: 250, identifier: 'ALPHA', name: 'Alpha' },
        owner: { id: 5, identifier: 'tech', name: 'A Technician' },
        closedFlag: true,
        closedDate: '2026-11-02T09:00:00Z',
        closedBy: 'tech',
        mergedParentTicket: { id: 16, summary: 'Server down' },
        actualHours: 0.25,
      });
      script.answer(() => ({ body: wire }));
      expect(await script.client.tickets.fetch(17)).toEqual({
        id: 17,
        summary: 'Backup failed',
        board: { id: 2, name: 'Backup', identifier: null },
        status: { id: 12, name: 'New', identifier: null },
        company: { id: 250, identifier: 'ALPHA', name: 'Alpha' },
        priority: null,
        owner: { id: 5, identifier: 'tech', name: 'A Technician' },
        team: null,
        externalXRef: 'vspcb:prod:aa:1',
        closed: true,
        closedDate: new Date('2026-11-02T09:00:00Z'),
        closedBy: 'tech',
        mergedIntoTicketId: 16,
        actualHours: '0.25',
        audit: {
          enteredBy: 'bridge',
          dateEntered: null,
          updatedBy: null,
          lastUpdated: new Date('2026-11-02T08:00:00Z'),
        },
      });
    });

    it.each([
      ['internal', 'initialInternalAnalysis'],
      ['customer', 'initialDescription'],
    ] as const)('for the %s go out once, complete and without mail', async (visibility, field) => {
      script.answer(() => ({ status: 201, body: ticket(18, 'vspcb:prod:aa:1') }));
      await script.client.tickets.create({
        summary: 'Backup failed',
        companyId: 250,
        externalXRef: 'vspcb:prod:aa:1',
        description: 'what\nhappened',
        visibility,
        boardId: 2,
        statusId: 12,
        priorityId: 6,
      });
      expect(bodyOf(script.seen[0])).toEqual({
        summary: 'Backup failed',
        company: { id: 250 },
        externalXRef: 'vspcb:prod:aa:1',
        [field]: 'what\nhappened',
        processNotifications: false,
        board: { id: 2 },
        status: { id: 12 },
        priority: { id: 6 },
      });
    });

    it('are patched with whole references, board first, and without mail', async () => {
      script.answer(() => ({ body: ticket(17, 'a', { status: { id: 14 }, board: { id: 2 } }) }));
      await script.client.tickets.patch(17, { statusId: 14, boardId: 2 });
      expect(bodyOf(script.seen[0])).toEqual([
        { op: 'replace', path: 'board', value: { id: 2 } },
        { op: 'replace', path: 'status', value: { id: 14 } },
        { op: 'replace', path: 'processNotifications', value: false },
      ]);
    });

    it('that keep their status under a 200 are a refusal that names it', async () => {
      script.answer(() => ({ body: ticket(17, 'a', { status: { id: 12, name: 'New' } }) }));
      await expect(script.client.tickets.patch(17, { statusId: 14 })).rejects.toMatchObject({
        kind: 'rejected',
        message:
          'connectwise: PATCH /service/tickets/{id} answered 200, but did not take the change: status is 12 instead of 14',
      });
    });

    it.each([
      ['internal', { internalAnalysisFlag: true }],
      ['discussion', { detailDescriptionFlag: true }],
      ['resolution', { resolutionFlag: true }],
    ] as const)('take notes for the %s', async (placement, flag) => {
      script.answer(() => ({
        status: 201,
        body: { id: 9, text: 'x', ...flag, createdBy: 'bridge', dateCreated: '2026-11-02T08:00:00Z' },
      }));
      const note = await script.client.tickets.createNote(17, { text: 'x', placement });
      expect(note).toMatchObject({ id: 9, placements: [placement], createdBy: 'bridge' });
      expect(bodyOf(script.seen[0])).toEqual({ text: 'x', ...flag, processNotifications: false });
    });

    it('are not to be mixed up with other numbers', () => {
      expect(() => script.client.tickets.fetch(1.5)).toThrow(/whole numbers/);
    });
  });

  describe('additions', () => {
    const addition = (id: number, agreementId: number, quantity = 4): Record<string, unknown> => ({
      id,
      agreementId,
      quantity,
      product: { id: 31, identifier: 'VEEAM-SRV' },
      effectiveDate: '2026-11-01T00:00:00Z',
    });

    function bundle(request: SeenRequest): {
      requests: { sequenceNumber: number; apiRequest: { parentId: number } }[];
    } {
      return JSON.parse(request.body) as { requests: { sequenceNumber: number; apiRequest: { parentId: number } }[] };
    }

    function answerBundle(request: SeenRequest): ScriptedReply {
      const results = bundle(request).requests.map(({ sequenceNumber, apiRequest: { parentId } }) => ({
        sequenceNumber,
        success: true,
        count: 1,
        entities: [addition(parentId * 10, parentId)],
      }));
      return { body: { results: results.reverse() } };
    }

    it('of many agreements come in bundles of fifty, by sequence number', async () => {
      script.answer(answerBundle);
      const ids = Array.from({ length: 120 }, (_, index) => index + 1);
      const read = await listOf(script.client.additions.listByAgreements(ids));
      expect(read.map(({ agreementId }) => agreementId)).toEqual(ids);
      expect(read.every(({ agreementId, additions }) => additions[0]?.id === agreementId * 10)).toBe(true);
      expect(script.seen.map((request) => bundle(request).requests.length)).toEqual([50, 50, 20]);
      expect(script.seen.every(({ path }) => path === '/v2025_1/apis/3.0/system/bundles')).toBe(true);
    });

    it('that a bundle did not answer are asked for on their own', async () => {
      script.answer((request) => {
        if (request.method === 'GET') return { headers: DONE, body: [addition(70, 7), addition(71, 7)] };
        const [first] = bundle(request).requests;
        return {
          body: { results: [{ sequenceNumber: first?.sequenceNumber, success: true, count: 0, entities: [] }] },
        };
      });
      const read = await listOf(script.client.additions.listByAgreements([6, 7]));
      expect(read.map(({ additions }) => additions.length)).toEqual([0, 2]);
      expect(script.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'POST /v2025_1/apis/3.0/system/bundles',
        'GET /v2025_1/apis/3.0/finance/agreements/7/additions',
      ]);
    });

    it('of an agreement that fails are an error, not an empty list', async () => {
      script.answer((request) => {
        if (request.method === 'GET') return { status: 403, body: { code: 'Security' } };
        return {
          body: { results: [{ sequenceNumber: 1, success: false, statusCode: 403, error: { code: 'Security' } }] },
        };
      });
      await expect(listOf(script.client.additions.listByAgreements([6, 7]))).rejects.toMatchObject({
        kind: 'forbidden',
      });
    });

    it('come in smaller bundles from a server that takes fewer, and it remembers', async () => {
      script.answer((request) =>
        bundle(request).requests.length > 20 ? { status: 400, body: { code: 'X' } } : answerBundle(request),
      );
      const ids = Array.from({ length: 50 }, (_, index) => index + 1);
      expect(await listOf(script.client.additions.listByAgreements(ids))).toHaveLength(50);
      expect(script.seen.map((request) => bundle(request).requests.length)).toEqual([50, 25, 12, 12, 12, 12, 2]);
      script.answer(answerBundle);
      await listOf(script.client.additions.listByAgreements(ids));
      expect(bundle(script.seen[0]!).requests).toHaveLength(12);
    });

    it('of another agreement are refused', async () => {
      script.answer(() => ({ headers: DONE, body: [addition(70, 8)] }));
      await expect(listOf(script.client.additions.list(7))).rejects.toMatchObject({
        kind: 'contract',
        message: expect.stringContaining('addition.agreementId') as string,
      });
    });

    it('are created from decimal text and a day', async () => {
      script.answer(() => ({ status: 201, body: addition(72, 7, 2.5) }));
      const created = await script.client.additions.create(7, {
        productId: 31,
        quantity: '2.5',
        effectiveDate: '2026-12-01',
      });
      expect(bodyOf(script.seen[0])).toEqual({
        product: { id: 31 },
        quantity: 2.5,
        effectiveDate: '2026-12-01T00:00:00Z',
        billCustomer: 'Billable',
      });
      expect(created).toMatchObject({ id: 72, quantity: '2.5', effectiveDate: '2026-11-01', cancelledDate: null });
    });

    it('that keep their quantity under a 200 are a refusal', async () => {
      script.answer(() => ({ body: addition(70, 7, 4) }));
      await expect(script.client.additions.patchQuantity(7, 70, '6')).rejects.toMatchObject({
        kind: 'rejected',
        message: expect.stringContaining('quantity is 4 instead of 6') as string,
      });
    });

    it('are cancelled on a day, and opened again', async () => {
      script.answer(() => ({ body: { ...addition(70, 7), cancelledDate: '2026-12-31T00:00:00Z' } }));
      expect(await script.client.additions.patchCancelledDate(7, 70, '2026-12-31')).toMatchObject({
        cancelledDate: '2026-12-31',
      });
      expect(bodyOf(script.seen[0])).toEqual([{ op: 'replace', path: 'cancelledDate', value: '2026-12-31T00:00:00Z' }]);
      script.answer(() => ({ body: addition(70, 7) }));
      expect(await script.client.additions.patchCancelledDate(7, 70, null)).toMatchObject({ cancelledDate: null });
      expect(bodyOf(script.seen[0])).toEqual([{ op: 'remove', path: 'cancelledDate' }]);
    });

    it('take no day that is none', () => {
      expect(() => script.client.additions.patchCancelledDate(7, 70, '31.12.2026')).toThrow(/not a day/);
    });
  });

  describe('products', () => {
    it('are asked for by identifier, as many at once as an address holds', async () => {
      script.answer(() => ({
        headers: DONE,
        body: [{ id: 1, identifier: 'P1', price: 9.9, productClass: 'Service' }],
      }));
      const identifiers = Array.from({ length: 90 }, (_, index) => `VEEAM-PRODUCT-${index}`);
      const items = await listOf(script.client.catalog.listByIdentifiers([...identifiers, ...identifiers]));
      expect(items[0]).toMatchObject({ identifier: 'P1', price: '9.9', cost: null, unitOfMeasure: null });
      const asked = script.seen.flatMap(({ query }) => query.get('conditions')?.match(/VEEAM-PRODUCT-\d+/g) ?? []);
      expect(asked).toEqual(identifiers);
      const longest = Math.max(...script.seen.map(({ path, query }) => `${path}?${query.toString()}`.length));
      expect(longest).toBeLessThan(2000);
    });

    it('with a quote in their identifier are refused before anything is sent', async () => {
      script.answer(() => ({ body: [] }));
      await expect(listOf(script.client.catalog.listByIdentifiers(['A"B']))).rejects.toMatchObject({
        kind: 'rejected',
        notDone: true,
      });
      expect(script.seen).toHaveLength(0);
    });
  });

  describe('the probe', () => {
    it('asks for one board with the keys', async () => {
      script.answer(() => ({ body: [{ id: 1 }] }));
      await script.client.system.probe();
      expect(script.seen[0]?.path).toBe('/v2025_1/apis/3.0/service/info/boards');
      expect(script.seen[0]?.query.get('pageSize')).toBe('1');
    });

    it.each([
      ['404 means bad keys', { status: 404, body: { code: 'NotFound' } }, 'auth'],
      ['401 means bad keys', { status: 401, body: { code: 'Unauthorized' } }, 'auth'],
      ['403 means a right is missing', { status: 403, body: { code: 'Security' } }, 'forbidden'],
      ['what is no list is no answer', { body: { hello: 1 } }, 'contract'],
    ])('%s', async (_sentence, reply, kind) => {
      script.answer(() => reply);
      await expect(script.client.system.probe()).rejects.toMatchObject({ kind });
    });
  });

  it.each([
    ['the full table', { inactive: true, closedStatus: true }],
    ['its info twin', { inactiveFlag: true, closedFlag: true }],
  ])('reads the statuses of a board as %s spells them', async (_sentence, flags) => {
    script.answer(() => ({
      headers: DONE,
      body: [{ id: 14, name: 'Closed', defaultFlag: true, sortOrder: 9, ...flags }],
    }));
    expect(await listOf(script.client.boards.listStatuses(2))).toEqual([
      { id: 14, name: 'Closed', inactive: true, closes: true, isDefault: true, sortOrder: 9 },
    ]);
  });

  it('reads companies with their names beside the ids', async () => {
    script.answer(() => ({
      headers: DONE,
      body: [
        { ...company(250), deletedFlag: true, dateDeleted: '2026-01-02T03:04:05Z', status: { id: 1, name: 'Active' } },
      ],
    }));
    expect(await listOf(script.client.companies.list())).toEqual([
      {
        id: cwCompanyId(250),
        identifier: 'C250',
        name: 'Company 250',
        status: { id: 1, name: 'Active', identifier: null },
        types: [{ id: 1, name: 'Customer', identifier: null }],
        deleted: true,
        dateDeleted: new Date('2026-01-02T03:04:05Z'),
        parentCompany: null,
        website: null,
      },
    ]);
  });
});
