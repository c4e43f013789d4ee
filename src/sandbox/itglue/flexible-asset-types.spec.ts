import { ASSET, BACKUP_TYPE, FIELD, ItGlueAccount } from '../../../test/support/itglue-account';
import type { ItGlueReply } from '../../../test/support/itglue-account';
import { makeNameKey } from './name-key';

const FIELDS = `/flexible_asset_types/${BACKUP_TYPE}/relationships/flexible_asset_fields`;

function field(attributes: object): object {
  return { type: 'flexible_asset_fields', attributes };
}

function createType(account: ItGlueAccount, fields: readonly object[], name = 'Own type'): ItGlueReply {
  const relationships = { 'flexible-asset-fields': { data: fields.map(field) } };
  return account.send('POST', '/flexible_asset_types', { name, icon: 'cloud', enabled: true }, relationships);
}

const TITLE = { order: 1, name: 'Title', kind: 'Text', show_in_list: true, 'use-for-title': true };

describe('flexible asset types', () => {
  it('are found by name, with their fields when included', () => {
    const account = new ItGlueAccount();
    const reply = account.get('/flexible_asset_types?filter[name]=Backup Summary&include=flexible-asset-fields');
    expect(reply.body.data).toHaveLength(1);
    const references = reply.body.data[0]?.relationships?.['flexible-asset-fields']?.data ?? [];
    expect(references).toHaveLength(11);
    expect(reply.body.included[3]).toMatchObject({
      id: String(FIELD.failedJobs),
      attributes: { 'name-key': 'failed-jobs-24-h', 'flexible-asset-type-id': BACKUP_TYPE, kind: 'Number' },
    });
    account.standIn.setSwitch('includedFieldIds', 'number');
    const asNumbers = account.get(`/flexible_asset_types/${BACKUP_TYPE}?include=flexible_asset_fields`);
    expect(asNumbers.body.included[0]?.id).toBe(FIELD.company);
  });

  it.each([
    ['filter[id]=1694461951918100', 1],
    ['filter[icon]=cloud', 1],
    ['filter[enabled]=false', 0],
  ])('take %s', (query, count) => {
    expect(new ItGlueAccount().get(`/flexible_asset_types?${query}`).body.data).toHaveLength(count);
  });

  it('are created with their fields as relationships', () => {
    const account = new ItGlueAccount();
    const reply = createType(account, [TITLE, { order: 2, name: 'Size (GB)', kind: 'Number', decimals: 2 }]);
    expect(reply.status).toBe(201);
    expect(reply.body.included.map((item) => item.attributes['name-key'])).toEqual(['title', 'size-gb']);
    expect(account.get(`/flexible_asset_types/${reply.body.data.id}`).status).toBe(200);
  });

  it('are created with fields among the attributes, too', () => {
    const reply = new ItGlueAccount().send('POST', '/flexible_asset_types', { name: 'Own', fields: [TITLE] });
    expect(reply.status).toBe(201);
  });

  it.each([
    ['without a field', []],
    ['without a field in the list', [{ ...TITLE, show_in_list: false }]],
    ['with two fields of one name', [TITLE, { ...TITLE, order: 2 }]],
    ['with two fields in one place', [TITLE, { ...TITLE, name: 'Other' }]],
    ['with a Select without options', [TITLE, { order: 2, name: 'S', kind: 'Select' }]],
    ['with a Number without decimals', [TITLE, { order: 2, name: 'N', kind: 'Number' }]],
    ['with a Percent without decimals', [TITLE, { order: 2, name: 'N', kind: 'Percent' }]],
    ['with a Tag of no type', [TITLE, { order: 2, name: 'T', kind: 'Tag' }]],
    [
      'with a Tag of a type that does not exist',
      [TITLE, { order: 2, name: 'T', kind: 'Tag', tag_type: 'FlexibleAssetType: 7' }],
    ],
    ['with a kind that does not exist', [TITLE, { order: 2, name: 'T', kind: 'Step' }]],
    ['with a field without a name', [TITLE, { order: 2, kind: 'Text' }]],
    ['with a field without a place', [TITLE, { name: 'T', kind: 'Text' }]],
    ['with a field attribute nobody documents', [TITLE, { order: 2, name: 'T', kind: 'Text', colour: 'red' }]],
  ])('are refused %s, and nothing of them stays', (_name, fields) => {
    const account = new ItGlueAccount();
    expect(createType(account, fields).status).toBe(422);
    expect(account.get('/flexible_asset_types').body.data).toHaveLength(1);
  });

  it.each([
    ['fields that are no list', { 'flexible-asset-fields': { data: {} } }],
    ['a field that is no object', { 'flexible-asset-fields': { data: [7] } }],
    ['a field without its type', { 'flexible-asset-fields': { data: [{ attributes: TITLE }] } }],
  ])('are refused for %s', (_name, relationships) => {
    const reply = new ItGlueAccount().send('POST', '/flexible_asset_types', { name: 'Own' }, relationships);
    expect(reply.status).toBe(400);
  });

  it('need a name, which may exist twice unless told otherwise', () => {
    const account = new ItGlueAccount();
    expect(createType(account, [TITLE], '').status).toBe(422);
    expect(createType(account, [TITLE], 'Backup Summary').status).toBe(201);
    account.standIn.setSwitch('duplicateTypeNames', 'reject');
    expect(createType(account, [TITLE], 'Backup Summary').status).toBe(422);
  });

  it('are changed in part, but never their fields', () => {
    const account = new ItGlueAccount();
    const path = `/flexible_asset_types/${BACKUP_TYPE}`;
    const changed = account.send('PATCH', path, { description: 'by us', 'show-in-menu': '0' });
    expect(changed.body.data.attributes).toMatchObject({ name: 'Backup Summary', 'show-in-menu': false });
    expect(account.send('PATCH', path, {}, { 'flexible-asset-fields': { data: [] } }).status).toBe(422);
    expect(account.send('PATCH', path, { enabled: 'perhaps' }).status).toBe(422);
  });
});

describe('flexible asset fields', () => {
  it('are listed below their type and shown on their own', () => {
    const account = new ItGlueAccount();
    expect(account.get(`${FIELDS}?filter[id]=${FIELD.jobs}`).body.data).toHaveLength(1);
    expect(account.get(`${FIELDS}?page[size]=1000`).body.data).toHaveLength(11);
    expect(account.get(`/flexible_asset_fields/${FIELD.jobs}`).body.data.attributes['name-key']).toBe('jobs');
    expect(account.get(`${FIELDS}/${FIELD.jobs}`).status).toBe(200);
    expect(account.get(`/flexible_asset_types/7/relationships/flexible_asset_fields/${FIELD.jobs}`).status).toBe(404);
    expect(account.get('/flexible_asset_fields/7').status).toBe(404);
  });

  it('are added one by one or, below their type, several at once', () => {
    const account = new ItGlueAccount();
    const single = { flexible_asset_type_id: BACKUP_TYPE, order: 20, name: 'Extra', kind: 'Text' };
    expect(account.send('POST', '/flexible_asset_fields', single).status).toBe(201);
    expect(account.send('POST', '/flexible_asset_fields', { ...single, flexible_asset_type_id: 7 }).status).toBe(401);
    expect(account.send('POST', '/flexible_asset_fields', { order: 1, name: 'E', kind: 'Text' }).status).toBe(422);
    expect(account.send('POST', '/flexible_asset_fields', [single]).status).toBe(400);
    const several = [21, 22].map((order) => ({ order, name: `Extra ${order}`, kind: 'Text' }));
    expect(account.send('POST', FIELDS, several).body.data.map((item) => item.attributes['order'])).toEqual([21, 22]);
  });

  it.each([
    ['atomic', 11],
    ['partial', 12],
  ])('that fail together leave, %s, %d behind', (bulkFailure, count) => {
    const account = new ItGlueAccount();
    account.standIn.setSwitch('bulkFailure', bulkFailure);
    const several = [
      { order: 21, name: 'Good', kind: 'Text' },
      { order: 21, name: 'Bad', kind: 'Text' },
    ];
    expect(account.send('POST', FIELDS, several).status).toBe(422);
    expect(account.get(`${FIELDS}?page[size]=1000`).body.data).toHaveLength(count);
  });

  it('lose what their kind forbids', () => {
    const account = new ItGlueAccount();
    const number = { order: 20, name: 'N', kind: 'Number', decimals: 0, use_for_title: true };
    const header = { order: 21, name: 'H', kind: 'Header', required: true };
    const [first, second] = account.send('POST', FIELDS, [number, header]).body.data;
    expect(first?.attributes['use-for-title']).toBe(false);
    expect(second?.attributes['required']).toBe(false);
  });

  it('keep their key when they are renamed, unless told otherwise', () => {
    const account = new ItGlueAccount();
    const path = `/flexible_asset_fields/${FIELD.jobs}`;
    expect(account.send('PATCH', path, { name: 'All Jobs' }).body.data.attributes['name-key']).toBe('jobs');
    account.standIn.setSwitch('renameChangesKey', true);
    expect(account.send('PATCH', path, { name: 'Every Job' }).body.data.attributes['name-key']).toBe('every-job');
  });

  it('keep their kind while an asset has a value', () => {
    const account = new ItGlueAccount();
    expect(account.send('PATCH', `/flexible_asset_fields/${FIELD.notes}`, { kind: 'Text' }).status).toBe(422);
    expect(account.send('PATCH', `/flexible_asset_fields/${FIELD.jobs}`, { kind: 'Text' }).status).toBe(200);
  });

  it('are changed in bulk, and one of them stays in the list', () => {
    const account = new ItGlueAccount();
    const bulk = account.send('PATCH', '/flexible_asset_fields', [{ id: FIELD.jobs, order: '30', hint: 'h' }]);
    expect(bulk.body.data[0]?.attributes).toMatchObject({ order: 30, hint: 'h' });
    expect(account.send('PATCH', `${FIELDS}/${FIELD.company}`, { show_in_list: false }).status).toBe(422);
    expect(account.get(`${FIELDS}/${FIELD.company}`).body.data.attributes['show-in-list']).toBe(true);
    expect(account.send('PATCH', `${FIELDS}/${FIELD.company}`, { hint: { no: 1 } }).status).toBe(422);
    expect(account.send('PATCH', `${FIELDS}/${FIELD.company}`, { decimals: 'many' }).status).toBe(422);
  });

  it('take their values with them', () => {
    const account = new ItGlueAccount();
    expect(account.call('DELETE', `/flexible_asset_fields/${FIELD.notes}`)).toMatchObject({ status: 204 });
    expect(account.call('DELETE', `/flexible_asset_fields/${FIELD.notes}`).status).toBe(401);
    const traits = account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits;
    expect(traits).not.toHaveProperty('notes');
  });

  it.each([
    ['Email Servers', 'email-servers'],
    ['Wi-Fi', 'wi-fi'],
    ['FQDN (Domain/Full Name)', 'fqdn-domain-full-name'],
    ['RAM (GB)', 'ram-gb'],
    ['Über uns', 'uber-uns'],
    ['概要', ''],
  ])('called "%s" have the key "%s"', (name, key) => {
    expect(makeNameKey(name)).toBe(key);
  });

  it('whose keys would collide or be empty get one of their own', () => {
    const account = new ItGlueAccount();
    const fields = ['Jobs!', '概要', '要約'].map((name, index) => ({ order: 20 + index, name, kind: 'Text' }));
    const keys = account.send('POST', FIELDS, fields).body.data.map((item) => item.attributes['name-key']);
    expect(keys).toEqual(['jobs-2', 'field', 'field-2']);
  });
});
