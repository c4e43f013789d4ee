import type { JsonValue } from '../../../kernel/json';
import type { TableName } from '../schema/table-names';
import { idIn, type CwRecord, type Values } from './record-store';
import type { Tenant } from './tenant';

interface Shape {
  /** Key in the reference's `_info`; absent where the stand-in has no such route. */
  readonly hrefName?: string;
  readonly path?: (id: number, values: Values) => string;
  /** Members of a reference beside `id`; `name` alone when not given. */
  readonly members?: Readonly<Record<string, (record: CwRecord, tenant: Tenant) => JsonValue | undefined>>;
}

const stored = (field: string) => (record: CwRecord) => record.values[field];
const fullName = ({ values }: CwRecord): string => `${textOf(values['firstName'])} ${textOf(values['lastName'])}`;

function below(board: string, list: string): NonNullable<Shape['path']> {
  return (id, values) => `/service/boards/${idIn(values, board) ?? 0}/${list}/${id}`;
}

const SHAPES: Readonly<Partial<Record<TableName, Shape>>> = {
  addition: {
    hrefName: 'addition_href',
    path: (id, values) => `/finance/agreements/${idIn(values, 'agreementId') ?? 0}/additions/${id}`,
  },
  agreement: {
    hrefName: 'agreement_href',
    path: (id) => `/finance/agreements/${id}`,
    members: {
      name: stored('name'),
      type: ({ values }, { store }) => store.find('agreementType', values['type'])?.values['name'],
    },
  },
  agreementType: { hrefName: 'type_href', path: (id) => `/finance/agreements/types/${id}` },
  association: { path: below('board', 'typeSubTypeItemAssociations') },
  board: { hrefName: 'board_href', path: (id) => `/service/boards/${id}` },
  boardItem: { hrefName: 'item_href', path: below('board', 'items') },
  boardStatus: { hrefName: 'status_href', path: below('board', 'statuses') },
  boardSubType: { hrefName: 'subType_href', path: below('board', 'subtypes') },
  boardTeam: { hrefName: 'team_href', path: below('boardId', 'teams') },
  boardType: { hrefName: 'type_href', path: below('board', 'types') },
  catalogItem: {
    hrefName: 'catalog_href',
    path: (id) => `/procurement/catalog/${id}`,
    members: { identifier: stored('identifier') },
  },
  company: {
    hrefName: 'company_href',
    path: (id) => `/company/companies/${id}`,
    members: { identifier: stored('identifier'), name: stored('name') },
  },
  companyStatus: { hrefName: 'status_href', path: (id) => `/company/companies/statuses/${id}` },
  companyType: { hrefName: 'type_href', path: (id) => `/company/companies/types/${id}` },
  configuration: { hrefName: 'configuration_href', path: (id) => `/company/configurations/${id}` },
  configurationStatus: {
    hrefName: 'status_href',
    path: (id) => `/company/configurations/statuses/${id}`,
    members: { name: stored('description') },
  },
  configurationType: { hrefName: 'type_href', path: (id) => `/company/configurations/types/${id}` },
  contact: { hrefName: 'contact_href', path: (id) => `/company/contacts/${id}`, members: { name: fullName } },
  department: { hrefName: 'department_href', path: (id) => `/system/departments/${id}` },
  location: { hrefName: 'location_href', path: (id) => `/system/locations/${id}` },
  member: {
    hrefName: 'member_href',
    path: (id) => `/system/members/${id}`,
    members: { identifier: stored('identifier'), name: fullName },
  },
  note: { path: (id, values) => `/service/tickets/${idIn(values, 'ticketId') ?? 0}/notes/${id}` },
  priority: {
    hrefName: 'priority_href',
    path: (id) => `/service/priorities/${id}`,
    members: { name: stored('name'), sort: stored('sortOrder'), level: stored('level') },
  },
  securityRole: { members: { name: stored('name') } },
  serviceLocation: { hrefName: 'location_href', path: (id) => `/service/locations/${id}` },
  site: {
    hrefName: 'site_href',
    path: (id, values) => `/company/companies/${idIn(values, 'company') ?? 0}/sites/${id}`,
  },
  source: { hrefName: 'source_href', path: (id) => `/service/sources/${id}` },
  ticket: {
    hrefName: 'ticket_href',
    path: (id) => `/service/tickets/${id}`,
    members: { summary: stored('summary') },
  },
  timeEntry: { hrefName: 'timeentry_href', path: (id) => `/time/entries/${id}` },
  unitOfMeasure: { hrefName: 'uom_href', path: (id) => `/procurement/unitOfMeasures/${id}` },
};

/** Members of a reference into this table, `id` first; conditions may name these and no others. */
export function referenceMembers(table: TableName): readonly string[] {
  return ['id', ...Object.keys(SHAPES[table]?.members ?? { name: true })];
}

/** One member of a reference: `name` of the company that a ticket points to. */
export function readReferenceMember(
  tenant: Tenant,
  table: TableName,
  target: CwRecord,
  member: string,
): JsonValue | undefined {
  if (member === 'id') return target.id;
  const members = SHAPES[table]?.members;
  return members ? members[member]?.(target, tenant) : target.values[member];
}

/** `status_href` and its address; undefined where the API has no such route. */
export function hrefOf(
  table: TableName,
  record: CwRecord,
): { readonly name: string; readonly path: string } | undefined {
  const shape = SHAPES[table];
  if (!shape?.path) return undefined;
  return { name: shape.hrefName ?? `${table}_href`, path: shape.path(record.id, record.values) };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
