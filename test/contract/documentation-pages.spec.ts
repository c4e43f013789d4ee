import { readHashes } from '../../src/documentation/domain/content-hash';
import type {
  CreateTypePayload,
  DocumentationTransition,
  NewField,
  WriteAssetPayload,
} from '../../src/documentation/domain/documentation-effects';
import type {
  AssetFact,
  AssetTypeFact,
  DocumentationObservation,
  PageRecord,
  TypeFieldFact,
} from '../../src/documentation/domain/documentation-observation';
import { DOCUMENTATION_FIELDS } from '../../src/documentation/domain/documentation-settings';
import { planDocumentation } from '../../src/documentation/domain/plan-documentation';
import { itgOrganizationId } from '../../src/kernel/ids';
import type { JsonObject } from '../../src/kernel/json';
import {
  changesOf,
  configuration,
  job,
  observation,
  organization,
  section,
  settings,
  workload,
} from '../support/documentation-builders';
import type { ShownResource } from '../support/itglue-account';
import { FREE_ORG, ItGlueAccount, SERVER, SYNCED_ORG, SYNCED_SERVER } from '../support/itglue-account';

/** Names as the vendor's documents spell them; a mistake in a payload is refused by the stand-in, not by us. */
function fieldAttributes({ kind, name, order, hint, decimals, defaultValue, tagType, ...flags }: NewField): object {
  return {
    kind,
    name,
    order,
    hint,
    decimals,
    'default-value': defaultValue,
    'tag-type': tagType,
    required: flags.required,
    'use-for-title': flags.useForTitle,
    'show-in-list': flags.showInList,
    expiration: flags.expiration,
  };
}

function typeFact(account: ItGlueAccount, id: string): AssetTypeFact {
  const { data } = account.get(`/flexible_asset_types/${id}`).body;
  const fields = account.get(`/flexible_asset_types/${id}/relationships/flexible_asset_fields?page[size]=1000`).body
    .data;
  return { id, name: String(data.attributes['name']), fields: fields.map(fieldFact) };
}

function fieldFact({ id, attributes }: ShownResource): TypeFieldFact {
  return {
    id,
    name: String(attributes['name']),
    nameKey: String(attributes['name-key']),
    kind: String(attributes['kind']),
    order: Number(attributes['order']),
    required: attributes['required'] === true,
    defaultValue: attributes['default-value'] as string | null,
    tagType: attributes['tag-type'] as string | null,
  };
}

function assetFact({ id, attributes }: ShownResource, typeId: string): AssetFact {
  return {
    id,
    typeId,
    organizationId: itgOrganizationId(Number(attributes['organization-id'])),
    archived: attributes['archived'] === true,
    createdAt: new Date(String(attributes['created-at'])),
    traits: attributes.traits as JsonObject,
  };
}

/** What the applier and the committer do, with the vendor's strictness at the other end. */
class Bridge {
  readonly account = new ItGlueAccount();
  state: DocumentationObservation;

  constructor() {
    this.state = observation({
      types: [],
      settings: settings({ createType: true }),
      organizations: [
        organization(String(SYNCED_ORG), { configurations: [configuration(String(SERVER), { name: 'vm-1' })] }),
      ],
    });
  }

  /** One pass; returns the actions that it took. */
  pass(): string[] {
    this.observe();
    const plan = planDocumentation(this.state);
    for (const change of changesOf(plan)) {
      for (const effect of change.effects) {
        if (effect.kind === 'create-type') this.createType(effect.payload as unknown as CreateTypePayload);
        else
          this.write(
            effect.payload as unknown as WriteAssetPayload,
            effect.transition as unknown as DocumentationTransition,
          );
      }
    }
    return changesOf(plan).map((change) => `${change.action} ${change.reason}`);
  }

  traits(): JsonObject {
    this.observe();
    return this.state.assets[0]!.traits;
  }

  private observe(): void {
    const found = this.account.get('/flexible_asset_types?sort=id').body.data;
    const types = found.filter(
      (type) => type.attributes['name'] === 'Backup Summary' && type.id !== '1694461951918100',
    );
    const typeFacts = types.map((type) => typeFact(this.account, type.id));
    const assets = typeFacts.flatMap(({ id }) => {
      const { data } = this.account.get(`/flexible_assets?filter[flexible-asset-type-id]=${id}&sort=created_at`).body;
      return data.map((item) => assetFact(item, id));
    });
    this.state = { ...this.state, types: typeFacts, assets };
  }

  private createType({ fields, ...type }: CreateTypePayload): void {
    const data = fields.map((field) => ({ type: 'flexible_asset_fields', attributes: fieldAttributes(field) }));
    const reply = this.account.send('POST', '/flexible_asset_types', type, { 'flexible-asset-fields': { data } });
    expect(reply.status).toBe(201);
  }

  private write(payload: WriteAssetPayload, transition: DocumentationTransition): void {
    this.observe();
    const [type] = this.state.types;
    const keys: Record<string, string> = { ...payload.fieldKeys };
    const traits: Record<string, unknown> = { ...payload.traits };
    for (const [field, { title, value }] of Object.entries(payload.pending)) {
      keys[field] = type!.fields.find(({ name }) => name === title)!.nameKey;
      traits[keys[field]] = value;
    }
    const attributes = { organization_id: payload.organizationId, flexible_asset_type_id: type!.id, traits };
    const reply =
      payload.assetId === null
        ? this.account.send('POST', '/flexible_assets', attributes)
        : this.account.send('PATCH', `/flexible_assets/${payload.assetId}`, { traits });
    expect([reply.status, reply.body.errors]).toEqual([payload.assetId === null ? 201 : 200, undefined]);
    this.commit(transition, assetFact(reply.body.data, type!.id), keys);
  }

  private commit(transition: DocumentationTransition, written: AssetFact, keys: Record<string, string>): void {
    if (transition.type !== 'written') throw new Error(`a write ended as ${transition.type}`);
    const before = this.state.records.find(({ organizationId }) => organizationId === transition.organizationId);
    const record: PageRecord = {
      organizationId: itgOrganizationId(transition.organizationId),
      revision: (before?.revision ?? 0) + 1,
      assetId: written.id,
      adopted: false,
      contentHashes: transition.contentHashes,
      timesHash: transition.timesHash,
      readHashes: readHashes(written.traits, keys),
      taggedIds: transition.taggedIds,
      writtenAt: this.state.now,
      staleAfter: transition.staleAfter,
      absentSince: null,
      organizationAbsentSince: null,
    };
    const others = this.state.records.filter(({ organizationId }) => organizationId !== record.organizationId);
    this.state = { ...this.state, records: [...others, record] };
  }

  change(jobs: readonly ReturnType<typeof job>[]): void {
    const now = new Date(this.state.now.getTime() + 3_600_000);
    const organizations = this.state.organizations.map((fact) => ({ ...fact, sections: [section({ jobs })] }));
    this.state = { ...this.state, now, organizations };
  }
}

describe('pages against an IT Glue that refuses what the vendor refuses', () => {
  it('are made with their type, and then there is nothing to do', () => {
    const bridge = new Bridge();
    expect(bridge.pass()).toEqual(['create-type type-missing', 'create content-changed']);
    expect(bridge.pass()).toEqual([]);
    expect(bridge.traits()).toMatchObject({
      company: `Organization ${SYNCED_ORG}`,
      'overall-status': 'Protected',
      'protected-devices': { values: [{ id: SERVER, name: 'SRV01' }] },
      'source-key': `vspcb:prod/org/${SYNCED_ORG}`,
    });
    expect(Object.keys(bridge.traits())).toHaveLength(Object.keys(DOCUMENTATION_FIELDS).length);
  });

  it.each([
    ['sanitiser', true],
    ['numbersReadAs', 'string'],
    ['datesReadAs', 'timestamp'],
    ['emptyTraits', 'null'],
    ['falseCheckbox', 'omitted'],
  ])('settle with %s = %s, too', (name, value) => {
    const bridge = new Bridge();
    bridge.account.standIn.setSwitch(name, value);
    bridge.pass();
    expect(bridge.pass()).toEqual([]);
    bridge.change([job('a', { result: 'failed', message: '<script>alert(1)</script> "x" & \uD83D' })]);
    expect(bridge.pass()).toEqual(['update content-changed']);
    expect(bridge.pass()).toEqual([]);
  });

  it('pass a firewall that looks for scripts', () => {
    const bridge = new Bridge();
    bridge.account.standIn.setSwitch('firewall', true);
    const name = '<script>alert(1)</script>';
    const organizations = bridge.state.organizations.map((fact) => ({ ...fact, name }));
    bridge.state = { ...bridge.state, organizations };
    bridge.change([job('a', { name, message: name, result: 'failed', target: name })]);
    expect(bridge.pass()).toEqual(['create-type type-missing', 'create content-changed']);
  });

  it('keep what people wrote, tagged and attached over 50 writes', () => {
    const bridge = new Bridge();
    bridge.pass();
    const { account } = bridge;
    const id = bridge.state.records[0]!.assetId;
    const typeId = bridge.state.types[0]!.id;
    const fields = [
      { order: 90, name: 'Notes', kind: 'Textbox' },
      { order: 91, name: 'Reviewed', kind: 'Checkbox' },
      { order: 92, name: 'Contacts', kind: 'Tag', tag_type: 'Contacts' },
    ];
    account.send('POST', `/flexible_asset_types/${typeId}/relationships/flexible_asset_fields`, fields);
    account.standIn.people({ action: 'edit-notes', id, text: '<p>call first</p>' });
    account.standIn.people({ action: 'edit-trait', id, key: 'reviewed', value: false });
    account.standIn.people({ action: 'add-tag', id, key: 'contacts', tagIds: [1694461951918501] });
    account.standIn.people({ action: 'add-tag', id, key: 'protected-devices', tagIds: [SYNCED_SERVER] });
    account.standIn.people({ action: 'attach-file', resourceType: 'flexible_assets', id, fileName: 'plan.pdf' });
    for (let count = 0; count < 50; count += 1) {
      bridge.change([job('a', { result: count % 2 === 0 ? 'failed' : 'success' })]);
      expect(bridge.pass()).toEqual(['update content-changed']);
    }
    expect(bridge.traits()).toMatchObject({
      notes: '<p>call first</p>',
      reviewed: false,
      contacts: { values: [{ id: 1694461951918501 }] },
      'protected-devices': { values: [{ id: SERVER }, { id: SYNCED_SERVER }] },
    });
    expect(account.get(`/flexible_assets/${id}?include=attachments`).body.included).toHaveLength(1);
  });

  it('overwrite an edit in a field of ours, once', () => {
    const bridge = new Bridge();
    bridge.pass();
    const id = bridge.state.records[0]!.assetId;
    bridge.account.standIn.people({ action: 'edit-trait', id, key: 'jobs', value: '<p>mine</p>' });
    expect(bridge.pass()).toEqual(['update content-changed']);
    expect(bridge.pass()).toEqual([]);
    expect(bridge.traits()['jobs']).toContain('<table');
  });

  it('of 3,000 jobs are taken', () => {
    const bridge = new Bridge();
    const jobs = Array.from({ length: 3000 }, (_item, index) => {
      const result = index % 7 === 0 ? 'failed' : 'success';
      return job(String(index), { name: `Nightly ${index} ü会`, result, message: 'Unable to reach <the> host' });
    });
    bridge.change(jobs);
    expect(bridge.pass()).toContain('create content-changed');
  });

  it('with 10,000 rows in every table are taken, and so is the page of the next customer', () => {
    const bridge = new Bridge();
    const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 10_000 }, (_item, index) => make(index));
    const name = (index: number): string => `<b>Row</b> ${index} "ü会" & more`;
    const crowded = organization(String(SYNCED_ORG), {
      configurations: [],
      sections: [
        section({
          jobs: many((index) =>
            job(String(index), { name: name(index), result: index % 3 === 0 ? 'failed' : 'warning' }),
          ),
          workloads: many((index) => workload(String(index), { name: name(index), protection: 'stale' })),
          repositories: many((index) => ({
            key: `${index}`,
            name: name(index),
            kind: 'Quota',
            usedBytes: 1,
            totalBytes: 2,
          })),
          licences: many((index) => ({ name: name(index), used: index })),
        }),
      ],
      tickets: many((id) => ({
        id,
        summary: name(id),
        status: 'Open',
        openedAt: null,
        url: 'https://psa.example.com/',
      })),
      billing: many((index) => ({
        period: '2026-11',
        line: name(index),
        product: 'X',
        quantity: '1',
        agreement: null,
      })),
    });
    bridge.state = {
      ...bridge.state,
      organizations: [crowded, organization(String(FREE_ORG), { configurations: [] })],
    };
    expect(bridge.pass()).toEqual(['create-type type-missing', 'create content-changed', 'create content-changed']);
    const boxes = Object.values(bridge.traits()).filter((value) => typeof value === 'string');
    expect(boxes.filter((box) => Buffer.byteLength(box, 'utf8') > 60_000)).toEqual([]);
    expect(boxes.filter((box) => / more \w+ of 10000 not shown here/.test(box))).toHaveLength(6);
  });
});
