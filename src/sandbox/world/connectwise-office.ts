import { PRODUCT_LINES } from './product-lines';
import { hexFrom, uidFrom } from './random-source';
import type { CwBoardSeed, CwData, CwLogin, CwRights } from '../connectwise/connectwise-data';

/** The provider's own company: incidents that belong to no customer go there. */
export const PROVIDER_COMPANY = { id: 2, identifier: 'NORVENHAL', name: 'Norvenhal Managed Services' } as const;
export const RESELLER_COMPANY = { id: 3, identifier: 'OSTREVA', name: 'Ostreva Partner Network' } as const;

export const STATUS_ACTIVE = 1;
export const STATUS_INACTIVE = 2;
export const TYPE_CUSTOMER = 1;
export const AGREEMENT_TYPE = { id: 1, name: 'Managed Services' } as const;
export const BACKUP_BOARD = 'Backup';
export const PRIORITY = 'Priority 3 - Medium Response';

const ALL: CwRights = { add: 'All', edit: 'All', delete: 'None', inquire: 'All' };
const INQUIRE: CwRights = { inquire: 'All' };

export function loginOf(seed: string): CwLogin {
  return {
    companyId: PROVIDER_COMPANY.identifier.toLowerCase(),
    companyName: PROVIDER_COMPANY.name,
    publicKey: hexFrom(16, seed, 'connectwise public key'),
    privateKey: hexFrom(16, seed, 'connectwise private key'),
    clientId: uidFrom(seed, 'connectwise client id'),
    apiMember: 'VeeamBridge',
  };
}

/** The tables of the office: what exists whoever the customers are. */
export function officeTables(
  seed: string,
): Omit<CwData, 'companies' | 'sites' | 'contacts' | 'agreements' | 'additions' | 'configurations'> {
  return {
    login: loginOf(seed),
    version: 'v2025.1.105333',
    isCloud: true,
    serverTimeZone: 'America/New_York',
    securityRoles: securityRoles(),
    members: members(),
    companyStatuses: [
      { id: STATUS_ACTIVE, name: 'Active', defaultFlag: true },
      { id: STATUS_INACTIVE, name: 'Inactive', inactiveFlag: true },
    ],
    companyTypes: [
      { id: TYPE_CUSTOMER, name: 'Customer', defaultFlag: true },
      { id: 2, name: 'Partner' },
      { id: 3, name: 'Owner' },
    ],
    boards: boards(),
    priorities: [
      { id: 1, name: 'Priority 1 - Emergency Response', color: 'Red', sortOrder: 1 },
      { id: 2, name: 'Priority 2 - Quick Response', color: 'Orange', sortOrder: 2 },
      { id: 3, name: PRIORITY, color: 'Yellow', sortOrder: 3, defaultFlag: true },
      { id: 4, name: 'Priority 4 - Low Response', color: 'White', sortOrder: 4 },
    ],
    sources: [
      { id: 1, name: 'Email Connector', defaultFlag: true },
      { id: 2, name: 'Monitoring' },
    ],
    agreementTypes: [
      { ...AGREEMENT_TYPE, defaultFlag: true },
      { id: 2, name: 'Block Time' },
    ],
    catalog: PRODUCT_LINES.map((line) => ({
      id: line.productId,
      identifier: line.product,
      description: line.description,
      customerDescription: line.description,
      productClass: 'Agreement',
      price: line.price,
      unitOfMeasureId: line.unit === 'TB' ? 2 : 1,
      recurringFlag: true,
    })),
    unitsOfMeasure: [
      { id: 1, name: 'Each', defaultFlag: true },
      { id: 2, name: 'TB' },
    ],
    configurationTypes: [{ id: 1, name: 'Server', defaultFlag: true }],
    configurationStatuses: [{ id: 1, description: 'Active', defaultFlag: true }],
  };
}

function securityRoles(): CwData['securityRoles'] {
  return [
    {
      id: 1,
      name: 'Bridge',
      rights: {
        'Company Maintenance': INQUIRE,
        Contacts: INQUIRE,
        Configurations: INQUIRE,
        'Service Tickets': ALL,
        'Close Service Tickets': { edit: 'All', inquire: 'All' },
        Agreements: ALL,
        'Product Catalog': INQUIRE,
        'Table Setup': INQUIRE,
        'Member Maintenance': INQUIRE,
        'My Company': INQUIRE,
      },
    },
    {
      id: 2,
      name: 'Technician',
      rights: { 'Company Maintenance': INQUIRE, 'Service Tickets': ALL, 'Close Service Tickets': { edit: 'All' } },
    },
    { id: 3, name: 'Bookkeeper', rights: { 'Company Maintenance': INQUIRE, Agreements: ALL, 'Product Catalog': ALL } },
  ];
}

function members(): CwData['members'] {
  return [
    { id: 101, identifier: 'VeeamBridge', firstName: 'Veeam', lastName: 'Bridge', securityRoleId: 1 },
    { id: 102, identifier: 'tvarga', firstName: 'Tilda', lastName: 'Varga', securityRoleId: 2 },
    { id: 103, identifier: 'mokonde', firstName: 'Mila', lastName: 'Okonde', securityRoleId: 2 },
    { id: 104, identifier: 'bprell', firstName: 'Bastian', lastName: 'Prell', securityRoleId: 3 },
  ];
}

/** Two boards whose statuses share names but not ids. */
function boards(): readonly CwBoardSeed[] {
  return [
    {
      id: 1,
      name: 'Help Desk',
      defaultFlag: true,
      statuses: [
        { id: 11, name: 'New', defaultFlag: true, sortOrder: 1 },
        { id: 12, name: 'In Progress', sortOrder: 2 },
        { id: 13, name: 'Closed', closedStatus: true, sortOrder: 3 },
      ],
    },
    {
      id: 2,
      name: BACKUP_BOARD,
      statuses: [
        { id: 21, name: 'New', defaultFlag: true, sortOrder: 1 },
        { id: 22, name: 'In Progress', sortOrder: 2 },
        { id: 23, name: 'Scheduled', sortOrder: 3 },
        { id: 24, name: 'Recovered', sortOrder: 4 },
        { id: 25, name: 'Closed', closedStatus: true, sortOrder: 5 },
      ],
      types: [{ id: 31, name: 'Backup', defaultFlag: true }],
      teams: [{ id: 41, name: 'Backup team', teamLeaderId: 102, memberIds: [102, 103], defaultFlag: true }],
    },
  ];
}
