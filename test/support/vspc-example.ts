import type { SandboxReply, SandboxRequest } from '../../src/sandbox/http/stand-in';
import { emptyVspcData } from '../../src/sandbox/vspc/vspc-data';
import type { VspcData, VspcRole } from '../../src/sandbox/vspc/vspc-data';
import type { VspcStandIn } from '../../src/sandbox/vspc/vspc-stand-in';
import { addInfrastructure } from './vspc-example-infrastructure';
import { ALPHA, BETA, HOSTED_SERVER, PROVIDER, uid } from './vspc-example-uids';
import { addWorkloads } from './vspc-example-workloads';

export const FULL_KEY = 'full-key';
export const READ_ONLY_KEY = 'read-only-key';

const USER = uid(2);

/** A VSPC with at least one row in every table. */
export function exampleVspcData(role: VspcRole = 'PortalAdministrator'): VspcData {
  const data = emptyVspcData({
    server: {
      installationId: uid(3),
      installationDate: new Date('2025-01-10T09:00:00Z'),
      release: '9.1',
      timezone: 'Europe/Berlin',
      ownHost: 'vspc-inside.example.net',
      providerUid: PROVIDER,
    },
    users: [
      {
        uid: USER,
        organizationUid: PROVIDER,
        userName: 'bridge',
        password: 'right password',
        role,
        isEnabled: true,
        hasMfa: false,
      },
      {
        uid: uid(4),
        organizationUid: PROVIDER,
        userName: 'carol',
        password: 'right password',
        role: 'PortalAdministrator',
        isEnabled: true,
        hasMfa: true,
        mfaCode: '123456',
      },
    ],
    apiKeys: [
      { key: FULL_KEY, userUid: USER, isReadOnly: false, isEnabled: true },
      { key: READ_ONLY_KEY, userUid: USER, isReadOnly: true, isEnabled: true },
    ],
    consoleLicense: { licenseId: 'L-1', status: 'Valid', instances: 100, cloudConnect: 'Yes', package: 'Suite' },
  });
  addOrganizations(data);
  addInfrastructure(data);
  addWorkloads(data);
  return data;
}

function addOrganizations(data: VspcData): void {
  data.organizations.push(
    { instanceUid: PROVIDER, name: 'Northwind Hosting', type: 'Provider' },
    { instanceUid: uid(5), name: 'Ridge Resale', type: 'Reseller' },
    { instanceUid: ALPHA, name: 'Alpha', type: 'Company', alias: 'alpha', taxId: '12345', companyId: '250' },
    { instanceUid: BETA, name: 'Beta & Söhne', type: 'Company', country: 49 },
  );
  data.resellers.push({ instanceUid: uid(5), name: 'Ridge Resale', status: 'Active' });
  const ownerCredentials = { userName: 'owner', password: 'never shown' };
  const remoteServices = {
    isBackupResourcesEnabled: true,
    backupAgentsManagement: { workstationAgentsQuota: 10, serverAgentsQuota: null },
  };
  const companyServices = { hostedServices: { isVbPublicCloudManagementEnabled: false }, remoteServices };
  data.companies.push(
    { instanceUid: ALPHA, name: 'Alpha', status: 'Active', ownerCredentials, companyServices, resellerUid: uid(5) },
    { instanceUid: BETA, name: 'Beta & Söhne', status: 'Active', ownerCredentials },
  );
  data.locations.push(
    { instanceUid: uid(12), organizationUid: ALPHA, name: 'Default location', quotaGb: 0, type: 'Default' },
    { instanceUid: uid(13), organizationUid: ALPHA, name: 'Warehouse', quotaGb: 50, type: 'Custom' },
  );
  for (const [day, servers] of [
    ['2026-10-30', 3],
    ['2026-10-31', 4],
    ['2026-11-01', 5],
  ] as const) {
    const date = new Date(`${day}T00:00:00Z`);
    const counters = [
      { type: 'ManagedServerAgents', value: servers },
      { type: 'CloudTotalUsage', value: 17_683_185_664 },
    ];
    data.usage.push(
      { companyUid: ALPHA, locationUid: uid(12), date, counters },
      { companyUid: ALPHA, locationUid: uid(13), date, counters: [{ type: 'ManagedServerAgents', value: 1 }] },
    );
    data.resellerUsage.push({ resellerUid: uid(5), date, counters });
  }
  data.hostedVbrResources.push({
    instanceUid: uid(14),
    serverUid: HOSTED_SERVER,
    friendlyName: 'Hosted',
    companyUid: BETA,
  });
  data.hostedVbrBackupResources.push({
    instanceUid: uid(15),
    repositoryUid: uid(40),
    companyUid: BETA,
    hostedResourceUid: uid(14),
    storageQuota: 1_000_000,
    isStorageQuotaUnlimited: false,
  });
  data.hostedVb365BackupResources.push({ instanceUid: uid(16), companyUid: BETA, repositoryUid: uid(41) });
}

export interface Question {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks as the socket would: `ask(standIn, 'GET', '/organizations?limit=1')`, with the full key unless told otherwise. */
export function ask(standIn: VspcStandIn, method: string, pathAndQuery: string, question: Question = {}): SandboxReply {
  const [path = '', query = ''] = pathAndQuery.split('?');
  const request: SandboxRequest = {
    method,
    path: `/api/v3${path}`,
    query: new URLSearchParams(query),
    headers: { authorization: `Bearer ${question.key ?? FULL_KEY}`, ...question.headers },
    body: Buffer.from(question.body ?? ''),
  };
  return standIn.handle(request);
}

export interface ListBody {
  readonly meta: { readonly pagingInfo: { readonly total: number; readonly count: number; readonly offset: number } };
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** Asks for a list and expects a 200. */
export function askList(standIn: VspcStandIn, pathAndQuery: string, question: Question = {}): ListBody {
  const reply = ask(standIn, 'GET', pathAndQuery, question);
  if (reply.status !== 200) throw new Error(`${pathAndQuery}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as ListBody;
}

export function queryOf(parameters: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(parameters).map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string],
  );
  return new URLSearchParams(entries).toString();
}
