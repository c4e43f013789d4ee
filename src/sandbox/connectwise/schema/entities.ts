import {
  ADDITION_FIELDS,
  AGREEMENT_FIELDS,
  AGREEMENT_TYPE_FIELDS,
  AGREEMENT_TYPE_INFO_FIELDS,
} from './agreement-fields';
import { CALLBACK_FIELDS } from './callback-fields';
import {
  CATALOG_INFO_FIELDS,
  CATALOG_ITEM_FIELDS,
  PRODUCT_CATEGORY_FIELDS,
  PRODUCT_SUB_CATEGORY_FIELDS,
  PRODUCT_TYPE_FIELDS,
  UNIT_OF_MEASURE_FIELDS,
} from './catalog-fields';
import {
  COMPANY_FIELDS,
  COMPANY_STATUS_FIELDS,
  COMPANY_TYPE_FIELDS,
  CONFIGURATION_FIELDS,
  CONFIGURATION_STATUS_FIELDS,
  CONFIGURATION_TYPE_FIELDS,
  CONTACT_FIELDS,
  SITE_FIELDS,
} from './company-fields';
import type { FieldTable } from './field-table';
import {
  ASSOCIATION_FIELDS,
  BOARD_FIELDS,
  BOARD_INFO_FIELDS,
  BOARD_ITEM_FIELDS,
  BOARD_STATUS_FIELDS,
  BOARD_STATUS_INFO_FIELDS,
  BOARD_STATUS_INFO_NAMES,
  BOARD_SUB_TYPE_FIELDS,
  BOARD_TEAM_FIELDS,
  BOARD_TYPE_FIELDS,
  LEVEL_FIELDS,
  MEMBER_FIELDS,
  PRIORITY_FIELDS,
  SERVICE_LOCATION_FIELDS,
  SOURCE_FIELDS,
} from './service-fields';
import type { TableName } from './table-names';
import {
  ALL_NOTES_FIELDS,
  NOTE_FIELDS,
  TICKET_CONFIGURATION_FIELDS,
  TICKET_FIELDS,
  TIME_ENTRY_FIELDS,
} from './ticket-fields';

/** One model of the API: its fields, the table that it reads, and the words that the vendor uses for it in errors. */
export interface Entity {
  readonly table: TableName;
  /** `resource` of a validation error and the word in "ticket object is invalid". */
  readonly resource: string;
  /** Type name in conversion errors and in "Ticket 12 not found". */
  readonly typeName: string;
  readonly fields: FieldTable;
  /** Wire name → stored name, where a model spells a stored field differently. */
  readonly storedNames?: Readonly<Record<string, string>>;
  /** Names that conditions know and bodies do not; the value is a path of this model. */
  readonly conditionNames?: Readonly<Record<string, string>>;
}

function entity(table: TableName, typeName: string, fields: FieldTable, more: Partial<Entity> = {}): Entity {
  const resource = typeName.charAt(0).toLowerCase() + typeName.slice(1);
  return { table, typeName, resource, fields, ...more };
}

export const ENTITIES = {
  addition: entity('addition', 'Addition', ADDITION_FIELDS),
  agreement: entity('agreement', 'Agreement', AGREEMENT_FIELDS, {
    conditionNames: { parentAgreementId: 'parentAgreement/id' },
  }),
  agreementType: entity('agreementType', 'AgreementType', AGREEMENT_TYPE_FIELDS),
  agreementTypeInfo: entity('agreementType', 'AgreementTypeInfo', AGREEMENT_TYPE_INFO_FIELDS),
  allNotes: entity('note', 'ServiceTicketNote', ALL_NOTES_FIELDS),
  association: entity('association', 'BoardTypeSubTypeItemAssociation', ASSOCIATION_FIELDS),
  board: entity('board', 'Board', BOARD_FIELDS),
  boardInfo: entity('board', 'BoardInfo', BOARD_INFO_FIELDS),
  boardItem: entity('boardItem', 'BoardItem', BOARD_ITEM_FIELDS),
  boardStatus: entity('boardStatus', 'BoardStatus', BOARD_STATUS_FIELDS),
  boardStatusInfo: entity('boardStatus', 'BoardStatusInfo', BOARD_STATUS_INFO_FIELDS, {
    storedNames: BOARD_STATUS_INFO_NAMES,
  }),
  boardSubType: entity('boardSubType', 'BoardSubType', BOARD_SUB_TYPE_FIELDS),
  boardTeam: entity('boardTeam', 'BoardTeam', BOARD_TEAM_FIELDS),
  boardType: entity('boardType', 'BoardType', BOARD_TYPE_FIELDS),
  callback: entity('callback', 'CallbackEntry', CALLBACK_FIELDS),
  catalogInfo: entity('catalogItem', 'CatalogItemInfo', CATALOG_INFO_FIELDS),
  catalogItem: entity('catalogItem', 'CatalogItem', CATALOG_ITEM_FIELDS),
  company: entity('company', 'Company', COMPANY_FIELDS),
  companyStatus: entity('companyStatus', 'CompanyStatus', COMPANY_STATUS_FIELDS),
  companyType: entity('companyType', 'CompanyType', COMPANY_TYPE_FIELDS),
  configuration: entity('configuration', 'CompanyConfiguration', CONFIGURATION_FIELDS, { resource: 'configuration' }),
  configurationStatus: entity('configurationStatus', 'ConfigurationStatus', CONFIGURATION_STATUS_FIELDS),
  configurationType: entity('configurationType', 'ConfigurationType', CONFIGURATION_TYPE_FIELDS),
  contact: entity('contact', 'Contact', CONTACT_FIELDS),
  impact: entity('impact', 'Impact', LEVEL_FIELDS),
  member: entity('member', 'Member', MEMBER_FIELDS),
  note: entity('note', 'ServiceNote', NOTE_FIELDS),
  priority: entity('priority', 'Priority', PRIORITY_FIELDS),
  productCategory: entity('productCategory', 'Category', PRODUCT_CATEGORY_FIELDS),
  productSubCategory: entity('productSubCategory', 'SubCategory', PRODUCT_SUB_CATEGORY_FIELDS),
  productType: entity('productType', 'ProductType', PRODUCT_TYPE_FIELDS),
  serviceLocation: entity('serviceLocation', 'ServiceLocation', SERVICE_LOCATION_FIELDS),
  severity: entity('severity', 'Severity', LEVEL_FIELDS),
  site: entity('site', 'CompanySite', SITE_FIELDS),
  source: entity('source', 'Source', SOURCE_FIELDS),
  ticket: entity('ticket', 'Ticket', TICKET_FIELDS),
  ticketConfiguration: entity('ticketConfiguration', 'ConfigurationReference', TICKET_CONFIGURATION_FIELDS),
  timeEntry: entity('timeEntry', 'TimeEntryReference', TIME_ENTRY_FIELDS),
  unitOfMeasure: entity('unitOfMeasure', 'UnitOfMeasure', UNIT_OF_MEASURE_FIELDS),
} as const satisfies Readonly<Record<string, Entity>>;

export type EntityName = keyof typeof ENTITIES;

/** The model by name, as the plain interface. */
export function getEntity(name: EntityName): Entity {
  return ENTITIES[name];
}
