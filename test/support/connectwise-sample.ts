import type { CwData, CwFunction, CwRights } from '../../src/sandbox/connectwise/connectwise-data';
import { ConnectWiseStandIn } from '../../src/sandbox/connectwise/connectwise-stand-in';
import type { SandboxReply } from '../../src/sandbox/http/stand-in';
import { ManualClock } from './manual-clock';

const ALL: CwRights = { add: 'All', edit: 'All', delete: 'All', inquire: 'All' };

/** Every right; a spec takes away what it is about. */
export const ALL_RIGHTS: Readonly<Partial<Record<CwFunction, CwRights>>> = {
  Agreements: ALL,
  'Close Service Tickets': ALL,
  'Company Maintenance': ALL,
  Configurations: ALL,
  Contacts: ALL,
  'Member Maintenance': ALL,
  'My Company': ALL,
  'Product Catalog': ALL,
  'Service Tickets': ALL,
  'Table Setup': ALL,
};

/** A small MSP: three customers, two boards with statuses of the same names, one agreement with one addition. */
export function sampleData(changes: Partial<CwData> = {}): CwData {
  return {
    login: {
      companyId: 'northwind-msp',
      companyName: 'Northwind MSP',
      publicKey: 'pub1',
      privateKey: 'priv1',
      clientId: '11111111-2222-3333-4444-555555555555',
      apiMember: 'bridge',
    },
    version: 'v2025.1.105333',
    isCloud: true,
    serverTimeZone: 'America/New_York',
    cloudRegion: 'NA',
    securityRoles: [{ id: 1, name: 'Integration', rights: ALL_RIGHTS }],
    members: [
      { id: 1, identifier: 'admin1', firstName: 'Ada', lastName: 'Root', securityRoleId: 1 },
      { id: 2, identifier: 'tech1', firstName: 'Tom', lastName: 'Field', securityRoleId: 1 },
      { id: 3, identifier: 'bridge', firstName: 'Backup', lastName: 'Bridge', securityRoleId: 1 },
    ],
    companyStatuses: [
      { id: 1, name: 'Active', defaultFlag: true },
      { id: 2, name: 'Inactive' },
      { id: 3, name: 'Credit Hold', disallowSavingFlag: true, notificationMessage: 'Ask accounting first.' },
    ],
    companyTypes: [
      { id: 1, name: 'Customer' },
      { id: 2, name: 'Prospect' },
    ],
    companies: [
      { id: 250, identifier: 'Alder', name: 'Alder Clinic', statusId: 1, typeIds: [1], city: 'Tampa' },
      { id: 251, identifier: 'Birch', name: 'Birch "B" & Sons', statusId: 1, typeIds: [1, 2] },
      { id: 252, identifier: 'Cedar', name: 'Cedar Works', statusId: 3, typeIds: [1] },
      { id: 253, identifier: 'Gone', name: 'Gone Ltd', statusId: 2, typeIds: [2], deletedFlag: true },
    ],
    sites: [
      { id: 1, companyId: 250, name: 'Main', primaryAddressFlag: true },
      { id: 2, companyId: 251, name: 'Yard', primaryAddressFlag: true },
    ],
    contacts: [
      { id: 1, companyId: 250, firstName: 'Ann', lastName: 'Alder', email: 'ann@alder.example' },
      { id: 2, companyId: 251, firstName: 'Bob', lastName: 'Birch' },
    ],
    boards: [
      {
        id: 1,
        name: 'Backup',
        sendToContactFlag: true,
        sendToResourceFlag: true,
        statuses: [
          { id: 10, name: 'New', defaultFlag: true, sortOrder: 1 },
          { id: 11, name: 'In Progress', sortOrder: 2 },
          { id: 12, name: 'Old', inactive: true, sortOrder: 3 },
          { id: 13, name: 'Closed', closedStatus: true, sortOrder: 9 },
        ],
        types: [
          { id: 1, name: 'Incident', defaultFlag: true },
          { id: 2, name: 'Request' },
        ],
        subTypes: [{ id: 1, name: 'Job', typeIds: [1] }],
        items: [{ id: 1, name: 'Repository' }],
        teams: [{ id: 1, name: 'Backup Team', teamLeaderId: 2, memberIds: [2], defaultFlag: true }],
        associations: [{ id: 1, typeId: 1, subTypeId: 1, itemId: 1 }],
      },
      {
        id: 2,
        name: 'Help Desk',
        statuses: [
          { id: 20, name: 'New', defaultFlag: true },
          { id: 21, name: 'Closed', closedStatus: true },
        ],
      },
    ],
    priorities: [
      { id: 1, name: 'Priority 1', color: 'Red' },
      { id: 3, name: 'Priority 3', color: 'Yellow', defaultFlag: true },
    ],
    sources: [{ id: 1, name: 'Integration', defaultFlag: true }],
    serviceLocations: [{ id: 1, name: 'Remote', where: 'Remote', defaultFlag: true }],
    agreementTypes: [{ id: 1, name: 'Managed Services' }],
    agreements: [
      {
        id: 55,
        name: 'Alder Managed',
        typeId: 1,
        companyId: 250,
        contactId: 1,
        startDate: '2026-01-01T00:00:00Z',
        billStartDate: '2026-01-01T00:00:00Z',
        nextInvoiceDate: '2026-12-01T00:00:00Z',
      },
      {
        id: 56,
        name: 'Birch Old',
        typeId: 1,
        companyId: 251,
        contactId: 2,
        startDate: '2025-01-01T00:00:00Z',
        endDate: '2025-12-31T00:00:00Z',
      },
      {
        id: 57,
        name: 'Birch Cancelled',
        typeId: 1,
        companyId: 251,
        contactId: 2,
        startDate: '2025-01-01T00:00:00Z',
        cancelledFlag: true,
        dateCancelled: '2026-06-30T00:00:00Z',
      },
    ],
    additions: [
      { id: 901, agreementId: 55, productId: 71, quantity: 4, lessIncluded: 1, effectiveDate: '2026-01-01T00:00:00Z' },
    ],
    catalog: [
      { id: 71, identifier: 'BKP-SRV', description: 'Server backup', price: 19.9, cost: 5, unitOfMeasureId: 1 },
      { id: 72, identifier: 'BKP-KIT', description: 'Backup kit', price: 50, productClass: 'Bundle' },
      { id: 73, identifier: 'BKP-OLD', description: 'Old backup', price: 1, inactiveFlag: true },
    ],
    unitsOfMeasure: [{ id: 1, name: 'Each', defaultFlag: true }],
    productTypes: [{ id: 1, name: 'Service' }],
    productCategories: [{ id: 1, name: 'Backup' }],
    productSubCategories: [{ id: 1, name: 'Cloud', categoryId: 1 }],
    configurationTypes: [{ id: 1, name: 'Managed Server' }],
    configurationStatuses: [{ id: 1, description: 'Active', defaultFlag: true }],
    configurations: [
      { id: 31, companyId: 250, typeId: 1, name: 'SRV01', serialNumber: 'SN-1', deviceIdentifier: 'dev-1' },
    ],
    ...changes,
  };
}

export interface ProbeOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A stand-in with right credentials in front of it, asked without a socket. */
export class ConnectWiseProbe {
  readonly clock = new ManualClock();
  readonly standIn: ConnectWiseStandIn;

  constructor(private readonly data: CwData = sampleData()) {
    this.standIn = new ConnectWiseStandIn(data, this.clock);
  }

  /** `path` below `/v4_6_release/apis/3.0`. */
  send(method: string, path: string, options: ProbeOptions = {}): SandboxReply {
    return this.sendRaw(method, `/v4_6_release/apis/3.0${path}`, options);
  }

  sendRaw(method: string, path: string, { query = {}, body, headers = {} }: ProbeOptions = {}): SandboxReply {
    const { login } = this.data;
    const credentials = `${login.companyId}+${login.publicKey}:${login.privateKey}`;
    const reply = this.standIn.handle({
      method,
      path,
      query: new URLSearchParams(query),
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        clientid: login.clientId,
        accept: 'application/vnd.connectwise.com+json; version=2025.1',
        host: 'cw.test',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
    });
    // As over a socket: what undefined leaves out and what JSON keeps is settled here.
    return {
      ...reply,
      body: reply.body === undefined ? undefined : (JSON.parse(JSON.stringify(reply.body)) as unknown),
    };
  }

  /** The body of an answer that has to be 200 or 201, as an object. */
  ask(method: string, path: string, options: ProbeOptions = {}): Record<string, unknown> {
    const reply = this.send(method, path, options);
    if (reply.status > 299) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as Record<string, unknown>;
  }

  /** Ids of a list, in the order of the answer. */
  ids(path: string, query: Readonly<Record<string, string>> = {}): number[] {
    return (this.ask('GET', path, { query }) as unknown as { id: number }[]).map(({ id }) => id);
  }

  createTicket(members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return this.ask('POST', '/service/tickets', {
      body: { summary: 'Backup failed', company: { id: 250 }, board: { id: 1 }, ...members },
    });
  }
}
