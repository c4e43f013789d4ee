import {
  ASSET,
  BACKUP_TYPE,
  CONTACT,
  FIELD,
  FREE_ORG,
  ItGlueAccount,
  KEY,
  SYNCED_ORG,
  sampleItGlueData,
} from '../../../test/support/itglue-account';

function traitsOf(account: ItGlueAccount): Readonly<Record<string, unknown>> {
  return account.get(`/flexible_assets/${ASSET}`).body.data.attributes.traits ?? {};
}

describe('people in IT Glue', () => {
  it.each([
    [{ action: 'edit-trait', id: ASSET, key: 'jobs', value: '<p>mine</p>' }, { jobs: '<p>mine</p>' }],
    [{ action: 'edit-trait', id: String(ASSET), key: 'active', value: true }, { active: true }],
    [{ action: 'edit-notes', id: ASSET, text: 'call first' }, { notes: 'call first' }],
    [
      { action: 'add-tag', id: ASSET, key: 'contacts', tagIds: [CONTACT] },
      { contacts: { type: 'Contacts', values: [{ id: CONTACT, name: 'Ada Example' }] } },
    ],
    [
      { action: 'upload-file', id: ASSET, key: 'report', fileName: 'x.pdf' },
      { report: { type: 'Attachments', values: [{ id: FIELD.report, name: 'x.pdf', size: 4096 }] } },
    ],
  ])('do %j', (action, traits) => {
    const account = new ItGlueAccount();
    account.standIn.people({ ...action, who: 'Ada' });
    expect(traitsOf(account)).toMatchObject({ company: 'Kub', ...traits });
    const versions = account.get(`/flexible_assets/${ASSET}?include=recent_versions`).body.included;
    expect(versions.at(-1)?.attributes['whodunnit']).toBe('Ada');
  });

  it('clear a trait, and add to tags that are there', () => {
    const account = new ItGlueAccount();
    account.standIn.people({ action: 'edit-trait', id: ASSET, key: 'notes', value: null });
    expect(traitsOf(account)).not.toHaveProperty('notes');
    account.standIn.people({ action: 'add-tag', id: ASSET, key: 'contacts', tagIds: [CONTACT] });
    account.standIn.people({ action: 'add-tag', id: ASSET, key: 'contacts', tagIds: [CONTACT] });
    expect(traitsOf(account)['contacts']).toMatchObject({ values: [{ id: CONTACT }] });
  });

  it('attach a file to a record', () => {
    const account = new ItGlueAccount();
    account.standIn.people({ action: 'attach-file', resourceType: 'flexible_assets', id: ASSET, fileName: 'plan.pdf' });
    const { included } = account.get(`/flexible_assets/${ASSET}?include=attachments`).body;
    expect(included[0]?.attributes['attachment-content-type']).toBe('application/pdf');
  });

  it('archive, restore, duplicate and delete an asset', () => {
    const account = new ItGlueAccount();
    expect(account.standIn.people({ action: 'archive-asset', id: ASSET })).toMatchObject({ archived: true });
    expect(account.standIn.people({ action: 'restore-asset', id: ASSET })).toMatchObject({ archived: false });
    const copy = account.standIn.people({ action: 'duplicate-asset', id: ASSET });
    expect(copy).toMatchObject({ name: 'Kub Protected', traits: { notes: '<p>by hand</p>' } });
    account.standIn.people({ action: 'delete-asset', id: ASSET });
    const { data } = account.get(`/flexible_assets?filter[flexible-asset-type-id]=${BACKUP_TYPE}`).body;
    expect(data.map((item) => item.attributes['name'])).toEqual(['Kub Protected']);
    expect(data[0]?.id).not.toBe(String(ASSET));
  });

  it('rename a field, whose key stays, and delete one with its values', () => {
    const account = new ItGlueAccount();
    account.standIn.people({ action: 'rename-field', id: FIELD.notes, name: 'Remarks' });
    const field = account.get(`/flexible_asset_fields/${FIELD.notes}`).body.data.attributes;
    expect(field).toMatchObject({ name: 'Remarks', 'name-key': 'notes' });
    account.standIn.people({ action: 'delete-field', id: FIELD.notes });
    expect(traitsOf(account)).not.toHaveProperty('notes');
  });

  it.each(['Text', 'Select', 'Number', 'Tag'])('replace a field by one of the kind %s', (kind) => {
    const account = new ItGlueAccount();
    const made = account.standIn.people({ action: 'change-field-kind', id: FIELD.notes, kind });
    expect(made).toMatchObject({ name: 'Notes', nameKey: 'notes', kind, order: 11 });
    expect(account.get(`/flexible_asset_fields/${FIELD.notes}`).status).toBe(404);
    expect(traitsOf(account)).not.toHaveProperty('notes');
  });

  it('rename an organization and delete one with everything in it', () => {
    const account = new ItGlueAccount();
    account.standIn.people({ action: 'rename-organization', id: FREE_ORG, name: 'Kub Labs' });
    expect(account.get(`/organizations/${FREE_ORG}`).body.data.attributes['name']).toBe('Kub Labs');
    account.standIn.people({ action: 'delete-organization', id: SYNCED_ORG });
    expect(account.get(`/flexible_assets/${ASSET}`).status).toBe(404);
    expect(account.get('/configurations').body.data.map((item) => item.attributes['name'])).toEqual(['SRV03']);
  });

  it.each([
    ['pause-key', 403],
    ['revoke-key', 403],
    ['activate-key', 200],
  ])('%s: the key then gets %d', (action, status) => {
    const account = new ItGlueAccount();
    expect(account.standIn.people({ action, keyName: 'bridge' })).toHaveProperty('state');
    expect(account.call('GET', '/organizations', { key: KEY }).status).toBe(status);
  });

  it.each([
    [{ action: 'dance' }, 'nobody can "dance"'],
    [{}, 'nobody can'],
    [{ action: 'edit-notes', id: ASSET }, 'needs "text"'],
    [{ action: 'edit-notes', id: 'seven', text: 'x' }, 'needs "id"'],
    [{ action: 'add-tag', id: ASSET, key: 'contacts', tagIds: ['x'] }, 'needs "tagIds"'],
    [{ action: 'archive-asset', id: ASSET, reason: 'x' }, 'takes no "reason"'],
    [{ action: 'archive-asset', id: 7 }, 'no flexible asset 7'],
    [{ action: 'edit-trait', id: ASSET, key: 'colour', value: 1 }, 'no field "colour"'],
    [{ action: 'rename-field', id: 7, name: 'x' }, 'no field 7'],
    [{ action: 'rename-organization', id: 7, name: 'x' }, 'no organization 7'],
    [{ action: 'pause-key', keyName: 'x' }, 'no key "x"'],
  ])('cannot do %j', (action, message) => {
    expect(() => new ItGlueAccount().standIn.people(action)).toThrow(message);
  });

  it('cannot write notes where there is no field for them', () => {
    const account = new ItGlueAccount();
    account.standIn.people({ action: 'delete-field', id: FIELD.notes });
    expect(() => account.standIn.people({ action: 'edit-notes', id: ASSET, text: 'x' })).toThrow(
      'no Textbox for notes',
    );
  });
});

describe('the snapshot', () => {
  it('shows everything but the values of keys, and is a copy', () => {
    const account = new ItGlueAccount();
    const before = account.standIn.snapshot();
    account.standIn.people({ action: 'edit-notes', id: ASSET, text: 'later' });
    expect(before).toMatchObject({ flexibleAssets: [{ name: 'Kub Protected', traits: { notes: '<p>by hand</p>' } }] });
    expect(JSON.stringify(before)).not.toContain(KEY);
  });

  it.each([
    [
      'a trait without a field',
      {
        flexibleAssets: [
          { id: 1, organizationId: 1, flexibleAssetTypeId: BACKUP_TYPE, traits: { colour: 'red' }, createdAt: '' },
        ],
      },
    ],
    ['an id twice', { organizations: [1, 1].map((id) => ({ id, name: 'x', createdAt: '' })) }],
  ])('never begins with %s', (_name, part) => {
    expect(() => new ItGlueAccount({ ...sampleItGlueData(), ...part })).toThrow(/trait|twice/);
  });
});
