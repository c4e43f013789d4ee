import type { VspcRole } from './vspc-data';

/** Who reaches which group of endpoints (facts 1.6). `PA` is the portal administrator alone. */
export type RoleGroup = 'ALL' | 'ALL14' | 'JOBS13' | 'ORG11' | 'LIC4' | 'ADMIN3' | 'PA';

const ALL: readonly VspcRole[] = [
  'CompanyAdministrator',
  'CompanyInvoiceAuditor',
  'CompanyLocationAdministrator',
  'CompanyLocationUser',
  'CompanyOwner',
  'CompanySubtenant',
  'CompanyTenant',
  'PortalAdministrator',
  'PortalOperator',
  'PortalReadonlyOperator',
  'ResellerAdministrator',
  'ResellerInvoiceAuditor',
  'ResellerOperator',
  'ResellerOwner',
  'ResellerUser',
  'SiteAdministrator',
];

const AUDITORS: readonly VspcRole[] = ['CompanyInvoiceAuditor', 'ResellerInvoiceAuditor'];

/**
 * UNCERTAIN: the documents' role names are mapped one to one on the user roles; their "service provider" roles are
 * taken for the resellers' (facts 1.6).
 */
const MEMBERS: Readonly<Record<RoleGroup, readonly VspcRole[]>> = {
  ALL,
  ALL14: without(...AUDITORS),
  JOBS13: without(...AUDITORS, 'CompanySubtenant'),
  ORG11: without(...AUDITORS, 'CompanySubtenant', 'CompanyLocationAdministrator', 'CompanyLocationUser'),
  LIC4: ['PortalAdministrator', 'ResellerOwner', 'ResellerAdministrator', 'SiteAdministrator'],
  ADMIN3: ['PortalAdministrator', 'ResellerOwner', 'ResellerAdministrator'],
  PA: ['PortalAdministrator'],
};

function without(...roles: readonly VspcRole[]): readonly VspcRole[] {
  return ALL.filter((role) => !roles.includes(role));
}

export function isAdmitted(role: VspcRole, group: RoleGroup): boolean {
  return MEMBERS[group].includes(role);
}
