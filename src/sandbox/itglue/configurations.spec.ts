import {
  ASSET,
  CONTACT,
  FOREIGN_SERVER,
  FREE_ORG,
  ItGlueAccount,
  SERVER,
  SYNCED_ORG,
  SYNCED_SERVER,
} from '../../../test/support/itglue-account';

describe('configurations', () => {
  it.each([
    [`filter[organization_id]=${SYNCED_ORG}`, ['SRV01', 'SRV02']],
    [`filter[organization-id]=${SYNCED_ORG},${FREE_ORG}`, ['SRV01', 'SRV02', 'SRV03']],
    ['filter[name]=SRV01', ['SRV01']],
    ['filter[name]=srv01', []],
    ['filter[archived]=true', ['SRV03']],
    ['filter[archived]=0', ['SRV01', 'SRV02']],
    ['filter[serial_number]=S-SRV02', ['SRV02']],
    ['filter[configuration_type_id]=31&filter[configuration_status_id]=41', []],
    ['filter[mac_address]=00:00:00:00:00:00', []],
    ['filter[asset_tag]=7', []],
    ['filter[contact_id]=7', []],
    [`filter[id]=${SERVER}`, ['SRV01']],
    ['filter[psa_id]=900&filter[psa_integration_type]=manage', ['SRV02']],
    ['filter[rmm_id]=900&filter[rmm_integration_type]=automate', []],
  ])('are found by %s', (query, names) => {
    const reply = new ItGlueAccount().get(`/configurations?${query}`);
    expect(reply.body.data.map((item) => item.attributes['name'])).toEqual(names);
  });

  it.each(['filter[psa_id]=900', 'filter[rmm_id]=900', 'filter[hostname]=srv01'])('refuse %s', (query) => {
    expect(new ItGlueAccount().get(`/configurations?${query}`).status).toBeGreaterThanOrEqual(400);
  });

  it('are listed below their organization without filters', () => {
    const account = new ItGlueAccount();
    const path = `/organizations/${SYNCED_ORG}/relationships/configurations`;
    expect(account.get(path).body.data).toHaveLength(2);
    expect(account.get(`${path}?filter[name]=SRV01`).status).toBe(400);
    expect(account.get(`${path}/${SERVER}`).status).toBe(200);
    expect(account.get(`${path}/${FOREIGN_SERVER}`).status).toBe(404);
  });

  it('are shown with the names behind their ids, and their adapters on request', () => {
    const account = new ItGlueAccount();
    const { data, included } = account.get(
      `/configurations/${SYNCED_SERVER}?include=adapters_resources,attachments`,
    ).body;
    expect(data.attributes).toMatchObject({
      name: 'SRV02',
      hostname: 'srv02',
      'primary-ip': null,
      'psa-integration': 'enabled',
      'organization-short-name': 'kub',
      'configuration-type-name': 'Managed Server',
      'configuration-status-name': null,
    });
    expect(included.map((item) => item.attributes)).toEqual([{ 'remote-id': '900' }]);
  });

  it.each([
    [{ archived: true, notes: 'x', asset_tag: '7', serial_number: '8' }, 200],
    [{ name: 'Other' }, 422],
    [{ hostname: 'other' }, 422],
  ])('that the PSA feeds take %j with %d', (attributes, status) => {
    expect(new ItGlueAccount().send('PATCH', `/configurations/${SYNCED_SERVER}`, attributes).status).toBe(status);
  });

  it('are created, changed and deleted', () => {
    const account = new ItGlueAccount();
    const attributes = { organization_id: FREE_ORG, configuration_type_id: 31, name: 'SRV04', primary_ip: '192.0.2.4' };
    const { id } = account.send('POST', '/configurations', attributes).body.data;
    const path = `/organizations/${SYNCED_ORG}/relationships/configurations`;
    expect(account.send('POST', path, { ...attributes, organization_id: undefined }).status).toBe(201);
    expect(account.send('PATCH', `/configurations/${id}`, { hostname: 'srv04' }).body.data.attributes).toMatchObject({
      hostname: 'srv04',
      'primary-ip': '192.0.2.4',
    });
    expect(account.send('PATCH', '/configurations', [{ id, notes: 'n' }]).body.data[0]?.attributes['notes']).toBe('n');
    expect(account.send('DELETE', '/configurations', { id }).status).toBe(200);
    expect(account.get(`/configurations/${id}`).status).toBe(404);
  });

  it.each([
    [{ configuration_type_id: 31, name: 'x' }, 422],
    [{ organization_id: FREE_ORG, name: 'x' }, 422],
    [{ organization_id: FREE_ORG, configuration_type_id: 31 }, 422],
    [{ organization_id: FREE_ORG, configuration_type_id: 31, name: 'x', mac_address: '00:00:00:00:00:00:0' }, 422],
    [{ organization_id: 7, configuration_type_id: 31, name: 'x' }, 401],
  ])('are refused as %j with %d', (attributes, status) => {
    expect(new ItGlueAccount().send('POST', '/configurations', attributes).status).toBe(status);
  });
});

describe('attachments', () => {
  const path = `/flexible_assets/${ASSET}/relationships/attachments`;
  const file = { attachment: { content: 'YWJj', file_name: 'report.CSV' } };

  it('are added, renamed and deleted, and read only with their record', () => {
    const account = new ItGlueAccount();
    const created = account.send('POST', path, file);
    expect(created.body.data.attributes).toMatchObject({
      name: 'report.CSV',
      'attachment-content-type': 'text/csv',
      'attachment-file-size': 3,
      ext: 'csv',
      viewable: true,
    });
    const { id } = created.body.data;
    expect(account.send('POST', path, [{ attachment: { content: '', file_name: 'x' } }]).body.data).toHaveLength(1);
    expect(account.send('PATCH', `${path}/${id}`, { name: 'Jobs' }).body.data.attributes['name']).toBe('Jobs');
    expect(account.send('PATCH', `${path}/${id}`, { name: '' }).status).toBe(422);
    expect(account.call('GET', path).status).toBe(501);
    const shown = account.get(`/flexible_assets/${ASSET}?include=attachments`);
    expect(shown.body.included.map((item) => item.type)).toEqual(['attachments', 'attachments']);
    expect(account.send('DELETE', path, [{ id }]).status).toBe(200);
    expect(account.send('DELETE', path, [{ id }]).status).toBe(401);
  });

  it('survive a PATCH of the traits, and go with their record', () => {
    const account = new ItGlueAccount();
    account.send('POST', path, file);
    account.send('PATCH', `/flexible_assets/${ASSET}`, { traits: { company: 'x' } });
    expect(account.standIn.snapshot()).toMatchObject({ attachments: [{ fileName: 'report.CSV' }] });
    account.call('DELETE', `/flexible_assets/${ASSET}`);
    expect(account.standIn.snapshot()).toMatchObject({ attachments: [] });
  });

  it.each([
    ['without a name', path, { attachment: { content: 'YQ==' } }, 422],
    ['without a file', path, {}, 422],
    ['on an unknown record', '/flexible_assets/7/relationships/attachments', file, 401],
    ['on an unknown kind of record', '/weather/7/relationships/attachments', file, 404],
  ])('are refused %s', (_name, target, attributes, status) => {
    expect(new ItGlueAccount().send('POST', target, attributes).status).toBe(status);
  });

  it('belong to one record', () => {
    const account = new ItGlueAccount();
    const { id } = account.send('POST', path, file).body.data;
    const other = `/configurations/${SERVER}/relationships/attachments/${id}`;
    expect(account.send('PATCH', other, { name: 'x' }).status).toBe(401);
  });
});

describe('related items', () => {
  const path = `/flexible_assets/${ASSET}/relationships/related_items`;
  const toServer = { destination_type: 'Configuration', destination_id: String(SERVER), notes: 'see' };

  it('are made by hand, seen from both ends, changed and deleted', () => {
    const account = new ItGlueAccount();
    const { id } = account.send('POST', path, toServer).body.data;
    expect(
      account.send('POST', path, [{ destination_type: 'Contact', destination_id: CONTACT }]).body.data,
    ).toHaveLength(1);
    const fromServer = account.get(`/configurations/${SERVER}?include=related_items`).body.included;
    expect(fromServer[0]?.attributes).toMatchObject({ 'destination-type': 'Flexible Asset', 'destination-id': ASSET });
    expect(account.send('PATCH', `${path}/${id}`, { notes: 'new' }).body.data.attributes['notes']).toBe('new');
    expect(account.send('DELETE', path, [{ id }]).status).toBe(200);
    expect(account.get(`/flexible_assets/${ASSET}?include=related_items`).body.included).toHaveLength(1);
  });

  it.each([
    ['no destination', {}, 422],
    ['an unknown destination', { ...toServer, destination_id: '7' }, 401],
    ['an unknown organization', { destination_type: 'Organization', destination_id: '7' }, 401],
    ['an unknown asset', { destination_type: 'Flexible Asset', destination_id: '7' }, 401],
  ])('are refused for %s', (_name, attributes, status) => {
    expect(new ItGlueAccount().send('POST', path, attributes).status).toBe(status);
  });

  it('belong to one record', () => {
    const account = new ItGlueAccount();
    const { id } = account.send('POST', path, toServer).body.data;
    const other = `/configurations/${SERVER}/relationships/related_items/${id}`;
    expect(account.send('PATCH', other, { notes: 'x' }).status).toBe(400);
  });
});
