import type { TableName } from '../schema/table-names';
import type { CwRecord, Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { ActionOf } from './people-action';

/** Tables whose records move to the survivor when companies are merged. */
const OF_COMPANY = ['agreement', 'configuration', 'contact', 'site', 'ticket'] as const satisfies readonly TableName[];

export function setProductActive(tenant: Tenant, action: ActionOf<'set-product-active'>): CwRecord {
  const product = getWhere(tenant, 'catalogItem', 'identifier', action.product);
  tenant.store.update(product, { inactiveFlag: !action.active }, tenant.stamp(action.by));
  return product;
}

export function deletePriority(tenant: Tenant, action: ActionOf<'delete-priority'>): CwRecord {
  const priority = getWhere(tenant, 'priority', 'name', action.priority);
  tenant.store.remove('priority', priority.id, action.by);
  return priority;
}

export function setCompanyStatus(tenant: Tenant, action: ActionOf<'set-company-status'>): CwRecord {
  return changeCompany(tenant, action, { status: getWhere(tenant, 'companyStatus', 'name', action.status).id });
}

export function renameCompany(tenant: Tenant, action: ActionOf<'rename-company'>): CwRecord {
  const { name, identifier } = action;
  return changeCompany(tenant, action, {
    ...(name === undefined ? {} : { name }),
    ...(identifier === undefined ? {} : { identifier }),
  });
}

/** The server's merge moves what hangs below and marks the source as deleted without moving its `lastUpdated`. */
export function mergeCompany(tenant: Tenant, action: ActionOf<'merge-company'>): CwRecord {
  const source = tenant.store.get('company', action.companyId);
  const survivor = tenant.store.get('company', action.intoCompanyId);
  for (const table of OF_COMPANY) {
    for (const row of tenant.store.where(table, 'company', source.id)) {
      tenant.store.updateSilently(row, { company: survivor.id });
    }
  }
  tenant.store.updateSilently(source, { ...deletion(tenant, action.by), mergedIntoId: survivor.id });
  return source;
}

export function deleteCompany(tenant: Tenant, action: ActionOf<'delete-company'>): CwRecord {
  const company = tenant.store.get('company', action.companyId);
  const marksDeleted = tenant.switches.is('deletedCompanyCallback', 'deleted');
  tenant.store.update(company, deletion(tenant, action.by), { ...tenant.stamp(action.by), marksDeleted });
  return company;
}

export function upgrade(tenant: Tenant, action: ActionOf<'upgrade'>): undefined {
  tenant.upgrade(action.version);
  return undefined;
}

function deletion(tenant: Tenant, by: string): Values {
  return { deletedFlag: true, dateDeleted: tenant.nowText(), deletedBy: by };
}

function changeCompany(
  tenant: Tenant,
  action: { readonly companyId: number; readonly by: string },
  values: Values,
): CwRecord {
  const company = tenant.store.get('company', action.companyId);
  tenant.store.update(company, values, tenant.stamp(action.by));
  return company;
}

function getWhere(tenant: Tenant, table: TableName, field: string, value: string): CwRecord {
  const found = tenant.store.where(table, field, value)[0];
  if (!found) throw new Error(`No ${table} with ${field} ${value}.`);
  return found;
}
