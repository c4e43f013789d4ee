import { sortedBy } from '../../../kernel/compare';
import type { CwData, CwNamedSeed, CwSeed, CwSubCategorySeed } from '../connectwise-data';
import { ENTITIES, getEntity } from '../schema/entities';
import type { TableName } from '../schema/table-names';
import { seedBoards } from './seed-boards';
import type { Values } from './record-store';
import { plain, renamed, without, type Plant } from './seed-values';
import type { Tenant } from './tenant';

const SEED_MEMBER = 'admin1';

/** Tables that every server has something in; the world may bring its own rows. */
const ONE_OFFICE: readonly CwNamedSeed[] = [{ id: 1, name: 'Head Office' }];
const ONE_DEPARTMENT: readonly CwNamedSeed[] = [{ id: 1, name: 'Services' }];
const ONE_PRODUCT_TYPE: readonly CwNamedSeed[] = [{ id: 1, name: 'Service' }];
const ONE_CATEGORY: readonly CwNamedSeed[] = [{ id: 1, name: 'Services' }];
const ONE_SUB_CATEGORY: readonly CwSubCategorySeed[] = [{ id: 1, name: 'Managed', categoryId: 1 }];

/** Fills the tables from the data and makes sure that every reference leads somewhere. */
export function seedTenant(tenant: Tenant): void {
  const plant: Plant = (table, seeds, values) => {
    for (const seed of sortedBy(seeds, (one) => String(one.id).padStart(12, '0'))) {
      plantOne(tenant, table, seed, values(seed));
    }
  };
  const { data } = tenant;
  seedPeople(data, plant);
  seedBoards(data, plant);
  seedFinance(data, plant);
  seedConfigurations(data, plant);
  const lookups = { location: ONE_OFFICE, department: ONE_DEPARTMENT, ...data.lookups };
  for (const [table, seeds] of Object.entries(lookups)) plant(table as TableName, seeds, plain);
  seedTickets(tenant, plant);
  assertReferences(tenant);
}

function plantOne(tenant: Tenant, table: TableName, seed: CwSeed, values: Values): void {
  const dateEntered = seed.dateEntered ?? tenant.nowText();
  const enteredBy = seed.enteredBy ?? SEED_MEMBER;
  tenant.store.put(table, seed.id, values, {
    bornWallMs: Number.NEGATIVE_INFINITY,
    info: {
      dateEntered,
      enteredBy,
      lastUpdated: seed.lastUpdated ?? dateEntered,
      updatedBy: seed.updatedBy ?? enteredBy,
    },
  });
}

function seedPeople(data: CwData, plant: Plant): void {
  plant('securityRole', data.securityRoles, plain);
  plant('member', data.members, (seed) => ({
    licenseClass: 'F',
    hireDate: '2020-01-01T00:00:00Z',
    defaultEmail: 'Office',
    defaultPhone: 'Office',
    ...renamed(seed, { securityRoleId: 'securityRole', serviceDefaultBoardId: 'serviceDefaultBoard' }),
  }));
  plant('companyStatus', data.companyStatuses, plain);
  plant('companyType', data.companyTypes, plain);
  const defaultSites = new Map(
    data.sites.filter((site) => site.primaryAddressFlag).map((site) => [site.companyId, site.id]),
  );
  plant('company', data.companies, (seed) => ({
    ...renamed(seed, {
      statusId: 'status',
      typeIds: 'types',
      defaultContactId: 'defaultContact',
      parentCompanyId: 'parentCompany',
    }),
    deletedFlag: (seed.deletedFlag ?? false) || seed.mergedIntoId !== undefined,
    site: defaultSites.get(seed.id),
  }));
  plant('site', data.sites, (seed) => renamed(seed, { companyId: 'company' }));
  plant('contact', data.contacts, ({ email, ...seed }) => ({
    ...renamed(seed, { companyId: 'company', siteId: 'site' }),
    communicationItems: email
      ? [{ id: seed.id, type: { id: 1, name: 'Email' }, value: email, defaultFlag: true, communicationType: 'Email' }]
      : [],
  }));
}

function seedFinance(data: CwData, plant: Plant): void {
  plant('agreementType', data.agreementTypes, (seed) => ({
    employeeCompRate: 'Actual',
    employeeCompNotExceed: 'Billing',
    invoicingCycle: 'CalendarYear',
    billTime: 'Billable',
    billExpenses: 'Billable',
    billProducts: 'Billable',
    applicationUnits: 'Amount',
    ...plain(seed),
  }));
  plant('agreement', data.agreements, (seed) => ({
    invoicingCycle: 'CalendarYear',
    noEndingDateFlag: seed.endDate === undefined,
    periodType: 'Current',
    ...renamed(seed, {
      typeId: 'type',
      companyId: 'company',
      contactId: 'contact',
      siteId: 'site',
      parentAgreementId: 'parentAgreement',
      billingCycleId: 'billingCycle',
    }),
  }));
  plant('unitOfMeasure', data.unitsOfMeasure, plain);
  const types = data.productTypes ?? ONE_PRODUCT_TYPE;
  const subCategories = data.productSubCategories ?? ONE_SUB_CATEGORY;
  plant('productType', types, plain);
  plant('productCategory', data.productCategories ?? ONE_CATEGORY, plain);
  plant('productSubCategory', subCategories, (seed) => renamed(seed, { categoryId: 'category' }));
  plant('catalogItem', data.catalog, (seed) => ({
    productClass: 'NonInventory',
    customerDescription: seed.description,
    cost: 0,
    type: types[0]?.id,
    subcategory: subCategories[0]?.id,
    ...renamed(seed, { unitOfMeasureId: 'unitOfMeasure', typeId: 'type', subCategoryId: 'subcategory' }),
  }));
  const items = new Map(data.catalog.map((item) => [item.id, item]));
  const units = new Map(data.unitsOfMeasure.map((unit) => [unit.id, unit.name]));
  plant('addition', data.additions, (seed) => {
    const item = items.get(seed.productId);
    return {
      billCustomer: 'Billable',
      lessIncluded: 0,
      unitPrice: item?.price ?? 0,
      unitCost: item?.cost ?? 0,
      description: item?.description,
      taxableFlag: item?.taxableFlag ?? false,
      uom: units.get(item?.unitOfMeasureId ?? 0),
      ...renamed(seed, { productId: 'product' }),
    };
  });
}

function seedConfigurations(data: CwData, plant: Plant): void {
  plant('configurationType', data.configurationTypes, plain);
  plant('configurationStatus', data.configurationStatuses, plain);
  plant('configuration', data.configurations, (seed) => ({
    activeFlag: true,
    ...renamed(seed, { companyId: 'company', typeId: 'type', statusId: 'status', siteId: 'site' }),
  }));
}

function seedTickets(tenant: Tenant, plant: Plant): void {
  plant('ticket', tenant.data.tickets ?? [], (seed) => {
    const closed = tenant.store.find('boardStatus', seed.statusId)?.values['closedStatus'] === true;
    return {
      recordType: 'ServiceTicket',
      severity: 'Medium',
      impact: 'Medium',
      closedFlag: closed,
      ...(closed ? { closedDate: seed.lastUpdated ?? seed.dateEntered ?? tenant.nowText() } : {}),
      ...renamed(without(seed, ['initialDescription']), {
        companyId: 'company',
        boardId: 'board',
        statusId: 'status',
        priorityId: 'priority',
        ownerId: 'owner',
        contactId: 'contact',
      }),
    };
  });
  for (const { id, initialDescription, enteredBy, dateEntered } of tenant.data.tickets ?? []) {
    if (initialDescription === undefined) continue;
    const stamp = { ...tenant.stamp(enteredBy ?? SEED_MEMBER), wallMs: Number.NEGATIVE_INFINITY };
    tenant.store.insert(
      'note',
      { ticketId: id, text: initialDescription, detailDescriptionFlag: true, createdBy: stamp.by },
      { ...stamp, at: dateEntered ?? stamp.at },
    );
  }
}

function assertReferences(tenant: Tenant): void {
  for (const name of Object.keys(ENTITIES) as (keyof typeof ENTITIES)[]) {
    const { table, fields } = getEntity(name);
    for (const record of tenant.store.list(table)) {
      for (const [field, { type }] of Object.entries(fields)) {
        if (type.kind !== 'reference' || record.values[field] === undefined) continue;
        if (!tenant.store.find(type.to, record.values[field])) {
          throw new Error(
            `${table} ${record.id} refers to ${field} ${JSON.stringify(record.values[field])}: no such record.`,
          );
        }
      }
    }
  }
}
