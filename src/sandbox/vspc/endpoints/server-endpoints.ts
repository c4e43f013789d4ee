import type { Call, Endpoint } from '../endpoint';
import { itemEndpoint, listEndpoint, uidParam } from '../list-endpoint';
import type { ListSpec } from '../list-endpoint';
import type { Row } from '../property-path';
import {
  backupServerShape,
  failoverPlanShape,
  repositoryShape,
  siteShape,
  tenantResourceShape,
  tenantResourceUsageShape,
  tenantShape,
} from '../shapes/server-shapes';
import { isAtLeast } from '../rest-version';
import { expandRepositoryInfo } from './embedded';
import { having } from './parameters';

const server = { table: 'backupServers', shape: backupServerShape, roles: 'JOBS13' } as const;
const repository: Omit<ListSpec, 'path'> = {
  table: 'repositories',
  shape: repositoryShape,
  roles: 'JOBS13',
  key: 'instanceUid',
  expand: [expandRepositoryInfo],
};
const site = { table: 'sites', shape: siteShape, roles: 'JOBS13' } as const;
const resource = { table: 'tenantResources', shape: tenantResourceShape, roles: 'ORG11', key: 'instanceUid' } as const;
const resourceUsage = {
  table: 'tenantResourceUsage',
  shape: tenantResourceUsageShape,
  roles: 'ORG11',
  key: 'backupResourceUid',
} as const;

/** Tenant quotas moved in 3.6 (facts 8.1); below that the old paths answer. */
export const serverEndpoints: readonly Endpoint[] = [
  listEndpoint({ ...server, path: '/infrastructure/backupServers', key: 'instanceUid' }),
  itemEndpoint({ ...server, path: '/infrastructure/backupServers/{backupServerUid}' }, 'instanceUid'),
  listEndpoint({ ...repository, path: '/infrastructure/backupServers/repositories' }),
  listEndpoint({
    ...repository,
    path: '/infrastructure/backupServers/{backupServerUid}/repositories',
    scope: (call) => having('backupServerUid', uidParam(call, 'backupServerUid')),
  }),
  listEndpoint({
    path: '/infrastructure/backupServers/failoverplans',
    table: 'failoverPlans',
    shape: failoverPlanShape,
    roles: 'JOBS13',
    key: 'instanceUid',
  }),
  listEndpoint({ ...site, path: '/infrastructure/sites', key: 'siteUid' }),
  itemEndpoint({ ...site, path: '/infrastructure/sites/{siteUid}' }, 'siteUid'),
  listEndpoint({
    path: '/infrastructure/sites/tenants',
    table: 'tenants',
    shape: tenantShape,
    roles: 'ORG11',
    key: 'instanceUid',
    project: projectTenant,
  }),
  listEndpoint({ ...resource, path: '/infrastructure/sites/tenants/backupResources', since: '3.6' }),
  listEndpoint({ ...resourceUsage, path: '/infrastructure/sites/tenants/backupResources/usage', since: '3.6' }),
  listEndpoint({ ...resource, path: '/organizations/companies/sites/backupResources', until: '3.5.1' }),
  listEndpoint({ ...resourceUsage, path: '/organizations/companies/sites/backupResources/usage', until: '3.5.1' }),
];

/** Before 3.6 a tenant named its Cloud Connect server and no site (facts 8.1). */
function projectTenant(wire: Record<string, unknown>, row: Row, call: Call): Record<string, unknown> {
  if (isAtLeast(call.version, '3.6')) return wire;
  const site = call.world.views.find('sites', 'siteUid', row['siteUid']);
  const older = Object.entries(wire).filter(([name]) => name !== 'siteUid' && name !== 'siteName');
  return { ...Object.fromEntries(older), backupServerUid: site?.['backupServerUid'] ?? null };
}
