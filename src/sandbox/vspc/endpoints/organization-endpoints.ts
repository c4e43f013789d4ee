import { addDays, daysBetween, utcDateOf } from '../../../kernel/civil-date';
import type { Call, Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint, uidParam } from '../list-endpoint';
import type { ResourceSpec, Scope } from '../list-endpoint';
import type { Row } from '../property-path';
import { isAtLeast } from '../rest-version';
import {
  companyShape,
  hostedVb365BackupResourceShape,
  hostedVbrBackupResourceShape,
  hostedVbrResourceShape,
  locationShape,
  organizationShape,
  resellerShape,
  resellerUsageShape,
  usageShape,
} from '../shapes/organization-shapes';
import { tenantShape } from '../shapes/server-shapes';
import { badParameter } from '../vspc-refusal';
import { expandOrganization, projectOrganization } from './embedded';
import { having, instantParam } from './parameters';

const MAX_USAGE_DAYS = 31;
const DATES = ['fromDate', 'toDate'];

const organization: Omit<ResourceSpec, 'path'> = {
  table: 'organizations',
  shape: organizationShape,
  roles: 'ORG11',
  project: projectOrganization,
};
const company: Omit<ResourceSpec, 'path'> = {
  table: 'companies',
  shape: companyShape,
  roles: 'ORG11',
  project: projectCompany,
};
const usage = { table: 'usage', shape: usageShape, roles: 'ORG11', query: DATES } as const;
const reseller = { table: 'resellers', shape: resellerShape, roles: 'ADMIN3' } as const;
const hosted = { roles: 'ORG11', key: 'instanceUid' } as const;

export const organizationEndpoints: readonly Endpoint[] = [
  listEndpoint({ ...organization, path: '/organizations', key: 'instanceUid' }),
  itemEndpoint({ ...organization, path: '/organizations/{organizationUid}' }, 'instanceUid'),
  {
    method: 'GET',
    path: '/organizations/provider',
    roles: 'ORG11',
    query: ['expand', 'select'],
    serve: serveProvider,
  },
  listEndpoint({
    path: '/organizations/locations',
    table: 'locations',
    shape: locationShape,
    roles: 'ALL',
    key: 'instanceUid',
  }),
  listEndpoint({ ...company, path: '/organizations/companies', key: 'instanceUid', expand: [expandOrganization] }),
  itemEndpoint({ ...company, path: '/organizations/companies/{companyUid}' }, 'instanceUid'),
  listEndpoint({ ...usage, path: '/organizations/companies/usage', scope: (call) => usageScope(call) }),
  listEndpoint({
    ...usage,
    path: '/organizations/companies/{companyUid}/usage',
    scope: (call) => usageScope(call, { property: 'companyUid', uid: uidParam(call, 'companyUid') }),
  }),
  listEndpoint({
    path: '/organizations/companies/{companyUid}/siteResources',
    table: 'tenants',
    shape: tenantShape,
    roles: 'ORG11',
    key: 'instanceUid',
    since: '3.6',
    scope: (call) => having('assignedForCompany', uidParam(call, 'companyUid')),
  }),
  listEndpoint({
    ...hosted,
    path: '/organizations/companies/hostedResources/vbr',
    table: 'hostedVbrResources',
    shape: hostedVbrResourceShape,
  }),
  listEndpoint({
    ...hosted,
    path: '/organizations/companies/hostedResources/vbr/backupResources',
    table: 'hostedVbrBackupResources',
    shape: hostedVbrBackupResourceShape,
  }),
  listEndpoint({
    ...hosted,
    path: '/organizations/companies/hostedResources/vb365/backupResources',
    table: 'hostedVb365BackupResources',
    shape: hostedVb365BackupResourceShape,
  }),
  listEndpoint({ ...reseller, path: '/organizations/resellers', key: 'instanceUid', expand: [expandOrganization] }),
  itemEndpoint({ ...reseller, path: '/organizations/resellers/{resellerUid}' }, 'instanceUid'),
  listEndpoint({
    ...company,
    path: '/organizations/resellers/{resellerUid}/companies',
    roles: 'ADMIN3',
    key: 'instanceUid',
    expand: [expandOrganization],
    scope: (call) => having('resellerUid', uidParam(call, 'resellerUid')),
  }),
  listEndpoint({
    path: '/organizations/resellers/usage',
    table: 'resellerUsage',
    shape: resellerUsageShape,
    roles: 'ADMIN3',
    query: DATES,
    scope: (call) => usageScope(call),
  }),
];

function serveProvider(call: Call): unknown {
  const { providerUid } = call.world.data.server;
  const wantsOrganization = call.request.query.getAll('expand').map((name) => {
    if (name !== 'Organization') throw badParameter('expand', `'${name}' cannot be expanded here.`);
    return name;
  });
  const row = { instanceUid: providerUid };
  const embedded = wantsOrganization.length === 0 ? null : { organization: expandOrganization.build(row, call) };
  return { data: { ...row, _embedded: embedded } };
}

/** Before 3.6 services were flat and REST access was a permission (facts 3.2). */
function projectCompany(wire: Record<string, unknown>, row: Row, call: Call): Record<string, unknown> {
  const masked = { ...wire, ownerCredentials: withoutPassword(wire['ownerCredentials']) };
  if (isAtLeast(call.version, '3.6')) return masked;
  const permissions = row['isRestAccessEnabled'] === true ? ['REST'] : [];
  return { ...masked, permissions, companyServices: flatServices(row['companyServices']) };
}

function withoutPassword(credentials: unknown): unknown {
  return typeof credentials === 'object' && credentials !== null ? { ...credentials, password: null } : credentials;
}

function flatServices(services: unknown): unknown {
  if (typeof services !== 'object' || services === null) return null;
  const remote = ((services as Row)['remoteServices'] ?? {}) as Row;
  const agents = remote['backupAgentsManagement'] as Row | null | undefined;
  return {
    isBackupAgentManagementEnabled: isSet(agents),
    isBackupServerManagementEnabled: isSet(remote['backupServersManagement']),
    isVBPublicCloudManagementEnabled: remote['isVbPublicCloudManagementEnabled'] ?? false,
    backupAgentServerQuota: agents?.['serverAgentsQuota'] ?? null,
    backupAgentWorkstationQuota: agents?.['workstationAgentsQuota'] ?? null,
    storageQuota: null,
  };
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** At most 31 days, both ends counted; without dates the latest aggregation (UNCERTAIN, a switch). */
function usageScope(call: Call, owner?: { readonly property: string; readonly uid: string }): Scope {
  const isOwned = (row: Row): boolean => owner === undefined || row[owner.property] === owner.uid;
  const from = instantParam(call, 'fromDate');
  const to = instantParam(call, 'toDate');
  if (from === undefined && to === undefined) return latestUsage(call, isOwned, owner?.uid ?? '');
  const lastDay = utcDateOf(to ?? call.world.clock.now());
  const firstDay = utcDateOf(from ?? new Date(`${addDays(lastDay, 1 - MAX_USAGE_DAYS)}T00:00:00Z`));
  const days = daysBetween(firstDay, lastDay) + 1;
  if (days < 1) throw badParameter('toDate', 'toDate lies before fromDate.');
  if (days > MAX_USAGE_DAYS) throw badParameter('toDate', `The range is longer than ${MAX_USAGE_DAYS} days.`);
  return {
    key: `${owner?.uid ?? ''} ${firstDay} ${lastDay}`,
    keep: (row) => {
      const day = dayOf(row);
      return isOwned(row) && day >= firstDay && day <= lastDay;
    },
  };
}

function latestUsage(call: Call, isOwned: (row: Row) => boolean, uid: string): Scope {
  const isPerRow = call.world.switches.get('usageWithoutDates') === 'latest-each';
  const groupOf = (row: Row): string => (isPerRow ? `${String(row['companyUid'])} ${String(row['locationUid'])}` : '');
  const latest = new Map<string, string>();
  const table = call.route.includes('resellers') ? 'resellerUsage' : 'usage';
  for (const row of call.world.views.rows(table).filter(isOwned)) {
    const known = latest.get(groupOf(row)) ?? '';
    if (dayOf(row) > known) latest.set(groupOf(row), dayOf(row));
  }
  const key = `${uid} latest ${String(isPerRow)}`;
  return { key, keep: (row) => isOwned(row) && dayOf(row) === latest.get(groupOf(row)) };
}

function dayOf(row: Row): string {
  const { date } = row;
  return date instanceof Date ? utcDateOf(date) : '';
}
