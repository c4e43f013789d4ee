import {
  ASSET,
  BACKUP_TYPE,
  CONTACT,
  FIELD,
  FOREIGN_SERVER,
  FREE_ORG,
  ItGlueAccount,
  SERVER,
  SYNCED_ORG,
  SYNCED_SERVER,
} from '../../../test/support/itglue-account';

const NESTED = `/organizations/${SYNCED_ORG}/relationships/flexible_assets`;
const INDEX = `/flexible_assets?filter[flexible-asset-type-id]=${BACKUP_TYPE}`;
const NEW = { organization_id: SYNCED_ORG, flexible_asset_type_id: BACKUP_TYPE, traits: { company: 'New' } };

function traitsAfter(account: ItGlueAccount, traits: object): Readonly<Record<string, unknown>> | undefined {
  const reply = account.send('PATCH', `/flexible_assets/${ASSET}`, { traits });
  expect(reply.status).toBe(200);
  return account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits;
}

describe('the index of flexible assets', () => {
  it.each([
    ['filter[flexible-asset-type-id]', 1],
    ['filter[flexible_asset_type_id]', 1],
  ])('takes %s', (filter, count) => {
    expect(new ItGlueAccount().get(`/flexible_assets?${filter}=${BACKUP_TYPE}`).body.data).toHaveLength(count);
  });

  it.each([[422], [400]])('is refused without a type: %d', (status) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('missingTypeFilterStatus', status);
    expect(account.get('/flexible_assets').status).toBe(status);
    expect(account.get(`/flexible_assets?filter[organization-id]=${SYNCED_ORG}`).status).toBe(status);
  });

  it('filters by exact name and by organizations, one or, unless switched off, several', () => {
    const account = new ItGlueAccount();
    expect(account.get(`${INDEX}&filter[name]=Kub Protected`).body.data).toHaveLength(1);
    expect(account.get(`${INDEX}&filter[name]=Kub`).body.data).toHaveLength(0);
    expect(account.get(`${INDEX}&filter[organization-id]=${FREE_ORG}`).body.data).toHaveLength(0);
    const both = `${INDEX}&filter[organization_id]=${FREE_ORG},${SYNCED_ORG}`;
    expect(account.get(both).body.data).toHaveLength(1);
    account.standIn.setSwitch('organizationIdList', false);
    expect(account.get(both).body.data).toHaveLength(0);
  });

  it('shows archived assets, or hides them', () => {
    const account = new ItGlueAccount();
    account.send('PATCH', `/flexible_assets/${ASSET}`, { archived: true });
    expect(account.get(INDEX).body.data[0]?.attributes['archived']).toBe(true);
    account.standIn.setSwitch('archivedInIndex', false);
    expect(account.get(INDEX).body.data).toHaveLength(0);
  });

  it('sorts by name and times, and by nothing else', () => {
    const account = new ItGlueAccount();
    expect(account.get(`${INDEX}&sort=-updated_at`).status).toBe(200);
    expect(account.get(`${INDEX}&sort=id`).status).toBe(400);
  });

  it.each([[504], [503], [408]])('times out on big pages with %d', (status) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('timeoutAbovePageSize', 200);
    account.standIn.setSwitch('timeoutStatus', status);
    const reply = account.get(`${INDEX}&page[size]=201`);
    expect(reply.status).toBe(status);
    expect(reply.body.errors[0]?.['detail']).toBe('The request took too long to process and timed out.');
    expect(account.get(`${INDEX}&page[size]=200`).status).toBe(200);
  });
});

describe('a flexible asset', () => {
  it('is shown with its traits by key, those without a value absent', () => {
    const { data } = new ItGlueAccount().get(`/flexible_assets/${ASSET}`).body;
    expect(data).toMatchObject({
      id: String(ASSET),
      type: 'flexible-assets',
      attributes: {
        'organization-id': SYNCED_ORG,
        'organization-name': 'Kub, Reynolds',
        'flexible-asset-type-id': BACKUP_TYPE,
        'flexible-asset-type-name': 'Backup Summary',
        'resource-url': `https://example-msp.itglue.com/${SYNCED_ORG}/assets/records/${ASSET}`,
        archived: false,
        name: 'Kub Protected',
      },
    });
    expect(data.attributes.traits).toEqual({
      company: 'Kub',
      'overall-status': 'Protected',
      active: false,
      notes: '<p>by hand</p>',
    });
  });

  it('is created with an id of its own and the name that its title traits make', () => {
    const account = new ItGlueAccount();
    const traits = { 'overall-status': 'Failed', company: 'New' };
    const reply = account.send('POST', '/flexible_assets', { ...NEW, name: 'ignored', traits });
    expect(reply.status).toBe(201);
    expect(reply.body.data.id).toMatch(/^\d{16}$/);
    expect(reply.body.data.attributes['name']).toBe('New Failed');
    account.standIn.setSwitch('createdStatus', 200);
    expect(account.send('POST', '/flexible_assets', NEW).status).toBe(200);
  });

  it.each([
    [
      'no organization',
      { ...NEW, organization_id: undefined },
      422,
      {
        status: 422,
        title: 'Valid organization_id is required',
        source: { pointer: 'data/attributes/organization_id' },
      },
    ],
    ['an unknown organization', { ...NEW, organization_id: 7 }, 401, { detail: 'Unauthorized resource access' }],
    ['no type', { ...NEW, flexible_asset_type_id: undefined }, 422, { detail: 'must exist' }],
    ['an unknown type', { ...NEW, flexible_asset_type_id: 7 }, 401, { detail: 'Unauthorized resource access' }],
    ['no traits', { ...NEW, traits: undefined }, 422, { detail: 'must be an object' }],
    [
      'a key that the type does not have',
      { ...NEW, traits: { company: 'x', colour: 'red' } },
      422,
      {
        status: 422,
        title: 'Unprocessable Entity',
        detail: 'Request contains invalid trait keys',
        source: { pointer: 'data/attributes/traits' },
      },
    ],
    [
      'the key of a header',
      { ...NEW, traits: { company: 'x', details: 'y' } },
      422,
      {
        detail: 'Request contains invalid trait keys',
      },
    ],
    [
      'a missing required trait',
      { ...NEW, traits: { jobs: 'x' } },
      422,
      {
        source: { pointer: '/data/attributes/flexible-asset-traits.company' },
        detail: ["can't be blank"],
        title: 'Unprocessable Entity',
        status: 422,
      },
    ],
  ])('is refused for %s', (_name, attributes, status, error) => {
    const account = new ItGlueAccount();
    const reply = account.send('POST', '/flexible_assets', attributes);
    expect(reply.status).toBe(status);
    expect(reply.body.errors[0]).toMatchObject(error);
    expect(account.get(INDEX).body.data).toHaveLength(1);
  });

  it('is created alone on the flat route, which says so in words of its own', () => {
    const account = new ItGlueAccount();
    expect(account.send('POST', '/flexible_assets', [NEW])).toEqual({
      status: 422,
      body: {
        errors: [
          {
            status: 'unprocessable_entity',
            title: 'bulk action not allowed for Flexible Asset using this route',
            source: { pointer: 'data' },
          },
        ],
      },
    });
  });

  it('is created alone or with others below its organization', () => {
    const account = new ItGlueAccount();
    const one = { flexible_asset_type_id: BACKUP_TYPE, traits: { company: 'A' } };
    expect(account.send('POST', NESTED, one).body.data.attributes['organization-id']).toBe(SYNCED_ORG);
    expect(account.send('POST', NESTED, [one, one]).body.data).toHaveLength(2);
    expect(account.send('POST', '/organizations/7/relationships/flexible_assets', one).status).toBe(401);
  });

  it.each([
    ['atomic', 1],
    ['partial', 2],
  ])('created with a bad one leaves, %s, %d assets', (bulkFailure, count) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('bulkFailure', bulkFailure);
    const good = { flexible_asset_type_id: BACKUP_TYPE, traits: { company: 'A' } };
    expect(account.send('POST', NESTED, [good, { ...good, traits: {} }]).status).toBe(422);
    expect(account.get(INDEX).body.data).toHaveLength(count);
  });

  it('loses every trait that a PATCH does not repeat, or that is null or empty', () => {
    const account = new ItGlueAccount();
    expect(traitsAfter(account, { company: 'Kub', jobs: null, notes: '' })).toEqual({ company: 'Kub' });
  });

  it('keeps its traits when a PATCH has none', () => {
    const account = new ItGlueAccount();
    const before = account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits;
    const patched = account.send('PATCH', `/flexible_assets/${ASSET}`, { archived: true, restricted: 1 });
    expect(patched.body.data.attributes).toMatchObject({ archived: true, restricted: true, traits: before });
  });

  it('is checked for required traits again, unless told otherwise', () => {
    const account = new ItGlueAccount();
    expect(account.send('PATCH', `/flexible_assets/${ASSET}`, { traits: { jobs: 'x' } }).status).toBe(422);
    account.standIn.setSwitch('requiredTraitsOnPatch', false);
    expect(traitsAfter(account, { jobs: 'x' })).toEqual({ jobs: 'x' });
  });

  it('moves to another organization, never to another type', () => {
    const account = new ItGlueAccount();
    const path = `/flexible_assets/${ASSET}`;
    expect(account.send('PATCH', path, { organization_id: FREE_ORG }).body.data.attributes['organization-id']).toBe(
      FREE_ORG,
    );
    expect(account.send('PATCH', path, { flexible_asset_type_id: 7 }).status).toBe(422);
    expect(account.send('PATCH', path, { flexible_asset_type_id: BACKUP_TYPE }).status).toBe(200);
  });

  it('is patched in bulk by the id in its attributes', () => {
    const account = new ItGlueAccount();
    const reply = account.send('PATCH', '/flexible_assets', [{ id: ASSET, traits: { company: 'B' } }]);
    expect(reply.body.data[0]?.attributes.traits).toEqual({ company: 'B' });
    expect(account.send('PATCH', '/flexible_assets', [{ traits: { company: 'B' } }]).status).toBe(400);
    expect(account.send('PATCH', '/flexible_assets', [{ id: 7 }]).status).toBe(401);
  });

  it.each([
    ['atomic', 'Kub'],
    ['partial', 'B'],
  ])('patched with a bad one is, %s, called %s', (bulkFailure, company) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('bulkFailure', bulkFailure);
    const good = { id: ASSET, traits: { company: 'B' } };
    expect(account.send('PATCH', '/flexible_assets', [good, { id: 7 }]).status).toBe(401);
    expect(account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits?.['company']).toBe(company);
  });

  it('has a revision and a later time for every write, although the clock stands still', () => {
    const account = new ItGlueAccount();
    const times = [1, 2].map(() => {
      return account.send('PATCH', `/flexible_assets/${ASSET}`, { traits: { company: 'Kub' } }).body.data.attributes[
        'updated-at'
      ];
    });
    expect(new Set(times).size).toBe(2);
    const { included } = account.get(`/flexible_assets/${ASSET}?include=recent_versions`).body;
    expect(included.map((item) => item.attributes['whodunnit'])).toEqual(['import', 'api:bridge', 'api:bridge']);
  });

  it('is deleted with 204, several with 200 and what they were', () => {
    const account = new ItGlueAccount();
    const { id } = account.send('POST', '/flexible_assets', NEW).body.data;
    expect(account.call('DELETE', `/flexible_assets/${ASSET}`)).toMatchObject({ status: 204, body: undefined });
    expect(account.send('DELETE', '/flexible_assets', [{ id }]).body.data[0]?.id).toBe(id);
    expect(account.call('DELETE', `/flexible_assets/${ASSET}`).status).toBe(401);
    expect(account.get(`/flexible_assets/${ASSET}`).status).toBe(404);
  });
});

describe('traits', () => {
  it.each([
    ['Text', { company: 7 }, { company: '7' }],
    ['Textbox', { company: 'x', jobs: '<table></table>' }, { company: 'x', jobs: '<table></table>' }],
    ['Number', { company: 'x', 'failed-jobs-24-h': '3.2' }, { company: 'x', 'failed-jobs-24-h': 3 }],
    ['Number zero', { company: 'x', 'failed-jobs-24-h': 0 }, { company: 'x', 'failed-jobs-24-h': 0 }],
    ['Checkbox', { company: 'x', active: '1' }, { company: 'x', active: true }],
    [
      'Date',
      { company: 'x', 'last-successful-backup': '2026-11-02' },
      { company: 'x', 'last-successful-backup': '2026-11-02' },
    ],
    [
      'Date with a time',
      { company: 'x', 'last-successful-backup': '2026-11-02T10:00:00Z' },
      { company: 'x', 'last-successful-backup': '2026-11-02' },
    ],
    ['Select', { company: 'x', 'overall-status': 'Failed' }, { company: 'x', 'overall-status': 'Failed' }],
    ['an empty Tag', { company: 'x', contacts: [] }, { company: 'x' }],
  ])('of %s are read as they were written', (_kind, written, read) => {
    expect(traitsAfter(new ItGlueAccount(), written)).toEqual(read);
  });

  it.each([
    ['a Text that is a list', { company: [] }],
    ['a Text of 256 characters', { company: 'x'.repeat(256) }],
    ['a Textbox that is a number', { jobs: 7 }],
    ['a Textbox of 65,536 bytes', { jobs: 'x'.repeat(65_536) }],
    ['a Textbox of fewer characters and more bytes', { jobs: 'ü'.repeat(40_000) }],
    ['a Number in words', { 'failed-jobs-24-h': 'three' }],
    ['a Number that is infinite', { 'failed-jobs-24-h': [1] }],
    ['a Checkbox in words', { active: 'perhaps' }],
    ['a Date in words', { 'last-successful-backup': 'yesterday' }],
    ['a Date that does not exist', { 'last-successful-backup': '2026-13-01' }],
    ['a Select beside its options', { 'overall-status': 'Fine' }],
    ['a Select that is a number', { 'overall-status': 1 }],
    ['a Tag sent back as it was read', { 'protected-devices': { type: 'Configurations', values: [{ id: SERVER }] } }],
    ['a Tag by name', { 'protected-devices': ['SRV01'] }],
    ['an Upload sent back as it was read', { report: { type: 'Attachments', values: [] } }],
    ['an Upload without a name', { report: { content: 'YQ==' } }],
    ['a key with underscores', { last_successful_backup: '2026-11-02' }],
  ])('refuse %s', (_name, traits) => {
    const reply = new ItGlueAccount().send('PATCH', `/flexible_assets/${ASSET}`, {
      traits: { company: 'x', ...traits },
    });
    expect(reply.status).toBe(422);
  });

  it.each([
    ['255 characters of text', { company: 'ü'.repeat(255) }],
    ['65,535 bytes in a Textbox', { company: 'x', jobs: 'x'.repeat(65_535) }],
  ])('take %s', (_name, traits) => {
    expect(traitsAfter(new ItGlueAccount(), traits)).toEqual(traits);
  });

  it.each([
    ['textLimits', false, { company: 'x'.repeat(300) }, { company: 'x'.repeat(300) }],
    ['selectEnforced', false, { company: 'x', 'overall-status': 'Fine' }, { company: 'x', 'overall-status': 'Fine' }],
    ['numbersReadAs', 'string', { company: 'x', 'failed-jobs-24-h': 0 }, { company: 'x', 'failed-jobs-24-h': '0' }],
    ['falseCheckbox', 'omitted', { company: 'x', active: false }, { company: 'x' }],
    [
      'traitKeySpelling',
      'either',
      { company: 'x', overall_status: 'Failed' },
      { company: 'x', 'overall-status': 'Failed' },
    ],
    [
      'tagObjects',
      'ignore',
      { company: 'x', 'protected-devices': { type: 'Configurations', values: [] } },
      { company: 'x' },
    ],
    [
      'datesReadAs',
      'timestamp',
      { company: 'x', 'last-successful-backup': '2026-11-02' },
      { company: 'x', 'last-successful-backup': '2026-11-02T00:00:00.000Z' },
    ],
    [
      'sanitiser',
      true,
      { company: 'x', jobs: '<p onclick="a()">1</p><script>b()</script><a href="javascript:c()">2</a>' },
      { company: 'x', jobs: '<p>1</p><a href="#">2</a>' },
    ],
  ])('behave otherwise with %s = %s', (name, value, written, read) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch(name, value);
    expect(traitsAfter(account, written)).toEqual(read);
  });

  it('can be null where they have no value', () => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('emptyTraits', 'null');
    expect(traitsAfter(account, { company: 'x' })).toMatchObject({ company: 'x', jobs: null, notes: null });
  });

  it('of a Tag are written as ids and read as objects', () => {
    const account = new ItGlueAccount();
    const traits = traitsAfter(account, { company: 'x', 'protected-devices': [SERVER, String(SYNCED_SERVER), SERVER] });
    expect(traits?.['protected-devices']).toEqual({
      type: 'Configurations',
      values: [
        {
          id: SERVER,
          name: 'SRV01',
          hostname: 'srv01',
          'organization-name': 'Kub, Reynolds',
          'configuration-type-name': 'Managed Server',
        },
        expect.objectContaining({ id: SYNCED_SERVER, name: 'SRV02' }),
      ],
    });
    expect(traitsAfter(account, { company: 'x', contacts: CONTACT })?.['contacts']).toEqual({
      type: 'Contacts',
      values: [{ id: CONTACT, name: 'Ada Example' }],
    });
  });

  it.each([
    ['an unknown record', { 'protected-devices': [7] }],
    ['a record of another kind', { 'protected-devices': [CONTACT] }],
    ['a record of another organization', { 'protected-devices': [FOREIGN_SERVER] }],
    ['nothing as text', { 'protected-devices': '' }],
  ])('of a Tag with %s read like a bad key', (_name, traits) => {
    const account = new ItGlueAccount();
    const reply = account.send('PATCH', `/flexible_assets/${ASSET}`, { traits: { company: 'x', ...traits } });
    expect(reply.status).toBe(401);
    expect(reply.body.errors[0]?.['detail']).toBe('Unauthorized resource access');
  });

  it('of a Tag may name another organization when told', () => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('foreignTags', 'accept');
    expect(traitsAfter(account, { company: 'x', 'protected-devices': FOREIGN_SERVER })).toHaveProperty(
      'protected-devices',
    );
  });

  it('of a Tag reach organizations and other assets, too', () => {
    const account = new ItGlueAccount();
    const fields = [
      { order: 20, name: 'Parents', kind: 'Tag', tag_type: 'Organizations' },
      { order: 21, name: 'Pages', kind: 'Tag', tag_type: `FlexibleAssetType: ${BACKUP_TYPE}` },
    ];
    account.send('POST', `/flexible_asset_types/${BACKUP_TYPE}/relationships/flexible_asset_fields`, fields);
    const traits = traitsAfter(account, { company: 'x', parents: FREE_ORG, pages: [ASSET] });
    expect(traits).toMatchObject({
      parents: { type: 'Organizations', values: [{ id: FREE_ORG, name: 'Kub' }] },
      pages: { type: 'FlexibleAssets', values: [{ id: ASSET, name: 'x' }] },
    });
    const unknown = { traits: { company: 'x', parents: 7 } };
    expect(account.send('PATCH', `/flexible_assets/${ASSET}`, unknown).status).toBe(401);
    expect(account.send('PATCH', `/flexible_assets/${ASSET}`, { traits: { company: 'x', pages: 7 } }).status).toBe(401);
  });

  it('of a Tag make related items that are seen from both ends, and go with the record', () => {
    const account = new ItGlueAccount();
    traitsAfter(account, { company: 'x', 'protected-devices': [SERVER] });
    const fromAsset = account.get(`/flexible_assets/${ASSET}?include=related_items`).body.included;
    expect(fromAsset.map((item) => item.attributes)).toMatchObject([
      { 'destination-type': 'Configuration', 'destination-id': SERVER },
    ]);
    const fromServer = account.get(`/configurations/${SERVER}?include=related_items`).body.included;
    expect(fromServer.map((item) => item.attributes)).toMatchObject([
      { 'destination-type': 'Flexible Asset', 'destination-id': ASSET },
    ]);
    expect(account.get(`${INDEX}&include=related_items`).status).toBe(400);
    account.standIn.setSwitch('relatedItemsOnIndex', true);
    expect(account.get(`${INDEX}&include=related_items`).body.included).toHaveLength(1);
    account.send('DELETE', '/configurations', [{ id: SERVER }]);
    const traits = account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits;
    expect(traits?.['protected-devices']).toEqual({ type: 'Configurations', values: [] });
  });

  it('of an Upload vanish with the next PATCH unless the file is sent again', () => {
    const account = new ItGlueAccount();
    const traits = { company: 'x', report: { content: 'YWJj', file_name: 'jobs.csv' } };
    expect(traitsAfter(account, traits)?.['report']).toEqual({
      type: 'Attachments',
      values: [{ id: FIELD.report, name: 'jobs.csv', size: 3 }],
    });
    expect(traitsAfter(account, { company: 'x' })).toEqual({ company: 'x' });
  });

  it('of a Password are read as the id of a record', () => {
    const account = new ItGlueAccount();
    const field = { flexible_asset_type_id: BACKUP_TYPE, order: 20, name: 'Secret', kind: 'Password' };
    account.send('POST', '/flexible_asset_fields', field);
    expect(traitsAfter(account, { company: 'x', secret: 'hidden' })?.['secret']).toEqual(expect.any(Number));
  });
});
