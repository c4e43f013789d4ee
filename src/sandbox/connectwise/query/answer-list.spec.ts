import { ConnectWiseProbe } from '../../../../test/support/connectwise-sample';

const API = 'http://cw.test/v4_6_release/apis/3.0';

function linkOf(probe: ConnectWiseProbe, query: Record<string, string>, headers: Record<string, string> = {}): string {
  return probe.send('GET', '/company/companies', { query, headers }).headers?.['link'] ?? '';
}

describe('navigable paging', () => {
  it('gives 25 rows unless asked otherwise, and no link when that is all', () => {
    const probe = new ConnectWiseProbe();
    for (let n = 0; n < 30; n += 1) probe.createTicket();
    expect(probe.ids('/service/tickets')).toHaveLength(25);
    expect(linkOf(probe, {})).toBe('');
  });

  it('links to next, first and last from the first page, with the query in lower-case percent signs', () => {
    const link = linkOf(new ConnectWiseProbe(), { conditions: 'id >= 1', pageSize: '2', page: '1' });
    const address = `${API}/company/companies/?conditions=id+%3e%3d+1&pageSize=2&page`;
    expect(link).toBe(`<${address}=2>; rel="next", <${address}=1>; rel="first", <${address}=2>; rel="last"`);
  });

  it('links to prev but not to next from the last page', () => {
    const link = linkOf(new ConnectWiseProbe(), { pageSize: '3', page: '2' });
    expect(link).toContain('rel="prev"');
    expect(link).not.toContain('rel="next"');
  });

  it('answers an empty list past the end', () => {
    const reply = new ConnectWiseProbe().send('GET', '/company/companies', { query: { page: '99' } });
    expect(reply).toMatchObject({ status: 200, body: [] });
  });

  it('shows every row exactly once over all pages', () => {
    const probe = new ConnectWiseProbe();
    const pages = ['1', '2', '3', '4'].map((page) => probe.ids('/company/companies', { page, pageSize: '1' }));
    expect(pages.flat()).toEqual([250, 251, 252, 253]);
  });

  it.each([
    ['a page of zero', { page: '0' }],
    ['a negative page', { page: '-1' }],
    ['a page that is no number', { page: 'two' }],
    ['a page size of zero', { pageSize: '0' }],
  ])('refuses %s', (_sentence, query) => {
    expect(new ConnectWiseProbe().send('GET', '/company/companies', { query }).status).toBe(400);
  });

  it('cuts a page size above 1000, or refuses it when the server is of that kind', () => {
    const probe = new ConnectWiseProbe();
    const query = { pageSize: '5000' };
    expect(probe.send('GET', '/company/companies', { query }).status).toBe(200);
    probe.standIn.setSwitch('pageSizeAboveMaximum', 'refuse');
    expect(probe.send('GET', '/company/companies', { query })).toMatchObject({
      status: 400,
      body: { code: 'InvalidObject', errors: [{ code: 'OutOfRange', field: 'pageSize' }] },
    });
  });
});

describe('forward-only paging', () => {
  const headers = { 'pagination-type': 'forward-only' };

  it('follows pageId in the order of ids until a page is empty, and always links on', () => {
    const probe = new ConnectWiseProbe();
    const seen: number[] = [];
    let pageId = '0';
    for (let pages = 0; pages < 10; pages += 1) {
      const reply = probe.send('GET', '/company/companies', { query: { pageSize: '3', pageId }, headers });
      const ids = (reply.body as { id: number }[]).map(({ id }) => id);
      const next = /[?&]pageId=(\d+)>; rel="next"/.exec(reply.headers?.['link'] ?? '')?.[1];
      expect(next).toBeDefined();
      if (ids.length === 0) break;
      seen.push(...ids);
      pageId = next ?? '';
    }
    expect(seen).toEqual([250, 251, 252, 253]);
  });

  it('ignores page, refuses orderBy, and may leave out the last link', () => {
    const probe = new ConnectWiseProbe();
    expect(linkOf(probe, { page: '7', pageSize: '2' }, headers)).toContain('pageId=251');
    const refused = probe.send('GET', '/company/companies', { query: { orderBy: 'name asc' }, headers });
    expect(refused.status).toBe(400);
    probe.standIn.setSwitch('forwardOnlyLastLink', 'omit');
    expect(linkOf(probe, { pageSize: '2', pageId: '251' }, headers)).toBe('');
  });

  it('does nothing for pageId without the header', () => {
    expect(new ConnectWiseProbe().ids('/company/companies', { pageId: '252' })).toEqual([250, 251, 252, 253]);
  });
});

describe('order, fields and counting', () => {
  it.each([
    ['descending', 'id desc', [253, 252, 251, 250]],
    ['by name', 'name asc', [250, 251, 252, 253]],
    ['by a reference, ties by id', 'status/name desc, id asc', [253, 252, 250, 251]],
    ['nulls first', 'city', [251, 252, 253, 250]],
  ])('sorts %s', (_sentence, orderBy, expected) => {
    expect(new ConnectWiseProbe().ids('/company/companies', { orderBy })).toEqual(expected);
  });

  it.each([
    ['an unknown field to sort by', { orderBy: 'colour asc' }],
    ['an unknown direction', { orderBy: 'id upwards' }],
    ['an unknown field to select', { fields: 'id,colour' }],
    ['an unknown member to select', { fields: 'status/colour' }],
  ])('refuses %s', (_sentence, query) => {
    expect(new ConnectWiseProbe().send('GET', '/company/companies', { query }).status).toBe(400);
  });

  it('cuts to the fields, nested ones too, and drops _info unless it is listed', () => {
    const probe = new ConnectWiseProbe();
    const one = (fields: string): unknown => probe.ask('GET', '/company/companies/251', { query: { fields } });
    expect(one('id,status/name,types/name')).toEqual({
      id: 251,
      status: { name: 'Active' },
      types: [{ name: 'Customer' }, { name: 'Prospect' }],
    });
    expect(one('id,_info')).toMatchObject({ id: 251, _info: { enteredBy: 'admin1' } });
    expect(one('city')).toEqual({});
  });

  it('leaves nulls out and keeps the double slash of the vendor in addresses', () => {
    const company = new ConnectWiseProbe().ask('GET', '/company/companies/250');
    expect(company).not.toHaveProperty('phoneNumber');
    expect(company['status']).toEqual({
      id: 1,
      name: 'Active',
      _info: { status_href: `${API}//company/companies/statuses/1` },
    });
  });

  it('counts with the same conditions', () => {
    const probe = new ConnectWiseProbe();
    const query = { conditions: 'deletedFlag=true' };
    expect(probe.ask('GET', '/company/companies/count', { query })).toEqual({ count: 1 });
  });

  it('searches by POST, with paging in the address and only the filters in the body', () => {
    const probe = new ConnectWiseProbe();
    [1, 2, 3].forEach(() => probe.createTicket());
    const search = (body: unknown, query = {}): unknown =>
      probe.send('POST', '/service/tickets/search', { body, query });
    expect(search({ conditions: 'id>1', orderBy: 'id desc' }, { pageSize: '1', fields: 'id' })).toMatchObject({
      status: 200,
      body: [{ id: 3 }],
    });
    expect(search({ condition: 'id>1' })).toMatchObject({ status: 400, body: { code: 'ConnectWiseApi' } });
  });

  it('refuses a misspelt parameter only when told to', () => {
    const probe = new ConnectWiseProbe();
    expect(probe.send('GET', '/company/companies', { query: { condition: 'id=1' } }).status).toBe(200);
    probe.standIn.setSwitch('unknownQueryParameter', 'refuse');
    expect(probe.send('GET', '/company/companies', { query: { condition: 'id=1' } }).status).toBe(400);
  });
});
