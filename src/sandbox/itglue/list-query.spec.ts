import { ItGlueAccount, KEY, sampleItGlueData } from '../../../test/support/itglue-account';
import type { ItGlueReply } from '../../../test/support/itglue-account';
import { splitList } from './list-query';

function accountOf(count: number): ItGlueAccount {
  const data = sampleItGlueData();
  const organizations = Array.from({ length: count }, (_item, index) => ({
    id: 1694461951000000 + index,
    name: `Customer ${String(index).padStart(4, '0')}`,
    createdAt: `2026-01-${String((index % 28) + 1).padStart(2, '0')}T00:00:00.000Z`,
  }));
  return new ItGlueAccount({ ...data, organizations, flexibleAssets: [], configurations: [] });
}

function names(reply: ItGlueReply): unknown[] {
  return reply.body.data.map((item) => item.attributes['name']);
}

describe('lists', () => {
  it('come in pages of 50, with meta and links', () => {
    const reply = accountOf(120).get('/organizations?sort=name&page[number]=2');
    expect(reply.body.data).toHaveLength(50);
    expect(reply.body.meta).toEqual({
      'current-page': 2,
      'next-page': 3,
      'prev-page': 1,
      'total-pages': 3,
      'total-count': 120,
      filters: {},
    });
    expect(reply.body.links).toEqual({
      self: 'http://127.0.0.1:9000/organizations?sort=name&page%5Bnumber%5D=2',
      first: 'http://127.0.0.1:9000/organizations?sort=name&page%5Bnumber%5D=1',
      prev: 'http://127.0.0.1:9000/organizations?sort=name&page%5Bnumber%5D=1',
      next: 'http://127.0.0.1:9000/organizations?sort=name&page%5Bnumber%5D=3',
      last: 'http://127.0.0.1:9000/organizations?sort=name&page%5Bnumber%5D=3',
    });
  });

  it('end with null, as page and as link', () => {
    const { meta, links } = accountOf(2).get('/organizations').body;
    expect(meta).toMatchObject({ 'next-page': null, 'prev-page': null, 'total-pages': 1 });
    expect(links).toMatchObject({ prev: null, next: null });
  });

  it('that are empty are a page', () => {
    const reply = accountOf(0).get('/organizations');
    expect(reply).toMatchObject({ status: 200, body: { data: [], meta: { 'total-count': 0, 'total-pages': 1 } } });
  });

  it('cut a page size above 1000, or refuse it', () => {
    const account = accountOf(1100);
    expect(account.get('/organizations?page[size]=2000').body.data).toHaveLength(1000);
    account.standIn.setSwitch('pageSizeAboveMaximum', 'reject');
    expect(account.get('/organizations?page[size]=2000').status).toBe(400);
    expect(account.get('/organizations?page[size]=1000').status).toBe(200);
  });

  it.each(['page[number]=0', 'page[size]=x', 'page[number]=-1'])('refuse %s', (query) => {
    expect(accountOf(1).get(`/organizations?${query}`).status).toBe(400);
  });

  it('sort both ways and by several fields', () => {
    const account = accountOf(30);
    expect(names(account.get('/organizations?sort=-name'))[0]).toBe('Customer 0029');
    const reply = account.get('/organizations?sort=created-at,-id&page[size]=2');
    expect(names(reply)).toEqual(['Customer 0028', 'Customer 0000']);
  });

  it.each(['sort=colour', 'filter[colour]=red', 'include=weather', 'limit=7'])(
    'refuse %s, or ignore it when told',
    (query) => {
      const account = accountOf(1);
      expect(account.get(`/organizations?${query}`).status).toBe(400);
      account.standIn.setSwitch('unknownParameters', 'ignore');
      expect(account.get(`/organizations?${query}`).status).toBe(200);
    },
  );

  it('can lead to a foreign host', () => {
    const account = accountOf(60);
    account.standIn.setSwitch('linkHost', 'elsewhere.example');
    expect(account.get('/organizations').body.links['next']).toMatch(/^https:\/\/elsewhere\.example\//);
  });

  it('name the vendor in their links where nobody named a host', () => {
    const account = accountOf(1);
    const request = { method: 'GET', path: '/organizations', query: new URLSearchParams(), body: Buffer.alloc(0) };
    const reply = account.standIn.handle({ ...request, headers: { 'x-api-key': KEY } });
    expect(JSON.stringify(reply.body)).toContain('https://api.itglue.com/organizations');
  });
});

describe('filters', () => {
  it.each([
    ['Kub', ['Kub']],
    ['Kub\\, Reynolds', ['Kub, Reynolds']],
    ['Kub, Reynolds', ['Kub']],
    ['Kub,Kub\\, Reynolds', ['Kub, Reynolds', 'Kub']],
    ['kub', []],
    ['Ku', []],
  ])('read "%s" as a list of exact names in which case counts', (filter, expected) => {
    const query = new URLSearchParams({ 'filter[name]': filter }).toString();
    expect(names(new ItGlueAccount().get(`/organizations?${query}`))).toEqual(expected);
  });

  it('can find parts of names', () => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('nameFilter', 'substring');
    expect(names(account.get('/organizations?filter[name]=ynold'))).toEqual(['Kub, Reynolds']);
  });

  it.each([
    ['filter[organization_type_id]=12', ['Kub']],
    ['filter[organization-status-id]=21', ['Kub, Reynolds']],
    ['filter[primary]=true', []],
    ['filter[exclude][name]=Kub', ['Kub, Reynolds']],
    ['filter[exclude][id]=1694461951918001', ['Kub']],
    ['filter[exclude][organization_type_id]=11', ['Kub']],
    ['filter[exclude][organization-status-id]=21', ['Kub']],
    ['filter[created_at]=2026-01-01,*', ['Kub, Reynolds', 'Kub']],
    ['filter[updated_at]=*,2026-01-01', []],
    ['filter[created_at]=2026-02-01', []],
    ['filter[id]=1694461951918001,1694461951918002', ['Kub, Reynolds', 'Kub']],
  ])('take %s', (query, expected) => {
    expect(names(new ItGlueAccount().get(`/organizations?${query}`))).toEqual(expected);
  });

  it('drop empty parts of a list', () => {
    expect(splitList('a,,b\\,c')).toEqual(['a', 'b,c']);
  });
});
