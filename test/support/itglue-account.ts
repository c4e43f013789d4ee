import type { ItGlueData } from '../../src/sandbox/itglue/itglue-data';
import { ItGlueStandIn } from '../../src/sandbox/itglue/itglue-stand-in';
import type { SandboxReply } from '../../src/sandbox/http/stand-in';
import { ManualClock } from './manual-clock';

export const KEY = 'ITG.example.key-of-a-test';
export const SYNCED_ORG = 1694461951918001;
export const FREE_ORG = 1694461951918002;
export const BACKUP_TYPE = 1694461951918100;
export const SERVER = 1694461951918301;
export const SYNCED_SERVER = 1694461951918302;
export const FOREIGN_SERVER = 1694461951918303;
export const ASSET = 1694461951918400;
export const CONTACT = 1694461951918501;
export const FIELD = {
  company: 1694461951918201,
  status: 1694461951918202,
  lastSuccess: 1694461951918203,
  failedJobs: 1694461951918204,
  protected: 1694461951918205,
  active: 1694461951918206,
  jobs: 1694461951918207,
  heading: 1694461951918208,
  report: 1694461951918209,
  contacts: 1694461951918210,
  notes: 1694461951918211,
};

/** A small account with one of everything; all names are invented. */
export function sampleItGlueData(): ItGlueData {
  const createdAt = '2026-01-05T08:00:00.000Z';
  return {
    account: {
      subdomain: 'example-msp',
      region: 'us',
      keys: [
        { name: 'bridge', value: KEY, state: 'active' },
        { name: 'other tool', value: 'ITG.example.other', state: 'active' },
        { name: 'resting', value: 'ITG.example.resting', state: 'paused' },
        { name: 'old', value: 'ITG.example.old', state: 'revoked' },
      ],
    },
    organizations: [
      {
        id: SYNCED_ORG,
        name: 'Kub, Reynolds',
        shortName: 'kub',
        organizationTypeId: 11,
        organizationStatusId: 21,
        psaIntegration: 'enabled',
        adapterResources: [
          { id: 1694461951918601, adapterType: 'manage', remoteId: '250' },
          { id: 1694461951918602, adapterType: 'automate', remoteId: '77' },
        ],
        quickNotes: 'n'.repeat(400),
        createdAt,
      },
      { id: FREE_ORG, name: 'Kub', shortName: 'lab', organizationTypeId: 12, parentId: SYNCED_ORG, createdAt },
    ],
    organizationTypes: [
      { id: 11, name: 'Customer', synced: true },
      { id: 12, name: 'Internal' },
    ],
    organizationStatuses: [{ id: 21, name: 'Active' }],
    configurationTypes: [{ id: 31, name: 'Managed Server' }],
    configurationStatuses: [{ id: 41, name: 'Active' }],
    flexibleAssetTypes: [backupType(createdAt)],
    flexibleAssets: [
      {
        id: ASSET,
        organizationId: SYNCED_ORG,
        flexibleAssetTypeId: BACKUP_TYPE,
        traits: { company: 'Kub', 'overall-status': 'Protected', active: false, notes: '<p>by hand</p>' },
        createdAt,
      },
    ],
    configurations: [
      configuration(SERVER, SYNCED_ORG, 'SRV01', {}),
      configuration(SYNCED_SERVER, SYNCED_ORG, 'SRV02', {
        psaIntegration: 'enabled',
        adapterResources: [{ id: 1694461951918603, adapterType: 'manage', remoteId: '900' }],
      }),
      configuration(FOREIGN_SERVER, FREE_ORG, 'SRV03', { archived: true }),
    ],
    attachments: [],
    otherRecords: [{ id: CONTACT, tagType: 'Contacts', organizationId: SYNCED_ORG, name: 'Ada Example' }],
  };
}

function configuration(
  id: number,
  organizationId: number,
  name: string,
  more: Partial<ItGlueData['configurations'][number]>,
): ItGlueData['configurations'][number] {
  return {
    id,
    organizationId,
    name,
    hostname: name.toLowerCase(),
    serialNumber: `S-${name}`,
    configurationTypeId: 31,
    createdAt: '2026-01-05T08:00:00.000Z',
    ...more,
  };
}

function backupType(createdAt: string): ItGlueData['flexibleAssetTypes'][number] {
  return {
    id: BACKUP_TYPE,
    name: 'Backup Summary',
    icon: 'cloud',
    createdAt,
    fields: [
      {
        id: FIELD.company,
        order: 1,
        name: 'Company',
        kind: 'Text',
        required: true,
        useForTitle: true,
        showInList: true,
      },
      {
        id: FIELD.status,
        order: 2,
        name: 'Overall Status',
        kind: 'Select',
        defaultValue: 'Protected\nFailed',
        useForTitle: true,
      },
      { id: FIELD.lastSuccess, order: 3, name: 'Last Successful Backup', kind: 'Date' },
      { id: FIELD.failedJobs, order: 4, name: 'Failed Jobs (24 h)', kind: 'Number', decimals: 0 },
      { id: FIELD.protected, order: 5, name: 'Protected Devices', kind: 'Tag', tagType: 'Configurations' },
      { id: FIELD.active, order: 6, name: 'Active', kind: 'Checkbox' },
      { id: FIELD.heading, order: 7, name: 'Details', kind: 'Header' },
      { id: FIELD.jobs, order: 8, name: 'Jobs', kind: 'Textbox' },
      { id: FIELD.report, order: 9, name: 'Report', kind: 'Upload' },
      { id: FIELD.contacts, order: 10, name: 'Contacts', kind: 'Tag', tagType: 'Contacts' },
      { id: FIELD.notes, order: 11, name: 'Notes', kind: 'Textbox' },
    ],
  };
}

interface CallOptions {
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The stand-in with a way to ask it as a client would, without a socket. */
export class ItGlueAccount {
  readonly clock = new ManualClock();
  readonly standIn: ItGlueStandIn;

  constructor(data: ItGlueData = sampleItGlueData()) {
    this.standIn = new ItGlueStandIn(data, this.clock);
  }

  call(method: string, pathAndQuery: string, options: CallOptions = {}): SandboxReply {
    const [path = '', query = ''] = pathAndQuery.split('?');
    const body = encode(options.body);
    const key = options.key === undefined ? KEY : options.key;
    const headers = {
      host: '127.0.0.1:9000',
      ...(key === null ? {} : { 'x-api-key': key }),
      ...(body.length === 0 ? {} : { 'content-type': 'application/vnd.api+json' }),
      ...options.headers,
    };
    return this.standIn.handle({ method, path, query: new URLSearchParams(query), headers, body });
  }

  get(pathAndQuery: string): ItGlueReply {
    return asReply(this.call('GET', pathAndQuery));
  }

  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, data: unknown, relationships?: unknown): ItGlueReply {
    const type =
      path
        .split('/')
        .filter((word) => /^[a-z_]+$/.test(word))
        .at(-1) ?? '';
    const resource = (attributes: unknown): unknown => ({
      type,
      attributes,
      ...(relationships === undefined ? {} : { relationships }),
    });
    const body = { data: Array.isArray(data) ? data.map(resource) : resource(data) };
    return asReply(this.call(method, path, { body }));
  }
}

/** What a client would read out of an answer; every part is there when the vendor sends it. */
export interface ItGlueReply {
  readonly status: number;
  readonly body: {
    readonly data: ShownResource & ShownResource[];
    readonly included: readonly ShownResource[];
    readonly meta: Readonly<Record<string, unknown>>;
    readonly links: Readonly<Record<string, string | null>>;
    readonly errors: readonly Readonly<Record<string, unknown>>[];
  };
}

export interface ShownResource {
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>> & { readonly traits?: Readonly<Record<string, unknown>> };
  readonly relationships?: Readonly<Record<string, { readonly data: readonly { id: string; type: string }[] }>>;
}

function asReply(reply: SandboxReply): ItGlueReply {
  return { status: reply.status, body: reply.body as ItGlueReply['body'] };
}

function encode(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
