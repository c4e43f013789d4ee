import { ItGlueScript } from '../../test/support/itglue-script';
import { listOf } from '../../test/support/list-of';
import type { ScriptedReply, SeenRequest } from '../../test/support/script-server';
import { itgOrganizationId } from '../kernel/ids';
import { itGlueRateLimit } from './itglue-options';

interface PageSpec {
  readonly ids: readonly number[];
  readonly next: number | null;
  readonly total: number;
  readonly links?: Readonly<Record<string, string>>;
}

function organizations({ ids, next, total, links }: PageSpec): ScriptedReply {
  return {
    body: {
      data: ids.map((id) => ({ id: String(id), type: 'organizations', attributes: { name: `Organization ${id}` } })),
      meta: { 'current-page': 1, 'next-page': next, 'total-count': total },
      links: links ?? {},
    },
  };
}

function bodyOf(request: SeenRequest | undefined): unknown {
  return JSON.parse(request?.body ?? 'null');
}

const ASSET = {
  id: '1694461951918400',
  type: 'flexible-assets',
  attributes: {
    'organization-id': 1694461951918001,
    'flexible-asset-type-id': 1694461951918100,
    name: 'Kub',
    traits: { company: 'Kub', active: false, 'protected-devices': { type: 'Configurations', values: [{ id: 5 }] } },
    archived: false,
    'resource-url': 'https://example-msp.itglue.com/1694461951918001/assets/records/1694461951918400',
    'created-at': '2026-01-05T08:00:00.000Z',
    'updated-at': '2026-01-06T08:00:00.000Z',
  },
};

describe('the IT Glue client on the wire', () => {
  let script: ItGlueScript;

  beforeEach(async () => {
    script = await ItGlueScript.start();
  });

  afterEach(async () => {
    await script.server.stop();
  });

  it('sends its key, and the type of JSON:API with every body', async () => {
    script.server.answerInTurn({ body: { data: ASSET } });
    await script.client.flexibleAssets.update(ASSET.id, {});
    expect(script.server.seen[0]?.headers).toMatchObject({
      'x-api-key': 'ITG.key-of-a-test',
      accept: 'application/vnd.api+json',
      'content-type': 'application/vnd.api+json',
    });
  });

  describe('a list', () => {
    it('is read page by page in a stable order', async () => {
      script.server.answerInTurn(
        organizations({ ids: [1, 2], next: 2, total: 3 }),
        organizations({ ids: [3], next: null, total: 3 }),
      );
      expect(await listOf(script.client.organizations.list())).toHaveLength(3);
      expect(script.server.seen.map(({ query }) => Object.fromEntries(query))).toEqual([
        { include: 'adapters_resources', sort: 'id', 'page[number]': '1', 'page[size]': '1000' },
        { include: 'adapters_resources', sort: 'id', 'page[number]': '2', 'page[size]': '1000' },
      ]);
    });

    it('gives a record that moved over a page boundary once', async () => {
      script.server.answerInTurn(
        organizations({ ids: [1, 2], next: 2, total: 3 }),
        organizations({ ids: [2, 3], next: null, total: 3 }),
      );
      expect((await listOf(script.client.organizations.list())).map(({ id }) => id)).toEqual(['1', '2', '3']);
    });

    it('without records is empty', async () => {
      script.server.answerInTurn(organizations({ ids: [], next: null, total: 0 }));
      expect(await listOf(script.client.organizations.list())).toEqual([]);
    });

    it.each([
      [
        'fewer records than it counts',
        [organizations({ ids: [1], next: null, total: 2 })],
        /gave 1 records where it counts 2/,
      ],
      [
        'no records where it counts some',
        [organizations({ ids: [], next: null, total: 2 })],
        /gave 0 records where it counts 2/,
      ],
      [
        'more records than it counts',
        [organizations({ ids: [1, 2], next: null, total: 1 })],
        /gave 2 records where it counts 1/,
      ],
      [
        'a page that comes twice',
        [organizations({ ids: [1], next: 2, total: 2 }), organizations({ ids: [1], next: 3, total: 2 })],
        /records that were read before/,
      ],
      [
        'a next page that is not the next',
        [organizations({ ids: [1], next: 1, total: 2 })],
        /names page 1 as the next/,
      ],
      [
        'a next page at another host',
        [organizations({ ids: [1], next: 2, total: 2, links: { next: 'https://evil.example/' } })],
        /another host, evil\.example/,
      ],
      ['no meta', [{ body: { data: [] } }], /meta should be an object/],
      [
        'one record instead of a list',
        [{ body: { data: ASSET, meta: { 'total-count': 1 } } }],
        /data should be a list/,
      ],
      [
        'a number where a name belongs',
        [{ body: { data: [{ id: '1', type: 'organizations', attributes: { name: 5 } }], meta: { 'total-count': 1 } } }],
        /name should be a text/,
      ],
    ])('is never complete with %s', async (_sentence, replies, message) => {
      script.server.answerInTurn(...replies);
      await expect(listOf(script.client.organizations.list())).rejects.toMatchObject({
        kind: 'contract',
        system: 'itglue',
        message: expect.stringMatching(message) as string,
      });
    });

    it('goes on at the same place in smaller pages after time-outs', async () => {
      const total = 700;
      script.server.answer(assetsThatTimeOutAbove(100, total));
      const read = await listOf(script.client.flexibleAssets.listByType('1694461951918100'));
      expect(new Set(read.map(({ id }) => id)).size).toBe(total);
      expect(new Set(script.server.seen.map(({ query }) => query.get('page[size]')))).toEqual(new Set(['200', '100']));
    });

    it('goes on in smaller pages after silence, too', async () => {
      await script.server.stop();
      script = await ItGlueScript.start(250);
      script.server.answer((request) =>
        Number(request.query.get('page[size]')) > 50 ? { silent: true } : assetsThatTimeOutAbove(50, 60)(request),
      );
      expect(await listOf(script.client.flexibleAssets.listByType('1694461951918100'))).toHaveLength(60);
    });

    it('that times out at every size is an error', async () => {
      script.server.answerInTurn({ status: 504 });
      await expect(listOf(script.client.flexibleAssets.listByType('7'))).rejects.toMatchObject({ kind: 'transient' });
      const sizes = script.server.seen.map(({ query }) => query.get('page[size]'));
      expect([...new Set(sizes)]).toEqual(['200', '100', '50', '25']);
    });

    it('is not asked for in smaller pages when the server cannot be reached', async () => {
      await script.server.stop();
      await expect(listOf(script.client.organizations.list())).rejects.toMatchObject({
        kind: 'transient',
        notDone: true,
      });
      script = await ItGlueScript.start();
    });
  });

  describe('organizations', () => {
    const wire = {
      data: [
        {
          id: '1694461951918001',
          type: 'organizations',
          attributes: {
            name: 'Kub, Reynolds',
            'short-name': 'kub',
            'organization-type-name': 'Customer',
            'organization-status-name': 'Active',
            'psa-integration': 'enabled',
            primary: false,
          },
          relationships: {
            'adapters-resources': {
              data: [
                { id: '8', type: 'adapters-resources' },
                { id: '9', type: 'adapters-resources' },
              ],
            },
          },
        },
      ],
      included: [
        { id: '8', type: 'adapters-resources', attributes: { 'remote-id': '250' } },
        { id: '9', type: 'adapters-resources', attributes: { 'remote-id': 77 } },
      ],
      meta: { 'next-page': null, 'total-count': 1 },
    };

    it('come with the ids that connected systems know them by', async () => {
      script.server.answerInTurn({ body: wire });
      expect(await listOf(script.client.organizations.list())).toEqual([
        {
          id: '1694461951918001',
          name: 'Kub, Reynolds',
          shortName: 'kub',
          typeName: 'Customer',
          statusName: 'Active',
          psaIntegration: 'enabled',
          isPrimary: false,
          remoteIds: ['250', '77'],
        },
      ]);
    });

    it('are found by the id of ConnectWise with the pair of filters', async () => {
      script.server.answerInTurn({ body: wire });
      await listOf(script.client.organizations.listByPsaId('250'));
      const query = script.server.seen[0]?.query;
      expect(query?.get('filter[psa_id]')).toBe('250');
      expect(query?.get('filter[psa_integration_type]')).toBe('manage');
    });
  });

  describe('flexible assets', () => {
    it('are read with their traits as they are', async () => {
      script.server.answerInTurn({ body: { data: ASSET } });
      expect(await script.client.flexibleAssets.fetch(ASSET.id)).toEqual({
        id: ASSET.id,
        organizationId: '1694461951918001',
        typeId: '1694461951918100',
        name: 'Kub',
        resourceUrl: ASSET.attributes['resource-url'],
        archived: false,
        traits: ASSET.attributes.traits,
        createdAt: new Date('2026-01-05T08:00:00Z'),
        updatedAt: new Date('2026-01-06T08:00:00Z'),
      });
    });

    it('are created once, with ids as numbers', async () => {
      script.server.answerInTurn({ status: 201, body: { data: ASSET } });
      const traits = { company: 'Kub', active: false, 'failed-jobs': 0, 'protected-devices': [5, 6] };
      await script.client.flexibleAssets.create({
        organizationId: itgOrganizationId('1694461951918001'),
        typeId: '1694461951918100',
        traits,
      });
      expect(script.server.seen[0]).toMatchObject({ method: 'POST', path: '/flexible_assets' });
      expect(bodyOf(script.server.seen[0])).toEqual({
        data: {
          type: 'flexible-assets',
          attributes: { 'organization-id': 1694461951918001, 'flexible-asset-type-id': 1694461951918100, traits },
        },
      });
    });

    it('are created in numbers below their organization alone', async () => {
      script.server.answerInTurn({ status: 201, body: { data: [ASSET, ASSET] } });
      const one = { typeId: '1694461951918100', traits: {} };
      expect(
        await script.client.flexibleAssets.createMany(itgOrganizationId('1694461951918001'), [one, one]),
      ).toHaveLength(2);
      expect(script.server.seen[0]?.path).toBe('/organizations/1694461951918001/relationships/flexible_assets');
    });

    it('of which one did not come back have an unknown outcome', async () => {
      script.server.answerInTurn({ status: 201, body: { data: [ASSET] } });
      const one = { typeId: '1694461951918100', traits: {} };
      await expect(
        script.client.flexibleAssets.createMany(itgOrganizationId('1694461951918001'), [one, one]),
      ).rejects.toMatchObject({ kind: 'contract', notDone: false });
    });

    it('are updated one by one by path, in numbers by an id among the attributes', async () => {
      script.server.answer((request) => ({ body: { data: request.path === '/flexible_assets' ? [ASSET] : ASSET } }));
      await script.client.flexibleAssets.update(ASSET.id, { notes: '' });
      await script.client.flexibleAssets.updateMany([{ id: ASSET.id, traits: { notes: '' } }]);
      expect(script.server.seen[0]?.path).toBe('/flexible_assets/1694461951918400');
      expect(bodyOf(script.server.seen[0])).toEqual({
        data: { type: 'flexible-assets', attributes: { traits: { notes: '' } } },
      });
      expect(bodyOf(script.server.seen[1])).toEqual({
        data: [{ type: 'flexible-assets', attributes: { id: 1694461951918400, traits: { notes: '' } } }],
      });
    });

    it('are archived without touching a trait', async () => {
      script.server.answerInTurn({ body: { data: ASSET } });
      await script.client.flexibleAssets.archive(ASSET.id);
      expect(bodyOf(script.server.seen[0])).toEqual({
        data: { type: 'flexible-assets', attributes: { archived: true } },
      });
    });

    it('show what is attached to them', async () => {
      script.server.answerInTurn({
        body: {
          data: { ...ASSET, relationships: { attachments: { data: [{ id: '3', type: 'attachments' }] } } },
          included: [{ id: '3', type: 'attachments', attributes: { name: null, 'attachment-file-name': 'plan.pdf' } }],
        },
      });
      expect(await script.client.flexibleAssets.listAttachments(ASSET.id)).toEqual([
        { id: '3', name: 'plan.pdf', fileName: 'plan.pdf' },
      ]);
    });

    it('have ids of digits, whatever somebody wrote into a file', () => {
      expect(() => script.client.flexibleAssets.fetch('../organizations')).toThrow(/digits/);
      expect(() => script.client.flexibleAssets.listByType('1,2')).toThrow(/digits/);
    });

    it.each([
      ['a list where traits belong', { ...ASSET.attributes, traits: [] }, /traits should be an object/],
      ['no organization', { ...ASSET.attributes, 'organization-id': null }, /organization-id should be an id/],
    ])('are refused with %s', async (_sentence, attributes, message) => {
      script.server.answerInTurn({ body: { data: { ...ASSET, attributes } } });
      await expect(script.client.flexibleAssets.fetch(ASSET.id)).rejects.toMatchObject({
        kind: 'contract',
        message: expect.stringMatching(message) as string,
      });
    });
  });

  describe('the probe', () => {
    it('asks for one organization', async () => {
      script.server.answerInTurn(organizations({ ids: [1], next: 2, total: 900 }));
      await script.client.organizations.probe();
      expect(script.server.seen[0]?.query.get('page[size]')).toBe('1');
    });

    it.each([
      ['a revoked key', { status: 403, body: { message: 'Forbidden' } }, 'auth'],
      ['another server', { body: { hello: 1 } }, 'contract'],
    ])('tells %s', async (_sentence, reply, kind) => {
      script.server.answerInTurn(reply);
      await expect(script.client.organizations.probe()).rejects.toMatchObject({ kind });
    });
  });

  it('waits half a minute after a 429 that names no delay', async () => {
    script.server.answerInTurn(
      { status: 429, body: { message: 'Too Many Requests' } },
      organizations({ ids: [1], next: null, total: 1 }),
    );
    const begunMs = script.clock.wallMs();
    await listOf(script.client.organizations.list());
    expect(script.clock.wallMs() - begunMs).toBeGreaterThanOrEqual(30_000);
    expect(script.clock.wallMs() - begunMs).toBeLessThan(31_000);
  });
});

describe('itGlueRateLimit', () => {
  it.each([0.1, 1, 6, 10])('at %d a second never asks for more than 2,000 in five minutes', (requestsPerSecond) => {
    const limit = itGlueRateLimit(requestsPerSecond);
    expect(limit.requestsPerSecond * 300 + limit.burst).toBeLessThanOrEqual(2000.0001);
    expect(limit.burst).toBeGreaterThanOrEqual(1);
    expect(limit.requestsPerSecond).toBeLessThanOrEqual(requestsPerSecond);
  });
});

/** An index of flexible assets that cannot serve large pages, the first aside. */
function assetsThatTimeOutAbove(largest: number, total: number): (request: SeenRequest) => ScriptedReply {
  return ({ query }) => {
    const size = Number(query.get('page[size]'));
    const number = Number(query.get('page[number]'));
    if (size > largest && number > 1)
      return { status: 504, body: { errors: [{ detail: 'The request took too long to process and timed out.' }] } };
    const first = (number - 1) * size;
    const count = Math.max(0, Math.min(size, total - first));
    const data = Array.from({ length: count }, (_, index) => ({ ...ASSET, id: String(first + index + 1) }));
    return { body: { data, meta: { 'next-page': first + count < total ? number + 1 : null, 'total-count': total } } };
  };
}
