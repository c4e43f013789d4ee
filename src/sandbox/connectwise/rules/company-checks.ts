import type { ValidationIssue } from '../replies';
import { idIn, type Values } from '../store/record-store';
import type { Tenant } from '../store/tenant';

/** Whether records of this company may be saved: not for a deleted one, nor under a status that disallows it. */
export function checkCompany(tenant: Tenant, values: Readonly<Values>): readonly ValidationIssue[] {
  const company = tenant.store.find('company', idIn(values, 'company'));
  if (!company) return [];
  if (company.values['deletedFlag'] === true && tenant.switches.is('deletedCompany', 'refuse')) {
    return [{ code: 'NotFound', message: `Company ${company.id} not found.`, field: 'company/id' }];
  }
  const status = tenant.store.find('companyStatus', company.values['status']);
  if (status?.values['disallowSavingFlag'] !== true || tenant.switches.is('disallowSaving', 'accept')) return [];
  const message = status.values['notificationMessage'];
  return [
    {
      code: 'InvalidObject',
      message: typeof message === 'string' ? message : 'The status of this company does not allow saving.',
      field: 'company',
    },
  ];
}

/** For references that have to belong to the record's company. */
export const OF_COMPANY = {
  accepts: (_tenant: Tenant, values: Readonly<Values>, candidate: { readonly values: Values }): boolean =>
    candidate.values['company'] === values['company'],
  within: (values: Readonly<Values>): string => `Company ${idIn(values, 'company') ?? 0}`,
};
