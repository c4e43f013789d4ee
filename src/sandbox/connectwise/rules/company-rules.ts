import type { ValidationIssue } from '../replies';
import type { Tenant } from '../store/tenant';
import type { Draft, EntityRules } from '../write/draft';
import { checkCompany, OF_COMPANY } from './company-checks';

export const COMPANY_RULES: EntityRules = {
  scopes: {
    site: { label: 'Site', accepts: isOwnOf, within: () => 'this company' },
    defaultContact: { label: 'Contact', accepts: isOwnOf, within: () => 'this company' },
  },
  complete: ({ tenant }, { values }) => {
    const fallback = tenant.store.list('companyStatus').find((status) => status.values['defaultFlag'] === true);
    values['status'] ??= fallback?.id;
    values['deletedFlag'] = false;
  },
  check: ({ tenant }, draft) => checkIdentifier(tenant, draft),
};

/** A company's default site and contact are its own; a company that is being created has none yet. */
function isOwnOf(tenant: Tenant, values: Draft['values'], candidate: { readonly values: Draft['values'] }): boolean {
  const owner = tenant.store.find('company', candidate.values['company']);
  return owner?.values['identifier'] === values['identifier'];
}

function checkIdentifier(tenant: Tenant, { values, before }: Draft): readonly ValidationIssue[] {
  const { identifier } = values;
  if (typeof identifier !== 'string' || before?.['identifier'] === identifier) return [];
  const isTaken = tenant.store
    .list('company')
    .some(({ values: { identifier: other } }) => typeof other === 'string' && same(other, identifier));
  return isTaken ? [{ code: 'ObjectExists', message: 'Company ID already in use.', field: 'identifier' }] : [];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export const SITE_RULES: EntityRules = { check: ({ tenant }, { values }) => checkCompany(tenant, values) };

/** Neither names nor device identifiers are unique. */
export const CONFIGURATION_RULES: EntityRules = {
  scopes: { site: { label: 'Site', ...OF_COMPANY }, contact: { label: 'Contact', ...OF_COMPANY } },
  complete: ({ tenant }, { values }) => {
    const company = tenant.store.find('company', values['company']);
    const fallback = tenant.store.list('configurationStatus').find((status) => status.values['defaultFlag'] === true);
    values['status'] ??= fallback?.id;
    values['site'] ??= company?.values['site'];
    values['activeFlag'] ??= true;
  },
  check: ({ tenant }, { values }) => checkCompany(tenant, values),
};
