import type { ConnectWiseClient } from '../../src/connectwise/connectwise.client';
import type { ItGlueClient } from '../../src/itglue/itglue.client';
import { cwCompanyId, itgOrganizationId } from '../../src/kernel/ids';
import { listOf } from './list-of';

export type ConnectorCall<C> = readonly [name: string, call: (client: C) => Promise<unknown>];

const COMPANY = cwCompanyId(250);
const ORGANIZATION = itgOrganizationId('1694461951918001');
const ID = '1694461951918400';
const XREF = 'vspcb:test:00ff00ff00ff00ff:1';

/** Every endpoint of the ConnectWise client with every field that it can send. */
export const CONNECTWISE_CALLS: readonly ConnectorCall<ConnectWiseClient>[] = [
  ['system.fetchSystemInfo', ({ system }) => system.fetchSystemInfo()],
  ['system.probe', ({ system }) => system.probe()],
  ['system.listMembers', ({ system }) => listOf(system.listMembers())],
  ['companies.list', ({ companies }) => listOf(companies.list())],
  ['companies.listStatuses', ({ companies }) => listOf(companies.listStatuses())],
  ['companies.listTypes', ({ companies }) => listOf(companies.listTypes())],
  ['companies.listSites', ({ companies }) => listOf(companies.listSites(COMPANY))],
  ['companies.listContacts', ({ companies }) => listOf(companies.listContacts(COMPANY))],
  ['boards.list', ({ boards }) => listOf(boards.list())],
  ['boards.listStatuses', ({ boards }) => listOf(boards.listStatuses(2))],
  ['boards.listTypes', ({ boards }) => listOf(boards.listTypes(2))],
  ['boards.listSubTypes', ({ boards }) => listOf(boards.listSubTypes(2))],
  ['boards.listItems', ({ boards }) => listOf(boards.listItems(2))],
  ['boards.listTeams', ({ boards }) => listOf(boards.listTeams(2))],
  ['boards.listAssociations', ({ boards }) => listOf(boards.listAssociations(2))],
  ['boards.listPriorities', ({ boards }) => listOf(boards.listPriorities())],
  ['boards.listSources', ({ boards }) => listOf(boards.listSources())],
  ['tickets.fetch', ({ tickets }) => tickets.fetch(17)],
  ['tickets.fetchByXRef', ({ tickets }) => tickets.fetchByXRef(XREF)],
  ['tickets.listOpenByXRefPrefix', ({ tickets }) => listOf(tickets.listOpenByXRefPrefix('vspcb:test:'))],
  ['tickets.listByIds', ({ tickets }) => listOf(tickets.listByIds([17, 18]))],
  [
    'tickets.listByIds, many',
    ({ tickets }) => listOf(tickets.listByIds(Array.from({ length: 900 }, (_, id) => id + 1))),
  ],
  [
    'tickets.create',
    ({ tickets }) =>
      tickets.create({
        summary: 's',
        companyId: 250,
        externalXRef: XREF,
        description: 'd',
        visibility: 'internal',
        ...REFERENCES,
      }),
  ],
  [
    'tickets.create, for the customer',
    ({ tickets }) =>
      tickets.create({ summary: 's', companyId: 250, externalXRef: XREF, description: 'd', visibility: 'customer' }),
  ],
  ['tickets.patch', ({ tickets }) => tickets.patch(17, { summary: 's', ...REFERENCES })],
  ['tickets.listNotes', ({ tickets }) => listOf(tickets.listNotes(17))],
  ['tickets.createNote', ({ tickets }) => tickets.createNote(17, { text: 't', placement: 'internal' })],
  ['tickets.createNote, discussion', ({ tickets }) => tickets.createNote(17, { text: 't', placement: 'discussion' })],
  ['tickets.createNote, resolution', ({ tickets }) => tickets.createNote(17, { text: 't', placement: 'resolution' })],
  ['tickets.listTimeEntries', ({ tickets }) => listOf(tickets.listTimeEntries(17))],
  ['tickets.listConfigurations', ({ tickets }) => listOf(tickets.listConfigurations(17))],
  ['tickets.attachConfiguration', ({ tickets }) => tickets.attachConfiguration(17, 9)],
  ['configurations.listByCompany', ({ configurations }) => listOf(configurations.listByCompany(COMPANY))],
  ['configurations.listByTypeName', ({ configurations }) => listOf(configurations.listByTypeName('Managed Server'))],
  ['agreements.list', ({ agreements }) => listOf(agreements.list())],
  ['agreements.listByCompany', ({ agreements }) => listOf(agreements.listByCompany(COMPANY))],
  ['agreements.fetch', ({ agreements }) => agreements.fetch(55)],
  ['agreements.listTypes', ({ agreements }) => listOf(agreements.listTypes())],
  ['additions.list', ({ additions }) => listOf(additions.list(55))],
  ['additions.listByAgreements', ({ additions }) => listOf(additions.listByAgreements([55, 56]))],
  ['additions.fetch', ({ additions }) => additions.fetch(55, 901)],
  [
    'additions.create',
    ({ additions }) =>
      additions.create(55, { productId: 31, quantity: '2.5', effectiveDate: '2026-12-01', invoiceDescription: 'i' }),
  ],
  ['additions.patchQuantity', ({ additions }) => additions.patchQuantity(55, 901, '6')],
  ['additions.patchCancelledDate', ({ additions }) => additions.patchCancelledDate(55, 901, '2026-12-31')],
  ['additions.patchCancelledDate, removed', ({ additions }) => additions.patchCancelledDate(55, 901, null)],
  ['catalog.listByIdentifiers', ({ catalog }) => listOf(catalog.listByIdentifiers(['VEEAM-SRV']))],
  ['catalog.listUnitsOfMeasure', ({ catalog }) => listOf(catalog.listUnitsOfMeasure())],
];

const REFERENCES = {
  boardId: 1,
  statusId: 2,
  priorityId: 3,
  typeId: 4,
  subTypeId: 5,
  itemId: 6,
  teamId: 7,
  ownerId: 8,
  sourceId: 9,
  siteId: 10,
  contactId: 11,
  agreementId: 12,
};

/** Every endpoint of the IT Glue client with every field that it can send. */
export const ITGLUE_CALLS: readonly ConnectorCall<ItGlueClient>[] = [
  ['organizations.list', ({ organizations }) => listOf(organizations.list())],
  ['organizations.listByPsaId', ({ organizations }) => listOf(organizations.listByPsaId('250'))],
  ['organizations.fetch', ({ organizations }) => organizations.fetch(ORGANIZATION)],
  ['organizations.probe', ({ organizations }) => organizations.probe()],
  ['flexibleAssetTypes.list', ({ flexibleAssetTypes }) => listOf(flexibleAssetTypes.list())],
  ['flexibleAssetTypes.listFields', ({ flexibleAssetTypes }) => listOf(flexibleAssetTypes.listFields(ID))],
  [
    'flexibleAssetTypes.create',
    ({ flexibleAssetTypes: types }) => types.create({ name: 'n', description: 'd', icon: 'cloud', fields: [FIELD] }),
  ],
  ['flexibleAssetTypes.addFields', ({ flexibleAssetTypes }) => flexibleAssetTypes.addFields(ID, [FIELD])],
  ['flexibleAssets.listByType', ({ flexibleAssets }) => listOf(flexibleAssets.listByType(ID))],
  ['flexibleAssets.listNewestFirst', ({ flexibleAssets }) => listOf(flexibleAssets.listNewestFirst(ID))],
  ['flexibleAssets.fetch', ({ flexibleAssets }) => flexibleAssets.fetch(ID)],
  ['flexibleAssets.listAttachments', ({ flexibleAssets }) => flexibleAssets.listAttachments(ID)],
  [
    'flexibleAssets.create',
    ({ flexibleAssets }) => flexibleAssets.create({ organizationId: ORGANIZATION, typeId: ID, traits: { a: 1 } }),
  ],
  [
    'flexibleAssets.createMany',
    ({ flexibleAssets }) => flexibleAssets.createMany(ORGANIZATION, [{ typeId: ID, traits: { a: 1 } }]),
  ],
  ['flexibleAssets.update', ({ flexibleAssets }) => flexibleAssets.update(ID, { a: 1 })],
  ['flexibleAssets.updateMany', ({ flexibleAssets }) => flexibleAssets.updateMany([{ id: ID, traits: { a: 1 } }])],
  ['flexibleAssets.archive', ({ flexibleAssets }) => flexibleAssets.archive(ID)],
  ['configurations.list', ({ configurations }) => listOf(configurations.list())],
  [
    'configurations.listByOrganization',
    ({ configurations }) => listOf(configurations.listByOrganization(ORGANIZATION)),
  ],
];

const FIELD = {
  name: 'Overall Status',
  kind: 'Select',
  order: 1,
  hint: 'h',
  defaultValue: 'Protected\nFailed',
  tagType: 'Configurations',
  decimals: 0,
  required: true,
  useForTitle: true,
  expiration: false,
  showInList: true,
} as const;
