import { FREE_ORG, ItGlueAccount, SYNCED_ORG } from '../../../test/support/itglue-account';

describe('organizations', () => {
  it('are shown with hyphens, text ids on top, number ids inside and null for what is empty', () => {
    const { data } = new ItGlueAccount().get(`/organizations/${FREE_ORG}`).body;
    expect(data).toMatchObject({
      id: String(FREE_ORG),
      type: 'organizations',
      attributes: {
        name: 'Kub',
        'short-name': 'lab',
        'organization-type-id': 12,
        'organization-type-name': 'Internal',
        'organization-status-name': null,
        'psa-integration': null,
        'parent-id': String(SYNCED_ORG),
        'ancestor-ids': `[${SYNCED_ORG}]`,
      },
    });
  });

  it('show 250 characters of their quick notes in lists', () => {
    const account = new ItGlueAccount();
    expect(account.get('/organizations').body.data[0]?.attributes['quick-notes']).toHaveLength(250);
    expect(account.get(`/organizations/${SYNCED_ORG}`).body.data.attributes['quick-notes']).toHaveLength(400);
  });

  it.each([
    ['filter[psa_id]=250&filter[psa_integration_type]=manage', 200, 1],
    ['filter[psa-id]=250&filter[psa-integration-type]=manage', 200, 1],
    ['filter[psa_id]=250&filter[psa_integration_type]=autotask', 200, 0],
    ['filter[psa_id]=77&filter[psa_integration_type]=manage', 200, 0],
    ['filter[psa_integration_type]=manage', 200, 1],
    ['filter[psa_id]=250', 422, undefined],
  ])('are found by %s', (query, status, count) => {
    const reply = new ItGlueAccount().get(`/organizations?${query}`);
    expect(reply.status).toBe(status);
    if (count !== undefined) expect(reply.body.data).toHaveLength(count);
  });

  it.each(['adapters_resources', 'adapters-resources'])('bring their adapters only with include=%s', (include) => {
    const account = new ItGlueAccount();
    const reply = account.get(`/organizations?include=${include}&page[size]=1000`);
    const references = reply.body.data[0]?.relationships?.['adapters-resources']?.data ?? [];
    expect(references.map((item) => item.type)).toEqual(['adapters-resources', 'adapters-resources']);
    const included = reply.body.included.filter((item) => references.some((reference) => reference.id === item.id));
    expect(included.map((item) => item.attributes)).toEqual([{ 'remote-id': '250' }, { 'remote-id': '77' }]);
    expect(account.get('/organizations').body).not.toHaveProperty('included');
    expect(account.call('GET', `/organizations/${SYNCED_ORG}/adapters-resources`).status).toBe(501);
  });

  it('take includes that bring nothing here', () => {
    const reply = new ItGlueAccount().get(`/organizations/${SYNCED_ORG}?include=rmm_companies`);
    expect(reply.body.data).not.toHaveProperty('relationships');
  });

  it.each([
    [{ alert: 'a', description: 'b', quick_notes: 'c' }, 200],
    [{ 'quick-notes': 'c' }, 200],
    [{ name: 'Other' }, 422],
    [{ short_name: 'x' }, 422],
  ])('that the PSA feeds take %j with %d', (attributes, status) => {
    expect(new ItGlueAccount().send('PATCH', `/organizations/${SYNCED_ORG}`, attributes).status).toBe(status);
  });

  it('are changed in part; what is not sent stays', () => {
    const account = new ItGlueAccount();
    const { data } = account.send('PATCH', `/organizations/${FREE_ORG}`, { name: 'Kub Lab' }).body;
    expect(data.attributes).toMatchObject({ name: 'Kub Lab', 'short-name': 'lab', 'organization-type-id': 12 });
    expect(account.send('PATCH', `/organizations/${FREE_ORG}`, { name: '' }).status).toBe(422);
    expect(account.send('PATCH', `/organizations/${FREE_ORG}`, { parent_id: 1 }).body.data.attributes).toMatchObject({
      'parent-id': String(SYNCED_ORG),
    });
  });

  it('are created, changed in bulk and deleted in bulk', () => {
    const account = new ItGlueAccount();
    const created = account.send('POST', '/organizations', { name: 'New', organization_type_id: '12' });
    expect(created.status).toBe(201);
    const { id } = created.body.data;
    expect(id).toMatch(/^\d{16}$/);
    expect(account.send('PATCH', '/organizations', [{ id, alert: 'x' }]).body.data[0]?.attributes['alert']).toBe('x');
    expect(account.send('PATCH', '/organizations', [{ alert: 'x' }]).status).toBe(400);
    expect(account.send('DELETE', '/organizations', [{ id }]).body.data).toHaveLength(1);
    expect(account.send('DELETE', '/organizations', { id: FREE_ORG }).status).toBe(200);
    expect(account.get(`/organizations/${id}`).status).toBe(404);
    expect(account.send('POST', '/organizations', {}).status).toBe(422);
  });

  it('that are unknown read 404 on show and 401 on write, or the other way round', () => {
    const account = new ItGlueAccount();
    expect(account.get('/organizations/7').status).toBe(404);
    const write = account.send('PATCH', '/organizations/7', { alert: 'x' });
    expect(write.status).toBe(401);
    expect(write.body.errors).toEqual([
      { status: 401, title: 'Unauthorized', detail: 'Unauthorized resource access', source: { pointer: 'id' } },
    ]);
    account.standIn.setSwitch('unknownIdOnShow', 401);
    account.standIn.setSwitch('unknownIdOnWrite', 404);
    expect(account.get('/organizations/7').status).toBe(401);
    expect(account.send('PATCH', '/organizations/7', { alert: 'x' }).status).toBe(404);
    expect(account.get('/organizations/seven').status).toBe(400);
  });
});

describe.each(['organization_types', 'organization_statuses', 'configuration_types', 'configuration_statuses'])(
  '%s',
  (name) => {
    it('are listed, shown, created and renamed', () => {
      const account = new ItGlueAccount();
      const created = account.send('POST', `/${name}`, { name: 'Special' });
      expect(created).toMatchObject({ status: 201, body: { data: { type: name.replaceAll('_', '-') } } });
      const { id } = created.body.data;
      expect(account.get(`/${name}?filter[name]=Special`).body.data.map((item) => item.id)).toEqual([id]);
      expect(account.send('PATCH', `/${name}/${id}`, { name: 'Odd' }).status).toBe(200);
      expect(account.get(`/${name}/${id}`).body.data.attributes).toMatchObject({ name: 'Odd', synced: false });
      expect(account.get(`/${name}?sort=name`).status).toBe(200);
      expect(account.send('POST', `/${name}`, {}).status).toBe(422);
    });
  },
);

it('a synced organization type cannot be renamed', () => {
  expect(new ItGlueAccount().send('PATCH', '/organization_types/11', { name: 'Client' }).status).toBe(422);
});
