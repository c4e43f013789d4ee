import type { SandboxRequest } from '../../http/stand-in';
import type { Answer } from '../call';
import type { Tenant } from '../store/tenant';

/** Discovery without credentials; a company that does not exist is answered with `null`, not with an error. */
export function answerCompanyInfo(tenant: Tenant, request: SandboxRequest, company: string): Answer {
  const { data } = tenant;
  if (decodeURIComponent(company).toLowerCase() !== data.login.companyId.toLowerCase()) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' };
  }
  return {
    status: 200,
    body: {
      CompanyName: data.login.companyName,
      Codebase: `${tenant.codebase}/`,
      VersionCode: tenant.codebase.slice(1).replace('_', '.'),
      VersionNumber: tenant.version,
      CompanyID: data.login.companyId,
      IsCloud: data.isCloud ? 'True' : 'False',
      SiteUrl: request.headers['host'] ?? 'connectwise.test',
      AllowedOrigins: null,
    },
  };
}
