import { ALL_RIGHTS, ConnectWiseProbe, sampleData } from '../../../../test/support/connectwise-sample';
import type { CwFunction, CwRights } from '../connectwise-data';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

function probeWith(right: CwFunction, rights: CwRights): ConnectWiseProbe {
  const securityRoles = [{ id: 1, name: 'Integration', rights: { ...ALL_RIGHTS, [right]: rights } }];
  return new ConnectWiseProbe(sampleData({ securityRoles }));
}

describe('credentials', () => {
  it.each([
    ['right ones', {}, 200],
    ['none', { authorization: '' }, 401],
    ['a bearer token', { authorization: 'Bearer abc' }, 401],
    ['a wrong private key', { authorization: basic('northwind-msp+pub1:wrong') }, 401],
    ['no company', { authorization: basic('pub1:priv1') }, 401],
    ['the company in another case', { authorization: basic('NORTHWIND-msp+pub1:priv1') }, 200],
    ['no clientId', { clientid: '' }, 401],
    ['an unknown clientId', { clientid: '99999999-2222-3333-4444-555555555555' }, 401],
  ])('%s', (_sentence, headers, status) => {
    expect(new ConnectWiseProbe().send('GET', '/company/companies', { headers }).status).toBe(status);
  });

  it('answers in plain text to a company that the gateway does not know', () => {
    const headers = { authorization: basic('other+pub1:priv1') };
    expect(new ConnectWiseProbe().send('GET', '/company/companies', { headers })).toMatchObject({
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'Cannot route. Codebase/company is invalid',
    });
  });

  it.each([
    ['badCredentials', '404', { authorization: basic('northwind-msp+pub1:wrong') }, 404],
    ['wrongCompany', '401', { authorization: basic('other+pub1:priv1') }, 401],
    ['missingClientId', '403', { clientid: '' }, 403],
  ])('follows the switch %s=%s', (name, value, headers, status) => {
    const probe = new ConnectWiseProbe();
    probe.standIn.setSwitch(name, value);
    expect(probe.send('GET', '/company/companies', { headers }).status).toBe(status);
  });

  it('is asked for before anything else is looked at', () => {
    const reply = new ConnectWiseProbe().send('GET', '/service/tickets/9', { headers: { authorization: '' } });
    expect(reply).toMatchObject({ status: 401, body: { code: 'Unauthorized' } });
  });

  it('is needed for /system/info only where the server is of that kind', () => {
    const probe = new ConnectWiseProbe();
    const headers = { authorization: '' };
    expect(probe.send('GET', '/system/info', { headers }).status).toBe(401);
    probe.standIn.setSwitch('systemInfoNeedsLogin', 'no');
    expect(probe.send('GET', '/system/info', { headers }).status).toBe(200);
  });
});

describe('the role', () => {
  it.each<[string, CwFunction, CwRights, string, string, unknown, number]>([
    ['reads tickets', 'Service Tickets', { inquire: 'All' }, 'GET', '/service/tickets', undefined, 200],
    ['may not read tickets', 'Service Tickets', {}, 'GET', '/service/tickets', undefined, 403],
    ['may not count tickets', 'Service Tickets', {}, 'GET', '/service/tickets/count', undefined, 403],
    ['may not search tickets', 'Service Tickets', {}, 'POST', '/service/tickets/search', {}, 403],
    ['may not add', 'Service Tickets', { inquire: 'All' }, 'POST', '/service/tickets', {}, 403],
    ['may not delete', 'Service Tickets', { edit: 'All' }, 'DELETE', '/service/tickets/1', undefined, 403],
    ['may not read boards', 'Table Setup', {}, 'GET', '/service/boards', undefined, 403],
    ['reads the info twin', 'Table Setup', {}, 'GET', '/service/info/boards', undefined, 200],
    ['reads statuses by the info twin', 'Table Setup', {}, 'GET', '/service/boards/1/statuses/info', undefined, 200],
    [
      'may not write additions',
      'Agreements',
      { inquire: 'All' },
      'PATCH',
      '/finance/agreements/55/additions/901',
      [],
      403,
    ],
    ['may not read the catalog', 'Product Catalog', {}, 'GET', '/procurement/catalog', undefined, 403],
    ['may not read members', 'Member Maintenance', {}, 'GET', '/system/members', undefined, 403],
  ])('%s', (_sentence, right, rights, method, path, body, status) => {
    expect(probeWith(right, rights).send(method, path, body === undefined ? {} : { body }).status).toBe(status);
  });

  it('with My sees and edits only what it entered itself', () => {
    const securityRoles = [
      {
        id: 1,
        name: 'Integration',
        rights: { ...ALL_RIGHTS, 'Service Tickets': { add: 'My', edit: 'My', inquire: 'My' } as const },
      },
    ];
    const tickets = [{ id: 1, summary: 'Of a person', companyId: 250, boardId: 1, statusId: 10, enteredBy: 'tech1' }];
    const probe = new ConnectWiseProbe(sampleData({ securityRoles, tickets }));
    const { id } = probe.createTicket();
    expect(probe.ids('/service/tickets')).toEqual([id]);
    expect(probe.send('PATCH', '/service/tickets/1', { body: [] }).status).toBe(403);
  });

  it('needs a right of its own to close a ticket', () => {
    const probe = probeWith('Close Service Tickets', {});
    probe.createTicket();
    const to = (id: number): number =>
      probe.send('PATCH', '/service/tickets/1', { body: [{ op: 'replace', path: 'status', value: { id } }] }).status;
    expect([to(11), to(13)]).toEqual([200, 403]);
  });

  it('does not see tickets of boards that are hidden from the member', () => {
    const data = sampleData();
    const members = data.members.map((one) => ({ ...one, excludedServiceBoardIds: [2] }));
    const tickets = [{ id: 1, summary: 'Hidden', companyId: 250, boardId: 2, statusId: 20 }];
    const probe = new ConnectWiseProbe({ ...data, members, tickets });
    expect(probe.ids('/service/tickets')).toEqual([]);
    expect(probe.send('GET', '/service/tickets/1').status).toBe(404);
    probe.standIn.setSwitch('invisibleTicket', '403');
    expect(probe.send('GET', '/service/tickets/1').status).toBe(403);
  });
});

describe('the Accept header', () => {
  it.each([
    ['the pinned version', 'application/vnd.connectwise.com+json; version=2025.1', 200],
    ['an older version', 'application/vnd.connectwise.com+json; version=2022.2', 200],
    ['the version and plain JSON', 'application/vnd.connectwise.com+json; version=2025.1, application/json', 200],
    ['plain JSON', 'application/json', 200],
    ['anything', '*/*', 200],
    ['a newer version than the server', 'application/vnd.connectwise.com+json; version=2027.1', 400],
    ['a version that is none', 'application/vnd.connectwise.com+json; version=latest', 400],
    ['another media type', 'text/html', 406],
  ])('%s', (_sentence, accept, status) => {
    expect(new ConnectWiseProbe().send('GET', '/company/companies', { headers: { accept } }).status).toBe(status);
  });

  it('makes attachChildren refuse the vendor media type, and take plain JSON', () => {
    const probe = new ConnectWiseProbe();
    probe.createTicket();
    probe.createTicket();
    const attach = (accept: string): unknown =>
      probe.send('POST', '/service/tickets/1/attachChildren', { body: { childTicketIds: [2] }, headers: { accept } });
    const vendor = 'application/vnd.connectwise.com+json; version=2025.1';
    expect(attach(vendor)).toMatchObject({ status: 400, body: { code: 'ConnectWiseApi' } });
    expect(attach(`${vendor}, application/json`)).toMatchObject({ status: 200, body: { success: true } });
    expect(probe.ask('GET', '/service/tickets/2')['parentTicketId']).toBe(1);
  });
});

describe('addresses', () => {
  const answers: [string, string, string, number][] = [
    ['the codebase of the tenant', 'GET', '/v2025_1/apis/3.0/company/companies', 200],
    ['a trailing slash', 'GET', '/v4_6_release/apis/3.0/company/companies/', 200],
    ['a double slash', 'GET', '/v4_6_release/apis/3.0//company/companies/250', 200],
    ['an unknown codebase', 'GET', '/v2019_5/apis/3.0/company/companies', 400],
    ['the base path twice', 'GET', '/v4_6_release/apis/3.0/v4_6_release/apis/3.0/company/companies', 400],
    ['a route that is not simulated', 'GET', '/v4_6_release/apis/3.0/sales/opportunities', 501],
    ['a method that is not simulated', 'PUT', '/v4_6_release/apis/3.0/service/tickets/1', 501],
    ['another spelling', 'GET', '/v4_6_release/apis/3.0/service/boards/1/subTypes', 501],
    ['no base path', 'GET', '/company/companies', 501],
  ];

  it.each(answers)('%s', (_sentence, method, path, status) => {
    expect(new ConnectWiseProbe().sendRaw(method, path).status).toBe(status);
  });

  it('names routes with parameters in braces, and none for what it does not serve', () => {
    const { standIn } = new ConnectWiseProbe();
    const routeOf = (method: string, path: string): string | undefined =>
      standIn.routeOf({ method, path, query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) });
    expect(routeOf('GET', '/v4_6_release/apis/3.0/service/tickets/7')).toBe('GET /service/tickets/{id}');
    expect(routeOf('GET', '/v4_6_release/apis/3.0/service/tickets/count')).toBe('GET /service/tickets/count');
    expect(routeOf('POST', '/v4_6_release/apis/3.0/service/tickets/7/notes')).toBe(
      'POST /service/tickets/{parentId}/notes',
    );
    expect(routeOf('GET', '/v4_6_release/apis/3.0/sales/activities')).toBeUndefined();
  });

  it('tells the codebase without credentials, and null for a company that does not exist', () => {
    const probe = new ConnectWiseProbe();
    const headers = { authorization: '', clientid: '' };
    expect(probe.sendRaw('GET', '/login/companyinfo/Northwind-MSP', { headers }).body).toMatchObject({
      Codebase: 'v2025_1/',
      IsCloud: 'True',
    });
    expect(probe.sendRaw('GET', '/login/companyinfo/nobody', { headers })).toMatchObject({ status: 200, body: 'null' });
  });

  it('answers 404 to the old codebase after an upgrade, while the router keeps working', () => {
    const probe = new ConnectWiseProbe();
    probe.standIn.people({ do: 'upgrade', by: 'admin1', version: 'v2026.1.107000' });
    expect(probe.sendRaw('GET', '/v2025_1/apis/3.0/company/companies').status).toBe(404);
    expect(probe.sendRaw('GET', '/v2026_1/apis/3.0/company/companies').status).toBe(200);
    expect(probe.send('GET', '/company/companies').status).toBe(200);
    expect(probe.sendRaw('GET', '/login/companyinfo/northwind-msp').body).toMatchObject({ Codebase: 'v2026_1/' });
  });
});
