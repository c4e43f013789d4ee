import type {
  CwAdditionSeed,
  CwAgreementSeed,
  CwCompanySeed,
  CwConfigurationSeed,
  CwContactSeed,
  CwData,
  CwSiteSeed,
} from '../connectwise/connectwise-data';
import type { AgreementPlan, CompanyPlan, ConnectWisePlan } from './company-plan';
import {
  AGREEMENT_TYPE,
  officeTables,
  PROVIDER_COMPANY,
  RESELLER_COMPANY,
  STATUS_ACTIVE,
  STATUS_INACTIVE,
  TYPE_CUSTOMER,
} from './connectwise-office';
import { PRODUCT_LINES } from './product-lines';

const SITE_OFFSET = 1_000_000;
const CONTACT_OFFSET = 2_000_000;
const CONFIGURATION_OFFSET = 3_000_000;

interface CustomerTables {
  companies: CwCompanySeed[];
  sites: CwSiteSeed[];
  contacts: CwContactSeed[];
  agreements: CwAgreementSeed[];
  additions: CwAdditionSeed[];
  configurations: CwConfigurationSeed[];
}

/** The ConnectWise of the world: the office, and what it knows of its customers. */
export function createConnectWiseWorld(seed: string, plans: readonly CompanyPlan[], start: Date): CwData {
  const tables: CustomerTables = {
    companies: [],
    sites: [],
    contacts: [],
    agreements: [],
    additions: [],
    configurations: [],
  };
  addOwnCompany(tables, PROVIDER_COMPANY, 3);
  addOwnCompany(tables, RESELLER_COMPANY, 2);
  const survivor = plans.find((plan) => plan.story === 'external-id')?.connectWise?.id;
  for (const plan of plans) {
    if (plan.connectWise) addCustomer(tables, { plan, connectWise: plan.connectWise, start, survivor });
  }
  return { ...officeTables(seed), ...tables };
}

function addOwnCompany(
  tables: CustomerTables,
  company: { readonly id: number; readonly identifier: string; readonly name: string },
  typeId: number,
): void {
  tables.companies.push({ ...company, statusId: STATUS_ACTIVE, typeIds: [typeId] });
  addPlace(tables, company.id);
}

function addPlace(tables: CustomerTables, companyId: number): void {
  tables.sites.push({ id: SITE_OFFSET + companyId, companyId, name: 'Main', primaryAddressFlag: true });
  tables.contacts.push({
    id: CONTACT_OFFSET + companyId,
    companyId,
    firstName: 'Front',
    lastName: 'Desk',
    siteId: SITE_OFFSET + companyId,
    email: `front.desk@company-${companyId}.example`,
  });
}

interface Customer {
  readonly plan: CompanyPlan;
  readonly connectWise: ConnectWisePlan;
  readonly start: Date;
  /** Where merged companies went. */
  readonly survivor: number | undefined;
}

function addCustomer(tables: CustomerTables, customer: Customer): void {
  const { plan, connectWise } = customer;
  const { id, identifier, name, state, twinId } = connectWise;
  tables.companies.push({
    id,
    identifier,
    name,
    statusId: state === 'inactive' ? STATUS_INACTIVE : STATUS_ACTIVE,
    typeIds: [TYPE_CUSTOMER],
    ...(state === 'deleted' || state === 'merged' ? { deletedFlag: true } : {}),
    ...(state === 'merged' && customer.survivor !== undefined ? { mergedIntoId: customer.survivor } : {}),
  });
  addPlace(tables, id);
  if (twinId !== null) {
    const twin = { id: twinId, identifier: `${identifier}-2`, name };
    tables.companies.push({ ...twin, statusId: STATUS_ACTIVE, typeIds: [TYPE_CUSTOMER] });
    addPlace(tables, twinId);
  }
  for (const agreement of connectWise.agreements) addAgreement(tables, customer, agreement);
  if (plan.jobs.length > 0) {
    tables.configurations.push({
      id: CONFIGURATION_OFFSET + id,
      companyId: id,
      typeId: 1,
      name: `SRV-${String(plan.index).padStart(4, '0')}`,
      statusId: 1,
    });
  }
}

function addAgreement(tables: CustomerTables, { connectWise, start }: Customer, agreement: AgreementPlan): void {
  const startDate = firstOfMonth(start, -14);
  tables.agreements.push({
    id: agreement.id,
    name: agreement.name,
    typeId: AGREEMENT_TYPE.id,
    companyId: connectWise.id,
    contactId: CONTACT_OFFSET + connectWise.id,
    startDate,
    billStartDate: startDate,
    noEndingDateFlag: true,
    nextInvoiceDate: firstOfMonth(start, 1),
  });
  for (const { id, line, quantity } of agreement.additions) {
    const product = PRODUCT_LINES.find((candidate) => candidate.name === line);
    if (!product) throw new Error(`No product line is called ${line}.`);
    tables.additions.push({
      id,
      agreementId: agreement.id,
      productId: product.productId,
      quantity,
      lessIncluded: 0,
      unitPrice: product.price,
      billCustomer: 'Billable',
      effectiveDate: startDate,
      description: product.description,
    });
  }
}

/** ConnectWise wants business dates at midnight UTC. */
function firstOfMonth(start: Date, months: number): string {
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  return `${first.toISOString().slice(0, 19)}Z`;
}
