import { ItGlueAccount, KEY, SYNCED_ORG } from '../../../test/support/itglue-account';

const MINUTE_MS = 60_000;

describe('the gateway in front of IT Glue', () => {
  it.each([
    ['no key', null],
    ['an unknown key', 'ITG.example.unknown'],
    ['a paused key', 'ITG.example.resting'],
    ['a revoked key', 'ITG.example.old'],
  ])('answers 403 in its own words to %s', (_name, key) => {
    const reply = new ItGlueAccount().call('GET', '/organizations', { key });
    expect(reply).toMatchObject({ status: 403, body: { message: 'Forbidden' }, route: 'GET /organizations' });
  });

  it.each([
    ['the host of another region', { host: 'api.eu.itglue.com' }, undefined],
    ['a stand-in that plays another region', {}, 'au'],
  ])('makes %s look like a bad key', (_name, headers, servedRegion) => {
    const account = new ItGlueAccount();
    if (servedRegion !== undefined) account.standIn.setSwitch('servedRegion', servedRegion);
    expect(account.call('GET', '/organizations', { headers })).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
    });
  });

  it('lets the key in under the host of its own region', () => {
    expect(new ItGlueAccount().call('GET', '/organizations', { headers: { host: 'api.itglue.com' } }).status).toBe(200);
  });

  describe('counts 3000 requests in five sliding minutes', () => {
    function exhausted(): ItGlueAccount {
      const account = new ItGlueAccount();
      account.standIn.setSwitch('rateLimit', 3);
      account.get('/organizations');
      account.clock.advance(MINUTE_MS);
      account.get('/organizations');
      account.get('/organizations');
      return account;
    }

    it('by default', () => {
      const account = new ItGlueAccount();
      for (let count = 0; count < 3000; count += 1) account.get(`/configuration_statuses/41`);
      expect(account.call('GET', '/organizations')).toMatchObject({
        status: 429,
        body: { message: 'Too Many Requests' },
      });
    });

    it('over all keys of the account', () => {
      const reply = exhausted().call('GET', '/organizations', { key: 'ITG.example.other' });
      expect(reply.status).toBe(429);
      expect(reply.headers).not.toHaveProperty('retry-after');
    });

    it('or for each key on its own', () => {
      const account = new ItGlueAccount();
      account.standIn.setSwitch('rateLimit', 1);
      account.standIn.setSwitch('rateLimitScope', 'key');
      expect(account.call('GET', '/organizations').status).toBe(200);
      expect(account.call('GET', '/organizations').status).toBe(429);
      expect(account.call('GET', '/organizations', { key: 'ITG.example.other' }).status).toBe(200);
    });

    it('and forgets the oldest first', () => {
      const account = exhausted();
      account.clock.advance(4 * MINUTE_MS);
      expect(account.get('/organizations').status).toBe(200);
      expect(account.get('/organizations').status).toBe(429);
    });

    it('and does not count what it refused', () => {
      const account = exhausted();
      account.get('/organizations');
      expect(account.standIn.snapshot()).toMatchObject({ requestsInWindow: 3 });
    });

    it('and can say how long to wait', () => {
      const account = exhausted();
      account.standIn.setSwitch('retryAfterHeader', true);
      expect(account.call('GET', '/organizations').headers).toMatchObject({ 'retry-after': '240' });
    });

    it.each([
      ['errors', { errors: [{ status: 429, title: 'Too Many Requests' }] }],
      ['empty', undefined],
      ['html', expect.stringContaining('<h1>429')],
    ])('and can say so with a body of the shape "%s"', (shape, body) => {
      const account = exhausted();
      account.standIn.setSwitch('rateLimitBody', shape);
      const reply = account.call('GET', '/organizations');
      expect(reply.status).toBe(429);
      expect(reply.body).toEqual(body);
    });

    it('unless the limit is off', () => {
      const account = exhausted();
      account.standIn.setSwitch('rateLimit', 0);
      expect(account.get('/organizations').status).toBe(200);
    });
  });

  it.each([
    [undefined, 415],
    ['application/json', 415],
    ['application/vnd.api+json; charset=utf-8', 200],
  ])('wants the content type of JSON:API on a body: %s', (contentType, status) => {
    const body = { data: { type: 'organizations', attributes: { alert: 'careful' } } };
    const headers = { 'content-type': contentType ?? '' };
    expect(new ItGlueAccount().call('PATCH', `/organizations/${SYNCED_ORG}`, { body, headers }).status).toBe(status);
  });

  it.each([
    [413, 413],
    [400, 400],
  ])('refuses a body above 10 MB with %d', (status, expected) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('payloadTooLargeStatus', status);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    expect(account.call('POST', '/flexible_assets', { body }).status).toBe(expected);
  });

  it('can refuse what looks like a script, with a page of HTML', () => {
    const account = new ItGlueAccount();
    const body = { data: { type: 'organizations', attributes: { alert: '<script>1</script>' } } };
    expect(account.call('PATCH', `/organizations/${SYNCED_ORG}`, { body }).status).toBe(200);
    account.standIn.setSwitch('firewall', true);
    const reply = account.call('PATCH', `/organizations/${SYNCED_ORG}`, { body });
    expect(reply).toMatchObject({ status: 403, headers: { 'content-type': 'text/html' } });
    expect(reply.body).toContain('403 Forbidden');
  });

  it.each([
    ['broken JSON', '{"data":', 400, 'Invalid JSON format'],
    ['no data', '{}', 400, 'The body has no data'],
    ['data that was encoded twice', '{"data":"{}"}', 500, 'Internal Server Error'],
    ['another type', '{"data":{"type":"contacts","attributes":{}}}', 400, 'data.type must be organizations'],
    ['a list on a route for one', '{"data":[]}', 400, 'data must be an object'],
    ['no attributes', '{"data":{"type":"organizations"}}', 400, 'data has no attributes'],
    ['an attribute nobody documents', '{"data":{"type":"organizations","attributes":{"colour":"red"}}}', 422, 'colour'],
  ])('refuses %s', (_name, body, status, text) => {
    const reply = new ItGlueAccount().call('PATCH', `/organizations/${SYNCED_ORG}`, { body });
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.body)).toContain(text);
  });

  it('can ignore an attribute nobody documents', () => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('unknownParameters', 'ignore');
    expect(account.send('PATCH', `/organizations/${SYNCED_ORG}`, { alert: 'careful' }).status).toBe(200);
    expect(account.send('POST', '/organizations', { name: 'New', colour: 'red' }).status).toBe(201);
  });

  it('answers 501 to a route that it does not have, and names none for it', () => {
    const account = new ItGlueAccount();
    expect(account.call('GET', '/flexible_asset_fields')).toMatchObject({
      status: 501,
      route: 'GET /flexible_asset_fields',
    });
    expect(account.call('DELETE', '/flexible_asset_types/1').status).toBe(501);
    const request = {
      method: 'GET',
      path: '/nothing',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
    };
    expect(account.standIn.routeOf(request)).toBeUndefined();
    expect(account.standIn.routeOf({ ...request, path: '/organizations/7' })).toBe('GET /organizations/{id}');
  });

  it('serves paths below /api only when told', () => {
    const account = new ItGlueAccount();
    expect(account.call('GET', '/api/organizations').status).toBe(501);
    account.standIn.setSwitch('apiPrefix', true);
    expect(account.call('GET', '/api/organizations', { key: KEY }).status).toBe(200);
  });

  it.each([
    ['nonsense', true, 'has no switch'],
    ['rateLimit', 'often', 'does not take'],
    ['nameFilter', 'loose', 'does not take'],
    ['linkHost', 7, 'does not take'],
  ])('has no switch %s = %s', (name, value, message) => {
    expect(() => {
      new ItGlueAccount().standIn.setSwitch(name, value);
    }).toThrow(message);
  });
});
