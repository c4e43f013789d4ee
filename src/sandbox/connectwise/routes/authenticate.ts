import type { SandboxRequest } from '../../http/stand-in';
import type { CwFunction, CwLevel, CwRights, CwVerb } from '../connectwise-data';
import { CwRefusal, badRequest, cannotRoute } from '../replies';
import type { CwRecord } from '../store/record-store';
import type { Tenant } from '../store/tenant';

/** Basic credentials `company+public:private`, and a clientId that the vendor has issued. Returns the API member. */
export function authenticate(tenant: Tenant, request: SandboxRequest): CwRecord {
  const { login } = tenant.data;
  const [company, keys] = splitOnce(decodeBasic(request.headers['authorization']), '+');
  const knowsCompany = company.toLowerCase() === login.companyId.toLowerCase();
  if (company !== '' && !knowsCompany && tenant.switches.is('wrongCompany', 'cannot-route')) throw cannotRoute();
  const member = tenant.getMember(login.apiMember);
  const isRight = knowsCompany && keys === `${login.publicKey}:${login.privateKey}`;
  if (!isRight || member.values['inactiveFlag'] === true) throw unauthorized(tenant);
  if (request.headers['clientid']?.toLowerCase() !== login.clientId.toLowerCase()) throw noClientId(tenant);
  return member;
}

/** Level of the member's role for one function. */
export function levelOf(tenant: Tenant, member: CwRecord, right: CwFunction, verb: CwVerb): CwLevel {
  const role = tenant.store.get('securityRole', member.values['securityRole']);
  const rights = (role.values['rights'] ?? {}) as Readonly<Partial<Record<CwFunction, CwRights>>>;
  // Whether callbacks have a right of their own, the documents leave open.
  const isOfTables = right === 'Callbacks' && tenant.switches.is('callbackRight', 'table-setup');
  return rights[isOfTables ? 'Table Setup' : right]?.[verb] ?? 'None';
}

/**
 * The pinned model version, when one is named: not newer than the tenant's. A few endpoints do not know the vendor's media
 * type at all and want plain JSON beside it or instead of it.
 */
export function assertAccepts(
  tenant: Tenant,
  request: SandboxRequest,
  options: { readonly plainJsonOnly: boolean },
): void {
  const accept = request.headers['accept'] ?? '*/*';
  const takesPlain = /application\/json|\*\/\*/i.test(accept);
  const pinned = /application\/vnd\.connectwise\.com\+json\s*;\s*version=([^,;\s]+)/i.exec(accept)?.[1];
  if (options.plainJsonOnly) {
    if (takesPlain) return;
    throw unsupportedVersion(request.path, pinned ?? '');
  }
  if (pinned !== undefined && !isSupported(tenant, pinned)) throw unsupportedVersion(request.path, pinned);
  if (pinned === undefined && !takesPlain && !/vnd\.connectwise\.com\+json/i.test(accept)) {
    throw new CwRefusal(406, { code: 'ConnectWiseApi', message: 'None of the accepted media types can be produced.' });
  }
}

function isSupported(tenant: Tenant, pinned: string): boolean {
  const wanted = /^(\d{4})\.(\d{1,2})$/.exec(pinned);
  const present = /(\d{4})\.(\d+)/.exec(tenant.version);
  if (!wanted || !present) return false;
  return ordinal(wanted) <= ordinal(present);
}

function ordinal([, year, minor]: RegExpExecArray): number {
  return Number(year) * 100 + Number(minor);
}

function unsupportedVersion(path: string, version: string): CwRefusal {
  return badRequest(
    `The HTTP resource that matches the request URI '${path}' does not support the API version '${version}'.`,
  );
}

function unauthorized(tenant: Tenant): CwRefusal {
  if (tenant.switches.is('badCredentials', '404')) {
    return new CwRefusal(404, { code: 'NotFound', message: 'The resource was not found.' });
  }
  return new CwRefusal(401, { code: 'Unauthorized', message: 'Authentication failed.' });
}

function noClientId(tenant: Tenant): CwRefusal {
  const status = tenant.switches.is('missingClientId', '401') ? 401 : 403;
  return new CwRefusal(status, { code: 'Unauthorized', message: 'A valid clientId header is required.' });
}

function decodeBasic(header: string | undefined): string {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  return encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + separator.length)];
}
