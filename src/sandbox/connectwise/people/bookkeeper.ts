import type { CwRecord, Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';
import type { ActionOf } from './people-action';

export function setQuantity(tenant: Tenant, action: ActionOf<'set-quantity'>): CwRecord {
  return changeAddition(tenant, action, { quantity: action.quantity });
}

export function cancelAddition(tenant: Tenant, action: ActionOf<'cancel-addition'>): CwRecord {
  return changeAddition(tenant, action, { cancelledDate: midnight(action.date) });
}

export function deleteAddition(tenant: Tenant, action: ActionOf<'delete-addition'>): CwRecord {
  const addition = tenant.store.get('addition', action.additionId);
  tenant.store.remove('addition', addition.id, action.by);
  return addition;
}

export function setNextInvoiceDate(tenant: Tenant, action: ActionOf<'set-next-invoice-date'>): CwRecord {
  const { date, invoicedThrough } = action;
  return changeAgreement(tenant, action, {
    nextInvoiceDate: midnight(date),
    ...(invoicedThrough === undefined ? {} : { invoicedThrough: midnight(invoicedThrough) }),
  });
}

export function endAgreement(tenant: Tenant, action: ActionOf<'end-agreement'>): CwRecord {
  return changeAgreement(tenant, action, { endDate: midnight(action.date), noEndingDateFlag: false });
}

export function cancelAgreement(tenant: Tenant, action: ActionOf<'cancel-agreement'>): CwRecord {
  const dateCancelled = midnight(action.date ?? tenant.today());
  return changeAgreement(tenant, action, { cancelledFlag: true, dateCancelled });
}

function changeAddition(
  tenant: Tenant,
  action: { readonly additionId: number; readonly by: string },
  values: Values,
): CwRecord {
  const addition = tenant.store.get('addition', action.additionId);
  tenant.store.update(addition, values, tenant.stamp(action.by));
  return addition;
}

function changeAgreement(
  tenant: Tenant,
  action: { readonly agreementId: number; readonly by: string },
  values: Values,
): CwRecord {
  const agreement = tenant.store.get('agreement', action.agreementId);
  tenant.store.update(agreement, values, tenant.stamp(action.by));
  return agreement;
}

/** Business dates are midnight UTC of a local day. */
function midnight(date: string): string {
  return `${date}T00:00:00Z`;
}
