import type { Call } from '../call';
import type { CwFunction } from '../connectwise-data';
import { ADDITION_RULES } from '../rules/addition-rules';
import { AGREEMENT_RULES } from '../rules/agreement-rules';
import { COMPANY_RULES, CONFIGURATION_RULES, SITE_RULES } from '../rules/company-rules';
import { NOTE_RULES } from '../rules/note-rules';
import { TICKET_RULES } from '../rules/ticket-rules';
import type { EntityName } from '../schema/entities';
import type { CwRecord } from '../store/record-store';
import type { Resource } from './resource';

/** Tickets on boards that are hidden from the member do not exist for it. */
export function seesTicket(call: Call, ticket: CwRecord): boolean {
  const hidden = (call.member.values['excludedServiceBoardIds'] ?? []) as readonly number[];
  return typeof ticket.values['board'] !== 'number' || !hidden.includes(ticket.values['board']);
}

export const TICKETS: Resource = {
  entity: 'ticket',
  path: '/service/tickets',
  right: 'Service Tickets',
  writes: ['create', 'patch', 'delete'],
  rules: TICKET_RULES,
  sees: seesTicket,
  ownedTables: { note: 'ticketId', timeEntry: 'ticketId' },
};

export const COMPANIES: Resource = {
  entity: 'company',
  path: '/company/companies',
  right: 'Company Maintenance',
  writes: ['create', 'patch'],
  rules: COMPANY_RULES,
};

export const CONFIGURATIONS: Resource = {
  entity: 'configuration',
  path: '/company/configurations',
  right: 'Configurations',
  writes: ['create', 'patch', 'delete'],
  rules: CONFIGURATION_RULES,
};

export const AGREEMENTS: Resource = {
  entity: 'agreement',
  path: '/finance/agreements',
  right: 'Agreements',
  writes: ['create', 'patch', 'delete'],
  rules: AGREEMENT_RULES,
  ownedTables: { addition: 'agreementId' },
};

export const ADDITIONS: Resource = {
  entity: 'addition',
  path: '/finance/agreements/{parentId}/additions',
  right: 'Agreements',
  parent: { entity: 'agreement', field: 'agreementId' },
  writes: ['create', 'patch', 'delete'],
  rules: ADDITION_RULES,
};

const NOTES: Resource = {
  entity: 'note',
  path: '/service/tickets/{parentId}/notes',
  right: 'Service Tickets',
  parent: { entity: 'ticket', field: 'ticketId' },
  writes: ['create', 'patch', 'delete'],
  rules: NOTE_RULES,
};

const SITES: Resource = {
  entity: 'site',
  path: '/company/companies/{parentId}/sites',
  right: 'Company Maintenance',
  parent: { entity: 'company', field: 'company' },
  writes: ['create', 'patch'],
  rules: SITE_RULES,
};

function setUp(entity: EntityName, path: string, right: CwFunction = 'Table Setup'): Resource {
  return { entity, path, right };
}

function ofBoard(entity: EntityName, list: string, field = 'board'): Resource {
  return {
    entity,
    path: `/service/boards/{parentId}/${list}`,
    right: 'Table Setup',
    parent: { entity: 'board', field },
  };
}

/** Every collection that is served the same way. The `info` twins need no right to set-up tables. */
export const RESOURCES: readonly Resource[] = [
  TICKETS,
  NOTES,
  COMPANIES,
  SITES,
  CONFIGURATIONS,
  AGREEMENTS,
  ADDITIONS,
  setUp('contact', '/company/contacts', 'Contacts'),
  setUp('companyStatus', '/company/companies/statuses'),
  setUp('companyType', '/company/companies/types'),
  setUp('configurationStatus', '/company/configurations/statuses'),
  setUp('configurationType', '/company/configurations/types'),
  setUp('board', '/service/boards'),
  setUp('boardInfo', '/service/info/boards', 'Service Tickets'),
  ofBoard('boardStatus', 'statuses'),
  { ...ofBoard('boardStatusInfo', 'statuses/info'), right: 'Service Tickets', listOnly: true },
  ofBoard('boardType', 'types'),
  ofBoard('boardSubType', 'subtypes'),
  ofBoard('boardItem', 'items'),
  ofBoard('boardTeam', 'teams', 'boardId'),
  ofBoard('association', 'typeSubTypeItemAssociations'),
  setUp('priority', '/service/priorities'),
  setUp('source', '/service/sources'),
  setUp('severity', '/service/severities'),
  setUp('impact', '/service/impacts'),
  setUp('serviceLocation', '/service/locations'),
  setUp('agreementType', '/finance/agreements/types'),
  { ...setUp('agreementTypeInfo', '/finance/agreements/types/info', 'Agreements'), listOnly: true },
  setUp('catalogItem', '/procurement/catalog', 'Product Catalog'),
  { ...setUp('catalogInfo', '/procurement/catalog/info', 'Product Catalog'), listOnly: true },
  setUp('unitOfMeasure', '/procurement/unitOfMeasures'),
  setUp('productType', '/procurement/types'),
  setUp('productCategory', '/procurement/categories'),
  setUp('member', '/system/members', 'Member Maintenance'),
];
